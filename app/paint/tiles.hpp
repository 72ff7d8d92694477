// A frame of pixels cut into equal squares of 32 pixels, larger where that makes more than 1024, so that what changed in it
// can be painted alone.
#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "app/gl/layer.hpp"

namespace lossfield::app {

class TileSet {
  public:
    static constexpr std::size_t most = 1024;

    void add(std::size_t tile) { words_[tile / 64] |= std::uint64_t{1} << tile % 64; }
    void add(const TileSet& more) {
        for (std::size_t i = 0; i < words_.size(); ++i) words_[i] |= more.words_[i];
    }
    [[nodiscard]] bool contains(std::size_t tile) const { return (words_[tile / 64] >> tile % 64 & 1U) != 0; }
    [[nodiscard]] bool meets(const TileSet& tiles) const {
        std::uint64_t both = 0;
        for (std::size_t i = 0; i < words_.size(); ++i) both |= words_[i] & tiles.words_[i];
        return both != 0;
    }
    [[nodiscard]] bool empty() const { return !meets(*this); }
    // From the first one to the last.
    template <class Use>
    void each(Use use) const {
        for (std::size_t i = 0; i < words_.size(); ++i)
            for (std::uint64_t left = words_[i]; left != 0; left &= left - 1)
                use(64 * i + static_cast<std::size_t>(std::countr_zero(left)));
    }

  private:
    std::array<std::uint64_t, most / 64> words_{};
};

class TileGrid {
  public:
    TileGrid() = default;
    TileGrid(int width, int height);

    [[nodiscard]] std::size_t count() const { return static_cast<std::size_t>(columns_ * rows_); }
    // Every tile that shares a pixel with the rectangle.
    template <class Use>
    void each_tile(const PixelRect& rect, Use use) const {
        const PixelRect seen = common(rect, {0, 0, width_, height_});
        if (seen.empty()) return;
        for (int row = seen.top >> shift_; row <= (seen.bottom - 1) >> shift_; ++row)
            for (int column = seen.left >> shift_; column <= (seen.right - 1) >> shift_; ++column)
                use(static_cast<std::size_t>(row * columns_ + column));
    }
    // The tiles' pixels as few rectangles that share none.
    [[nodiscard]] std::vector<PixelRect> rectangles(const TileSet& tiles) const;

  private:
    int width_ = 0, height_ = 0, shift_ = 5, columns_ = 0, rows_ = 0;  // a side is 2^shift pixels
};

}  // namespace lossfield::app
