// Gradients of a landscape at many points at once, in structure of arrays.
//   g[d][i] = d f / d x_d  at  (x[0][i], ..., x[n-1][i]),   d < dimension(landscape), i < count
// The same arithmetic as the landscape's own gradient, point by point: the same bits for one point and for many, and at
// every width of vectors. x and g must not overlap.
#pragma once

#include <array>
#include <cstddef>

#include "math/landscapes.hpp"
#include "math/optimizers/stepper.hpp"

namespace lossfield::math {

using LaneRows = std::array<double*, max_dimension>;

void gradient_lanes(const Landscape& landscape, const LaneRows& x, const LaneRows& g, std::size_t count);

}  // namespace lossfield::math
