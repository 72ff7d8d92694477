// Convex polygons of the plane, as where a plane through the origin of space meets a box.
//   a polygon: its corners in order round it, at least three; fewer: nothing of it is left
//   cut        the part where way . c <= bound  [Sutherland, Hodgman 1974, of one half-plane]
//   crossings  the points of its sides where coordinate `axis` (0 or 1) is `at`: two, or none beyond it
//   section    all (c_0, c_1) for which c_0 first + c_1 second lies in the box and |c_k| <= far
// Corners that the cut makes lie on its line to rounding. first, second: of any length, not parallel. No failure.
#pragma once

#include <cstddef>
#include <vector>

#include "math/numerics/plane.hpp"
#include "math/numerics/space.hpp"

namespace lossfield::math {

using PlanePolygon = std::vector<PlanePoint>;

[[nodiscard]] PlanePolygon cut(const PlanePolygon& polygon, const PlanePoint& way, double bound);
[[nodiscard]] PlanePolygon crossings(const PlanePolygon& polygon, std::size_t axis, double at);

struct SpaceBox {
    SpacePoint low, high;
};
// The largest share of p, no more than 1, that a box about the origin holds; a side that p passes by no more than `slack` holds it.
[[nodiscard]] double share_inside(const SpacePoint& p, const SpaceBox& box, double slack);
[[nodiscard]] PlanePolygon section(const SpacePoint& first, const SpacePoint& second, const SpaceBox& box,
                                   double far);

}  // namespace lossfield::math
