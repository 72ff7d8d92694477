#include "viz/geometry/scale.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <set>

#include "tests/support/random_values.hpp"
#include "tests/support/support.hpp"
#include "tests/viz/read_back.hpp"

namespace lossfield::viz {
namespace scale_test {

using tests::Random, tests::read_back;

std::string told(Interval r, int count) { return fmt::format("[{}, {}] with {}", r.low, r.high, count); }

// What holds for the ticks of every scale.
void expect_good(ScaleKind scale, Interval range, int count, const std::vector<Tick>& ticks) {
    const std::string what = told(range, count);
    std::set<std::string> labels;
    double last = -std::numeric_limits<double>::infinity();
    const double air = 1e-6 * range.length();
    for (const Tick& t : ticks) {
        EXPECT_GE(t.at, range.low - air) << what;
        EXPECT_LE(t.at, range.high + air) << what;
        EXPECT_GT(t.at, last) << what;
        last = t.at;
        EXPECT_TRUE(labels.insert(t.label).second) << what << ": '" << t.label << "' comes twice";
        EXPECT_TRUE(tests::close(read_back(t.label), t.at, {1e-6, 1e-6 * range.length()}))
            << what << ": '" << t.label << "'";
    }
    if (scale == ScaleKind::Linear) {
        // Five where the next coarser step leaves one alone, which tells no scale.
        EXPECT_LE(static_cast<int>(ticks.size()), std::max(count + 1, 5)) << what;
        EXPECT_GE(static_cast<int>(ticks.size()), 2 * count / 5) << what;
    }
}

TEST(Ticks, OneAloneTellsNoScale) {
    for (const double end : {1.6, 3.2, 4.9, 5.5, 6.0, 9.99})
        EXPECT_GE(choose_ticks(ScaleKind::Linear, {-end, end}, 2).size(), 2U) << end;
    EXPECT_GE(choose_ticks(ScaleKind::Linear, {2.1, 5.2}, 2).size(), 2U);
}

TEST(Ticks, LinearAreStepsOf125) {
    Random random(3);
    for (int i = 0; i < 3000; ++i) {
        const double length = std::pow(10.0, random.between(-6, 9));
        const double low = random.between(-3, 3) * length;
        const int count = 2 + static_cast<int>(random.below(11));
        const auto ticks = choose_ticks(ScaleKind::Linear, {low, low + length}, count);
        expect_good(ScaleKind::Linear, {low, low + length}, count, ticks);
        if (ticks.size() < 2) continue;
        const double step = ticks[1].at - ticks[0].at;
        const double mantissa = step / std::pow(10.0, std::floor(std::log10(step) + 1e-6));
        const double nearest = mantissa < 1.5 ? 1 : mantissa < 3.5 ? 2 : 5;
        EXPECT_NEAR(mantissa, nearest, 1e-4) << told({low, low + length}, count);
        for (const Tick& t : ticks)
            EXPECT_NEAR(t.at / step, std::round(t.at / step), 1e-4) << told({low, low + length}, count);
    }
}

TEST(Ticks, LinearOfAFarRange) {
    // Digits that tell neighbours apart, not six.
    for (const Interval r : {Interval{1e6, 1e6 + 3}, Interval{99999, 100001}, Interval{-1e8 - 5, -1e8 + 5},
                             Interval{1, 1 + 1e-6}})
        expect_good(ScaleKind::Linear, r, 5, choose_ticks(ScaleKind::Linear, r, 5));
}

// A range of a few units in the last place has no round numbers inside; steps that the doubles there cannot tell
// apart would never reach its end.
TEST(Ticks, NoneWithinTheRoundingOfTheRange) {
    for (const double at : {2e3, -7.5, 1e9}) {
        const double next = std::nextafter(std::nextafter(at, 1e300), 1e300);
        EXPECT_TRUE(choose_ticks(ScaleKind::Linear, {at, next}, 12).empty()) << at;
    }
}

TEST(Ticks, LogarithmicAreDecades) {
    const auto ticks = choose_ticks(ScaleKind::Log, {0.003, 2e5}, 12);
    ASSERT_EQ(ticks.size(), 8U);
    for (std::size_t i = 0; i < ticks.size(); ++i)
        EXPECT_TRUE(tests::close(ticks[i].at, std::pow(10.0, static_cast<int>(i) - 2))) << ticks[i].label;
    Random random(4);
    for (int i = 0; i < 2000; ++i) {
        const double low = std::pow(10.0, random.between(-12, 8));
        const double high = low * std::pow(10.0, random.between(0.02, 14));
        const int count = 2 + static_cast<int>(random.below(9));
        const auto made = choose_ticks(ScaleKind::Log, {low, high}, count);
        expect_good(ScaleKind::Log, {low, high}, count, made);
        EXPECT_GE(made.size(), 1U) << told({low, high}, count);
        EXPECT_LE(made.size(), static_cast<std::size_t>(std::max(count + 1, 9))) << told({low, high}, count);
    }
}

// Near zero a hair beyond the end of a long range is far out on the page.
TEST(Ticks, SymlogTicksOfALongRangeThatEndsBeforeZeroStayInside) {
    for (const Interval range : {Interval{-3e5, -1e-4}, Interval{-9e11, -0.5}, Interval{1e-7, 4e5}})
        for (const Tick& t : choose_ticks(ScaleKind::Symlog, range, 4))
            EXPECT_TRUE(range.contains(t.at)) << t.at << " in " << range.low << ' ' << range.high;
}

TEST(Ticks, SymlogHasZeroAndBothSigns) {
    const auto ticks = choose_ticks(ScaleKind::Symlog, {-1e3, 1e3}, 7);
    ASSERT_GE(ticks.size(), 3U);
    EXPECT_TRUE(std::any_of(ticks.begin(), ticks.end(), [](const Tick& t) { return t.label == "0"; }));
    EXPECT_DOUBLE_EQ(ticks.front().at, -1000);
    EXPECT_DOUBLE_EQ(ticks.back().at, 1000);
    Random random(5);
    for (int i = 0; i < 1000; ++i) {
        const double high = std::pow(10.0, random.between(-2, 9));
        const double low =
            random.below(2) == 0 ? -high * random.between(0, 2) : high * random.between(0, 0.9);
        const int count = 2 + static_cast<int>(random.below(9));
        expect_good(ScaleKind::Symlog, {low, high}, count,
                    choose_ticks(ScaleKind::Symlog, {low, high}, count));
    }
}

TEST(Ticks, NoneInAnEmptyOrEndlessRange) {
    const double inf = std::numeric_limits<double>::infinity(),
                 nan = std::numeric_limits<double>::quiet_NaN();
    for (const ScaleKind s : {ScaleKind::Linear, ScaleKind::Log, ScaleKind::Symlog})
        for (const Interval r :
             {Interval{1, 1}, Interval{2, 1}, Interval{0, inf}, Interval{nan, 1}, Interval{-inf, inf}})
            EXPECT_TRUE(choose_ticks(s, r, 5).empty()) << told(r, 5);
    EXPECT_TRUE(choose_ticks(ScaleKind::Log, {-1, 10}, 5).empty());
}

TEST(RoundRange, HoldsTheDataAndIsRound) {
    Random random(6);
    for (int i = 0; i < 2000; ++i) {
        const double a = random.between(-1, 1) * std::pow(10.0, random.between(-9, 9));
        const double b = a + std::pow(10.0, random.between(-3, 6)) * std::abs(a);
        for (const ScaleKind s : {ScaleKind::Linear, ScaleKind::Log, ScaleKind::Symlog}) {
            if (s == ScaleKind::Log && a <= 0) continue;
            const Interval r = round_range(s, {a, b});
            EXPECT_LE(r.low, a + 1e-9 * (b - a)) << a << " to " << b;
            EXPECT_GE(r.high, b - 1e-9 * (b - a)) << a << " to " << b;
            EXPECT_LE(r.length(), 2.5 * (b - a) * (s == ScaleKind::Log ? 100 : 1)) << a << " to " << b;
        }
    }
    for (const double v : {0.0, 3.0, -2e-7})
        for (const ScaleKind s : {ScaleKind::Linear, ScaleKind::Log, ScaleKind::Symlog}) {
            const Interval r = round_range(s, {v, v});
            EXPECT_GT(r.length(), 0) << v;
            EXPECT_TRUE((s == ScaleKind::Log && v <= 0) || r.contains(v))
                << v << ": " << r.low << ", " << r.high;
        }
    EXPECT_GT(round_range(ScaleKind::Log, {-5, -1}).low, 0);
    EXPECT_GT(round_range(ScaleKind::Log, {0, 10}).low, 0);
}

TEST(Scale, FractionsInvert) {
    for (const ScaleKind s : {ScaleKind::Linear, ScaleKind::Log, ScaleKind::Symlog})
        for (const double f : {-0.3, 0.0, 0.25, 1.0, 1.4}) {
            const Interval r{0.2, 3e4};
            EXPECT_TRUE(tests::close(fraction(s, r, from_fraction(s, r, f)), f, {1e-9, 1e-9}));
        }
    EXPECT_DOUBLE_EQ(fraction(ScaleKind::Log, {1, 100}, 10), 0.5);
    EXPECT_TRUE(std::isnan(forward(ScaleKind::Log, 0)));
    EXPECT_DOUBLE_EQ(fraction(ScaleKind::Symlog, {-7, 7}, 0), 0.5);
}

}  // namespace scale_test
}  // namespace lossfield::viz
