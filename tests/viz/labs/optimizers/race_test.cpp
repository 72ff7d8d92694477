// The lab race: its numbers against the steppers run in a plain loop, and its words.
#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <stop_token>

#include "math/landscapes/landscapes.hpp"
#include "math/optimizers/modifiers.hpp"
#include "math/optimizers/steppers.hpp"
#include "tests/support/support.hpp"
#include "tests/viz/labs/optimizers/race.hpp"
#include "viz/labs/optimizers/race/race.hpp"

namespace lossfield::viz {
namespace race_lab_test {

using namespace race_lab;
using tests::close;

// Where a stepper of single coordinates stands after `steps` steps on Himmelblau's function.
template <typename Stepper>
math::PlanePoint plain_loop(const Stepper& stepper, int steps, const math::GradientNoise& noise) {
    math::PlanePoint x{-0.3, -1};
    std::array<math::MemoryOf<Stepper>, 2> memory{};
    for (std::uint64_t t = 1; t <= static_cast<std::uint64_t>(steps); ++t) {
        const math::PlanePoint g = math::Himmelblau{}.gradient(look_ahead(stepper, x.x, memory[0]),
                                                               look_ahead(stepper, x.y, memory[1]));
        const auto c = at_step(stepper, t);
        stepper.update(x.x, g.x + noise.at(t, 0), memory[0], c);
        stepper.update(x.y, g.y + noise.at(t, 1), memory[1], c);
    }
    return x;
}

TEST(RaceLab, ReadoutsAreThoseOfThePlainLoop) {
    for (const double noise : {0.0, 3.0}) {
        const Values values = with({{"noise", noise}, {"seed", 5LL}});
        for (const long long t : {0LL, 1LL, 12LL, 77LL, 100LL}) {
            const Figure f = figure_at(values, t);
            const int steps = static_cast<int>(t);
            const auto expect = [&](const std::string& id, const math::PlanePoint& at) {
                EXPECT_EQ(numbers(f, id + "-x"), (Vector{at.x, at.y})) << id << ' ' << t;
                EXPECT_EQ(number(f, id + "-loss"), math::value(math::Himmelblau{}, at)) << id << ' ' << t;
                const math::PlanePoint g = math::gradient(math::Himmelblau{}, at);
                EXPECT_EQ(numbers(f, id + "-gradient"), (Vector{g.x, g.y})) << id << ' ' << t;
            };
            expect("gd", plain_loop(math::GradientDescent{0.006}, steps, {noise, 5, 0}));
            expect("momentum", plain_loop(math::Momentum{0.006, 0.85}, steps, {noise, 5, 1}));
            expect("nesterov", plain_loop(math::Nesterov{0.006, 0.85}, steps, {noise, 5, 2}));
            expect("adam", plain_loop(math::Adam{{0.18, 0.9, 0.999, 1e-8}}, steps, {noise, 5, 3}));
            EXPECT_EQ(number(f, "step"), static_cast<double>(t));
        }
    }
}

TEST(RaceLab, LossAndGradientOfTheStartDoNotMoveWithTheStep) {
    for (const long long t : {0LL, 30LL}) {
        const Figure f = figure_at(defaults(lab()), t);
        // (x^2 + y - 11)^2 + (x + y^2 - 7)^2 at (-0.3, -1).
        EXPECT_TRUE(close(number(f, "loss"), 11.91 * 11.91 + 6.3 * 6.3));
        EXPECT_TRUE(close(numbers(f, "gradient"), Vector{1.2 * 11.91 - 12.6, -2 * 11.91 + 4 * 6.3}));
        EXPECT_LT(number(f, "gradient-check"), 1e-9);
    }
}

TEST(RaceLab, AStepIsTheSameHoweverFarTheRunGoesOn) {
    const Figure of_long = figure_at(with({{"noise", 2.0}, {"steps", 3000LL}}), 41);
    const Figure of_short = figure_at(with({{"noise", 2.0}, {"steps", 41LL}}));
    for (const char* id : {"gd-x", "momentum-x", "nesterov-x", "adam-x"})
        EXPECT_EQ(numbers(of_long, id), numbers(of_short, id)) << id;
    for (std::size_t sheet = 0; sheet < 4; ++sheet)
        EXPECT_EQ(words_of(of_long, sheet), words_of(of_short, sheet));
    EXPECT_EQ(of_long.playhead->last, 3000);
    // Beyond the end and before the start.
    EXPECT_EQ(number(figure_at(with({{"steps", 41LL}}), 5000), "step"), 41);
    EXPECT_EQ(number(figure_at(with({{"steps", 41LL}}), -3), "step"), 0);
}

TEST(RaceLab, ASheetTellsTheStepInWordsAndNumbers) {
    const Figure f = figure_at(defaults(lab()), 12);
    const std::string momentum = words_of(f, 1);
    for (const char* part :
         {"Momentum, step 12", "gradient at (−3.86, −2.5): (−30.9, 48.8)",
          "times $-η$ it pushes by (0.185, −0.293)", "0.85 of the last move is kept: (−0.85, −0.427)",
          "the sum is this move: (−0.665, −0.72)", "the loss goes from 23.11 to 40.45"})
        EXPECT_TRUE(has(momentum, part)) << momentum << "\nlacks " << part;
    EXPECT_TRUE(has(words_of(f, 2), "gradient ahead at"));
    EXPECT_TRUE(has(words_of(f, 3), "means: $m$ (37.8, 3.14), $v$ (30.5, 0.747)")) << words_of(f, 3);
    EXPECT_TRUE(has(words_of(figure_at(defaults(lab()), 0), 0), "no step taken yet"));
    EXPECT_TRUE(has(words_of(figure_at(with({{"noise", 1.0}}), 4), 0), "noisy gradient at"));
}

TEST(RaceLab, LimitsFollowTheCurvatureAndSayWhenTheyAreLocal) {
    const Figure bowl = figure_at(with({{"landscape", std::string("bowl")},
                                        {"kappa", 40.0},
                                        {"momentum", 0.5},
                                        {"nesterov-momentum", 0.5}}));
    EXPECT_TRUE(close(limit_of(bowl, "gd-rate")->snap.at, 2 / 40.0));
    EXPECT_TRUE(close(limit_of(bowl, "momentum-rate")->snap.at, 3 / 40.0));
    EXPECT_TRUE(close(limit_of(bowl, "nesterov-rate")->snap.at, 3 / (2 * 40.0)));
    EXPECT_EQ(limit_of(bowl, "adam-rate"), nullptr);
    EXPECT_EQ(limit_of(bowl, "gd-rate")->snap.label, "2/L");
    EXPECT_TRUE(limit_of(bowl, "gd-rate")->snap.limit);
    // The nearest minimum to (-0.3, -1) is (3.584428, -1.848127): Hessian 104.789, 6.9452, 29.3246.
    const Figure local = figure_at(defaults(lab()));
    EXPECT_EQ(limit_of(local, "gd-rate")->snap.label, "2/L (local)");
    EXPECT_NEAR(limit_of(local, "gd-rate")->snap.at, 2 / (67.0568 + std::hypot(37.7322, 6.9452)), 2e-6);
    EXPECT_EQ(limit_of(figure_at(with({{"landscape", std::string("saddle")}})), "gd-rate"), nullptr);
}

TEST(RaceLab, ARateAboveItsLimitIsNoDivergenceByItself) {
    const Values bowl = with({{"landscape", std::string("bowl")}, {"kappa", 20.0}, {"gd-rate", 0.104}});
    const Figure f = figure_at(set(bowl, {{"steps", 20LL}}));
    EXPECT_EQ(find_notice(f, "gd-diverged"), nullptr);
    EXPECT_TRUE(has(words_of(f, 0), "is above 2/L = 0.1")) << words_of(f, 0);
    EXPECT_FALSE(has(words_of(figure_at(set(bowl, {{"gd-rate", 0.099}})), 0), "is above"));
}

TEST(RaceLab, FourMinimaAreReachedAndNamed) {
    const Figure f = figure_at(find_preset(lab(), "four-minima").values);
    for (const char* place : {"(3, 2)", "(−2.81, 3.13)", "(−3.78, −3.28)", "(3.58, −1.85)"})
        EXPECT_TRUE(has(f.caption, place)) << f.caption;
    EXPECT_TRUE(has(f.caption, "After 120 steps")) << f.caption;
}

TEST(RaceLab, HeightsAreAboveTheLowestMinimum) {
    const Values well = set(find_preset(lab(), "tilted-well").values, {{"height", std::string("linear")}});
    const Figure f = figure_at(well);
    const auto* surface = find_mark<Surface>(f, "surface", "height");
    const auto [low, high] = std::minmax_element(surface->field.values.begin(), surface->field.values.end());
    EXPECT_GE(*low, 0);
    EXPECT_LT(*low, 1e-3);
    EXPECT_GT(*high, 1);
    EXPECT_EQ(find_panel(f, "surface")->z.scale, ScaleKind::Linear);
    const Figure logarithmic = figure_at(set(well, {{"height", std::string("logarithmic")}}));
    EXPECT_EQ(find_panel(logarithmic, "surface")->z.scale, ScaleKind::Log);
    const Figure clipped = figure_at(set(well, {{"height", std::string("clipped")}}));
    ASSERT_TRUE(find_mark<Surface>(clipped, "surface", "height")->cut.has_value());
    const double cut = *find_mark<Surface>(clipped, "surface", "height")->cut;
    const auto below = std::count_if(surface->field.values.begin(), surface->field.values.end(),
                                     [&](double v) { return v < cut; });
    EXPECT_NEAR(static_cast<double>(below) / static_cast<double>(surface->field.values.size()), 0.7, 0.02);
    // No minimum, no logarithm.
    EXPECT_EQ(find_panel(figure_at(with({{"landscape", std::string("saddle")}})), "surface")->z.scale,
              ScaleKind::Linear);
}

TEST(RaceLab, ProbeTellsTheTrueValues) {
    const Values values = defaults(lab());
    const Result result = lab().compute(values, Detail::Full, std::stop_token());
    const auto on_map = lab().probe(values, result, {}, "map", 1, -2);
    ASSERT_EQ(on_map.size(), 2U);
    EXPECT_EQ(std::get<double>(on_map[0].value), 148);
    EXPECT_EQ(std::get<Vector>(on_map[1].value), (Vector{-52, -8}));
    const auto on_loss = lab().probe(values, result, {}, "loss", 12.3, 1);
    ASSERT_EQ(on_loss.size(), 5U);
    EXPECT_EQ(std::get<double>(on_loss[2].value), number(figure_at(values, 12), "momentum-loss"));
    EXPECT_TRUE(lab().probe(values, result, {}, "loss", 101, 1).empty());
}

TEST(RaceLab, AStopEndsTheComputationSoon) {
    std::stop_source source;
    source.request_stop();
    const Values values = with({{"steps", 5000LL}});
    const Figure f = lab().draw(values, lab().compute(values, Detail::Full, source.get_token()), View{});
    EXPECT_EQ(f.playhead->last, 0);
}

}  // namespace race_lab_test
}  // namespace lossfield::viz
