// Softmax with temperature, its logarithm, its inverse, and log-sum-exp.
//   LSE_T(z) = T log sum_j exp(z_j / T)              the smooth maximum, max z <= LSE <= max z + T log K
//   p_k      = exp(z_k / T) / sum_j exp(z_j / T)     softmax, the gradient of LSE_T
//   log p_k  = (z_k - LSE_T(z)) / T                  exact also where p_k underflows to 0
//   z_k      = T log p_k + c                         inverse, c fixed by the wanted mean of the logits
// z: K >= 1 logits, finite or -inf (an excluded class, p = 0); T > 0; p: K probabilities. Natural logarithm.
// All exponentials are taken of z_k - max z <= 0: finite for any finite z. T -> 0 gives argmax (ties share).
// Failure: only -inf logits: LSE = -inf, p = NaN. A logit +inf: LSE = +inf and its p is NaN. A NaN logit: all
// NaN. K = 0, T <= 0 or an output of another size than z throw std::invalid_argument.
// [Bridle 1990; Hinton, Vinyals, Dean 2015; Blanchard, Higham, Higham 2021]
#pragma once

#include <cmath>
#include <cstddef>
#include <span>
#include <vector>

#include "math/numerics/check.hpp"
#include "math/numerics/dual.hpp"

namespace lossfield::math {

[[nodiscard]] double log_sum_exp(std::span<const double> z, double temperature = 1.0);

[[nodiscard]] std::vector<double> softmax(std::span<const double> z, double temperature = 1.0);
void softmax(std::span<const double> z, double temperature, std::span<double> p);

[[nodiscard]] std::vector<double> log_softmax(std::span<const double> z, double temperature = 1.0);

// The logits of given mean whose softmax at T is p. Every p_k > 0 is required (a boundary point of the
// simplex has no finite logits; project_onto_simplex with a floor keeps off it); p need not be normalised.
[[nodiscard]] std::vector<double> logits_for(std::span<const double> p, double temperature, double mean);

// The textbook forms, UNSTABLE ON PURPOSE: exp overflows above 709.78 and underflows below -745.13, so that
// they give inf, -inf or NaN there. For the lesson about instability only.
[[nodiscard]] double naive_log_sum_exp(std::span<const double> z, double temperature = 1.0);
[[nodiscard]] std::vector<double> naive_softmax(std::span<const double> z, double temperature = 1.0);

// Index of the largest logit, the first one among equals.
template <typename Scalar>
[[nodiscard]] std::size_t largest(std::span<const Scalar> z) {
    check_at_least("largest: number of entries", z.size(), 1);
    std::size_t best = 0;
    for (std::size_t k = 1; k < z.size(); ++k) {
        if (z[k] > z[best]) best = k;
    }
    return best;
}

// Shifted exponentials: weight_k = exp((z_k - max z) / T), the leading one being exactly 1, and `others`, the
// sum of the rest. Keeping 1 and the rest apart is what saves the digits of 1 - p in the saturated regime:
//   sum = 1 + others,  p_k = weight_k / (1 + others),  1 - p_leader = others / (1 + others).
struct ShiftedExponentials {
    std::size_t leader;
    double others;

    [[nodiscard]] double sum() const { return 1.0 + others; }
    // Sum of all weights but that of class k, given its weight. No digits are lost: if k is not the leader,
    // the rest contains the leader's 1.
    [[nodiscard]] double sum_without(std::size_t k, double weight) const {
        return k == leader ? others : 1.0 + (others - weight);
    }
};
[[nodiscard]] ShiftedExponentials shifted_exponentials(std::span<const double> z, double temperature,
                                                       std::span<double> weights);

}  // namespace lossfield::math
