#include "viz/export/svg_text.hpp"

#include <cmath>

#include "viz/text/utf8.hpp"

namespace lossfield::viz {
namespace {

constexpr double tolerance = 0.2;  // logical pixels between our place of a glyph and a viewer's

// Some viewers kern although the file asks them not to: most of all between these and their neighbours.
bool kerns(char32_t c) {
    const bool capital = c >= U'A' && c <= U'Z';
    const bool letter = (c >= U'a' && c <= U'z') || (c >= U'0' && c <= U'9') || c >= 0x80;
    return capital || !letter || c == U'f' || c == U'r' || c == U'v';
}

}  // namespace

std::vector<SvgTextPiece> svg_text_pieces(const TextPrim& run, const FontSet& fonts) {
    const std::u32string text = from_utf8(run.text);
    const std::vector<double> origins = fonts.offsets(run);
    const auto inset = [&](char32_t c) {
        TextPrim alone = run;
        alone.text = to_utf8({&c, 1});
        return c >= U'0' && c <= U'9' ? fonts.offsets(alone).front() : 0;
    };
    std::vector<SvgTextPiece> pieces;
    double pen = 0;  // where a viewer is after the previous glyph
    bool space = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == U' ') {
            space = true;
            continue;
        }
        const bool combining = text[i] >= 0x300 && text[i] < 0x370;
        const bool kerned = i > 0 && (kerns(text[i - 1]) || kerns(text[i])) && !combining;
        if (pieces.empty() || space || kerned || std::abs(origins[i] - pen) > tolerance) {
            pieces.push_back({origins[i], 0, "", space && !pieces.empty()});
            pen = origins[i];
        }
        const double cell = origins[i] - inset(text[i]);
        const double next = i + 1 < text.size() ? origins[i + 1] - inset(text[i + 1]) : run.width;
        pen += next - cell - 2 * inset(text[i]);
        pieces.back().text += to_utf8({&text[i], 1});
        pieces.back().width = pen - pieces.back().x;
        space = false;
    }
    return pieces;
}

}  // namespace lossfield::viz
