#include "math/information/gaussian_divergences.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <utility>

#include "math/information/information.hpp"
#include "math/numerics/check.hpp"

namespace lossfield::math {
namespace {

constexpr double inverse_sqrt_two_pi = 0.39894228040143267794;

void check_deviations(const Gaussian& p, const Gaussian& q) {
    check_positive("Gaussian: deviation of p", p.deviation);
    check_positive("Gaussian: deviation of q", q.deviation);
}

// Mass of g between a and b, b >= a.
double mass(const Gaussian& g, double a, double b) {
    const double scale = g.deviation * std::numbers::sqrt2;
    return 0.5 * (std::erf((b - g.mean) / scale) - std::erf((a - g.mean) / scale));
}

}  // namespace

double gaussian_log_density(const Gaussian& g, double x) {
    const double u = (x - g.mean) / g.deviation;
    return std::log(inverse_sqrt_two_pi / g.deviation) - 0.5 * u * u;
}

double gaussian_density(const Gaussian& g, double x) {
    const double u = (x - g.mean) / g.deviation;
    return inverse_sqrt_two_pi / g.deviation * std::exp(-0.5 * u * u);
}

ValueAndSlope gaussian_kl_slope(const Gaussian& p, const Gaussian& q) {
    return {gaussian_kl(p.mean, p.deviation, q.mean, q.deviation),
            (q.mean - p.mean) / q.deviation / q.deviation};
}

ValueAndSlope gaussian_js(const Gaussian& p, const Gaussian& q) {
    check_deviations(p, q);
    const bool p_is_narrow = p.deviation <= q.deviation;
    const Gaussian &n = p_is_narrow ? p : q, &w = p_is_narrow ? q : p;
    constexpr int per_deviation = 12, reach = 9;
    const double ratio = n.deviation / w.deviation, shift = (n.mean - w.mean) / w.deviation;
    const double log_ratio_of_widths = std::log(ratio);
    double expected = 0.0, expected_slope = 0.0;
    for (int i = -reach * per_deviation; i <= reach * per_deviation; ++i) {
        const double u = static_cast<double>(i) / per_deviation;
        const double v = u * ratio + shift;
        const double l = 0.5 * (u * u - v * v) + log_ratio_of_widths;  // log r
        // log(1 + r) and (1 + r) log(1 + r) - r log r, for large r by 1 / r. l <= u^2 / 2: e^l never overflows.
        const double rest = std::log1p(std::exp(-std::abs(l)));
        const double log_one_plus = std::max(l, 0.0) + rest;
        const double term = log_one_plus + (l > 0.0 ? std::exp(l) * rest : std::exp(l) * (rest - l));
        const double weight = std::exp(-0.5 * u * u);
        expected += weight * term;
        expected_slope -= weight * u * log_one_plus;
    }
    const double scale = inverse_sqrt_two_pi / per_deviation;
    const double slope_by_narrow = 0.5 * scale * expected_slope / n.deviation;
    return {std::max(0.0, std::numbers::ln2 - 0.5 * scale * expected),
            p_is_narrow ? -slope_by_narrow : slope_by_narrow};
}

ValueAndSlope gaussian_w1(const Gaussian& p, const Gaussian& q) {
    check_deviations(p, q);
    const double shift = q.mean - p.mean, spread = std::abs(p.deviation - q.deviation);
    if (spread == 0.0) return {std::abs(shift), shift == 0.0 ? 0.0 : std::copysign(1.0, shift)};
    const double u = shift / spread;
    const double sign = std::erf(u / std::numbers::sqrt2);
    return {2.0 * spread * inverse_sqrt_two_pi * std::exp(-0.5 * u * u) + shift * sign, sign};
}

double gaussian_total_variation(const Gaussian& p, const Gaussian& q) {
    check_deviations(p, q);
    const bool p_is_narrow = p.deviation <= q.deviation;
    const Gaussian &n = p_is_narrow ? p : q, &w = p_is_narrow ? q : p;
    if (n.deviation == w.deviation) return std::erf(std::abs(p.mean - q.mean) / n.deviation / std::sqrt(8.0));
    // The densities are equal where (u^2 - v^2) / 2 + log ratio = 0, v = ratio u + shift: two roots in u.
    const double ratio = n.deviation / w.deviation, shift = (n.mean - w.mean) / w.deviation;
    const double a = (1.0 - ratio) * (1.0 + ratio), half_b = -ratio * shift,
                 c = 2.0 * std::log(ratio) - shift * shift;
    const double far = -(half_b + std::copysign(std::sqrt(half_b * half_b - a * c), half_b));
    double low = far / a, high = c / far;
    if (low > high) std::swap(low, high);
    const double from = n.mean + low * n.deviation, to = n.mean + high * n.deviation;
    return std::max(0.0, mass(n, from, to) - mass(w, from, to));
}

double gaussian_squared_hellinger(const Gaussian& p, const Gaussian& q) {
    check_deviations(p, q);
    const double sum = p.deviation * p.deviation + q.deviation * q.deviation;
    const double narrowing = (p.deviation - q.deviation) * (p.deviation - q.deviation) / sum;
    const double shift = p.mean - q.mean;
    return -std::expm1(0.5 * std::log1p(-narrowing) - 0.25 * shift * shift / sum);
}

}  // namespace lossfield::math
