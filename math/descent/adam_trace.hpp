// What Adam remembers and does, gradient by gradient, and what theory says of it.
//   m_t = beta1 m_(t-1) + (1 - beta1) g_t       v_t = beta2 v_(t-1) + (1 - beta2) g_t^2       m_0 = v_0 = 0
//   u_t = (m_t / c1) / (sqrt(v_t / c2) + epsilon),  ci = 1 - betai^t; without bias correction ci = 1
// u is the update in units of the rate: x <- x - rate u. The steps themselves are those of math::Adam, whose rate
// plays no part here. `silent` gradients of zero come before the given ones and are counted by t.
// Moments that decay below the smallest normal number become zero: a mean of zero gradients would stay among the
// subnormal numbers for ever, where every operation takes a hundred times as long. With epsilon = 0 a step of
// u = 0/0 is NaN, one of m/0 infinite. [Kingma, Ba 2015, algorithm 1; Su Jianlin, kexue.fm archives 11267]
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "math/optimizers/steppers.hpp"

namespace lossfield::math {

// Entry i belongs to step t = silent + i + 1.
struct AdamTrace {
    std::uint64_t silent = 0;
    std::vector<double> gradient;
    std::vector<double> mean, mean_square;         // m, v
    std::vector<double> correction1, correction2;  // c1, c2
    std::vector<double> corrected_mean;            // m / c1
    std::vector<double> root, corrected_root;      // sqrt(v), sqrt(v / c2)
    std::vector<double> update;                    // u

    [[nodiscard]] std::size_t size() const { return gradient.size(); }
};

[[nodiscard]] AdamTrace adam_trace(const Adam& adam, std::span<const double> gradients,
                                   std::uint64_t silent = 0);

// The largest |u| among the finite ones and its t; 0 where there is none.
struct LargestUpdate {
    double size = 0.0;
    std::uint64_t step = 0;
};
[[nodiscard]] LargestUpdate largest_update(const AdamTrace& trace);
// From the entry `at` on: how many updates have the sign of the one before it. 0 at the start.
[[nodiscard]] std::size_t updates_before_turn(const AdamTrace& trace, std::size_t at);

// The weight of the gradient `age` steps ago in an exponential mean that has run for ever, (1 - beta) beta^age; 0 where
// it would be no normal number. Its sum over the last t steps is 1 - beta^t. beta in [0, 1).
[[nodiscard]] double memory_weight(double beta, std::uint64_t age);
// 1 / (1 - beta) steps: the number of equal weights as large as the first that sum up to 1.
[[nodiscard]] double memory_window(double beta);
// beta / (1 - beta) steps: the mean of the age under these weights.
[[nodiscard]] double memory_mean_age(double beta);

// Weights by n = age + 1, the present gradient being n = 1, at whole numbers n that are dense at first and then evenly
// spaced on a logarithmic axis, `a_decade` of them in each.
struct MemoryWeights {
    std::vector<double> n, weight;
};
// memory_weight / correction up to n = last, or until it sinks below `least`.
[[nodiscard]] MemoryWeights memory_weights(double beta, std::uint64_t last, double correction, int a_decade,
                                           double least);
// What single gradients contribute: their weight times their share of the largest |g| (squared: of the largest g^2), as far
// as it is at least `least`. Of a stream with less than eight gradients that are not zero every one of these, however old.
[[nodiscard]] MemoryWeights contributions(std::span<const double> gradients, double beta, double correction,
                                          bool squared, int a_decade, double least);

// |u_t| where g_t is the first gradient that is not zero, epsilon = 0:
//   (1 - beta1) / c1 / sqrt((1 - beta2) / c2), which is 1 for t = 1 and tends to (1 - beta1) / sqrt(1 - beta2);
// without bias correction this limit at every t. t >= 1. [archives 11267]
[[nodiscard]] double update_after_silence(const Adam& adam, std::uint64_t t);

// sqrt(E u_t^2) for independent gradients of signal-to-noise ratio r = mean / deviation, v taken at its mean:
//   u^2 = (r^2 d^2 + rho (1 - beta1^(2t))) / ((r^2 + 1) d2) with rho = (1 - beta1) / (1 + beta1),
//   d = 1 - beta1^t, d2 = 1 - beta2^t; with bias correction divided by d^2 / d2. epsilon = 0. t >= 1.
// The limit t -> infinity is update_rms of ema.hpp. [Su Jianlin, kexue.fm archives 11267, 11301]
[[nodiscard]] double update_rms(const Adam& adam, double ratio, std::uint64_t t);

}  // namespace lossfield::math
