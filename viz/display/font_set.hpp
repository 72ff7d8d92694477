// The faces that figures are set in, and their measures. All measures come from unhinted font units, so every
// output places glyphs alike: advance = units * size / units_per_em, no kerning. Digits of a sans face all
// take the width of the widest, so that live numbers stand still. Faces: regular, strong (semibold), symbol
// (italic serif for quantities), upright (serif for signs beside symbols), and fallback faces for code points
// the first ones lack.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "viz/display/display_list.hpp"

namespace lossfield::viz {

enum class Style { Regular, Strong };

struct FaceInfo {
    std::string file;
    int index = 0;       // in a collection
    std::string family;  // for font-family in SVG
    bool italic = false;
    int weight = 400;
    double ascent = 0.8;   // em
    double descent = 0.2;  // em, positive down
    double line_height =
        1;  // (ascender - descender) / units_per_em: what a 1 em size is called by line-height sizing
    bool tabular_digits = false;
};

// Runs in reading order, placed from x = 0 on a baseline y = 0 (y down); width and extents of the whole line.
struct TextLine {
    std::vector<TextPrim> runs;
    double width = 0;
    double ascent = 0;   // above the baseline, positive
    double descent = 0;  // below the baseline, positive
};

class FontSet {
  public:
    // Finds the faces through fontconfig; `font_file`, when given, replaces the regular and strong faces.
    // Throws InputError when a given file is not a usable font or the system has no font at all.
    explicit FontSet(const std::string& font_file = "");
    ~FontSet();
    FontSet(FontSet&&) noexcept;
    FontSet& operator=(FontSet&&) noexcept;

    [[nodiscard]] const std::vector<FaceInfo>& faces() const;

    // Says which preferred face is missing and what stands in; empty when all are there.
    [[nodiscard]] const std::string& substitution() const;

    // Rich text: words with $...$ for symbols, in which letters are italic, _ and ^ (or _{..}, ^{..}) set
    // scripts. Code points are spread over the faces by coverage; one that no face has is shown as the
    // replacement sign.
    [[nodiscard]] TextLine line(const std::string& rich, double size, Style style = Style::Regular) const;

    // x offset of every glyph of a run from the run's left end (one per code point), and the glyph ids for
    // Cairo.
    [[nodiscard]] std::vector<double> offsets(const TextPrim& run) const;
    [[nodiscard]] std::vector<unsigned> glyphs(const TextPrim& run) const;

    // Splits at spaces into lines no wider than `width`.
    [[nodiscard]] std::vector<std::string> wrap(const std::string& rich, double size, double width,
                                                Style style = Style::Regular) const;

    // For painters that need the opened face: FT_Face.
    [[nodiscard]] void* freetype_face(int face) const;

  private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace lossfield::viz
