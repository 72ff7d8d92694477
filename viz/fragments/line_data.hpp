// Line fits with data that can be dragged: the points with their handles, the lines, and what a line leaves of each
// point, as segments and as squares.
//   residual of point i: r_i = y_i - (slope x_i + intercept)
//   its square has the side |r_i| in the unit of y, so it is a square where the panel has equal aspect; on panels with two units it is
//   as wide as `across` units of x for each of y, and looks like one. It lies on the side of its point where the line runs away
//   from it, and the line never crosses it; on the other side where it has room in the panel's range only there.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "math/losses/residual_losses.hpp"
#include "viz/figure/figure.hpp"
#include "viz/fragments/curves.hpp"

namespace lossfield::viz {

// The smallest box with all points in it.
[[nodiscard]] Domain box_of(const Points& data);

// Round ranges that hold the data with a little air, so that they stay or jump while a point moves; around their
// middle wide or high enough for `ratio` = width / height, which fills a panel of equal aspect and that shape; none: each for itself.
[[nodiscard]] Domain line_data_range(const Points& data, std::optional<double> ratio);

// y = f(x) across a range.
template <class Function>
[[nodiscard]] Curve function_curve(std::string id, std::string label, Interval range, const Function& f) {
    return sampled_curve(std::move(id), std::move(label), range, 120, f);
}
[[nodiscard]] Curve line_curve(std::string id, std::string label, Interval range, const math::Line& line);

// The vertical from every point to the line, as the mark "residuals".
[[nodiscard]] Curve residual_segments(const Points& data, const math::Line& line, const Colour& colour);

// A square for every residual, as the marks "square-1", "square-2", ...; the first carries the label.
void add_residual_squares(Panel& panel, const Points& data, const math::Line& line, const Colour& colour,
                          const std::string& label, double across = 1);

}  // namespace lossfield::viz
