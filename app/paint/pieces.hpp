// A frame of Dear ImGui in pieces: runs of triangles with one clip rectangle and one texture, each with a fingerprint of
// all that its pixels depend on. Equal fingerprints: the same pixels (but for a chance of 2^-64).
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <unordered_map>
#include <vector>

#include <imgui.h>

#include "app/paint/tiles.hpp"

namespace lossfield::app {

// What the vertices of a frame do not tell.
struct PaintedParts {
    // Where primitives end among the indices of a draw list, ascending: pieces end there too.
    const ImDrawList* list = nullptr;
    std::vector<int> ends;
    // Of textures by name: another number for other contents. Others keep what they show until `epoch` grows.
    std::unordered_map<unsigned, std::uint64_t> contents;
    std::uint64_t epoch = 0;
};

struct Piece {
    const ImDrawList* list = nullptr;
    const ImDrawCmd* command = nullptr;
    const ImDrawCmd* mode = nullptr;   // the callback that it is drawn under; null: none
    unsigned first = 0, count = 0;     // indices of the list
    unsigned lowest = 0, highest = 0;  // vertices of the list
    PixelRect clip;
    std::uint64_t fingerprint = 0;
};

[[nodiscard]] std::vector<Piece> pieces_of(const ImDrawData& frame, const PaintedParts& parts);

// use(index, pixels) for each triangle of the piece: the first of its three indices, and what it may reach.
template <class Use>
void each_triangle(const Piece& piece, Use use) {
    const ImDrawVert* vertices = piece.list->VtxBuffer.Data + piece.command->VtxOffset;
    const ImDrawIdx* corners = piece.list->IdxBuffer.Data + piece.first;
    const PixelRect& r = piece.clip;
    const auto held = [](float v, int least, int most) {
        return static_cast<int>(std::clamp(v, static_cast<float>(least), static_cast<float>(most)));
    };
    for (unsigned i = 0; i + 2 < piece.count; i += 3) {
        const ImVec2 a = vertices[corners[i]].pos, b = vertices[corners[i + 1]].pos,
                     c = vertices[corners[i + 2]].pos;
        // Half a pixel more: OpenGL moves corners to a grid of its own.
        const PixelRect reach{held(std::min({a.x, b.x, c.x}) - 0.5F, r.left, r.right),
                              held(std::min({a.y, b.y, c.y}) - 0.5F, r.top, r.bottom),
                              held(std::max({a.x, b.x, c.x}) + 1.5F, r.left, r.right),
                              held(std::max({a.y, b.y, c.y}) + 1.5F, r.top, r.bottom)};
        use(i, std::isfinite(a.x + a.y + b.x + b.y + c.x + c.y) ? reach : r);
    }
}
// The tiles that any triangle of the piece may reach.
[[nodiscard]] TileSet tiles_of(const Piece& piece, const TileGrid& grid);

[[nodiscard]] std::uint64_t mixed(std::uint64_t a, std::uint64_t b);

}  // namespace lossfield::app
