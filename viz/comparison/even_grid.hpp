// Panels that are alike, in a grid of equal cells.
#pragma once

#include "viz/figure/figure.hpp"

namespace lossfield::viz {

// Puts the figure's panels, which are one panel at several values, into cells in reading order: at common scales, seen as the view
// says, with one legend and one colour bar, and without handles. Their ids get a number.
void put_in_even_grid(Figure& figure, const View& view, int columns);

}  // namespace lossfield::viz
