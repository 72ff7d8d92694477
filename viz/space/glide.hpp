// Handles in space: a pointer has two coordinates, the third comes from the plane or the sphere that a handle keeps to.
#pragma once

#include "viz/figure/handle.hpp"
#include "viz/space/scene.hpp"

namespace lossfield::viz {

// Where a handle of a 3-D panel is pulled to from a pixel, in the axes' data.
[[nodiscard]] Vec3 glide(const SpaceFrame& frame, const Handle& handle, Vec2 pixel);

}  // namespace lossfield::viz
