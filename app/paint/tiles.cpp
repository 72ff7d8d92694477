#include "app/paint/tiles.hpp"

namespace lossfield::app {

TileGrid::TileGrid(int width, int height) : width_(width), height_(height) {
    const auto fit = [&] {
        columns_ = ((width - 1) >> shift_) + 1;
        rows_ = ((height - 1) >> shift_) + 1;
        return count() <= TileSet::most;
    };
    while (!fit()) ++shift_;
}

std::vector<PixelRect> TileGrid::rectangles(const TileSet& tiles) const {
    std::vector<PixelRect> found;
    const auto has = [&](int row, int column) {
        return tiles.contains(static_cast<std::size_t>(row * columns_ + column));
    };
    for (int row = 0; row < rows_; ++row)
        for (int column = 0; column < columns_; ++column) {
            if (!has(row, column)) continue;
            PixelRect run{column << shift_, row << shift_, 0, std::min(height_, (row + 1) << shift_)};
            while (column + 1 < columns_ && has(row, column + 1)) ++column;
            run.right = std::min(width_, (column + 1) << shift_);
            // Goes on what ends right above it with the same sides.
            const auto above = std::find_if(found.begin(), found.end(), [&](const PixelRect& r) {
                return r.bottom == run.top && r.left == run.left && r.right == run.right;
            });
            if (above != found.end()) {
                above->bottom = run.bottom;
            } else {
                found.push_back(run);
            }
        }
    return found;
}

}  // namespace lossfield::app
