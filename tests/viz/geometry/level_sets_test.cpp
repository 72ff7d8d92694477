// What a painter of triangles shows, level over level, is what rings enclose.
#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <variant>

#include "tests/support/random_values.hpp"
#include "viz/geometry/contour.hpp"

namespace lossfield::tests {
namespace level_sets_test {

using namespace viz;

constexpr double nan = std::numeric_limits<double>::quiet_NaN();
constexpr double infinity = std::numeric_limits<double>::infinity();

// Rough values, some of them infinite or missing.
Vector rough(std::size_t n, Random& random) {
    Vector values;
    for (std::size_t i = 0; i < n; ++i) {
        const std::size_t kind = random.below(40);
        values.push_back(kind == 0   ? nan
                         : kind == 1 ? infinity
                         : kind == 2 ? -infinity
                                     : random.between(-1, 1));
    }
    return values;
}

double side_of(Vec2 a, Vec2 b, Vec2 p) { return (b.x - a.x) * (p.y - a.y) - (b.y - a.y) * (p.x - a.x); }

bool in_triangles(const LevelSet& set, Vec2 p) {
    for (std::size_t i = 0; i + 2 < set.triangles.size(); i += 3) {
        const Vec2 a = set.triangle_points[set.triangles[i]], b = set.triangle_points[set.triangles[i + 1]],
                   c = set.triangle_points[set.triangles[i + 2]];
        if (side_of(a, b, c) > 0 && side_of(a, b, p) >= 0 && side_of(b, c, p) >= 0 && side_of(c, a, p) >= 0)
            return true;
    }
    return false;
}

bool in_rings(const LevelSet& set, Vec2 p) {
    bool inside = false;
    std::uint32_t start = 0;
    for (const std::uint32_t end : set.ring_ends) {
        for (std::uint32_t i = start; i < end; ++i) {
            const Vec2 a = set.ring_points[i], b = set.ring_points[i + 1 < end ? i + 1 : start];
            if ((a.y > p.y) != (b.y > p.y) && p.x < a.x + (b.x - a.x) * (p.y - a.y) / (b.y - a.y))
                inside = !inside;
        }
        start = end;
    }
    return inside;
}

// The highest level that holds the point; -1: none.
int highest(const std::vector<LevelSet>& sets, Vec2 p, bool (*holds)(const LevelSet&, Vec2)) {
    for (int k = static_cast<int>(sets.size()) - 1; k >= 0; --k)
        if (holds(sets[static_cast<std::size_t>(k)], p)) return k;
    return -1;
}

void expect_same_picture(const Field& field, Random& random) {
    const auto sets = level_sets(field, {-2, -0.6, -0.2, 0.3, 0.31, 0.8}, Interpolation::Linear, true, false);
    std::size_t painted = 0;
    for (int i = 0; i < 2000; ++i) {
        const Vec2 p{random.between(0, 1), random.between(0, 1)};
        const int by_rings = highest(sets, p, in_rings);
        ASSERT_EQ(highest(sets, p, in_triangles), by_rings) << p.x << ", " << p.y;
        painted += by_rings >= 0 ? 1 : 0;
    }
    EXPECT_GT(painted, 200u);
}

TEST(LevelSetTriangles, ShowOnSquaresWhatRingsEnclose) {
    Random random(5);
    for (int trial = 0; trial < 4; ++trial)
        expect_same_picture(GridField{{{0, 1}, {0, 1}}, 13, 9, rough(13 * 9, random)}, random);
}

TEST(LevelSetTriangles, ShowOnTheTriangleWhatRingsEnclose) {
    Random random(6);
    for (int trial = 0; trial < 4; ++trial)
        expect_same_picture(TriangleField{12, rough(13 * 14 / 2, random)}, random);
}

// A pixel is painted once, and again only in cells that a level cuts.
TEST(LevelSetTriangles, CoverWholeCellsOnce) {
    TriangleField field{40, {}};
    for (int j = 0; j <= 40; ++j)
        for (int i = 0; i + j <= 40; ++i) field.values.push_back((i + 2 * j) / 120.0);
    double area = 0;
    for (const LevelSet& set :
         level_sets(field, {-1, 0.1, 0.2, 0.3, 0.4, 0.5}, Interpolation::Linear, true, false))
        for (std::size_t i = 0; i + 2 < set.triangles.size(); i += 3)
            area += 0.5 * side_of(set.triangle_points[set.triangles[i]],
                                  set.triangle_points[set.triangles[i + 1]],
                                  set.triangle_points[set.triangles[i + 2]]);
    EXPECT_GE(area, std::sqrt(3.0) / 4 * (1 - 1e-12));
    EXPECT_LT(area, std::sqrt(3.0) / 4 * 1.2);
}

}  // namespace level_sets_test
}  // namespace lossfield::tests
