// The nodes of a field: squares of a grid or triangles of a triangular grid, with edges numbered so that both
// cells at an edge know it by one number. Neither cells nor edges are stored, and places by column and row
// only: a field of 256 x 256 has 65,536 nodes, and memory would take longer than counting.
#pragma once

#include <cstdint>
#include <vector>

#include "viz/figure/marks.hpp"
#include "viz/geometry/vectors.hpp"

namespace lossfield::viz {

// Nodes are numbered row by row from below; a row of a triangular grid has one less than the row under it.
// Edges: number each * n + kind belongs to node n. Squares: kind 0 runs to the right, 1 upwards. Triangles:
// 0 to the right, 1 up to the right, 2 from the right neighbour to the node above n.
struct Mesh {
    bool triangles = false;
    std::uint32_t columns = 0, rows = 0;  // nodes of the lowest row; rows of nodes
    std::uint32_t nodes = 0;
    std::vector<double>
        x;  // by column; of a triangular grid by half columns, as every row is shifted by half
    std::vector<double> y;  // by row

    [[nodiscard]] std::uint32_t each() const { return triangles ? 3 : 2; }
    [[nodiscard]] std::uint32_t length(std::uint32_t row) const {
        return triangles ? columns - row : columns;
    }
    [[nodiscard]] Vec2 place(std::uint32_t column, std::uint32_t row) const {
        return {triangles ? x[2 * column + row] : x[column], y[row]};
    }
};

[[nodiscard]] Mesh mesh_of(const Field& field);

// One edge of the boundary of a mesh's living part, directed so that the living cell is on its left.
struct RimEdge {
    std::uint32_t edge = 0;
    std::uint32_t from = 0, to = 0;  // nodes
    Vec2 to_place{};
    std::uint32_t next = 0;  // index of the edge that goes on
    bool corner = true;      // the next one runs in another direction
};

// The outer edges of the mesh, one loop.
[[nodiscard]] std::vector<RimEdge> outer_rim(const Mesh& mesh);

// Links edges to loops. An edge that is given twice has no living cell and goes.
[[nodiscard]] std::vector<RimEdge> linked(std::vector<RimEdge> rim, const Mesh& mesh);

}  // namespace lossfield::viz
