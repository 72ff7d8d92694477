// The rules that choose contour levels, and the range of a field.
#include <gtest/gtest.h>

#include <algorithm>
#include <limits>
#include <utility>

#include "tests/support/random_values.hpp"
#include "tests/support/support.hpp"
#include "tests/viz/fields.hpp"
#include "viz/figure/field.hpp"
#include "viz/geometry/levels.hpp"

namespace lossfield::viz {
namespace levels_test {

using namespace tests;

constexpr double inf = std::numeric_limits<double>::infinity();
constexpr double nan = std::numeric_limits<double>::quiet_NaN();
constexpr Domain square{{-2, 2}, {-2, 2}};

GridField bowl() {
    return sampled(square, 41, 41, [](double x, double y) { return 3 + x * x + 4 * y * y; });
}

Levels rule(LevelRule r, int count) { return {r, count, {}}; }

void expect_ascending_inside(const Vector& levels, Interval range) {
    for (std::size_t i = 0; i < levels.size(); ++i) {
        EXPECT_GT(levels[i], range.low);
        EXPECT_LT(levels[i], range.high);
        EXPECT_TRUE(i == 0 || levels[i] > levels[i - 1]) << levels[i] << " after " << levels[i - (i > 0)];
    }
}

TEST(ChooseLevels, InsideTheRangeAscendingAndAboutAsManyAsAsked) {
    for (const LevelRule r : {LevelRule::Linear, LevelRule::Logarithmic, LevelRule::EqualArea})
        for (const int count : {2, 5, 10, 24}) {
            const Vector levels = choose_levels(bowl(), rule(r, count));
            expect_ascending_inside(levels, finite_range(bowl().values));
            EXPECT_GE(static_cast<int>(levels.size()), count / 3) << "count " << count;
            EXPECT_LE(static_cast<int>(levels.size()), count + 4) << "count " << count;
        }
}

TEST(ChooseLevels, LinearStepsAreEqual) {
    const Vector levels = choose_levels(bowl(), rule(LevelRule::Linear, 8));
    for (std::size_t i = 2; i < levels.size(); ++i)
        EXPECT_TRUE(close(levels[i] - levels[i - 1], levels[1] - levels[0]));
}

TEST(ChooseLevels, LogarithmicGoesByDistanceAboveTheMinimum) {
    const Vector levels = choose_levels(bowl(), rule(LevelRule::Logarithmic, 4));
    ASSERT_GE(levels.size(), 2U);
    for (const double v : levels) {
        const double d = v - 3;
        EXPECT_NEAR(std::log10(d), std::round(std::log10(d)), 1e-9) << v;
    }
}

TEST(ChooseLevels, EqualAreaBandsHoldAboutEqualShares) {
    Random random(12);
    for (const int count : {3, 7, 12}) {
        const GridField field =
            sampled(square, 40, 40, [&](double, double) { return std::exp(random.between(-4, 6)); });
        const Vector levels = choose_levels(field, rule(LevelRule::EqualArea, count));
        ASSERT_EQ(static_cast<int>(levels.size()), count);
        double below = -inf;
        for (std::size_t i = 0; i <= levels.size(); ++i) {
            const double above = i < levels.size() ? levels[i] : inf;
            const auto n = std::count_if(field.values.begin(), field.values.end(),
                                         [&](double v) { return v >= below && v < above; });
            const double share = static_cast<double>(n) / 1600, wanted = 1.0 / (count + 1);
            EXPECT_GT(share, 0.3 * wanted) << "band " << i << " of " << count;
            EXPECT_LT(share, 1.7 * wanted) << "band " << i << " of " << count;
            below = above;
        }
    }
}

// Large fields are asked in part: what varies along a row, a column or a diagonal only must not be missed.
TEST(ChooseLevels, EqualAreaOfLargeFieldsIsEvenInEveryDirection) {
    const Domain unit{{0, 1}, {0, 1}};
    for (const std::size_t columns : {144U, 233U, 256U, 300U, 512U})
        for (const auto& [across, up] :
             {std::pair{1.0, 0.0}, {0.0, 1.0}, {0.5, 0.5}, {0.5, -0.5}, {0.7, 0.3}}) {
            const auto field = sampled(unit, columns, 256,
                                       [&, a = across, u = up](double x, double y) { return a * x + u * y; });
            const Vector levels = choose_levels(field, rule(LevelRule::EqualArea, 12));
            ASSERT_EQ(levels.size(), 12U);
            double below = -inf;
            for (std::size_t i = 0; i <= levels.size(); ++i) {
                const double above = i < levels.size() ? levels[i] : inf;
                const auto n = std::count_if(field.values.begin(), field.values.end(),
                                             [&](double v) { return v >= below && v < above; });
                const double share = 13.0 * static_cast<double>(n) / static_cast<double>(field.values.size());
                EXPECT_GT(share, 0.3) << columns << " columns, (" << across << ", " << up << "), band " << i;
                EXPECT_LT(share, 1.7) << columns << " columns, (" << across << ", " << up << "), band " << i;
                below = above;
            }
        }
}

TEST(ChooseLevels, EqualAreaWithInfinitiesStaysFinite) {
    GridField field = bowl();
    Vector values = field.values;
    for (std::size_t i = 0; i < 41 * 30; ++i) values[i] = inf;
    field.values = std::move(values);
    const Vector levels = choose_levels(field, rule(LevelRule::EqualArea, 9));
    EXPECT_FALSE(levels.empty());
    for (const double v : levels) EXPECT_TRUE(std::isfinite(v)) << v;
}

TEST(ChooseLevels, GivenOnesAreSortedAndDistinct) {
    Levels given;
    given.exactly = {5, 3.5, 5, 4};
    EXPECT_EQ(choose_levels(bowl(), given), (Vector{3.5, 4, 5}));
}

TEST(ChooseLevels, NoneForAFlatOrEmptyField) {
    for (const double v : {1.0, nan, inf})
        for (const LevelRule r : {LevelRule::Linear, LevelRule::Logarithmic, LevelRule::EqualArea})
            EXPECT_TRUE(
                choose_levels(sampled(square, 4, 4, [v](double, double) { return v; }), rule(r, 6)).empty())
                << v;
}

TEST(ChooseLevels, NearlyFlatFields) {
    const auto field = sampled(square, 5, 5, [](double x, double) { return 1e6 + 1e-9 * x; });
    for (const LevelRule r : {LevelRule::Linear, LevelRule::Logarithmic, LevelRule::EqualArea})
        expect_ascending_inside(choose_levels(field, rule(r, 6)), finite_range(field.values));
}

TEST(FiniteRange, LeavesOutWhatIsNotFinite) {
    const Interval r = finite_range({inf, 2, nan, -1, -inf});
    EXPECT_EQ(r.low, -1);
    EXPECT_EQ(r.high, 2);
    EXPECT_TRUE(std::isnan(finite_range({nan, inf}).low));
    EXPECT_TRUE(std::isnan(finite_range({}).high));
}

}  // namespace levels_test
}  // namespace lossfield::viz
