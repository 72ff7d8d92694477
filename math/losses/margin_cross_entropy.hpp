// Cross-entropy of three logits with temperature, an additive margin on the target and label smoothing.
//   p  = softmax((z - m y) / T)                 y: the target, a distribution; m: how much further its logit must be
//   t  = (1 - e) y + e / 3                      smoothed
//   L  = -sum_k t_k log p_k  >=  H(t)
//   dL/dz     = (p - t) / T                     with y held
//   d2L/dz2   = (diag p - p p^T) / T^2 = F      which is also the Fisher metric: a natural step is Newton's
//   F^+ dL/dz = T (1 - t / p)                   up to a common shift: the steps  z <- z - rate F^+ dL/dz  are
//               p_k <- p_k e^(rate t_k / p_k) / sum,  exponentiated gradient on p at the same rate, for any length of step and
//               any m. That p is the plain softmax of z / T for m = 0 only.
// On the plane of the logits (logit_plane.hpp), where F is regular:
//   F = sum_{i < j} p_i p_j d_ij d_ij^T / T^2,  d_ij what separates the axes of i and j;  det F = 3 p_1 p_2 p_3 / T^4
//   curvature  its larger eigenvalue <= 1 / (2 T^2), reached where two classes share all probability evenly
//   minimum    z = T log t + m y, with L = H(t), where all t_k > 0; else L falls towards H(t) as z goes to infinity
//   straight   for t of one class alone a natural step keeps the ratio of the others: p moves on the line to the corner
// A margin moves the loss by m y over the plane and changes nothing else: AM-softmax with the logits for cosines.
// Differences such as 1 - p are taken as the weights of the other classes, and z enters by differences: a shift of all logits
// that adds without rounding changes no bit.
// z finite; T > 0; y, t distributions; m finite; e in [0, 1]. Far out t / p overflows: the natural direction is then no finite
// number, and nothing is cut off. Failure: T <= 0, e outside [0, 1], y < 0: std::invalid_argument.
// [Bridle 1990; Wang, Cheng, Liu, Liu 2018 (AM-softmax); Szegedy et al. 2016; Amari 1998; Kivinen, Warmuth 1997]
#pragma once

#include <array>
#include <cmath>
#include <optional>
#include <vector>

#include "math/numerics/gradient_check.hpp"
#include "math/numerics/plane_grid.hpp"
#include "math/simplex/logit_plane.hpp"

namespace lossfield::math {

class MarginCrossEntropy {
  public:
    MarginCrossEntropy() : MarginCrossEntropy(1.0, {0.0, 1.0, 0.0}) {}
    MarginCrossEntropy(double temperature, const ThreeLogits& target, double margin = 0.0,
                       double smoothing = 0.0);

    [[nodiscard]] double temperature() const { return temperature_; }
    [[nodiscard]] double margin() const { return margin_; }
    [[nodiscard]] const ThreeLogits& target() const { return y_; }
    [[nodiscard]] const ThreeLogits& smoothed() const { return t_; }
    // t is one class alone.
    [[nodiscard]] bool is_hard() const { return (t_[0] > 0.0) + (t_[1] > 0.0) + (t_[2] > 0.0) == 1; }

    // For double or Dual logits; all its terms are >= 0.
    template <typename Scalar>
    [[nodiscard]] Scalar value(const std::array<Scalar, 3>& z) const {
        using std::exp, std::log1p;
        std::size_t top = 0;
        const auto above = [&](std::size_t a, std::size_t b) {
            return ((z[a] - z[b]) - margin_ * (y_[a] - y_[b])) / temperature_;
        };
        for (const std::size_t k : {1U, 2U})
            if (above(k, top) > Scalar(0.0)) top = k;
        Scalar others = 0.0, distance = 0.0;
        for (std::size_t k = 0; k < 3; ++k) {
            if (k == top) continue;
            const Scalar gap = above(top, k);
            others += exp(-gap);
            if (t_[k] != 0.0) distance += t_[k] * gap;
        }
        return distance + log1p(others);
    }

    [[nodiscard]] ThreeLogits probabilities(const ThreeLogits& z) const;
    [[nodiscard]] ThreeLogits log_probabilities(const ThreeLogits& z) const;
    [[nodiscard]] ThreeLogits gradient(const ThreeLogits& z) const;
    // F over the plane, and its larger eigenvalue.
    [[nodiscard]] Symmetric2 hessian(const ThreeLogits& z) const;
    [[nodiscard]] double curvature(const ThreeLogits& z) const { return eigenvalues(hessian(z)).high; }
    [[nodiscard]] double highest_curvature() const { return 0.5 / (temperature_ * temperature_); }
    // F^+ g for a gradient g that was taken at z, perhaps with noise: F^+ of its own part in closed form, which loses no digit.
    [[nodiscard]] ThreeLogits natural(const ThreeLogits& z, const ThreeLogits& g) const;

    // Of mean 0; none where it lies at infinity.
    [[nodiscard]] std::optional<ThreeLogits> minimum() const;
    // H(t), which L does not go below.
    [[nodiscard]] double least() const;
    // L over p itself: -sum t log p; +inf on the sides that t needs.
    [[nodiscard]] double value_at(const ThreeLogits& p) const;
    // The logits of mean 0 with these probabilities, all > 0.
    [[nodiscard]] ThreeLogits logits_of(const ThreeLogits& p) const;

    // Against dual numbers; scale of component k: 1e-6 times the two terms whose difference it is.
    [[nodiscard]] GradientCheck check(const ThreeLogits& z) const;

    // L at the nodes of a grid of the plane, row by row: two exponentials a column and a row and one logarithm a node, to 1e-12
    // of L where L is of the size of t's own terms or more. Where exponents leave +-300 every node is evaluated by itself.
    [[nodiscard]] std::vector<double> over_plane(const PlaneGrid& grid) const;

  private:
    struct Weights {
        ThreeLogits w{};  // of the largest 1
        std::size_t top = 0;
        double sum = 0.0;
    };
    [[nodiscard]] Weights weights(const ThreeLogits& z) const;

    double temperature_ = 1.0, margin_ = 0.0;
    ThreeLogits y_{}, t_{};
};

}  // namespace lossfield::math
