// Optimizers on three logits: their own steps, the ways they take on the simplex, and the limits of their rates from both sides.
#include "math/descent/logit_descent.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "math/descent/exponentiated_gradient.hpp"
#include "math/simplex/triangle.hpp"
#include "tests/math/oracle.hpp"
#include "tests/support/support.hpp"

namespace lossfield::tests {
namespace logit_descent_test {

using math::LogitDescent;
using math::MarginCrossEntropy;
using math::NaturalGradient;
using math::Optimizer;
using math::PlanePoint;
using math::ThreeLogits;

const ThreeLogits start{2, -1, 0.4};

LogitDescent run(const MarginCrossEntropy& loss, const Optimizer& optimizer, std::uint64_t steps,
                 const ThreeLogits& from = start, const math::GradientNoise& noise = {}) {
    return math::logit_descent(loss, optimizer, noise, from, steps);
}

PlanePoint on_triangle(const MarginCrossEntropy& loss, const ThreeLogits& z) {
    const ThreeLogits p = loss.probabilities(z);
    return math::to_plane({p[0], p[1], p[2]});
}

// Distance of c from the line through a and b.
double off_line(const PlanePoint& a, const PlanePoint& b, const PlanePoint& c) {
    return std::abs((b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x)) / math::distance(a, b);
}

// Written out once more, optimizer by optimizer.
TEST(LogitDescent, TakesTheStepsOfTheOptimizersOnTheLogitsThemselves) {
    const MarginCrossEntropy loss(0.7, {0.1, 0.7, 0.2}, 0.5, 0.1);
    constexpr std::uint64_t steps = 40;
    const LogitDescent gd = run(loss, math::GradientDescent{0.4}, steps),
                       momentum = run(loss, math::Momentum{0.2, 0.8}, steps),
                       nesterov = run(loss, math::Nesterov{0.2, 0.8}, steps),
                       adam = run(loss, math::Adam{{0.1, 0.9, 0.99, 1e-8, true}}, steps);
    ThreeLogits a = start, b = start, c = start, d = start, vb{}, vc{}, m{}, v{};
    for (std::uint64_t t = 1; t <= steps; ++t) {
        const ThreeLogits ga = loss.gradient(a), gb = loss.gradient(b), gd_ = loss.gradient(d);
        ThreeLogits ahead = c;
        for (std::size_t k = 0; k < 3; ++k) ahead[k] += 0.8 * vc[k];
        const ThreeLogits gc = loss.gradient(ahead);
        for (std::size_t k = 0; k < 3; ++k) {
            a[k] -= 0.4 * ga[k];
            vb[k] = 0.8 * vb[k] - 0.2 * gb[k], b[k] += vb[k];
            vc[k] = 0.8 * vc[k] - 0.2 * gc[k], c[k] += vc[k];
            m[k] = 0.9 * m[k] + 0.1 * gd_[k], v[k] = 0.99 * v[k] + 0.01 * gd_[k] * gd_[k];
            const double n = static_cast<double>(t);
            d[k] -=
                0.1 * (m[k] / (1 - std::pow(0.9, n))) / (std::sqrt(v[k] / (1 - std::pow(0.99, n))) + 1e-8);
            EXPECT_NEAR(gd.at(t)[k], a[k], 1e-12);
            EXPECT_NEAR(momentum.at(t)[k], b[k], 1e-12);
            EXPECT_NEAR(nesterov.at(t)[k], c[k], 1e-12);
            EXPECT_NEAR(adam.at(t)[k], d[k], 1e-11);
        }
        EXPECT_EQ(gd.loss[t], loss.value(gd.at(t)));
        EXPECT_NEAR(gd.above[t], gd.loss[t] - loss.least(), 1e-13);
    }
}

// Only what treats every logit by itself leaves the plane.
TEST(LogitDescent, AdamAloneMovesTheMeanOfTheLogits) {
    const MarginCrossEntropy loss(1, {0, 1, 0});
    const double mean = math::mean_of(start);
    for (const Optimizer& o : std::vector<Optimizer>{math::GradientDescent{0.7}, math::Momentum{0.3, 0.9},
                                                     math::Nesterov{0.3, 0.9}, NaturalGradient{0.2}})
        EXPECT_NEAR(math::mean_of(run(loss, o, 100).at(100)), mean, 1e-12);
    EXPECT_GT(std::abs(math::mean_of(run(loss, math::Adam{{0.1}}, 100).at(100)) - mean), 0.1);
}

// A gradient flow knows no numbering of the classes; optimizers on the logits do not either.
TEST(LogitDescent, AnotherNumberingOfTheClassesIsTheSameDescent) {
    const MarginCrossEntropy loss(0.8, {0.1, 0.6, 0.3}, 0.4), turned(0.8, {0.3, 0.1, 0.6}, 0.4);
    const ThreeLogits from{start[2], start[0], start[1]};
    for (const Optimizer& o :
         std::vector<Optimizer>{math::GradientDescent{0.7}, math::Adam{{0.1}}, NaturalGradient{0.2}})
        for (const std::uint64_t t : {1U, 7U, 50U}) {
            const ThreeLogits z = run(loss, o, 50).at(t), w = run(turned, o, 50, from).at(t);
            for (std::size_t k = 0; k < 3; ++k) EXPECT_NEAR(w[(k + 1) % 3], z[k], 1e-12);
        }
}

TEST(LogitDescent, NaturalGradientWalksStraightToTheCornerOfAHardTarget) {
    const MarginCrossEntropy hard(0.8, {0, 1, 0}, 0.7), soft(0.8, {0.2, 0.7, 0.1}, 0.7);
    const PlanePoint from = on_triangle(hard, start), corner = math::to_plane({0, 1, 0});
    const LogitDescent natural = run(hard, NaturalGradient{0.05}, 200),
                       plain = run(hard, math::GradientDescent{0.5}, 200);
    double bend = 0, before = 2;
    for (std::size_t t = 1; t <= 200; ++t) {
        const PlanePoint at = on_triangle(hard, natural.at(t));
        EXPECT_LT(off_line(from, corner, at), 1e-13) << t;
        EXPECT_LT(math::distance(at, corner), before) << t;
        before = math::distance(at, corner);
        bend = std::max(bend, off_line(from, corner, on_triangle(hard, plain.at(t))));
    }
    EXPECT_GT(bend, 0.1);
    // Where plain descent crawls.
    EXPECT_LT(100 * natural.loss.back(), plain.loss.back());
    const PlanePoint goal = math::to_plane({0.2, 0.7, 0.1}), begin = on_triangle(soft, start);
    double off = 0;
    for (const ThreeLogits& z :
         {run(soft, NaturalGradient{0.3}, 2).at(1), run(soft, NaturalGradient{0.3}, 2).at(2)})
        off = std::max(off, off_line(begin, goal, on_triangle(soft, z)));
    EXPECT_GT(off, 0.01) << "with a soft target the path bends";
}

TEST(LogitDescent, NaturalGradientIsExponentiatedGradientOnTheSoftmaxWithoutMargin) {
    for (const ThreeLogits& y : {ThreeLogits{0, 1, 0}, {0.2, 0.5, 0.3}, {0.5, 0.5, 0}})
        for (const double temperature : {0.4, 1.0, 3.0}) {
            const MarginCrossEntropy loss(temperature, y);
            const ThreeLogits from{2 * temperature, -1 * temperature, 0.4 * temperature};
            const LogitDescent natural = run(loss, NaturalGradient{0.15}, 60, from);
            const ThreeLogits first = loss.log_probabilities(from);
            std::vector<double> log_p(first.begin(), first.end());
            for (std::size_t t = 1; t <= 60; ++t) {
                std::vector<double> g;
                for (std::size_t k = 0; k < 3; ++k) g.push_back(-y[k] * std::exp(-log_p[k]));
                log_p = math::exponentiated_gradient_on_simplex(log_p, g, 0.15);
                for (std::size_t k = 0; k < 3; ++k)
                    EXPECT_NEAR(loss.probabilities(natural.at(t))[k], std::exp(log_p[k]), 1e-12) << t;
            }
        }
}

// With a margin it is so on the softmax that sees the margin, and not on the one that does not.
TEST(LogitDescent, WithAMarginItIsNotThatOfThePlainSoftmax) {
    const MarginCrossEntropy loss(1, {0, 1, 0}, 2), plain(1, {0, 1, 0});
    const LogitDescent natural = run(loss, NaturalGradient{0.1}, 1);
    const ThreeLogits q = plain.probabilities(start), p = loss.probabilities(start),
                      after = plain.log_probabilities(natural.at(1));
    const auto with = [&](double share) {
        return math::exponentiated_gradient_on_simplex(plain.log_probabilities(start),
                                                       std::vector<double>{0, -1 / share, 0}, 0.1);
    };
    EXPECT_NEAR(after[1], with(p[1])[1], 1e-12);
    EXPECT_GT(std::abs(after[1] - with(q[1])[1]), 0.1);
}

// From near the minimum: just below its limit a rate comes back, just above it does not.
TEST(LogitDescent, RatesBelowTheLimitReturnToTheMinimumAndThoseAboveDoNot) {
    const MarginCrossEntropy loss(0.6, {0.25, 0.45, 0.3}, 1, 0.1);
    const ThreeLogits minimum = *loss.minimum();
    const ThreeLogits from{minimum[0] + 1e-5, minimum[1] - 2e-5, minimum[2] + 1e-5};
    for (const Optimizer& o : std::vector<Optimizer>{math::GradientDescent{}, math::Momentum{0.1, 0.6},
                                                     math::Nesterov{0.1, 0.6}, NaturalGradient{}}) {
        const double limit = run(loss, o, 0).limit;
        ASSERT_TRUE(std::isfinite(limit)) << facts(o).id;
        const auto away = [&](double rate) {
            const LogitDescent way = run(loss, with_rate(o, rate), 3000, from);
            return math::distance(math::on_logit_plane(way.at(3000)), math::on_logit_plane(minimum));
        };
        EXPECT_LT(away(0.995 * limit), 1e-7) << facts(o).id;
        // Of the natural gradient it may fly off altogether.
        EXPECT_FALSE(away(1.005 * limit) <= 1e-3) << facts(o).id;
    }
    const double curvature = loss.curvature(minimum);
    EXPECT_NEAR(run(loss, math::GradientDescent{}, 0).limit, 2 / curvature, 1e-12);
    EXPECT_NEAR(run(loss, math::Momentum{0.1, 0.6}, 0).limit, 3.2 / curvature, 1e-12);
    EXPECT_NEAR(run(loss, math::Nesterov{0.1, 0.6}, 0).limit, 3.2 / 2.2 / curvature, 1e-12);
    EXPECT_EQ(run(loss, NaturalGradient{}, 0).limit, 2);
    EXPECT_EQ(run(loss, math::Adam{}, 0).limit, math::no_limit);
}

TEST(LogitDescent, WithoutAMinimumTheCurvatureOnTheWayCounts) {
    const MarginCrossEntropy loss(0.6, {0, 1, 0});
    const LogitDescent way = run(loss, math::GradientDescent{0.3}, 100);
    double largest = 0;
    for (std::size_t t = 0; t <= way.last(); ++t) largest = std::max(largest, loss.curvature(way.at(t)));
    EXPECT_EQ(way.largest_curvature, largest);
    EXPECT_NEAR(way.limit, 2 / largest, 1e-14);
    EXPECT_EQ(run(loss, NaturalGradient{}, 10).limit, math::no_limit);
    EXPECT_EQ(run(MarginCrossEntropy(0.6, {0.5, 0.5, 0}), NaturalGradient{}, 10).limit, 2);
}

// 4 T^2 = 2 / (1 / (2 T^2)): no curvature anywhere makes gradient descent rise.
TEST(LogitDescent, BelowTheBoundGradientDescentNeverRises) {
    for (std::uint64_t s = 0; s < 60; ++s) {
        Draws draw(s);
        const double temperature = std::exp(draw.between(-2, 1));
        const ThreeLogits y = s % 2 == 0 ? ThreeLogits{0, 0, 1} : ThreeLogits{0.3, 0.5, 0.2};
        const MarginCrossEntropy loss(temperature, y, draw.between(0, 3));
        const LogitDescent way = run(loss, math::GradientDescent{0.999 * 4 * temperature * temperature}, 100,
                                     {draw.between(-5, 5), draw.between(-5, 5), draw.between(-5, 5)});
        for (std::size_t t = 1; t <= way.last(); ++t)
            EXPECT_LE(way.loss[t], way.loss[t - 1] * (1 + 1e-13) + 1e-15) << s;
        EXPECT_TRUE(way.settled) << s;
    }
}

TEST(LogitDescent, WhatHopsIsNotSettledAndWhatFliesOffDiverges) {
    const MarginCrossEntropy loss(0.5, {0.25, 0.5, 0.25});
    EXPECT_TRUE(run(loss, math::GradientDescent{0.5}, 100).settled);
    const LogitDescent hops = run(loss, math::GradientDescent{3.0}, 100);
    EXPECT_FALSE(hops.settled);
    EXPECT_FALSE(hops.diverged) << "a loss with bounded slopes throws nothing off";
    const LogitDescent thrown = run(loss, NaturalGradient{1.0}, 100, {20, -20, 0});
    EXPECT_TRUE(thrown.diverged);
    EXPECT_EQ(thrown.last(), 1U);
    EXPECT_EQ(thrown.at(7), thrown.at(1));
}

TEST(LogitDescent, NoiseIsThatOfTheSeedAndTheStep) {
    const MarginCrossEntropy loss(1, {0, 1, 0});
    const math::GradientNoise noise{.deviation = 0.3, .seed = 5, .stream = 2};
    const LogitDescent way = run(loss, math::GradientDescent{0.5}, 3, start, noise);
    ThreeLogits z = start;
    for (std::uint64_t t = 1; t <= 3; ++t) {
        const ThreeLogits g = loss.gradient(z);
        for (std::size_t k = 0; k < 3; ++k) z[k] -= 0.5 * (g[k] + noise.at(t, static_cast<std::uint32_t>(k)));
        EXPECT_EQ(way.at(t), z);
    }
    EXPECT_NE(
        way.at(3),
        run(loss, math::GradientDescent{0.5}, 3, start, {.deviation = 0.3, .seed = 6, .stream = 2}).at(3));
}

TEST(LogitDescent, SaturatedProbabilitiesDoNotMoveThoughLogitsDo) {
    const MarginCrossEntropy loss(0.25, {0, 1, 0});
    const LogitDescent way = run(loss, math::GradientDescent{0.003}, 50, {5, -5, -1});
    EXPECT_LT(math::farthest_moved(loss, way), 1e-6);
    EXPECT_GT(way.at(50)[1], -4.6);
    EXPECT_NEAR(math::farthest_moved(loss, run(loss, math::GradientDescent{0.1}, 200, {0.5, -0.5, 0})),
                1 - loss.probabilities({0.5, -0.5, 0})[1], 0.02);
}

TEST(LogitDescent, RefusesWhatNeedsMoreThanAGradientOrAMetric) {
    const MarginCrossEntropy loss;
    for (std::size_t k = 0; k < math::optimizer_count; ++k) {
        const Optimizer& o = math::default_optimizer(k);
        const bool needs_more = facts(o).needs.hessian || facts(o).needs.matrix || facts(o).needs.positive;
        const std::string id = facts(o).id;
        EXPECT_EQ(math::runs_on_logits(o), !needs_more && id != "langevin" && id != "lbfgs") << id;
        if (math::runs_on_logits(o)) {
            EXPECT_EQ(run(loss, o, 5).last(), 5U) << id;
        } else {
            EXPECT_THROW((void)run(loss, o, 5), std::invalid_argument) << id;
        }
    }
}

}  // namespace logit_descent_test
}  // namespace lossfield::tests
