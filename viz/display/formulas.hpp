// The labs' formulas as pictures, set from their LaTeX when the program is built.
// An SVG is `width` × `height` em large, its paths are filled with `currentColor`, and its baseline lies
// `depth` em above the lower edge (negative where the formula floats above the baseline).
#pragma once

#include <string_view>

namespace lossfield::viz {

struct Formula {
    std::string_view latex, svg;
    double width = 0, height = 0, depth = 0;  // in em
};

// The formula with exactly this LaTeX; nullptr where no lab declares it.
const Formula* find_formula(std::string_view latex);

}  // namespace lossfield::viz
