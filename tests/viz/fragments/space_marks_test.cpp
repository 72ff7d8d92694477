// Marks made of points of space.
#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

#include "viz/fragments/space.hpp"

namespace lossfield::viz {
namespace space_marks_test {

constexpr double pi = std::numbers::pi;

TEST(SpaceMarks, AnglesOfAllSizes) {
    const SpacePoint x(2, 0, 0);
    for (const double angle : {1e-9, 0.3, pi / 2, 2.0, pi - 1e-9}) {
        const SpacePoint y = 3 * SpacePoint(std::cos(angle), 0, std::sin(angle));
        EXPECT_NEAR(angle_between(x, y), angle, 1e-15 + 1e-12 * angle);
    }
    EXPECT_TRUE(std::isnan(angle_between(x, SpacePoint())));
}

TEST(SpaceMarks, AnArcRunsFromOneWayToTheOther) {
    const SpacePoint centre(1, -2, 0.5), first(0, 2, 0), second(0, -1, 3);
    const Curve arc = space_arc("arc", centre, first, second, 0.4);
    const auto at = [&](std::size_t i) { return SpacePoint(arc.x[i], arc.y[i], arc.z[i]); };
    EXPECT_LT((at(0) - centre - 0.4 * first.normalized()).norm(), 1e-14);
    EXPECT_LT((at(arc.x.size() - 1) - centre - 0.4 * second.normalized()).norm(), 1e-14);
    for (std::size_t i = 0; i < arc.x.size(); ++i) EXPECT_NEAR((at(i) - centre).norm(), 0.4, 1e-14);
}

TEST(SpaceMarks, AFlatPieceFansOutFromItsMiddle) {
    const std::vector<SpacePoint> square{{0, 0, 1}, {2, 0, 1}, {2, 2, 1}, {0, 2, 1}, {0, 0, 1}};
    const Patch piece = flat_piece("piece", "", square, series(1));
    ASSERT_EQ(piece.rows * piece.columns, piece.x.size());
    EXPECT_EQ(piece.columns, 5U);
    for (std::size_t i = 0; i < 5; ++i) {
        EXPECT_EQ(SpacePoint(piece.x[i], piece.y[i], piece.z[i]), SpacePoint(1, 1, 1));
        EXPECT_EQ(SpacePoint(piece.x[5 + i], piece.y[5 + i], piece.z[5 + i]), square[i]);
    }
}

TEST(SpaceMarks, ArrowsKeepOneColourAndTextEach) {
    Arrows arrows;
    add_arrow(arrows, {1, 1, 1}, {2, 4, 0}, series(2), "a");
    add_arrow(arrows, {0, 0, 0}, {0, 0, 1}, series(3), "b");
    EXPECT_EQ(arrows.colours, (std::vector<Colour>{series(2), series(3)}));
    EXPECT_EQ(arrows.texts, (std::vector<std::string>{"a", "b"}));
    EXPECT_EQ(arrows.v, (Vector{3, 0}));
    EXPECT_EQ(arrows.w, (Vector{-1, 1}));
}

}  // namespace space_marks_test
}  // namespace lossfield::viz
