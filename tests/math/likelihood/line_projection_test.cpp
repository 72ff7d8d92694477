// The nearest point of the lines' plane or of a disc in it, and what is seen of it in space.
#include <gtest/gtest.h>

#include <cmath>
#include <stdexcept>

#include "math/likelihood/line_projection.hpp"

namespace lossfield::math {
namespace line_projection_test {

// Worked out by hand: the line 7/6 + x/2 through (0, 1), (1, 2), (2, 2).
TEST(LineProjection, ThreeObservations) {
    const LineProjection r = project_onto_line_fits({0, 1, 2}, {1, 2, 2}, {0, 0}, std::nullopt, false);
    EXPECT_EQ(r.rank, 2U);
    EXPECT_NEAR(r.weights[0], 7.0 / 6, 1e-14);
    EXPECT_NEAR(r.weights[1], 0.5, 1e-14);
    EXPECT_NEAR(r.rest, 1.0 / 6, 1e-14);
    EXPECT_NEAR(r.whole, r.fit + r.rest, 1e-13);
    EXPECT_NEAR(r.trace, 2, 1e-14);
    EXPECT_NEAR(r.squared_cosine, 0.75, 1e-14);
    EXPECT_EQ(r.seen.y, SpacePoint(1, 2, 2));
    EXPECT_NEAR(r.seen.rest.dot(r.seen.one), 0, 1e-14);
    EXPECT_NEAR(r.seen.rest.dot(r.seen.x), 0, 1e-14);
}

TEST(LineProjection, OwnAxesKeepLengthsAndAngles) {
    const LineProjection r =
        project_onto_line_fits({0, 1, 2, 4, 7}, {1, -2, 2, 0.5, 3}, {0.4, -1.1}, std::nullopt, true);
    EXPECT_NEAR(r.seen.y.dot(r.seen.y), r.whole, 1e-13);
    EXPECT_NEAR(r.seen.fitted.dot(r.seen.fitted), r.fit, 1e-13);
    EXPECT_NEAR(r.seen.rest.dot(r.seen.way), r.product, 1e-13);
    EXPECT_NEAR(r.seen.inside.norm(), std::hypot(0.4, 1.1), 1e-14);
    EXPECT_NEAR(r.seen.one.norm(), std::sqrt(5.0), 1e-14);
    EXPECT_THROW((void)project_onto_line_fits({0, 1, 2, 4}, {1, 1, 1, 1}, {0, 0}, std::nullopt, false),
                 std::invalid_argument);
}

TEST(LineProjection, OntoADiscTheAngleIsObtuse) {
    const LineProjection r = project_onto_line_fits({0, 1, 2}, {1, 3, 2}, {1.2, -0.8}, 2.2, true);
    EXPECT_NEAR(std::sqrt(r.fit), 2.2, 1e-14);
    EXPECT_GT(r.in_span, 2.2);
    EXPECT_LT(r.product, 0);
    EXPECT_NEAR(r.whole, r.fit + r.rest + r.mixed, 1e-13);
}

TEST(LineProjection, EqualPlacesSpanALine) {
    const LineProjection r = project_onto_line_fits({2, 2, 2}, {1, 3, 2}, {1, 5}, std::nullopt, false);
    EXPECT_EQ(r.rank, 1U);
    EXPECT_EQ(r.seen.second, SpacePoint());
    EXPECT_NEAR(r.inside, 1, 1e-14);  // the second coordinate has no direction
    for (const double v : r.fitted) EXPECT_NEAR(v, 2, 1e-14);
    EXPECT_TRUE(std::isnan(r.squared_cosine));
}

}  // namespace line_projection_test
}  // namespace lossfield::math
