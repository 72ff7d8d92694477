// Directions of the plane and ranges of them, in radians.
#pragma once

#include <cmath>
#include <numbers>

namespace lossfield::math {

inline constexpr double full_turn = 2.0 * std::numbers::pi;

// From one angle counterclockwise to another one, from <= to <= from + 2 pi.
struct Arc {
    double from = 0.0, to = 0.0;
    [[nodiscard]] double width() const { return to - from; }
    [[nodiscard]] double middle() const { return from + 0.5 * (to - from); }
    [[nodiscard]] bool is_circle() const { return width() >= full_turn; }
};

// In [0, pi].
[[nodiscard]] inline double angle_between_directions(double a, double b) {
    return std::fmin(std::abs(std::remainder(a - b, full_turn)), std::numbers::pi);
}

}  // namespace lossfield::math
