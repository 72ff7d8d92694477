// Numbers as labels and readouts write them.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "tests/support/random_values.hpp"
#include "tests/viz/read_back.hpp"
#include "viz/text/numbers.hpp"

namespace lossfield::viz {
namespace numbers_test {

using tests::Random, tests::read_back;

TEST(Numbers, ForReading) {
    const double inf = std::numeric_limits<double>::infinity();
    EXPECT_EQ(fixed(-0.001, 2), "0.00");
    EXPECT_EQ(fixed(-1.5, 1), "−1.5");
    EXPECT_EQ(fixed(inf, 3), "∞");
    EXPECT_EQ(fixed(-inf, 3), "−∞");
    EXPECT_EQ(fixed(std::nan(""), 3), "NaN");
    EXPECT_EQ(readable(0, 4), "0");
    EXPECT_EQ(readable(1.70141, 5), "1.7014");
    EXPECT_EQ(readable(12.3456, 3), "12.3");
    EXPECT_EQ(readable(0.03543, 3), "0.035");
    EXPECT_EQ(readable(0.0006, 3), "0.00060");
    EXPECT_EQ(readable(-1000, 3), "−1000");
    EXPECT_EQ(readable(1.234e-7, 4), "1.23·$10^{-7}$");
    EXPECT_EQ(readable(9.999e9, 2), "1.0·$10^{10}$");
    EXPECT_EQ(brief(0.5, 3), "0.5");
    EXPECT_EQ(brief(1200, 3), "1200");
    EXPECT_EQ(brief(-2.50, 3), "−2.5");
}

TEST(Numbers, SharesAreToldAsPercent) {
    EXPECT_EQ(percent(0.814), "81 %");
    EXPECT_EQ(percent(0.9942), "99.4 %");
    EXPECT_EQ(percent(0.99999), "more than 99.9 %");
    EXPECT_EQ(percent(1), "100 %");
    EXPECT_EQ(percent(0.0123), "1.2 %");
    EXPECT_EQ(percent(1e-9), "less than 0.1 %");
    EXPECT_EQ(percent(0), "0 %");
}

TEST(Numbers, AreReadWithTheMinusThatIsWritten) {
    EXPECT_EQ(parse_number("−1.5"), -1.5);
    EXPECT_EQ(parse_number("2.5e−3"), 0.0025);
    EXPECT_FALSE(parse_number("−−1"));
    EXPECT_FALSE(parse_number("1−"));
    for (const char* text : {"1e400", "−1e400", " 1e-400 "}) {
        EXPECT_FALSE(parse_number(text)) << text;
        EXPECT_STREQ(why_no_number(text), "is a number beyond the range of doubles") << text;
    }
    for (const char* text : {"", "x", "1e400x", "inf", "nan", "1e"})
        EXPECT_STREQ(why_no_number(text), "is not a number") << text;
}

TEST(Numbers, ReadBackWithinTheirDigits) {
    Random random(8);
    for (int i = 0; i < 5000; ++i) {
        const double v = random.between(-10, 10) * std::pow(10.0, random.between(-12, 12));
        for (const int digits : {2, 3, 4, 5}) {
            // As many decimals as a number of 1 to 9 has: absolute below 1, relative above.
            const double allowed =
                0.5 *
                std::pow(10.0, 1 - std::min(digits, std::abs(v) < 1e-4 || std::abs(v) > 1e6 ? 3 : digits));
            const double scale = std::abs(v) < 1e-4 ? std::abs(v) : std::max(1.0, std::abs(v));
            EXPECT_NEAR(read_back(readable(v, digits)), v, 1.01 * allowed * scale) << readable(v, digits);
            EXPECT_NEAR(read_back(brief(v, digits)), v,
                        0.51 * std::pow(10.0, 1 - std::min(digits, 3)) * std::abs(v))
                << brief(v, digits);
        }
    }
}

// Only 0 is told as 0, and no sign is lost, from the smallest double to the largest.
TEST(Numbers, NothingButZeroIsToldAsZero) {
    Random random(61);
    std::vector<double> values{5e-324, -5e-324, 2.2e-308, 1.2e308, 9.9999e-5, 0.00099999};
    for (int i = 0; i < 6000; ++i)
        values.push_back(random.between(-10, 10) * std::pow(10.0, random.between(-30, 30)));
    for (const double v : values)
        for (const int digits : {1, 2, 3, 4, 5}) {
            for (const std::string& text : {readable(v, digits), brief(v, digits)}) {
                const double told = read_back(text);
                EXPECT_GT(told * (v > 0 ? 1 : -1), 0) << text << " is " << shortest(v);
                EXPECT_NEAR(told / v, 1, 0.51 * std::pow(10.0, 1 - std::min(digits, 2)))
                    << text << " is " << shortest(v);
            }
        }
}

TEST(Numbers, NeighboursAreToldApart) {
    Random random(62);
    for (int i = 0; i < 500; ++i) {
        const double start = random.between(-10, 10) * std::pow(10.0, random.between(-8, 8));
        const double step = std::max(std::abs(start), 1e-300) * std::pow(10.0, random.between(-13, 1));
        std::vector<double> levels;
        for (int k = 0; k < 9; ++k) levels.push_back(start + k * step);
        const std::vector<std::string> texts = told_apart(levels, 3);
        for (std::size_t k = 1; k < levels.size(); ++k) {
            EXPECT_NE(texts[k], texts[k - 1]);
            EXPECT_LE(std::abs(read_back(texts[k]) - levels[k]),
                      0.51 * std::max(step, 0.01 * std::abs(levels[k])));
        }
    }
    EXPECT_EQ(told_apart({106.0001, 106.0002}, 3), (std::vector<std::string>{"106.0001", "106.0002"}));
    EXPECT_EQ(told_apart({0.5, 1, 1, 2}, 3), (std::vector<std::string>{"0.5", "1", "1", "2"}));
    EXPECT_EQ(told_from(0.2001, 0.2, 3), "0.2001");
    EXPECT_EQ(told_from(0.2, 0.2001, 3), "0.2");
    EXPECT_EQ(told_from(1.0042, 7, 3), "1");
}

}  // namespace numbers_test
}  // namespace lossfield::viz
