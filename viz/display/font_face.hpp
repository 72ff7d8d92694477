// One opened font with the measures of all its characters, taken once in font units (unhinted), so that
// measuring text afterwards reads immutable tables and may happen on any thread.
#pragma once

#include <ft2build.h>
#include FT_FREETYPE_H

#include <memory>
#include <string>
#include <type_traits>
#include <vector>

#include "viz/display/font_set.hpp"

namespace lossfield::viz {

struct FaceDeleter {
    void operator()(FT_Face face) const { FT_Done_Face(face); }
};
using FaceHandle = std::unique_ptr<std::remove_pointer_t<FT_Face>, FaceDeleter>;

class FontFace {
  public:
    struct Glyph {
        char32_t code_point = 0;
        unsigned id = 0;
        double advance = 0;  // em
        double inset = 0;    // em from the place of the character to the origin of its outline
    };

    // Throws InputError when the file is not a usable outline font.
    FontFace(const std::string& path, int index, bool tabular_digits);

    [[nodiscard]] const FaceInfo& info() const { return info_; }
    [[nodiscard]] FT_Face handle() const { return face_.get(); }
    // nullptr: the font lacks the character.
    [[nodiscard]] const Glyph* find(char32_t code_point) const;

  private:
    void level_digits();

    FaceHandle face_;
    FaceInfo info_;
    std::vector<Glyph> glyphs_;  // by code point
};

}  // namespace lossfield::viz
