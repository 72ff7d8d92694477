// Directions about the middle of a plane: arcs, rays and sectors up to a radius. Angles in radians.
#pragma once

#include <string>
#include <vector>

#include "math/numerics/arc.hpp"
#include "viz/figure/marks.hpp"

namespace lossfield::viz {

// A gap after each.
void add_arc(Curve& arcs, const math::Arc& arc, double radius);
void add_ray(Curve& rays, double angle, double radius);

// Each a ring; without outlines.
[[nodiscard]] Polygon sectors(std::string id, const std::vector<math::Arc>& arcs, double radius, Colour fill);

}  // namespace lossfield::viz
