// Cross-entropy of a softmax against target probabilities, and the squared error of the same softmax.
//   p = softmax(z / T),  Y = sum_k y_k  (1 for a probability vector),  d = p - y
//   L = -sum_k y_k log p_k = sum_k y_k (LSE(z / T) - z_k / T)         >= 0
//   dL/dz_k       = (Y p_k - y_k) / T
//   d2L/dz_i dz_j = Y (p_i [i = j] - p_i p_j) / T^2
//   Q = 1/2 sum_k d_k^2
//   dQ/dz_k       = p_k e_k / T,  e_k = sum_j p_j (d_k - d_j)
//   d2Q/dz_i dz_j = -p_i p_j (e_i + e_j + p_i (1 - p_i) + p_j (1 - p_j) - sum_{k != i, j} p_k^2) / T^2,
//                   i != j; the rows sum to 0
// z: K >= 1 logits, finite (or -inf where y_k = 0); T > 0; y: K target weights >= 0, meant to sum to 1.
// L is in nats. L = H(y) + KL(y || p): information.hpp has the two parts.
// Differences such as p_c - 1 are taken as the weight of the other classes, never subtracted, so loss and
// gradient keep their digits however saturated the softmax is. A class with y_k = 0 adds nothing to L.
// Failure: a logit -inf with y_k > 0: L = +inf. Sizes that differ, K = 0 or T <= 0: std::invalid_argument.
// [Bridle 1990; Blanchard, Higham, Higham 2021; Su, kexue.fm/archives/9070]
#pragma once

#include <cmath>
#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "math/numerics/check.hpp"
#include "math/numerics/gradient_check.hpp"
#include "math/simplex/softmax.hpp"

namespace lossfield::math {

struct LossAndGradient {
    double loss = 0.0;
    std::vector<double> gradient;
};

[[nodiscard]] std::vector<double> one_hot(std::size_t target, std::size_t classes);

// The loss for double or Dual logits. Its terms are all >= 0: nothing cancels.
template <typename Scalar>
[[nodiscard]] Scalar cross_entropy_loss(std::span<const Scalar> z, double temperature,
                                        std::span<const double> y) {
    using std::exp, std::log1p;
    check_positive("cross_entropy: temperature", temperature);
    check_size("cross_entropy: number of targets", y.size(), z.size());
    const std::size_t leader = largest(z);
    Scalar others = 0.0;
    Scalar distance = 0.0;
    double total = 0.0;
    for (std::size_t k = 0; k < z.size(); ++k) {
        if (k != leader) others += exp((z[k] - z[leader]) / temperature);
        if (k != leader && y[k] != 0.0) distance += y[k] * ((z[leader] - z[k]) / temperature);
        total += y[k];
    }
    return distance + total * log1p(others);
}
[[nodiscard]] inline double cross_entropy_loss(const std::vector<double>& z, double temperature,
                                               const std::vector<double>& y) {
    return cross_entropy_loss(std::span<const double>(z), temperature, std::span<const double>(y));
}

// gradient: K numbers to write.
void cross_entropy_gradient(std::span<const double> z, double temperature, std::span<const double> y,
                            std::span<double> gradient);
[[nodiscard]] LossAndGradient cross_entropy(std::span<const double> z, double temperature,
                                            std::span<const double> y);

// K x K, row by row; symmetric, positive semi-definite, null vector (1, ..., 1), norm <= Y / (2 T^2).
[[nodiscard]] std::vector<double> cross_entropy_hessian(std::span<const double> z, double temperature,
                                                        std::span<const double> y);

// -sum_k y_k log(naive_softmax_k), UNSTABLE ON PURPOSE: inf or NaN beyond the range of exp, 0 log 0 = NaN.
[[nodiscard]] double naive_cross_entropy(std::span<const double> z, double temperature,
                                         std::span<const double> y);

// Why naive_cross_entropy misses the loss: the first of these that happens, and to which class.
//   Overflow       exp(z_k / T) = inf            of the largest logit
//   SumOverflow    each is finite, their sum inf of the largest logit
//   SumVanishes    every exp(z_k / T) = 0        of the largest logit
//   Vanishes       exp(z_k / T) = 0              of the smallest logit where that gives 0 log 0 (y_k = 0), else of the smallest with
//   ShareVanishes  p_k = exp(z_k / T) / sum = 0  y_k > 0, where it gives -log 0
//   Subnormal      exp(z_k / T) < 2^-1022        of the class that adds most to the error
//   ShareSubnormal p_k < 2^-1022                 the same
enum class NaiveFailure {
    Overflow,
    SumOverflow,
    SumVanishes,
    Vanishes,
    ShareVanishes,
    Subnormal,
    ShareSubnormal
};
struct NaiveCause {
    NaiveFailure failure = NaiveFailure::Overflow;
    std::size_t of = 0;
};
// Nothing where none of them happens: then the naive loss is right but for rounding.
[[nodiscard]] std::optional<NaiveCause> naive_cause(std::span<const double> z, double temperature,
                                                    std::span<const double> y);

// Q above, for double or Dual logits; p_k - y_k = (w_k (1 - y_k) - y_k (S - w_k)) / S with w_k = p_k S.
template <typename Scalar>
[[nodiscard]] Scalar softmax_squared_error_loss(std::span<const Scalar> z, double temperature,
                                                std::span<const double> y) {
    using std::exp;
    check_positive("softmax_squared_error: temperature", temperature);
    check_size("softmax_squared_error: number of targets", y.size(), z.size());
    const std::size_t leader = largest(z);
    std::vector<Scalar> weight(z.size());
    Scalar others = 0.0;
    for (std::size_t k = 0; k < z.size(); ++k) {
        weight[k] = k == leader ? Scalar(1.0) : exp((z[k] - z[leader]) / temperature);
        if (k != leader) others += weight[k];
    }
    Scalar loss = 0.0;
    for (std::size_t k = 0; k < z.size(); ++k) {
        const Scalar rest = k == leader ? others : 1.0 + (others - weight[k]);
        const Scalar difference = (weight[k] * (1.0 - y[k]) - y[k] * rest) / (1.0 + others);
        loss += 0.5 * difference * difference;
    }
    return loss;
}
[[nodiscard]] LossAndGradient softmax_squared_error(std::span<const double> z, double temperature,
                                                    std::span<const double> y);

// K x K, row by row; symmetric, null vector (1, ..., 1); not semi-definite: Q is not convex in z.
[[nodiscard]] std::vector<double> softmax_squared_error_hessian(std::span<const double> z, double temperature,
                                                                std::span<const double> y);

// The closed gradients above against dual numbers at this point. Scale of component k: 1e-6 times the two
// terms whose difference it is, p_k (Y - y_k) + y_k (1 - p_k) over T (see gradient_check.hpp); for a one-hot
// target that is the component itself, so the error is purely relative.
[[nodiscard]] GradientCheck check_cross_entropy_gradient(std::span<const double> z, double temperature,
                                                         std::span<const double> y);

}  // namespace lossfield::math
