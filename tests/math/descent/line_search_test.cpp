#include "math/descent/line_search.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <stdexcept>
#include <vector>

#include "math/landscapes/directional_derivative.hpp"
#include "tests/math/oracle.hpp"
#include "tests/support/support.hpp"

namespace lossfield::tests {
namespace line_search_test {

using math::Landscape, math::LineEnd, math::Norm, math::PlanePoint;

PlanePoint against(const PlanePoint& g) { return {-g.x, -g.y}; }
double length(const PlanePoint& p) { return std::hypot(p.x, p.y); }

TEST(LineSearch, OnQuadraticsItIsTheClosedForm) {
    Draws draws(531);
    for (int i = 0; i < 60; ++i) {
        const Landscape bowl = math::Bowl(std::pow(10.0, draws.between(0, 4)), draws.between(-90, 90));
        const PlanePoint from{draws.between(-3, 3), draws.between(-3, 3)};
        const PlanePoint g = math::gradient(bowl, from);
        PlanePoint d{draws.between(-2, 2), draws.between(-2, 2)};
        if (math::dot(g, d) > 0) d = against(d);
        const double wanted = -math::dot(g, d) / math::curvature_along(math::hessian(bowl, from), d);
        const auto search = math::exact_line_search(bowl, from, d);
        EXPECT_EQ(search.end, LineEnd::Minimum);
        EXPECT_TRUE(close(search.step, wanted, {1e-12, 1e-13}));
        EXPECT_EQ(search.at, math::along(from, d, search.step));
        EXPECT_EQ(search.value, math::value(bowl, search.at));
    }
}

// Wherever it starts: the slope is gone, the curve is not bent downwards there, and it did not go up.
TEST(LineSearch, EndsWhereTheSlopeRisesThroughZero) {
    Draws draws(532);
    for (const Landscape& landscape :
         {Landscape(math::Rosenbrock{}), Landscape(math::Himmelblau{}), Landscape(math::DoubleWell{0.2})}) {
        for (int i = 0; i < 200; ++i) {
            const PlanePoint from{draws.between(-5, 5), draws.between(-5, 5)};
            const PlanePoint g = math::gradient(landscape, from);
            PlanePoint d{draws.between(-2, 2), draws.between(-2, 2)};
            if (math::dot(g, d) > 0) d = against(d);
            const auto search = math::exact_line_search(landscape, from, d);
            ASSERT_EQ(search.end, LineEnd::Minimum);
            EXPECT_GT(search.step, 0);
            EXPECT_LT(search.value, math::value(landscape, from));
            const auto there = math::line_derivatives(landscape, search.at, d);
            const double reach = 1e-12 * (length(math::gradient(landscape, search.at)) * length(d) +
                                          std::abs(there.curvature) * (std::abs(search.step) + length(from)));
            EXPECT_LE(std::abs(there.slope), reach) << from.x << ' ' << from.y;
            EXPECT_GE(there.curvature, 0);
        }
    }
}

TEST(LineSearch, SaysWhyThereIsNoMinimum) {
    EXPECT_EQ(math::exact_line_search(math::Bowl(2, 0), {1, 0}, {1, 0}).end, LineEnd::NotDescent);
    EXPECT_EQ(math::exact_line_search(math::Bowl(2, 0), {1, 0}, {0, 1}).end, LineEnd::NotDescent);
    EXPECT_EQ(math::exact_line_search(math::Bowl(2, 0), {1, 0}, {0, 1}).at, (PlanePoint{1, 0}));
    EXPECT_EQ(math::exact_line_search(math::Saddle{}, {0, 1}, {0, 1}).end, LineEnd::Unbounded);
    EXPECT_EQ(math::exact_line_search(math::Saddle{}, {1, 1e-9}, {-1, 1.000001}).end, LineEnd::Unbounded);
    EXPECT_EQ(math::exact_line_search(math::Himmelblau{}, {1e200, 0}, {-1, 0}).end, LineEnd::Failed);
    const double nan = std::numeric_limits<double>::quiet_NaN();
    EXPECT_EQ(math::exact_line_search(math::Himmelblau{}, {nan, 0}, {-1, 0}).end, LineEnd::Failed);
}

TEST(LineSearch, LengthOfTheDirectionDoesNotMatter) {
    const Landscape f = math::Himmelblau{};
    const PlanePoint from{-0.3, -1};
    const PlanePoint d = against(math::gradient(f, from));
    const auto plain = math::exact_line_search(f, from, d);
    for (const double factor : {1e-6, 1e6}) {
        const auto scaled = math::exact_line_search(f, from, {factor * d.x, factor * d.y});
        EXPECT_TRUE(close(scaled.at.x, plain.at.x, {1e-10, 0}));
        EXPECT_TRUE(close(scaled.at.y, plain.at.y, {1e-10, 0}));
    }
}

TEST(LineSearch, SuccessiveGradientsAreOrthogonal) {
    for (const Landscape& landscape :
         {Landscape(math::Bowl(30, 20)), Landscape(math::Rosenbrock{}), Landscape(math::Himmelblau{})}) {
        const auto path = math::steepest_descent(landscape, {-1.4, 1.1}, Norm::L2, 8);
        ASSERT_EQ(path.end, LineEnd::Minimum);
        ASSERT_GE(path.places.size(), 4U);
        for (std::size_t k = 1; k < path.places.size(); ++k) {
            EXPECT_LT(path.values[k], path.values[k - 1]);
            const PlanePoint a = math::gradient(landscape, path.places[k - 1]);
            const PlanePoint b = math::gradient(landscape, path.places[k]);
            if (length(b) < 1e-6) break;
            EXPECT_LT(std::abs(math::dot(a, b)), 1e-7 * length(a) * length(b)) << k;
        }
    }
}

// From (kappa, 1) every step shrinks the height by the same factor, and no start does worse.
TEST(LineSearch, TheWorstStartShrinksByTheBound) {
    EXPECT_NEAR(math::worst_line_search_ratio(10), 0.669421, 5e-7);
    EXPECT_EQ(math::worst_line_search_ratio(1), 0);
    EXPECT_THROW((void)math::worst_line_search_ratio(0.5), std::invalid_argument);
    for (const double kappa : {2.0, 10.0, 300.0}) {
        const double bound = math::worst_line_search_ratio(kappa);
        const auto worst = math::steepest_descent(math::Bowl(kappa, 0), {kappa, 1}, Norm::L2, 6);
        ASSERT_EQ(worst.values.size(), 7U);
        for (std::size_t k = 1; k < worst.values.size(); ++k)
            EXPECT_TRUE(close(worst.values[k] / worst.values[k - 1], bound, {1e-9, 0}));
        for (int i = 0; i < 90; ++i) {
            const double angle = 0.07 * i;
            const auto path = math::steepest_descent(math::Bowl(kappa, 33),
                                                     {std::cos(angle), std::sin(angle)}, Norm::L2, 2);
            for (std::size_t k = 1; k < path.values.size(); ++k)
                EXPECT_LE(path.values[k], path.values[k - 1] * bound * (1 + 1e-9) + 1e-30);
        }
    }
    // On a round bowl one step is all.
    const auto round = math::steepest_descent(math::Bowl(1, 0), {3, -2}, Norm::L2, 5);
    ASSERT_GE(round.values.size(), 2U);
    EXPECT_LT(round.values[1], 1e-28);
}

// Steepest in l1: along the coordinate of the larger slope.
TEST(LineSearch, OtherNormsTakeOtherSteps) {
    const Landscape f = math::Himmelblau{};
    const auto path = math::steepest_descent(f, {-0.3, -1}, Norm::L1, 4);
    ASSERT_EQ(path.places.size(), 5U);
    for (std::size_t k = 1; k < path.places.size(); ++k) {
        const PlanePoint g = math::gradient(f, path.places[k - 1]);
        const PlanePoint step{path.places[k].x - path.places[k - 1].x,
                              path.places[k].y - path.places[k - 1].y};
        EXPECT_EQ(std::abs(g.x) > std::abs(g.y) ? step.y : step.x, 0);
    }
    const auto sign = math::steepest_descent(f, {-0.3, -1}, Norm::LInfinity, 1);
    EXPECT_TRUE(close(std::abs(sign.places[1].x + 0.3), std::abs(sign.places[1].y + 1), {1e-12, 0}));
}

TEST(LineSearch, APathEndsAtAStationaryPointAndWhereNothingHolds) {
    EXPECT_EQ(math::steepest_descent(math::Himmelblau{}, {3, 2}, Norm::L2, 5).places.size(), 1U);
    EXPECT_EQ(math::steepest_descent(math::Saddle{}, {0, 0}, Norm::L2, 5).end, LineEnd::Minimum);
    const auto gone = math::steepest_descent(math::Saddle{}, {0, 1}, Norm::L2, 5);
    EXPECT_EQ(gone.places.size(), 1U);
    EXPECT_EQ(gone.end, LineEnd::Unbounded);
}

TEST(LineSearch, RatesOfAPathAreThoseOfItsSteps) {
    // From (kappa, 1) every step keeps the worst share.
    const Landscape bowl = math::Bowl(10, 0);
    const auto worst = math::steepest_descent(bowl, {10, 1}, Norm::L2, 12);
    const auto rates = math::line_search_rates(bowl, math::stationary(bowl), worst);
    ASSERT_TRUE(rates.slowest && rates.bound);
    EXPECT_TRUE(close(rates.kappa, 10));
    EXPECT_TRUE(close(*rates.bound, 81.0 / 121));
    EXPECT_TRUE(close(*rates.slowest, *rates.bound));
    ASSERT_TRUE(rates.cosine);
    EXPECT_LT(*rates.cosine, 1e-12);
    Draws draws(57);
    for (int i = 0; i < 40; ++i) {
        const Landscape f = math::Bowl(std::pow(10.0, draws.between(0, 3)), draws.between(-90, 90));
        const auto path =
            math::steepest_descent(f, {draws.between(-3, 3), draws.between(-3, 3)}, Norm::L2, 20);
        const auto some = math::line_search_rates(f, math::stationary(f), path);
        ASSERT_TRUE(some.slowest && some.bound);
        EXPECT_LE(*some.slowest, *some.bound * (1 + 1e-6));
        EXPECT_LT(some.cosine.value_or(0), 1e-6);
    }
    // Where the minimum is not at 0, against the definition.
    const Landscape camel = math::SixHumpCamel{};
    const auto down = math::steepest_descent(camel, {1.4, 0.3}, Norm::L2, 6);
    const auto held = math::line_search_rates(camel, math::stationary(camel), down);
    const double floor =
        math::value(camel, *math::nearest_minimum(math::stationary(camel), down.places.back()));
    ASSERT_GT(std::abs(floor), 0.1);
    double slowest = 0;
    for (std::size_t k = 1; k < 4; ++k)
        slowest = std::max(slowest, (down.values[k] - floor) / (down.values[k - 1] - floor));
    ASSERT_TRUE(held.slowest);
    EXPECT_TRUE(close(*held.slowest, slowest));
    // A path without a step, and a landscape without a minimum.
    const auto still =
        math::line_search_rates(bowl, math::stationary(bowl), {{{0, 0}}, {0}, LineEnd::Minimum});
    EXPECT_FALSE(still.slowest);
    EXPECT_FALSE(still.cosine);
    EXPECT_TRUE(still.bound);
    const Landscape saddle = math::Saddle{};
    EXPECT_FALSE(
        math::line_search_rates(saddle, math::stationary(saddle), {{{1, 1}}, {0}, LineEnd::Minimum}).bound);
}

TEST(LineSearch, HeightsAreThoseAboveTheMinimumOfThePathsEnd) {
    // A well of Griewank's function that is not among those listed, found from where a path ends.
    const Landscape griewank = math::Griewank{};
    const auto path = math::steepest_descent(griewank, {-0.5, -2.5}, Norm::L2, 40);
    const double floor = path.values.back();
    EXPECT_GT(floor, 0.1);
    const auto rates = math::line_search_rates(griewank, math::stationary(griewank), path);
    ASSERT_TRUE(rates.slowest);
    EXPECT_TRUE(close(*rates.slowest, (path.values[1] - floor) / (path.values[0] - floor), {1e-6, 0}));
    // Without a minimum there is nothing to count from.
    const Landscape saddle = math::Saddle{};
    EXPECT_FALSE(math::line_search_rates(saddle, math::stationary(saddle),
                                         {{{1, 1}, {0.5, 0.2}}, {0, -1}, LineEnd::Minimum})
                     .slowest);
}

}  // namespace line_search_test
}  // namespace lossfield::tests
