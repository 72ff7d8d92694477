#include "viz/draw/frame_cut.hpp"

#include <cmath>
#include <utility>

namespace lossfield::viz {

std::vector<LinePiece> FrameCut::line(std::vector<Vec2> offsets) const {
    std::vector<LinePiece> pieces = clip_line(std::move(offsets), room_);
    for (LinePiece& piece : pieces)
        for (Vec2& p : piece.points) p = page(p);
    return pieces;
}

std::optional<PageSegment> FrameCut::segment(Vec2 from, Vec2 to) const {
    const auto seen = clip_segment(from, to, room_);
    if (!seen) return std::nullopt;
    return PageSegment{page(seen->from), page(seen->to), seen->to == to};
}

std::vector<Vec2> FrameCut::ring(std::vector<Vec2> offsets) const {
    std::vector<Vec2> points = clip_ring(std::move(offsets), room_);
    for (Vec2& p : points) p = page(p);
    return points;
}

double FrameCut::phase(const std::vector<Vec2>& offsets, double place, double period) const {
    const auto last = static_cast<std::size_t>(place);
    double done = 0;
    const auto walk = [&](Vec2 a, Vec2 b, double share) {
        const Vec2 p = page(a), q = page(b);
        const double length = share * std::hypot(q.x - p.x, q.y - p.y);
        // After a gap, or a way too long to be counted, the pattern begins anew.
        done = std::isfinite(length) ? std::fmod(done + length, period) : 0;
    };
    for (std::size_t i = 1; i <= last; ++i) walk(offsets[i - 1], offsets[i], 1);
    if (last + 1 < offsets.size() && place > static_cast<double>(last))
        walk(offsets[last], offsets[last + 1], place - static_cast<double>(last));
    return done;
}

std::vector<Vec2> offsets_of(const FrameCut& cut, const Vector& x, const Vector& y) {
    std::vector<Vec2> all;
    all.reserve(x.size());
    for (std::size_t i = 0; i < x.size(); ++i) all.push_back(cut.offset(x[i], y[i]));
    return all;
}

}  // namespace lossfield::viz
