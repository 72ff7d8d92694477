// The lab race: what becomes of runs that leave the picture, meet numbers that are none or have nothing to show.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "math/landscapes/landscapes.hpp"
#include "math/optimizers/steppers.hpp"
#include "tests/support/support.hpp"
#include "tests/viz/labs/optimizers/race.hpp"
#include "viz/fragments/landscape_inputs.hpp"
#include "viz/labs/optimizers/race/race.hpp"

namespace lossfield::viz {
namespace race_marks_lab_test {

using namespace race_lab;
using tests::close;

TEST(RaceLab, DivergenceIsANoticeAStepAndAMarkOnTheBorder) {
    const Values values = find_preset(lab(), "too-fast").values;
    const Figure f = figure_at(values);
    const Notice* notice = find_notice(f, "gd-diverged");
    ASSERT_NE(notice, nullptr);
    EXPECT_EQ(notice->severity, Severity::Failure);
    // The first step beyond 10^6, by the powers of 1 - 0.108 * 20 along the steep axis and 0.892 along the flat one.
    const double c = std::cos(std::acos(-1.0) * 25 / 180), s = std::sin(std::acos(-1.0) * 25 / 180);
    const double u = c * -2.5 + s * 0.4, v = c * 0.4 - s * -2.5;
    int first = 0;
    for (double x = 0, y = 0; std::max(std::abs(x), std::abs(y)) <= 1e6;) {
        ++first;
        const double un = u * std::pow(1 - 0.108, first), vn = v * std::pow(1 - 0.108 * 20, first);
        x = c * un - s * vn, y = s * un + c * vn;
    }
    EXPECT_TRUE(has(notice->text, fmt::format("diverged at step {}:", first))) << notice->text << first;
    EXPECT_TRUE(has(words_of(f, 0), fmt::format("diverged at step {}", first)));
    const auto* exits = find_mark<PointSet>(f, "map", "exits");
    ASSERT_NE(exits, nullptr);
    EXPECT_EQ(exits->shape, PointShape::Cross);
    const double away = std::max(std::abs(exits->x[0]), std::abs(exits->y[0]));
    EXPECT_TRUE(close(away, 3));
    const auto* words = find_mark<TextMark>(f, "map", "gd-leaves");
    ASSERT_NE(words, nullptr);
    EXPECT_TRUE(has(words->text, "leaves at step")) << words->text;
    const auto* path = find_mark<Curve>(f, "map", "gd");
    ASSERT_GT(path->x.size(), 3U);
    EXPECT_EQ(path->x.back(), exits->x[0]);
    EXPECT_EQ(path->y.back(), exits->y[0]);
    EXPECT_EQ(find_mark<Curve>(f, "surface", "gd")->x, path->x);
}

TEST(RaceLab, TheNumberThatIsNoneIsSaidAndThePathStays) {
    // On the saddle point itself Adam without epsilon divides zero by zero.
    const Figure f = figure_at(with({{"landscape", std::string("saddle")},
                                     {"start", Vector{0, 0}},
                                     {"epsilon", 0.0},
                                     {"domain", Domain{{-2, 2}, {-2, 2}}}}));
    const Notice* notice = find_notice(f, "adam-diverged");
    ASSERT_NE(notice, nullptr);
    EXPECT_TRUE(has(notice->text, "no longer a finite number")) << notice->text;
    EXPECT_TRUE(has(notice->text, "step 1:")) << notice->text;
    EXPECT_EQ(find_mark<Curve>(f, "map", "adam")->x.front(), 0);
    EXPECT_EQ(find_mark<PointSet>(f, "map", "exits")->x, (Vector{0}));
}

TEST(RaceLab, ASpikeThrowsAdamOffWhereTheSquaresAreForgotten) {
    const Values values = find_preset(lab(), "spike").values;
    const Figure f = figure_at(values);
    const Notice* notice = find_notice(f, "adam-thrown");
    ASSERT_NE(notice, nullptr);
    EXPECT_TRUE(has(notice->text, "Adam, step 8: $x$ jumps by −2.75, 28 times the rate")) << notice->text;
    EXPECT_TRUE(has(notice->text, "gradient 2334 of step 1")) << notice->text;
    EXPECT_EQ(find_notice(figure_at(set(values, {{"beta2", 0.999}})), "adam-thrown"), nullptr);
}

TEST(RaceLab, PathsRunToThePlayheadAndFaintlyOn) {
    const Figure f = figure_at(defaults(lab()), 30);
    for (const char* id : {"gd", "momentum", "nesterov", "adam"}) {
        const auto* path = find_mark<Curve>(f, "map", id);
        const auto* ahead = find_mark<Curve>(f, "map", std::string(id) + "-ahead");
        EXPECT_EQ(path->x.size(), 31U) << id;
        EXPECT_EQ(ahead->x.size(), 71U) << id;
        EXPECT_EQ(path->x.back(), ahead->x.front()) << id;
        EXPECT_LT(ahead->colour.opacity, path->colour.opacity) << id;
        EXPECT_EQ(find_mark<Curve>(f, "surface", id)->y, path->y) << id;
    }
    EXPECT_EQ(find_mark<Rule>(f, "loss", "now")->at, 30);
    // The same colour whoever else takes part.
    const Figure alone = figure_at(with({{"show-gd", false}, {"show-momentum", false}}));
    EXPECT_EQ(find_mark<Curve>(alone, "map", "adam")->colour, find_mark<Curve>(f, "map", "adam")->colour);
    EXPECT_EQ(find_readout(alone, "gd-loss"), nullptr);
}

TEST(RaceLab, ALossOfZeroIsDrawnAtTheLowerEndOfItsAxis) {
    const Figure f = figure_at(with({{"start", Vector{3, 2}}}));
    const Interval range = *find_panel(f, "loss")->y.range;
    for (const double v : find_mark<Curve>(f, "loss", "gd")->y) EXPECT_EQ(v, range.low);
    const Figure run = figure_at(with({{"steps", 2000LL}}));
    const Interval all = *find_panel(run, "loss")->y.range;
    for (const double v : find_mark<Curve>(run, "loss", "nesterov")->y) EXPECT_GE(v, all.low);
    EXPECT_GE(all.high / all.low, 1e9);
    EXPECT_LE(all.high / all.low, 1e15);
}

TEST(RaceLab, WhatHasNoMeaningIsLeftOut) {
    const auto hidden = [](const Values& values) {
        const auto list = figure_at(values).hidden;
        return std::vector<std::string>(list.begin(), list.end());
    };
    const auto is_in = [](const std::vector<std::string>& ids, const std::string& id) {
        return std::find(ids.begin(), ids.end(), id) != ids.end();
    };
    const auto at_start = hidden(defaults(lab()));
    for (const char* id :
         {"kappa", "rotation", "tilt", "seed", "lion-rate", "muon-steps", "words-from", "words-start"})
        EXPECT_TRUE(is_in(at_start, id)) << id;
    for (const char* id : {"gd-rate", "momentum", "beta1", "epsilon", "schedule", "clip"})
        EXPECT_FALSE(is_in(at_start, id)) << id;
    const auto no_adam =
        hidden(with({{"landscape", std::string("bowl")}, {"show-adam", false}, {"noise", 1.0}}));
    for (const char* id : {"tilt", "adam-rate", "beta1", "beta2", "epsilon"})
        EXPECT_TRUE(is_in(no_adam, id)) << id;
    for (const char* id : {"kappa", "rotation", "seed", "momentum"}) EXPECT_FALSE(is_in(no_adam, id)) << id;
}

TEST(RaceLab, AnAutomaticRangeIsTheUsualViewOfTheLandscape) {
    for (std::size_t k = 0; k < landscape_count; ++k) {
        LandscapeInputs in;
        in.landscape = static_cast<LandscapeKind>(k);
        const math::PlaneRange view = math::facts(landscape_of(in)).view;
        const std::string id = landscape_ids()[k];
        const Figure f = figure_at(with({{"landscape", id}, {"steps", 2LL}}));
        const Panel& map = *find_panel(f, "map");
        EXPECT_EQ(*map.x.range, (Interval{view.x_low, view.x_high})) << id;
        EXPECT_EQ(*map.y.range, (Interval{view.y_low, view.y_high})) << id;
    }
}

// A map between two steps of Adam, about any point of the way: its path crosses the map, though no step lies in it.
TEST(RaceLab, ThePathIsThereWhereItCrossesTheMapBetweenTwoSteps) {
    const auto alone = [](double x, double y, double half) {
        return with({{"show-gd", false},
                     {"show-momentum", false},
                     {"show-nesterov", false},
                     {"domain", Domain{{x - half, x + half}, {y - half, y + half}}}});
    };
    const Figure wide = figure_at(alone(0, 0, 6));
    const Curve path = *find_mark<Curve>(wide, "map", "adam");
    ASSERT_GT(path.x.size(), 20U);
    int empty = 0;
    for (const std::size_t k : {2U, 4U, 5U, 9U})
        for (const double half : {0.05, 0.01, 1e-6}) {
            const double x = (path.x[k] + path.x[k + 1]) / 2, y = (path.y[k] + path.y[k + 1]) / 2;
            const Figure f = figure_at(alone(x, y, half));
            const auto* near = find_mark<Curve>(f, "map", "adam");
            ASSERT_NE(near, nullptr) << k << " " << half;
            // It has the whole way up to there, and ends on the border.
            ASSERT_GE(near->x.size(), k + 2);
            EXPECT_EQ(near->x[k], path.x[k]);
            EXPECT_TRUE(
                close(std::max(std::abs(near->x.back() - x), std::abs(near->y.back() - y)), half, {1e-6}));
            const Figure beside = figure_at(alone(x + 50 * half, y - 5, half));
            empty += find_mark<Curve>(beside, "map", "adam")->x.empty() ? 1 : 0;
        }
    EXPECT_GT(empty, 6);
}

// A good start is offered only where the map shows it.
TEST(RaceLab, AStartOutsideOfTheMapIsOfferedNoOtherOneOutside) {
    int offered = 0, told = 0, silent = 0;
    for (const double x : {-5.0, -1.0, -0.3, 0.0, 2.0, 5.0})
        for (const double start : {-0.3, -4.0, 4.0})
            for (const double half : {0.1, 1.0, 3.0}) {
                const Figure f = figure_at(with({{"start", Vector{start, -1}},
                                                 {"steps", 20LL},
                                                 {"domain", Domain{{x - half, x + half}, {-2, 1}}}}));
                const Notice* notice = find_notice(f, "start-outside");
                const bool outside = std::abs(start - x) > half;
                EXPECT_EQ(notice != nullptr, outside);
                silent += outside ? 0 : 1;
                if (notice == nullptr) continue;
                // Himmelblau's own start is (-0.3, -1).
                const bool shown = std::abs(-0.3 - x) <= half;
                EXPECT_EQ(has(notice->text, "a good one"), shown) << notice->text;
                EXPECT_TRUE(has(notice->text, "lies outside of the map"));
                (shown ? offered : told) += 1;
            }
    EXPECT_GT(std::min({offered, told, silent}), 3);
}

}  // namespace race_marks_lab_test
}  // namespace lossfield::viz
