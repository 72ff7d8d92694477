// Average negative log-likelihoods of two one-parameter-and-scale models, in nats, and where they are least.
//   Bernoulli  NLL = -(k/n) log p - (1 - k/n) log(1 - p)      k heads among n tosses
//              d/dp = (p - k/n) / (p (1 - p));  least at p = k/n, where it is the entropy H(k/n)
//              +inf at p = 0 with a head, at p = 1 with a tail
//   Laplace    NLL = log(2 b) + mean |x - mu| / b             a = log b
//              d/dmu = mean sign(mu - x) / b (0 at the kink mu = x),  d/da = 1 - mean |x - mu| / b
//              least at mu = median x, b = mean |x - median|: log(2 b) + 1; -inf where all x are equal
// 0 <= k <= n, n >= 1; 0 <= p <= 1. Failure: numbers outside their range, no data throw std::invalid_argument.
// [Bernoulli 1713; Laplace 1774]
#pragma once

#include <array>
#include <cmath>
#include <numbers>
#include <span>

namespace lossfield::math {

struct BernoulliNll {
    double value = 0.0;
    double slope = 0.0;  // by p
};
[[nodiscard]] BernoulliNll bernoulli_average_nll(double heads, double tosses, double p);

template <typename Scalar>
[[nodiscard]] Scalar laplace_nll(std::span<const double> x, const Scalar& mean, const Scalar& log_scale) {
    using std::abs, std::exp;
    Scalar distance = 0.0;
    for (const double v : x) distance += abs(mean - v);
    return std::numbers::ln2 + log_scale + distance / static_cast<double>(x.size()) * exp(-log_scale);
}
[[nodiscard]] std::array<double, 2> laplace_gradient(std::span<const double> x, double mean,
                                                     double log_scale);

struct LaplaceFit {
    double centre = 0.0;
    double scale = 0.0;
    double average_nll = 0.0;
};
[[nodiscard]] LaplaceFit laplace_mle(std::span<const double> x);

}  // namespace lossfield::math
