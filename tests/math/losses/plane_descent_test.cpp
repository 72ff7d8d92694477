// Descent on a loss over a plane against closed forms of a quadratic, its ends, and what a section of it shows.
#include "math/losses/plane_descent.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/math/oracle.hpp"
#include "tests/support/support.hpp"

namespace lossfield::math {
namespace plane_descent_test {

using tests::close;

constexpr PlaneRange range{-6, 6, -6, 6};

// Over data whose mean is 0: 0.5 (v (w - 1)^2 + (b - 2)^2) with v the mean square of x, or twice that; y = x + 2.
PlaneLoss fit(ResidualLossKind kind) {
    PlaneLoss loss{.over = PlaneLossOver::Line, .x = {-2, -1, 1, 2}, .y = {0, 1, 3, 4}};
    loss.residual.kind = kind;
    return loss;
}

TEST(PlaneDescent, OnAQuadraticEveryStepShrinksItsModes) {
    const PlaneLoss loss = fit(ResidualLossKind::Mse);
    const SymmetricMatrix2 h = loss.model(0, 0).hessian;
    ASSERT_EQ(h.xy, 0);
    const double rate = 0.3 / h.xx;
    const PlaneDescent path = plane_descent(loss, {-3, 5}, rate, 40, range, {});
    ASSERT_EQ(path.last(), 40U);
    double length = 0;
    for (std::size_t k = 0; k <= 40; ++k) {
        const auto n = static_cast<double>(k);
        EXPECT_TRUE(close(path.x[k], 1 - 4 * std::pow(1 - rate * h.xx, n)));
        EXPECT_TRUE(close(path.y[k], 2 + 3 * std::pow(1 - rate * h.yy, n)));
        if (k > 0) length += std::hypot(path.x[k] - path.x[k - 1], path.y[k] - path.y[k - 1]);
    }
    EXPECT_TRUE(close(path.length, length));
    EXPECT_TRUE(close(path.largest_curvature, h.xx));
    EXPECT_FALSE(path.diverged);
    EXPECT_FALSE(path.outside);
    EXPECT_FALSE(path.hopping);
}

TEST(PlaneDescent, BeyondTwoOverLItEndsFarOutAndHigher) {
    const PlaneLoss loss = fit(ResidualLossKind::Mse);
    const double largest = loss.model(0, 0).hessian.xx;
    for (const double times : {1.9, 2.1, 2.8, 40.0}) {
        const PlaneDescent path = plane_descent(loss, {-3, 5}, times / largest, 1000, range, {});
        EXPECT_EQ(path.diverged, times > 2) << times;
        EXPECT_EQ(path.outside.has_value(), times > 2);
        EXPECT_EQ(path.bound, 600);
        if (!path.diverged) continue;
        EXPECT_GT(std::max(std::abs(path.x.back()), std::abs(path.y.back())), path.bound);
        EXPECT_GT(loss.value(path.x.back(), path.y.back()), loss.value(-3, 5));
        EXPECT_LE(std::max(std::abs(path.x[path.last() - 1]), std::abs(path.y[path.last() - 1])), path.bound);
        for (std::size_t k = 0; k <= *path.outside; ++k)
            EXPECT_EQ(range.contains({path.x[k], path.y[k]}), k < *path.outside);
    }
    EXPECT_EQ(plane_descent(loss, {-3, 7}, 0.1, 3, range, {}).outside, 0U);
    // A step to where no number is ends the path before it.
    const PlaneDescent gone = plane_descent(loss, {-3, 5}, 1e308, 5, range, {});
    EXPECT_TRUE(gone.diverged);
    for (std::size_t k = 0; k <= gone.last(); ++k) EXPECT_TRUE(std::isfinite(gone.x[k] + gone.y[k]));
}

TEST(PlaneDescent, WhatNeverSettlesHops) {
    // The gradient of |r| keeps its size: the last step is as long as the first ones.
    const PlaneDescent path = plane_descent(fit(ResidualLossKind::Mae), {-3, 4}, 0.9, 60, range, {});
    ASSERT_TRUE(path.hopping);
    const auto [low, high] = *path.hopping;
    EXPECT_LT(low, high);
    for (std::size_t k = path.last() - 9; k <= path.last(); ++k) {
        const double loss = fit(ResidualLossKind::Mae).value(path.x[k], path.y[k]);
        EXPECT_GE(loss, low);
        EXPECT_LE(loss, high);
    }
    EXPECT_FALSE(plane_descent(fit(ResidualLossKind::Mae), {-3, 4}, 0.9, 9, range, {}).hopping);
}

TEST(PlaneDescent, RisesAreCountedAlsoOfLossesBelowZero) {
    const PlaneDescent hops = plane_descent(fit(ResidualLossKind::Mae), {-3, 4}, 0.9, 60, range, {});
    int rises = 0;
    for (std::size_t k = 52; k <= 60; ++k)
        rises += fit(ResidualLossKind::Mae).value(hops.x[k], hops.y[k]) >
                 fit(ResidualLossKind::Mae).value(hops.x[k - 1], hops.y[k - 1]) + 1e-6;
    EXPECT_GT(rises, 0);
    EXPECT_EQ(hops.rises, rises);
    // A line through all points: Student's loss is log s and a constant, far below 0, and the ball settles.
    PlaneLoss student = fit(ResidualLossKind::StudentT);
    student.residual.scale = 0.05;
    const PlaneDescent settles = plane_descent(student, {1.001, 2}, 1e-4, 2000, range, {});
    EXPECT_LT(student.value(settles.x.back(), settles.y.back()), 0);
    EXPECT_EQ(settles.rises, 0);
    EXPECT_FALSE(settles.hopping);
    // The largest curvature may be negative: outside of the inflection of Student's loss.
    EXPECT_LT(plane_descent(student, {60, 90}, 1e-6, 1, range, {}).largest_curvature, 0);
}

TEST(PlaneDescent, AStopEndsItSoon) {
    std::stop_source stop;
    stop.request_stop();
    EXPECT_EQ(plane_descent(fit(ResidualLossKind::Mse), {0, 0}, 0.1, 5000, range, stop.get_token()).last(),
              63U);
}

TEST(PlaneSection, FallsFromThePointDownhillAndEndsAtTheBorder) {
    const PlaneLoss main = fit(ResidualLossKind::Mse), second = fit(ResidualLossKind::Huber);
    const PlanePoint at{-3, 5}, down = downhill(main.gradient(at.x, at.y));
    EXPECT_TRUE(close(std::hypot(down.x, down.y), 1));
    const PlaneSection section = plane_section(main, &second, range, at, down);
    ASSERT_EQ(section.t.size(), 201U);
    EXPECT_EQ(section.t[100], 0);
    EXPECT_EQ(section.main[100], main.value(at.x, at.y));
    EXPECT_LT(section.main[101], section.main[100]);
    EXPECT_GT(section.main[99], section.main[100]);
    for (const std::size_t end : {std::size_t{0}, std::size_t{200}}) {
        const double x = at.x + section.t[end] * down.x, y = at.y + section.t[end] * down.y;
        EXPECT_NEAR(std::max(std::abs(x), std::abs(y)), 6, 1e-12);
        EXPECT_EQ(section.second[end], second.value(x, y));
    }
    EXPECT_TRUE(plane_section(main, nullptr, range, at, down).second.empty());
    // From outside as far as the range is wide.
    const PlaneSection outside = plane_section(main, nullptr, range, {8, 0}, {0, 1});
    EXPECT_EQ(outside.t.front(), -12);
    EXPECT_EQ(outside.t.back(), 12);
    EXPECT_EQ(downhill({0, 0}), (PlanePoint{1, 0}));
    EXPECT_EQ(downhill({std::nan(""), 1}), (PlanePoint{1, 0}));
}

TEST(LocalModel, TheWayToItsLowestPlaceIsNewtonsStep) {
    const PlaneLoss loss = fit(ResidualLossKind::Mse);
    const auto way = way_to_lowest(loss.model(-3, 5));
    ASSERT_TRUE(way);
    EXPECT_TRUE(close((*way)[0], 4));
    EXPECT_TRUE(close((*way)[1], -3));
    const LocalModel bowl{1, {2, -1}, {3, 1, 2}};
    const auto step = way_to_lowest(bowl);
    ASSERT_TRUE(step);
    const double least = bowl.at((*step)[0], (*step)[1]);
    for (const double dx : {-0.1, 0.1})
        for (const double dy : {-0.1, 0.1}) EXPECT_GT(bowl.at((*step)[0] + dx, (*step)[1] + dy), least);
    EXPECT_FALSE(way_to_lowest({0, {1, 1}, {1, 2, 1}}));  // a saddle
    EXPECT_FALSE(way_to_lowest({0, {1, 1}, {1, 1, 1}}));  // a valley without an end
    EXPECT_FALSE(way_to_lowest({0, {1, 1}, {-1, 0, -1}}));
}

}  // namespace plane_descent_test
}  // namespace lossfield::math
