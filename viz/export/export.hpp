// A composed picture as a file's bytes. The same DisplayList gives the same bytes each time.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "viz/display/display_list.hpp"
#include "viz/display/font_set.hpp"

namespace lossfield::viz {

struct Metadata {
    std::string title{};
    std::string description{};  // caption
    std::string state{};        // JSON that restores the picture
};

// How words are written in SVG. Text: as text in the fonts by name, to be edited and searched. Outlines: as shapes, the same without
// any font. Embedded: as text, with the used glyphs of each font inside the file (for browsers).
enum class SvgText { Text, Outlines, Embedded };

// Coordinates are rounded to 1/100 pixel; no counters, no dates.
[[nodiscard]] std::string to_svg(const DisplayList& list, const FontSet& fonts, const Metadata& metadata,
                                 SvgText text = SvgText::Text);
// Vector PDF with embedded fonts, a fixed date and the state as an attached file; 1 logical pixel = 0.75 pt.
[[nodiscard]] std::string to_pdf(const DisplayList& list, const FontSet& fonts, const Metadata& metadata);
// `scale` pixels per logical pixel. Throws InputError beyond 16384 pixels a side.
[[nodiscard]] std::string to_png(const DisplayList& list, const FontSet& fonts, const Metadata& metadata,
                                 double scale);

// Paints with Cairo into 32-bit pixels (0xAARRGGBB premultiplied, rows from the top).
struct Raster {
    int width = 0, height = 0;
    std::vector<std::uint32_t> pixels{};
};
[[nodiscard]] Raster rasterise(const DisplayList& list, const FontSet& fonts, double scale);

}  // namespace lossfield::viz
