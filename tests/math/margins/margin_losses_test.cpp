// Losses of the margin: slopes and curvatures against dual numbers and differences in every branch, the choices at kinks, and the
// minimisers of the expected loss against a search.
#include "math/margins/margin_losses.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <vector>

#include "math/numerics/dual.hpp"
#include "math/numerics/random.hpp"

namespace lossfield::tests {
namespace margin_losses_test {

using math::MarginLoss, math::MarginLossKind;
using enum math::MarginLossKind;

std::vector<MarginLoss> losses() {
    std::vector<MarginLoss> all;
    for (const MarginLossKind kind : {ZeroOne, Hinge, SquaredHinge, Logistic, Exponential, Perceptron})
        all.push_back({kind});
    for (const double width : {0.01, 0.5, 1.0, 1.7, 2.0, 5.0}) all.push_back({SmoothedHinge, width});
    for (const double focusing : {0.0, 0.5, 1.0, 2.0, 5.0}) all.push_back({Focal, 0.5, focusing});
    return all;
}

std::string told(const MarginLoss& l, double at) {
    return "loss " + std::to_string(static_cast<int>(l.kind)) + " width " + std::to_string(l.width) +
           " focusing " + std::to_string(l.focusing) + " at " + std::to_string(at);
}

std::vector<double> margins() {
    std::vector<double> all{-1000, -60, -3, -1.5, 0, 0.25, 0.5, 1, 3, 60, 1000};
    for (std::uint64_t i = 0; i < 100; ++i) all.push_back(8 * math::random_uniform({3, 0, i, 0}) - 4);
    return all;
}

TEST(MarginLosses, SlopeAndCurvatureAreThoseOfDualNumbers) {
    for (const MarginLoss& l : losses())
        for (const double m : margins()) {
            if (l.kind == Exponential && m < -700) continue;
            using D = math::Dual<math::Dual<double>>;
            const D at{math::Dual<double>{m, 1}, math::Dual<double>{1, 0}};
            const D dual = math::margin_loss(l, at);
            const math::ScalarTerms closed = math::margin_terms(l, m);
            const double size = 1e-13 * (1 + std::abs(closed.value));
            EXPECT_NEAR(closed.value, dual.value.value, size) << told(l, m);
            EXPECT_NEAR(closed.slope, dual.value.derivative, 1e-12 * (1 + std::abs(closed.slope)))
                << told(l, m);
            EXPECT_NEAR(closed.curvature, dual.derivative.derivative,
                        1e-11 * (1 + std::abs(closed.curvature)))
                << told(l, m);
            EXPECT_EQ(math::margin_slope(l, m), closed.slope);
        }
}

TEST(MarginLosses, SlopeIsThatOfCentralDifferences) {
    for (const MarginLoss& l : losses())
        for (const double m : margins()) {
            const double kinks[] = {0, 1, 1 - l.width};
            bool near = std::abs(m) > 10;
            for (const double kink : kinks) near = near || std::abs(m - kink) < 1e-4;
            if (near) continue;
            const double step = 1e-5;
            const auto value = [&](double at) { return math::margin_loss(l, at); };
            const math::ScalarTerms closed = math::margin_terms(l, m);
            EXPECT_NEAR(closed.slope, (value(m + step) - value(m - step)) / (2 * step),
                        1e-7 * (1 + closed.value))
                << told(l, m);
            const auto slope = [&](double at) { return math::margin_terms(l, at).slope; };
            EXPECT_NEAR(closed.curvature, (slope(m + step) - slope(m - step)) / (2 * step),
                        1e-6 * (1 + closed.value))
                << told(l, m);
        }
}

TEST(MarginLosses, AtKinksTheSideWithoutLoss) {
    EXPECT_EQ(math::margin_terms({Hinge}, 1).slope, 0);
    EXPECT_EQ(math::margin_terms({Hinge}, std::nextafter(1, 0)).slope, -1);
    EXPECT_EQ(math::margin_terms({SquaredHinge}, 1).curvature, 0);
    EXPECT_EQ(math::margin_terms({SmoothedHinge, 0.5}, 1).curvature, 0);
    EXPECT_EQ(math::margin_terms({SmoothedHinge, 0.5}, 0.5).slope, -1);
    EXPECT_EQ(math::margin_terms({SmoothedHinge, 0.5}, 0.5).curvature, 0);
    EXPECT_EQ(math::margin_terms({Perceptron}, 0).slope, 0);
    EXPECT_EQ(math::margin_terms({ZeroOne}, 0).value, 1);
    for (const double m : margins()) EXPECT_EQ(math::margin_terms({ZeroOne}, m).slope, 0);
}

TEST(MarginLosses, WhatTheyAreToEachOther) {
    for (const double m : margins()) {
        if (std::abs(m) > 100) continue;
        const double hinge = math::margin_loss({Hinge}, m), size = 1e-14 * (1 + hinge * hinge);
        EXPECT_NEAR(math::margin_loss({SquaredHinge}, m), hinge * hinge, size);
        EXPECT_NEAR(math::margin_loss({SmoothedHinge, 1e-12}, m), hinge, 1e-12 + size);
        const double huber = m < -1 ? -4 * m : hinge * hinge;  // [Zhang 2004]
        EXPECT_NEAR(4 * math::margin_loss({SmoothedHinge, 2}, m), huber, 4 * size);
        const double rennie = m <= 0 ? 0.5 - m : m < 1 ? 0.5 * (1 - m) * (1 - m) : 0;
        EXPECT_NEAR(math::margin_loss({SmoothedHinge, 1}, m), rennie, size);
        EXPECT_NEAR(math::margin_loss({Focal, 0.5, 0}, m), math::margin_loss({Logistic}, m), size);
        for (const MarginLossKind kind : {Hinge, SquaredHinge, Exponential})
            EXPECT_GE(math::margin_loss({kind}, m), math::margin_loss({ZeroOne}, m));
        EXPECT_GE(math::margin_loss({Logistic}, m) / std::log(2.0), math::margin_loss({ZeroOne}, m) - 1e-15);
    }
    EXPECT_LT(math::margin_loss({Logistic}, 0.0), 1);
    EXPECT_DOUBLE_EQ(math::margin_loss({Hinge}, -2.0), 3);
}

// No score is better, be it near by or far; and just outside of the range every score is worse.
TEST(BestScores, NoScoreHasLessExpectedLoss) {
    for (const MarginLoss& l : losses())
        for (const double eta :
             {0.0, 1e-6, 0.1, 0.3, 0.49, 0.5, 0.51, 0.7, 0.85, 0.9, 0.999, 1 - 1e-6, 1.0}) {
            const math::BestScores best = math::best_scores(l, eta);
            const auto value = [&](double s) { return math::expected_margin_loss(l, eta, s); };
            if (!best.exists()) {
                EXPECT_TRUE(eta == 0 || eta == 1) << told(l, eta);
                EXPECT_TRUE(l.kind == Logistic || l.kind == Exponential || l.kind == Focal);
                const double way = best.low > 0 ? 1 : -1;
                for (double s = 0; s < 30; s += 0.5) EXPECT_GT(value(way * s), value(way * (s + 0.5)));
                continue;
            }
            ASSERT_LE(best.low, best.high) << told(l, eta);
            const double from = std::max(best.low, -40.0), to = std::min(best.high, 40.0);
            const double inside =
                l.kind == ZeroOne && from * to <= 0 ? (to > -from ? 0.5 * to : 0.5 * from) : from;
            const double least = value(inside);
            for (double s = -40; s <= 40; s += 0.013) {
                const bool in = s >= best.low && s <= best.high;
                if (in && l.kind != ZeroOne) {
                    EXPECT_NEAR(value(s), least, 1e-14) << told(l, eta) << ' ' << s;
                }
                EXPECT_GE(value(s), least - 1e-13 * (1 + std::abs(least))) << told(l, eta) << ' ' << s;
                const bool far = s < best.low - 1e-3 || s > best.high + 1e-3;
                if (far && eta > 1e-5 && eta < 1 - 1e-5) {
                    EXPECT_GT(value(s), least) << told(l, eta) << ' ' << s;
                }
            }
            const bool kinked =
                l.kind == Hinge || l.kind == Perceptron || l.kind == ZeroOne || !best.unique();
            if (kinked) continue;
            const double slope = eta * math::margin_terms(l, best.low).slope -
                                 (1 - eta) * math::margin_terms(l, -best.low).slope;
            EXPECT_NEAR(slope, 0, 1e-14) << told(l, eta);
        }
}

TEST(BestScores, ClosedFormsAndSymmetry) {
    for (std::uint64_t i = 0; i < 200; ++i) {
        const double eta = math::random_uniform({5, 0, i, 0});
        EXPECT_EQ(math::best_scores({Hinge}, eta).low, eta > 0.5 ? 1 : -1);
        EXPECT_NEAR(math::best_scores({SquaredHinge}, eta).low, 2 * eta - 1, 1e-15);
        EXPECT_NEAR(math::best_scores({Logistic}, eta).low, std::log(eta / (1 - eta)), 1e-13);
        EXPECT_NEAR(math::best_scores({Exponential}, eta).low, 0.5 * std::log(eta / (1 - eta)), 1e-13);
        EXPECT_EQ(math::best_scores({Perceptron}, eta).low, 0);
        EXPECT_NEAR(math::best_scores({SmoothedHinge, 5}, eta).low, 2 * eta - 1, 1e-15);
        EXPECT_NEAR(math::best_scores({Focal, 0.5, 0}, eta).low, std::log(eta / (1 - eta)), 1e-12);
        for (const MarginLoss& l : losses()) {
            const math::BestScores one = math::best_scores(l, eta), other = math::best_scores(l, 1 - eta);
            if (std::isinf(one.low)) {
                EXPECT_EQ(one.low, -other.high);
            } else {
                EXPECT_NEAR(one.low, -other.high, 1e-12) << told(l, eta);
            }
        }
    }
    EXPECT_NEAR(math::best_scores({Logistic}, 1e-300).low, std::log(1e-300), 1e-10);
    EXPECT_NEAR(math::best_scores({Focal, 0.5, 2}, 1e-300).low, (std::log(1e-300) - std::log(3)) / 3, 1e-9);
    EXPECT_EQ(math::best_scores({Hinge}, 0.5).low, -1);
    EXPECT_EQ(math::best_scores({Hinge}, 0.5).high, 1);
    EXPECT_TRUE(std::isinf(math::best_scores({Hinge}, 1).high));
}

TEST(MarginLosses, Refuse) {
    EXPECT_THROW((void)math::margin_terms({SmoothedHinge, 0}, 0), std::invalid_argument);
    EXPECT_THROW((void)math::margin_terms({Focal, 1, -1}, 0), std::invalid_argument);
    EXPECT_THROW((void)math::best_scores({Hinge}, 1.1), std::invalid_argument);
    EXPECT_THROW((void)math::expected_margin_loss({Hinge}, -0.1, 0), std::invalid_argument);
}

}  // namespace margin_losses_test
}  // namespace lossfield::tests
