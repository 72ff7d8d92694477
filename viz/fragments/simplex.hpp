// Pieces of figures on the probability triangle, shared by labs.
#pragma once

#include <array>
#include <functional>

#include "math/simplex/simplex.hpp"
#include "viz/figure/figure.hpp"

namespace lossfield::viz {

// A scalar on the triangle at every node of the regular grid.
[[nodiscard]] TriangleField sample_triangle(std::size_t subdivisions,
                                            const std::function<double(const math::Barycentric&)>& value);

// Uniform arrows of a velocity of barycentric coordinates at the interior nodes of a coarse grid.
[[nodiscard]] Arrows triangle_field(
    std::size_t subdivisions, const std::function<math::Barycentric(const math::Barycentric&)>& velocity);

// One arrow from a point along a velocity; its length grows with the speed and stays under `longest` (plane units).
// It ends soon after it leaves the triangle.
void add_velocity_arrow(Arrows& arrows, const math::Barycentric& at, const math::Barycentric& velocity,
                        double longest, const Colour& colour);

}  // namespace lossfield::viz
