// The cells of a field: squares of a grid or triangles of a triangular grid, with edges numbered so that both
// cells at an edge know it by one number.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "viz/display_list.hpp"
#include "viz/marks.hpp"

namespace lossfield::viz {

// A cell has 3 or 4 corners counter-clockwise; edge i runs from corner i to corner i+1. Cells of one row follow each other
// from left to right, so that a run of them is the quadrilateral between the left end of its first cell and the right end of
// its last: left_* and right_* are places in `node`.
struct Cell {
    int corners = 0;
    std::uint32_t row = 0;
    std::uint8_t left_low = 0, left_high = 0, right_low = 0, right_high = 0;
    std::array<std::uint32_t, 4> node{};
    std::array<std::uint32_t, 4> edge{};
};

// Nodes, edges and cells of either kind of field. Edges are numbered so that both cells at an edge know it by
// one number.
struct Mesh {
    std::uint32_t nodes = 0;
    std::uint32_t edges = 0;
    std::vector<Vec2> place;
    std::vector<Cell> cells;
};

[[nodiscard]] Mesh mesh_of(const Field& field);

}  // namespace lossfield::viz
