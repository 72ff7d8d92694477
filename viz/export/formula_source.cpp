#include "viz/export/parts.hpp"

namespace lossfield::viz {

std::vector<TextPrim> formula_source(const FormulaPrim& formula, const FontSet& fonts) {
    std::string literal;
    for (const char c : formula.latex) {
        if (c == '$') literal += '\\';
        literal += c;
    }
    std::vector<TextPrim> runs = fonts.line(literal, formula.size).runs;
    for (TextPrim& run : runs) {
        run.x += formula.x;
        run.y += formula.y;
        run.colour = formula.colour;
    }
    return runs;
}

}  // namespace lossfield::viz
