// The two pieces of information divergences that must keep their digits where their arguments are nearly equal.
//   log_ratio(a, b)       = log(a / b),  a, b > 0                     no overflow of the quotient
//   divergence_term(p, q) = p log(p / q) - p + q >= 0,  p, q >= 0     0 iff p = q, q at p = 0, +inf at q = 0 < p
// Near p = q the term is a difference of almost equal numbers; with v = (p - q) / (p + q) it is
//   (p - q) v + 2 p sum_{j >= 1} v^(2j+1) / (2j+1)
// Failure: NaN gives NaN. [Loader 2000, Fast and accurate computation of binomial probabilities, bd0]
#pragma once

#include <cmath>
#include <limits>

namespace lossfield::math {

constexpr double infinity = std::numeric_limits<double>::infinity();

[[nodiscard]] inline double log_ratio(double a, double b) {
    if (a < 2.0 * b && b < 2.0 * a) return std::log1p((a - b) / b);
    return std::log(a) - std::log(b);
}

[[nodiscard]] inline double divergence_term(double p, double q) {
    if (p == q) return 0.0;
    if (p == 0.0) return q;
    if (q == 0.0) return infinity;
    const double v = (p - q) / (p + q);
    if (std::abs(v) >= 0.1) return p * log_ratio(p, q) - p + q;
    double sum = (p - q) * v;
    double power = 2.0 * p * v;
    for (int odd = 3;; odd += 2) {
        power *= v * v;
        const double next = sum + power / odd;
        if (next == sum || std::isnan(next)) return next;
        sum = next;
    }
}

}  // namespace lossfield::math
