// Log-sum-exp carried out in one floating-point type, by the formula as it is written or about the largest exponent,
// and where each way stops working.
//   naive    log sum_k e^(z_k)                 z_k the exponents, x_k / tau
//   stable   M + log sum_k e^(z_k - M)         M = max z
// The exponents are moved together: z_k = fl(top + offset_k), offset_k <= 0 with 0 among them, so that top is M. A way
// works at a top where its result is finite; the tops at which it does are an interval around 0, whose two ends are
// found by bisection over the floating-point numbers themselves (32 or 64 steps), exact to the last bit.
//   one exponent alone, naive: double -745.13 .. 709.78, float -103.97 .. 88.72; more of them: a little lower.
// The error is taken against the same exponents in long double: |computed - exact| / max(1, |exact|), +inf for a
// result that is not finite. Float: float or double.
// Failure: no offset, an offset above 0, NaN, or none equal to 0: std::invalid_argument.
#pragma once

#include <span>
#include <stop_token>
#include <vector>

namespace lossfield::math {

enum class Evaluation { Naive, Stable };

template <typename Float>
[[nodiscard]] std::vector<Float> placed_exponents(std::span<const double> offsets, Float top);

template <typename Float>
[[nodiscard]] Float floating_log_sum_exp(Evaluation way, std::span<const Float> z);

// e^(z_k) / sum, or e^(z_k - M) / sum; NaN where the naive way divides inf by inf or 0 by 0.
template <typename Float>
[[nodiscard]] std::vector<Float> floating_softmax(Evaluation way, std::span<const Float> z);

template <typename Float>
struct WorkingRange {
    Float lowest = 0;
    Float highest = 0;
};

template <typename Float>
[[nodiscard]] WorkingRange<Float> working_range(Evaluation way, std::span<const double> offsets);

template <typename Float>
[[nodiscard]] double floating_error(Evaluation way, std::span<const Float> z);

enum class FloatingType { Float, Double };

// What a way does in a type with exponents whose largest is M.
struct FloatingEvaluation {
    double at = 0.0;                           // M as the type holds it
    double value = 0.0, first_share = 0.0;     // at M
    double error = 0.0;                        // at M
    double lowest = 0.0, highest = 0.0;        // M from which and up to which it works
    double alone_low = 0.0, alone_high = 0.0;  // the same for one exponent alone
    std::vector<double> m, errors;  // the largest error near each m: 90 bins of low .. high where it works,
                                    // 40 more where the naive way's exponentials lose their digits
};
// Errors jump from one M to the next, their size does not: a bin takes the largest of 8. A stop leaves bins out.
[[nodiscard]] FloatingEvaluation evaluate_floating(FloatingType type, Evaluation way,
                                                   std::span<const double> offsets, double top, double low,
                                                   double high, const std::stop_token& stop);

}  // namespace lossfield::math
