// The formulas of a page, in one row: beside its title where all have room there at a good size, else under the caption.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "viz/compose/compose.hpp"
#include "viz/draw/canvas.hpp"

namespace lossfield::viz {

struct FormulaRow {
    std::vector<std::string> latex{};
    std::vector<double> left{};                      // of each formula that has room
    double size = 0, rise = 0, drop = 0, width = 0;  // rise: with air, from the upper edge to the baseline
    [[nodiscard]] double height() const { return rise + drop; }
};

// `width`, `height`: of the title's row.
[[nodiscard]] std::optional<FormulaRow> formulas_beside_title(const Figure& figure, const Page& page,
                                                              double width, const Canvas& canvas);
[[nodiscard]] std::optional<FormulaRow> formulas_below(const Figure& figure, const Page& page, double width,
                                                       const Canvas& canvas);
// `at`: the left end of their baseline.
void draw_formulas(const FormulaRow& row, Vec2 at, Canvas& canvas);

}  // namespace lossfield::viz
