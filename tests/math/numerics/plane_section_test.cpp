// Convex polygons: what a cut keeps and what it takes off, where a line crosses, and the plane's part in a box.
#include "math/numerics/plane_section.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

#include "tests/math/oracle.hpp"
#include "tests/support/support.hpp"

namespace lossfield::tests {
namespace plane_section_test {

using math::PlanePoint;
using math::PlanePolygon;
using math::SpacePoint;

double area(const PlanePolygon& polygon) {
    double twice = 0;
    for (std::size_t i = 0; i < polygon.size(); ++i) {
        const PlanePoint &a = polygon[i], &b = polygon[(i + 1) % polygon.size()];
        twice += a.x * b.y - a.y * b.x;
    }
    return 0.5 * twice;
}

// Corners on an ellipse, in order round it.
PlanePolygon random_polygon(std::uint64_t s) {
    Draws draw(s);
    const std::size_t corners = 3 + s % 6;
    PlanePolygon polygon;
    for (std::size_t i = 0; i < corners; ++i) {
        const double share =
            (static_cast<double>(i) + 0.8 * draw.between(0, 1)) / static_cast<double>(corners);
        const double angle = 2 * std::numbers::pi * share;
        polygon.push_back({3 * std::cos(angle) + 0.5, 2 * std::sin(angle) - 0.3});
    }
    return polygon;
}

TEST(PlaneSection, ACutPartsThePolygon) {
    for (std::uint64_t s = 0; s < 60; ++s) {
        Draws draw(500 + s);
        const PlanePolygon polygon = random_polygon(s);
        const PlanePoint way{draw.between(-1, 1), draw.between(-1, 1)};
        const double bound = draw.between(-1.5, 1.5);
        const PlanePolygon kept = math::cut(polygon, way, bound);
        const PlanePolygon rest = math::cut(polygon, {-way.x, -way.y}, -bound);
        EXPECT_NEAR(area(kept) + area(rest), area(polygon), 1e-12);
        for (const auto& [x, y] : kept) EXPECT_LE(way.x * x + way.y * y, bound + 1e-12);
        // A second cut takes nothing more off.
        EXPECT_NEAR(area(math::cut(kept, way, bound + 1e-9)), area(kept), 1e-12);
    }
    const PlanePolygon square{{0, 0}, {1, 0}, {1, 1}, {0, 1}};
    EXPECT_EQ(math::cut(square, {1, 0}, 2), square);
    EXPECT_TRUE(math::cut(square, {1, 0}, -1).empty());
    EXPECT_EQ(math::cut(square, {1, 0}, 0.25), (PlanePolygon{{0, 0}, {0.25, 0}, {0.25, 1}, {0, 1}}));
}

TEST(PlaneSection, ALineCrossesAConvexPolygonTwice) {
    for (std::uint64_t s = 0; s < 60; ++s) {
        Draws draw(600 + s);
        const PlanePolygon polygon = random_polygon(s);
        for (const std::size_t axis : {0U, 1U}) {
            const double at = draw.between(-2, 2);
            const PlanePolygon ends = math::crossings(polygon, axis, at);
            PlanePoint way{0, 0};
            way[axis] = 1;
            const double below = area(math::cut(polygon, way, at)), whole = area(polygon);
            const bool across = below > 1e-9 && below < whole - 1e-9;
            EXPECT_EQ(ends.size(), across ? 2U : 0U);
            if (!across) continue;
            for (const PlanePoint& end : ends) EXPECT_NEAR(end[axis], at, 1e-12);
            // The width at `at` is how fast the area below grows.
            const double step = 1e-6;
            const double grown =
                (area(math::cut(polygon, way, at + step)) - area(math::cut(polygon, way, at - step))) /
                (2 * step);
            EXPECT_NEAR(std::abs(ends[0][1 - axis] - ends[1][1 - axis]), grown, 1e-4);
        }
    }
}

// Inside the section are exactly the places whose point of space lies in the box.
TEST(PlaneSection, IsThePlanesPartOfTheBox) {
    for (std::uint64_t s = 0; s < 30; ++s) {
        Draws draw(700 + s);
        const auto point = [&](double low, double high) {
            const double x = draw.between(low, high), y = draw.between(low, high),
                         z = draw.between(low, high);
            return SpacePoint(x, y, z);
        };
        const SpacePoint first = point(-1, 1), second = point(-1, 1);
        const math::SpaceBox box{point(-3, -0.5), point(0.5, 3)};
        const double far = 4;
        const PlanePolygon polygon = math::section(first, second, box, far);
        ASSERT_GE(polygon.size(), 3U);
        const auto inside_box = [&](const PlanePoint& c, double slack) {
            const SpacePoint p = c.x * first + c.y * second;
            bool inside = std::abs(c.x) <= far + slack && std::abs(c.y) <= far + slack;
            for (std::size_t k = 0; k < 3; ++k)
                inside = inside && p[k] >= box.low[k] - slack && p[k] <= box.high[k] + slack;
            return inside;
        };
        for (const PlanePoint& corner : polygon) EXPECT_TRUE(inside_box(corner, 1e-9));
        int inside = 0;
        constexpr int tries = 4000;
        for (int i = 0; i < tries; ++i) {
            const double u = draw.between(-far, far), v = draw.between(-far, far);
            if (inside_box({u, v}, 0)) ++inside;
        }
        // Their share is that of its area.
        EXPECT_NEAR(static_cast<double>(inside) / tries, area(polygon) / (4 * far * far), 0.04);
    }
}

// What is inside stays whole; what is cut off ends on a side, and any more would lie outside.
TEST(PlaneSection, AShareEndsWhereTheBoxDoes) {
    for (std::uint64_t s = 0; s < 60; ++s) {
        Draws draw(800 + s);
        const math::SpaceBox box{{draw.between(-3, -1), draw.between(-3, -1), draw.between(-3, -1)},
                                 {draw.between(1, 3), draw.between(1, 3), draw.between(1, 3)}};
        const SpacePoint p(draw.between(-5, 5), draw.between(-5, 5), draw.between(-5, 5));
        const auto beyond = [&](double share) {
            double most = -1e300;
            for (std::size_t k = 0; k < 3; ++k)
                most = std::max({most, share * p[k] - box.high[k], box.low[k] - share * p[k]});
            return most;
        };
        const double share = math::share_inside(p, box, 1e-9);
        EXPECT_LE(beyond(share), 1e-12);
        if (beyond(1) <= 0) {
            EXPECT_EQ(share, 1);
        } else {
            EXPECT_NEAR(beyond(share), 0, 1e-12);
            EXPECT_GT(beyond(1.001 * share), 0);
        }
    }
    const math::SpaceBox unit{{-1, -1, -1}, {1, 1, 1}};
    EXPECT_EQ(math::share_inside({1.05, 0, 0}, unit, 0.1), 1);
}

}  // namespace plane_section_test
}  // namespace lossfield::tests
