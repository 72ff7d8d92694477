// Which directions a class wins with its margin, and which no class wins: decision lines in the plane and their empty wedges.
//   class k wins a direction where  n_k g(theta_k) > n_j cos theta_j  for every other j
//   n_k: |w_k| of the kinds that have lengths, else 1;  g: right_factor (angular_margins.hpp);  theta_k: angle to w_k
// The length of x takes no part, nor has s. Without a margin (g = cos) this is the decision of the trained classifier.
// Two classes at the angle A in [0, pi], from class 1 towards class 2: class 1 wins up to t_1, class 2 down to A - t_2, and
// A - t_1 - t_2 is the empty wedge between them. For equal lengths t_1 = t_2 = t:
//   softmax          t = A / 2                                    wedge 0
//   L-, A-Softmax    t = A / (m + 1)                              wedge (m - 1) / (m + 1) A         (no annealing)
//   CosFace          t = A / 2 - asin(m / (2 sin(A / 2)))         wedge 2 asin(m / (2 sin(A / 2))),  m < 1 - cos A
//   ArcFace          t = (A - m) / 2                              wedge m,                          m < A
// else t is the root of a function that falls in t, by bisection to the last bit; nothing where class 1 does not win its own
// direction. Unequal lengths without margin: tan t = (n_1 - n_2 cos A) / (n_2 sin A).
// Arcs are found by a scan of the circle in steps of half a degree, with the directions themselves among its places, a search for the
// highest place where no place of the scan wins, and bisection. A direction that ties within 1e-12 of the largest n is not won.
// directions: K >= 1 angles in radians, lengths: K numbers > 0. Failure: other sizes, a length <= 0: std::invalid_argument.
// [Liu, Wen, Yu, Yang 2016, sec. 3.3; Liu et al. 2017, sec. 3.2]
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "math/margins/angular_margins.hpp"
#include "math/numerics/arc.hpp"
#include "math/numerics/space.hpp"

namespace lossfield::math {

class PlaneClasses {
  public:
    PlaneClasses(const AngularMargin& a, std::vector<double> directions, std::vector<double> lengths);

    [[nodiscard]] std::size_t size() const { return directions_.size(); }
    [[nodiscard]] const std::vector<double>& directions() const { return directions_; }
    // n_k g(theta_k) - max_j n_j cos theta_j; of one class alone +inf.
    [[nodiscard]] double surplus(std::size_t k, double angle) const;
    [[nodiscard]] bool wins(std::size_t k, double angle) const { return surplus(k, angle) > tie_; }
    // What class k wins, from the first arc that begins at or after angle 0; a full circle is {0, 2 pi}.
    [[nodiscard]] std::vector<Arc> won(std::size_t k) const;
    // What no class wins of all these.
    [[nodiscard]] static std::vector<Arc> rest(const std::vector<std::vector<Arc>>& won);

  private:
    AngularMargin a_;
    std::vector<double> directions_, lengths_;
    double tie_ = 0;
};

// t_1: how far class 1 of length n_1 wins towards class 2 of length n_2 at the angle A; none where it does not win its own direction.
[[nodiscard]] std::optional<double> won_towards(const AngularMargin& a, double angle, double n1 = 1,
                                                double n2 = 1);
// For equal lengths; A itself where no class wins its own direction.
[[nodiscard]] double empty_wedge(const AngularMargin& a, double angle);

// What there is to say of the plane while the classes stand so.
struct PlaneDecision {
    std::vector<double> directions{}, lengths{};  // of w; the lengths that are decided by
    std::vector<std::vector<Arc>> won{};          // one list a class
    std::vector<Arc>
        empty{};  // won by no class; not what rounding leaves between two lines that are one, < 1e-9
    std::vector<double> plain{};  // where the winner changes without a margin
};
// w: K rows of 2; one of length 0 is decided by as one of 1e-300 along x.
[[nodiscard]] PlaneDecision decide_plane(const AngularMargin& a, std::span<const double> w);

// On the sphere: what class k of these unit vectors wins along the great circle that leaves w_k at the azimuth (on_sphere), as ranges of
// the angle to w_k in [0, pi]; equal lengths.
[[nodiscard]] std::vector<Arc> won_along(const AngularMargin& a, std::span<const SpacePoint> directions,
                                         std::size_t k, double azimuth);

}  // namespace lossfield::math
