#include "math/simplex/triangle.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "math/numerics/check.hpp"
#include "math/simplex/simplex.hpp"

namespace lossfield::math {
namespace {

constexpr double height = std::numbers::sqrt3 / 2.0;

}  // namespace

PlanePoint to_plane(const Barycentric& b) { return {b[1] + 0.5 * b[2], height * b[2]}; }

Barycentric to_barycentric(const PlanePoint& point) {
    const double b2 = point.y / height;
    const double b1 = point.x - 0.5 * b2;
    return {1.0 - b1 - b2, b1, b2};
}

// The plane is a scaled copy of { sum b = 1 }, so the nearest points correspond.
Barycentric closest_in_triangle(const PlanePoint& point) {
    const std::vector<double> nearest = project_onto_simplex(to_barycentric(point));
    return {nearest[0], nearest[1], nearest[2]};
}

double distance_to_triangle(const PlanePoint& point) {
    const Barycentric b = to_barycentric(point);
    if (std::min({b[0], b[1], b[2]}) >= 0.0) return 0.0;
    const PlanePoint nearest = to_plane(closest_in_triangle(point));
    return std::hypot(point.x - nearest.x, point.y - nearest.y);
}

std::size_t triangle_grid_index(std::size_t subdivisions, std::size_t i, std::size_t j) {
    return j * (2 * subdivisions + 3 - j) / 2 + i;
}

std::vector<Barycentric> triangle_grid(std::size_t subdivisions) {
    check_at_least("triangle_grid: number of subdivisions", subdivisions, 1);
    const auto n = static_cast<double>(subdivisions);
    std::vector<Barycentric> points;
    points.reserve((subdivisions + 1) * (subdivisions + 2) / 2);
    for (std::size_t j = 0; j <= subdivisions; ++j) {
        for (std::size_t i = 0; i + j <= subdivisions; ++i) {
            points.push_back({static_cast<double>(subdivisions - i - j) / n, static_cast<double>(i) / n,
                              static_cast<double>(j) / n});
        }
    }
    return points;
}

std::vector<Barycentric> triangle_cell_centres(std::size_t subdivisions) {
    check_at_least("triangle_cell_centres: number of subdivisions", subdivisions, 1);
    const auto n = static_cast<double>(subdivisions);
    std::vector<Barycentric> centres;
    centres.reserve(subdivisions * (subdivisions + 1) / 2);
    for (std::size_t j = 0; j < subdivisions; ++j) {
        for (std::size_t i = 0; i + j < subdivisions; ++i) {
            const double b1 = (static_cast<double>(i) + 1.0 / 3.0) / n;
            const double b2 = (static_cast<double>(j) + 1.0 / 3.0) / n;
            centres.push_back({1.0 - b1 - b2, b1, b2});
        }
    }
    return centres;
}

std::vector<std::array<std::size_t, 3>> triangle_grid_faces(std::size_t subdivisions) {
    check_at_least("triangle_grid_faces: number of subdivisions", subdivisions, 1);
    std::vector<std::array<std::size_t, 3>> faces;
    faces.reserve(subdivisions * subdivisions);
    for (std::size_t j = 0; j < subdivisions; ++j) {
        for (std::size_t i = 0; i + j < subdivisions; ++i) {
            const std::size_t here = triangle_grid_index(subdivisions, i, j);
            const std::size_t above = triangle_grid_index(subdivisions, i, j + 1);
            faces.push_back({here, here + 1, above});
            if (i + j + 1 < subdivisions) faces.push_back({here + 1, above + 1, above});
        }
    }
    return faces;
}

}  // namespace lossfield::math
