// The reasons that the lab race gives, held against own runs: why one diverged, what threw it off, where a step leads.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "tests/viz/labs/optimizers/race_claims.hpp"

namespace lossfield::viz {
namespace race_reasons_test {

using namespace race_claims;

TEST(RaceClaims, ADivergenceOfGradientDescentHasTheReasonThatIsFound) {
    Random random(3);
    int limits = 0, curvatures = 0, slopes = 0, none = 0;
    tests::at_settings(
        lab(), 150,
        [&](const Said& s) {
            const std::string text = s.notice("gd-diverged"), ground = choice_of(s, "landscape");
            if (text.empty() || !s.name.starts_with("random") || ground == "matrix-regression") return;
            const math::Landscape landscape = landscape_at(s);
            const double rate = real_of(s, "gd-rate");
            const auto& start = std::get<Vector>(s.value("start"));
            math::PlanePoint before{}, x{start[0], start[1]};
            math::PlanePoint g{};
            while (std::max(std::abs(x.x), std::abs(x.y)) <= 1e6) {
                before = x, g = math::gradient(landscape, x);
                x = {x.x - rate * g.x, x.y - rate * g.y};
            }
            const double fallen = math::value(landscape, x),
                         l = curvatures_of(math::hessian(landscape, before)).first;
            const auto lowest = math::lowest_value(landscape, math::stationary(landscape).minima);
            const bool finite = std::isfinite(g.x) && std::isfinite(g.y);
            const bool falls = fallen < math::value(landscape, before) &&
                               fallen < lowest.value_or(math::value(landscape, {start[0], start[1]}));
            const auto expect = [&](bool expected, const char* words, int& count) {
                EXPECT_EQ(has(text, words), expected) << words << ": " << text << ' ' << s.told();
                count += expected ? 1 : 0;
            };
            const bool above = std::isfinite(l) && l > 0 && rate > 2 / l;
            expect(!finite, "gradient at", none);
            expect(finite && falls, "the loss has fallen to", slopes);
            expect(finite && !falls && is_quadratic(ground),
                   fmt::format(", above 2/L = {}", brief(2 / l, 3)).c_str(), limits);
            expect(finite && !falls && !is_quadratic(ground) && above, "of the curvature at", curvatures);
        },
        [&](Values& values) {
            quiet(values, {"gd"}, 2000);
            at(values, "weight-decay") = 0.0;
            at(values, "gd-rate") = std::exp(random.between(-5, 3));
            at(values, "start") = Vector{random.between(-6, 6), random.between(-6, 6)};
            at(values, "domain") = Domain{{-1, 5}, {-2, 4}};
        });
    EXPECT_GT(limits, 5);
    EXPECT_GT(curvatures, 5);
    EXPECT_GT(slopes, 2);
    const Figure nothing =
        figure_at(with({{"landscape", std::string("saddle")}, {"start", Vector{0, 0}}, {"epsilon", 0.0}}));
    EXPECT_TRUE(has(find_notice(nothing, "adam-diverged")->text,
                    "divides by the root of squared gradients that are 0"));
    // sin and (x - y)^2 at (0, 0): the Hessian ((2, -2), (-2, 2)).
    const Figure singular = figure_at(
        with({{"landscape", std::string("mccormick")}, {"start", Vector{0, 0}}, {"show-newton", true}}));
    EXPECT_TRUE(has(find_notice(singular, "newton-diverged")->text, "at (0, 0) has no inverse"))
        << find_notice(singular, "newton-diverged")->text;
    const Figure overshot =
        figure_at(with({{"show-adamw", true}, {"adamw-decay", 1.0}, {"adamw-rate", 3.0}, {"steps", 400LL}}));
    EXPECT_TRUE(has(find_notice(overshot, "adamw-diverged")->text, "the decay overshoots the origin"));
    const Figure noisy =
        figure_at(with({{"noise", 1e6}, {"gd-rate", 3.0}, {"landscape", std::string("matyas")}}));
    EXPECT_TRUE(has(find_notice(noisy, "gd-diverged")->text, "the noise of its gradient"));
}

// The place of the gradient is not the place that is left; what the step is long by is told of it, not of another quantity.
TEST(RaceClaims, AReasonNamesWhatMadeTheLastStepLong) {
    const auto reason = [](std::initializer_list<std::pair<const char*, Value>> given, const char* id) {
        const Figure f = figure_at(with(given));
        return find_notice(f, id)->text;
    };
    Random random(8);
    int ahead = 0;
    for (int i = 0; i < 30; ++i) {
        const double rate = std::exp(random.between(-5, -1)), momentum = 0.85;
        math::PlanePoint x{random.between(-2, 2), random.between(-2, 2)}, v{}, seen{};
        const Vector start{x.x, x.y};
        int steps = 0;
        for (; std::max(std::abs(x.x), std::abs(x.y)) <= 1e6 && steps < 60; ++steps) {
            seen = {x.x + momentum * v.x, x.y + momentum * v.y};
            const math::PlanePoint g = math::gradient(math::GoldsteinPrice{}, seen);
            v = {momentum * v.x - rate * g.x, momentum * v.y - rate * g.y};
            x = {x.x + v.x, x.y + v.y};
        }
        if (steps == 60 || !std::isfinite(x.x + x.y)) continue;
        const std::string text = reason({{"landscape", std::string("goldstein-price")},
                                         {"start", start},
                                         {"nesterov-rate", rate},
                                         {"nesterov-momentum", momentum},
                                         {"steps", 60LL}},
                                        "nesterov-diverged");
        if (!has(text, "of the curvature at")) continue;
        EXPECT_TRUE(has(text, fmt::format("at ({}, {}), where its gradient is taken.", brief(seen.x, 3),
                                          brief(seen.y, 3))))
            << text << seen.x << ' ' << seen.y;
        ++ahead;
    }
    EXPECT_GT(ahead, 5);
    for (const double rate : {1e3, 1e9}) {
        const std::string text =
            reason({{"show-newton", true}, {"line-search", false}, {"newton-rate", rate}, {"steps", 2000LL}},
                   "newton-diverged");
        EXPECT_TRUE(has(text, "and it takes " + brief(rate, 3) + " times that")) << text;
    }
    // Learned factors e^n of both rates, and the step that they make.
    const Figure learned = figure_at(with({{"show-hypergradient", true}, {"meta", 2.0}}), 3);
    const std::string text = find_notice(learned, "hypergradient-diverged")->text;
    EXPECT_TRUE(has(text, "is of length 2.37·$10^{23}$, by the learned rates (1.55·$10^{22}$, 714)")) << text;
}

TEST(RaceClaims, NoiseIsNamedThatThrewARunToWhereItDiverged) {
    int thrown = 0, calm = 0;
    for (const double noise : {0.0, 1e-3, 1e5, 3e5, 1e6})
        for (const double rate : {0.006, 0.2}) {
            const Figure f = figure_at(with({{"noise", noise}, {"gd-rate", rate}}));
            const Notice* told = find_notice(f, "gd-diverged");
            if (told == nullptr || !has(told->text, "of the curvature at")) continue;
            const bool said = has(told->text, "the noise of its gradient at");
            EXPECT_EQ(said, noise > 1) << noise << told->text;
            if (said) {
                // Of the start's gradient: 2.18 long.
                EXPECT_TRUE(has(told->text, "in step 1 the noise of its gradient at (−0.3, −1)"))
                    << told->text;
                EXPECT_TRUE(has(told->text, "the gradient without it of 2.18.")) << told->text;
            }
            ++(said ? thrown : calm);
        }
    EXPECT_GT(thrown, 2);
    EXPECT_GT(calm, 0);
}

TEST(RaceClaims, AThrownAdamIsToldWhatThrewIt) {
    Random random(4);
    int uncorrected = 0, forgotten = 0, unlearned = 0;
    tests::at_settings(
        lab(), 240,
        [&](const Said& s) {
            const std::string text = s.notice("adam-thrown");
            if (text.empty() || !s.name.starts_with("random") ||
                choice_of(s, "landscape") == "matrix-regression")
                return;
            const double b1 = real_of(s, "beta1"), b2 = real_of(s, "beta2"), e = real_of(s, "epsilon");
            const double rate = real_of(s, "adam-rate");
            const bool corrects = std::get<bool>(s.value("bias-correction"));
            const math::Landscape landscape = landscape_at(s);
            const auto& start = std::get<Vector>(s.value("start"));
            double x[2] = {start[0], start[1]}, m[2]{}, v[2]{}, spike[2]{}, longest = 0, lifted = 0;
            int spike_step[2]{}, from = 0, when = 0;
            for (int t = 1; t <= static_cast<int>(std::get<long long>(s.value("steps"))); ++t) {
                const math::PlanePoint g = math::gradient(landscape, {x[0], x[1]});
                const double c1 = 1 - std::pow(b1, t), c2 = 1 - std::pow(b2, t);
                for (const int d : {0, 1}) {
                    const double seen = d == 0 ? g.x : g.y;
                    m[d] = b1 * m[d] + (1 - b1) * seen, v[d] = b2 * v[d] + (1 - b2) * seen * seen;
                    if (std::abs(seen) > std::abs(spike[d])) spike[d] = seen, spike_step[d] = t;
                    const double full = m[d] / c1 / (std::sqrt(v[d] / c2) + e),
                                 plain = m[d] / (std::sqrt(v[d]) + e);
                    const double u = corrects ? full : plain;
                    x[d] -= rate * u;
                    if (std::abs(u) > longest * (1 + 1e-9))
                        longest = std::abs(u), lifted = std::abs(full), from = spike_step[d], when = t;
                }
                if (!(std::abs(x[0]) <= 1e6 && std::abs(x[1]) <= 1e6)) break;
            }
            if (std::abs(lifted - 3) < 1e-6 || longest < 3.0001) return;
            const bool lacks = !corrects && lifted < 3, forgets = !lacks && from < when && b2 < b1 * b1;
            EXPECT_EQ(has(text, "Without bias correction"), lacks) << text << s.told();
            EXPECT_EQ(has(text, "has forgotten more of it"), forgets) << text << s.told();
            EXPECT_EQ(has(text, "has entered"), !lacks && !forgets) << text << s.told();
            if (lacks) {
                EXPECT_TRUE(has(text, fmt::format("would be {} times", brief(lifted, 2))))
                    << text << s.told();
            }
            ++(lacks ? uncorrected : forgets ? forgotten : unlearned);
        },
        [&](Values& values) {
            quiet(values, {"adam"}, 120);
            at(values, "weight-decay") = 0.0, at(values, "epsilon") = 1e-8;
            at(values, "start") = Vector{random.between(-3, 3), random.between(-3, 3)};
            const double b1s[] = {0.5, 0.9, 0.99}, b2s[] = {0.01, 0.2, 0.6, 0.99, 0.999, 0.9999};
            at(values, "beta1") = b1s[random.below(3)], at(values, "beta2") = b2s[random.below(6)];
            at(values, "adam-rate") = std::exp(random.between(-5, 0));
            // From a plateau into a pit.
            if (random.below(4) == 0) {
                at(values, "landscape") = std::string("easom"), at(values, "steps") = 400LL;
                at(values, "start") = Vector{random.between(-0.5, 1.2), random.between(-0.5, 1.2)};
                at(values, "adam-rate") = 0.05, at(values, "beta2") = 0.9999, at(values, "beta1") = 0.2;
                at(values, "bias-correction") = true, at(values, "epsilon") = 1e-12;
            }
            at(values, "bias-correction") = random.below(3) > 0;
        });
    EXPECT_GT(uncorrected, 3);
    EXPECT_GT(forgotten, 3);
    EXPECT_GT(unlearned, 1);
    const Figure spike = figure_at(set(find_preset(lab(), "spike").values, {{"bias-correction", false}}));
    EXPECT_TRUE(has(find_notice(spike, "adam-thrown")->text, "has forgotten"))
        << find_notice(spike, "adam-thrown")->text;
}

TEST(RaceClaims, NewtonsStepLeadsUpWhereItIsSaidTo) {
    Random random(5);
    int up = 0, down = 0;
    tests::at_settings(
        lab(), 100,
        [&](const Said& s) {
            if (!s.name.starts_with("random") || choice_of(s, "landscape") == "matrix-regression") return;
            const Panel* sheets = find_panel(s.figure, "sheets");
            if (sheets == nullptr || sheets->sheets.empty()) return;
            const auto& start = std::get<Vector>(s.value("start"));
            const math::Landscape landscape = landscape_at(s);
            const math::PlanePoint x{start[0], start[1]}, g = math::gradient(landscape, x);
            const math::Symmetric2 h = math::hessian(landscape, x);
            const double damping = real_of(s, "damping"), a = h.xx + damping, c = h.yy + damping;
            // -g (H + damping)^-1 g by Cramer's rule.
            const double slope =
                -(c * g.x * g.x - 2 * h.xy * g.x * g.y + a * g.y * g.y) / (a * c - h.xy * h.xy);
            if (!std::isfinite(slope) ||
                std::abs(slope) < 1e-9 * (g.x * g.x + g.y * g.y) / (std::abs(a) + std::abs(c)))
                return;
            std::string all;
            for (const std::string& line : sheets->sheets[0].lines) all += line + "\n";
            EXPECT_EQ(has(all, "which leads up"), slope > 0) << all << s.told();
            EXPECT_EQ(has(all, "the line search takes"), slope < 0 && std::get<bool>(s.value("line-search")))
                << all << s.told();
            ++(slope > 0 ? up : down);
        },
        [&](Values& values) {
            quiet(values, {"newton"}, 1);
            at(values, "weight-decay") = 0.0;
            at(values, "start") = Vector{random.between(-3, 3), random.between(-3, 3)};
            if (random.below(2) == 0) at(values, "damping") = 0.0;
        });
    EXPECT_GT(up, 5);
    EXPECT_GT(down, 5);
}

}  // namespace race_reasons_test
}  // namespace lossfield::viz
