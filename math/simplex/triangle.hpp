// The probability triangle drawn in a plane, and the regular grid on it.
//   corners  c_0 = (0, 0),  c_1 = (1, 0),  c_2 = (1/2, sqrt(3)/2)      side 1, counter-clockwise, y upwards
//   point    b_0 c_0 + b_1 c_1 + b_2 c_2 = (b_1 + b_2 / 2, sqrt(3)/2 b_2)
// b: 3 barycentric coordinates (sum 1; all >= 0 inside), class i at corner i. A velocity of b (sum 0) maps by
// the same linear formula. The map keeps angles: |point - point'| = |b - b'| / sqrt(2).
// Grid with n subdivisions: (n + 1)(n + 2) / 2 points (n = 100: 5,151) and n^2 congruent faces,
//   b = (n - i - j, i, j) / n,  i, j >= 0, i + j <= n
// in rows parallel to c_0 c_1: j = 0 first, within a row i ascending, so
//   index(i, j) = j (2 n + 3 - j) / 2 + i.
// Failure: n = 0 throws std::invalid_argument; all else is defined for all finite numbers. [Mobius 1827]
#pragma once

#include <array>
#include <cstddef>
#include <vector>

#include "math/numerics/plane.hpp"

namespace lossfield::math {

using Barycentric = std::array<double, 3>;

[[nodiscard]] PlanePoint to_plane(const Barycentric& b);
// Inverse for points; the result sums to 1 and has negative entries outside the triangle.
[[nodiscard]] Barycentric to_barycentric(const PlanePoint& point);

// The nearest point of the triangle to any point of the plane, and the Euclidean distance to it (0 inside).
[[nodiscard]] Barycentric closest_in_triangle(const PlanePoint& point);
[[nodiscard]] double distance_to_triangle(const PlanePoint& point);

[[nodiscard]] std::size_t triangle_grid_index(std::size_t subdivisions, std::size_t i, std::size_t j);
[[nodiscard]] std::vector<Barycentric> triangle_grid(std::size_t subdivisions);
// The centres of the n (n + 1) / 2 upright faces, in the grid's order: none of them lies on a side.
[[nodiscard]] std::vector<Barycentric> triangle_cell_centres(std::size_t subdivisions);
// Counter-clockwise index triples into triangle_grid; per cell the upward face, then the downward one.
[[nodiscard]] std::vector<std::array<std::size_t, 3>> triangle_grid_faces(std::size_t subdivisions);

}  // namespace lossfield::math
