// Three logits with temperature, margin and smoothing: against the definition in long double, dual numbers and differences.
#include "math/losses/margin_cross_entropy.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "math/descent/exponentiated_gradient.hpp"
#include "math/losses/cross_entropy.hpp"
#include "math/losses/label_smoothing.hpp"
#include "math/simplex/triangle.hpp"
#include "tests/math/oracle.hpp"
#include "tests/support/support.hpp"

namespace lossfield::tests {
namespace margin_cross_entropy_test {

using math::MarginCrossEntropy;
using math::PlanePoint;
using math::ThreeLogits;

struct Setting {
    MarginCrossEntropy loss;
    ThreeLogits z, y;
    double temperature, margin, smoothing;
};

// One class, two or all; every fourth without margin, far out now and then.
Setting setting(std::uint64_t s) {
    Draws draw(500 + s);
    ThreeLogits y{draw.between(0.05, 1), draw.between(0.05, 1), draw.between(0.05, 1)};
    if (s % 3 == 0) y = {};
    y[s % 3] += s % 3 == 0 ? 1 : 0;
    if (s % 3 == 1) y[s % 2] = 0;
    const double sum = y[0] + y[1] + y[2];
    for (double& v : y) v /= sum;
    const double temperature = std::exp(draw.between(-2, 1.5)), margin = s % 4 == 0 ? 0 : draw.between(-3, 5);
    const double smoothing = s % 2 == 0 ? 0 : draw.between(0, 0.6), range = s % 7 == 6 ? 60 : 4;
    const ThreeLogits z{draw.between(-range, range), draw.between(-range, range),
                        draw.between(-range, range)};
    return {MarginCrossEntropy(temperature, y, margin, smoothing), z, y, temperature, margin, smoothing};
}

struct Oracle {
    std::array<Real, 3> p{}, t{};
    Real loss = 0;
    explicit Oracle(const Setting& s) {
        std::array<Real, 3> x{};
        Real sum = 0, top = -1e300L;
        for (std::size_t k = 0; k < 3; ++k) {
            x[k] = (static_cast<Real>(s.z[k]) - static_cast<Real>(s.margin) * s.y[k]) /
                   static_cast<Real>(s.temperature);
            t[k] = (1 - static_cast<Real>(s.smoothing)) * s.y[k] + static_cast<Real>(s.smoothing) / 3;
            top = std::max(top, x[k]);
        }
        for (std::size_t k = 0; k < 3; ++k) sum += p[k] = std::exp(x[k] - top);
        for (std::size_t k = 0; k < 3; ++k) {
            loss += t[k] * (std::log(sum) + top - x[k]);
            p[k] /= sum;
        }
    }
};

TEST(MarginCrossEntropy, IsItsDefinition) {
    for (std::uint64_t n = 0; n < 300; ++n) {
        const Setting s = setting(n);
        const Oracle own(s);
        const ThreeLogits p = s.loss.probabilities(s.z), log_p = s.loss.log_probabilities(s.z),
                          g = s.loss.gradient(s.z);
        EXPECT_TRUE(close(s.loss.value(s.z), static_cast<double>(own.loss), {1e-12, 1e-14})) << n;
        for (std::size_t k = 0; k < 3; ++k) {
            EXPECT_TRUE(close(p[k], static_cast<double>(own.p[k]), {1e-12, 0})) << n;
            EXPECT_TRUE(close(log_p[k], static_cast<double>(std::log(own.p[k])), {1e-12, 1e-15})) << n;
            EXPECT_TRUE(
                close(g[k], static_cast<double>((own.p[k] - own.t[k]) / s.temperature), {1e-12, 1e-14}))
                << n;
        }
        EXPECT_TRUE(close(s.loss.value_at(p), static_cast<double>(own.loss), {1e-11, 1e-13})) << n;
        EXPECT_GE(s.loss.value(s.z), s.loss.least() - 1e-13) << n;
    }
}

// Without a margin these are the cross-entropies known.
TEST(MarginCrossEntropy, WithoutMarginIsCrossEntropy) {
    for (std::uint64_t n = 0; n < 60; ++n) {
        const Setting s = setting(4 * n);
        ASSERT_EQ(s.margin, 0);
        const ThreeLogits& t = s.loss.smoothed();
        const auto known = math::cross_entropy(s.z, s.temperature, t);
        EXPECT_TRUE(close(s.loss.value(s.z), known.loss, {1e-13, 1e-15}));
        for (std::size_t k = 0; k < 3; ++k)
            EXPECT_TRUE(close(s.loss.gradient(s.z)[k], known.gradient[k], {1e-13, 1e-16}));
        const auto h = math::cross_entropy_hessian(s.z, s.temperature, t);
        const math::Symmetric2 plane = s.loss.hessian(s.z);
        double xx = 0, xy = 0, yy = 0;
        for (std::size_t i = 0; i < 3; ++i)
            for (std::size_t j = 0; j < 3; ++j) {
                xx += math::plane_x[i] * h[3 * i + j] * math::plane_x[j];
                xy += math::plane_x[i] * h[3 * i + j] * math::plane_y[j];
                yy += math::plane_y[i] * h[3 * i + j] * math::plane_y[j];
            }
        EXPECT_TRUE(close(plane.xx, xx, {1e-12, 1e-15}));
        EXPECT_TRUE(close(plane.xy, xy, {1e-12, 1e-14}));
        EXPECT_TRUE(close(plane.yy, yy, {1e-12, 1e-15}));
    }
}

TEST(MarginCrossEntropy, TheGradientIsThatOfDualNumbersAndOfDifferences) {
    for (std::uint64_t n = 0; n < 200; ++n) {
        const Setting s = setting(n);
        EXPECT_LT(s.loss.check(s.z).worst, 1e-9) << n;
        const auto slopes = central_differences(
            [&](std::span<const double> z) {
                return s.loss.value(ThreeLogits{z[0], z[1], z[2]});
            },
            s.z, 1e-5);
        const double scale = 1 / (s.temperature * s.temperature * s.temperature);
        for (std::size_t k = 0; k < 3; ++k)
            EXPECT_NEAR(s.loss.gradient(s.z)[k], slopes[k], 1e-8 * (1 + scale)) << n;
    }
}

TEST(MarginCrossEntropy, TheHessianIsTheDerivativeOfTheGradient) {
    for (std::uint64_t n = 0; n < 100; ++n) {
        const Setting s = setting(n);
        const PlanePoint at = math::on_logit_plane(s.z);
        const auto slope = [&](std::size_t of, std::span<const double> p) {
            const PlanePoint g = math::on_logit_plane(s.loss.gradient(math::logits_at({p[0], p[1]})));
            return of == 0 ? g.x : g.y;
        };
        const math::Symmetric2 h = s.loss.hessian(s.z);
        const double tolerance = 1e-8 * (1 + std::pow(s.temperature, -4));
        for (const std::size_t of : {0U, 1U}) {
            const auto row = central_differences([&](std::span<const double> p) { return slope(of, p); },
                                                 std::array{at.x, at.y}, 1e-5);
            EXPECT_NEAR(row[0], of == 0 ? h.xx : h.xy, tolerance) << n;
            EXPECT_NEAR(row[1], of == 0 ? h.xy : h.yy, tolerance) << n;
        }
    }
}

TEST(MarginCrossEntropy, CurvaturesAreBoundedAndTheBoundIsReached) {
    for (std::uint64_t n = 0; n < 300; ++n) {
        const Setting s = setting(n);
        const ThreeLogits p = s.loss.probabilities(s.z);
        const math::Symmetric2 h = s.loss.hessian(s.z);
        const math::Eigenvalues2 e = math::eigenvalues(h);
        EXPECT_LE(s.loss.curvature(s.z), s.loss.highest_curvature() * (1 + 1e-14)) << n;
        EXPECT_TRUE(close(e.low * e.high, 3 * p[0] * p[1] * p[2] / std::pow(s.temperature, 4),
                          {1e-11, 1e-13 * e.high * e.high}))
            << n;
        double squares = 0;
        for (const double v : p) squares += v * v;
        EXPECT_TRUE(close(e.low + e.high, (1 - squares) / (s.temperature * s.temperature), {1e-11, 1e-13}))
            << n;
    }
    const MarginCrossEntropy loss(0.5, {0, 1, 0});
    EXPECT_EQ(loss.highest_curvature(), 2);
    EXPECT_NEAR(loss.curvature({3, 3, -60}), 2, 1e-12);
    EXPECT_NEAR(loss.curvature({0, 0, 0}), 4.0 / 3, 1e-14);
}

// F (natural step) = gradient, and it has no shift.
TEST(MarginCrossEntropy, TheNaturalDirectionSolvesTheMetric) {
    for (std::uint64_t n = 0; n < 200; ++n) {
        Setting s = setting(n);
        const double top = std::max({s.z[0], s.z[1], s.z[2]});
        // Within the digits of the product that checks it.
        for (double& v : s.z) v = std::max(v, top - 12 * s.temperature);
        ThreeLogits g = s.loss.gradient(s.z);
        if (n % 2 == 1)
            for (std::size_t k = 0; k < 3; ++k) g[k] += random_point(n, 3, 0.3)[k];
        const ThreeLogits way = s.loss.natural(s.z, g), p = s.loss.probabilities(s.z);
        const double size = std::abs(way[0]) + std::abs(way[1]) + std::abs(way[2]);
        EXPECT_NEAR(math::along_shift(way), 0, 1e-14 * size);
        const double mean = p[0] * way[0] + p[1] * way[1] + p[2] * way[2];
        const double shift = math::mean_of(g);
        for (std::size_t k = 0; k < 3; ++k)
            EXPECT_NEAR(p[k] * (way[k] - mean) / (s.temperature * s.temperature), g[k] - shift,
                        1e-12 * (1 + size) / (s.temperature * s.temperature))
                << n;
    }
}

// At the same rate and for steps of any length; the p of the margin, so that it holds for any m.
TEST(MarginCrossEntropy, ANaturalStepIsExponentiatedGradientOnTheProbabilities) {
    for (std::uint64_t n = 0; n < 300; ++n) {
        Setting s = setting(n);
        for (double& v : s.z) v = std::clamp(v, -3 * s.temperature, 3 * s.temperature);
        const double rate = n % 5 == 0 ? 2.5 : 0.3 * uniform_at(9, n, 0);
        const ThreeLogits way = s.loss.natural(s.z, s.loss.gradient(s.z)), p = s.loss.probabilities(s.z);
        ThreeLogits next = s.z;
        std::vector<double> by_p;
        for (std::size_t k = 0; k < 3; ++k) {
            next[k] -= rate * way[k];
            by_p.push_back(-s.loss.smoothed()[k] / p[k]);
        }
        const ThreeLogits log_p = s.loss.log_probabilities(s.z), moved = s.loss.log_probabilities(next);
        const auto known = math::exponentiated_gradient_on_simplex(log_p, by_p, rate);
        for (std::size_t k = 0; k < 3; ++k)
            EXPECT_TRUE(close(moved[k], known[k], {1e-12, 1e-12})) << n << ' ' << s.margin;
    }
}

TEST(MarginCrossEntropy, TheMinimumIsTheTargetWhereAllClassesHaveAShare) {
    int inside = 0, outside = 0;
    for (std::uint64_t n = 0; n < 200; ++n) {
        const Setting s = setting(n);
        const ThreeLogits& t = s.loss.smoothed();
        const auto minimum = s.loss.minimum();
        ASSERT_EQ(minimum.has_value(), t[0] > 0 && t[1] > 0 && t[2] > 0) << n;
        EXPECT_EQ(s.loss.is_hard(), std::count(t.begin(), t.end(), 0.0) == 2) << n;
        ++(minimum ? inside : outside);
        if (!minimum) continue;
        for (std::size_t k = 0; k < 3; ++k) {
            EXPECT_NEAR(s.loss.probabilities(*minimum)[k], t[k], 1e-13);
            EXPECT_NEAR(s.loss.gradient(*minimum)[k], 0, 1e-13 / s.temperature);
        }
        EXPECT_NEAR(s.loss.value(*minimum), s.loss.least(), 1e-13);
        EXPECT_NEAR(math::mean_of(*minimum), 0, 1e-13);
    }
    EXPECT_GT(inside, 50);
    EXPECT_GT(outside, 30);
    EXPECT_TRUE(close(MarginCrossEntropy(1, {0, 1, 0}, 0, 0.2).least(), math::least_smoothed_loss(3, 0.2),
                      {1e-14, 0}));
}

// A margin moves the loss over the plane, by m y.
TEST(MarginCrossEntropy, AMarginMovesTheLossAndNothingElse) {
    for (std::uint64_t n = 1; n < 100; n += 2) {
        const Setting s = setting(n);
        const MarginCrossEntropy plain(s.temperature, s.y, 0, s.smoothing);
        ThreeLogits moved = s.z;
        for (std::size_t k = 0; k < 3; ++k) moved[k] -= s.margin * s.y[k];
        EXPECT_TRUE(close(s.loss.value(s.z), plain.value(moved), {1e-12, 1e-13}));
    }
    // Towards the target alone it is never in favour.
    for (double z = -4; z <= 4; z += 0.5) {
        const ThreeLogits at{0, z, 0.3};
        double before = 0;
        for (const double m : {0.0, 0.5, 1.0, 3.0}) {
            const double loss = MarginCrossEntropy(1, {0, 1, 0}, m).value(at);
            EXPECT_GT(loss, before);
            before = loss;
        }
    }
}

// Numbers that add without rounding.
TEST(MarginCrossEntropy, AShiftOfAllLogitsChangesNoBit) {
    for (std::uint64_t n = 0; n < 200; ++n) {
        Draws draw(n);
        const auto eighths = [&](double range) { return std::round(8 * draw.between(-range, range)) / 8; };
        const ThreeLogits z{eighths(6), eighths(6), eighths(6)};
        const double c = eighths(1000);
        const MarginCrossEntropy loss(draw.between(0.1, 3), {0.25, 0.5, 0.25}, eighths(4),
                                      draw.between(0, 0.5));
        const ThreeLogits moved{z[0] + c, z[1] + c, z[2] + c};
        EXPECT_EQ(loss.value(z), loss.value(moved)) << n;
        EXPECT_EQ(loss.gradient(z), loss.gradient(moved)) << n;
        EXPECT_EQ(loss.probabilities(z), loss.probabilities(moved)) << n;
        EXPECT_EQ(loss.natural(z, loss.gradient(z)), loss.natural(moved, loss.gradient(moved))) << n;
        EXPECT_EQ(loss.curvature(z), loss.curvature(moved)) << n;
        EXPECT_EQ(math::on_logit_plane(z), math::on_logit_plane(moved)) << n;
    }
}

TEST(MarginCrossEntropy, AGridOfThePlaneHasTheValuesOfItsNodes) {
    for (std::uint64_t n = 0; n < 40; ++n) {
        const Setting s = setting(n);
        // Far out the nodes are evaluated one by one.
        const double reach = n % 5 == 4 ? 500 : 6;
        const math::PlaneGrid grid{-reach, reach, -0.7 * reach, reach, 23, 19};
        const std::vector<double> values = s.loss.over_plane(grid);
        ASSERT_EQ(values.size(), grid.nodes());
        for (std::size_t j = 0; j < grid.rows; ++j)
            for (std::size_t i = 0; i < grid.columns; ++i) {
                const double known = s.loss.value(math::logits_at({grid.x(i), grid.y(j)}));
                EXPECT_TRUE(close(values[j * grid.columns + i], known, {1e-11, 1e-12})) << n;
            }
    }
    // Of one class alone small losses keep their digits too.
    for (std::size_t k = 0; k < 3; ++k) {
        ThreeLogits y{};
        y[k] = 1;
        const MarginCrossEntropy loss(1, y);
        const PlanePoint far = math::class_axis(k);
        const math::PlaneGrid grid{20 * far.x, 20 * far.x + 1, 20 * far.y, 20 * far.y + 1, 2, 2};
        const double known = loss.value(math::logits_at({grid.x(0), grid.y(0)}));
        EXPECT_LT(known, 1e-9);
        EXPECT_TRUE(close(loss.over_plane(grid)[0], known, {1e-12, 0}));
    }
}

TEST(MarginCrossEntropy, SaturatedItKeepsItsDigitsAndCutsNothing) {
    const MarginCrossEntropy loss(0.05, {0, 1, 0});
    // p_2 = e^-200: the gradient of the target is -(1 - p) / T, that of the winner 1 / T.
    EXPECT_TRUE(close(loss.value(ThreeLogits{5, -5, -5}), 200.0, {1e-14, 0}));
    EXPECT_TRUE(close(loss.gradient({5, -5, -5})[0], 20.0, {1e-14, 0}));
    EXPECT_TRUE(close(loss.gradient({-5, 5, -5})[0], 20 * std::exp(-200.0), {1e-12, 0}));
    EXPECT_TRUE(close(loss.natural({5, -5, -5}, loss.gradient({5, -5, -5}))[1],
                      -0.05 * std::exp(200.0) * 2 / 3, {1e-10, 0}));
    EXPECT_FALSE(std::isfinite(loss.natural({50, -50, 0}, loss.gradient({50, -50, 0}))[1]));
    EXPECT_EQ(loss.value_at({0.5, 0, 0.5}), std::numeric_limits<double>::infinity());
}

TEST(MarginCrossEntropy, RefusesWhatHasNoMeaning) {
    EXPECT_THROW(MarginCrossEntropy(0, {0, 1, 0}), std::invalid_argument);
    EXPECT_THROW(MarginCrossEntropy(1, {0, 1, 0}, 0, 1.1), std::invalid_argument);
    EXPECT_THROW(MarginCrossEntropy(1, {0, 1, 0}, 0, -0.1), std::invalid_argument);
    EXPECT_THROW(MarginCrossEntropy(1, {-0.5, 1.5, 0}), std::invalid_argument);
}

}  // namespace margin_cross_entropy_test
}  // namespace lossfield::tests
