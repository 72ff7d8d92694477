// What a landscape tells of itself, and what every family of landscapes shares.
//   turn_of(degrees): cosine and sine of an angle, counter-clockwise; exact at quarter turns, so that at 90 degrees
//   turned axes are the coordinates' own. Any finite angle; no failure.
#pragma once

#include <array>
#include <cmath>
#include <cstddef>
#include <numbers>
#include <vector>

#include "math/numerics/plane.hpp"
#include "math/numerics/plane_range.hpp"

namespace lossfield::math {

// A quadratic's Hessian is the same everywhere: limits of learning rates derived from it hold globally.
struct LandscapeFacts {
    const char* id;
    const char* name;
    const char* formula;  // of symbols, as between the dollar signs of a rich text
    bool quadratic;
    PlaneRange view;        // where there is something to see; also where the stationary points are complete
    PlanePoint start;       // from where a descent has something to show
    const char* source;     // who wrote of it and when
    std::size_t dimension;  // 2; 4 where the plane is a slice of a space of matrices
};

struct StationaryPoints {
    std::vector<PlanePoint> minima;  // strict: positive definite Hessian
    std::vector<PlanePoint>
        saddles;  // indefinite Hessian; or none at all, where f goes up and down nevertheless
    std::vector<PlanePoint> maxima;  // negative definite Hessian
};

struct Turn {
    double cos = 1.0;
    double sin = 0.0;
};

[[nodiscard]] inline Turn turn_of(double degrees) {
    int quarters = 0;
    const double rest = std::remquo(degrees, 90.0, &quarters) * (std::numbers::pi / 180.0);
    const double c = std::cos(rest);
    const double s = std::sin(rest);
    const std::array<Turn, 4> turned{{{c, s}, {-s, c}, {-c, -s}, {s, -c}}};
    return turned[static_cast<std::size_t>(((quarters % 4) + 4) % 4)];
}

}  // namespace lossfield::math
