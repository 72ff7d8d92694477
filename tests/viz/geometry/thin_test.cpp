#include "viz/geometry/thin.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

#include "tests/support/random_values.hpp"

namespace lossfield::tests {
namespace thin_test {

using namespace viz;

std::vector<Vec2> thinned(std::vector<Vec2> points, double tolerance) {
    const Vec2* end = thin(points.data(), points.data() + points.size(), tolerance);
    points.resize(static_cast<std::size_t>(end - points.data()));
    return points;
}

double distance(Vec2 p, Vec2 a, Vec2 b) {
    const double x = b.x - a.x, y = b.y - a.y, squared = x * x + y * y;
    const double t = squared > 0 ? std::clamp(((p.x - a.x) * x + (p.y - a.y) * y) / squared, 0.0, 1.0) : 0;
    return std::hypot(p.x - a.x - t * x, p.y - a.y - t * y);
}

// Points left out lie on the stretch between the kept ones before and after them.
void expect_near(const std::vector<Vec2>& all, const std::vector<Vec2>& kept, double tolerance) {
    ASSERT_GE(kept.size(), 2U);
    EXPECT_EQ(kept.front(), all.front());
    EXPECT_EQ(kept.back(), all.back());
    std::size_t k = 0;
    for (const Vec2& p : all) {
        if (k + 1 < kept.size() && p == kept[k + 1]) ++k;
        const std::size_t next = std::min(k + 1, kept.size() - 1);
        EXPECT_LE(distance(p, kept[k], kept[next]), tolerance * (1 + 1e-9));
    }
    EXPECT_EQ(k + 1, kept.size());
}

TEST(Thin, RandomWalksStayWithinTheTolerance) {
    Random random(21);
    for (int trial = 0; trial < 300; ++trial) {
        std::vector<Vec2> walk;
        double angle = random.between(-3, 3), bend = trial % 3 == 0 ? 3 : 0.1;
        Vec2 p{random.between(-500, 500), random.between(-500, 500)};
        for (int i = 0; i < 200; ++i) {
            walk.push_back(p);
            angle += random.between(-bend, bend);
            const double step = random.between(0, 2);
            p = {p.x + step * std::cos(angle), p.y + step * std::sin(angle)};
        }
        expect_near(walk, thinned(walk, 0.1), 0.1);
    }
}

TEST(Thin, AStraightLineIsItsEnds) {
    std::vector<Vec2> line;
    for (int i = 0; i <= 100; ++i) line.push_back({0.1 * i, 5 - 0.3 * i});
    EXPECT_EQ(thinned(line, 1e-9), (std::vector<Vec2>{line.front(), line.back()}));
}

TEST(Thin, ACircleKeepsAsManyPointsAsItsBendNeeds) {
    std::vector<Vec2> circle;
    for (int i = 0; i <= 5000; ++i)
        circle.push_back(
            {100 * std::cos(6.283185307179586 * i / 5000), 100 * std::sin(6.283185307179586 * i / 5000)});
    const auto kept = thinned(circle, 0.05);
    expect_near(circle, kept, 0.05);
    // A chord that bends away by 0.05 is 6.3 long; a tangent that does so is 3.2 long.
    EXPECT_LT(kept.size(), 2 * 628 / 6.3);
    EXPECT_GT(kept.size(), 628 / 6.4);
}

TEST(Thin, FoldsKeepTheirTip) {
    const std::vector<Vec2> fold{{0, 0}, {1, 0}, {10, 0}, {4, 0}, {2, 0}, {-5, 0}};
    EXPECT_EQ(thinned(fold, 0.1), (std::vector<Vec2>{{0, 0}, {10, 0}, {-5, 0}}));
}

TEST(Thin, FewPointsAndThoseThatAreNotFiniteStay) {
    const std::vector<Vec2> two{{0, 0}, {0, 0}};
    EXPECT_EQ(thinned(two, 1), two);
    const double inf = std::numeric_limits<double>::infinity();
    const std::vector<Vec2> gap{{0, 0}, {1, 0}, {2, 0}, {inf, 0}, {4, 0}, {5, 0}, {6, 0}};
    const auto kept = thinned(gap, 0.1);
    EXPECT_NE(std::find(kept.begin(), kept.end(), Vec2{2, 0}), kept.end());
    EXPECT_NE(std::find(kept.begin(), kept.end(), Vec2{inf, 0}), kept.end());
    EXPECT_NE(std::find(kept.begin(), kept.end(), Vec2{4, 0}), kept.end());
}

}  // namespace thin_test
}  // namespace lossfield::tests
