// Pieces of figures on the probability triangle, shared by labs.
#pragma once

#include <array>
#include <functional>
#include <optional>
#include <string>
#include <vector>

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

// One more point of a mark, or of what a handle moves along.
template <class Mark>
void add_to(Mark& mark, const math::Barycentric& b) {
    const math::PlanePoint at = math::to_plane(b);
    mark.x.push_back(at.x), mark.y.push_back(at.y);
}
[[nodiscard]] Curve triangle_line(std::string id, std::string label,
                                  const std::vector<math::Barycentric>& points, Colour colour,
                                  double width = 2, Dash dash = Dash::Solid);

// A place of a triangle's panel; nothing where it lies outside.
[[nodiscard]] std::optional<math::Barycentric> inside_triangle(double x, double y);

// The share of the shown outcomes of a distribution and their proportions, which are even where that is 0; and back.
[[nodiscard]] math::Face shown_face(const Vector& p, const std::vector<std::size_t>& shown);
[[nodiscard]] Vector shown_shares(double share, const math::Barycentric& b);

}  // namespace lossfield::viz
