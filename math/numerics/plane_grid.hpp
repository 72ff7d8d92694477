// The nodes of a regular grid over a rectangle of the plane, and the rows of it that one call fills.
//   node (i, j) lies at (x_low + i (x_high - x_low) / (columns - 1), y_low + j (y_high - y_low) / (rows - 1))
// Values are stored row by row from below: node (i, j) at j columns + i. A single column or row lies at its low end.
// Every node's value depends on the node alone, so that rows may be filled in any order, by any number of threads.
#pragma once

#include <cstddef>

namespace lossfield::math {

struct PlaneGrid {
    double x_low = 0.0, x_high = 1.0;
    double y_low = 0.0, y_high = 1.0;
    std::size_t columns = 2, rows = 2;

    [[nodiscard]] std::size_t nodes() const { return columns * rows; }
    [[nodiscard]] double x(std::size_t i) const { return place(x_low, x_high, i, columns); }
    [[nodiscard]] double y(std::size_t j) const { return place(y_low, y_high, j, rows); }

  private:
    static double place(double low, double high, std::size_t i, std::size_t count) {
        if (count < 2) return low;
        return low + (high - low) * (static_cast<double>(i) / static_cast<double>(count - 1));
    }
};

// first <= row < last
struct RowRange {
    std::size_t first = 0;
    std::size_t last = 0;
};

}  // namespace lossfield::math
