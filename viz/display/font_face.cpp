#include "viz/display/font_face.hpp"

#include <fmt/format.h>

#include <algorithm>

#include FT_ADVANCES_H
#include FT_TRUETYPE_TABLES_H

#include "viz/text/errors.hpp"

namespace lossfield::viz {
namespace {

// Never closed: a painter's caches may hold faces until the program ends.
FT_Library library() {
    static const FT_Library one = [] {
        FT_Library made = nullptr;
        return FT_Init_FreeType(&made) == 0 ? made : nullptr;
    }();
    return one;
}

}  // namespace

FontFace::FontFace(const std::string& path, int index, bool tabular_digits) {
    FT_Face opened = nullptr;
    const FT_Error error =
        library() != nullptr ? FT_New_Face(library(), path.c_str(), index, &opened) : FT_Err_Invalid_Argument;
    const bool ok = error == 0;
    face_.reset(ok ? opened : nullptr);
    if (error == FT_Err_Cannot_Open_Resource) throw InputError(path + ": the file cannot be read");
    if (!ok || !FT_IS_SCALABLE(opened) || FT_Select_Charmap(opened, FT_ENCODING_UNICODE) != 0) {
        throw InputError(
            fmt::format("'{}' is not a font that can be used; an outline font with Unicode "
                        "characters (.otf, .ttf) is accepted",
                        path));
    }
    const double em = opened->units_per_EM;
    info_.file = path;
    info_.index = index;
    info_.family = opened->family_name != nullptr ? opened->family_name : "";
    info_.italic = (opened->style_flags & FT_STYLE_FLAG_ITALIC) != 0;
    const auto* os2 = static_cast<const TT_OS2*>(FT_Get_Sfnt_Table(opened, FT_SFNT_OS2));
    if (os2 != nullptr) info_.weight = os2->usWeightClass;
    info_.ascent = opened->ascender / em;
    info_.descent = -opened->descender / em;
    info_.line_height = info_.ascent + info_.descent;
    info_.tabular_digits = tabular_digits;

    FT_UInt id = 0;
    for (FT_ULong code = FT_Get_First_Char(opened, &id); id != 0;
         code = FT_Get_Next_Char(opened, code, &id)) {
        FT_Fixed advance = 0;
        if (FT_Get_Advance(opened, id, FT_LOAD_NO_SCALE, &advance) != 0) continue;
        glyphs_.push_back({static_cast<char32_t>(code), id, static_cast<double>(advance) / em, 0});
    }
    if (tabular_digits) level_digits();
}

void FontFace::level_digits() {
    const auto digit = [](const Glyph& g) { return g.code_point >= U'0' && g.code_point <= U'9'; };
    const auto first = std::find_if(glyphs_.begin(), glyphs_.end(), digit);
    const auto last = std::find_if_not(first, glyphs_.end(), digit);
    double widest = 0;
    std::for_each(first, last, [&](const Glyph& g) { widest = std::max(widest, g.advance); });
    std::for_each(first, last, [&](Glyph& g) {
        g.inset = (widest - g.advance) / 2;
        g.advance = widest;
    });
}

const FontFace::Glyph* FontFace::find(char32_t code_point) const {
    const auto at = std::lower_bound(glyphs_.begin(), glyphs_.end(), code_point,
                                     [](const Glyph& g, char32_t c) { return g.code_point < c; });
    return at != glyphs_.end() && at->code_point == code_point ? &*at : nullptr;
}

}  // namespace lossfield::viz
