#include "math/simplex/triangle.hpp"

#include <gtest/gtest.h>

#include "tests/math/oracle.hpp"
#include "tests/support/support.hpp"

namespace lossfield::tests {
namespace triangle_test {

using Vector = std::vector<double>;

TEST(Triangle, CornersAreWhereTheyAreDrawn) {
    const double height = std::sqrt(3.0) / 2;
    const std::vector<Vector> corners{{0, 0}, {1, 0}, {0.5, height}};
    for (std::size_t i = 0; i < 3; ++i) {
        math::Barycentric b{};
        b[i] = 1;
        const math::PlanePoint point = math::to_plane(b);
        EXPECT_TRUE(close(Vector{point.x, point.y}, corners[i], {1e-15, 0})) << "corner " << i;
    }
}

TEST(Triangle, PlaneAndBarycentricAreInverse) {
    for (std::uint64_t s = 0; s < 50; ++s) {
        const Vector v = random_point(s, 2, 3);
        const math::Barycentric b = math::to_barycentric({v[0], v[1]});
        const math::PlanePoint back = math::to_plane(b);
        EXPECT_TRUE(close(Vector{back.x, back.y}, v, {1e-14, 1e-15}));
        EXPECT_TRUE(close(b[0] + b[1] + b[2], 1, {0, 2e-15}));
    }
}

TEST(Triangle, ClosestPointAndDistance) {
    EXPECT_TRUE(close(math::distance_to_triangle({0.5, 0.1}), 0, {0, 0}));
    EXPECT_TRUE(close(math::distance_to_triangle({0.5, -0.25}), 0.25, {1e-15, 0}));
    EXPECT_TRUE(close(math::distance_to_triangle({-3, -4}), 5, {1e-15, 0}));
    EXPECT_TRUE(close(math::distance_to_triangle({0.5, 2}), 2 - std::sqrt(3.0) / 2, {1e-15, 0}));
    EXPECT_TRUE(close(math::closest_in_triangle({2, -1}), Vector{0, 1, 0}, {0, 1e-15}));
    // Nothing on a fine grid of the triangle is nearer.
    for (std::uint64_t s = 0; s < 30; ++s) {
        const Vector v = random_point(s, 2, 2);
        double nearest = 1e9;
        for (const math::Barycentric& b : math::triangle_grid(60)) {
            const math::PlanePoint point = math::to_plane(b);
            nearest = std::min(nearest, std::hypot(point.x - v[0], point.y - v[1]));
        }
        const double distance = math::distance_to_triangle({v[0], v[1]});
        EXPECT_LE(distance, nearest + 1e-14);
        EXPECT_GE(distance, nearest - 1.0 / 60);
    }
}

TEST(Triangle, GridHasItsCountOrderAndSums) {
    for (std::size_t n : {1u, 2u, 7u, 100u}) {
        const auto points = math::triangle_grid(n);
        ASSERT_EQ(points.size(), (n + 1) * (n + 2) / 2);
        for (std::size_t j = 0; j <= n; ++j) {
            for (std::size_t i = 0; i + j <= n; ++i) {
                const auto& b = points.at(math::triangle_grid_index(n, i, j));
                const double unit = 1.0 / static_cast<double>(n);
                EXPECT_TRUE(close(b[1], static_cast<double>(i) * unit, {1e-15, 0}));
                EXPECT_TRUE(close(b[2], static_cast<double>(j) * unit, {1e-15, 0}));
                EXPECT_TRUE(close(b[0] + b[1] + b[2], 1, {0, 3e-16}));
                EXPECT_GE(b[0], 0.0);
            }
        }
    }
    EXPECT_EQ(math::triangle_grid(100).size(), 5151u);
    EXPECT_THROW((void)math::triangle_grid(0), std::invalid_argument);
}

TEST(Triangle, FacesCoverTheTriangleOnceCounterClockwise) {
    const std::size_t n = 9;
    const auto points = math::triangle_grid(n);
    const auto faces = math::triangle_grid_faces(n);
    ASSERT_EQ(faces.size(), n * n);
    for (const auto& face : faces) {
        const math::PlanePoint a = math::to_plane(points.at(face[0]));
        const math::PlanePoint b = math::to_plane(points.at(face[1]));
        const math::PlanePoint c = math::to_plane(points.at(face[2]));
        const double area = 0.5 * ((b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x));
        EXPECT_TRUE(close(area, std::sqrt(3.0) / 4 / 81, {1e-12, 0}));
    }
}

TEST(Triangle, CellCentresAreTheMiddlesOfTheUprightFaces) {
    constexpr std::size_t n = 5;
    const auto grid = math::triangle_grid(n);
    std::size_t next = 0;
    const auto centres = math::triangle_cell_centres(n);
    ASSERT_EQ(centres.size(), n * (n + 1) / 2);
    for (const auto& face : math::triangle_grid_faces(n)) {
        if (face[1] != face[0] + 1) continue;  // a downward one
        for (std::size_t k = 0; k < 3; ++k) {
            const double middle = (grid[face[0]][k] + grid[face[1]][k] + grid[face[2]][k]) / 3;
            EXPECT_TRUE(close(centres[next][k], middle, {1e-14, 0})) << next;
        }
        ++next;
    }
    EXPECT_EQ(next, centres.size());
    EXPECT_THROW((void)math::triangle_cell_centres(0), std::invalid_argument);
}

}  // namespace triangle_test
}  // namespace lossfield::tests
