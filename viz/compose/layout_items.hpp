// What the layout knows of panels: how much of what stands around them, and which proportions are of use to their plots.
#pragma once

#include <string>

#include "viz/draw/canvas.hpp"
#include "viz/draw/plan.hpp"
#include "viz/layout/layout.hpp"

namespace lossfield::viz {

// As the panel is planned.
[[nodiscard]] LayoutItem item_of(const Plan& plan, const std::string& lead);
// As such a panel usually is, whatever its values; of one drawn to scale only whether it is clearly wide or high counts.
[[nodiscard]] LayoutItem usual_item(const Panel& panel, const std::string& lead, const Canvas& canvas);

}  // namespace lossfield::viz
