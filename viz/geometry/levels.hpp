// Which level sets of a field are worth drawing.
#pragma once

#include "viz/figure/marks.hpp"

namespace lossfield::viz {

// The levels a rule picks for a field: inside the range of its finite values, rounded to few digits,
// ascending, distinct.
//   Linear: 1-2-5 steps;  Logarithmic: decades (or 1-2-5 within them) above the minimum;
//   EqualArea: bands of about equal area, values rounded as far as keeps them apart; of a field of more than 5500
//   values a fixed part of them is asked
[[nodiscard]] Vector choose_levels(const Field& field, const Levels& levels);

}  // namespace lossfield::viz
