// The window's frame, kept as it was painted. Of the next one only those tiles are painted anew on which something
// differs: where the fingerprints of all pieces that reach the tile, in their order, are others. What has not changed for
// a while, and has nothing below that has, is on such tiles taken from a layer where it stands painted, if there is much
// of it; the rest is painted above it.
//   The pixels are those that Dear ImGui's own back end paints on cleared ground, into a framebuffer whose rows go up
//   like a layer's; where they go down (a window of Mesa's) the driver rounds some by one level of 255 otherwise.
//   Needs a current context of OpenGL and of Dear ImGui. Memory: a layer of the frame's size, two where the target changes.
#pragma once

#include <cstdint>
#include <unordered_map>
#include <vector>

#include <imgui.h>

#include "app/gl/layer.hpp"
#include "app/paint/piece_batch.hpp"
#include "app/paint/pieces.hpp"
#include "app/paint/tiles.hpp"

namespace lossfield::app {

// Whether the framebuffer still has what was painted last when the next frame comes.
enum class Target { Stays, Changes };

class KeptFrame {
  public:
    explicit KeptFrame(Target target) : target_(target) {}

    // Brings the framebuffer that is bound up to date, which has the frame's size.
    void show(const ImDrawData& frame, const PaintedParts& parts, const viz::Rgba& ground);
    // A target that stays has not stayed after all.
    void forget();
    // How many pixels the last frame painted anew.
    [[nodiscard]] long repainted() const { return repainted_; }

  private:
    // Of a fingerprint.
    struct Known {
        TileSet tiles;
        int age = 0;          // frames in a row before the last one
        long long seen = -1;  // the last frame
    };
    struct Shown {
        Piece piece;
        const TileSet* tiles = nullptr;
        bool still = false;
    };

    void fit(int width, int height);
    [[nodiscard]] std::vector<Shown> shown(const ImDrawData& frame, const PaintedParts& parts);
    enum class Which { All, Still, Lively };
    // Into the framebuffer that is bound: on these tiles these pieces, on the ground or, the lively ones, on the layer of
    // the still ones. Returns how many pixels that are.
    long paint(const ImDrawData& frame, const std::vector<Shown>& pieces, Which which, const TileSet& tiles,
               const viz::Rgba& ground);

    Target target_;
    int width_ = 0, height_ = 0;
    TileGrid grid_;
    Layer still_;
    Layer whole_;                                               // for a target that changes
    std::vector<std::uint64_t> still_painted_, whole_painted_;  // fingerprints of tiles
    std::unordered_map<std::uint64_t, Known> known_;
    PieceBatch batch_;
    long long frame_ = 0;
    long repainted_ = 0;
};

}  // namespace lossfield::app
