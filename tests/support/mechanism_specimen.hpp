// A lab of gradient descent that uses what `specimen` does not: curves coloured by value on a map, on a surface and in
// space, jumps, parameters and options that are unfit as things stand, and a table that its headings sort.
//   f(x, y) = (x^2 + L y^2) / 2, with a kink |x| on request; Newton's method and a line search need a smooth one
#pragma once

#include "viz/lab/lab.hpp"

namespace lossfield::tests {

[[nodiscard]] const viz::Lab& mechanism_specimen();

}  // namespace lossfield::tests
