// 3-D panels: the box that data lies in, its place on the page, its walls and axes, and the scene inside.
#pragma once

#include "viz/compose/parts.hpp"
#include "viz/space/scene.hpp"

namespace lossfield::viz {

// The camera a panel is seen by.
[[nodiscard]] Camera camera_of(const Panel& panel, const View& view);

}  // namespace lossfield::viz
