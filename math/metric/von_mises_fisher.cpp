#include "math/metric/von_mises_fisher.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

#include "math/numerics/check.hpp"

namespace lossfield::math {
namespace {

constexpr double far = 500.0;  // beyond it the series in 1 / kappa has all digits

void check(int d, double kappa) {
    check_at_least("von Mises-Fisher: dimension", static_cast<std::size_t>(d < 0 ? 0 : d), 2);
    if (!(kappa >= 0.0)) violated("von Mises-Fisher: kappa", kappa, ">=", 0.0);
}

// I_(nu+k) / I_(nu+k-1) from the ratio of the next order.
double ratio_below(double nu, int k, double x, double ratio) { return 1.0 / (2.0 * (nu + k) / x + ratio); }

// How many orders up a ratio may be taken for 0: what that is wrong by is multiplied by the squares of all ratios below, which with
// ratio_k < exp(-asinh(k / x)) come to e^-40 or less.
int depth_of(double x) { return 40 + static_cast<int>(std::min(1.5 * x, 7.0 * std::sqrt(x))); }

// I_(nu+1) / I_nu = 1 / (2 (nu + 1) / x + 1 / (2 (nu + 2) / x + ...)), from so deep that what follows no longer counts.
double bessel_ratio(double nu, double x) {
    if (x == 0.0) return 0.0;
    double ratio = 0.0;
    for (int k = depth_of(x); k >= 1; --k) ratio = ratio_below(nu, k, x, ratio);
    return ratio;
}

// log I_(nu + count) - log I_nu: the ratios of all orders between by one such fraction.
double log_bessel_step(double nu, int count, double x) {
    double ratio = 0.0, sum = 0.0;
    for (int k = depth_of(x) + count; k >= 1; --k) {
        ratio = ratio_below(nu, k, x, ratio);
        if (k <= count) sum += std::log(ratio);
    }
    return sum;
}

// e^-x sqrt(2 pi x) I_nu(x) by Hankel's series.
double hankel_series(double nu, double x) {
    double term = 1.0, sum = 1.0;
    for (int k = 1; k <= 40 && std::abs(term) > 1e-18; ++k) {
        const double odd = 2.0 * k - 1.0;
        const double next = -term * (4.0 * nu * nu - odd * odd) / (8.0 * x * k);
        if (std::abs(next) >= std::abs(term)) break;
        sum += term = next;
    }
    return sum;
}

// Whether Hankel's series reaches all digits.
bool is_far(double nu, double x) { return x > far && x > 8.0 * (nu + 1.0) * (nu + 1.0); }

// log I_nu - x of nu = 0 by the periodic trapezoidal rule on (1 / 2 pi) integral of e^(-x (1 - cos t)), which has all digits once
// its error e^(-N^2 / 2x) has vanished; of nu = 1/2 in closed form.
double log_base(bool half, double x) {
    if (half) return 0.5 * std::log(2.0 / (std::numbers::pi * x)) + std::log(-0.5 * std::expm1(-2.0 * x));
    const int nodes = 32 + static_cast<int>(9.0 * std::sqrt(x));
    double sum = 0.0;
    for (int k = 0; k < nodes; ++k) {
        const double half_angle = std::numbers::pi * k / nodes;
        sum += std::exp(-2.0 * x * std::sin(half_angle) * std::sin(half_angle));
    }
    return std::log(sum / nodes);
}

}  // namespace

double log_scaled_bessel(int d, double kappa) {
    check(d, kappa);
    const double nu = 0.5 * d - 1.0;
    if (kappa == 0.0) return nu == 0.0 ? 0.0 : -std::numeric_limits<double>::infinity();
    if (is_far(nu, kappa))
        return std::log(hankel_series(nu, kappa)) - 0.5 * std::log(2.0 * std::numbers::pi * kappa);
    const bool half = d % 2 == 1;
    return log_base(half, kappa) + log_bessel_step(half ? 0.5 : 0.0, (d - 1) / 2 - (half ? 1 : 0), kappa);
}

double mean_resultant_length(int d, double kappa) {
    check(d, kappa);
    const double nu = 0.5 * d - 1.0;
    if (is_far(nu + 1.0, kappa)) return hankel_series(nu + 1.0, kappa) / hankel_series(nu, kappa);
    return bessel_ratio(nu, kappa);
}

double von_mises_fisher_log_constant(int d, double kappa) {
    check(d, kappa);
    const double half = 0.5 * d;
    // Near 0 kappa^nu and I_nu vanish together: I_nu = (kappa / 2)^nu / Gamma(d/2) (1 + kappa^2 / (2 d) + ...).
    if (kappa < 1e-4)
        return std::lgamma(half) - std::log(2.0) - half * std::log(std::numbers::pi) -
               kappa * kappa / (2.0 * d);
    return (half - 1.0) * std::log(kappa) - half * std::log(2.0 * std::numbers::pi) -
           log_scaled_bessel(d, kappa) - kappa;
}

VonMisesFisherTerms von_mises_fisher_nll(int d, double kappa, double cosine) {
    return {-von_mises_fisher_log_constant(d, kappa) - kappa * cosine,
            mean_resultant_length(d, kappa) - cosine, -kappa};
}

double fitted_concentration(int d, double r) {
    check(d, 0.0);
    if (!(r >= 0.0 && r <= 1.0)) violated("fitted_concentration: mean resultant length", r, "in", "[0, 1]");
    if (r == 0.0) return 0.0;
    if (r == 1.0) return std::numeric_limits<double>::infinity();
    // A_d rises, so that the bracket holds its one solution; halved in the logarithm.
    double low = 1e-12, high = 1.0;
    while (mean_resultant_length(d, high) < r && high < 1e15) high *= 4.0;
    for (int k = 0; k < 200 && high > low * (1.0 + 1e-15); ++k) {
        const double middle = std::sqrt(low * high);
        (mean_resultant_length(d, middle) < r ? low : high) = middle;
    }
    return high;
}

}  // namespace lossfield::math
