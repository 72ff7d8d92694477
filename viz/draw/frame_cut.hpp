// Lines and polygons of a panel cut to its frame and a margin around it, then in pixels: what lies far away keeps its
// direction and never becomes a pixel.
#pragma once

#include <optional>
#include <vector>

#include "viz/draw/panel_frame.hpp"
#include "viz/geometry/clip.hpp"

namespace lossfield::viz {

// Pixels around a plot, wider than any stroke, so that joins and ends beyond the edge do not show.
inline constexpr double frame_margin = 24;

[[nodiscard]] inline Rect grown(const Rect& r, double by) {
    return {r.x - by, r.y - by, r.width + 2 * by, r.height + 2 * by};
}
[[nodiscard]] inline Domain extent(const Rect& r) { return {{r.x, r.right()}, {r.y, r.bottom()}}; }

struct PageSegment {
    Vec2 from, to;
    bool whole_end = true;  // nothing was cut off at `to`
};

class FrameCut {
  public:
    explicit FrameCut(const PanelFrame& frame) : FrameCut(frame, grown(frame.plot, frame_margin)) {}
    // What lies outside of `room`, on the page, is cut off.
    FrameCut(const PanelFrame& frame, const Rect& room) : at_(frame), room_(at_.offsets(room)) {}

    [[nodiscard]] Vec2 offset(double x, double y) const { return at_.offset(x, y); }
    [[nodiscard]] Vec2 page(Vec2 offset) const { return at_.page(offset); }
    [[nodiscard]] bool holds(Vec2 offset) const { return viz::holds(room_, offset); }
    [[nodiscard]] const Domain& room() const { return room_; }

    // All that follow take offsets and give pixels.
    [[nodiscard]] std::vector<LinePiece> line(std::vector<Vec2> offsets) const;
    [[nodiscard]] std::optional<PageSegment> segment(Vec2 from, Vec2 to) const;
    [[nodiscard]] std::vector<Vec2> ring(std::vector<Vec2> offsets) const;
    // Pixels of a line from its last gap to a place along it, modulo `period`: where in a pattern of dashes a piece begins.
    [[nodiscard]] double phase(const std::vector<Vec2>& offsets, double place, double period) const;

  private:
    ToPixels at_;
    Domain room_;
};

[[nodiscard]] std::vector<Vec2> offsets_of(const FrameCut& cut, const Vector& x, const Vector& y);

}  // namespace lossfield::viz
