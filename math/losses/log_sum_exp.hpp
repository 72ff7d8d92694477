// The bounds of log-sum-exp, its values over a plane, and the check of its gradient.
//   LSE_tau(x) = tau log sum_i e^(x_i / tau),   gradient p = softmax(x / tau)            (softmax.hpp)
//   max x <= LSE <= max x + tau log n          equal at tau -> 0; at n equal entries
//   mean x + tau log n <= LSE                  equal at n equal entries
//   <p, x> + tau H(p) <= LSE                   for every distribution p, equal at the gradient: LSE is the
//                                              Legendre dual of the negative entropy
//   <p, x> - tau log sum p_i^2 <= the above    the collision entropy is no larger than H
// x: n >= 1 finite entries; tau > 0; p: n probabilities. Natural logarithm.
// Failure: n = 0, tau <= 0, p of another size: std::invalid_argument. [Su Jianlin, kexue.fm/archives/9070]
#pragma once

#include <span>
#include <vector>

#include "math/numerics/gradient_check.hpp"
#include "math/numerics/plane_grid.hpp"

namespace lossfield::math {

struct LogSumExpBounds {
    double largest = 0.0;         // max x
    double highest = 0.0;         // max x + tau log n
    double from_mean = 0.0;       // mean x + tau log n
    double weighted_mean = 0.0;   // <p, x>
    double from_entropy = 0.0;    // <p, x> + tau H(p)
    double from_collision = 0.0;  // <p, x> - tau log sum p^2
};

[[nodiscard]] LogSumExpBounds log_sum_exp_bounds(std::span<const double> x, double tau,
                                                 std::span<const double> p);

// LSE_tau(x_1, x_2, rest) at the nodes (x_1, x_2) of a grid, row by row; `rest` may be empty. One exponential and
// one logarithm per node, relative error 1e-14.
[[nodiscard]] std::vector<double> log_sum_exp_plane(const PlaneGrid& grid, std::span<const double> rest,
                                                    double tau);

// The level lines of max(x_1, x_2, rest) over the rectangle of a grid, each a corner: up from the low end of x_2, then left to that of
// x_1, as far as they lie inside, with NaN after each part. A level not above rest has none.
struct Corners {
    std::vector<double> x, y;
};
[[nodiscard]] Corners maximum_corners(const PlaneGrid& grid, std::span<const double> levels, double rest);

// The softmax against dual numbers; scale of component k: 1e-6 p_k, so that every one must be right.
[[nodiscard]] GradientCheck check_log_sum_exp_gradient(std::span<const double> x, double tau);

}  // namespace lossfield::math
