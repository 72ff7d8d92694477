// What a pull on the simplex, or on a bar of probabilities, does to logits and probabilities.
// corners: 2 or 3 of K classes, 0-based, drawn as a segment (0,0)-(1,0) (y counts for nothing) or as the
// triangle (0,0), (1,0), (1/2, sqrt(3)/2). A pull to (x, y) means the nearest point b of it; the other
// classes keep their share and their proportions to each other.
//   logits: z = T log p + c with p = (share b, the others), c such that the mean of all K logits is kept.
//   Where a logit would pass its hard range, or b lies on the border (log 0), b is moved inwards just far
//   enough: the nearest point with every b_i >= f, for the smallest f that lets all logits in. All in log p,
//   so classes whose probability underflows lose nothing.
//   `offset`, where it is not empty: the softmax is that of z - offset, whose mean is kept too.
#pragma once

#include <cstddef>
#include <vector>

#include "viz/inputs/value.hpp"

namespace lossfield::viz {

using Corners = std::vector<std::size_t>;

[[nodiscard]] Vector pull_logits(const Vector& z, double temperature, const Corners& corners,
                                 const Interval& hard, double x, double y, const Vector& offset = {});

// Within 0.01 of a corner the corner itself is meant. Where the corners have no share nothing moves.
[[nodiscard]] Vector pull_probabilities(const Vector& p, const Corners& corners, double x, double y);

// p_k set to `share` (held within 0..1), the others scaled in proportion; evenly where they had nothing.
[[nodiscard]] Vector with_share(const Vector& p, std::size_t k, double share);

// The logits with z_k such that p_k is `probability`: z_k = T log(p / (1 - p)) + LSE_T(others), held in
// `hard`.
[[nodiscard]] Vector with_probability(const Vector& z, double temperature, std::size_t k,
                                      const Interval& hard, double probability, const Vector& offset = {});

}  // namespace lossfield::viz
