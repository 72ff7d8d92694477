// The value under the pointer where a lab has no probe of its own: interpolated from what is drawn.
//   grid: bilinear over its four nodes;  triangle: barycentric over its three;  curve: linear over x;
//   bars: the bar under the pointer.  A hole (NaN) gives nothing.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "viz/compose/compose.hpp"
#include "viz/figure/figure.hpp"

namespace lossfield::app {

[[nodiscard]] std::optional<double> field_at(const viz::Field& field, double x, double y);
[[nodiscard]] std::optional<double> curve_at(const viz::Curve& curve, double x);

// Lines for a tooltip: where the pointer is and the interpolated values, marked '≈'.
[[nodiscard]] std::vector<std::string> interpolated(const viz::Panel& panel, const viz::PanelFrame& frame,
                                                    viz::Vec2 pixel);

// The same for a place of a 3-D panel's ground.
[[nodiscard]] std::vector<std::string> interpolated(const viz::Panel& panel, viz::Vec2 ground);

// Lines for a tooltip from a lab's own answer.
[[nodiscard]] std::vector<std::string> told(const std::vector<viz::Readout>& readouts);

}  // namespace lossfield::app
