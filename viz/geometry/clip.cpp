#include "viz/geometry/clip.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace lossfield::viz {
namespace {

bool is_finite(Vec2 p) { return std::isfinite(p.x) && std::isfinite(p.y); }

// One side of the room: the half-plane beyond it is cut off.
struct Side {
    double Vec2::*across;
    double Vec2::*along;
    double at;
    bool above;  // what lies above is cut off, else what lies below
    [[nodiscard]] bool holds(Vec2 p) const { return above ? p.*across <= at : p.*across >= at; }

    // Where a segment from one side to the other crosses, from its nearer end; by halves, so that no difference overflows.
    [[nodiscard]] Vec2 crossing(Vec2 a, Vec2 b) const {
        if (std::abs(at - b.*across) < std::abs(at - a.*across)) std::swap(a, b);
        const double whole = b.*across / 2 - a.*across / 2, part = at / 2 - a.*across / 2;
        const double share = whole != 0 ? part / whole : 0;
        const auto [low, high] = std::minmax(a.*along, b.*along);
        Vec2 p;
        p.*across = at;
        p.*along = std::clamp(a.*along + 2 * share * (b.*along / 2 - a.*along / 2), low, high);
        return p;
    }
};

struct Sides {
    Side all[4];
    explicit Sides(const Domain& room)
        : all{{&Vec2::x, &Vec2::y, room.x.low, false},
              {&Vec2::x, &Vec2::y, room.x.high, true},
              {&Vec2::y, &Vec2::x, room.y.low, false},
              {&Vec2::y, &Vec2::x, room.y.high, true}} {}
};

// How much of the way from a to b leads to p, along the longer coordinate.
double share_of(Vec2 a, Vec2 b, Vec2 p) {
    if (p == a) return 0;
    if (p == b) return 1;
    const double x = b.x / 2 - a.x / 2, y = b.y / 2 - a.y / 2;
    const double share = std::abs(x) >= std::abs(y) ? (p.x / 2 - a.x / 2) / x : (p.y / 2 - a.y / 2) / y;
    return std::clamp(share, 0.0, 1 - 1e-9);  // less than to b, also as a place along a long line
}

std::optional<ClippedSegment> clip(Vec2 a, Vec2 b, const Sides& sides) {
    ClippedSegment out{a, b};
    for (const Side& side : sides.all) {
        const bool from = side.holds(out.from), to = side.holds(out.to);
        if (!from && !to) return std::nullopt;
        if (from == to) continue;
        (from ? out.to : out.from) = side.crossing(out.from, out.to);
    }
    out.begin = share_of(a, b, out.from), out.end = share_of(a, b, out.to);
    return out;
}

}  // namespace

std::optional<ClippedSegment> clip_segment(Vec2 a, Vec2 b, const Domain& room) {
    if (!is_finite(a) || !is_finite(b)) return std::nullopt;
    return clip(a, b, Sides(room));
}

double LinePiece::place_of(std::size_t i) const {
    if (i == 0) return begin;
    return i + 1 == points.size() ? end : std::floor(begin) + static_cast<double>(i);
}

std::vector<LinePiece> clip_line(std::vector<Vec2> line, const Domain& room) {
    std::vector<LinePiece> pieces;
    if (line.size() < 2) return pieces;
    // Mostly all of it is in view; NaN lies in no room.
    const auto inside = [&](Vec2 p) { return holds(room, p); };
    if (std::all_of(line.begin(), line.end(), inside)) {
        const auto last = static_cast<double>(line.size() - 1);
        pieces.push_back({std::move(line), 0, last});
        return pieces;
    }
    const Sides sides(room);
    bool open = false;  // the last piece goes on at the segment's beginning
    const auto close = [&] {
        if (open && pieces.back().points.size() < 2) pieces.pop_back();
        open = false;
    };
    for (std::size_t i = 1; i < line.size(); ++i) {
        const Vec2 a = line[i - 1], b = line[i];
        const bool finite = is_finite(a) && is_finite(b);
        const bool whole = finite && inside(a) && inside(b);
        const auto seen = !finite ? std::nullopt : whole ? ClippedSegment{a, b} : clip(a, b, sides);
        const auto begun = static_cast<double>(i - 1);
        if (!seen) {
            close();
            continue;
        }
        const bool leaves = !inside(b);
        if (!open && seen->from == seen->to && leaves) continue;  // it touches a corner
        if (!open) {
            pieces.push_back({{seen->from}, begun + seen->begin, 0});
            open = true;
        }
        // A point on a side is entered and left there.
        if (pieces.back().points.back() != seen->to || whole) {
            pieces.back().points.push_back(seen->to);
        } else if (pieces.back().points.size() == 1) {
            pieces.back().begin = begun + seen->end;
        }
        pieces.back().end = begun + seen->end;
        if (leaves) close();
    }
    close();
    return pieces;
}

std::vector<Vec2> clip_ring(std::vector<Vec2> ring, const Domain& room) {
    std::erase_if(ring, [](Vec2 p) { return !is_finite(p); });
    std::vector<Vec2> out;
    for (const Side& side : Sides(room).all) {
        if (std::all_of(ring.begin(), ring.end(), [&](Vec2 p) { return side.holds(p); })) continue;
        out.clear();
        for (std::size_t i = 0; i < ring.size(); ++i) {
            const Vec2 a = ring[i], b = ring[i + 1 < ring.size() ? i + 1 : 0];
            const bool from = side.holds(a), to = side.holds(b);
            if (from) out.push_back(a);
            if (from != to) out.push_back(side.crossing(a, b));
        }
        ring.swap(out);
    }
    return ring;
}

}  // namespace lossfield::viz
