// Mixtures of two Gaussians on the line, and expectations under a Gaussian.
//   p(x) = w N(x; m_1, s_1^2) + (1 - w) N(x; m_2, s_2^2)          0 <= w <= 1
//   mean m = w m_1 + (1 - w) m_2,  variance = w (s_1^2 + (m_1 - m)^2) + (1 - w) (s_2^2 + (m_2 - m)^2)
//   E|X - a| = sum_k w_k (2 s_k phi(d_k) + s_k d_k erf(d_k / sqrt 2)),  d_k = (m_k - a) / s_k
// log p by log-sum-exp, finite however far x is; a component of weight 0 is left out.
// Expectations E_N(m,s^2)[f] by trapezoids over m +- 9 s, exponentially exact for f analytic in a strip about the line:
// the strip of log p ends at the zeros of p, of equal widths pi s^2 / |m_1 - m_2| away, and the step follows it
// (relative error about 1e-9; no finer than s / 400, which very narrow and distant components would ask for).
// Fitting the means of 1/2 N(m_1, s^2) + 1/2 N(m_2, s^2), s given, to x_1 .. x_n by expectation maximisation:
//   r_i = share of the first component in x_i,  m_1 = sum r_i x_i / sum r_i,  m_2 likewise with 1 - r_i
//   which never lowers the likelihood; means that are equal stay equal.
// Failure: deviations that are not > 0, w outside [0, 1], no data throw std::invalid_argument.
// [Dempster, Laird, Rubin 1977; Trefethen, Weideman 2014]
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <span>
#include <vector>

#include "math/information/gaussian_divergences.hpp"

namespace lossfield::math {

struct Mixture {
    double weight = 0.5;  // of the first
    Gaussian first{-3.0, 1.0}, second{3.0, 1.0};
};

void check_mixture(const Mixture& p);

template <typename Scalar>
[[nodiscard]] Scalar mixture_log_density(const Mixture& p, const Scalar& x) {
    using std::exp, std::log, std::log1p;
    const auto term = [&](double weight, const Gaussian& g) {
        const Scalar u = (x - g.mean) / g.deviation;
        return Scalar(std::log(weight / g.deviation) - 0.5 * std::log(2.0 * std::numbers::pi) - 0.5 * u * u);
    };
    if (p.weight == 1.0) return term(1.0, p.first);
    if (p.weight == 0.0) return term(1.0, p.second);
    const Scalar a = term(p.weight, p.first), b = term(1.0 - p.weight, p.second);
    return a > b ? Scalar(a + log1p(exp(b - a))) : Scalar(b + log1p(exp(a - b)));
}
[[nodiscard]] double mixture_density(const Mixture& p, double x);

// log p and its first two derivatives.
[[nodiscard]] std::array<double, 3> mixture_log_density_terms(const Mixture& p, double x);

[[nodiscard]] double mixture_mean(const Mixture& p);
[[nodiscard]] double mixture_variance(const Mixture& p);
[[nodiscard]] double mixture_mean_distance(const Mixture& p, double from);

// The step for expectations of log p under N(., deviation^2).
[[nodiscard]] double expectation_step(const Mixture& p, double deviation);

// sum over nodes u = k step / deviation of weight(u) f(u), u in deviations; weights sum to 1.
template <typename Use>
void each_node(double deviation, double step, const Use& use) {
    const int half = static_cast<int>(std::ceil(9.0 * deviation / step));
    double total = 0.0;
    for (int k = -half; k <= half; ++k) {
        const double u = 9.0 * k / half;
        total += std::exp(-0.5 * u * u);
    }
    for (int k = -half; k <= half; ++k) {
        const double u = 9.0 * k / half;
        use(u, std::exp(-0.5 * u * u) / total);
    }
}

// -E_p[log f], in nats; with f = p the entropy H(p).
[[nodiscard]] double mixture_cross_entropy(const Mixture& p, const Mixture& f);

// Average NLL of x under 1/2 N(m_1, s^2) + 1/2 N(m_2, s^2).
template <typename Scalar>
[[nodiscard]] Scalar two_means_nll(std::span<const double> x, const Scalar& m1, const Scalar& m2, double s) {
    using std::exp, std::log1p;
    Scalar sum = 0.0;
    for (const double v : x) {
        const Scalar a = (v - m1) / s, b = (v - m2) / s;
        const Scalar p = -0.5 * a * a, q = -0.5 * b * b;
        sum -= p > q ? Scalar(p + log1p(exp(q - p))) : Scalar(q + log1p(exp(p - q)));
    }
    return sum / static_cast<double>(x.size()) + (std::log(2.0 * s) + 0.5 * std::log(2.0 * std::numbers::pi));
}
[[nodiscard]] std::array<double, 2> two_means_gradient(std::span<const double> x, double m1, double m2,
                                                       double s);

// From (m1, m2), one place per step, until no mean moves by more than 1e-12 of the data's reach, or `most` steps.
struct ExpectationMaximisation {
    std::vector<std::array<double, 2>> path;
    bool converged = false;
};
[[nodiscard]] ExpectationMaximisation fit_two_means(std::span<const double> x, double m1, double m2, double s,
                                                    int most);

// The most likely means that it reaches from the sorted data parted in two (at every place, at 128 evenly chosen ones of more data),
// at the three places where the parts' means are likeliest; both at the mean of all where that is likelier still.
[[nodiscard]] std::array<double, 2> likeliest_two_means(std::span<const double> x, double s, int most);

}  // namespace lossfield::math
