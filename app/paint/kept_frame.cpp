#include "app/paint/kept_frame.hpp"

#include <algorithm>
#include <numeric>

#include <glad/gl.h>

#include "app/paint/painter_imgui.hpp"

namespace lossfield::app {
namespace {

// What stood in so many frames is likely to stand in the next one.
constexpr int frames_till_still = 6;
// Fewer pieces are sooner painted again than copied.
constexpr int fewest_in_layer = 4;

}  // namespace

void KeptFrame::fit(int width, int height) {
    if (width == width_ && height == height_) return;
    grid_ = TileGrid(width, height);
    still_.fit(width, height);
    if (target_ == Target::Changes) whole_.fit(width, height);
    still_painted_.assign(grid_.count(), 0);
    whole_painted_.assign(grid_.count(), 0);
    known_.clear();
    width_ = width, height_ = height;
}

void KeptFrame::forget() { std::fill(whole_painted_.begin(), whole_painted_.end(), 0); }

std::vector<KeptFrame::Shown> KeptFrame::shown(const ImDrawData& frame, const PaintedParts& parts) {
    std::vector<Shown> all;
    TileSet lively;
    for (const Piece& piece : pieces_of(frame, parts)) {
        const auto [at, fresh] = known_.try_emplace(piece.fingerprint);
        Known& known = at->second;
        if (fresh) known.tiles = tiles_of(piece, grid_);
        if (known.seen != frame_) known.age = known.seen == frame_ - 1 ? known.age + 1 : 0;
        known.seen = frame_;
        const bool still = known.age >= frames_till_still && !known.tiles.meets(lively);
        if (!still) lively.add(known.tiles);
        all.push_back({piece, &known.tiles, still});
    }
    if (known_.size() > 2 * all.size() + 1000)
        std::erase_if(known_, [this](const auto& entry) { return entry.second.seen != frame_; });
    return all;
}

void KeptFrame::show(const ImDrawData& frame, const PaintedParts& parts, const viz::Rgba& ground) {
    GLint bound = 0;
    glGetIntegerv(GL_DRAW_FRAMEBUFFER_BINDING, &bound);
    const auto target = static_cast<unsigned>(bound);
    const auto width = static_cast<int>(frame.DisplaySize.x), height = static_cast<int>(frame.DisplaySize.y);
    if (width <= 0 || height <= 0) return;
    fit(width, height);
    ++frame_;
    const std::vector<Shown> pieces = shown(frame, parts);
    const std::uint64_t empty = mixed(parts.epoch + 1, packed(ground));
    std::vector<std::uint64_t> still(grid_.count(), empty), whole(grid_.count(), empty);
    std::vector<int> still_pieces(grid_.count(), 0);
    for (const Shown& s : pieces) {
        s.tiles->each([&](std::size_t t) { whole[t] = mixed(whole[t], s.piece.fingerprint); });
        if (!s.still) continue;
        s.tiles->each([&](std::size_t t) {
            still[t] = mixed(still[t], s.piece.fingerprint);
            ++still_pieces[t];
        });
    }
    TileSet on_ground, on_layer, outdated;
    for (std::size_t t = 0; t < whole.size(); ++t) {
        if (whole[t] == whole_painted_[t]) continue;
        const bool layered = still_pieces[t] >= fewest_in_layer;
        (layered ? on_layer : on_ground).add(t);
        if (layered && still[t] != still_painted_[t]) outdated.add(t), still_painted_[t] = still[t];
    }
    whole_painted_ = std::move(whole);
    glBindFramebuffer(GL_FRAMEBUFFER, still_.framebuffer());
    paint(frame, pieces, Which::Still, outdated, ground);
    glBindFramebuffer(GL_FRAMEBUFFER, target_ == Target::Changes ? whole_.framebuffer() : target);
    repainted_ = paint(frame, pieces, Which::All, on_ground, ground) +
                 paint(frame, pieces, Which::Lively, on_layer, ground);
    if (target_ == Target::Changes) whole_.copy(target);
}

long KeptFrame::paint(const ImDrawData& frame, const std::vector<Shown>& pieces, Which which,
                      const TileSet& tiles, const viz::Rgba& ground) {
    if (tiles.empty()) return 0;
    const std::vector<PixelRect> where = grid_.rectangles(tiles);
    batch_.begin(grid_, where);
    if (which == Which::Lively) {
        batch_.add_layer(still_, where);
    } else {
        clear(where, height_, ground);
    }
    for (const Shown& s : pieces)
        if ((which == Which::All || s.still == (which == Which::Still)) && s.tiles->meets(tiles))
            batch_.add(s.piece, *s.tiles);
    batch_.paint(frame);
    return std::accumulate(where.begin(), where.end(), 0L, [](long sum, const PixelRect& r) {
        return sum + static_cast<long>(r.right - r.left) * (r.bottom - r.top);
    });
}

}  // namespace lossfield::app
