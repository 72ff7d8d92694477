// Directions about the middle of a plane: arcs, rays and sectors up to a radius, angles in radians; and whole circles anywhere.
#pragma once

#include <string>
#include <vector>

#include "math/numerics/arc.hpp"
#include "math/numerics/plane.hpp"
#include "viz/figure/marks.hpp"

namespace lossfield::viz {

// A gap after each.
void add_arc(Curve& arcs, const math::Arc& arc, double radius);
void add_ray(Curve& rays, double angle, double radius);

// Each a ring; without outlines.
[[nodiscard]] Polygon sectors(std::string id, const std::vector<math::Arc>& arcs, double radius, Colour fill);

// Filled in the colour of its outline, `fill` being how opaque.
[[nodiscard]] Polygon circle(std::string id, std::string label, const math::PlanePoint& centre, double radius,
                             Colour stroke, double fill);

}  // namespace lossfield::viz
