// The cells of a field: squares of a grid or triangles of a triangular grid, with edges numbered so that both
// cells at an edge know it by one number.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "viz/display_list.hpp"
#include "viz/marks.hpp"

namespace lossfield::viz {

// A cell has 3 or 4 corners counter-clockwise; edge i runs from corner i to corner i+1.
struct Cell {
    int corners = 0;
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
    std::size_t cells_per_row = 0;  // squares only: neighbours in a row may be merged
};

[[nodiscard]] Mesh mesh_of(const Field& field);

}  // namespace lossfield::viz
