// The sizes of columns and rows: what they add up to, and that no shift of a boundary would be better.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "tests/support/random_values.hpp"
#include "viz/layout/layout.hpp"

namespace lossfield::tests {
namespace solve_layout_test {

using namespace viz;

constexpr double infinite = std::numeric_limits<double>::infinity();
constexpr double column_gap = 22, row_gap = 16;

double least(double a, double b, double c) {
    return std::pow(std::pow(a, -8) + std::pow(b, -8) + std::pow(c, -8), -1.0 / 8);
}

double worth(const std::vector<LayoutItem>& items, const Layout& layout) {
    double sum = 0;
    for (const LayoutItem& i : items) {
        const Rect cell = layout.cell(i.cell);
        const double w = cell.width - i.across, h = cell.height - i.down;
        const double by_height = i.narrowest > 0 ? w / i.narrowest : infinite;
        const double across = least(w, i.widest * h, i.enough_width);
        const double down = least(h, by_height, i.enough_height);
        sum += i.weight * (std::log(across) - 90 / across + std::log(down) - 90 / down);
    }
    return sum;
}

void shift(LayoutTracks& tracks, std::size_t boundary, double by) {
    tracks.size[boundary] += by;
    tracks.size[boundary + 1] -= by;
    tracks.start[boundary + 1] += by;
}

// Two to four columns and rows; an item in every place, some over two columns.
std::vector<LayoutItem> random_items(Random& random) {
    std::vector<LayoutItem> items;
    const int columns = 2 + static_cast<int>(random.below(3)), rows = 1 + static_cast<int>(random.below(3));
    for (int r = 0; r < rows; ++r)
        for (int c = 0; c < columns; ++c) {
            LayoutItem item{{r, c}, random.between(10, 70), random.between(20, 60), 0.8, 3};
            if (c + 1 < columns && random.below(4) == 0) item.cell.column_span = 2, ++c;
            if (random.below(3) == 0) item.narrowest = item.widest = random.between(0.7, 1.6);
            item.weight = random.between(0.5, 3);
            items.push_back(item);
        }
    return items;
}

TEST(SolveLayout, NoShiftOfABoundaryIsBetter) {
    Random random(3);
    for (int trial = 0; trial < 200; ++trial) {
        const std::vector<LayoutItem> items = random_items(random);
        const Rect room{20, 40, random.between(700, 1800), random.between(500, 1000)};
        const Layout best = solve_layout(items, room, column_gap, row_gap);
        const double reached = worth(items, best);
        for (const double by : {-6.0, 6.0})
            for (LayoutTracks Layout::*tracks : {&Layout::columns, &Layout::rows})
                for (std::size_t k = 0; k + 1 < (best.*tracks).size.size(); ++k) {
                    Layout other = best;
                    shift(other.*tracks, k, by);
                    const std::vector<double>& sizes = (other.*tracks).size;
                    if (std::min(sizes[k], sizes[k + 1]) < 0)
                        continue;  // a track that only some span may be empty
                    EXPECT_LT(worth(items, other), reached + 2e-3) << trial << " " << k << " " << by;
                }
    }
}

TEST(SolveLayout, TracksFillTheRoomInWholePixels) {
    Random random(5);
    for (int trial = 0; trial < 200; ++trial) {
        const std::vector<LayoutItem> items = random_items(random);
        const Rect room{20, 40, std::round(random.between(300, 1800)), std::round(random.between(200, 1000))};
        const Layout layout = solve_layout(items, room, column_gap, row_gap);
        EXPECT_NEAR(layout.columns.start.back() + layout.columns.size.back(), room.right(), 1e-9);
        EXPECT_NEAR(layout.rows.start.back() + layout.rows.size.back(), room.bottom(), 1e-9);
        for (const LayoutTracks& tracks : {layout.columns, layout.rows})
            for (std::size_t k = 0; k < tracks.size.size(); ++k) {
                EXPECT_EQ(tracks.start[k], std::round(tracks.start[k]));
                EXPECT_GE(tracks.size[k], 0);
            }
    }
}

TEST(SolveLayout, WhatASquareCannotUseGoesToItsNeighbour) {
    const LayoutItem square{{0, 0}, 0, 0, 1, 1}, free{{0, 1}, 0, 0, 0, infinite};
    const Layout layout = solve_layout({square, free}, {0, 0, 1000, 300}, 0, 0);
    EXPECT_NEAR(layout.columns.size[0], 300, 75);
    const Layout narrow = solve_layout({square, free}, {0, 0, 400, 900}, 0, 0);
    EXPECT_GT(narrow.columns.size[0], narrow.columns.size[1]);
}

TEST(SolveLayout, WithoutWeightAnItemTakesWhatItNeeds) {
    const LayoutItem plot{{0, 0}, 40, 50}, words{{1, 0}, 0, 90, 0, infinite, infinite, infinite, 0};
    const Layout layout = solve_layout({plot, words}, {0, 0, 600, 500}, 10, 10);
    EXPECT_NEAR(layout.rows.size[1], 90, 1);
    EXPECT_NEAR(layout.rows.size[0], 400, 1);
}

// A page too small for what stands around the plots still has a layout.
TEST(SolveLayout, TooSmall) {
    std::vector<LayoutItem> items;
    for (int k = 0; k < 6; ++k) items.push_back({{k / 3, k % 3}, 120, 90, 0.8, 3});
    const Layout layout = solve_layout(items, {0, 0, 200, 100}, 22, 16);
    for (const LayoutItem& item : items) {
        const Rect cell = layout.cell(item.cell);
        EXPECT_GE(cell.width, 0);
        EXPECT_GE(cell.height, 0);
        EXPECT_LE(cell.right(), 201);
        EXPECT_LE(cell.bottom(), 101);
    }
}

}  // namespace solve_layout_test
}  // namespace lossfield::tests
