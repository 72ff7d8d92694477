// The lab adam-anatomy: its strips against Adam in a plain loop, its laws, words and handles.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <stop_token>

#include "math/descent/adam_trace.hpp"
#include "math/optimizers/steppers.hpp"
#include "tests/support/support.hpp"
#include "tests/viz/labs/read_figure.hpp"
#include "viz/lab/catalog.hpp"
#include "viz/lab/settings.hpp"
#include "viz/labs/optimizers/adam_anatomy/adam_anatomy.hpp"
#include "viz/text/numbers.hpp"

namespace lossfield::viz {
namespace adam_anatomy_lab_test {

using read_figure::find_mark, read_figure::handle, read_figure::number, read_figure::numbers;
using tests::close;

const Lab& lab() { return find_lab(catalog(), "adam-anatomy"); }

Values with(std::initializer_list<std::pair<const char*, Value>> given) {
    return read_figure::with(lab(), given);
}
Values preset(const char* id) { return find_preset(lab(), id).values; }

Figure figure_at(const Values& values, std::optional<long long> step = std::nullopt) {
    View view;
    view.step = step;
    return lab().draw(values, lab().compute(values, Detail::Full, std::stop_token()), view);
}

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

bool notices(const Figure& f, const std::string& id) {
    return std::any_of(f.notices.begin(), f.notices.end(), [&](const Notice& n) { return n.id == id; });
}

std::string words_of(const Figure& f) {
    std::string all;
    for (const Sheet& s : known_panel(f, "sheets").sheets) {
        all += s.title + "\n";
        for (const std::string& line : s.lines) all += line + "\n";
    }
    return all;
}

TEST(AdamAnatomyLab, StepsAreThoseOfAdamInAPlainLoop) {
    for (const bool corrected : {true, false}) {
        const Values values = with({{"bias-correction", corrected}, {"event", 7LL}, {"after", -0.5}});
        const math::Adam adam{{1, 0.9, 0.99, 1e-8, corrected}};
        math::MemoryOf<math::Adam> memory{};
        for (long long t = 1; t <= 30; ++t) {
            const double g = t < 7 ? 1 : -0.5;
            double x = 0;
            adam.update(x, g, memory, at_step(adam, static_cast<std::uint64_t>(t)));
            const Figure f = figure_at(values, t);
            EXPECT_EQ(number(f, "step"), static_cast<double>(t));
            EXPECT_EQ(number(f, "g"), g);
            EXPECT_EQ(number(f, "mean"), memory[0]);
            EXPECT_EQ(number(f, "mean-square"), memory[1]);
            EXPECT_EQ(number(f, "update"), -x);
        }
        EXPECT_EQ(find_mark<Curve>(figure_at(values), "update", "update")->x.size(), 160U);
    }
}

TEST(AdamAnatomyLab, TheSheetsSumUp) {
    const std::string words = words_of(figure_at(with({{"event", 3LL}, {"after", -0.5}}), 3));
    for (const char* part : {"Mean, step 3", "$m$ = 0.9 · 0.19 + 0.1 · (−0.5) = 0.121",
                             "divided by 1 − $0.9^{3}$ = 0.271: 0.446", "the parameter falls by 0.516 rates"})
        EXPECT_TRUE(has(words, part)) << part << " in\n" << words;
    EXPECT_TRUE(has(words_of(figure_at(with({{"bias-correction", false}}), 3)), "not corrected")) << words;
    EXPECT_TRUE(has(words_of(figure_at(with({}), 0)), "no gradient yet"));
}

TEST(AdamAnatomyLab, AConstantGradientMovesByOneRateAtEveryScale) {
    for (const double scale : {1e-3, 1.0, 500.0}) {
        const Figure f =
            figure_at(with({{"stream", std::string("constant")}, {"scale", scale}, {"epsilon", 0.0}}));
        for (const double u : find_mark<Curve>(f, "update", "update")->y) EXPECT_TRUE(close(u, 1));
        EXPECT_TRUE(f.notices.empty());
    }
    // No longer where epsilon is as large as the gradients.
    const Figure soft = figure_at(with({{"stream", std::string("constant")}, {"scale", 1e-8}}));
    EXPECT_TRUE(close(number(soft, "update"), 0.5, {1e-6, 0}));
    EXPECT_TRUE(notices(soft, "epsilon"));
}

TEST(AdamAnatomyLab, ASpikeAfterSilenceJumps) {
    const Figure f = figure_at(preset("spike"), 11);
    EXPECT_EQ(number(f, "step"), 6011);
    EXPECT_NEAR(number(f, "update"), 3.1623, 0.01);
    EXPECT_TRUE(close(number(f, "limit"), 3.1622776601683795));
    EXPECT_TRUE(notices(f, "jump"));
    EXPECT_TRUE(has(f.caption, "After 6010 silent steps")) << f.caption;
    // The first gradient of all moves by one rate.
    Values at_once = with({{"stream", std::string("spike")}, {"event", 1LL}, {"beta2", 0.999}});
    EXPECT_TRUE(close(number(figure_at(at_once, 1), "update"), 1, {1e-7, 0}));
    EXPECT_FALSE(notices(figure_at(at_once), "jump"));
    EXPECT_TRUE(has(figure_at(with({{"stream", std::string("spike")}, {"event", 900LL}})).caption,
                    "after the last step shown"));
}

TEST(AdamAnatomyLab, TheSpikesUpdateLiesOnItsLaw) {
    const Values values = preset("spike");
    const Figure f = figure_at(values, 11);
    const auto* here = find_mark<PointSet>(f, "silence", "here");
    ASSERT_NE(here, nullptr);
    EXPECT_EQ(here->x[0], 6000);
    EXPECT_NEAR(here->y[0], number(f, "update"), 1e-6);
    const auto* law = find_mark<Curve>(f, "silence", "corrected");
    const auto after = std::lower_bound(law->x.begin(), law->x.end(), 6000.0) - law->x.begin();
    EXPECT_LE(law->y[static_cast<std::size_t>(after) - 1], here->y[0]);
    EXPECT_GE(law->y[static_cast<std::size_t>(after)], here->y[0]);
}

TEST(AdamAnatomyLab, WithoutCorrectionTheFirstStepsAreTooLarge) {
    const Figure f = figure_at(preset("uncorrected"), 1);
    EXPECT_NEAR(number(f, "update"), 3.1623, 1e-3);
    EXPECT_TRUE(notices(f, "uncorrected"));
    EXPECT_EQ(find_mark<Curve>(f, "gradients", "corrected-mean"), nullptr);
    EXPECT_EQ(number(f, "correction1"), 1);
}

TEST(AdamAnatomyLab, NoiseMeasuresWhatTheoryForetells) {
    for (const double ratio : {0.0, 0.5, 1.5}) {
        Values values = preset("noise");
        values[index_of(lab(), "ratio")] = ratio;
        const Figure f = figure_at(values);
        EXPECT_NEAR(number(f, "measured") / number(f, "expected"), 1, 0.06) << ratio;
        EXPECT_NEAR(number(f, "theory") / number(f, "expected"), 1, 3e-3) << ratio;  // settled, nearly
        values[index_of(lab(), "bias-correction")] = false;
        const Figure plain = figure_at(values);
        EXPECT_NEAR(number(plain, "measured") / number(plain, "expected"), 1, 0.06) << ratio;
        EXPECT_GT(number(plain, "expected"), 1.5 * number(plain, "theory")) << ratio;
        EXPECT_TRUE(close(number(f, "theory"), math::update_rms(0.9, ratio)));
        const auto* rms = find_mark<Curve>(f, "root-mean-square", "measured");
        EXPECT_TRUE(close(rms->y.front(), 1, {1e-6, 0}));  // every coordinate moves by one rate at first
    }
    EXPECT_TRUE(close(number(figure_at(preset("noise")), "theory"), 0.22941573387056174));
}

TEST(AdamAnatomyLab, TheWeightsNowSumUpToOneWithCorrection) {
    for (const long long step : {1LL, 5LL, 9LL}) {
        const Figure f = figure_at(with({}), step);
        for (const char* id : {"mean-weights", "square-weights"}) {
            const auto* curve = find_mark<Curve>(f, "memory", id);
            ASSERT_NE(curve, nullptr);
            // Up to nine steps back the curve has every step.
            double sum = 0;
            for (const double w : curve->y) sum += w;
            EXPECT_EQ(curve->x.size(), static_cast<std::size_t>(step));
            EXPECT_TRUE(close(sum, 1, {1e-12, 0})) << id << ' ' << step;
        }
        // Of a constant gradient every step contributes its weight.
        EXPECT_EQ(find_mark<PointSet>(f, "memory", "from-gradients")->y,
                  find_mark<Curve>(f, "memory", "mean-weights")->y);
    }
}

TEST(AdamAnatomyLab, TheWindowHandlesSetTheBetas) {
    const Values values = with({});
    const Figure f = figure_at(values);
    const Values after = drag(lab().parameters, values, handle(f, "beta1-window"), 50, 0.02);
    EXPECT_NEAR(std::get<double>(after[index_of(lab(), "beta1")]), 0.98, 1e-4);
    EXPECT_EQ(after[index_of(lab(), "beta2")], values[index_of(lab(), "beta2")]);
}

TEST(AdamAnatomyLab, ATurnTakesTheAdvantageAway) {
    const Figure f = figure_at(preset("ravine"));
    const auto* adam = find_mark<Curve>(f, "turn", "adam");
    const auto* descent = find_mark<Curve>(f, "turn", "descent");
    ASSERT_EQ(adam->x.size(), 46U);
    EXPECT_EQ(adam->y.front(), adam->y.back());  // a quarter turn renames the axes
    EXPECT_LT(adam->y.front(), descent->y[0] / 100);
    EXPECT_GT(*std::max_element(adam->y.begin(), adam->y.end()), 5 * descent->y[0]);
    EXPECT_EQ(descent->y[0], descent->y[1]);
    // The handle lies on the curve of its own angle.
    EXPECT_EQ(handle(f, "rotation").y, number(f, "adam-reached"));
    const auto [low, high] = std::minmax(adam->y[22], adam->y[23]);  // at 44 and 46 degrees
    EXPECT_GE(number(f, "adam-reached"), 0.99 * low);
    EXPECT_LE(number(f, "adam-reached"), 1.01 * high);
}

TEST(AdamAnatomyLab, TheStripsShowTheRecordedPath) {
    for (const char* component : {"first", "second"}) {
        Values values = preset("ravine");
        values[index_of(lab(), "component")] = std::string(component);
        values[index_of(lab(), "rotation")] = 0.0;
        const std::size_t k = component == std::string("first") ? 0 : 1;
        const Figure before = figure_at(values, 20), after = figure_at(values, 21);
        const double moved = numbers(after, "adam-place")[k] - numbers(before, "adam-place")[k];
        EXPECT_NEAR(moved, -0.1 * number(after, "update"), 1e-12);
        const double place = numbers(before, "adam-place")[k];
        EXPECT_NEAR(number(after, "g"), k == 0 ? place : 100 * place, 1e-9);
    }
}

TEST(AdamAnatomyLab, OnlyWhatMattersIsOffered) {
    const auto hidden = [](const Values& values, const std::string& id) {
        const auto list = figure_at(values).hidden;
        return std::count(list.begin(), list.end(), id) == 1;
    };
    EXPECT_TRUE(hidden(with({}), "kappa"));
    EXPECT_TRUE(hidden(with({}), "ratio"));
    EXPECT_FALSE(hidden(with({}), "event"));
    EXPECT_FALSE(hidden(preset("ravine"), "rotation"));
    EXPECT_TRUE(hidden(preset("ravine"), "scale"));
    Values saddle = preset("ravine");
    saddle[index_of(lab(), "landscape")] = std::string("saddle");
    EXPECT_FALSE(hidden(saddle, "rotation"));
    EXPECT_TRUE(hidden(saddle, "kappa"));
}

TEST(AdamAnatomyLab, DivergenceIsTold) {
    Values values = preset("ravine");
    values[index_of(lab(), "gd-rate")] = 0.05;
    EXPECT_TRUE(notices(figure_at(values), "descent-diverged"));
    values[index_of(lab(), "stream")] = std::string("recorded");
    values[index_of(lab(), "recorded-by")] = std::string("gd");
    const Figure f = figure_at(values);
    EXPECT_LT(f.playhead->last, 80);
    EXPECT_GT(f.playhead->last, 5);
    EXPECT_TRUE(notices(f, "run-diverged"));
    // Who cannot run on a landscape says why, and nothing is recorded.
    values[index_of(lab(), "recorded-by")] = std::string("muon");
    const Figure none = figure_at(values);
    EXPECT_TRUE(notices(none, "unfit"));
    EXPECT_FALSE(why_unfit(none, "recorded-by", "muon").empty());
    EXPECT_TRUE(why_unfit(none, "recorded-by", "gd").empty());
    for (const double g : find_mark<PointSet>(none, "gradients", "gradient")->y) EXPECT_EQ(g, 0);
}

// The race's own steps, with all that acts on them, are those that the strips are recorded from.
TEST(AdamAnatomyLab, ARecordedStreamIsThatOfTheRace) {
    const Lab& race = find_lab(catalog(), "race");
    Values run = defaults(race);
    for (const auto& [id, value] : std::vector<Setting>{{"noise", 30.0},
                                                        {"noise-law", std::string("heavy")},
                                                        {"clip", true},
                                                        {"clip-norm", 40.0},
                                                        {"schedule", std::string("cosine")},
                                                        {"schedule-total", 60LL},
                                                        {"warm-up", 5LL},
                                                        {"weight-decay", 0.1},
                                                        {"beta2", 0.95},
                                                        {"seed", 7LL}})
        run[index_of(race, id)] = value;
    const auto place = [](const Lab& l, const Values& values, long long step, const char* id) {
        View view;
        view.step = step;
        return numbers(l.draw(values, l.compute(values, Detail::Full, std::stop_token()), view), id);
    };
    const Figure raced = race.draw(run, race.compute(run, Detail::Full, std::stop_token()), View{});
    const auto way = std::find_if(raced.jumps.begin(), raced.jumps.end(),
                                  [](const Jump& j) { return j.lab == "adam-anatomy"; });
    ASSERT_NE(way, raced.jumps.end());
    for (const char* who : {"adam", "momentum", "lion"}) {
        Values values = carried_over(race, run, lab(), way->sets);
        values[index_of(lab(), "recorded-by")] = std::string(who);
        run[index_of(race, std::string("show-") + who)] = true;
        for (const long long step : {1LL, 17LL, 100LL}) {
            const Vector at = numbers(figure_at(values, step), "place");
            EXPECT_EQ(at, place(race, run, step, (std::string(who) + "-x").c_str())) << who << step;
        }
    }
    // Adam's own step is its update times the rate that the schedule leaves, beside what the decay takes.
    const Values values = carried_over(race, run, lab(), way->sets);
    const Vector before = numbers(figure_at(values, 30), "place"),
                 after = numbers(figure_at(values, 31), "place");
    const double share = 0.5 * (1 + std::cos(std::numbers::pi * 30 / 60)), rate = 0.18 * share;
    const double own = after[0] - (1 - rate * 0.1) * before[0];
    EXPECT_NEAR(own, -rate * number(figure_at(values, 31), "update"), 1e-12);
    EXPECT_TRUE(has(words_of(figure_at(values, 31)), "it moves this coordinate by " + brief(own, 3)));
}

TEST(AdamAnatomyLab, TheHistogramHoldsAllUpdates) {
    for (const double ratio : {0.0, 1.5}) {
        const Figure f = figure_at(with({{"stream", std::string("noise")}, {"ratio", ratio}}));
        const auto* bars = find_mark<Bars>(f, "histogram", "updates");
        double all = 0, square = 0;
        for (std::size_t k = 0; k < bars->value.size(); ++k) {
            all += bars->value[k] / 100;
            square += bars->value[k] / 100 * bars->position[k] * bars->position[k];
        }
        EXPECT_TRUE(close(all, 1, {1e-12, 0}));
        // To within what the width of a bin can hide.
        EXPECT_NEAR(std::sqrt(square), number(f, "measured"), 0.02);
        EXPECT_EQ(find_mark<Rule>(f, "histogram", "measured")->at, number(f, "measured"));
        EXPECT_EQ(find_mark<Rule>(f, "histogram", "theory-below")->at, -number(f, "theory"));
    }
}

TEST(AdamAnatomyLab, ProbeTellsTheTrueValues) {
    const Values values = with({});
    const Result result = lab().compute(values, Detail::Full, std::stop_token());
    const auto strip = lab().probe(values, result, {}, "update", 12.3, 0);
    ASSERT_EQ(strip.size(), 5U);
    EXPECT_EQ(std::get<double>(strip[4].value), number(figure_at(values, 12), "update"));
    const auto memory = lab().probe(values, result, {}, "memory", 4, 0.1);
    ASSERT_EQ(memory.size(), 3U);
    EXPECT_TRUE(close(std::get<double>(memory[1].value), 0.1 * 0.729));
    EXPECT_TRUE(lab().probe(values, result, {}, "update", 161, 0).empty());
}

}  // namespace adam_anatomy_lab_test
}  // namespace lossfield::viz
