// The line of least mean absolute residual through many points. Some such line runs through two of them, so lines are
// turned about a point p that they run through:
//   sum_i |y_i - y_p - s (x_i - x_p)| is least at the weighted median s of the slopes to p, weights |x_i - x_p|;
//   the line then runs through a second point, about which it is turned next, and so on while the sum falls.
// Where neither point lets it fall any more and others lie on the line, too, those of them are tried about which a turn would lower
// the sum most: as it is convex, and straight between the directions that keep one of these points on the line, it is least where none
// does. About a dozen turns of N steps each; the first ones are those of 256 points taken evenly. Ties are settled by the order of the points. [Edgeworth 1888; Wesolowsky 1981]
// x, y: N >= 2 numbers with at least two different x; sizes that differ, fewer points: std::invalid_argument.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "math/losses/residual_losses.hpp"

namespace lossfield::math {

[[nodiscard]] Line least_absolute_line(std::span<const double> x, std::span<const double> y);

// At most so many of n places, evenly from 0 on; all of them where there are no more.
[[nodiscard]] std::vector<std::size_t> even_places(std::size_t n, std::size_t most);
[[nodiscard]] std::vector<double> at_places(std::span<const double> numbers,
                                            const std::vector<std::size_t>& places);

}  // namespace lossfield::math
