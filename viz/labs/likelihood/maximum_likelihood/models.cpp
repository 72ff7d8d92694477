#include "viz/labs/likelihood/maximum_likelihood/models.hpp"

#include <algorithm>
#include <cmath>

#include "math/likelihood/gaussian_likelihood.hpp"
#include "math/likelihood/simple_likelihoods.hpp"
#include "math/numerics/gradient_check.hpp"

namespace lossfield::viz::maximum_likelihood {
namespace {

template <class Scalar>
Scalar gaussian_nll(std::span<const double> x, const Scalar& mean, const Scalar& log_variance) {
    using std::exp;
    Scalar square = 0.0;
    for (const double v : x) square += (mean - v) * (mean - v);
    return half_log_two_pi +
           0.5 * (log_variance + square / static_cast<double>(x.size()) * exp(-log_variance));
}

template <class Scalar>
Scalar nll_of(const Model& m, std::span<const double> x, const Scalar& a, const Scalar& b) {
    if (m.kind == Kind::Laplace) return math::laplace_nll(x, a, b);
    if (m.kind == Kind::Means) return math::two_means_nll(x, a, b, m.width);
    return gaussian_nll(x, a, b);
}

}  // namespace

math::Gaussian Model::gaussian() const { return {a, std::exp(kind == Kind::Seeker ? b : 0.5 * b)}; }

math::Mixture Model::mixture() const {
    if (kind == Kind::Means) return {0.5, {a, width}, {b, width}};
    return {1, gaussian(), gaussian()};
}

double Model::log_density(double x) const {
    if (kind == Kind::Laplace) return -std::numbers::ln2 - b - std::abs(x - a) * std::exp(-b);
    return math::mixture_log_density(mixture(), x);
}

double Model::density(double x) const { return std::exp(log_density(x)); }

double Model::highest() const {
    if (kind == Kind::Means) return std::max({density(a), density(b), density(0.5 * (a + b))});
    return density(a);
}

double Model::nll(std::span<const double> x) const { return nll_of(*this, x, a, b); }

double Model::expected_nll(const math::Mixture& p) const {
    if (kind == Kind::Laplace)
        return std::numbers::ln2 + b + math::mixture_mean_distance(p, a) * std::exp(-b);
    if (kind == Kind::Means) return math::mixture_cross_entropy(p, mixture());
    const double off = a - math::mixture_mean(p), log_variance = kind == Kind::Seeker ? 2 * b : b;
    return half_log_two_pi +
           0.5 * (log_variance + (math::mixture_variance(p) + off * off) * std::exp(-log_variance));
}

std::array<double, 2> Model::gradient(std::span<const double> x) const {
    if (kind == Kind::Laplace) return math::laplace_gradient(x, a, b);
    if (kind == Kind::Means) return math::two_means_gradient(x, a, b, width);
    const double v = std::exp(b);
    const auto nll = math::gaussian_average_nll(x, a, v);
    return {nll.by_mean, v * nll.by_variance};
}

double Model::check(std::span<const double> x) const {
    const auto closed = gradient(x);
    // Sizes of the terms that cancel: pulls of all samples.
    const double v = kind == Kind::Means ? width * width : std::exp(b);
    double pull = 0;
    for (const double s : x) {
        const double off = std::max(std::abs(s - a), kind == Kind::Means ? std::abs(s - b) : 0.0);
        pull += (kind == Kind::Laplace ? 1 : off) / v / static_cast<double>(x.size());
    }
    const Vector scale{1e-6 * pull + 1e-300, 1e-6 * (1 + pull * std::max(1.0, std::abs(a)))};
    return math::check_gradient(
               [&](std::span<const math::Dual<>> at) { return nll_of(*this, x, at[0], at[1]); }, Vector{a, b},
               closed, scale)
        .worst;
}

std::array<std::string, 2> axes_of(Kind kind) {
    switch (kind) {
        case Kind::Laplace:
            return {"centre $μ$", "log $b$"};
        case Kind::Means:
            return {"first mean $μ_1$", "second mean $μ_2$"};
        case Kind::Seeker:
            return {"mean $μ$", "log $σ$"};
        default:
            return {"mean $μ$", "log $v$"};
    }
}

}  // namespace lossfield::viz::maximum_likelihood
