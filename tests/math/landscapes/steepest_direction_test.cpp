#include "math/landscapes/steepest_direction.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <vector>

#include "tests/math/oracle.hpp"
#include "tests/support/support.hpp"

namespace lossfield::tests {
namespace steepest_direction_test {

using math::Norm, math::PlanePoint;

constexpr std::array norms{Norm::L1, Norm::L2, Norm::LInfinity};

double inner(const PlanePoint& a, const PlanePoint& b) { return a.x * b.x + a.y * b.y; }

std::vector<PlanePoint> gradients() {
    std::vector<PlanePoint> all{{3, -4}, {-1e-9, 1e6}, {0, 2}, {-5, 0}, {1, 1}, {-2, 2}, {1e-200, -3e-200}};
    Draws draws(51);
    for (int i = 0; i < 40; ++i) all.push_back({draws.between(-9, 9), draws.between(-9, 9)});
    return all;
}

// Against a search of the ball's border, which holds the minimum of a linear function.
TEST(SteepestDirection, NothingOfTheBallIsSteeperAndTheValueIsMinusTheDualNorm) {
    for (const PlanePoint& g : gradients()) {
        for (const Norm norm : norms) {
            const auto steepest = math::steepest_direction(norm, g);
            const double dual = math::norm_of(math::dual_of(norm), g);
            EXPECT_TRUE(close(math::norm_of(norm, steepest.direction), 1));
            EXPECT_TRUE(close(inner(g, steepest.direction), -dual, {1e-14, 0}));
            EXPECT_TRUE(close(steepest.slope, -dual, {0, 0}));
            double least = 0;
            for (int i = 0; i < 720; ++i) {
                const double angle = std::numbers::pi * i / 360;
                const PlanePoint u{std::cos(angle), std::sin(angle)};
                least = std::min(least, inner(g, u) / math::norm_of(norm, u));
            }
            EXPECT_GE(least, -dual * (1 + 1e-12));
            EXPECT_LE(least, -dual * (1 - 5e-5));
        }
    }
}

TEST(SteepestDirection, ByHand) {
    const PlanePoint g{3, -4};
    EXPECT_EQ(math::steepest_direction(Norm::L1, g).direction, (PlanePoint{0, 1}));
    EXPECT_EQ(math::steepest_direction(Norm::L1, g).slope, -4);
    EXPECT_EQ(math::steepest_direction(Norm::L2, g).direction, (PlanePoint{-0.6, 0.8}));
    EXPECT_EQ(math::steepest_direction(Norm::L2, g).slope, -5);
    EXPECT_EQ(math::steepest_direction(Norm::LInfinity, g).direction, (PlanePoint{-1, 1}));
    EXPECT_EQ(math::steepest_direction(Norm::LInfinity, g).slope, -7);
    EXPECT_EQ(math::steepest_direction(Norm::L1, {4, -3}).direction, (PlanePoint{-1, 0}));
}

TEST(SteepestDirection, NormsAreOrderedAndDualToEachOther) {
    for (const PlanePoint& g : gradients()) {
        const double one = math::norm_of(Norm::L1, g), two = math::norm_of(Norm::L2, g),
                     most = math::norm_of(Norm::LInfinity, g);
        EXPECT_GE(one, two * (1 - 1e-15));
        EXPECT_GE(two, most * (1 - 1e-15));
        EXPECT_LE(one, std::numbers::sqrt2 * two * (1 + 1e-15));
    }
    for (const Norm norm : norms) EXPECT_EQ(math::dual_of(math::dual_of(norm)), norm);
    EXPECT_EQ(math::dual_of(Norm::L1), Norm::LInfinity);
}

TEST(SteepestDirection, TiesAreSaidAndAnsweredByTheirMiddle) {
    const auto corner = math::steepest_direction(Norm::L1, {-2, 2});
    EXPECT_FALSE(corner.unique);
    EXPECT_EQ(corner.direction, (PlanePoint{0.5, -0.5}));
    const auto side = math::steepest_direction(Norm::LInfinity, {0, 2});
    EXPECT_FALSE(side.unique);
    EXPECT_EQ(side.direction, (PlanePoint{0, -1}));
    EXPECT_TRUE(math::steepest_direction(Norm::L2, {0, 2}).unique);
    EXPECT_TRUE(math::steepest_direction(Norm::L1, {0, 2}).unique);
    EXPECT_TRUE(math::steepest_direction(Norm::LInfinity, {2, 2}).unique);
    for (const Norm norm : norms) {
        const auto none = math::steepest_direction(norm, {0, 0});
        EXPECT_EQ(none.direction, (PlanePoint{0, 0}));
        EXPECT_EQ(none.slope, 0);
        EXPECT_FALSE(none.unique);
    }
}

TEST(SteepestDirection, AnAnglesDirectionHasLengthOne) {
    Draws draws(52);
    for (const Norm norm : norms) {
        for (int i = 0; i < 100; ++i) {
            const double degrees = draws.between(-180, 180);
            const PlanePoint d = math::direction_at(degrees, norm);
            EXPECT_TRUE(close(math::norm_of(norm, d), 1, {1e-13, 0}));
            EXPECT_TRUE(close(math::degrees_of(d), degrees, {1e-11, 1e-10}));
            EXPECT_EQ(math::direction_at(degrees + 180, norm).x, -d.x);
        }
        EXPECT_EQ(math::direction_at(90, norm), (PlanePoint{0, 1}));
        EXPECT_EQ(math::direction_at(-180, norm), (PlanePoint{-1, 0}));
    }
    EXPECT_EQ(math::direction_at(45, Norm::LInfinity), (PlanePoint{1, 1}));
}

TEST(SteepestDirection, TheUnitBallHoldsItsSteepestDirection) {
    for (const Norm norm : norms) {
        const auto ball = math::unit_ball(norm, 96);
        double twice = 0;
        for (std::size_t k = 0; k < ball.size(); ++k) {
            EXPECT_TRUE(close(math::norm_of(norm, ball[k]), 1));
            const PlanePoint& next = ball[(k + 1) % ball.size()];
            twice += ball[k].x * next.y - ball[k].y * next.x;
        }
        EXPECT_NEAR(0.5 * twice, norm == Norm::L1 ? 2 : norm == Norm::L2 ? std::numbers::pi : 4, 3e-3);
        for (const PlanePoint& g : gradients()) {
            double least = 0;
            for (const PlanePoint& d : ball) least = std::min(least, inner(g, d));
            EXPECT_TRUE(close(least, math::steepest_direction(norm, g).slope, {1e-3, 0}));
        }
    }
}

}  // namespace steepest_direction_test
}  // namespace lossfield::tests
