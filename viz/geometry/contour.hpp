// Level sets of a field on a grid of squares or on a triangular grid, by marching over its cells.
//   super-level set S_k = {v >= level_k}: closed rings (inside on the left, holes turn the other way) and
//   triangles of the same region without the cells that lie wholly inside S_k+1: painted one level after the
//   other they make the same picture, and few pixels are painted twice; isoline k: its boundary inside the
//   domain. Levels ascend, so S_0 contains S_1 contains ...
// A node that is NaN takes its cells out: a hole. +inf and -inf are allowed. Saddle cells follow their
// centre's value.
#pragma once

#include <cstdint>
#include <vector>

#include "viz/figure/marks.hpp"
#include "viz/geometry/vectors.hpp"

namespace lossfield::viz {

struct LevelSet {
    double level = 0;
    std::vector<Vec2> ring_points;         // panel coordinates
    std::vector<std::uint32_t> ring_ends;  // one past the last point of each ring
    std::vector<Vec2> triangle_points;
    std::vector<std::uint32_t> triangles;  // corner triples
    std::vector<std::vector<Vec2>> lines;  // closed lines repeat their first point
};

[[nodiscard]] std::vector<LevelSet> level_sets(const Field& field, const Vector& levels,
                                               Interpolation interpolation, bool filled, bool lines);

}  // namespace lossfield::viz
