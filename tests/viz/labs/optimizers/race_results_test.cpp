// The lab race: its results against plain walks, their order, coloured paths, jumps to theory and what is unfit.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "math/descent/momentum_spectrum.hpp"
#include "math/optimizers/engine.hpp"
#include "tests/support/support.hpp"
#include "tests/viz/labs/optimizers/race.hpp"
#include "viz/lab/settings.hpp"
#include "viz/labs/optimizers/race/race.hpp"

namespace lossfield::viz {
namespace race_results_lab_test {

using namespace race_lab;
using tests::close;

Values results(std::initializer_list<std::pair<const char*, Value>> given = {}) {
    return set(with({{"lower", std::string("results")}}), given);
}

Table table_in(const Figure& f, const char* panel) { return *find_panel(f, panel)->table; }

TEST(RaceResults, EntriesAreThoseOfAPlainWalk) {
    // So many steps that not every one is recorded.
    for (const long long steps : {40LL, 60'000LL}) {
        const Values values =
            results({{"steps", steps}, {"noise", 1.0}, {"starts", Points{{2, -3, {}}}}, {"target", 1.0}});
        const Table& t = table_in(figure_at(values), "results");
        ASSERT_EQ(t.entries.rows, 8U);
        const std::array<math::PlanePoint, 2> starts{{{-0.3, -1}, {2, -3}}};
        for (std::size_t row = 0; row < 8; ++row) {
            const std::size_t k = row / 2, s = row % 2;
            OptimizerInputs in;
            in.noise = 1;
            const math::Walk walk(descent_of(in, math::Himmelblau{}, k), starts.at(s),
                                  static_cast<std::uint32_t>(s));
            math::DescentState state = walk.start();
            double least = std::numeric_limits<double>::infinity(), at = 0, reached = viz::nan, height = 0;
            for (std::uint64_t step = 0;; ++step) {
                height = math::value(math::Himmelblau{}, walk.shown(state));
                if (height < least) least = height, at = static_cast<double>(step);
                if (std::isnan(reached) && height <= 1) reached = static_cast<double>(step);
                if (step == static_cast<std::uint64_t>(steps)) break;
                state = walk.step(state, step + 1);
            }
            EXPECT_EQ(t.entries.at(row, 0), in.rates[k]);
            EXPECT_EQ(t.entries.at(row, 1), reached) << row;
            EXPECT_TRUE(close(t.entries.at(row, 2), height)) << row;
            EXPECT_TRUE(close(t.entries.at(row, 3), least)) << row;
            EXPECT_EQ(t.entries.at(row, 4), at) << row;
            EXPECT_TRUE(std::isnan(t.entries.at(row, 6))) << row;
        }
    }
}

TEST(RaceResults, DoNotDependOnTheStepShown) {
    const Values values = find_preset(lab(), "results").values;
    const Table early = table_in(figure_at(values, 3), "results");
    const Table late = table_in(figure_at(values), "results");
    EXPECT_EQ(early.row_labels, late.row_labels);
    for (std::size_t i = 0; i < early.entries.entries.size(); ++i)
        EXPECT_TRUE(early.entries.entries[i] == late.entries.entries[i] ||
                    (std::isnan(early.entries.entries[i]) && std::isnan(late.entries.entries[i])));
}

TEST(RaceResults, ADivergedRunSaysWhenAndNeverArrives) {
    const Values values = set(find_preset(lab(), "too-fast").values, {{"lower", std::string("results")}});
    const Figure f = figure_at(values);
    const Table& t = table_in(f, "results");
    EXPECT_GT(t.entries.at(0, 6), 5);
    EXPECT_TRUE(has(find_notice(f, "gd-diverged")->text,
                    "at step " + std::to_string(static_cast<int>(t.entries.at(0, 6)))));
    EXPECT_TRUE(std::isnan(t.entries.at(0, 1)));
    EXPECT_TRUE(t.gaps);
}

TEST(RaceResults, EveryHeadingSortsUpAndDownWithGapsLast) {
    const Values values = find_preset(lab(), "results").values;
    const Figure first = figure_at(values);
    std::vector<std::string> all = table_in(first, "results").row_labels;
    std::sort(all.begin(), all.end());
    for (std::size_t c = 0; c < table_in(first, "results").columns.size(); ++c) {
        Values sorted = set(values, {{"sort-by", std::string("optimizer")}});
        for (const bool falling : {false, true}) {
            const Figure before = figure_at(sorted);
            sorted = with_settings(lab(), sorted, table_in(before, "results").columns[c].sets);
            const Figure after = figure_at(sorted);
            const Table& t = table_in(after, "results");
            EXPECT_EQ(t.columns[c].sorted, falling ? Sorted::Descending : Sorted::Ascending) << c;
            for (std::size_t row = 0; row + 1 < t.entries.rows; ++row) {
                const double a = t.entries.at(row, c), b = t.entries.at(row + 1, c);
                EXPECT_TRUE(std::isnan(b) || (falling ? a >= b : a <= b)) << c << ' ' << row;
            }
            std::vector<std::string> labels = t.row_labels;
            std::sort(labels.begin(), labels.end());
            EXPECT_EQ(labels, all);
        }
    }
}

TEST(RaceResults, ColoursGoWithTheRows) {
    const Figure f = figure_at(find_preset(lab(), "results").values);
    const Table& t = table_in(f, "results");
    for (std::size_t row = 0; row < t.entries.rows; ++row) {
        std::size_t k = 0;
        while (optimizer_title(k) != t.row_labels[row]) ++k;
        EXPECT_EQ(t.row_colours[row], optimizer_colour(k));
    }
}

TEST(RaceColours, APathHasAsManyValuesAsPoints) {
    for (const char* preset : {"four-minima", "too-fast", "muon", "saddle"})
        for (const char* by : {"loss", "step"}) {
            const Values values = set(find_preset(lab(), preset).values, {{"path-colour", std::string(by)}});
            const Figure f = figure_at(values, 25);
            EXPECT_TRUE(find_panel(f, "map")->colour_bar.has_value());
            const auto* path = find_mark<Curve>(f, "map", "gd");
            ASSERT_GT(path->x.size(), 2U) << preset;
            EXPECT_EQ(path->values.size(), path->x.size()) << preset;
            EXPECT_EQ(find_mark<Curve>(f, "surface", "gd")->values, path->values);
            EXPECT_GT(path->scale.high, path->scale.low);
            EXPECT_EQ(path->values[0],
                      std::string(by) == "step" ? 0 : find_mark<Curve>(f, "loss", "gd")->y[0]);
        }
    const Figure plain = figure_at(defaults(lab()));
    EXPECT_TRUE(find_mark<Curve>(plain, "map", "gd")->values.empty());
    EXPECT_EQ(find_panel(plain, "map")->colour_bar->mark, "height");
}

const Jump& jump_of(const Figure& f, const std::string& id) {
    const auto found =
        std::find_if(f.jumps.begin(), f.jumps.end(), [&](const Jump& j) { return j.id == id; });
    if (found == f.jumps.end()) throw InputError("no jump " + id);
    return *found;
}

double set_by(const Jump& jump, const std::string& parameter) {
    for (const auto& [id, value] : jump.sets)
        if (id == parameter) return std::get<double>(value);
    return viz::nan;
}

TEST(RaceJumps, SetWhatTheFormulasSay) {
    const double mu = 1, l = 30, root = std::sqrt(l);
    const Figure f = figure_at(with({{"landscape", std::string("bowl")}, {"kappa", l}}));
    EXPECT_TRUE(close(set_by(jump_of(f, "gd-safe"), "gd-rate"), 1 / l));
    EXPECT_TRUE(close(set_by(jump_of(f, "gd-best"), "gd-rate"), 2 / (l + mu)));
    EXPECT_TRUE(close(set_by(jump_of(f, "gd-limit"), "gd-rate"), 2 / l));
    const Jump& polyak = jump_of(f, "momentum-best");
    EXPECT_TRUE(close(set_by(polyak, "momentum-rate"), 4 / ((root + 1) * (root + 1))));
    EXPECT_TRUE(close(set_by(polyak, "momentum"), std::pow((root - 1) / (root + 1), 2)));
    // What its sentence says of the contraction.
    const Jump& own = jump_of(f, "nesterov-safe");
    EXPECT_TRUE(close(set_by(own, "nesterov-momentum"), (root - 1) / (root + 1)));
    const double contraction =
        math::slowest_contraction(math::MomentumMethod::Nesterov, 1 / l, (root - 1) / (root + 1), {mu, l});
    EXPECT_NEAR(contraction, 1 - 1 / root, 1e-7);
    const Jump& best = jump_of(f, "nesterov-best");
    EXPECT_TRUE(close(set_by(best, "nesterov-rate"), 4 / (3 * l + mu)));
    EXPECT_TRUE(close(set_by(best, "nesterov-momentum"), math::best_nesterov(mu, l).momentum));
    // All of them can stand at their best at once.
    std::set<std::string> taken;
    for (const Jump* jump : {&jump_of(f, "gd-best"), &polyak, &best})
        for (const auto& [id, value] : jump->sets) EXPECT_TRUE(taken.insert(id).second) << id;
    EXPECT_EQ(jump_of(f, "gd-best").help.find("only"), std::string::npos);
    EXPECT_TRUE(
        has(jump_of(figure_at(defaults(lab())), "gd-best").help, "near the minimum (3.58, −1.85) only"));
    // None where nothing is known, none for who does not run.
    EXPECT_THROW((void)jump_of(figure_at(with({{"landscape", std::string("saddle")}})), "gd-best"),
                 InputError);
    EXPECT_THROW((void)jump_of(figure_at(with({{"show-gd", false}})), "gd-best"), InputError);
    EXPECT_EQ(set_by(jump_of(figure_at(with({{"show-newton", true}})), "newton-whole"), "newton-rate"), 1);
}

TEST(RaceJumps, TheBestRateOfDescentContractsAsTheorySays) {
    const double kappa = 30;
    Values values = with({{"landscape", std::string("bowl")}, {"kappa", kappa}, {"steps", 60LL}});
    values = with_settings(lab(), values, jump_of(figure_at(values), "gd-best").sets);
    const Vector before = numbers(figure_at(values, 40), "gd-x"),
                 after = numbers(figure_at(values, 41), "gd-x");
    EXPECT_NEAR(std::hypot(after[0], after[1]) / std::hypot(before[0], before[1]), (kappa - 1) / (kappa + 1),
                1e-9);
}

TEST(RaceUnfit, WhatFitsNoStartCannotBeSwitchedOn) {
    const Figure f = figure_at(defaults(lab()));
    for (const char* id : {"muon", "natural", "mirror"})
        EXPECT_TRUE(has(why_unfit(f, std::string("show-") + id), " needs ")) << id;
    EXPECT_TRUE(why_unfit(f, "show-adam").empty());
    // From one of two starts mirror descent can run.
    EXPECT_TRUE(why_unfit(figure_at(with({{"starts", Points{{1, 1, {}}}}})), "show-mirror").empty());
    EXPECT_TRUE(
        why_unfit(figure_at(with({{"landscape", std::string("matrix-regression")}})), "show-muon").empty());
}

}  // namespace race_results_lab_test
}  // namespace lossfield::viz
