#include "math/likelihood/sample_models.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "math/likelihood/gaussian_likelihood.hpp"
#include "math/likelihood/simple_likelihoods.hpp"
#include "math/numerics/gradient_check.hpp"

namespace lossfield::math {
namespace {

const double half_log_two_pi = 0.5 * std::log(2 * std::numbers::pi);
constexpr int most_em_steps = 400;  // of expectation maximisation

template <class Scalar>
Scalar gaussian_nll(std::span<const double> x, const Scalar& mean, const Scalar& log_variance) {
    using std::exp;
    Scalar square = 0.0;
    for (const double v : x) square += (mean - v) * (mean - v);
    return half_log_two_pi +
           0.5 * (log_variance + square / static_cast<double>(x.size()) * exp(-log_variance));
}

template <class Scalar>
Scalar nll_of(const SampleModel& m, std::span<const double> x, const Scalar& a, const Scalar& b) {
    if (m.kind == SampleModelKind::Laplace) return laplace_nll(x, a, b);
    if (m.kind == SampleModelKind::Means) return two_means_nll(x, a, b, m.width);
    return gaussian_nll(x, a, b);
}

}  // namespace

Gaussian SampleModel::gaussian() const {
    return {a, std::exp(kind == SampleModelKind::Seeker ? b : 0.5 * b)};
}

Mixture SampleModel::mixture() const {
    if (kind == SampleModelKind::Means) return {0.5, {a, width}, {b, width}};
    return {1, gaussian(), gaussian()};
}

double SampleModel::log_density(double x) const {
    if (kind == SampleModelKind::Laplace) return -std::numbers::ln2 - b - std::abs(x - a) * std::exp(-b);
    return mixture_log_density(mixture(), x);
}

double SampleModel::density(double x) const { return std::exp(log_density(x)); }

double SampleModel::highest() const {
    if (kind == SampleModelKind::Means) return std::max({density(a), density(b), density(0.5 * (a + b))});
    return density(a);
}

double SampleModel::nll(std::span<const double> x) const { return nll_of(*this, x, a, b); }

double SampleModel::expected_nll(const Mixture& p) const {
    if (kind == SampleModelKind::Laplace)
        return std::numbers::ln2 + b + mixture_mean_distance(p, a) * std::exp(-b);
    if (kind == SampleModelKind::Means) return mixture_cross_entropy(p, mixture());
    const double off = a - mixture_mean(p), log_variance = kind == SampleModelKind::Seeker ? 2 * b : b;
    return half_log_two_pi +
           0.5 * (log_variance + (mixture_variance(p) + off * off) * std::exp(-log_variance));
}

std::array<double, 2> SampleModel::gradient(std::span<const double> x) const {
    if (kind == SampleModelKind::Laplace) return laplace_gradient(x, a, b);
    if (kind == SampleModelKind::Means) return two_means_gradient(x, a, b, width);
    const double v = std::exp(b);
    const auto nll = gaussian_average_nll(x, a, v);
    return {nll.by_mean, v * nll.by_variance};
}

double SampleModel::check(std::span<const double> x) const {
    const auto closed = gradient(x);
    // Sizes of the terms that cancel: pulls of all samples.
    const double v = kind == SampleModelKind::Means ? width * width : std::exp(b);
    double pull = 0;
    for (const double s : x) {
        const double off = std::max(std::abs(s - a), kind == SampleModelKind::Means ? std::abs(s - b) : 0.0);
        pull += (kind == SampleModelKind::Laplace ? 1 : off) / v / static_cast<double>(x.size());
    }
    const std::array<double, 2> scale{1e-6 * pull + 1e-300, 1e-6 * (1 + pull * std::max(1.0, std::abs(a)))};
    return check_gradient([&](std::span<const Dual<>> at) { return nll_of(*this, x, at[0], at[1]); },
                          std::array<double, 2>{a, b}, closed, scale)
        .worst;
}

SampleFit most_likely(SampleModelKind kind, double width, std::span<const double> x,
                      const std::array<double, 2>& from) {
    if (kind == SampleModelKind::Laplace) {
        const LaplaceFit fit = laplace_mle(x);
        return {{fit.centre, std::log(fit.scale)}, fit.average_nll, {}};
    }
    if (kind != SampleModelKind::Means) {
        const GaussianFit fit = gaussian_mle(x);
        return {{fit.mean, std::log(fit.variance)}, fit.average_nll, {}};
    }
    SampleFit fit{.em = fit_two_means(x, from[0], from[1], width, most_em_steps)};
    const auto nll = [&](const std::array<double, 2>& m) {
        return two_means_nll<double>(x, m[0], m[1], width);
    };
    const auto& end = fit.em.path.back();
    const auto other = likeliest_two_means(x, width, most_em_steps);
    fit.at = nll(other) < nll(end) - 1e-9 ? other : end;
    fit.nll = nll(fit.at);
    return fit;
}

std::vector<double> nll_over_parameters(SampleModelKind kind, double width, std::span<const double> x,
                                        const PlaneGrid& grid, const std::stop_token& stop) {
    const double n = static_cast<double>(x.size());
    const bool laplace = kind == SampleModelKind::Laplace, means = kind == SampleModelKind::Means;
    std::vector<double> values(grid.nodes()), across;
    for (std::size_t i = 0; i < grid.columns && !means; ++i) {
        double sum = 0;
        for (const double v : x) {
            const double off = std::abs(v - grid.x(i));
            sum += (laplace ? off : 0.5 * off * off) / n;
        }
        across.push_back(sum);
    }
    for (std::size_t j = 0; j < grid.rows && !stop.stop_requested(); ++j) {
        const double b = grid.y(j), shrink = std::exp(-b);
        const double base = laplace ? std::numbers::ln2 + b : half_log_two_pi + 0.5 * b;
        for (std::size_t i = 0; i < grid.columns; ++i)
            values[j * grid.columns + i] =
                n * (means ? two_means_nll<double>(x, grid.x(i), b, width) : base + across[i] * shrink);
    }
    return values;
}

double check_gaussian_to_mixture_kl(KlDirection direction, const Mixture& p, double mean,
                                    double log_deviation, const std::array<double, 2>& gradient) {
    const double s = std::exp(log_deviation), variance = mixture_variance(p);
    const auto value = [&](std::span<const Dual<>> at) {
        if (direction == KlDirection::Reverse) return reverse_kl(p, at[0], at[1], expectation_step(p, s) / s);
        const Dual<> off = at[0] - mixture_mean(p);
        return at[1] + 0.5 * (off * off + variance) * exp(-2.0 * at[1]);
    };
    const double size = 1e-6 * (1 + (variance + mean * mean) / s / s + s * s);
    return check_gradient(value, std::array<double, 2>{mean, log_deviation}, gradient,
                          std::array<double, 2>{size, size})
        .worst;
}

double check_bernoulli_slope(double share, double p, double slope) {
    const auto value = [&](std::span<const Dual<>> at) {
        Dual<> sum = 0.0;
        if (share > 0) sum -= share * log(at[0]);
        if (share < 1) sum -= (1 - share) * log1p(-at[0]);
        return sum;
    };
    using One = std::array<double, 1>;
    return check_gradient(value, One{p}, One{slope}, One{1e-6}).worst;
}

}  // namespace lossfield::math
