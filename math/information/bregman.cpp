#include "math/information/bregman.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>

#include "math/information/divergence_term.hpp"
#include "math/numerics/check.hpp"

namespace lossfield::math {
namespace {

// W d of the first two coordinates.
std::vector<double> weighted(const Symmetric2& w, std::span<const double> d) {
    std::vector<double> result(d.size(), 0.0);
    const double x = d[0], y = d.size() > 1 ? d[1] : 0.0;
    result[0] = w.xx * x + w.xy * y;
    if (d.size() > 1) result[1] = w.xy * x + w.yy * y;
    return result;
}

double dot(std::span<const double> a, std::span<const double> b) {
    double sum = 0.0;
    for (std::size_t i = 0; i < a.size(); ++i) sum += a[i] * b[i];
    return sum;
}

std::vector<double> difference(std::span<const double> a, std::span<const double> b) {
    std::vector<double> d;
    for (std::size_t i = 0; i < a.size(); ++i) d.push_back(a[i] - b[i]);
    return d;
}

// phi'(p) - phi'(q) of one coordinate.
double slope_gap(Generator generator, double p, double q) {
    if (p == q) return 0.0;
    if (generator == Generator::NegativeEntropy) return log_ratio(p, q);
    if (generator == Generator::ItakuraSaito) return (p - q) / p / q;
    return p - q;
}

// phi''(q) (p - q)
double bent_gap(Generator generator, double p, double q) {
    if (p == q) return 0.0;
    if (generator == Generator::NegativeEntropy) return (p - q) / q;
    if (generator == Generator::ItakuraSaito) return (p - q) / q / q;
    return p - q;
}

bool positive_only(Generator generator) {
    return generator == Generator::NegativeEntropy || generator == Generator::ItakuraSaito;
}

// 1 / (y_i + shift) with the shift that makes their sum 1. The sum falls and is convex in the shift, so that Newton's
// steps from the left never pass the root.
std::vector<double> normalised_reciprocals(const std::vector<double>& y) {
    double shift = 1.0 - *std::min_element(y.begin(), y.end());
    std::vector<double> x(y.size());
    for (int step = 0; step < 100; ++step) {
        double sum = 0.0, squares = 0.0;
        for (std::size_t i = 0; i < y.size(); ++i) {
            x[i] = 1.0 / (y[i] + shift);
            sum += x[i];
            squares += x[i] * x[i];
        }
        const double next = shift + (sum - 1.0) / squares;
        if (!(next > shift)) break;
        shift = next;
    }
    return x;
}

}  // namespace

double bregman_term(const Bregman& phi, double p, double q) {
    switch (phi.generator) {
        case Generator::HalfSquare:
            return 0.5 * (p - q) * (p - q);
        case Generator::NegativeEntropy:
            return divergence_term(p, q);
        case Generator::ItakuraSaito:
            // p/q - 1 - log(p/q) = (q log(q/p) - q + p) / q
            if (p == q) return 0.0;
            return q == 0.0 ? infinity : divergence_term(q, p) / q;
        case Generator::Quadratic:
            return 0.5 * phi.weights.xx * (p - q) * (p - q);
    }
    return 0.0;
}

double generator_value(const Bregman& phi, std::span<const double> x) {
    check_at_least("generator_value: number of coordinates", x.size(), 1);
    if (phi.generator == Generator::Quadratic) return 0.5 * dot(x, weighted(phi.weights, x));
    double sum = 0.0;
    for (const double v : x) {
        if (phi.generator == Generator::HalfSquare) sum += 0.5 * v * v;
        if (phi.generator == Generator::NegativeEntropy) sum += v == 0.0 ? 0.0 : v * std::log(v);
        if (phi.generator == Generator::ItakuraSaito) sum -= std::log(v);
    }
    return sum;
}

std::vector<double> generator_gradient(const Bregman& phi, std::span<const double> x) {
    check_at_least("generator_gradient: number of coordinates", x.size(), 1);
    if (phi.generator == Generator::Quadratic) return weighted(phi.weights, x);
    std::vector<double> g;
    for (const double v : x)
        g.push_back(phi.generator == Generator::NegativeEntropy ? std::log(v) + 1.0
                    : phi.generator == Generator::ItakuraSaito  ? -1.0 / v
                                                                : v);
    return g;
}

double bregman(const Bregman& phi, std::span<const double> p, std::span<const double> q) {
    check_pair("bregman: number of coordinates", p.size(), q.size());
    if (phi.generator == Generator::Quadratic) {
        const std::vector<double> d = difference(p, q);
        return 0.5 * dot(d, weighted(phi.weights, d));
    }
    double sum = 0.0;
    for (std::size_t i = 0; i < p.size(); ++i) sum += bregman_term(phi, p[i], q[i]);
    return sum;
}

std::vector<double> bregman_gradient_p(const Bregman& phi, std::span<const double> p,
                                       std::span<const double> q) {
    check_pair("bregman_gradient_p: number of coordinates", p.size(), q.size());
    if (phi.generator == Generator::Quadratic) return weighted(phi.weights, difference(p, q));
    std::vector<double> g;
    for (std::size_t i = 0; i < p.size(); ++i) g.push_back(slope_gap(phi.generator, p[i], q[i]));
    return g;
}

std::vector<double> bregman_gradient_q(const Bregman& phi, std::span<const double> p,
                                       std::span<const double> q) {
    check_pair("bregman_gradient_q: number of coordinates", p.size(), q.size());
    if (phi.generator == Generator::Quadratic) return weighted(phi.weights, difference(q, p));
    std::vector<double> g;
    for (std::size_t i = 0; i < p.size(); ++i) g.push_back(0.0 - bent_gap(phi.generator, p[i], q[i]));
    return g;
}

double three_point_product(const Bregman& phi, std::span<const double> a, std::span<const double> b,
                           std::span<const double> c) {
    check_pair("three_point_product: number of coordinates", a.size(), b.size());
    const std::vector<double> gap = bregman_gradient_p(phi, b, c);
    double sum = 0.0;
    for (std::size_t i = 0; i < a.size(); ++i)
        if (a[i] != b[i]) sum += gap[i] * (a[i] - b[i]);
    return sum;
}

ScalarTerms mean_bregman(const Bregman& phi, std::span<const double> sample, double q) {
    check_at_least("mean_bregman: size of the sample", sample.size(), 1);
    const double n = static_cast<double>(sample.size());
    ScalarTerms terms;
    double mean = 0.0;
    for (const double x : sample) {
        terms.value += bregman_term(phi, x, q) / n;
        mean += x / n;
    }
    const double weight = phi.generator == Generator::Quadratic ? phi.weights.xx : 1.0;
    terms.slope = -weight * bent_gap(phi.generator, mean, q);
    // phi'' - phi''' (mean - q)
    terms.curvature = phi.generator == Generator::NegativeEntropy ? mean / q / q
                      : phi.generator == Generator::ItakuraSaito  ? (2.0 * mean - q) / q / q / q
                                                                  : weight;
    return terms;
}

double mean_bregman_reverse(const Bregman& phi, double q, std::span<const double> sample) {
    check_at_least("mean_bregman_reverse: size of the sample", sample.size(), 1);
    double sum = 0.0;
    for (const double x : sample) sum += bregman_term(phi, q, x);
    return sum / static_cast<double>(sample.size());
}

double dual_mean(const Bregman& phi, std::span<const double> sample) {
    check_at_least("dual_mean: size of the sample", sample.size(), 1);
    double sum = 0.0;
    for (const double x : sample)
        sum += phi.generator == Generator::NegativeEntropy ? std::log(x)
               : phi.generator == Generator::ItakuraSaito  ? 1.0 / x
                                                           : x;
    sum /= static_cast<double>(sample.size());
    return phi.generator == Generator::NegativeEntropy ? std::exp(sum)
           : phi.generator == Generator::ItakuraSaito  ? 1.0 / sum
                                                       : sum;
}

double ball_reach(const Bregman& phi, BallSide side, std::span<const double> centre,
                  std::span<const double> direction, double radius, double longest) {
    check_pair("ball_reach: number of coordinates", centre.size(), direction.size());
    double outside = longest;
    if (positive_only(phi.generator))
        for (std::size_t i = 0; i < centre.size(); ++i)
            if (direction[i] < 0.0) outside = std::min(outside, centre[i] / -direction[i]);
    std::vector<double> x(centre.size());
    const auto inside_at = [&](double t) {
        for (std::size_t i = 0; i < x.size(); ++i) {
            x[i] = centre[i] + t * direction[i];
            if (positive_only(phi.generator)) x[i] = std::max(0.0, x[i]);
        }
        return (side == BallSide::OfFirst ? bregman(phi, x, centre) : bregman(phi, centre, x)) <= radius;
    };
    if (inside_at(outside)) return outside;
    double inside = 0.0;
    for (int halving = 0; halving < 30; ++halving) {
        const double middle = 0.5 * (inside + outside);
        (inside_at(middle) ? inside : outside) = middle;
    }
    return inside;
}

std::vector<double> dual_line(const Bregman& phi, Within within, std::span<const double> b,
                              std::span<const double> c, double t) {
    check_pair("dual_line: number of coordinates", b.size(), c.size());
    if (t == 0.0) return {b.begin(), b.end()};
    if (t == 1.0) return {c.begin(), c.end()};
    std::vector<double> x(b.size());
    double sum = 0.0;
    for (std::size_t i = 0; i < x.size(); ++i) {
        x[i] = phi.generator == Generator::NegativeEntropy ? std::pow(b[i], 1.0 - t) * std::pow(c[i], t)
               : phi.generator == Generator::ItakuraSaito  ? (1.0 - t) / b[i] + t / c[i]
                                                           : (1.0 - t) * b[i] + t * c[i];
        sum += x[i];
    }
    if (phi.generator == Generator::NegativeEntropy && within == Within::Simplex)
        for (double& v : x) v /= sum;
    if (phi.generator != Generator::ItakuraSaito) return x;
    if (within == Within::Simplex) return normalised_reciprocals(x);
    for (double& v : x) v = 1.0 / v;
    return x;
}

}  // namespace lossfield::math
