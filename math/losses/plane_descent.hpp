// Gradient descent on a loss over a plane, and the loss along straight lines.
//   x <- x - rate grad L(x),  from a point on for `steps` steps
//   diverged   a coordinate beyond bound = 100 max(|ends of the range|, |start|) with a loss above the start's, or a place or
//              loss that is not finite; the path ends there, and holds the place beyond the bound, not one that is none
//   hopping    of the last ten losses some lie above the one before (by more than 1e-9 of it and of the start's): how many, and
//              the lowest and highest of the ten
//   largest_curvature  the Hessian's larger eigenvalue at its largest among the places; 0 where it is nowhere finite
//   section    L(at + t v) at 201 t, `at` in their middle, evenly to where the line leaves the range on either side; from a
//              point outside of it as far as the range is wide
// Lengths are in units of the plane's coordinates. rate, coordinates: finite; failures are the loss's. A requested stop ends
// the path within 64 steps.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <stop_token>
#include <vector>

#include "math/losses/plane_loss.hpp"
#include "math/numerics/plane_range.hpp"

namespace lossfield::math {

struct PlaneDescent {
    std::vector<double> x{}, y{};    // of every step, the start first
    double largest_curvature = 0.0;  // met on the way
    double length = 0.0;             // along the path
    double bound = 0.0;              // of both coordinates, in size
    bool diverged = false;
    std::optional<std::size_t> outside{};            // the first step outside of the range
    std::optional<std::array<double, 2>> hopping{};  // losses: from, to
    int rises = 0;                                   // of the nine steps between them
    [[nodiscard]] std::size_t last() const { return x.size() - 1; }
    [[nodiscard]] PlanePoint at(std::size_t step) const { return {x[step], y[step]}; }
};

[[nodiscard]] PlaneDescent plane_descent(const PlaneLoss& loss, PlanePoint at, double rate, int steps,
                                         const PlaneRange& range, const std::stop_token& stop);

// Of length 1 against a gradient; (1, 0) where it is 0 or not finite.
[[nodiscard]] PlanePoint downhill(const std::array<double, 2>& gradient);

struct PlaneSection {
    PlanePoint direction;
    std::vector<double> t{}, main{}, second{};
};

// Of a loss, and of a second one where there is one.
[[nodiscard]] PlaneSection plane_section(const PlaneLoss& main, const PlaneLoss* second,
                                         const PlaneRange& range, const PlanePoint& at,
                                         const PlanePoint& direction);

}  // namespace lossfield::math
