// How a run of glyphs is written in SVG so that it stands where FontSet says, although viewers advance by
// themselves: pieces of the run, each with a place of its own.
#pragma once

#include <string>
#include <vector>

#include "viz/display/font_set.hpp"

namespace lossfield::viz {

struct SvgTextPiece {
    double x = 0;      // of its first glyph's origin, from the run's left end
    double width = 0;  // as a viewer with the same font, without kerning, would set it
    std::string text;
    bool after_space = false;
};

// A piece begins at every word, and inside a word where a digit made wider or narrower has moved the next
// glyph.
[[nodiscard]] std::vector<SvgTextPiece> svg_text_pieces(const TextPrim& run, const FontSet& fonts);

}  // namespace lossfield::viz
