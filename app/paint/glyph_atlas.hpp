// Pictures of single glyphs on shared textures, made when first needed: any face at any size, unhinted, at a
// quarter of a pixel, so that text stands exactly where the display list says.
#pragma once

#include <cstdint>
#include <memory>
#include <tuple>
#include <unordered_map>
#include <vector>

#include "app/gl/texture.hpp"
#include "viz/display/font_set.hpp"

namespace lossfield::app {

// Where a glyph's picture lies on its texture, and relative to the pen (pixels, y down).
struct GlyphPicture {
    unsigned texture = 0;  // 0: nothing to draw
    float left = 0, top = 0, width = 0, height = 0;
    float u0 = 0, v0 = 0, u1 = 0, v1 = 0;
};

class GlyphAtlas {
  public:
    explicit GlyphAtlas(const viz::FontSet& fonts);
    ~GlyphAtlas();

    // `em` in device pixels; `quarter` 0..3: the pen's place within its pixel.
    [[nodiscard]] const GlyphPicture& glyph(int face, unsigned index, double em, int quarter);

    // Between frames: starts over when many sizes have filled many pages; true when it did.
    bool trim();

  private:
    struct Faces;
    using Key = std::uint64_t;

    GlyphPicture render(int face, unsigned index, double em, int quarter);

    std::unique_ptr<Faces> faces_;
    std::vector<Texture> pages_;
    int pen_x_ = 0, pen_y_ = 0, row_height_ = 0;
    std::unordered_map<Key, GlyphPicture> known_;
};

}  // namespace lossfield::app
