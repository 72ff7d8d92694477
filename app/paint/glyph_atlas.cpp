#include "app/paint/glyph_atlas.hpp"

#include <cmath>

#include <ft2build.h>
#include FT_FREETYPE_H
#include FT_OUTLINE_H

namespace lossfield::app {
namespace {

constexpr int page_size = 1024;
constexpr std::size_t most_pages = 8;

}  // namespace

// Own faces: Cairo remembers which size it has set on the font set's, and must find it there.
struct GlyphAtlas::Faces {
    FT_Library library = nullptr;
    std::vector<FT_Face> faces;
};

GlyphAtlas::GlyphAtlas(const viz::FontSet& fonts) : faces_(std::make_unique<Faces>()) {
    if (FT_Init_FreeType(&faces_->library) != 0) return;
    for (const auto& info : fonts.faces()) {
        FT_Face face = nullptr;
        if (FT_New_Face(faces_->library, info.file.c_str(), info.index, &face) != 0) face = nullptr;
        faces_->faces.push_back(face);
    }
}

GlyphAtlas::~GlyphAtlas() {
    for (const FT_Face face : faces_->faces)
        if (face != nullptr) FT_Done_Face(face);
    if (faces_->library != nullptr) FT_Done_FreeType(faces_->library);
}

const GlyphPicture& GlyphAtlas::glyph(int face, unsigned index, double em, int quarter) {
    const auto size = static_cast<Key>(std::lround(em * 64));
    const Key key = (static_cast<Key>(face) << 56) | (size << 36) | (static_cast<Key>(index) << 2) |
                    static_cast<Key>(quarter);
    const auto known = known_.find(key);
    if (known != known_.end()) return known->second;
    return known_.emplace(key, render(face, index, em, quarter)).first->second;
}

bool GlyphAtlas::trim() {
    if (pages_.size() <= most_pages) return false;
    pages_.clear();
    known_.clear();
    return true;
}

GlyphPicture GlyphAtlas::render(int face_index, unsigned index, double em, int quarter) {
    const FT_Face face = face_index < static_cast<int>(faces_->faces.size())
                             ? faces_->faces[static_cast<std::size_t>(face_index)]
                             : nullptr;
    if (face == nullptr || FT_Set_Char_Size(face, 0, std::lround(em * 64), 72, 72) != 0 ||
        FT_Load_Glyph(face, index, FT_LOAD_NO_HINTING | FT_LOAD_NO_BITMAP) != 0)
        return {};
    FT_Outline_Translate(&face->glyph->outline, quarter * 16, 0);
    if (FT_Render_Glyph(face->glyph, FT_RENDER_MODE_NORMAL) != 0) return {};
    const FT_Bitmap& bitmap = face->glyph->bitmap;
    const int width = static_cast<int>(bitmap.width), height = static_cast<int>(bitmap.rows);
    if (width == 0 || height == 0 || width >= page_size || height >= page_size) return {};

    if (pen_x_ + width + 1 > page_size) {
        pen_x_ = 0;
        pen_y_ += row_height_ + 1;
        row_height_ = 0;
    }
    if (pages_.empty() || pen_y_ + height + 1 > page_size) {
        const std::vector<std::uint8_t> blank(std::size_t{page_size} * page_size, 0);
        pages_.emplace_back(Texture::Format::Coverage, page_size, page_size, blank.data(), true);
        pen_x_ = pen_y_ = row_height_ = 0;
    }
    std::vector<std::uint8_t> rows;
    rows.reserve(static_cast<std::size_t>(width) * static_cast<std::size_t>(height));
    for (int y = 0; y < height; ++y) {
        const unsigned char* row = bitmap.buffer + y * bitmap.pitch;
        rows.insert(rows.end(), row, row + width);
    }
    pages_.back().update(pen_x_, pen_y_, width, height, rows.data());

    constexpr float unit = 1.0F / page_size;
    const GlyphPicture picture{pages_.back().name(),
                               static_cast<float>(face->glyph->bitmap_left),
                               static_cast<float>(-face->glyph->bitmap_top),
                               static_cast<float>(width),
                               static_cast<float>(height),
                               static_cast<float>(pen_x_) * unit,
                               static_cast<float>(pen_y_) * unit,
                               static_cast<float>(pen_x_ + width) * unit,
                               static_cast<float>(pen_y_ + height) * unit};
    pen_x_ += width + 1;
    row_height_ = std::max(row_height_, height);
    return picture;
}

}  // namespace lossfield::app
