// Losses of K logits against one target class t: value, gradient and Hessian in closed form.
//   p = softmax(z / T),  y = one-hot of t,  u = p - y,  q = 1 - p_t,  c = -log p_t
//   cross-entropy       c
//   softmax-MSE         1/2 ||p - y||^2
//   Brier               ||p - y||^2                           the same shape, twice as high
//   gamma-cross-entropy -log(g + (1 - g) p_t) / (1 - g)       g in [0, 1]; g = 0: c; g -> 1: 1 - p_t
//   focal               q^f c                                 f >= 0; f = 0: c
//   label-smoothed      sum_k s_k (-log p_k),  s = (1 - e) y + e / K,  e in [0, 1)
// Losses of p_t alone are F(log p_t): gradient w u / T, Hessian (w (diag p - p p^T) + F'' u u^T) / T^2, w = -F':
//   gamma  w = p_t / (g + (1 - g) p_t),        F'' = -g p_t / (g + (1 - g) p_t)^2
//   focal  w = q^f + f p_t c q^(f-1),          F'' = f p_t q^(f-1) (2 - c + (f - 1) p_t c / q)
// z: K >= 1 finite logits; T > 0; t < K. In nats. Stable for |z| = 1e3: 1 - p_t is summed from the other classes.
// Soft targets: cross_entropy.hpp has cross-entropy and squared error of any y.
// Failure: K = 0, t >= K, T <= 0 or a parameter outside its range throw std::invalid_argument.
// [Su, kexue.fm/archives/9526 (gamma); Lin et al. 2017, eq. 5 (focal); Szegedy et al. 2016, sec. 7; Brier 1950]
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "math/losses/cross_entropy.hpp"

namespace lossfield::math {

enum class LogitLossKind { CrossEntropy, SoftmaxMse, Brier, GammaCrossEntropy, Focal, LabelSmoothed };

struct LogitLoss {
    LogitLossKind kind = LogitLossKind::CrossEntropy;
    double gamma = 0.1;        // gamma-cross-entropy
    double focal_gamma = 2.0;  // focal
    double smoothing = 0.1;    // label-smoothed
};

// Throws std::invalid_argument unless the loss's parameters lie in the ranges above.
void check_logit_loss(const LogitLoss& loss);

// Whether it measures |p - y|^2.
[[nodiscard]] constexpr bool is_squared(const LogitLoss& loss) {
    return loss.kind == LogitLossKind::SoftmaxMse || loss.kind == LogitLossKind::Brier;
}

// The label-smoothed target s above.
[[nodiscard]] std::vector<double> smoothed_target(std::size_t target, std::size_t classes, double smoothing);

// Gamma-cross-entropy of p_t : q = weight : rest, g > 0, as log1p((1 - g) h) / (1 - g) with
//   h = q / (p_t + g q), from whichever of the two ratios is below 1: neither value nor derivative cancels.
template <typename Scalar>
[[nodiscard]] Scalar gamma_cross_entropy_of(const Scalar& weight, const Scalar& rest, double gamma) {
    using std::log1p;
    const bool right = weight > rest;
    const Scalar ratio = right ? rest / weight : weight / rest;
    const Scalar h = right ? ratio / (1.0 + gamma * ratio) : 1.0 / (gamma + ratio);
    if (gamma == 1.0) return h;
    return log1p((1.0 - gamma) * h) / (1.0 - gamma);
}

template <typename Scalar>
[[nodiscard]] Scalar logit_loss(const LogitLoss& loss, std::span<const Scalar> z, double temperature,
                                std::size_t target) {
    using std::exp, std::pow;
    check_logit_loss(loss);
    const std::vector<double> y = one_hot(target, z.size());
    switch (loss.kind) {
        case LogitLossKind::CrossEntropy:
            break;
        case LogitLossKind::SoftmaxMse:
            return softmax_squared_error_loss(z, temperature, y);
        case LogitLossKind::Brier:
            return 2.0 * softmax_squared_error_loss(z, temperature, y);
        case LogitLossKind::LabelSmoothed:
            return cross_entropy_loss(z, temperature, smoothed_target(target, z.size(), loss.smoothing));
        case LogitLossKind::GammaCrossEntropy:
        case LogitLossKind::Focal: {
            const bool focal = loss.kind == LogitLossKind::Focal;
            if ((focal ? loss.focal_gamma : loss.gamma) == 0.0) break;
            const std::size_t leader = largest(z);
            Scalar weight = 1.0;
            Scalar rest = 0.0;
            for (std::size_t k = 0; k < z.size(); ++k) {
                const Scalar w = k == leader ? Scalar(1.0) : exp((z[k] - z[leader]) / temperature);
                if (k == target)
                    weight = w;
                else
                    rest += w;
            }
            if (!focal) return gamma_cross_entropy_of(weight, rest, loss.gamma);
            // Certainty to the last bit: 0^(f-1) would spoil the derivative of a loss that is 0.
            if (value_of(rest) == 0.0) return 0.0;
            return pow(rest / (weight + rest), loss.focal_gamma) * cross_entropy_loss(z, temperature, y);
        }
    }
    return cross_entropy_loss(z, temperature, y);
}

[[nodiscard]] LossAndGradient logit_loss_and_gradient(const LogitLoss& loss, std::span<const double> z,
                                                      double temperature, std::size_t target);

// K x K, row by row; symmetric, null vector (1, ..., 1).
[[nodiscard]] std::vector<double> logit_loss_hessian(const LogitLoss& loss, std::span<const double> z,
                                                     double temperature, std::size_t target);

// The closed gradient against dual numbers at this point. Scale of a component: 1e-6 times the size of the terms
// whose difference it is, and of the largest component (see gradient_check.hpp).
[[nodiscard]] GradientCheck check_logit_loss_gradient(const LogitLoss& loss, std::span<const double> z,
                                                      double temperature, std::size_t target);

}  // namespace lossfield::math
