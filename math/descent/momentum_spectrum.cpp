#include "math/descent/momentum_spectrum.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

namespace lossfield::math {
namespace {

// Of z^2 - trace z + product.
struct Polynomial {
    double trace, product, discriminant;
};

// The discriminants are written as products of what vanishes at a double root, so that they keep their sign there.
Polynomial polynomial(MomentumMethod method, double a, double b) {
    if (method == MomentumMethod::HeavyBall) {
        const double root = std::sqrt(b), below = 1.0 - root, above = 1.0 + root;
        return {1.0 + b - a, b, (below * below - a) * (above * above - a)};
    }
    const double p = 1.0 - a, less = 1.0 - b, more = 1.0 + b;
    return {more * p, b * p, p * (less * less - a * (more * more))};
}

double largest_root(const Polynomial& q) {
    if (q.discriminant < 0.0) return std::sqrt(q.product);
    return 0.5 * (std::abs(q.trace) + std::sqrt(q.discriminant));
}

void check_momentum(double momentum) {
    if (!(momentum >= 0.0)) violated("momentum", momentum, ">=", 0.0);
    if (!(momentum <= 1.0)) violated("momentum", momentum, "<=", 1.0);
}
void check_mode(double rate_times_h, double momentum) {
    if (!(rate_times_h >= 0.0)) violated("momentum: rate h", rate_times_h, ">=", 0.0);
    check_momentum(momentum);
}

// Largest singular value of [[a, b], [c, d]] by the half sum and half difference of both.
double spectral_norm(double a, double b, double c, double d) {
    return 0.5 * (std::hypot(a + d, b - c) + std::hypot(a - d, b + c));
}

}  // namespace

ModeRoots mode_roots(MomentumMethod method, double rate_times_h, double momentum) {
    check_mode(rate_times_h, momentum);
    const Polynomial q = polynomial(method, rate_times_h, momentum);
    if (q.discriminant < 0.0) {
        const std::complex<double> z(0.5 * q.trace, 0.5 * std::sqrt(-q.discriminant));
        return {z, std::conj(z)};
    }
    // The smaller root from the product: a difference would lose its digits.
    const double first = std::copysign(largest_root(q), q.trace);
    return {first, first == 0.0 ? 0.0 : q.product / first};
}

double mode_contraction(MomentumMethod method, double rate_times_h, double momentum) {
    check_mode(rate_times_h, momentum);
    return largest_root(polynomial(method, rate_times_h, momentum));
}

double slowest_contraction(MomentumMethod method, double rate, double momentum, const Spectrum& spectrum) {
    check_curvatures(spectrum.mu, spectrum.largest);
    return std::max(mode_contraction(method, rate * spectrum.mu, momentum),
                    mode_contraction(method, rate * spectrum.largest, momentum));
}

std::vector<double> contraction_grid(MomentumMethod method, std::span<const double> rates,
                                     std::span<const double> momenta, const Spectrum& spectrum) {
    check_curvatures(spectrum.mu, spectrum.largest);
    for (const double rate : rates) check_mode(rate, 0.0);
    std::vector<double> values;
    values.reserve(rates.size() * momenta.size());
    for (const double momentum : momenta) {
        check_momentum(momentum);
        for (const double rate : rates)
            values.push_back(std::max(largest_root(polynomial(method, rate * spectrum.mu, momentum)),
                                      largest_root(polynomial(method, rate * spectrum.largest, momentum))));
    }
    return values;
}

Damping damping(MomentumMethod method, double rate_times_h, double momentum) {
    check_mode(rate_times_h, momentum);
    const Polynomial q = polynomial(method, rate_times_h, momentum);
    if (std::abs(q.discriminant) <= 1e-9 * std::max(q.trace * q.trace, std::abs(q.product)) && momentum > 0.0)
        return Damping::Critical;
    if (q.discriminant < 0.0) return Damping::Oscillating;
    return q.trace < 0.0 ? Damping::Alternating : Damping::Monotone;
}

ComplexRange complex_range(MomentumMethod method, double momentum) {
    check_momentum(momentum);
    if (method == MomentumMethod::HeavyBall) {
        const double root = std::sqrt(momentum);
        return {(1.0 - root) * (1.0 - root), (1.0 + root) * (1.0 + root)};
    }
    const double ratio = (1.0 - momentum) / (1.0 + momentum);
    return {ratio * ratio, 1.0};
}

CriticalCurve critical_curve(MomentumMethod method, double h, int n) {
    CriticalCurve curve;
    for (int i = -n; i <= n; ++i) {
        const double s = static_cast<double>(i) / n;
        const double b = method == MomentumMethod::HeavyBall ? s * s : std::abs(s);
        const ComplexRange range = complex_range(method, b);
        curve.rates.push_back((s < 0.0 ? range.low : range.high) / h);
        curve.momenta.push_back(b);
    }
    return curve;
}

std::vector<double> root_places(MomentumMethod method, double rate, double momentum, const Spectrum& spectrum,
                                int n) {
    std::vector<double> places;
    for (int i = 0; i <= n; ++i) places.push_back(static_cast<double>(i) / n);
    const auto [mu, largest] = spectrum;
    const ComplexRange range = complex_range(method, momentum);
    for (const double a : {range.low, range.high}) {
        const double h = a / rate;
        if (h > mu && h < largest) places.push_back(std::log(h / mu) / std::log(largest / mu));
    }
    std::sort(places.begin(), places.end());
    return places;
}

double rate_limit(MomentumMethod method, double momentum, double largest) {
    check_momentum(momentum);
    check_positive("rate limit: L", largest);
    const double heavy_ball = 2.0 * (1.0 + momentum) / largest;
    return method == MomentumMethod::HeavyBall ? heavy_ball : heavy_ball / (1.0 + 2.0 * momentum);
}

// With r = s sqrt mu; r - 2 sqrt mu = 3 (L - mu) / (r + 2 sqrt mu) has no cancellation where L is near mu.
BestRate best_nesterov(double mu, double largest) {
    check_curvatures(mu, largest);
    const double r = std::sqrt(3.0 * largest + mu), sum = r + 2.0 * std::sqrt(mu);
    const double difference = 3.0 * (largest - mu) / sum;
    return {4.0 / (3.0 * largest + mu), difference / sum, difference / r};
}

BestRate best_momentum(MomentumMethod method, const Spectrum& spectrum) {
    return method == MomentumMethod::HeavyBall ? best_heavy_ball(spectrum.mu, spectrum.largest)
                                               : best_nesterov(spectrum.mu, spectrum.largest);
}

std::vector<double> mode_errors(MomentumMethod method, double rate_times_h, double momentum,
                                std::size_t steps) {
    check_mode(rate_times_h, momentum);
    const Polynomial q = polynomial(method, rate_times_h, momentum);
    std::vector<double> errors{1.0};
    double before = 1.0, now = 1.0;
    while (errors.size() <= steps) {
        const double next = q.trace * now - q.product * before;
        if (!std::isfinite(next)) break;
        before = now, now = next;
        errors.push_back(now);
    }
    return errors;
}

std::vector<double> mode_growth(MomentumMethod method, double rate_times_h, double momentum,
                                std::size_t steps) {
    check_mode(rate_times_h, momentum);
    const Polynomial q = polynomial(method, rate_times_h, momentum);
    std::vector<double> norms{1.0};
    // Rows (u, v) and (u_before, v_before) of M^t.
    double u = 1.0, v = 0.0, u_before = 0.0, v_before = 1.0;
    while (norms.size() <= steps) {
        const double u_next = q.trace * u - q.product * u_before;
        const double v_next = q.trace * v - q.product * v_before;
        u_before = u, v_before = v, u = u_next, v = v_next;
        const double norm = spectral_norm(u, v, u_before, v_before);
        if (!std::isfinite(norm)) break;
        norms.push_back(norm);
    }
    return norms;
}

double steps_per_decade(double contraction) {
    if (contraction >= 1.0) return std::numeric_limits<double>::infinity();
    return contraction > 0.0 ? -std::numbers::ln10 / std::log(contraction) : 0.0;
}

}  // namespace lossfield::math
