// The lab race with all its optimizers: each step's words, several starts, what is left out, long runs, arrows, rates.
#include <gtest/gtest.h>

#include <fmt/format.h>

#include <cmath>

#include "math/optimizers/engine.hpp"
#include "tests/viz/labs/optimizers/race.hpp"
#include "viz/labs/optimizers/race/race.hpp"
#include "viz/text/numbers.hpp"

namespace lossfield::viz {
namespace race_steps_lab_test {

using namespace race_lab;
using tests::close;

// One optimizer alone on a landscape that it fits, in the midst of its way.
Values alone(std::size_t optimizer) {
    const std::string id = race::facts_of(optimizer).id;
    Values values = with({{"start", Vector{1, 2.5}}, {"steps", 30LL}});
    for (std::size_t k = 0; k < math::optimizer_count; ++k)
        values[index_of(lab(), std::string("show-") + race::facts_of(k).id)] = k == optimizer;
    const math::Needs& needs = race::facts_of(optimizer).needs;
    if (needs.matrix)
        return set(values, {{"landscape", std::string("matrix-regression")}, {"muon-rate", 0.05}});
    if (needs.metric) return set(values, {{"landscape", std::string("gaussian-likelihood")}});
    return values;
}

TEST(RaceLab, EveryOptimizerTellsItsStepInItsOwnWords) {
    const std::vector<const char*> own{
        "times $-η$ this move",     "of the last move is kept", "gradient ahead at",   "corrected, $m/√v$",
        "mean of squares: $v$",     "sum of squares: $s$",      "remembered: $m$",     "only its signs count",
        "curvatures there",         "pairs of moves",           "its decay pulls by",  "largest $v$ so far",
        "of the mean a step ahead", "of moves before",          "of the gradient:",    "in the Fisher metric",
        "is multiplied by",         "heat of temperature 0.1",  "has singular values", "learned factors"};
    ASSERT_EQ(own.size(), math::optimizer_count);
    for (std::size_t k = 0; k < math::optimizer_count; ++k) {
        const Values values = alone(k);
        const std::string id = race::facts_of(k).id;
        const Figure before = figure_at(values, 6), after = figure_at(values, 7);
        ASSERT_EQ(find_panel(after, "sheets")->sheets.size(), 1U) << id;
        const std::string words = words_of(after, 0);
        EXPECT_TRUE(has(words, own[k])) << words;
        EXPECT_TRUE(has(words, optimizer_title(k) + ", step 7")) << words;
        EXPECT_TRUE(has(words, fmt::format("the loss goes from {}", brief(number(before, id + "-loss"), 4))))
            << words;
        if (id == "muon" || id == "adamw") continue;
        // What the words call the move is the way between the places.
        const Vector from = numbers(before, id + "-x"), to = numbers(after, id + "-x");
        EXPECT_TRUE(has(words, ": " + race::pair(to[0] - from[0], to[1] - from[1]))) << words;
    }
}

TEST(RaceLab, ModifiersAreToldWhenTheyAct) {
    const Values values = with({{"clip", true},
                                {"clip-norm", 1.0},
                                {"schedule", std::string("inverse-root")},
                                {"weight-decay", 0.1}});
    const std::string first = words_of(figure_at(values, 4), 0);
    EXPECT_TRUE(has(first, "clipped from length ")) << first;
    EXPECT_TRUE(has(first, "the schedule leaves 0.5 of the rate: 0.003")) << first;
    EXPECT_TRUE(has(first, "the decay pulls by ")) << first;
    const std::string plain = words_of(figure_at(defaults(lab()), 4), 0);
    for (const char* part : {"clipped", "schedule", "decay"}) EXPECT_FALSE(has(plain, part)) << plain;
    const std::string gentle = words_of(figure_at(set(values, {{"clip-norm", 1e3}}), 4), 0);
    EXPECT_FALSE(has(gentle, "clipped")) << gentle;
}

TEST(RaceLab, AFurtherStartRunsAsIfItWereAlone) {
    const Values both = with({{"starts", Points{{2, -1, {}}, {4, 4, {}}}}});
    const Figure f = figure_at(both), moved = figure_at(with({{"start", Vector{4, 4}}}));
    for (const char* id : {"gd", "momentum", "nesterov", "adam"}) {
        EXPECT_EQ(find_mark<Curve>(f, "map", std::string(id) + "-3")->x,
                  find_mark<Curve>(moved, "map", id)->x);
        EXPECT_EQ(numbers(f, std::string(id) + "-3-x"), numbers(moved, std::string(id) + "-x"));
        EXPECT_EQ(find_mark<Curve>(f, "map", std::string(id) + "-3")->colour,
                  find_mark<Curve>(f, "map", id)->colour);
    }
    EXPECT_TRUE(has(f.caption, "From 3 starts")) << f.caption;
    // The noise is another one for each start, and the same for a start whatever else runs.
    const Values noisy = set(both, {{"noise", 2.0}, {"starts", Points{{-0.3, -1, {}}}}});
    const Figure shaken = figure_at(noisy);
    EXPECT_NE(numbers(shaken, "gd-x"), numbers(shaken, "gd-2-x"));
    EXPECT_EQ(numbers(shaken, "gd-x"), numbers(figure_at(set(noisy, {{"starts", Points{}}})), "gd-x"));
    // Its handle moves its point.
    const Handle& second = handle(f, "start-2");
    const Values dragged = drag(lab().parameters, both, second, 1.5, 0.5);
    const Points there = std::get<Points>(dragged[index_of(lab(), "starts")]);
    EXPECT_EQ(there[0].x, 1.5);
    EXPECT_EQ(there[0].y, 0.5);
    EXPECT_EQ(there[1].x, 4);
}

TEST(RaceLab, TheWordsAreThoseOfTheOptimizersAndTheStartAskedFor) {
    Values values = with({{"starts", Points{{2, -1, {}}}}, {"start", Vector{1, 2}}});
    for (const char* id : {"rmsprop", "adagrad", "lion", "signsgd"})
        values[index_of(lab(), std::string("show-") + id)] = true;
    const Figure f = figure_at(values, 3);
    EXPECT_EQ(find_panel(f, "sheets")->sheets.size(), race::most_sheets);
    EXPECT_TRUE(has(words_of(f, 0), "Gradient descent"));
    const Figure later = figure_at(set(values, {{"words-from", 20LL}, {"words-start", 2LL}}), 3);
    EXPECT_TRUE(has(words_of(later, 4), "SignSGD") || has(words_of(later, 4), "signSGD"))
        << words_of(later, 4);
    EXPECT_TRUE(has(find_panel(later, "sheets")->title, "from start 2 (5 of 8 optimizers)"));
    // The rest is named beside the map.
    EXPECT_EQ(find_mark<Curve>(f, "map", "lion")->label, "Lion");
    EXPECT_EQ(find_mark<Curve>(f, "map", "lion-2")->label, "");
    EXPECT_EQ(find_mark<Curve>(figure_at(defaults(lab())), "map", "adam")->label, "");
}

TEST(RaceLab, WhatCannotRunIsLeftOutWithItsReason) {
    const Figure f = figure_at(with({{"show-muon", true}, {"show-natural", true}, {"show-mirror", true}}));
    for (const char* id : {"muon", "natural", "mirror"}) {
        const Notice* notice = find_notice(f, std::string(id) + "-unfit");
        ASSERT_NE(notice, nullptr) << id;
        EXPECT_EQ(notice->severity, Severity::Info);
        EXPECT_TRUE(has(notice->text, " needs ")) << notice->text;
        EXPECT_EQ(find_readout(f, std::string(id) + "-loss"), nullptr);
    }
    const Values some = with({{"show-mirror", true}, {"starts", Points{{1, 1, {}}}}});
    EXPECT_TRUE(has(find_notice(figure_at(some), "mirror-unfit")->text, "at 1 of 2 starts"));
    EXPECT_NE(find_readout(figure_at(some), "mirror-2-loss"), nullptr);
    EXPECT_TRUE(figure_at(defaults(lab())).notices.empty());
}

TEST(RaceLab, OfAMatrixTheLossIsTheTrueOneAndTheSliceIsTold) {
    const Values values = with({{"landscape", std::string("matrix-regression")},
                                {"start", Vector{-1, 3}},
                                {"show-muon", true},
                                {"muon-rate", 0.05},
                                {"muon-steps", 5LL},
                                {"momentum", 0.85}});
    const Figure f = figure_at(values, 9);
    const math::Walk walk({math::MatrixRegression(20, 30), math::Muon{0.05, 0.95, 5}}, {-1, 3});
    auto state = walk.start();
    walk.advance(state, 0, 9);
    const math::Landscape landscape = math::MatrixRegression(20, 30);
    const math::Objective objective(landscape);
    EXPECT_EQ(number(f, "muon-loss"), objective.value(state.x));
    EXPECT_EQ(number(f, "muon-beside"), objective.off_plane(state.x));
    EXPECT_GT(number(f, "muon-beside"), 0.01);
    EXPECT_EQ(numbers(f, "muon-x"), (Vector{state.x[0], state.x[3]}));
    const auto* loss = find_mark<Curve>(f, "loss", "muon");
    EXPECT_TRUE(close(loss->y[9], objective.value(state.x)));
    const auto* distance = find_mark<Curve>(f, "distance", "muon");
    EXPECT_TRUE(
        close(distance->y[9], std::sqrt(std::pow(state.x[0] - 1.5, 2) + std::pow(state.x[1] + 0.5, 2) +
                                        std::pow(state.x[2] - 1, 2) + std::pow(state.x[3] - 0.5, 2))));
    EXPECT_TRUE(has(words_of(f, 4), "beside the slice by ")) << words_of(f, 4);
}

TEST(RaceLab, GradientDescentHasTheRateItIsGivenAndNoneWhereThereIsNoGradient) {
    const Figure f = figure_at(with({{"lower", std::string("rates")}, {"steps", 40LL}}));
    for (const char* panel : {"rate-x", "rate-y"}) {
        const auto* gd = find_mark<Curve>(f, panel, "gd");
        const auto* adam = find_mark<Curve>(f, panel, "adam");
        ASSERT_EQ(gd->y.size(), 41U);
        EXPECT_TRUE(std::isnan(gd->y[0]));
        for (std::size_t t = 1; t <= 40; ++t) EXPECT_NEAR(gd->y[t] / 0.006, 1, 1e-9) << panel << t;
        EXPECT_GT(std::abs(adam->y[30] / adam->y[1] - 1), 0.1);
    }
    // Of several starts one is shown.
    const Figure one = figure_at(with({{"lower", std::string("rates")},
                                       {"starts", Points{{2, 2, {}}, {-3, 3, {}}}},
                                       {"words-start", 3LL}}));
    EXPECT_EQ(find_mark<Curve>(one, "rate-x", "gd"), nullptr);
    EXPECT_EQ(find_mark<Curve>(one, "rate-x", "gd-2"), nullptr);
    EXPECT_NE(find_mark<Curve>(one, "rate-x", "gd-3"), nullptr);
    const Figure flat = figure_at(with({{"lower", std::string("rates")},
                                        {"landscape", std::string("bowl")},
                                        {"rotation", 0.0},
                                        {"start", Vector{2, 0}}}));
    for (const double v : find_mark<Curve>(flat, "rate-y", "momentum")->y) EXPECT_TRUE(std::isnan(v));
}

// Arrow i of a mark: where it begins, and its way.
struct ArrowAt {
    math::PlanePoint from, way;
    [[nodiscard]] math::PlanePoint tip() const { return {from.x + way.x, from.y + way.y}; }
};
ArrowAt arrow(const Figure& f, const char* id, std::size_t i) {
    const auto* arrows = find_mark<Arrows>(f, "map", id);
    if (arrows == nullptr || i >= arrows->x.size()) return {{viz::nan, viz::nan}, {viz::nan, viz::nan}};
    return {{arrows->x[i], arrows->y[i]}, {arrows->u[i], arrows->v[i]}};
}
void expect_same(const math::PlanePoint& a, const math::PlanePoint& b, const char* what) {
    EXPECT_TRUE(close(a.x, b.x, {1e-9, 1e-12})) << what << ": " << a.x << " " << b.x;
    EXPECT_TRUE(close(a.y, b.y, {1e-9, 1e-12})) << what << ": " << a.y << " " << b.y;
}

TEST(RaceLab, TheArrowsOfALinearStepAddUpToTheMove) {
    const Figure f = figure_at(with({{"arrows", true}, {"show-qhm", true}, {"show-adam", false}}), 5);
    ASSERT_EQ(find_mark<Arrows>(f, "map", "step-whole")->x.size(), 4U);
    ASSERT_EQ(find_mark<Arrows>(f, "map", "step-memory")->x.size(), 3U);
    EXPECT_EQ(find_mark<Arrows>(f, "map", "step-downhill"), nullptr);
    expect_same(arrow(f, "step-gradient", 0).tip(), arrow(f, "step-whole", 0).tip(), "gradient descent");
    for (std::size_t k = 1; k < 4; ++k) {
        expect_same(arrow(f, "step-memory", k - 1).from, arrow(f, "step-whole", k).from, "memory");
        expect_same(arrow(f, "step-gradient", k).from, arrow(f, "step-memory", k - 1).tip(), "gradient");
        expect_same(arrow(f, "step-gradient", k).tip(), arrow(f, "step-whole", k).tip(), "whole");
    }
    EXPECT_EQ(find_mark<Arrows>(figure_at(defaults(lab()), 5), "map", "step-whole"), nullptr);
    // What is random and what decays belongs to the sum; cold, gradient and decay are all.
    for (const double temperature : {0.1, 0.0}) {
        const Figure hot = figure_at(with({{"arrows", true},
                                           {"show-gd", false},
                                           {"show-momentum", false},
                                           {"show-nesterov", false},
                                           {"show-adam", false},
                                           {"show-langevin", true},
                                           {"temperature", temperature},
                                           {"weight-decay", 0.5}}),
                                     7);
        const bool heated = temperature > 0;
        EXPECT_EQ(find_mark<Arrows>(hot, "map", "step-heat") != nullptr, heated);
        const char* last = heated ? "step-heat" : "step-gradient";
        if (heated) expect_same(arrow(hot, last, 0).from, arrow(hot, "step-gradient", 0).tip(), "heat");
        expect_same(arrow(hot, "step-decay", 0).from, arrow(hot, last, 0).tip(), "decay");
        expect_same(arrow(hot, "step-decay", 0).tip(), arrow(hot, "step-whole", 0).tip(), "whole");
    }
}

TEST(RaceLab, ADivergedRunHasNoArrows) {
    const Values values = set(find_preset(lab(), "too-fast").values, {{"arrows", true}});
    const Figure before = figure_at(values, 20), after = figure_at(values, 100);
    EXPECT_EQ(find_mark<Arrows>(before, "map", "step-whole")->x.size(), 4U);
    EXPECT_EQ(find_mark<Arrows>(after, "map", "step-whole")->x.size(), 3U);
    // The others' moves decide how long all are drawn.
    EXPECT_TRUE(has(find_mark<Arrows>(after, "map", "step-whole")->label, "×"));
}

TEST(RaceLab, ARescaledStepStandsBesideTheDirectionsOfGradientAndMean) {
    const Figure f = figure_at(with({{"arrows", true},
                                     {"show-gd", false},
                                     {"show-momentum", false},
                                     {"show-nesterov", false},
                                     {"show-adam", false},
                                     {"show-lion", true},
                                     {"show-adamw", true},
                                     {"adamw-decay", 0.5}}),
                               6);
    const auto direction = [](const math::Coordinates& c) {
        const double length = std::hypot(c[0], c[1]);
        return math::PlanePoint{-c[0] / length, -c[1] / length};
    };
    const auto unit = [](const math::PlanePoint& p) {
        return math::PlanePoint{p.x / std::hypot(p.x, p.y), p.y / std::hypot(p.x, p.y)};
    };
    const math::Walk lion({math::Himmelblau{}, math::Lion{0.05, 0.9, 0.99}}, {-0.3, -1});
    auto state = lion.start();
    lion.advance(state, 0, 5);
    const math::Coordinates g = lion.seen(state, 6).gradient;
    math::Coordinates mixed{};
    for (std::size_t d = 0; d < 2; ++d) mixed[d] = 0.9 * state.memory[d] + 0.1 * g[d];
    expect_same(unit(arrow(f, "step-downhill", 0).way), direction(g), "downhill");
    expect_same(unit(arrow(f, "step-mean", 0).way), direction(mixed), "mean");
    for (const char* id : {"step-downhill", "step-mean"}) {
        const math::PlanePoint way = arrow(f, id, 0).way, whole = arrow(f, "step-whole", 0).way;
        EXPECT_TRUE(close(std::hypot(way.x, way.y), std::hypot(whole.x, whole.y))) << id;
    }
    // AdamW's own decay ends where the whole move ends, by the factor that the label tells.
    expect_same(arrow(f, "step-decay", 0).tip(), arrow(f, "step-whole", 1).tip(), "AdamW");
    const auto* whole = find_mark<Arrows>(f, "map", "step-whole");
    const math::PlanePoint way = arrow(f, "step-whole", 1).way;
    const Vector now = numbers(f, "adamw-x"),
                 before =
                     numbers(figure_at(with({{"show-adamw", true}, {"adamw-decay", 0.5}}), 5), "adamw-x");
    const double times = std::round(way.x / (now[0] - before[0]));
    EXPECT_GT(times, 1);
    expect_same(way, {times * (now[0] - before[0]), times * (now[1] - before[1])}, "factor");
    EXPECT_TRUE(has(whole->label, fmt::format("×{}", times))) << whole->label;
}

TEST(RaceLab, OfALongRunSomeStepsAreDrawnAndAllCanBeShown) {
    const Values values = with({{"steps", 1'000'000LL},
                                {"show-momentum", false},
                                {"show-nesterov", false},
                                {"show-adam", false},
                                {"noise", 1.0}});
    const Figure f = figure_at(values, 123'457);
    EXPECT_EQ(f.playhead->last, 1'000'000);
    const auto* loss = find_mark<Curve>(f, "loss", "gd");
    EXPECT_LT(loss->x.size(), 250'000U);
    EXPECT_EQ(loss->x.back(), 1'000'000);
    math::Descent descent{math::Himmelblau{}, math::GradientDescent{0.006}};
    descent.noise = {1, 1, 0};
    const math::Walk walk(descent, {-0.3, -1});
    auto state = walk.start();
    walk.advance(state, 0, 123'457);
    EXPECT_EQ(numbers(f, "gd-x"), (Vector{state.x[0], state.x[1]}));
    EXPECT_EQ(find_mark<Curve>(f, "map", "gd")->x.back(), state.x[0]);
    EXPECT_EQ(find_mark<Curve>(f, "map", "gd-ahead")->x.front(), state.x[0]);
    // Many long runs are cut short, and that is said.
    const Figure four = figure_at(with({{"steps", 1'000'000LL}}));
    EXPECT_EQ(four.playhead->last, 250'000);
    EXPECT_TRUE(has(find_notice(four, "cut-short")->text, "each ends after 250000"));
}

TEST(RaceLab, AbsurdRatesAndStartsAreSaid) {
    const Figure f = figure_at(with({{"gd-rate", 1e300}}));
    EXPECT_TRUE(has(find_notice(f, "gd-diverged")->text, "diverged at step 1:"))
        << find_notice(f, "gd-diverged")->text;
    EXPECT_EQ(find_mark<Curve>(f, "loss", "gd")->x.size(), 2U);
    const Figure away = figure_at(with({{"landscape", std::string("beale")}, {"start", Vector{6, 6}}}));
    EXPECT_EQ(find_notice(away, "start-outside")->severity, Severity::Info);
    EXPECT_TRUE(has(find_notice(away, "start-outside")->text, "a good one for Beale's function is"));
    const Figure cusp = figure_at(with({{"landscape", std::string("ackley")}, {"start", Vector{0, 0}}}));
    EXPECT_TRUE(has(find_notice(cusp, "start-kink")->text, "cusp of Ackley's function"));
    EXPECT_EQ(limit_of(cusp, "gd-rate"), nullptr);
    EXPECT_EQ(numbers(cusp, "gd-x"), (Vector{0, 0}));
}

TEST(RaceLab, ManyDivergencesAreGathered) {
    Values values = with({{"starts", Points{{1, 1, {}}, {2, 1, {}}, {3, 3, {}}}}});
    for (const char* id : {"gd-rate", "momentum-rate", "nesterov-rate"}) values = set(values, {{id, 1.0}});
    const Figure f = figure_at(values);
    EXPECT_NE(find_notice(f, "gd-diverged"), nullptr);
    const Notice* others = find_notice(f, "others-diverged");
    ASSERT_NE(others, nullptr);
    EXPECT_EQ(others->severity, Severity::Failure);
    EXPECT_TRUE(has(others->text, "and 5 more")) << others->text;
    EXPECT_LE(f.notices.size(), 5U);
}

}  // namespace race_steps_lab_test
}  // namespace lossfield::viz
