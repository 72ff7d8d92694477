// Two features with a chosen correlation: what was asked for, and the ways to their solutions.
#include "math/likelihood/ridge_data.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <numeric>

#include "tests/support/support.hpp"

namespace lossfield::tests {
namespace ridge_data_test {

using math::Pair;

math::RidgeDraw draw_at(double correlation, std::uint64_t seed) {
    return {.correlation = correlation, .truth = {2, -1}, .noise = 0.5, .observations = 15, .seed = seed};
}

double dot(const std::vector<double>& a, const std::vector<double>& b) {
    return std::inner_product(a.begin(), a.end(), b.begin(), 0.0);
}

TEST(RidgeData, FeaturesAreCentredOfVarianceOneAndCorrelatedAsAsked) {
    for (const double rho : {0.0, 0.4, 0.99, 1.0})
        for (std::uint64_t seed = 1; seed < 6; ++seed) {
            const auto data = math::ridge_data(draw_at(rho, seed));
            const std::vector<double> ones(15, 1.0);
            EXPECT_NEAR(dot(data.x_1, ones), 0, 1e-13);
            EXPECT_NEAR(dot(data.x_2, ones), 0, 1e-13);
            EXPECT_TRUE(close(dot(data.x_1, data.x_1), 15));
            EXPECT_TRUE(close(dot(data.x_2, data.x_2), 15));
            EXPECT_TRUE(close(dot(data.x_1, data.x_2), 15 * rho));
            EXPECT_TRUE(close(data.sigma[0], std::sqrt(15 * (1 + rho))));
            EXPECT_EQ(data.rank, rho < 1 ? 2 : 1);
            EXPECT_TRUE(close(data.condition_number(3), (15 * (1 + rho) + 3) / (15 * (1 - rho) + 3)));
            EXPECT_TRUE(close(data.rate_limit(), 2 / (15 * (1 + rho))));
        }
}

TEST(RidgeData, WithoutNoiseLeastSquaresIsTheTruth) {
    math::RidgeDraw draw = draw_at(0.7, 3);
    draw.noise = 0;
    const auto data = math::ridge_data(draw);
    EXPECT_TRUE(close(data.weights(0), Pair{2, -1}));
    EXPECT_NEAR(data.objective({2, -1}, 0), 0, 1e-20);
    EXPECT_TRUE(close(data.fit_distance({2, -1}, {0, 0}), std::sqrt(2 * data.objective({0, 0}, 0))));
}

TEST(RidgeData, SolutionsHaveNoGradientAndTheDataTermIsTheObjectiveWithoutPenalty) {
    const auto data = math::ridge_data(draw_at(0.9, 4));
    for (const double lambda : {0.0, 0.1, 30.0})
        EXPECT_LT(data.relative_gradient(data.weights(lambda), lambda), 1e-13);
    const auto term = data.data_term();
    for (const Pair& w : {Pair{0, 0}, Pair{3, 1}, Pair{-2, 5}})
        EXPECT_TRUE(close(term(w[0], w[1]), data.objective(w, 0)));
}

TEST(RidgeData, PathsKeepToTheirEnds) {
    const auto data = math::ridge_data(draw_at(0.5, 5));
    const auto path = data.ridge_path(1e3, 1e-4, 50);
    ASSERT_EQ(path.at.size(), 51U);
    EXPECT_EQ(path.at.front(), 1e3);
    EXPECT_EQ(path.at.back(), 1e-4);
    EXPECT_TRUE(close(Pair{path.w[0].back(), path.w[1].back()}, data.weights(1e-4)));
    const double rate = 0.5 * data.rate_limit();
    const auto steps = data.step_path(rate, 1000, 1e9);
    EXPECT_EQ(steps.at.front(), 0);
    EXPECT_EQ(steps.w[0].front(), 0);
    EXPECT_LE(steps.at.back(), 1000);
    EXPECT_TRUE(close(Pair{steps.w[0].back(), steps.w[1].back()}, data.weights(0)));
    for (std::size_t i = 1; i <= 300; ++i) EXPECT_EQ(steps.at[i], static_cast<double>(i));
    const auto away = data.step_path(1.5 * data.rate_limit(), 1000, 50);
    EXPECT_LT(away.at.size(), 100U);
    EXPECT_LT(math::length({away.w[0].back(), away.w[1].back()}), 50);
}

// Solutions against all weights near them, and the steps against steps taken one by one with X^T y and X^T X read off the
// objective, which is a quadratic form.
TEST(RidgeData, SolutionsAreLeastAndStepsAreSteps) {
    for (std::uint64_t seed = 1; seed < 9; ++seed) {
        const auto data = math::ridge_data(draw_at(0.11 * static_cast<double>(seed), seed));
        for (const double lambda : {0.0, 0.5, 40.0}) {
            const Pair w = data.weights(lambda);
            for (int k = 0; k < 12; ++k) {
                const Pair other{w[0] + 0.05 * std::cos(k), w[1] + 0.05 * std::sin(k)};
                EXPECT_GT(data.objective(other, lambda), data.objective(w, lambda));
            }
        }
        const double xx = dot(data.x_1, data.x_1), xy = dot(data.x_1, data.x_2), yy = dot(data.x_2, data.x_2);
        const Pair full = data.weights(0);
        const double rate = 0.7 * data.rate_limit();
        Pair w{0, 0};
        for (int t = 1; t <= 40; ++t) {
            const double d1 = w[0] - full[0], d2 = w[1] - full[1];
            w = {w[0] - rate * (xx * d1 + xy * d2), w[1] - rate * (xy * d1 + yy * d2)};
            EXPECT_TRUE(close(data.after_steps(rate, t), w, {1e-9, 1e-9}));
        }
    }
}

// All points of the level ellipse fit as well as the weights it runs through, which lie on it.
TEST(RidgeData, HalfAxesAreThoseOfALevelOfTheDataTerm) {
    for (std::uint64_t seed = 1; seed < 20; ++seed) {
        const auto data = math::ridge_data(draw_at(0.05 * static_cast<double>(seed), seed));
        const Pair full = data.weights(0), w = data.weights(3);
        const auto [first, second] = data.half_axes(w);
        EXPECT_NEAR(first[0] * second[0] + first[1] * second[1], 0, 1e-12);
        EXPECT_LE(math::length(first), math::length(second) * (1 + 1e-12));
        for (int k = 0; k < 16; ++k) {
            const double c = std::cos(0.4 * k), s = std::sin(0.4 * k);
            const Pair at{full[0] + c * first[0] + s * second[0], full[1] + c * first[1] + s * second[1]};
            EXPECT_TRUE(close(data.objective(at, 0), data.objective(w, 0), {1e-10, 1e-12}));
        }
        // In units of the half-axes w has the distance 1.
        const Pair off{w[0] - full[0], w[1] - full[1]};
        const auto along = [&](const Pair& axis) {
            return (off[0] * axis[0] + off[1] * axis[1]) / (axis[0] * axis[0] + axis[1] * axis[1]);
        };
        EXPECT_NEAR(std::hypot(along(first), along(second)), 1, 1e-10);
    }
}

}  // namespace ridge_data_test
}  // namespace lossfield::tests
