// The cells of a field: squares of a grid or triangles of a triangular grid, with edges numbered so that both
// cells at an edge know it by one number. Cells are not stored: a field of 256 x 256 has 65,025 of them, and
// memory would take longer than counting.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "viz/display_list.hpp"
#include "viz/marks.hpp"

namespace lossfield::viz {

// A cell has 3 or 4 corners counter-clockwise; edge i runs from corner i to corner i+1; bit i of `forward`
// tells that it does so in the direction of Mesh::ends. Cells of one row follow each other from left to right,
// so that a run of them is the quadrilateral between the left end of its first cell and the right end of its
// last: left_* and right_* are places in `node`.
struct Cell {
    int corners = 0;
    std::uint32_t number = 0, row = 0;
    std::uint8_t forward = 0;
    std::uint8_t left_low = 0, left_high = 0, right_low = 0, right_high = 0;
    std::array<std::uint32_t, 4> node{};
    std::array<std::uint32_t, 4> edge{};
};

// Nodes are numbered row by row from below; a row of a triangular grid has one less than the row under it.
struct Mesh {
    bool triangles = false;
    std::uint32_t columns = 0, rows = 0;  // nodes of the lowest row; rows of nodes
    std::uint32_t nodes = 0;
    std::uint32_t edges = 0;  // numbers that edges have, not all of them in use
    std::vector<Vec2> place;
    std::vector<std::uint32_t> above;  // of each node, the one straight above or above to the right

    // Squares: edge 2n runs from node n to the right, 2n+1 upwards. Triangles: edge 3n to the right, 3n+1 up to
    // the right, 3n+2 from the right neighbour to the node above n.
    [[nodiscard]] std::array<std::uint32_t, 2> ends(std::uint32_t edge) const {
        const std::uint32_t each = triangles ? 3 : 2, n = edge / each;
        switch (edge % each) {
            case 0:
                return {n, n + 1};
            case 1:
                return {n, above[n]};
            default:
                return {n + 1, above[n]};
        }
    }

    // Row by row, from left to right.
    template <class Visit>
    void each_cell(Visit visit) const {
        std::uint32_t number = 0, start = 0;
        for (std::uint32_t row = 0; row + 1 < rows; ++row) {
            const std::uint32_t length = triangles ? columns - row : columns;
            for (std::uint32_t a = start; a + 1 < start + length; ++a) {
                const std::uint32_t b = a + 1, c = a + length, d = c + 1;
                if (!triangles) {
                    visit(Cell{4,
                               number++,
                               row,
                               0b0011,
                               0,
                               3,
                               1,
                               2,
                               {a, b, d, c},
                               {2 * a, 2 * b + 1, 2 * c, 2 * a + 1}});
                    continue;
                }
                visit(Cell{
                    3, number++, row, 0b011, 0, 2, 1, 2, {a, b, c, 0}, {3 * a, 3 * a + 2, 3 * a + 1, 0}});
                if (a + 2 < start + length)
                    visit(Cell{
                        3, number++, row, 0b001, 0, 2, 0, 1, {b, d, c, 0}, {3 * b + 1, 3 * c, 3 * a + 2, 0}});
            }
            start += length;
        }
    }
};

[[nodiscard]] Mesh mesh_of(const Field& field);

}  // namespace lossfield::viz
