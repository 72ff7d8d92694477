// Everything that a figure holds as named arrays, in their own shapes: what an .npz takes and what scripts draw from.
//   parameters.ID          a number (on/off: 1/0), a text, a list, points (n x 2), a matrix, a range x0,x1,y0,y1 or "auto"
//   parameters.ID.labels   of points that have any
//   readouts.ID            a number, a list or a text
//   PANEL.MARK.COLUMN      the columns of the CSV, and more:
//     x, y, value, shade   of a field on a grid: the columns' x, the rows' y, values rows x columns
//     x, y, z, value       of a patch of a surface: rows x columns
//     z, w                 of what lies upon the first surface of a 3-D panel: its height there, that of an arrow's tip above it
//     levels               of contours and surfaces: those that are drawn
//     colour               where points, bars or arrows differ in colour: 0 for the first one's, 1 for the next other one, ...
//     text                 one a point, bar or arrow; of a text mark its own
//   PANEL.table.entries    rows x columns; PANEL.table.rows and .columns are their names, .texts what stands for a number
//   PANEL.sheet-N.title    and .lines, of a panel of words
#pragma once

#include <cstddef>
#include <string>
#include <variant>
#include <vector>

#include "viz/figure/figure.hpp"
#include "viz/lab/lab.hpp"

namespace lossfield::viz {

struct Array {
    std::string name{};
    std::vector<std::size_t> shape{};  // empty: one entry
    std::variant<Vector, std::vector<std::string>> entries{};
};

[[nodiscard]] std::vector<Array> arrays_of(const Lab& lab, const Values& values, const Figure& figure);
[[nodiscard]] std::vector<Array> arrays_of(const Panel& panel);
[[nodiscard]] std::vector<Array> arrays_of(const Panel& panel, const Mark& mark);

// The colours of a mark without those that stand there before, in their order: what `colour` counts.
[[nodiscard]] std::vector<Colour> palette_of(const std::vector<Colour>& colours);

}  // namespace lossfield::viz
