// Leaves out the points of a line that a straight stretch between others replaces.
//   every point left out lies within `tolerance` of the line that remains; the first and the last point stay
// One pass: from the last point kept, the directions that pass every point since within the tolerance form a cone;
// the point before the first one outside the cone is kept. [Williams 1978; Sklansky and Gonzalez 1980]
#pragma once

#include "viz/geometry/vectors.hpp"

namespace lossfield::viz {

// Far less than what an eye or a printer tells apart, in pixels.
inline constexpr double invisible = 0.05;

// Moves what is left of [first, last) to its beginning and returns where that ends. A point that is not finite
// stays, and so do its neighbours.
[[nodiscard]] Vec2* thin(Vec2* first, Vec2* last, double tolerance);

}  // namespace lossfield::viz
