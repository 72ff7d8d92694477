// Cross-entropy against a smoothed target where all wrong classes are alike: one right logit g above K - 1 equal ones.
//   t_c = 1 - e + e / K,  t_k = e / K otherwise                         K >= 2 classes, e in [0, 1)
//   p_c = 1 / (1 + (K - 1) exp(-g)),  p_k = (1 - p_c) / (K - 1)
//   L(g) = log(1 + (K - 1) exp(-g)) + (1 - t_c) g,   dL/dg = p_c - t_c,   d2L/dg2 = p_c (1 - p_c)
//   least at g* = log((K (1 - e) + e) / e), where p = t and L = H(t); with e = 0 there is no least: L falls towards 0.
// In nats; finite for any finite g, in either direction. [Szegedy et al. 2016, sec. 7; Mueller, Kornblith, Hinton 2019]
// The weights of mixup are drawn from Beta(a, a), with the density (x (1 - x))^(a - 1) / B(a, a), 0 < x < 1, a > 0; at the ends
// it is +inf for a < 1, 1 for a = 1, and 0 for a > 1. [Zhang et al. 2018, sec. 2]
// Failure: K < 2, e outside [0, 1) or a <= 0 throw std::invalid_argument.
#pragma once

#include <cstddef>

namespace lossfield::math {

struct GapLoss {
    double value = 0;  // L(g)
    double slope = 0;  // dL/dg
    double right = 0;  // p_c
    double other = 0;  // p_k of each wrong class
};

// t_c and t_k above.
[[nodiscard]] double smoothed_right(std::size_t classes, double smoothing);
[[nodiscard]] double smoothed_other(std::size_t classes, double smoothing);

[[nodiscard]] GapLoss gap_loss(std::size_t classes, double smoothing, double gap);

// g*; +inf without smoothing.
[[nodiscard]] double optimum_gap(std::size_t classes, double smoothing);
// H(t), the loss there.
[[nodiscard]] double least_smoothed_loss(std::size_t classes, double smoothing);

[[nodiscard]] double mixing_density(double alpha, double weight);

}  // namespace lossfield::math
