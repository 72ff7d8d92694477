#include "app/session/track.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "app/session/play.hpp"
#include "viz/text/numbers.hpp"

namespace lossfield::tests {
namespace track_test {

using app::Track;

Track track(viz::Interval soft, viz::Spacing spacing = viz::Spacing::Linear) {
    Track t;
    t.soft = soft;
    t.spacing = spacing;
    return t;
}

TEST(Track, PositionAndValueAreInverse) {
    for (const auto& t : {track({-8, 8}), track({0.05, 10}, viz::Spacing::Log),
                          track({1e-4, 1e3}, viz::Spacing::LogWithZero)}) {
        for (double p = 0.1; p <= 1; p += 0.05) EXPECT_NEAR(t.position(t.value(p, 1e-9)), p, 1e-8);
        EXPECT_EQ(t.value(1, 1e-3), t.soft.high);
        EXPECT_EQ(t.position(t.soft.high), 1);
    }
}

TEST(Track, ALogTrackWithAZeroStopReachesZeroAndThenItsLowEnd) {
    const Track t = track({1e-3, 10}, viz::Spacing::LogWithZero);
    EXPECT_EQ(t.value(0, 1e-3), 0);
    EXPECT_EQ(t.position(0), 0);
    EXPECT_NEAR(t.value(app::zero_gap, 1e-6), 1e-3, 1e-9);
    EXPECT_DOUBLE_EQ(t.position(1e-3), app::zero_gap);
}

TEST(Track, DraggedValuesAreShortDecimalsWithinAPixel) {
    const Track t = track({0, 1});
    EXPECT_EQ(t.value(0.123456, 1.0 / 200), 0.123);
    EXPECT_EQ(t.value(0.8000001, 1.0 / 200), 0.8);
    for (double p = 0; p <= 1; p += 0.001) EXPECT_LE(std::abs(t.value(p, 1.0 / 200) - p), 1.0 / 200);
}

TEST(Track, ValuesOutsideTheSoftRangeSitAtTheEnds) {
    const Track t = track({-8, 8});
    EXPECT_EQ(t.position(1000), 1);
    EXPECT_EQ(t.position(-1000), 0);
    EXPECT_EQ(t.position(std::numeric_limits<double>::infinity()), 1);
}

TEST(Track, SnapsToTheNearestMarkInReach) {
    Track t = track({0, 10});
    t.snaps = {{2, "a"}, {2.5, "b"}};
    EXPECT_EQ(t.near(0.21, 0.02)->at, 2);
    EXPECT_EQ(t.near(0.24, 0.02)->at, 2.5);
    EXPECT_EQ(t.near(0.5, 0.02), nullptr);
}

TEST(Track, ArrowKeysMoveByTheirShareAndAWholeTrackByOne) {
    EXPECT_DOUBLE_EQ(track({0, 10}).nudged(5, 0.01), 5.1);
    EXPECT_DOUBLE_EQ(track({0, 10}).nudged(5, -0.001), 4.99);
    Track whole = track({1, 20});
    whole.whole = true;
    EXPECT_EQ(whole.nudged(5, 0.01), 6);
    EXPECT_EQ(whole.nudged(5, -0.001), 4);
    const Track log = track({0.05, 10}, viz::Spacing::Log);
    EXPECT_GT(log.nudged(1, 0.01), 1.04);
    const Track zero = track({1e-3, 10}, viz::Spacing::LogWithZero);
    EXPECT_EQ(zero.nudged(1e-3, -0.01), 0);
    EXPECT_EQ(zero.nudged(0, 0.01), 1e-3);
}

TEST(Track, TextKeepsItsDecimals) {
    EXPECT_EQ(track({-8, 8}).text(2), "2.00");
    EXPECT_EQ(track({-8, 8}).text(-0.5), "−0.50");
    EXPECT_EQ(track({0.05, 10}, viz::Spacing::Log).text(0.8), "0.800");
    EXPECT_EQ(track({-8, 8}).text(1e-7), "1e−07");
    EXPECT_EQ(app::brief(-1234.5678), "−1235");
}

TEST(Playback, GoesToAndFroWithinTheSoftRange) {
    app::Playback sweep(track({-1, 1}), 0);
    double low = 1, high = -1, last = 0;
    for (int i = 0; i < 400; ++i) {
        last = sweep.advance(0.05);
        low = std::min(low, last);
        high = std::max(high, last);
    }
    EXPECT_EQ(low, -1);
    EXPECT_EQ(high, 1);
    // After a pause of any length it goes on where it was.
    EXPECT_NEAR(sweep.advance(1000), last, 0.06);
}

}  // namespace track_test
}  // namespace lossfield::tests
