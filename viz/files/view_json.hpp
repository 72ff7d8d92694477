// The view as the object "view" of a state: {"step", "lead", "ranges", "cameras"}
//   ranges: {panel: [x0, x1, y0, y1]}, cameras: {panel: [azimuth, elevation]} in degrees, with a zoom other than 1
//   as a third number; where the pointer is, {panel: [x, y]}, is kept of a figure alone, which may show it
#pragma once

#include "viz/figure/view.hpp"
#include "viz/files/figure_options.hpp"
#include "viz/text/json.hpp"

namespace lossfield::viz {

[[nodiscard]] Json view_json(const View& view);
[[nodiscard]] View read_view(const Json& json, LeftOut& left_out);

}  // namespace lossfield::viz
