// What several file formats share.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "viz/display/display_list.hpp"
#include "viz/display/font_set.hpp"

namespace lossfield::viz {

// Pixels as in ImagePrim (0xAABBGGRR, straight alpha); written without alpha where all are opaque.
struct PngImage {
    int width = 0, height = 0;
    const std::vector<std::uint32_t>& rgba;
    double pixels_per_inch = 0;                              // 0: not said
    std::vector<std::pair<std::string, std::string>> texts;  // keyword (Latin-1, up to 79 bytes), UTF-8
};

// Throws OutputError when libpng refuses.
[[nodiscard]] std::string encode_png(const PngImage& image);

// The LaTeX itself as text, for a formula that the program was built without: it must be seen, not vanish.
[[nodiscard]] std::vector<TextPrim> formula_source(const FormulaPrim& formula, const FontSet& fonts);

}  // namespace lossfield::viz
