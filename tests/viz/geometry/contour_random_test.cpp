// Level sets of rough random fields: rings, triangles and lines tell the same region, and regions are nested.
#include <gtest/gtest.h>

#include <limits>

#include "tests/support/random_values.hpp"
#include "tests/support/support.hpp"
#include "tests/viz/fields.hpp"
#include "viz/geometry/contour.hpp"

namespace lossfield::viz {
namespace contour_random_test {

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

double area(const LevelSet& s) { return triangle_area(s.triangle_points, s.triangles); }

// The middles of triangles that are no slivers.
std::vector<Vec2> middles(const LevelSet& s) {
    std::vector<Vec2> out;
    for (std::size_t t = 0; t + 2 < s.triangles.size(); t += 3) {
        const std::vector<Vec2> c{s.triangle_points[s.triangles[t]], s.triangle_points[s.triangles[t + 1]],
                                  s.triangle_points[s.triangles[t + 2]]};
        if (std::abs(signed_area(c.data(), c.data() + 3)) < 1e-6) continue;
        out.push_back({(c[0].x + c[1].x + c[2].x) / 3, (c[0].y + c[1].y + c[2].y) / 3});
    }
    return out;
}

void expect_consistent(const Field& field, const Vector& levels) {
    const auto sets = level_sets(field, levels, Interpolation::Linear, true, true);
    ASSERT_EQ(sets.size(), levels.size());
    for (std::size_t k = 0; k < sets.size(); ++k) {
        const LevelSet& s = sets[k];
        const LevelSet alone = level_sets(field, {s.level}, Interpolation::Linear, true, true)[0];
        const LevelSet line = level_sets(field, {s.level}, Interpolation::Linear, false, true)[0];
        const double rings = ring_area(s.ring_points, s.ring_ends);
        EXPECT_TRUE(close(area(alone), rings, {1e-9, 1e-9})) << "level " << s.level;
        EXPECT_TRUE(close(total_length(s), total_length(line), {1e-9, 1e-9})) << "level " << s.level;
        EXPECT_TRUE(s.ring_ends.empty() || s.ring_ends.back() == s.ring_points.size());
        // With a level above it, what lies under that one may be left out, and nothing else.
        const double above =
            k + 1 < sets.size() ? ring_area(sets[k + 1].ring_points, sets[k + 1].ring_ends) : 0;
        EXPECT_LE(area(s), rings + 1e-9) << "level " << s.level;
        EXPECT_GE(area(s), rings - above - 1e-9) << "level " << s.level;
        EXPECT_LE(above, rings + 1e-9) << "level " << s.level;
        if (k == 0) continue;
        for (const Vec2& p : middles(alone))
            ASSERT_TRUE(inside(sets[k - 1].ring_points, sets[k - 1].ring_ends, p))
                << "level " << s.level << " at " << p.x << "," << p.y;
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

}  // namespace contour_random_test
}  // namespace lossfield::viz
