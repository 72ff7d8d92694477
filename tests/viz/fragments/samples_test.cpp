// Numbers along a range and the range that holds them; curves from functions, and marks with a label.
#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <numbers>

#include "tests/math/oracle.hpp"
#include "tests/support/support.hpp"
#include "viz/fragments/curves.hpp"
#include "viz/fragments/likelihood_landscape.hpp"
#include "viz/fragments/marks.hpp"
#include "viz/fragments/samples.hpp"

namespace lossfield::viz {
namespace samples_test {

using tests::close;

TEST(Samples, StepsAreEqualAndEndAtTheEnds) {
    for (const Interval range : {Interval{-1, 3}, Interval{2, 2}, Interval{5, -5}}) {
        const Vector all = evenly(range, 8);
        ASSERT_EQ(all.size(), 9U);
        EXPECT_EQ(all.front(), range.low);
        EXPECT_EQ(all.back(), range.high);
        for (std::size_t i = 1; i < all.size(); ++i)
            EXPECT_NEAR(all[i] - all[i - 1], range.length() / 8, 1e-15);
    }
    EXPECT_EQ(each(Vector{1, 2, 3}, [](double v) { return v * v; }), (Vector{1, 4, 9}));
}

// Holds what it held and what is given, and no smaller range does.
TEST(Samples, ARangeHoldsAllThatIsFinite) {
    for (std::uint64_t s = 0; s < 40; ++s) {
        Vector numbers = tests::random_point(s, 1 + s % 7, 4);
        const Interval start{-0.5, 1.5};
        const Interval held = holding(start, numbers);
        numbers.insert(numbers.end(), {start.low, start.high});
        for (const double v : numbers) EXPECT_TRUE(held.contains(v));
        EXPECT_EQ(std::count(numbers.begin(), numbers.end(), held.low) > 0, true);
        EXPECT_EQ(std::count(numbers.begin(), numbers.end(), held.high) > 0, true);
        EXPECT_EQ(holding(held, numbers), held);
    }
    constexpr double nan = std::numeric_limits<double>::quiet_NaN(),
                     infinity = std::numeric_limits<double>::infinity();
    EXPECT_EQ(holding({0, 1}, Vector{nan, infinity, -infinity, 2}), (Interval{0, 2}));
    EXPECT_EQ(holding({0, 1}, -3), (Interval{-3, 1}));
    EXPECT_EQ(largest_size({-3, 2, 0}), 3);
    EXPECT_EQ(largest_size({}), 0);
}

TEST(Curves, AreTheFunctionAndTheAreaUnderIt) {
    const Curve sine =
        sampled_curve("sine", "sine", {0, std::numbers::pi}, 1000, [](double x) { return std::sin(x); });
    const Band under = area_under("under", "", sine, series(1));
    double area = 0;
    for (std::size_t i = 1; i < under.x.size(); ++i)
        area += 0.5 * (under.x[i] - under.x[i - 1]) *
                (under.high[i] + under.high[i - 1] - under.low[i] - under.low[i - 1]);
    EXPECT_NEAR(area, 2, 1e-5);
    const Curve red = drawn(sine, {Role::Warning}, 3, Dash::Dotted);
    EXPECT_EQ(red.colour, Colour{Role::Warning});
    EXPECT_EQ(red.y, sine.y);
    const Rule rule = labelled(vertical_rule("rule", 2), "two");
    EXPECT_EQ(rule.label, "two");
    EXPECT_EQ(rule.at, 2);
}

TEST(LikelihoodLandscape, LikelihoodsAreTheirNllAgain) {
    const GridField excess =
        sample_grid({{-1, 1}, {0, 3}}, 7, 5, [](double x, double y) { return x * x + 9 * y; });
    const GridField likelihood = relative_likelihood(excess);
    EXPECT_EQ(likelihood.domain, excess.domain);
    ASSERT_EQ(likelihood.values.size(), excess.values.size());
    for (std::size_t i = 0; i < excess.values.size(); ++i)
        EXPECT_TRUE(close(-std::log(likelihood.values[i]), excess.values[i], {1e-12, 1e-12}));
}

}  // namespace samples_test
}  // namespace lossfield::viz
