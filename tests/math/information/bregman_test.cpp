#include "math/information/bregman.hpp"

#include <gtest/gtest.h>

#include <limits>
#include <numeric>

#include "math/information/information.hpp"
#include "math/numerics/dual.hpp"
#include "math/numerics/gradient_check.hpp"
#include "tests/math/oracle.hpp"
#include "tests/support/support.hpp"

namespace lossfield::tests {
namespace bregman_test {

using math::Bregman;
using math::Dual;
using math::Generator;
using Vector = std::vector<double>;
constexpr double infinity = std::numeric_limits<double>::infinity();

const std::vector<Bregman> all_generators{{Generator::HalfSquare},
                                          {Generator::NegativeEntropy},
                                          {Generator::ItakuraSaito},
                                          {Generator::Quadratic, {3, -1.2, 0.8}}};

// Coordinates from 1e-6 to 4, or some way around (1, 1, ...).
Vector positive_point(std::uint64_t sample, std::size_t n) {
    Vector x;
    for (std::size_t k = 0; k < n; ++k) {
        const double u = uniform_at(31, sample, static_cast<std::uint32_t>(k));
        x.push_back(sample % 4 == 0 ? std::exp(15.0 * u - 13.8) : 4.0 * u);
    }
    return x;
}

// phi as its definition says, for numbers, dual numbers and long doubles.
template <class Scalar>
Scalar phi_of(const Bregman& phi, std::span<const Scalar> x) {
    using std::log;
    if (phi.generator == Generator::Quadratic) {
        const auto& w = phi.weights;
        const Scalar y = x.size() > 1 ? x[1] : Scalar(0.0);
        return 0.5 * (w.xx * x[0] * x[0] + 2.0 * w.xy * x[0] * y + w.yy * y * y);
    }
    Scalar sum = 0.0;
    for (const Scalar& v : x) {
        if (phi.generator == Generator::HalfSquare) sum += 0.5 * v * v;
        if (phi.generator == Generator::NegativeEntropy) sum += v * log(v);
        if (phi.generator == Generator::ItakuraSaito) sum += -log(v);
    }
    return sum;
}

// phi(p) - phi(q) - <grad phi(q), p - q> in long double, the slope by dual numbers over long double.
double oracle(const Bregman& phi, const Vector& p, const Vector& q) {
    const Reals a(p.begin(), p.end()), b(q.begin(), q.end());
    std::vector<Dual<Real>> along;
    for (std::size_t i = 0; i < a.size(); ++i) along.emplace_back(b[i], a[i] - b[i]);
    const Real slope = phi_of(phi, std::span<const Dual<Real>>(along)).derivative;
    return static_cast<double>(phi_of(phi, std::span<const Real>(a)) - phi_of(phi, std::span<const Real>(b)) -
                               slope);
}

TEST(Bregman, IsTheGapBetweenTheGeneratorAndItsTangent) {
    for (const Bregman& phi : all_generators)
        for (std::uint64_t s = 0; s < 60; ++s) {
            const Vector p = positive_point(2 * s, 3), q = positive_point(2 * s + 1, 3);
            const double value = math::bregman(phi, p, q);
            EXPECT_TRUE(close(value, oracle(phi, p, q), {1e-12, 1e-15})) << s;
            EXPECT_GE(value, 0) << s;
            EXPECT_TRUE(close(math::bregman(phi, p, p), 0, {0, 0}));
            EXPECT_TRUE(
                close(math::generator_value(phi, p), phi_of(phi, std::span<const double>(p)), {1e-15, 0}));
            const Vector gradient =
                math::dual_gradient([&](std::span<const Dual<>> x) { return phi_of(phi, x); }, p);
            EXPECT_TRUE(close(math::generator_gradient(phi, p), gradient, {1e-14, 1e-15})) << s;
            const Vector one{p[0]}, other{q[0]};
            EXPECT_TRUE(
                close(math::bregman_term(phi, p[0], q[0]), math::bregman(phi, one, other), {1e-15, 0}));
        }
}

TEST(Bregman, GradientsAgreeWithDualNumbersAndDifferences) {
    for (const Bregman& phi : all_generators)
        for (std::uint64_t s = 0; s < 40; ++s) {
            const Vector p = positive_point(2 * s, 3), q = positive_point(2 * s + 1, 3);
            const auto of_p = [&](std::span<const Dual<>> x) {
                Dual<> inner = 0.0;
                const Vector slope = math::generator_gradient(phi, q);
                for (std::size_t i = 0; i < x.size(); ++i) inner += slope[i] * (x[i] - q[i]);
                return phi_of(phi, x) - inner;
            };
            EXPECT_TRUE(
                close(math::bregman_gradient_p(phi, p, q), math::dual_gradient(of_p, p), {1e-9, 1e-9}));
            // By q: second derivatives of phi, from nested dual numbers.
            Vector by_q;
            for (std::size_t k = 0; k < q.size(); ++k) {
                std::vector<Dual<Dual<>>> x;
                for (std::size_t i = 0; i < q.size(); ++i)
                    x.push_back({{q[i], i == k ? 1.0 : 0.0}, {p[i] - q[i], 0.0}});
                by_q.push_back(-phi_of(phi, std::span<const Dual<Dual<>>>(x)).derivative.derivative);
            }
            EXPECT_TRUE(close(math::bregman_gradient_q(phi, p, q), by_q, {1e-12, 1e-15})) << s;
            if (s % 4 == 0) continue;  // too small for a step of 1e-5
            Vector away = q;
            for (double& v : away) v += 0.1;
            const Vector differences = central_differences(
                [&](std::span<const double> x) { return math::bregman(phi, p, x); }, away, 1e-5);
            EXPECT_TRUE(close(math::bregman_gradient_q(phi, p, away), differences, {1e-5, 1e-6})) << s;
        }
}

TEST(Bregman, KeepsItsDigitsNearEquality) {
    for (const double h : {0x1p-8, 0x1p-20, 0x1p-40}) {
        const Vector p{1 + h}, q{1};
        // Series in h: h^2/2 - h^3/6 + h^4/12 and h^2/2 - h^3/3 + h^4/4.
        EXPECT_TRUE(close(math::bregman({Generator::NegativeEntropy}, p, q),
                          h * h * (0.5 - h / 6 + h * h / 12 - h * h * h / 20),
                          {4 * h * h * h * h + 1e-15, 0}));
        EXPECT_TRUE(close(math::bregman({Generator::ItakuraSaito}, p, q),
                          h * h * (0.5 - h / 3 + h * h / 4 - h * h * h / 5), {4 * h * h * h * h + 1e-15, 0}));
    }
}

TEST(Bregman, GradientsKeepTheirDigitsNearEquality) {
    const Vector q{3}, p{3 + 3 * 0x1p-40};
    EXPECT_TRUE(close(math::bregman_gradient_p({Generator::NegativeEntropy}, p, q),
                      Vector{std::log1p(0x1p-40)}, {1e-15, 0}));
    EXPECT_TRUE(
        close(math::bregman_gradient_q({Generator::ItakuraSaito}, p, q), Vector{-0x1p-40 / 3}, {1e-15, 0}));
}

TEST(Bregman, IsKlOnTheSimplexAndTheOftenPrintedSumIsTwiceThat) {
    for (std::uint64_t s = 0; s < 30; ++s) {
        Vector p = positive_point(4 * s + 1, 4), q = positive_point(4 * s + 2, 4);
        for (Vector* v : {&p, &q}) {
            const double sum = std::accumulate(v->begin(), v->end(), 0.0);
            for (double& x : *v) x /= sum;
        }
        const double kl = math::kl(p, q);
        EXPECT_TRUE(close(math::bregman({Generator::NegativeEntropy}, p, q), kl, {1e-12, 1e-15}));
        double printed = 0;
        for (std::size_t i = 0; i < p.size(); ++i)
            printed += -p[i] * std::log(q[i]) + p[i] * std::log(p[i]) + p[i] * std::log(p[i] / q[i]);
        EXPECT_TRUE(close(printed, 2 * kl, {1e-12, 1e-14}));
    }
}

TEST(Bregman, LimitsAtTheBoundary) {
    const Bregman entropy{Generator::NegativeEntropy}, itakura{Generator::ItakuraSaito};
    EXPECT_TRUE(close(math::generator_value(entropy, Vector{0, 1}), 0, {0, 0}));
    EXPECT_TRUE(close(math::bregman(entropy, Vector{0, 2}, Vector{0.5, 2}), 0.5, {1e-15, 0}));
    EXPECT_TRUE(close(math::bregman(entropy, Vector{0.5, 2}, Vector{0, 2}), infinity));
    EXPECT_TRUE(close(math::bregman(entropy, Vector{0, 2}, Vector{0, 2}), 0, {0, 0}));
    EXPECT_TRUE(close(math::generator_value(itakura, Vector{0, 1}), infinity));
    EXPECT_TRUE(close(math::bregman(itakura, Vector{0, 2}, Vector{1, 2}), infinity));
    EXPECT_TRUE(close(math::bregman(itakura, Vector{1, 2}, Vector{0, 2}), infinity));
    EXPECT_TRUE(close(math::bregman(itakura, Vector{0, 2}, Vector{0, 2}), 0, {0, 0}));
    EXPECT_TRUE(
        close(math::bregman(itakura, Vector{1e-300}, Vector{1}), 300 * std::log(10.0) - 1, {1e-14, 0}));
    EXPECT_TRUE(
        close(math::bregman_gradient_p(entropy, Vector{0, 1}, Vector{1, 0}), Vector{-infinity, infinity}));
    EXPECT_TRUE(close(math::bregman_gradient_q(entropy, Vector{0, 1}, Vector{1, 0}), Vector{1, -infinity}));
    EXPECT_TRUE(close(math::bregman_gradient_q(itakura, Vector{0, 1}, Vector{0, 0}), Vector{0, -infinity}));
    EXPECT_THROW((void)math::bregman(entropy, Vector{1}, Vector{1, 2}), std::invalid_argument);
    EXPECT_THROW((void)math::bregman(entropy, Vector{}, Vector{}), std::invalid_argument);
}

TEST(Bregman, ThreePointIdentity) {
    for (const Bregman& phi : all_generators) {
        for (std::uint64_t s = 0; s < 60; ++s) {
            const Vector a = positive_point(3 * s, 3), b = positive_point(3 * s + 1, 3),
                         c = positive_point(3 * s + 2, 3);
            const double left = math::bregman(phi, a, c), first = math::bregman(phi, a, b),
                         second = math::bregman(phi, b, c), product = math::three_point_product(phi, a, b, c);
            const double size = std::max({left, first, second, std::abs(product)});
            EXPECT_TRUE(close(first + second + product, left, {0, 1e-13 * size})) << s;
        }
        if (phi.generator == Generator::ItakuraSaito || phi.generator == Generator::Quadratic) continue;
        // a and b on one face, c inside: no infinity gets in the way.
        const Vector a{0, 2, 1}, b{0, 1, 3}, c{2, 1, 0.5};
        EXPECT_TRUE(close(
            math::bregman(phi, a, b) + math::bregman(phi, b, c) + math::three_point_product(phi, a, b, c),
            math::bregman(phi, a, c), {1e-14, 0}));
    }
}

TEST(Bregman, ConvexInPButItakuraSaitoNotInQ) {
    bool bends_down = false;
    for (const Bregman& phi : all_generators)
        for (std::uint64_t s = 0; s < 60; ++s) {
            const Vector x = positive_point(3 * s, 2), y = positive_point(3 * s + 1, 2),
                         q = positive_point(3 * s + 2, 2);
            const Vector middle{0.5 * (x[0] + y[0]), 0.5 * (x[1] + y[1])};
            const auto gap = [&](double at_x, double at_y, double at_middle) {
                return 0.5 * (at_x + at_y) - at_middle + 1e-12 * (at_x + at_y);
            };
            EXPECT_GE(gap(math::bregman(phi, x, q), math::bregman(phi, y, q), math::bregman(phi, middle, q)),
                      0);
            const double in_q =
                gap(math::bregman(phi, q, x), math::bregman(phi, q, y), math::bregman(phi, q, middle));
            if (phi.generator == Generator::ItakuraSaito)
                bends_down = bends_down || in_q < 0;
            else
                EXPECT_GE(in_q, 0);
        }
    EXPECT_TRUE(bends_down);
}

TEST(MeanBregman, IsLeastAtTheMeanForEveryGenerator) {
    for (const Bregman& phi : all_generators)
        for (std::uint64_t s = 0; s < 30; ++s) {
            const Vector sample = positive_point(2 * s + 1, 5);
            const double mean = std::accumulate(sample.begin(), sample.end(), 0.0) / 5;
            const math::ScalarTerms least = math::mean_bregman(phi, sample, mean);
            EXPECT_NEAR(least.slope, 0, 1e-12 * least.curvature * mean);
            EXPECT_GT(least.curvature, 0);
            const double q = 4 * uniform_at(5, s, 0) + 0.05;
            const math::ScalarTerms at = math::mean_bregman(phi, sample, q);
            // E D(X, q) = E D(X, m) + D(m, q)
            EXPECT_TRUE(close(at.value, least.value + math::bregman_term(phi, mean, q), {1e-12, 1e-14}));
            const double h = 1e-4 * q;
            const auto up = math::mean_bregman(phi, sample, q + h),
                       down = math::mean_bregman(phi, sample, q - h);
            EXPECT_TRUE(close(at.slope, (up.value - down.value) / (2 * h), {1e-4, 1e-5})) << s;
            EXPECT_TRUE(close(at.curvature, (up.slope - down.slope) / (2 * h), {1e-4, 1e-5})) << s;
            const double dual = math::dual_mean(phi, sample);
            const double lowest = math::mean_bregman_reverse(phi, dual, sample);
            for (const double factor : {0.7, 0.99, 1.01, 1.5})
                EXPECT_GT(math::mean_bregman_reverse(phi, dual * factor, sample), lowest);
        }
    EXPECT_TRUE(close(math::dual_mean({Generator::NegativeEntropy}, Vector{1, 4}), 2, {1e-15, 0}));
    EXPECT_TRUE(close(math::dual_mean({Generator::ItakuraSaito}, Vector{1, 4}), 1.6, {1e-15, 0}));
    EXPECT_TRUE(close(math::dual_mean({Generator::ItakuraSaito}, Vector{0, 4}), 0, {0, 0}));
    EXPECT_GT(math::mean_bregman({Generator::ItakuraSaito}, Vector{1, 3}, 3.9).curvature, 0);
    EXPECT_LT(math::mean_bregman({Generator::ItakuraSaito}, Vector{1, 3}, 4.1).curvature, 0);
    EXPECT_THROW((void)math::mean_bregman({}, Vector{}, 1), std::invalid_argument);
}

TEST(BallReach, EndsWhereTheDivergenceIsTheRadiusOrTheDomainEnds) {
    for (const Bregman& phi : all_generators)
        for (std::uint64_t s = 0; s < 40; ++s) {
            const Vector c{0.3 + uniform_at(9, s, 0), 0.3 + uniform_at(9, s, 1)};
            const double angle = 6.28 * uniform_at(9, s, 2);
            const Vector u{std::cos(angle), std::sin(angle)};
            for (const auto side : {math::BallSide::OfFirst, math::BallSide::OfSecond}) {
                const double t = math::ball_reach(phi, side, c, u, 0.2, 50);
                const Vector x{c[0] + t * u[0], c[1] + t * u[1]};
                const double d =
                    side == math::BallSide::OfFirst ? math::bregman(phi, x, c) : math::bregman(phi, c, x);
                const bool at_edge = std::min(x[0], x[1]) < 1e-12;
                EXPECT_TRUE(close(d, 0.2, {1e-6, 0}) || (at_edge && d < 0.2)) << s << ' ' << d;
            }
        }
    // The whole ray where the ball is larger than the domain; nothing around a centre that is infinitely far.
    const Vector along{-1, 0};
    EXPECT_TRUE(close(math::ball_reach({Generator::NegativeEntropy}, math::BallSide::OfFirst, Vector{0.1, 1},
                                       along, 0.2, 9),
                      0.1, {1e-15, 0}));
    EXPECT_TRUE(close(math::ball_reach({Generator::NegativeEntropy}, math::BallSide::OfFirst, Vector{0, 1},
                                       Vector{1, 0}, 0.2, 9),
                      0, {0, 0}));
}

TEST(DualLine, IsStraightInTheGradientsAndStaysOnTheSimplex) {
    for (const Bregman& phi : all_generators) {
        const Vector b{0.7, 0.2, 0.1}, c{0.1, 0.3, 0.6};
        for (const double t : {0.0, 0.25, 0.6, 1.0}) {
            for (const auto within : {math::Within::Space, math::Within::Simplex}) {
                const Vector x = math::dual_line(phi, within, b, c, t);
                // grad phi(x) - (1 - t) grad phi(b) - t grad phi(c): 0, or the same in all entries.
                const Vector gx = math::generator_gradient(phi, x), gb = math::generator_gradient(phi, b),
                             gc = math::generator_gradient(phi, c);
                Vector rest;
                for (std::size_t i = 0; i < 3; ++i) rest.push_back(gx[i] - (1 - t) * gb[i] - t * gc[i]);
                if (within == math::Within::Space) {
                    EXPECT_TRUE(close(rest, Vector(3, 0.0), {0, 1e-14}));
                } else {
                    EXPECT_TRUE(close(rest, Vector(3, rest[0]), {0, 1e-13}));
                    EXPECT_TRUE(close(x[0] + x[1] + x[2], 1, {1e-14, 0}));
                }
            }
        }
    }
    const Vector edge = math::dual_line({Generator::ItakuraSaito}, math::Within::Simplex, Vector{0, 0.5, 0.5},
                                        Vector{0.2, 0.4, 0.4}, 0.5);
    EXPECT_TRUE(close(edge, Vector{0, 0.5, 0.5}, {1e-14, 1e-15}));
}

}  // namespace bregman_test
}  // namespace lossfield::tests
