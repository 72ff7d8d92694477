// Regression that predicts its own uncertainty: mean mu(x) and log scale s(x), fitted by likelihood.
//   r = y - mu.  One point:
//   Gaussian  l = 1/2 log 2 pi + s/2 + r^2 e^-s / 2     s = log sigma^2     d/dmu = -r e^-s
//                                                                         d/ds = 1/2 - r^2 e^-s / 2
//   Laplace   l = log 2 + s/2 + |r| e^(-s/2)            s = log b^2         d/dmu = -sign(r) e^(-s/2) (0 at r = 0)
//                                                                         d/ds = 1/2 - |r| e^(-s/2) / 2
//   least over s on the valley s = 2 log|r|, for both: 1/2 log(2 pi e r^2) and log(2 e |r|); -inf as r -> 0
// A model: u = (x - centre) / reach,  mu = sum_j theta_j u^j (mean_terms of them),
//   a = sum_j theta_{mean_terms + j} u^j (spread_terms),  s = a, or with a floor s = floor + softplus(a - floor) > floor
//   L(theta) = 1/N sum_i l(y_i - mu(x_i), s(x_i)); with a floor L > 1/2 log 2 pi + floor/2 (Laplace: log 2 + floor/2)
// terms: 1 .. 3 each; x, y: N >= 1 numbers. Unit: nats.
// |s| < 1400. Failure: an r e^(-s/2) beyond the range of doubles gives inf; wrong sizes or counts throw std::invalid_argument.
// [Nix, Weigend 1994; Kendall, Gal 2017]
#pragma once

#include <cmath>
#include <cstddef>
#include <numbers>
#include <optional>
#include <span>
#include <vector>

#include "math/losses/logistic.hpp"
#include "math/numerics/check.hpp"
#include "math/numerics/dual.hpp"

namespace lossfield::math {

enum class NoiseFamily { Gaussian, Laplace };

template <typename Scalar>
[[nodiscard]] Scalar uncertain_nll(NoiseFamily family, const Scalar& r, const Scalar& s) {
    using std::abs, std::exp;
    const Scalar z = r * exp(-0.5 * s);
    if (family == NoiseFamily::Laplace) return std::numbers::ln2 + 0.5 * s + abs(z);
    static const double half_log_two_pi = 0.5 * std::log(2.0 * std::numbers::pi);
    return half_log_two_pi + 0.5 * (s + z * z);
}

struct UncertainTerms {
    double value = 0.0;
    double by_mean = 0.0;
    double by_log_scale = 0.0;
};
[[nodiscard]] UncertainTerms uncertain_terms(NoiseFamily family, double r, double s);

// On the valley: the s that suits r best (-inf at 0) and the value there. Its derivative by r is 1 / r.
[[nodiscard]] double best_log_scale(double r);
[[nodiscard]] double best_uncertain_nll(NoiseFamily family, double r);
// The size |r| at which the loss of a log scale s has a value; 0 where even r = 0 costs more.
[[nodiscard]] double residual_of_loss(NoiseFamily family, double value, double s);

// Standard deviation of the noise at a log scale: e^(s/2), or sqrt(2) e^(s/2) of Laplace.
[[nodiscard]] double noise_deviation(NoiseFamily family, double log_scale);

struct UncertainModel {
    NoiseFamily family = NoiseFamily::Gaussian;
    std::size_t mean_terms = 2;
    std::size_t spread_terms = 2;
    std::optional<double> floor;
    double centre = 0.0;
    double reach = 1.0;

    [[nodiscard]] std::size_t parameters() const { return mean_terms + spread_terms; }
    // theta: mean_terms + spread_terms numbers.
    [[nodiscard]] double mean(std::span<const double> theta, double x) const;
    [[nodiscard]] double log_scale(std::span<const double> theta, double x) const;
};

template <typename Scalar>
[[nodiscard]] Scalar floored(const std::optional<double>& floor, const Scalar& a) {
    return floor ? Scalar(*floor + softplus(Scalar(a - *floor))) : a;
}

// Throws when a count or a size is wrong.
void check_uncertain(const UncertainModel& model, std::size_t parameters, std::size_t inputs,
                     std::size_t observations);

template <typename Scalar>
[[nodiscard]] Scalar uncertain_loss(const UncertainModel& model, std::span<const Scalar> theta,
                                    std::span<const double> x, std::span<const double> y) {
    check_uncertain(model, theta.size(), x.size(), y.size());
    Scalar sum = 0.0;
    for (std::size_t i = 0; i < x.size(); ++i) {
        const double u = (x[i] - model.centre) / model.reach;
        Scalar mu = 0.0, a = 0.0;
        for (std::size_t j = model.mean_terms; j-- > 0;) mu = mu * u + theta[j];
        for (std::size_t j = model.spread_terms; j-- > 0;) a = a * u + theta[model.mean_terms + j];
        const Scalar r = y[i] - mu;
        sum += uncertain_nll(model.family, r, floored(model.floor, a));
    }
    return sum / static_cast<double>(x.size());
}

struct UncertainLoss {
    double value = 0.0;
    std::vector<double> gradient;  // by theta
};
[[nodiscard]] UncertainLoss uncertain_loss_and_gradient(const UncertainModel& model,
                                                        std::span<const double> theta,
                                                        std::span<const double> x, std::span<const double> y);

}  // namespace lossfield::math
