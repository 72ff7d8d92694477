// The best that a margin softmax of normalised vectors can do: every feature on its class's direction, and C directions as far apart as C
// unit vectors can be, with -1 / (C - 1) for every cosine between two of them. It takes C - 1 dimensions; in fewer it is a bound.
//   p = 1 / (1 + (C - 1) exp(-s (g(0) + 1 / (C - 1))))      g(0): 1, CosFace 1 - m, ArcFace cos m  (right_factor)
//   reaches P where s >= log((C - 1) P / (1 - P)) / (g(0) + 1 / (C - 1));   no margin: (C - 1) / C log((C - 1) P / (1 - P))
// Without margin and for CosFace no layout of unit features and unit directions has a larger smallest probability.
// [Wang et al. 2018, CosFace, sec. 3.3]
// Nearest-direction classes whose regions end at the margin's lines: the largest angle within a class stays below the smallest between
// two classes, for any equal lengths, from
//   psi's m >= 2 + sqrt(3) for two classes, m >= 3 for more (a neighbour on either side at the same angle). [Liu et al. 2017, sec. 3.3]
// C >= 2, P in (0, 1). Failure: else std::invalid_argument.
#pragma once

#include <cstddef>

#include "math/margins/angular_margins.hpp"

namespace lossfield::math {

[[nodiscard]] double ideal_probability(const AngularMargin& a, std::size_t classes);
// The least s: 0 where P <= 1 / C, which s = 0 reaches; +inf where none does.
[[nodiscard]] double scale_for_probability(const AngularMargin& a, std::size_t classes, double probability);
// The largest m of CosFace or ArcFace (up to pi) that still reaches P at the scale of `a`; negative where not even 0 does.
[[nodiscard]] double margin_for_probability(const AngularMargin& a, std::size_t classes, double probability);

// The m of psi from which classes are compact: 2 + sqrt(3) or 3.
[[nodiscard]] double compact_multiple(std::size_t classes);

}  // namespace lossfield::math
