#include "viz/display/triangulate.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/support/random_values.hpp"
#include "tests/support/support.hpp"
#include "tests/viz/fields.hpp"

namespace lossfield::viz {
namespace triangulate_test {

using namespace tests;

constexpr double pi = 3.14159265358979323846;

// A star-shaped ring about a centre: its corners at random distances of [inner, outer], in turning order.
void add_star(FillPrim& fill, Vec2 centre, double inner, double outer, std::size_t corners, Random& random) {
    for (std::size_t i = 0; i < corners; ++i) {
        const double angle =
            2 * pi * (static_cast<double>(i) + random.between(0, 0.8)) / static_cast<double>(corners);
        const double r = random.between(inner, outer);
        fill.points.push_back({centre.x + r * std::cos(angle), centre.y + r * std::sin(angle)});
    }
    fill.ring_ends.push_back(static_cast<std::uint32_t>(fill.points.size()));
}

double area_of_ring(const FillPrim& f, std::size_t k) {
    const std::size_t start = k == 0 ? 0 : f.ring_ends[k - 1];
    return std::abs(signed_area(f.points.data() + start, f.points.data() + f.ring_ends[k]));
}

TEST(Triangulate, CoversRandomRingsWithHoles) {
    Random random(13);
    for (int i = 0; i < 300; ++i) {
        FillPrim fill;
        const std::size_t corners = 5 + random.below(30);
        add_star(fill, {3, -2}, 2, 5, corners, random);
        double area = area_of_ring(fill, 0);
        if (random.below(2) == 0) {
            // Small enough to lie inside whatever the outer corners are: a chord of 5 corners at distance 2 comes to 0.4.
            add_star(fill, {3, -2}, 0.1, 0.3, 3 + random.below(8), random);
            area -= area_of_ring(fill, 1);
        }
        if (random.below(2) == 0) {
            add_star(fill, {20, 1}, 1, 2, 7, random);
            area += area_of_ring(fill, fill.ring_ends.size() - 1);
        }
        triangulate(fill);
        EXPECT_TRUE(close(triangle_area(fill.triangle_points, fill.triangle_indices), area, {1e-9, 1e-9}));
        for (std::size_t t = 0; t + 2 < fill.triangle_indices.size(); t += 3) {
            Vec2 middle;
            for (std::size_t k = t; k < t + 3; ++k) {
                const Vec2& p = fill.triangle_points.at(fill.triangle_indices[k]);
                middle.x += p.x / 3, middle.y += p.y / 3;
            }
            const std::vector<Vec2> c{fill.triangle_points[fill.triangle_indices[t]],
                                      fill.triangle_points[fill.triangle_indices[t + 1]],
                                      fill.triangle_points[fill.triangle_indices[t + 2]]};
            if (std::abs(signed_area(c.data(), c.data() + 3)) < 1e-9) continue;
            ASSERT_TRUE(inside(fill.points, fill.ring_ends, middle)) << middle.x << "," << middle.y;
        }
    }
}

TEST(Triangulate, FlatSidesAndSharedHeights) {
    FillPrim fill;
    fill.points = {{0, 0}, {4, 0}, {4, 3}, {0, 3}, {1, 1}, {1, 2},
                   {2, 2}, {2, 1}, {2, 1}, {3, 1}, {3, 2}, {2, 2}};
    fill.ring_ends = {4, 8, 12};
    triangulate(fill);
    EXPECT_TRUE(close(triangle_area(fill.triangle_points, fill.triangle_indices), 10, {1e-12, 0}));
}

TEST(Triangulate, NothingOfNothing) {
    FillPrim fill;
    fill.triangle_indices = {0, 1, 2};
    triangulate(fill);
    EXPECT_TRUE(fill.triangle_indices.empty());
    fill.points = {{0, 1}, {5, 1}, {9, 1}};
    fill.ring_ends = {3};
    triangulate(fill);
    EXPECT_TRUE(fill.triangle_indices.empty());
}

}  // namespace triangulate_test
}  // namespace lossfield::viz
