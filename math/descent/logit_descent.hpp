// Optimizers on a loss of three logits (margin_cross_entropy.hpp), from one place, step by step: the loss and all that follows
// from it along the way.
//   z_t by the optimizer's own update (optimizers/*_steppers.hpp) from the gradient with its noise; the natural gradient by
//   F^+ g in closed form, for F has no inverse along the shift
// They work on the three logits themselves, so that no class is special: gradient descent, momentum, Nesterov and the natural
// gradient keep the mean of the logits, Adam, which divides each by a root of its own, does not.
//   diverged  a logit not finite or beyond divergence_bound: the run ends there
//   settled   of the last ten steps none raises the loss by more than 1e-9 of the larger of it and 1e-3
//   limit     of the rate, by the optimizer's own limit(L): of L at the minimum, or of the largest L met on the way where the
//             minimum lies at infinity. Either is local: the loss is no quadratic. The natural gradient's is 2, and none
//             where t is one class alone: there every step leads on towards the corner. +inf where there is none
// Failure: an optimizer that needs more than a gradient and a metric: std::invalid_argument.
#pragma once

#include <cstdint>
#include <stop_token>
#include <vector>

#include "math/losses/margin_cross_entropy.hpp"
#include "math/optimizers/engine.hpp"

namespace lossfield::math {

struct LogitDescent {
    std::vector<double> z1{}, z2{}, z3{};  // after every step, the start first
    std::vector<double> loss{}, above{};   // L, and L - H(t) as the divergence KL(t || p)
    double largest_curvature = 0.0;        // met on the way
    double limit = no_limit;
    bool diverged = false, settled = true;

    [[nodiscard]] std::size_t last() const { return z1.size() - 1; }
    [[nodiscard]] ThreeLogits at(std::size_t step) const {
        const std::size_t t = step < last() ? step : last();
        return {z1[t], z2[t], z3[t]};
    }
};

// Whether it can run here at all.
[[nodiscard]] bool runs_on_logits(const Optimizer& optimizer);

[[nodiscard]] LogitDescent logit_descent(const MarginCrossEntropy& loss, const Optimizer& optimizer,
                                         const GradientNoise& noise, const ThreeLogits& from,
                                         std::uint64_t steps, const std::stop_token& stop = {});

// How far the probabilities have come from where they started, at most: max over steps and classes of |p_t - p_0|.
[[nodiscard]] double farthest_moved(const MarginCrossEntropy& loss, const LogitDescent& run);

}  // namespace lossfield::math
