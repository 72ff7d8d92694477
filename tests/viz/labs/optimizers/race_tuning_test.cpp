// The lab race's search for rates: against brute force by plain loops, with equal budgets, and how to get to the best.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "math/landscapes/landscapes.hpp"
#include "math/optimizers/modifiers.hpp"
#include "math/optimizers/steppers.hpp"
#include "tests/support/support.hpp"
#include "tests/viz/labs/optimizers/race.hpp"
#include "viz/lab/settings.hpp"
#include "viz/labs/optimizers/race/race.hpp"

namespace lossfield::viz {
namespace race_tuning_lab_test {

using namespace race_lab;
using tests::close;

Values tuned(std::initializer_list<std::pair<const char*, Value>> given = {}) {
    return set(with({{"lower", std::string("tuning")}}), given);
}

Table table_of(const Figure& f) { return *find_panel(f, "tuned")->table; }

// The final loss on Himmelblau's function; NaN: a coordinate went beyond the bound.
template <typename Stepper>
double plain_loss(const Stepper& stepper, int steps, const math::GradientNoise& noise) {
    math::PlanePoint x{-0.3, -1};
    std::array<math::MemoryOf<Stepper>, 2> memory{};
    for (std::uint64_t t = 1; t <= static_cast<std::uint64_t>(steps); ++t) {
        const math::PlanePoint g = math::Himmelblau{}.gradient(look_ahead(stepper, x.x, memory[0]),
                                                               look_ahead(stepper, x.y, memory[1]));
        const auto c = at_step(stepper, t);
        stepper.update(x.x, g.x + noise.at(t, 0), memory[0], c);
        stepper.update(x.y, g.y + noise.at(t, 1), memory[1], c);
        if (!(std::max(std::abs(x.x), std::abs(x.y)) <= 1e6)) return viz::nan;
    }
    return math::value(math::Himmelblau{}, x);
}

struct Found {
    double rate = viz::nan, loss = viz::nan;
    int diverged = 0;
};

template <typename Make>
Found brute_force(const Make& make, int steps, const math::GradientNoise& noise) {
    Found found;
    for (int i = 0; i < 25; ++i) {
        const double rate = 1e-4 * std::pow(1e5, i / 24.0);
        const double loss = plain_loss(make(rate), steps, noise);
        if (std::isnan(loss))
            ++found.diverged;
        else if (!(found.loss <= loss))
            found.rate = rate, found.loss = loss;
    }
    return found;
}

TEST(RaceTuning, TheBestIsThatOfBruteForce) {
    for (const double noise : {0.0, 3.0}) {
        const Figure f = figure_at(tuned({{"noise", noise}, {"steps", 30LL}}));
        const Table& t = table_of(f);
        const auto expect = [&](std::size_t row, const Found& found) {
            EXPECT_TRUE(close(t.entries.at(row, 0), found.rate)) << row << ' ' << noise;
            EXPECT_NEAR(t.entries.at(row, 1), found.loss, 1e-9 * (1 + found.loss)) << row << ' ' << noise;
            EXPECT_EQ(t.entries.at(row, 2), found.diverged) << row << ' ' << noise;
        };
        expect(0, brute_force([](double rate) { return math::GradientDescent{rate}; }, 30, {noise, 1, 0}));
        expect(1, brute_force([](double rate) { return math::Momentum{rate, 0.85}; }, 30, {noise, 1, 1}));
        expect(2, brute_force([](double rate) { return math::Nesterov{rate, 0.85}; }, 30, {noise, 1, 2}));
        expect(3, brute_force(
                      [](double rate) {
                          return math::Adam{{rate, 0.9, 0.999, 1e-8}};
                      },
                      30, {noise, 1, 3}));
        // At the rates as they are: that of the race.
        EXPECT_EQ(t.entries.at(0, 3), number(f, "gd-loss"));
    }
}

TEST(RaceTuning, EveryOptimizerHasTheSameRatesAndTheBestIsMarked) {
    const Figure f = figure_at(find_preset(lab(), "equal-budget").values);
    const auto* best = find_mark<PointSet>(f, "tuning", "best");
    ASSERT_NE(best, nullptr);
    const Table& t = table_of(f);
    ASSERT_EQ(best->x.size(), t.entries.rows);
    const Vector& rates = find_mark<Curve>(f, "tuning", "gd")->x;
    EXPECT_EQ(rates.front(), 1e-4);
    EXPECT_EQ(rates.back(), 10);
    const char* ids[] = {"gd", "momentum", "nesterov", "adam", "rmsprop", "lion"};
    for (std::size_t row = 0; row < t.entries.rows; ++row) {
        const auto* curve = find_mark<Curve>(f, "tuning", ids[row]);
        EXPECT_EQ(curve->x, rates);
        EXPECT_EQ(curve->y.size(), 25U);
        const auto gaps =
            std::count_if(curve->y.begin(), curve->y.end(), [](double v) { return std::isnan(v); });
        EXPECT_EQ(static_cast<double>(gaps), t.entries.at(row, 2)) << ids[row];
        EXPECT_EQ(best->x[row], t.entries.at(row, 0));
        for (const double v : curve->y) EXPECT_FALSE(v < best->y[row]) << ids[row];
        EXPECT_EQ(best->colours[row], t.row_colours[row]);
    }
    EXPECT_TRUE(has(f.caption, "6 optimizers with equal budgets, 25 runs of 100 steps each")) << f.caption;
    EXPECT_TRUE(has(f.caption, "of 150 runs diverged")) << f.caption;
}

TEST(RaceTuning, AJumpGoesToTheBestAndTheRaceThenEndsThere) {
    const Values values = find_preset(lab(), "equal-budget").values;
    const Figure f = figure_at(values);
    const auto find = [&](const std::string& id) {
        return *std::find_if(f.jumps.begin(), f.jumps.end(), [&](const Jump& j) { return j.id == id; });
    };
    const Values one = with_settings(lab(), values, find("adam-tuned").sets);
    EXPECT_EQ(std::get<double>(one[index_of(lab(), "adam-rate")]), table_of(f).entries.at(3, 0));
    EXPECT_EQ(table_of(figure_at(one)).entries.at(3, 3), table_of(f).entries.at(3, 1));
    const Figure all = figure_at(with_settings(lab(), values, find("all-tuned").sets));
    const Table& t = table_of(all);
    for (std::size_t row = 0; row < t.entries.rows; ++row)
        EXPECT_EQ(t.entries.at(row, 3), t.entries.at(row, 1));
    EXPECT_EQ(t.entries.at(3, 1), number(all, "adam-loss"));
}

TEST(RaceTuning, IsThereOnlyWhereItIsAskedForAndKeepsToItsLimit) {
    const Figure without = figure_at(defaults(lab()));
    EXPECT_EQ(find_panel(without, "tuning"), nullptr);
    EXPECT_FALSE(has_effect(without, "tune-count"));
    EXPECT_TRUE(has_effect(figure_at(tuned()), "tune-count"));
    const Figure f = figure_at(tuned({{"steps", 20'000LL}, {"tune-count", 100LL}}));
    const Notice* notice = find_notice(f, "tuning-cut-short");
    ASSERT_NE(notice, nullptr);
    EXPECT_TRUE(has(notice->text, "each ends after 2500")) << notice->text;
    // The ends of the grid may be given in either order, and may be one.
    EXPECT_EQ(table_of(figure_at(tuned({{"tune-from", 10.0}, {"tune-to", 1e-4}}))).entries.entries,
              table_of(figure_at(tuned())).entries.entries);
    EXPECT_EQ(table_of(figure_at(tuned({{"tune-from", 0.01}, {"tune-to", 0.01}}))).entries.at(0, 0), 0.01);
}

}  // namespace race_tuning_lab_test
}  // namespace lossfield::viz
