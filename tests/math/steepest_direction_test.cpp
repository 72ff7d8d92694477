#include "math/steepest_direction.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/math/oracle.hpp"
#include "tests/support.hpp"

namespace lossfield::tests {
namespace {

using math::Norm;

constexpr Norm norms[] = {Norm::L1, Norm::L2, Norm::LInfinity};

double dot(const std::vector<double>& a, const std::vector<double>& b) {
    double sum = 0;
    for (std::size_t i = 0; i < a.size(); ++i) sum += a[i] * b[i];
    return sum;
}

TEST(SteepestDirection, LengthsAndTheirDualsByDefinition) {
    const std::vector<double> v{3, -4, 0};
    EXPECT_EQ(math::norm_of(Norm::L1, v), 7);
    EXPECT_EQ(math::norm_of(Norm::L2, v), 5);
    EXPECT_EQ(math::norm_of(Norm::LInfinity, v), 4);
    for (const Norm n : norms) {
        EXPECT_EQ(math::dual(math::dual(n)), n);
        EXPECT_EQ(math::norm_of(n, std::vector<double>{0, 0}), 0);
        EXPECT_TRUE(close(math::norm_of(n, std::vector<double>{1e300, 0, 1e-300}), 1e300));
        EXPECT_TRUE(close(math::norm_of(n, std::vector<double>{0, -1e-300}), 1e-300, {1e-9, 0}));
        EXPECT_THROW((void)math::norm_of(n, std::vector<double>{}), std::invalid_argument);
    }
    EXPECT_EQ(math::dual(Norm::L1), Norm::LInfinity);
    EXPECT_EQ(math::dual(Norm::L2), Norm::L2);
}

// The direction lies on the unit ball, reaches -|g|_*, and no other point of the ball goes below.
TEST(SteepestDirection, NoDirectionOfTheBallIsSteeper) {
    for (const Norm n : norms) {
        for (std::uint64_t s = 0; s < 60; ++s) {
            const std::size_t size = 1 + s % 5;
            const std::vector<double> g = random_point(s, size, 5.0);
            const auto steepest = math::steepest_direction(n, g);
            EXPECT_TRUE(steepest.unique);
            EXPECT_TRUE(close(math::norm_of(n, steepest.direction), 1));
            EXPECT_TRUE(close(steepest.dual_norm, math::norm_of(math::dual(n), g)));
            EXPECT_TRUE(close(dot(g, steepest.direction), -steepest.dual_norm))
                << static_cast<int>(n) << ' ' << s;
            for (std::uint64_t other = 0; other < 60; ++other) {
                std::vector<double> d = random_point(1000 + 60 * s + other, size, 1.0);
                const double length = math::norm_of(n, d);
                for (double& x : d) x /= length;
                EXPECT_GE(dot(g, d), -steepest.dual_norm * (1 + 1e-12)) << static_cast<int>(n) << ' ' << s;
            }
        }
    }
}

TEST(SteepestDirection, EachNormHasItsOwnKind) {
    const std::vector<double> g{1, -3, 2};
    EXPECT_EQ(math::steepest_direction(Norm::L1, g).direction, (std::vector<double>{0, 1, 0}));
    EXPECT_EQ(math::steepest_direction(Norm::L1, g).dual_norm, 3);
    EXPECT_EQ(math::steepest_direction(Norm::LInfinity, g).direction, (std::vector<double>{-1, 1, -1}));
    EXPECT_EQ(math::steepest_direction(Norm::LInfinity, g).dual_norm, 6);
    const double r = 1 / std::sqrt(14.0);
    EXPECT_TRUE(
        close(math::steepest_direction(Norm::L2, g).direction, std::vector<double>{-r, 3 * r, -2 * r}));
}

TEST(SteepestDirection, TiesAreBrokenAndSaid) {
    const std::vector<double> tie{0, -2, 2}, flat{0, 0}, some{0, 5};
    const auto first = math::steepest_direction(Norm::L1, tie);
    EXPECT_FALSE(first.unique);
    EXPECT_EQ(first.direction, (std::vector<double>{0, 1, 0}));
    const auto still = math::steepest_direction(Norm::LInfinity, some);
    EXPECT_FALSE(still.unique);
    EXPECT_EQ(still.direction, (std::vector<double>{0, -1}));
    EXPECT_TRUE(math::steepest_direction(Norm::L1, some).unique);
    EXPECT_TRUE(math::steepest_direction(Norm::L2, some).unique);
    for (const Norm n : norms) {
        const auto none = math::steepest_direction(n, flat);
        EXPECT_FALSE(none.unique);
        EXPECT_EQ(none.direction, flat);
        EXPECT_EQ(none.dual_norm, 0);
    }
}

// argmin <g, s> + |s|^2 / (2 rate) is rate |g|_* d: its value is -rate |g|_*^2 / 2, and no other s is below.
TEST(SteepestDirection, ItsStepMinimisesTheModelInItsNorm) {
    const double rate = 0.3;
    for (const Norm n : norms) {
        for (std::uint64_t s = 0; s < 20; ++s) {
            const std::vector<double> g = random_point(s, 3, 4.0);
            const auto steepest = math::steepest_direction(n, g);
            std::vector<double> step = steepest.direction;
            for (double& x : step) x *= rate * steepest.dual_norm;
            const auto model = [&](const std::vector<double>& v) {
                return dot(g, v) + std::pow(math::norm_of(n, v), 2) / (2 * rate);
            };
            EXPECT_TRUE(close(model(step), -0.5 * rate * std::pow(steepest.dual_norm, 2)));
            for (std::uint64_t other = 0; other < 60; ++other)
                EXPECT_GE(model(random_point(5000 + 60 * s + other, 3, 3.0)), model(step) - 1e-12);
            if (n != Norm::L2) continue;
            for (std::size_t i = 0; i < 3; ++i) EXPECT_TRUE(close(step[i], -rate * g[i]));
        }
    }
}

}  // namespace
}  // namespace lossfield::tests
