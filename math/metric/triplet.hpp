// Triplet loss of an anchor a, a positive p of its class and a negative n of another one.
//   L = [d(a, p) - d(a, n) + m]_+       d: squared Euclidean distance [Schroff, Kalenichenko, Philbin 2015, eq. 2] or the plain one
//   squared, active:  dL/da = 2 (n - p),  dL/dp = 2 (p - a),  dL/dn = 2 (a - n)
//   plain, active:    dL/da = u_ap - u_an,  dL/dp = -u_ap,  dL/dn = u_an,   u_xy = (x - y) / |x - y|
// The three sum to 0: the loss does not change with a common shift. Zones of the negative, by d(a, n):
//   hard       d(a, n) <= d(a, p)            L >= m
//   semi-hard  between                       0 < L < m
//   easy       d(a, n) >= d(a, p) + m        L = 0; where m = 0 this comes before hard
// Choices where there is no derivative: 0 at the kink L = 0; u_xy = 0 where two points coincide. With squared distances three points
// at one place have L = m and gradient 0.
// a, p, n: as many coordinates, one at least; m >= 0, in units of d. Finite for differences up to 1e154.
// Other definitions: torch.nn.TripletMarginLoss has plain distances of x - y + 1e-6 (no direction is ever missing), m = 1, and takes
// the mean over all triplets given; FaceNet's m is 0.2 on the unit sphere. More in triplet_mining.hpp.
// Failure: sizes that differ, no coordinate or m < 0: std::invalid_argument.
#pragma once

#include <cmath>
#include <span>
#include <vector>

#include "math/numerics/check.hpp"
#include "math/numerics/dual.hpp"
#include "math/numerics/gradient_check.hpp"

namespace lossfield::math {

enum class TripletDistance { Squared, Plain };

struct TripletLoss {
    TripletDistance distance = TripletDistance::Squared;
    double margin = 0.2;
};

enum class TripletZone { Easy, SemiHard, Hard };
[[nodiscard]] TripletZone triplet_zone(double to_positive, double to_negative, double margin);

// d(x, y).
template <typename Scalar>
[[nodiscard]] Scalar triplet_distance(TripletDistance kind, std::span<const Scalar> x,
                                      std::span<const Scalar> y) {
    using std::sqrt;
    check_pair("triplet_distance: coordinates", x.size(), y.size());
    Scalar square = 0.0;
    for (std::size_t i = 0; i < x.size(); ++i) square += (x[i] - y[i]) * (x[i] - y[i]);
    if (kind == TripletDistance::Squared) return square;
    return square == Scalar(0.0) ? Scalar(0.0) : Scalar(sqrt(square));
}

template <typename Scalar>
[[nodiscard]] Scalar triplet_loss(const TripletLoss& loss, std::span<const Scalar> a,
                                  std::span<const Scalar> p, std::span<const Scalar> n) {
    const Scalar bracket =
        triplet_distance(loss.distance, a, p) - triplet_distance(loss.distance, a, n) + loss.margin;
    return bracket > 0.0 ? bracket : Scalar(0.0);
}

struct TripletTerms {
    double value = 0;
    double to_positive = 0, to_negative = 0;  // d(a, p), d(a, n)
    TripletZone zone = TripletZone::Easy;
    std::vector<double> by_anchor{}, by_positive{}, by_negative{};
};

[[nodiscard]] TripletTerms triplet_terms(const TripletLoss& loss, std::span<const double> a,
                                         std::span<const double> p, std::span<const double> n);

// dd(x, y)/dx, added `times` over to `gradient` and taken from that of y.
void add_distance_gradient(TripletDistance kind, std::span<const double> x, std::span<const double> y,
                           double times, std::span<double> by_x, std::span<double> by_y);

// The gradient by all three points against dual numbers.
[[nodiscard]] GradientCheck check_triplet_gradient(const TripletLoss& loss, std::span<const double> a,
                                                   std::span<const double> p, std::span<const double> n);

}  // namespace lossfield::math
