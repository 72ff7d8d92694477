// Three logits, seen on the plane of those that a softmax tells apart: it does not see a common shift.
//   x = (z_2 - z_1) / sqrt 2,  y = (2 z_3 - z_1 - z_2) / sqrt 6,  shift s = (z_1 + z_2 + z_3) / sqrt 3
// are coordinates along three directions of length 1 at right angles, so that lengths and gradients are those of the logits.
// The axes of the three classes make angles of 120 degrees and point to where triangle.hpp has their corners: class 1 to the
// lower left, 2 to the lower right, 3 upwards. A unit of z_k alone is sqrt(2/3) long here.
//   border  where the logits of two classes tie and the third is lower: from z = 0 along the axis of the third, backwards
// A gradient has the same coordinates as a place. Any finite numbers; no failure.
#pragma once

#include <array>
#include <limits>
#include <numbers>

#include "math/numerics/plane.hpp"

namespace lossfield::math {

using ThreeLogits = std::array<double, 3>;

inline constexpr double root_half = 1.0 / std::numbers::sqrt2;
inline constexpr double root_sixth = root_half / std::numbers::sqrt3;

// Place k: the directions of x and y, a logit an entry.
inline constexpr ThreeLogits plane_x{-root_half, root_half, 0.0};
inline constexpr ThreeLogits plane_y{-root_sixth, -root_sixth, 2.0 * root_sixth};

[[nodiscard]] constexpr PlanePoint on_logit_plane(const ThreeLogits& z) {
    return {(z[1] - z[0]) * root_half, ((z[2] - z[0]) + (z[2] - z[1])) * root_sixth};
}
// The component along (1, 1, 1) / sqrt 3; 0 where the terms' own rounding is all that is left.
[[nodiscard]] constexpr double along_shift(const ThreeLogits& z) {
    const auto size = [](double v) { return v < 0 ? -v : v; };
    const double sum = z[0] + z[1] + z[2];
    const double rounding =
        4 * std::numeric_limits<double>::epsilon() * (size(z[0]) + size(z[1]) + size(z[2]));
    return size(sum) <= rounding ? 0 : sum / std::numbers::sqrt3;
}
// The logits of a mean at a place of the plane.
[[nodiscard]] constexpr ThreeLogits logits_at(const PlanePoint& at, double mean = 0.0) {
    return {mean + at.x * plane_x[0] + at.y * plane_y[0], mean + at.x * plane_x[1] + at.y * plane_y[1],
            mean + at.y * plane_y[2]};
}
[[nodiscard]] constexpr double mean_of(const ThreeLogits& z) { return (z[0] + z[1] + z[2]) / 3.0; }

// Of length 1, towards growing z_k alone.
[[nodiscard]] constexpr PlanePoint class_axis(std::size_t k) {
    constexpr double unit = 2.0 * root_sixth;  // sqrt(2/3), the length of a unit of one logit
    return {plane_x[k] / unit, plane_y[k] / unit};
}

}  // namespace lossfield::math
