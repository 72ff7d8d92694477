// The direction of steepest descent depends on the norm that measures a step. For a gradient g of the plane:
//   min { <g, d> : |d| <= 1 } = -|g|*     |.|* the dual norm: l2 its own, l1 and l-infinity each other's
//   l2     d = -g / |g|_2                              value -|g|_2
//   l-inf  d = -sign(g), 0 where g is 0                value -|g|_1
//   l1     d = -sign(g_k) e_k, |g_k| the largest       value -|g|_inf
// g: any finite numbers; its unit is the value's, that of d the coordinates'. Where more than one d is steepest (l1: both
// |g_k| equal; l-inf: one g_k is 0) the answer is the middle of them all, and `unique` is false. At g = 0 every d
// gives 0: the answer is d = 0, not unique. [Boyd, Vandenberghe 2004, 9.4]
// The direction of an angle has length 1 in a norm but for 1e-13: rounded to 2^-44 it is the same on machines whose cosines
// differ in the last digit. Quarter turns are exact.
#pragma once

#include <cmath>
#include <vector>

#include "math/landscapes/facts.hpp"
#include "math/numerics/plane.hpp"

namespace lossfield::math {

enum class Norm { L1, L2, LInfinity };

[[nodiscard]] inline double norm_of(Norm norm, const PlanePoint& d) {
    if (norm == Norm::L1) return std::abs(d.x) + std::abs(d.y);
    if (norm == Norm::L2) return std::hypot(d.x, d.y);
    return std::fmax(std::abs(d.x), std::abs(d.y));
}

[[nodiscard]] constexpr Norm dual_of(Norm norm) {
    if (norm == Norm::L1) return Norm::LInfinity;
    return norm == Norm::L2 ? Norm::L2 : Norm::L1;
}

// The border of { |d| <= 1 }, counter-clockwise: its four corners, or so many places of the circle.
[[nodiscard]] inline std::vector<PlanePoint> unit_ball(Norm norm, int samples) {
    if (norm == Norm::L1) return {{1.0, 0.0}, {0.0, 1.0}, {-1.0, 0.0}, {0.0, -1.0}};
    if (norm == Norm::LInfinity) return {{1.0, 1.0}, {-1.0, 1.0}, {-1.0, -1.0}, {1.0, -1.0}};
    std::vector<PlanePoint> circle;
    for (int i = 0; i < samples; ++i) {
        const double angle = 2.0 * std::numbers::pi * i / samples;
        circle.push_back({std::cos(angle), std::sin(angle)});
    }
    return circle;
}

struct SteepestDirection {
    PlanePoint direction;  // of norm 1; 0 where g is 0
    double slope = 0.0;    // <g, direction>
    bool unique = true;
};

[[nodiscard]] inline double sign_of(double x) {
    return static_cast<double>(x > 0.0) - static_cast<double>(x < 0.0);
}

[[nodiscard]] inline SteepestDirection steepest_direction(Norm norm, const PlanePoint& g) {
    const double size = norm_of(dual_of(norm), g);
    if (size == 0.0) return {{0.0, 0.0}, 0.0, false};
    const double x = std::abs(g.x), y = std::abs(g.y);
    const PlanePoint against{-sign_of(g.x), -sign_of(g.y)};
    if (norm == Norm::L2) return {{-g.x / size, -g.y / size}, -size, true};
    if (norm == Norm::LInfinity) return {against, -size, x != 0.0 && y != 0.0};
    if (x == y) return {{0.5 * against.x, 0.5 * against.y}, -size, false};
    return x > y ? SteepestDirection{{against.x, 0.0}, -size, true}
                 : SteepestDirection{{0.0, against.y}, -size, true};
}

[[nodiscard]] inline PlanePoint direction_at(double degrees, Norm norm) {
    constexpr double digits = 17592186044416.0;  // 2^44
    const Turn turn = turn_of(degrees);
    const double size = norm == Norm::L2 ? 1.0 : norm_of(norm, {turn.cos, turn.sin});
    return {std::round(turn.cos / size * digits) / digits, std::round(turn.sin / size * digits) / digits};
}

// In (-180, 180].
[[nodiscard]] inline double degrees_of(const PlanePoint& d) {
    return std::atan2(d.y, d.x) * (180.0 / std::numbers::pi);
}

}  // namespace lossfield::math
