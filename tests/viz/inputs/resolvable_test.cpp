#include "viz/inputs/resolvable.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "tests/support/random_values.hpp"

namespace lossfield::tests {
namespace resolvable_test {

using namespace viz;

constexpr double inf = std::numeric_limits<double>::infinity();

TEST(Resolvable, LimitsAreWhereTheyAreSaidToBe) {
    for (const Interval r :
         {Interval{0, 1}, {-1e300, 1e300}, {0, 1e-300}, {1, 1 + 2e-12}, {-3 - 1e-11, -3}, {1e-300, 1}})
        EXPECT_TRUE(resolvable(r)) << r.low << " " << r.high;
    for (const Interval r : {Interval{0, 0},
                             {1, 0},
                             {-1.1e300, 0},
                             {0, inf},
                             {-inf, inf},
                             {std::nan(""), 1},
                             {0, std::nan("")},
                             {-1.7e308, 1.7e308},
                             {0, 1e-301},
                             {1, 1 + 5e-13},
                             {-1e300, -1e300 + 1e287},
                             {3, 3}})
        EXPECT_FALSE(resolvable(r)) << r.low << " " << r.high;
}

TEST(Resolvable, EveryFaultHasItsSentence) {
    Random random(5);
    int fine = 0, empty = 0, wide = 0, narrow = 0;
    for (int i = 0; i < 4000; ++i) {
        const auto interval = [&] {
            const double middle = random.below(3) == 0 ? 0 : std::pow(10.0, random.between(-5, 5));
            const double half = std::pow(10.0, random.between(-306, 306)) * (random.below(9) == 0 ? -1 : 1);
            return Interval{middle - half, middle + half};
        };
        const Interval x = interval();
        const Domain d{x, random.below(2) == 0 ? x : interval()};
        const std::string fault = range_fault(d);
        EXPECT_EQ(fault.empty(), resolvable(d));
        const auto is = [&](const char* words) { return fault.rfind(words, 0) == 0; };
        fine += fault.empty() ? 1 : 0, empty += is("is empty") ? 1 : 0;
        wide += is("is too wide") ? 1 : 0, narrow += is("is too narrow") ? 1 : 0;
        // Of a range that is shown, doubles tell thousands of places apart.
        if (fault.empty()) {
            EXPECT_LT(std::nextafter(d.x.low, inf) - d.x.low, d.x.length() / 1000);
            EXPECT_LT(std::nextafter(d.x.high, inf) - d.x.high, d.x.length() / 1000);
        }
    }
    EXPECT_EQ(fine + empty + wide + narrow, 4000);
    EXPECT_GT(std::min({fine, empty, wide, narrow}), 20);
}

}  // namespace resolvable_test
}  // namespace lossfield::tests
