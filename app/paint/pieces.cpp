#include "app/paint/pieces.hpp"

#include <algorithm>
#include <bit>
#include <cstring>

#include "app/platform/imgui_compat.hpp"

namespace lossfield::app {
namespace {

// Odd numbers without a pattern in their bits.
constexpr std::uint64_t spread_one = 0x9E3779B185EBCA87U, spread_two = 0xC2B2AE3D27D4EB4FU;

std::uint64_t round_of(std::uint64_t state, std::uint64_t word) {
    return std::rotl(state + word * spread_two, 31) * spread_one;
}

// Four words at a time, whose multiplications do not wait for one another.
std::uint64_t fingerprint_of(const void* bytes, std::size_t size, std::uint64_t seed) {
    const auto* at = static_cast<const unsigned char*>(bytes);
    std::uint64_t lanes[4] = {seed + spread_one, seed ^ spread_two, seed, seed - spread_one};
    std::uint64_t word = 0;
    std::size_t left = size;
    for (; left >= 32; left -= 32)
        for (auto& lane : lanes) {
            std::memcpy(&word, at, 8);
            lane = round_of(lane, word), at += 8;
        }
    for (std::size_t k = 0; left > 0; ++k) {
        const std::size_t part = std::min<std::size_t>(left, 8);
        word = 0;
        std::memcpy(&word, at, part);
        lanes[k] = round_of(lanes[k], word), at += part, left -= part;
    }
    std::uint64_t all = size;
    for (const auto lane : lanes) all = mixed(all, lane);
    return all;
}

// As Dear ImGui's OpenGL back end cuts it.
PixelRect scissor_of(const ImDrawCmd& command, const ImDrawData& frame) {
    const float x = command.ClipRect.x - frame.DisplayPos.x, y = command.ClipRect.y - frame.DisplayPos.y;
    const float right = command.ClipRect.z - frame.DisplayPos.x,
                bottom = command.ClipRect.w - frame.DisplayPos.y;
    const auto height = static_cast<int>(frame.DisplaySize.y);
    const int left = static_cast<int>(x), low = static_cast<int>(static_cast<float>(height) - bottom);
    const int top = height - low - static_cast<int>(bottom - y);
    return common({left, top, left + static_cast<int>(right - x), height - low},
                  {0, 0, static_cast<int>(frame.DisplaySize.x), height});
}

}  // namespace

std::uint64_t mixed(std::uint64_t a, std::uint64_t b) {
    std::uint64_t h = round_of(a ^ spread_two, b);
    h ^= h >> 29;
    return h * spread_one;
}

std::vector<Piece> pieces_of(const ImDrawData& frame, const PaintedParts& parts) {
    std::vector<Piece> pieces;
    std::vector<std::uint32_t> relative;
    for (int l = 0; l < frame.CmdListsCount; ++l) {
        const ImDrawList& list = *frame.CmdLists[l];
        auto end = &list == parts.list ? parts.ends.begin() : parts.ends.end();
        const ImDrawCmd* mode = nullptr;
        for (const ImDrawCmd& command : list.CmdBuffer) {
            if (command.UserCallback != nullptr) {
                mode = command.UserCallback == ImDrawCallback_ResetRenderState ? nullptr : &command;
                continue;
            }
            const PixelRect clip = scissor_of(command, frame);
            if (clip.empty()) continue;
            const unsigned texture = compat::texture_name(command);
            const auto known = parts.contents.find(texture);
            std::uint64_t look = mixed(texture, known != parts.contents.end() ? known->second : 0);
            look = mixed(look, mode != nullptr ? reinterpret_cast<std::uintptr_t>(mode->UserCallback) : 0);
            look = fingerprint_of(&clip, sizeof clip, look);
            const unsigned stop = command.IdxOffset + command.ElemCount;
            for (unsigned first = command.IdxOffset; first < stop;) {
                while (end != parts.ends.end() && static_cast<unsigned>(*end) <= first) ++end;
                const unsigned next =
                    end != parts.ends.end() ? std::min(stop, static_cast<unsigned>(*end)) : stop;
                const ImDrawIdx* indices = list.IdxBuffer.Data + first;
                const auto [low, high] = std::minmax_element(indices, indices + (next - first));
                relative.clear();
                std::transform(
                    indices, indices + (next - first), std::back_inserter(relative),
                    [lowest = *low](ImDrawIdx i) { return static_cast<std::uint32_t>(i - lowest); });
                Piece piece;
                piece.list = &list, piece.command = &command, piece.mode = mode;
                piece.first = first, piece.count = next - first;
                piece.lowest = *low + command.VtxOffset, piece.highest = *high + command.VtxOffset;
                piece.clip = clip;
                piece.fingerprint = fingerprint_of(relative.data(), relative.size() * 4, look);
                piece.fingerprint = fingerprint_of(list.VtxBuffer.Data + piece.lowest,
                                                   (piece.highest - piece.lowest + 1) * sizeof(ImDrawVert),
                                                   piece.fingerprint);
                pieces.push_back(piece);
                first = next;
            }
        }
    }
    return pieces;
}

TileSet tiles_of(const Piece& piece, const TileGrid& grid) {
    TileSet tiles;
    each_triangle(piece, [&](unsigned, const PixelRect& reach) {
        grid.each_tile(reach, [&](std::size_t t) { tiles.add(t); });
    });
    return tiles;
}

}  // namespace lossfield::app
