// How wide the columns and how high the rows of a page become, so that its plots are as large as they can be.
//   greatest  sum over items of weight * (log w - s/w + log h - s/h),   s = 90 px, sums of widths and of heights given
//   w, h: the part of an item's plot that is of use: no wider than `widest` times its height, no narrower than `narrowest`
//   times it, no larger than `enough`. A plot of fixed proportions has both alike, so the room that it cannot use goes to
//   its neighbours; the logarithm keeps all in proportion, and s the least of them from becoming too small to read.
// The greatest value is unique (the minimum in w and h is taken smoothly, so the sum is concave) and found by multiplicative
// steps; sizes depend on nothing but these numbers.
#pragma once

#include <limits>
#include <vector>

#include "viz/figure/figure.hpp"
#include "viz/geometry/vectors.hpp"

namespace lossfield::viz {

struct LayoutItem {
    Cell cell{};
    double across = 0, down = 0;  // what stands around its plot: labels, titles, legends
    double narrowest = 0, widest = std::numeric_limits<double>::infinity();  // width : height that is of use
    double enough_width = std::numeric_limits<double>::infinity();
    double enough_height = std::numeric_limits<double>::infinity();
    double weight = 1;  // 0: takes what stands around it and no more
};

// Tracks of one direction: whole pixels.
struct LayoutTracks {
    std::vector<double> start{}, size{};
    [[nodiscard]] double length(int first, int span) const;
};

struct Layout {
    LayoutTracks columns, rows;
    [[nodiscard]] Rect cell(const Cell& cell) const;
};

[[nodiscard]] Layout solve_layout(const std::vector<LayoutItem>& items, const Rect& room,
                                  double between_columns, double between_rows);

}  // namespace lossfield::viz
