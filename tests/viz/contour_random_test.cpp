// Level sets of rough random fields: rings, triangles and lines tell the same region, and regions are nested.
#include <gtest/gtest.h>

#include <limits>

#include "tests/support.hpp"
#include "tests/support/random_values.hpp"
#include "tests/viz/fields.hpp"
#include "viz/contour.hpp"

namespace lossfield::viz {
namespace {

using namespace tests;

constexpr double nan = std::numeric_limits<double>::quiet_NaN();
constexpr Domain square{{-2, 2}, {-2, 2}};

double total_length(const LevelSet& s) {
    double length = 0;
    for (const auto& l : s.lines) length += length_of(l);
    return length;
}

// Rough random fields with flat places, exact levels and holes: what trips marching squares.
Vector rough(std::size_t n, Random& random) {
    Vector v;
    for (std::size_t i = 0; i < n; ++i)
        v.push_back(random.below(12) == 0  ? nan
                    : random.below(3) == 0 ? std::round(random.between(-3, 3))
                                           : random.between(-3, 3));
    return v;
}

void expect_consistent(const Field& field, const Vector& levels) {
    const auto sets = level_sets(field, levels, Interpolation::Linear, true, true);
    ASSERT_EQ(sets.size(), levels.size());
    const auto lines_alone = level_sets(field, levels, Interpolation::Linear, false, true);
    double outer = std::numeric_limits<double>::infinity();
    for (std::size_t k = 0; k < sets.size(); ++k) {
        const LevelSet& s = sets[k];
        const double rings = ring_area(s.ring_points, s.ring_ends);
        EXPECT_TRUE(close(triangle_area(s.triangle_points, s.triangles), rings, {1e-9, 1e-9}))
            << "level " << s.level;
        EXPECT_LE(rings, outer + 1e-9) << "level " << s.level << " is larger than the one below";
        outer = rings;
        EXPECT_TRUE(s.ring_ends.empty() || s.ring_ends.back() == s.ring_points.size());
        EXPECT_TRUE(close(total_length(s), total_length(lines_alone[k]), {1e-9, 1e-9}))
            << "level " << s.level;
        if (k == 0) continue;
        // S_k inside S_{k-1}: the middles of its triangles are, where they are not slivers.
        for (std::size_t t = 0; t + 2 < s.triangles.size(); t += 3) {
            const Vec2 &a = s.triangle_points[s.triangles[t]], &b = s.triangle_points[s.triangles[t + 1]],
                       &c = s.triangle_points[s.triangles[t + 2]];
            const std::vector<Vec2> corners{a, b, c};
            if (std::abs(signed_area(corners.data(), corners.data() + 3)) < 1e-6) continue;
            const Vec2 middle{(a.x + b.x + c.x) / 3, (a.y + b.y + c.y) / 3};
            ASSERT_TRUE(inside(sets[k - 1].ring_points, sets[k - 1].ring_ends, middle))
                << "level " << s.level << " at " << middle.x << "," << middle.y;
        }
    }
}

TEST(LevelSets, RandomGridsAreConsistent) {
    Random random(9);
    for (int i = 0; i < 200; ++i) {
        const std::size_t columns = 2 + random.below(9), rows = 2 + random.below(9);
        expect_consistent(GridField{square, columns, rows, rough(columns * rows, random)},
                          {-2.5, -1, 0, 0.3, 1, 2});
    }
}

TEST(LevelSets, RandomTrianglesAreConsistent) {
    Random random(10);
    for (int i = 0; i < 200; ++i) {
        const std::size_t n = 1 + random.below(9);
        expect_consistent(TriangleField{n, rough((n + 1) * (n + 2) / 2, random)}, {-2.5, -1, 0, 0.3, 1, 2});
    }
}

}  // namespace
}  // namespace lossfield::viz
