// The search for the best rate, against every run taken alone.
#include "math/descent/rate_search.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/support/support.hpp"

namespace lossfield::tests {
namespace rate_search_test {

using math::Descent;
using math::PlanePoint;

const Descent descent{math::Bowl(20, 0), math::GradientDescent{}};
const PlanePoint start{-2.5, 0.4};

TEST(RateSearch, TheGridGoesFromEndToEndByOneFactor) {
    const std::vector<double> rates = math::rate_grid(10, 1e-4, 25);
    ASSERT_EQ(rates.size(), 25U);
    EXPECT_EQ(rates.front(), 1e-4);
    EXPECT_EQ(rates.back(), 10);
    for (std::size_t i = 1; i < 25; ++i) EXPECT_TRUE(close(rates[i] / rates[i - 1], std::pow(1e5, 1 / 24.0)));
    EXPECT_EQ(math::rate_grid(2, 2, 2), (std::vector<double>{2, 2}));
}

TEST(RateSearch, FindsTheRateOfTheLowestRun) {
    const std::vector<double> rates = math::rate_grid(1e-3, 1, 31);
    const math::RateSearch search = math::search_rates(descent, rates, start, 200, 0);
    std::size_t best = 0, diverged = 0;
    for (std::size_t i = 0; i < rates.size(); ++i) {
        const double alone = math::final_height(descent, rates[i], start, 200, 0);
        EXPECT_TRUE(close(search.heights[i], alone, {0, 0}));
        if (std::isnan(alone))
            ++diverged;
        else if (alone < search.heights[best])
            best = i;
    }
    EXPECT_EQ(search.best_rate, rates[best]);
    EXPECT_EQ(search.best_height, search.heights[best]);
    EXPECT_EQ(search.diverged, diverged);
    EXPECT_GT(diverged, 0U);
    EXPECT_TRUE(search.found());
    // 2 / (mu + L) is the fastest of all.
    EXPECT_TRUE(close(std::log(search.best_rate), std::log(2 / 21.0), {0, std::log(1e3) / 30}));
}

TEST(RateSearch, HasNoBestWhereAllRunsDiverge) {
    const math::RateSearch search =
        math::search_rates(descent, math::rate_grid(1, 10, 5), start, 200, std::nullopt);
    EXPECT_EQ(search.diverged, 5U);
    EXPECT_FALSE(search.found());
    EXPECT_TRUE(std::isnan(search.best_rate) && std::isnan(search.best_height));
}

TEST(RateSearch, ARunBeyondTheBoundHasDivergedThoughItIsFinite) {
    // The steep coordinate grows by 1.2 in each step.
    const double y = start.y * std::pow(1 - 20 * 0.11, 200);
    ASSERT_TRUE(std::isfinite(10 * y * y) && std::abs(y) > math::divergence_bound);
    EXPECT_TRUE(std::isnan(math::final_height(descent, 0.11, start, 200, 0)));
}

TEST(RateSearch, OfEqualOnesTheSmallestRateIsTheBest) {
    const math::RateSearch search =
        math::search_rates(descent, std::vector<double>{0.01, 0.02}, {0, 0}, 5, 0);
    EXPECT_EQ(search.best_rate, 0.01);
    EXPECT_EQ(search.best_height, 0);
}

TEST(RateSearch, HeightsAreCountedFromTheLowest) {
    const double loss = math::final_height(descent, 0.01, start, 20, std::nullopt);
    EXPECT_EQ(math::final_height(descent, 0.01, start, 20, loss - 0.25), 0.25);
    EXPECT_EQ(math::final_height(descent, 0.01, start, 20, loss + 1), 0);
}

TEST(RateSearch, AStopLeavesTheRestOut) {
    std::stop_source stopped;
    stopped.request_stop();
    const math::RateSearch search =
        math::search_rates(descent, math::rate_grid(1e-3, 1e-2, 4), start, 20, 0, stopped.get_token());
    EXPECT_EQ(search.heights.size(), 4U);
    EXPECT_FALSE(search.found());
}

}  // namespace rate_search_test
}  // namespace lossfield::tests
