// What the lab momentum-map says, held against the iteration itself at presets and random settings.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <complex>

#include "tests/contract/situations.hpp"
#include "tests/support/claims.hpp"
#include "tests/support/random_values.hpp"
#include "tests/support/support.hpp"
#include "viz/lab/catalog.hpp"
#include "viz/lab/settings.hpp"
#include "viz/text/numbers.hpp"

namespace lossfield::viz {
namespace momentum_map_claims_test {

using tests::Random, tests::Said;

const Lab& lab() { return find_lab(catalog(), "momentum-map"); }
Value& at(Values& values, const std::string& id) { return values[index_of(lab(), id)]; }
double real_of(const Said& s, const std::string& id) { return std::get<double>(s.value(id)); }
bool is_heavy(const Said& s) { return std::get<std::string>(s.value("method")) == "heavy-ball"; }
bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

// Where the root of the steepest mode is -1: 1 + trace + product = 0.
double limit_of(const Said& s) {
    const double b = real_of(s, "momentum"), l = real_of(s, "largest");
    return is_heavy(s) ? 2 * (1 + b) / l : 2 * (1 + b) / (1 + 2 * b) / l;
}
// Errors from rest.
Vector errors(const Said& s, double h, int steps) {
    const double b = real_of(s, "momentum"), a = real_of(s, "rate") * h;
    const double trace = is_heavy(s) ? 1 + b - a : (1 + b) * (1 - a), product = is_heavy(s) ? b : b * (1 - a);
    Vector e{1, 1};
    for (int t = 0; t < steps; ++t) e.push_back(trace * e[e.size() - 1] - product * e[e.size() - 2]);
    return e;
}

void near_limit(Values& values, Random& random) {
    const bool heavy = random.below(2) == 0;
    const double l = 10 * static_cast<double>(1 + random.below(50)),
                 b = 0.05 * static_cast<double>(random.below(20));
    at(values, "method") = std::string(heavy ? "heavy-ball" : "nesterov");
    at(values, "mu") = 1.0, at(values, "largest") = l, at(values, "momentum") = b;
    const double limit = 2 * (1 + b) / l / (heavy ? 1 : 1 + 2 * b);
    const double parts[] = {0.5, 0.999, 1 - 1e-9, 1, 1 + 1e-7, 1.01, 1.3};
    at(values, "rate") = limit * parts[random.below(7)];
}

TEST(MomentumMapClaims, DivergesBeyondTheLimitAloneAndStandsAtIt) {
    Random random(1);
    int beyond = 0, there = 0, below = 0;
    tests::at_settings(
        lab(), 200,
        [&](const Said& s) {
            const double off = real_of(s, "rate") / limit_of(s) - 1;
            if (std::abs(off) > 1e-14 && std::abs(off) < 1e-11) return;
            const bool at_limit = std::abs(off) <= 1e-14, diverges = off > 0 && !at_limit;
            EXPECT_EQ(!s.notice("diverges").empty(), diverges) << s.told();
            EXPECT_EQ(!s.notice("at-limit").empty(), at_limit) << s.told();
            EXPECT_EQ(s.in_caption("grows"), diverges || at_limit) << s.told();
            EXPECT_EQ(s.in_caption("neither grows nor falls"), at_limit) << s.told();
            EXPECT_EQ(std::isinf(s.number("steps-per-decade")), diverges || at_limit) << s.told();
            const Vector e = errors(s, real_of(s, "largest"), 4000);
            if (at_limit) {
                EXPECT_LT(std::abs(e.back()), 50) << s.told();
            }
            if (diverges && off > 0.005) {
                EXPECT_FALSE(std::abs(e.back()) <= 1e3) << s.told();
            }
            ++(diverges ? beyond : at_limit ? there : below);
        },
        [&](Values& values) { near_limit(values, random); });
    for (const int count : {beyond, there, below}) EXPECT_GT(count, 9);
}

TEST(MomentumMapClaims, NumbersThatAreComparedAreToldApart) {
    Random random(2);
    int close_by = 0;
    tests::at_settings(
        lab(), 120,
        [&](const Said& s) {
            if (const std::string text = s.notice("diverges"); !text.empty()) {
                const std::size_t above = text.find("is above"), equals = text.find(" = ", above);
                const std::size_t end = text.find(',', equals);
                const std::string limit = text.substr(equals + 3, end - equals - 3);
                EXPECT_FALSE(has(text, "$η$ = " + limit + " is above")) << text;
                EXPECT_FALSE(text.ends_with("has a root at −1.")) << text;
                EXPECT_FALSE(s.in_caption(" 1-fold")) << s.figure.caption;
                ++close_by;
            } else if (s.notice("at-limit").empty()) {
                EXPECT_FALSE(s.in_caption("$ρ$ = 1:")) << s.figure.caption << s.told();
            }
        },
        [&](Values& values) { near_limit(values, random); });
    EXPECT_GT(close_by, 9);
    Values slow = defaults(lab());
    at(slow, "momentum") = 0.0, at(slow, "rate") = 1e-6;
    EXPECT_TRUE(has(tests::figure_of(lab(), slow, Detail::Full).caption, "ρ$ = 0.999999:"));
}

TEST(MomentumMapClaims, ModesDoWhatIsSaidOfThem) {
    Random random(3);
    int dead = 0, swing = 0, alternate = 0, creep = 0;
    const auto does = [&](const Said& s, double h, const std::string& words) {
        const Vector e = errors(s, h, 60);
        bool changes = false, always = true;
        for (std::size_t t = 2; t < 12; ++t) {
            if (e[t] * e[t - 1] < 0)
                changes = true;
            else
                always = false;
        }
        if (has(words, "at 0 after one step")) {
            EXPECT_LT(std::abs(e[2]), 1e-6) << s.told();
            ++dead;
        }
        if (has(words, "without swinging")) {
            EXPECT_FALSE(changes) << s.told();
            ++creep;
        }
        if (has(words, "sign at every step")) {
            EXPECT_TRUE(always) << s.told();
            ++alternate;
        }
        if (words.starts_with("swing")) ++swing;
        if (std::abs(e[2]) < 1e-12 && std::abs(e[3]) < 1e-12) {
            EXPECT_TRUE(has(words, "at 0 after one step")) << words << s.told();
        }
    };
    tests::at_settings(
        lab(), 150,
        [&](const Said& s) {
            const std::string& text = s.figure.caption;
            const std::string both = "The flattest and the steepest mode ", one = "The flattest mode ",
                              two = ", the steepest ";
            if (const std::size_t i = text.find(both); i != std::string::npos) {
                const std::string words = text.substr(i + both.size());
                does(s, real_of(s, "mu"), words), does(s, real_of(s, "largest"), words);
            } else if (const std::size_t k = text.find(one); k != std::string::npos) {
                const std::size_t m = text.find(two, k);
                does(s, real_of(s, "mu"), text.substr(k + one.size(), m - k - one.size()));
                does(s, real_of(s, "largest"), text.substr(m + two.size()));
            }
        },
        [&](Values& values) {
            const double l = std::get<double>(at(values, "largest"));
            if (random.below(2) == 0) at(values, "rate") = std::min(0.4, random.between(0.01, 2.2) / l);
            if (random.below(4) == 0) at(values, "momentum") = 0.0, at(values, "rate") = std::min(0.4, 1 / l);
            if (random.below(6) == 0) at(values, "mu") = 10.0, at(values, "largest") = 10.0;
        });
    for (const int count : {dead, swing, alternate, creep}) EXPECT_GT(count, 3);
}

TEST(MomentumMapClaims, ATenthTakesAtLeastOneStep) {
    Values flat = defaults(lab());
    at(flat, "mu") = 10.0, at(flat, "largest") = 10.0, at(flat, "rate") = 0.1, at(flat, "momentum") = 0.0;
    const Figure f = tests::figure_of(lab(), flat, Detail::Full);
    EXPECT_TRUE(has(f.caption, "1 step to a tenth of the error")) << f.caption;
    EXPECT_TRUE(has(f.caption, "are at 0 after one step")) << f.caption;
    int counted = 0;
    tests::at_settings(lab(), 60, [&](const Said& s) {
        const double steps = s.number("steps-per-decade"), rho = s.number("contraction");
        EXPECT_GE(steps, 1) << s.told();
        if (steps > 1 && std::isfinite(steps)) {
            EXPECT_NEAR(std::pow(rho, steps), 0.1, 1e-6) << s.told();
            ++counted;
        }
    });
    EXPECT_GT(counted, 9);
}

TEST(MomentumMapClaims, GradientDescentsPresetTakesTheStepsItSays) {
    // 99/101 a step.
    EXPECT_EQ(brief(std::log(0.1) / std::log(99.0 / 101), 3), "115");
    EXPECT_EQ(brief(99.0 / 101, 2), "0.98");
    const Figure f = tests::figure_of(lab(), find_preset(lab(), "gradient-descent").values, Detail::Full);
    EXPECT_TRUE(has(f.caption, "115 steps to a tenth")) << f.caption;
    EXPECT_TRUE(has(find_preset(lab(), "gradient-descent").sentence, "115 steps"));
}

}  // namespace momentum_map_claims_test
}  // namespace lossfield::viz
