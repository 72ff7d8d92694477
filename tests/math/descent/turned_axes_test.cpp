#include "math/descent/turned_axes.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "math/descent/adam_trace.hpp"
#include "math/optimizers/engine.hpp"
#include "tests/support/support.hpp"

namespace lossfield::tests {
namespace turned_axes_test {

using math::Adam;
using math::GradientDescent;
using math::Landscape;
using math::PlanePoint;
using math::turned_path;
using math::TurnedAxes;
using math::TurnedPath;

const Adam adam{{0.1, 0.9, 0.999, 1e-8}};
const PlanePoint start{-2.5, 1};

const std::vector<Landscape>& landscapes() {
    static const std::vector<Landscape> all{math::Bowl(100), math::Himmelblau{}, math::Rosenbrock{}};
    return all;
}

TEST(TurnedAxes, GoThereAndBack) {
    for (const double degrees : {0.0, 17.0, 45.0, 90.0, -30.0, 180.0, 270.0, 360.0, 1234.5}) {
        const TurnedAxes axes(degrees);
        const PlanePoint back = axes.to_axes(axes.to_plane({0.3, -7}));
        EXPECT_TRUE(close(back.x, 0.3)) << degrees;
        EXPECT_TRUE(close(back.y, -7)) << degrees;
        EXPECT_TRUE(close(axes.cosine, std::cos(degrees * std::acos(-1) / 180), {1e-9, 1e-14})) << degrees;
        EXPECT_TRUE(close(axes.sine, std::sin(degrees * std::acos(-1) / 180), {1e-9, 1e-14})) << degrees;
    }
    EXPECT_EQ(TurnedAxes(90).to_plane({2, 3}), (PlanePoint{-3, 2}));
    EXPECT_EQ(TurnedAxes(-90).to_plane({2, 3}), (PlanePoint{3, -2}));
    EXPECT_EQ(TurnedAxes(180).to_plane({2, 3}), (PlanePoint{-2, -3}));
}

TEST(TurnedAxes, UnturnedItIsThePlainWalk) {
    for (const Landscape& landscape : landscapes()) {
        const TurnedPath path = turned_path(landscape, TurnedAxes(), adam, start, 70);
        const math::Walk walk({.landscape = landscape, .optimizer = adam}, start);
        math::DescentState state = walk.start();
        walk.advance(state, 0, 70);
        const PlanePoint end = walk.shown(state);
        ASSERT_EQ(path.x.size(), 71U);
        EXPECT_EQ(path.x.back(), end.x);
        EXPECT_EQ(path.y.back(), end.y);
        EXPECT_EQ(path.value.back(), math::value(landscape, end));
        const PlanePoint g = math::gradient(landscape, start);
        EXPECT_EQ(path.first[0], g.x);
        EXPECT_EQ(path.second[0], g.y);
    }
}

TEST(TurnedAxes, TurnTheAxesIsTurnTheRavine) {
    // The same walk on a bowl turned by -a, seen along the fixed axes.
    const double a = 35;
    const TurnedAxes axes(a);
    const TurnedPath path = turned_path(math::Bowl(100), axes, adam, start, 40);
    const TurnedPath other = turned_path(math::Bowl(100, -a), TurnedAxes(), adam, axes.to_axes(start), 40);
    for (std::size_t t = 0; t <= 40; ++t) {
        EXPECT_TRUE(close(path.value[t], other.value[t], {1e-6, 1e-9})) << t;
        EXPECT_TRUE(close(path.first[t], other.first[t], {1e-6, 1e-6})) << t;
        EXPECT_TRUE(close(path.second[t], other.second[t], {1e-6, 1e-6})) << t;
    }
}

TEST(TurnedAxes, GradientDescentTakesTheSamePathWhateverTheAxes) {
    for (const Landscape& landscape : landscapes()) {
        const GradientDescent gd{0.001};
        const TurnedPath plain = turned_path(landscape, TurnedAxes(), gd, start, 50);
        for (const double degrees : {10.0, 45.0, 80.0}) {
            const TurnedPath turned = turned_path(landscape, TurnedAxes(degrees), gd, start, 50);
            EXPECT_TRUE(close(turned.x, plain.x, {1e-9, 1e-10})) << degrees;
            EXPECT_TRUE(close(turned.y, plain.y, {1e-9, 1e-10})) << degrees;
        }
    }
}

TEST(TurnedAxes, AQuarterTurnRenamesTheAxes) {
    for (const Landscape& landscape : landscapes())
        for (const double degrees : {0.0, 45.0, 90.0, 180.0}) {
            const TurnedPath one = turned_path(landscape, TurnedAxes(degrees), adam, start, 80);
            const TurnedPath other = turned_path(landscape, TurnedAxes(degrees + 90), adam, start, 80);
            EXPECT_EQ(one.x, other.x) << degrees;
            EXPECT_EQ(one.y, other.y) << degrees;
            EXPECT_EQ(one.value, other.value) << degrees;
        }
}

TEST(TurnedAxes, ATurnTakesAdamsAdvantageAway) {
    const auto reached = [](double degrees) {
        return math::lowest_so_far(turned_path(math::Bowl(100), TurnedAxes(degrees), adam, start, 80)).back();
    };
    const double descent =
        turned_path(math::Bowl(100), TurnedAxes(), GradientDescent{1.9 / 100}, start, 80).value.back();
    EXPECT_LT(reached(0), descent / 100);
    EXPECT_GT(reached(45), 5 * descent);
}

TEST(TurnedAxes, TheRecordedGradientsDriveTheTraceAlongThePath) {
    const TurnedAxes axes(30);
    for (const bool corrected : {true, false}) {
        Adam by = adam;
        by.bias_correction = corrected;
        const TurnedPath path = turned_path(math::Himmelblau{}, axes, by, {-0.3, -1}, 60);
        const math::AdamTrace trace = math::adam_trace(by, path.first);
        for (std::size_t t = 0; t < 60; ++t) {
            const double from = axes.to_axes({path.x[t], path.y[t]}).x;
            const double to = axes.to_axes({path.x[t + 1], path.y[t + 1]}).x;
            EXPECT_NEAR(to - from, -adam.rate * trace.update[t], 1e-13) << t;
        }
    }
}

TEST(TurnedAxes, APathEndsWhereItDiverges) {
    const TurnedPath path = turned_path(math::Bowl(100), TurnedAxes(20), GradientDescent{0.1}, start, 1000);
    EXPECT_TRUE(path.diverged);
    EXPECT_LT(path.x.size(), 100U);
    EXPECT_FALSE(turned_path(math::Bowl(100), TurnedAxes(20), GradientDescent{0.01}, start, 1000).diverged);
}

TEST(TurnedAxes, TheLowestSoFarNeverRises) {
    TurnedPath path;
    path.value = {5, 7, 3, std::numeric_limits<double>::quiet_NaN(), 4, 1};
    EXPECT_EQ(math::lowest_so_far(path), (std::vector<double>{5, 5, 3, 3, 3, 1}));
}

TEST(TurnedAxes, WhatIsReachedIsCountedFromTheLowestMinimumAndKept) {
    const Landscape landscape = math::Bowl(20, 0);
    const TurnedPath path = turned_path(landscape, TurnedAxes(), GradientDescent{1}, start, 60);
    ASSERT_TRUE(path.diverged);
    const std::vector<double> low = math::lowest_so_far(path), heights = math::lowest_heights(path, -5, 60);
    ASSERT_EQ(heights.size(), 61U);
    for (std::size_t t = 0; t <= 60; ++t) EXPECT_EQ(heights[t], low[std::min(t, low.size() - 1)] + 5);
    EXPECT_EQ(math::lowest_heights(path, std::nullopt, 60).back(), low.back());
}

TEST(TurnedAxes, HeightsByAngleAreThoseOfTheSinglePaths) {
    const Landscape landscape = math::Bowl(100);
    const std::vector<double> angles{0, 30, 45};
    const auto all = math::heights_by_angle(landscape, angles, adam, start, 40, 0);
    ASSERT_EQ(all.size(), 3U);
    for (std::size_t k = 0; k < 3; ++k)
        EXPECT_EQ(all[k], math::lowest_heights(turned_path(landscape, TurnedAxes(angles[k]), adam, start, 40),
                                               0, 40));
    std::stop_source stopped;
    stopped.request_stop();
    EXPECT_TRUE(math::heights_by_angle(landscape, angles, adam, start, 40, 0, stopped.get_token()).empty());
}

}  // namespace turned_axes_test
}  // namespace lossfield::tests
