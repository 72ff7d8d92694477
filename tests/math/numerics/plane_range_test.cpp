// Rectangles of the plane: what of a line lies in them, and their cells.
#include "math/numerics/plane_range.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/math/oracle.hpp"
#include "tests/support/support.hpp"

namespace lossfield::tests {
namespace plane_range_test {

using math::PlanePoint, math::PlaneRange;

constexpr PlaneRange range{-1, 3, 2, 2.5};

PlanePoint inside(Draws& draws) {
    return {draws.between(range.x_low, range.x_high), draws.between(range.y_low, range.y_high)};
}
PlanePoint on_line(const PlanePoint& at, const PlanePoint& v, double t) {
    return {at.x + t * v.x, at.y + t * v.y};
}

TEST(PlaneRange, ALineLeavesItAtBothEndsOfItsReach) {
    Draws draws(901);
    for (int i = 0; i < 200; ++i) {
        const PlanePoint at = inside(draws), v{draws.between(-2, 2), draws.between(-2, 2)};
        const auto [low, high] = math::reach(range, at, v);
        EXPECT_LE(low, 0);
        EXPECT_GE(high, 0);
        for (const double t : {low, high}) {
            EXPECT_TRUE(range.contains(on_line(at, v, t * (1 - 1e-9))));
            EXPECT_FALSE(range.contains(on_line(at, v, t * (1 + 1e-9))));
        }
    }
    const auto along_x = math::reach(range, {0, 2.2}, {-2, 0});
    EXPECT_EQ(along_x.low, -1.5);
    EXPECT_EQ(along_x.high, 0.5);
    EXPECT_EQ(math::reach(range, {0, 2.2}, {0, 0}).high, 1e300);
}

TEST(PlaneRange, EveryCellHoldsItsCentre) {
    for (const std::size_t side : {1U, 2U, 7U, 64U}) {
        const math::PlaneCells cells{range, side};
        const auto centres = cells.centres();
        ASSERT_EQ(centres.size(), side * side);
        double x = 0, y = 0;
        for (std::size_t cell = 0; cell < centres.size(); ++cell) {
            EXPECT_EQ(cells.cell_at(centres[cell]), cell);
            x += centres[cell].x, y += centres[cell].y;
        }
        const auto count = static_cast<double>(centres.size());
        EXPECT_TRUE(close(x / count, 1));
        EXPECT_TRUE(close(y / count, 2.25));
        EXPECT_EQ(cells.cell_at({range.x_high, range.y_high}), side * side - 1);
        EXPECT_EQ(cells.cell_at({range.x_low, range.y_low}), 0U);
        EXPECT_FALSE(cells.cell_at({range.x_high + 1e-9, 2.2}));
        EXPECT_FALSE(cells.cell_at({std::nan(""), 2.2}));
    }
    EXPECT_FALSE((math::PlaneCells{range, 0}.cell_at({0, 2.2})));
}

}  // namespace plane_range_test
}  // namespace lossfield::tests
