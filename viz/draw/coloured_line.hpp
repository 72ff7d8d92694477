// A line along which a value runs, cut where its colour changes: `colour_steps` colours, evenly over the scale.
//   between two points the value's position on its scale runs evenly; stretches shorter than a pixel or two have one colour
//   a gap: a point or a value that is NaN
// For a flat panel and for a 3-D one alike: lengths, also those of dashes, are measured on the page.
#pragma once

#include <vector>

#include "viz/draw/canvas.hpp"
#include "viz/space/scene.hpp"

namespace lossfield::viz {

inline constexpr int colour_steps = 48;
// Under a line, where it has to stand out.
inline constexpr Colour halo_colour{Role::Ink};

struct ValuedPoint {
    Vec3 at{};  // 3-D panels
    Vec2 page{};
    double position = 0;  // on the scale, 0..1
};

struct ColouredPoint {
    Vec3 at{};
    Vec2 page{};
    int step = -1;  // colour of the stretch that begins here; -1: none does
};

// `begun`: pixels of the dashes' pattern before the first point. After a gap the pattern begins anew.
[[nodiscard]] std::vector<ColouredPoint> coloured_line(const std::vector<ValuedPoint>& line,
                                                       const Dashes& dashes = {}, double begun = 0);
[[nodiscard]] Rgba colour_of_step(const Theme& theme, ColourMapKind map, int step);

// Stretches of one colour as lines of their own. Each but the last reaches a little beneath the next, so that no gap
// shows between them, whatever paints them.
struct ColouredRun {
    std::vector<Vec2> points;
    int step = 0;
};
[[nodiscard]] std::vector<ColouredRun> runs_of(const std::vector<ColouredPoint>& line);

}  // namespace lossfield::viz
