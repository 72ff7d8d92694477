#include "math/information/divergences.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <numbers>

#include "math/information/divergence_term.hpp"
#include "math/information/information.hpp"
#include "math/numerics/check.hpp"

namespace lossfield::math {
namespace {

// What one entry adds to the sum of a kind.
double js_term(double p, double q) {
    constexpr double lift = 0x1p300;  // where half of p + q would lose its digits
    if (p + q < 1.0 / lift && p + q > 0.0) return js_term(p * lift, q * lift) / lift;
    const double m = 0.5 * (p + q);
    return 0.5 * (divergence_term(p, m) + divergence_term(q, m));
}
// As a quotient it keeps its digits near p = q.
double root_difference(double p, double q) { return p == q ? 0.0 : (p - q) / (std::sqrt(p) + std::sqrt(q)); }
double squared_hellinger_term(double p, double q) {
    const double d = root_difference(p, q);
    return 0.5 * d * d;
}
double chi_squared_term(double p, double q) {
    if (p == q) return 0.0;
    return q == 0.0 ? infinity : (p - q) * (p - q) / q;  // the square may have sunk to 0
}

template <class Term>
double sum_of(std::span<const double> p, std::span<const double> q, Term term) {
    double sum = 0.0;
    for (std::size_t i = 0; i < p.size(); ++i) sum += term(p[i], q[i]);
    return sum;
}

// A bound, where a value is above it by no more than rounding.
double without_rounding_above(double bound, double value) {
    return value > bound && value < bound * (1.0 + 1e-12) ? bound : value;
}

template <class Slope>
std::vector<double> each(std::span<const double> p, std::span<const double> q, Slope slope) {
    std::vector<double> gradient(p.size());
    // Where two entries agree every kind rests, also at 0 and 0.
    for (std::size_t i = 0; i < p.size(); ++i) gradient[i] = p[i] == q[i] ? 0.0 : slope(p[i], q[i]);
    return gradient;
}

// The half chord between sqrt p and sqrt q: the sine of a quarter of the Fisher-Rao distance.
double half_chord(double squared_hellinger) { return std::min(1.0, std::sqrt(0.5 * squared_hellinger)); }

// Of the symmetric kinds, by the first argument.
std::vector<double> symmetric_gradient(Divergence kind, std::span<const double> p,
                                       std::span<const double> q) {
    const auto roots = [&](double factor) {
        return each(p, q,
                    [factor](double a, double b) { return factor * (root_difference(a, b) / std::sqrt(a)); });
    };
    const double value = divergence(kind, p, q);
    if (value == 0.0) return std::vector<double>(p.size(), 0.0);
    switch (kind) {
        case Divergence::JensenShannon:
            return each(p, q, [](double a, double b) {
                return a == 0.0 ? -infinity : 0.5 * log_ratio(a, 0.5 * (a + b));
            });
        case Divergence::TotalVariation:
            return each(p, q, [](double a, double b) { return std::copysign(0.5, a - b); });
        case Divergence::SquaredHellinger:
            return roots(0.5);
        case Divergence::Hellinger:
            return roots(0.25 / value);
        case Divergence::FisherRao:
            return roots(1.0 / std::sin(0.5 * value));
        default:  // Euclidean
            return each(p, q, [value](double a, double b) { return (a - b) / value; });
    }
}

}  // namespace

double js(std::span<const double> p, std::span<const double> q) {
    return divergence(Divergence::JensenShannon, p, q);
}
double total_variation(std::span<const double> p, std::span<const double> q) {
    return divergence(Divergence::TotalVariation, p, q);
}
double fisher_rao_distance(std::span<const double> p, std::span<const double> q) {
    return divergence(Divergence::FisherRao, p, q);
}

double divergence(Divergence kind, std::span<const double> p, std::span<const double> q) {
    check_pair("divergence: number of probabilities", p.size(), q.size());
    switch (kind) {
        case Divergence::KlForward:
            return kl(p, q);
        case Divergence::KlReverse:
            return kl(q, p);
        case Divergence::JensenShannon:
            return without_rounding_above(std::numbers::ln2, sum_of(p, q, js_term));
        case Divergence::TotalVariation:
            return 0.5 * sum_of(p, q, [](double a, double b) { return std::abs(a - b); });
        case Divergence::SquaredHellinger:
            return sum_of(p, q, squared_hellinger_term);
        case Divergence::Hellinger:
            return std::sqrt(sum_of(p, q, squared_hellinger_term));
        case Divergence::ChiSquared:
            return sum_of(p, q, chi_squared_term);
        case Divergence::Euclidean:
            return std::sqrt(sum_of(p, q, [](double a, double b) { return (a - b) * (a - b); }));
        case Divergence::FisherRao:
            return 4.0 * std::asin(half_chord(sum_of(p, q, squared_hellinger_term)));
    }
    return 0.0;
}

std::vector<double> divergence_gradient_p(Divergence kind, std::span<const double> p,
                                          std::span<const double> q) {
    check_pair("divergence: number of probabilities", p.size(), q.size());
    if (kind == Divergence::KlForward) return kl_gradient_p(p, q);
    if (kind == Divergence::KlReverse) return kl_gradient_q(q, p);
    if (kind == Divergence::ChiSquared)
        return each(p, q, [](double a, double b) { return 2.0 * (a - b) / b; });
    return symmetric_gradient(kind, p, q);
}

std::vector<double> divergence_gradient_q(Divergence kind, std::span<const double> p,
                                          std::span<const double> q) {
    check_pair("divergence: number of probabilities", p.size(), q.size());
    if (kind == Divergence::KlForward) return kl_gradient_q(p, q);
    if (kind == Divergence::KlReverse) return kl_gradient_p(q, p);
    if (kind == Divergence::ChiSquared)
        return each(p, q, [](double a, double b) { return (b - a) / b * ((a + b) / b); });
    return symmetric_gradient(kind, q, p);
}

double largest_divergence(Divergence kind) {
    switch (kind) {
        case Divergence::JensenShannon:
            return std::numbers::ln2;
        case Divergence::TotalVariation:
        case Divergence::SquaredHellinger:
        case Divergence::Hellinger:
            return 1.0;
        case Divergence::Euclidean:
            return std::numbers::sqrt2;
        case Divergence::FisherRao:
            return std::numbers::pi;
        default:
            return infinity;
    }
}

double pinsker_bound(double kl) { return std::sqrt(0.5 * kl); }
double bretagnolle_huber_bound(double kl) { return std::sqrt(-std::expm1(-kl)); }

Transport w1_line(std::span<const double> p, std::span<const double> q, std::span<const double> x) {
    check_pair("divergence: number of probabilities", p.size(), q.size());
    check_size("w1_line: number of places", x.size(), p.size());
    const std::size_t n = p.size();
    const double rounding = 8.0 * static_cast<double>(n) * std::numeric_limits<double>::epsilon();
    Transport transport;
    std::vector<double> slope(n, 0.0);
    double carried = 0.0;  // F_k
    for (std::size_t k = 0; k + 1 < n; ++k) {
        const double gap = x[k + 1] - x[k];
        check_positive("w1_line: distance of neighbours", gap);
        carried += p[k] - q[k];
        transport.cost += std::abs(carried) * gap;
        if (std::abs(carried) > rounding) slope[k] = std::copysign(gap, carried);
    }
    transport.potential.assign(n, 0.0);
    double mean = 0.0;
    for (std::size_t i = n - 1; i-- > 0;) {
        transport.potential[i] = transport.potential[i + 1] + slope[i];
        mean += transport.potential[i] / static_cast<double>(n);
    }
    for (double& f : transport.potential) f -= mean;
    return transport;
}

}  // namespace lossfield::math
