// What is kept of a run, against the run taken step by step with plain loops.
#include "math/descent/run_record.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "tests/support/support.hpp"

namespace lossfield::tests {
namespace run_record_test {

using math::Descent;
using math::DescentState;
using math::PlanePoint;
using math::RecordSettings;
using math::RunRecord;
using math::Walk;

const double inf = std::numeric_limits<double>::infinity();

std::vector<DescentState> states_of(const Walk& walk, std::size_t steps) {
    std::vector<DescentState> states{walk.start()};
    while (states.size() <= steps && !math::diverged(states.back()))
        states.push_back(walk.step(states.back(), states.size()));
    return states;
}

RunRecord record_of(const Walk& walk, const std::vector<DescentState>& states,
                    const RecordSettings& settings) {
    math::RunRecorder recorder(walk, settings, states.size());
    for (std::size_t t = 0; t < states.size(); ++t) recorder(states[t], t);
    return recorder.finished(states.back());
}

RecordSettings wide(const Descent& descent) {
    return {.range = {-1e3, 1e3, -1e3, 1e3}, .goals = math::stationary(descent.landscape).minima};
}

const Descent himmelblau{math::Himmelblau{}, math::Momentum{0.004, 0.8}};

TEST(RunRecord, KeepsEverySoManyStatesAndTheLastOne) {
    const Walk walk(himmelblau, {-0.3, -1});
    const std::vector<DescentState> states = states_of(walk, 20);
    RecordSettings settings = wide(himmelblau);
    settings.every = 3, settings.lowest = -2;
    const RunRecord run = record_of(walk, states, settings);
    ASSERT_EQ(run.x.size(), 8U);
    EXPECT_EQ(run.last, 20U);
    EXPECT_EQ(run.steps(), (std::vector<double>{0, 3, 6, 9, 12, 15, 18, 20}));
    for (std::size_t k = 0; k < 8; ++k) {
        const std::size_t t = k < 7 ? 3 * k : 20;
        EXPECT_EQ(run.step_of(k), t);
        EXPECT_EQ(run.entry_of(t), k);
        EXPECT_EQ(run.entry_of(t + 1), t == 20 ? 7 : t + 1 == 20 ? 7 : k);
        const PlanePoint at = walk.shown(states[t]), g = math::gradient(himmelblau.landscape, at);
        EXPECT_EQ(run.x[k], at.x);
        EXPECT_EQ(run.y[k], at.y);
        EXPECT_EQ(run.loss[k], math::value(himmelblau.landscape, at));
        EXPECT_EQ(run.height[k], run.loss[k] + 2);
        EXPECT_EQ(run.slope[k], std::hypot(g.x, g.y));
        double nearest = inf;
        for (const PlanePoint& goal : settings.goals) nearest = std::min(nearest, math::distance(goal, at));
        EXPECT_EQ(run.distance[k], nearest);
    }
    EXPECT_TRUE(run.rate_x.empty());
    EXPECT_FALSE(run.reached);
    EXPECT_TRUE(std::isnan(run.least));
    EXPECT_EQ(run.last_seen, 20U);
    EXPECT_FALSE(run.exit);
    EXPECT_FALSE(run.thrown);
}

TEST(RunRecord, LooksForTheTargetAndTheLeastInEveryStep) {
    const Walk walk(himmelblau, {-0.3, -1});
    const std::vector<DescentState> states = states_of(walk, 60);
    RecordSettings settings = wide(himmelblau);
    settings.every = 60, settings.target = 20;
    const RunRecord run = record_of(walk, states, settings);
    std::size_t reached = 0, least = 0;
    const auto loss = [&](std::size_t t) { return math::value(himmelblau.landscape, walk.shown(states[t])); };
    while (loss(reached) > 20) ++reached;
    for (std::size_t t = 0; t <= 60; ++t)
        if (loss(t) < loss(least)) least = t;
    EXPECT_EQ(run.reached, reached);
    EXPECT_EQ(run.least, loss(least));
    EXPECT_EQ(run.least_step, least);
}

TEST(RunRecord, TheRateOfGradientDescentIsItsRateAlongBothCoordinates) {
    const Descent descent{math::Himmelblau{}, math::GradientDescent{0.004}};
    const Walk walk(descent, {-0.3, -1});
    RecordSettings settings = wide(descent);
    settings.rates = true;
    const RunRecord run = record_of(walk, states_of(walk, 5), settings);
    ASSERT_EQ(run.rate_x.size(), 6U);
    EXPECT_TRUE(std::isnan(run.rate_x[0]) && std::isnan(run.rate_y[0]));
    for (std::size_t t = 1; t <= 5; ++t) {
        EXPECT_TRUE(close(run.rate_x[t], 0.004));
        EXPECT_TRUE(close(run.rate_y[t], 0.004));
    }
}

TEST(RunRecord, OfASliceAllFourCoordinatesCount) {
    const math::MatrixRegression landscape(20, 30);
    const Descent descent{landscape, math::GradientDescent{0.01}};
    const Walk walk(descent, {-1, 3});
    const std::vector<DescentState> states = states_of(walk, 8);
    const RunRecord run = record_of(walk, states, wide(descent));
    const math::Objective objective(descent.landscape);
    for (std::size_t t = 0; t <= 8; ++t) {
        const math::Coordinates& x = states[t].x;
        EXPECT_EQ(run.y[t], x[3]);
        EXPECT_EQ(run.loss[t], objective.value(x));
        EXPECT_EQ(run.slope[t], math::norm(objective.gradient(x)));
        const PlanePoint at{x[0], x[3]};
        const double on_map = math::distance(math::nearest(wide(descent).goals, at), at);
        EXPECT_TRUE(close(run.distance[t], std::hypot(on_map, objective.off_plane(x))));
    }
}

TEST(RunRecord, LeavesTheRangeWhereItDoesNotComeBack) {
    const Descent descent{math::Bowl(20, 0), math::GradientDescent{0.108}};
    const Walk walk(descent, {-2.5, 0.4});
    const std::vector<DescentState> states = states_of(walk, 400);
    RecordSettings settings = wide(descent);
    settings.range = {-4, 4, -2, 2};
    const RunRecord run = record_of(walk, states, settings);
    std::size_t last = 0;
    for (std::size_t t = 0; t < states.size(); ++t)
        if (settings.range.contains(walk.shown(states[t]))) last = t;
    ASSERT_TRUE(run.exit);
    EXPECT_EQ(run.last_seen, last);
    EXPECT_EQ(run.exit->step, last + 1);
    EXPECT_TRUE(close(std::abs(run.exit->at.y), 2));
    // On the straight way between the two places.
    const PlanePoint a = walk.shown(states[last]), b = walk.shown(states[last + 1]), c = run.exit->at;
    EXPECT_TRUE(close((b.x - a.x) * (c.y - a.y), (b.y - a.y) * (c.x - a.x)));
    EXPECT_TRUE(math::diverged(states.back()));
    EXPECT_EQ(run.last, states.size() - 1);
}

// Against plain loops: the last step with a point in the range, looked for at a thousand places of every step.
TEST(RunRecord, AStepIsSeenThoughBothItsEndsLieOutside) {
    int left = 0, crossed = 0, never = 0;
    for (int trial = 0; trial < 60; ++trial) {
        const Descent descent{math::Himmelblau{}, math::Adam{{0.4 + 0.01 * trial, 0.9, 0.9, 1e-8}}};
        const Walk walk(descent, {-0.3, -1});
        const std::vector<DescentState> states = states_of(walk, 40);
        // About a point of a step, narrower than the steps are; or beside it.
        const std::size_t k = 1 + static_cast<std::size_t>(trial) % 30;
        const PlanePoint a = walk.shown(states[k - 1]), b = walk.shown(states[k]);
        const double share = 0.1 * (trial % 11), half = 0.05 * std::hypot(b.x - a.x, b.y - a.y);
        const double aside = trial % 7 == 0 ? 40 : 0;
        const PlanePoint middle{std::lerp(a.x, b.x, share) + aside, std::lerp(a.y, b.y, share)};
        RecordSettings settings = wide(descent);
        settings.range = {middle.x - half, middle.x + half, middle.y - half, middle.y + half};
        settings.home = math::PlaneRange{-50, 50, -50, 50};
        const RunRecord run = record_of(walk, states, settings);
        std::optional<std::size_t> last;
        bool ends_inside = false;
        for (std::size_t t = 1; t < states.size(); ++t)
            for (int i = 0; i <= 1000; ++i) {
                const PlanePoint p = walk.shown(states[t - 1]), q = walk.shown(states[t]);
                if (!settings.range.contains(
                        {std::lerp(p.x, q.x, i / 1000.0), std::lerp(p.y, q.y, i / 1000.0)}))
                    continue;
                last = t, ends_inside = i == 1000;
            }
        EXPECT_EQ(run.last_seen.has_value(), last.has_value()) << trial;
        never += last ? 0 : 1;
        if (!last) {
            EXPECT_FALSE(run.exit);
            continue;
        }
        if (ends_inside) continue;
        ++left, crossed += settings.range.contains(walk.shown(states[*last - 1])) ? 0 : 1;
        ASSERT_TRUE(run.exit) << trial;
        EXPECT_EQ(run.exit->step, *last) << trial;
        const math::PlaneRange& r = settings.range;
        const PlanePoint at = run.exit->at;
        const double slack = 1e-9 * half;
        EXPECT_TRUE(at.x >= r.x_low - slack && at.x <= r.x_high + slack && at.y >= r.y_low - slack &&
                    at.y <= r.y_high + slack);
        EXPECT_TRUE(std::min({at.x - r.x_low, r.x_high - at.x, at.y - r.y_low, r.y_high - at.y}) < slack);
        const math::Passed first{walk.shown(states[0]), run.height[0], 0},
            end{walk.shown(states.back()), run.height.back(), run.last};
        const std::vector<math::Passed> way = math::way_between(run, first, end);
        ASSERT_GE(way.size(), 2U);
        EXPECT_EQ(way.back().at, at);
        EXPECT_EQ(way[way.size() - 2].step + 1, run.exit->step);
    }
    EXPECT_GT(crossed, 10);
    EXPECT_GT(left, crossed);
    EXPECT_GT(never, 3);
}

TEST(RunRecord, ARunThatFliesApartHasLeftThoughItsStepsPassOverTheRange) {
    const Descent descent{math::Bowl(20, 0), math::GradientDescent{0.108}};
    const Walk walk(descent, {-2.5, 0.4});
    const std::vector<DescentState> states = states_of(walk, 400);
    RecordSettings settings = wide(descent);
    settings.range = {-4, 4, -2, 2};
    const RunRecord plain = record_of(walk, states, settings);
    settings.home = settings.range;
    const RunRecord at_home = record_of(walk, states, settings);
    ASSERT_TRUE(plain.exit && at_home.exit);
    EXPECT_EQ(at_home.exit->step, plain.exit->step);
    // With more room around it the run goes on there, and the steps that pass over the range are seen until it leaves that.
    settings.home = math::PlaneRange{-40, 40, -20, 20};
    const RunRecord roomy = record_of(walk, states, settings);
    std::size_t last_home = 0;
    for (std::size_t t = 0; t < states.size(); ++t)
        if (settings.home->contains(walk.shown(states[t]))) last_home = t;
    EXPECT_GT(roomy.exit->step, plain.exit->step);
    EXPECT_EQ(roomy.exit->step, last_home + 1);
}

TEST(RunRecord, PassesARangeOrNot) {
    const math::PlaneRange range{0, 1, 0, 2};
    const auto middle = math::point_passed(range, {-1, 1}, {2, 1});
    ASSERT_TRUE(middle);
    EXPECT_EQ(*middle, (PlanePoint{0.5, 1}));
    EXPECT_FALSE(math::point_passed(range, {-1, 2.5}, {2, 2.5}));
    EXPECT_FALSE(math::point_passed(range, {-1, 1}, {0.5, 4}));
    EXPECT_FALSE(math::point_passed(range, {-1, 1}, {inf, 1}));
    const auto corner = math::point_passed(range, {-1, 1}, {1, 3});
    ASSERT_TRUE(corner);
    EXPECT_EQ(*corner, (PlanePoint{0, 2}));
    const auto far = math::point_passed(range, {-1e200, -1e200}, {1e200, 1e200});
    ASSERT_TRUE(far);
    EXPECT_TRUE(range.contains(*far));
}

TEST(RunRecord, CrossesASideOrACorner) {
    const math::PlaneRange range{0, 1, 0, 2};
    EXPECT_EQ(math::border_crossing(range, {0.5, 1}, {1.5, 1}), (PlanePoint{1, 1}));
    EXPECT_EQ(math::border_crossing(range, {0.5, 1}, {0.5, -1}), (PlanePoint{0.5, 0}));
    EXPECT_EQ(math::border_crossing(range, {0.5, 1}, {1.5, 3}), (PlanePoint{1, 2}));
    EXPECT_EQ(math::border_crossing(range, {0.5, 1}, {inf, 1}), (PlanePoint{0.5, 1}));
}

// A mean that remembers and a mean square that forgets: the longest move, looked for with plain loops.
TEST(RunRecord, TellsOfAMoveOfManyRatesAndOfTheGradientBehindIt) {
    math::Adam adam{{0.1, 0.9, 0.05, 1e-8}};
    const Descent descent{math::Rosenbrock{}, adam};
    const Walk walk(descent, {1.8, 0});
    const std::vector<DescentState> states = states_of(walk, 60);
    const RunRecord run = record_of(walk, states, wide(descent));
    ASSERT_TRUE(run.thrown);
    double longest = 0, spike = 0;
    std::size_t step = 0, coordinate = 0;
    for (std::size_t t = 1; t <= 60; ++t)
        for (const std::size_t d : {0U, 1U}) {
            const double times = std::abs(states[t].x[d] - states[t - 1].x[d]) / 0.1;
            if (times > longest) longest = times, step = t, coordinate = d;
        }
    for (std::size_t t = 1; t <= step; ++t)
        spike = std::max(spike, std::abs(walk.seen(states[t - 1], t).gradient[coordinate]));
    EXPECT_EQ(run.thrown->step, step);
    EXPECT_EQ(run.thrown->coordinate, coordinate);
    EXPECT_TRUE(close(run.thrown->times_rate, longest));
    EXPECT_EQ(std::abs(run.thrown->spike), spike);
    EXPECT_LT(run.thrown->spike_step, step);

    adam.beta2 = 0.999;
    const Walk steady({math::Rosenbrock{}, adam}, {1.8, 0});
    EXPECT_FALSE(record_of(steady, states_of(steady, 60), wide(descent)).thrown);
}

TEST(RunRecord, WhatDecayTakesIsNoLongMove) {
    // A tenth of 50 is 50 rates.
    const Descent descent{math::Bowl(1, 0), math::AdamW{{0.1, 0.9, 0.999, 1e-8}, 1.0}};
    const Walk walk(descent, {50, 50});
    EXPECT_FALSE(record_of(walk, states_of(walk, 5), wide(descent)).thrown);
}

TEST(RunRecord, TheWayBetweenTwoStepsEndsAtTheBorder) {
    const Descent descent{math::Bowl(20, 0), math::GradientDescent{0.108}};
    const Walk walk(descent, {-2.5, 0.4});
    RecordSettings settings = wide(descent);
    settings.range = {-4, 4, -2, 2}, settings.every = 2;
    const RunRecord run = record_of(walk, states_of(walk, 400), settings);
    const math::Passed first{{run.x[0], run.y[0]}, run.height[0], 0},
        last{{run.x.back(), run.y.back()}, run.height.back(), run.last};
    const std::vector<math::Passed> way = math::way_between(run, first, last);
    ASSERT_GT(way.size(), 2U);
    for (std::size_t k = 0; k + 1 < way.size(); ++k) {
        EXPECT_EQ(way[k].step, 2 * k);
        EXPECT_EQ(way[k].height, run.height[k]);
    }
    EXPECT_EQ(way.back().at, run.exit->at);
    EXPECT_EQ(way.back().height, way[way.size() - 2].height);
    // Ends that are not recorded are taken as given; a way that begins outside has no place.
    const math::Passed from{{7, 8}, 9, 1}, to{{1, 2}, 3, 4};
    const std::vector<math::Passed> part = math::way_between(run, from, to);
    ASSERT_EQ(part.size(), 3U);
    EXPECT_EQ(part[0].at, from.at);
    EXPECT_EQ(part[1].step, 2U);
    EXPECT_EQ(part[2].at, to.at);
    const math::Passed outside{{9, 9}, 9, run.exit->step};
    EXPECT_TRUE(math::way_between(run, outside, last).empty());
}

TEST(RecordedGradients, AreThoseThatTheWalkGoesBy) {
    const Walk walk(himmelblau, {-0.3, -1});
    const std::vector<DescentState> states = states_of(walk, 12);
    for (const std::size_t coordinate : {0U, 1U}) {
        const math::RecordedGradients run = math::recorded_gradients(himmelblau, {-0.3, -1}, coordinate, 12);
        ASSERT_EQ(run.gradient.size(), 12U);
        ASSERT_EQ(run.x.size(), 13U);
        for (std::size_t t = 0; t < 12; ++t)
            EXPECT_EQ(run.gradient[t], walk.seen(states[t], t + 1).gradient[coordinate]);
        EXPECT_EQ(run.y.back(), states.back().x[1]);
        EXPECT_FALSE(run.diverged);
    }
}

TEST(RecordedGradients, EndWithTheStepThatDiverges) {
    const Descent descent{math::Bowl(20, 0), math::GradientDescent{1}};
    const math::RecordedGradients run = math::recorded_gradients(descent, {1, 1}, 1, 400);
    EXPECT_TRUE(run.diverged);
    EXPECT_LT(run.gradient.size(), 400U);
    EXPECT_EQ(run.x.size(), run.gradient.size() + 1);
    EXPECT_GT(std::abs(run.y.back()), math::divergence_bound);
}

}  // namespace run_record_test
}  // namespace lossfield::tests
