// Softmax losses over angles and their margins: what stands for the right class's cosine.
//   theta_j in [0, pi]: the angle between x and w_j, c_j its cosine;  t: the right class;  L = LSE(z) - z_t, no bias
//                        z_j, j != t         z_t = factor g(theta_t)
//   softmax              |w_j| |x| c_j       |w_t| |x| c_t
//   normalised softmax   s c_j               s c_t
//   L-Softmax            |w_j| |x| c_j       |w_t| |x| (l c_t + psi(theta_t)) / (1 + l)       [Liu, Wen, Yu, Yang 2016]
//   A-Softmax            |x| c_j             |x| (l c_t + psi(theta_t)) / (1 + l)             [Liu et al. 2017, SphereFace]
//   CosFace              s c_j               s (c_t - m)               [Wang, Cheng et al. 2018; Wang et al. 2018, CosFace]
//   ArcFace              s c_j               s cos(theta_t + m)                               [Deng et al. 2019]
//   psi(theta) = (-1)^k cos(m theta) - 2k  on [k pi / m, (k + 1) pi / m],  k = 0 .. m - 1,  m = 1, 2, 3, ...
// psi is C1, falls from 1 to 1 - 2m and is <= cos; m = 1 is cos. l >= 0: the annealing, high at first, leads from cos to psi.
// ArcFace's cosine falls up to theta = pi - m only and rises again behind; the usual repair takes c_t - m sin m there, which
// falls everywhere but jumps down at pi - m (at pi - m itself the cosine holds).
// With u = x / |x|, v = w / |w| and g' = dg/dc the gradients are, chained with p - y,
//   d(|w| |x| g)/dx = |w| (g u + g' (v - c u)),   d(|w| |x| g)/dw = |x| (g v + g' (u - c v))
// and where a vector is normalised its own term g u (or g v) is missing and its length divides.
//   slopes by the cosine: psi'_c = (-1)^k m U_(m-1)(c) >= 0, a polynomial (Chebyshev): m^2 at both theta = 0 and theta = pi;
//   ArcFace sin(theta + m) / sin theta = cos m + sin m c / sin theta: +inf at theta = 0 and -inf at theta = pi (m > 0), where the
//   logit has a peak and a dip with a kink. Gradients by x and w stay bounded there: v - c u over its length is a unit vector. At the
//   kink itself it has no direction; there that term is taken as 0, the mean of those around it.
// Cosines near 1 and -1 lose nothing: v - c u is taken from v - u or v + u.
// A vector of length 0 has no angle. It is taken to be at right angles to all others, c = 0, and a normalisation of it has slope 0;
// plain softmax, which is linear in x and in every w_j, is exact there as well.
// x: D >= 1 numbers, w: K >= 1 rows of D, row after row; 0 <= t < K. Any finite vectors; lengths are summed without overflow.
// pytorch-metric-learning keeps cosines within +-(1 - 1e-7), takes ArcFace's m in degrees and has no annealing.
// Failure: m < 1 (psi), m < 0 or, of ArcFace, m > pi, s <= 0, l < 0, an angle outside [0, pi], a cosine outside [-1, 1], sizes that do
// not fit: std::invalid_argument.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <span>
#include <vector>

#include "math/losses/cross_entropy.hpp"
#include "math/numerics/dual.hpp"
#include "math/numerics/gradient_check.hpp"

namespace lossfield::math {

enum class MarginKind { Softmax, NormalisedSoftmax, LSoftmax, ASoftmax, CosFace, ArcFace };

struct AngularMargin {
    MarginKind kind = MarginKind::Softmax;
    int multiple = 1;      // m of psi: L- and A-Softmax
    double margin = 0;     // m of CosFace; of ArcFace, in radians
    double scale = 1;      // s of the kinds that normalise both
    double annealing = 0;  // l: L- and A-Softmax
    bool repair = false;   // ArcFace
};
void check_margin(const AngularMargin& a);

// Whether logits hold |w_j|, and whether they hold |x|.
[[nodiscard]] constexpr bool has_weight_lengths(MarginKind kind) {
    return kind == MarginKind::Softmax || kind == MarginKind::LSoftmax;
}
[[nodiscard]] constexpr bool has_feature_length(MarginKind kind) {
    return has_weight_lengths(kind) || kind == MarginKind::ASoftmax;
}
[[nodiscard]] constexpr bool has_psi(MarginKind kind) {
    return kind == MarginKind::LSoftmax || kind == MarginKind::ASoftmax;
}

// psi from the cosine, and the number k of its piece.
[[nodiscard]] int psi_piece(double cosine, int multiple);
template <typename Scalar>
[[nodiscard]] Scalar psi_of_cosine(const Scalar& c, int multiple) {
    Scalar before = 1.0, now = c;  // Chebyshev's T
    for (int i = 1; i < multiple; ++i) {
        const Scalar next = 2.0 * c * now - before;
        before = now, now = next;
    }
    const int k = psi_piece(value_of(c), multiple);
    return (k % 2 == 0 ? now : -now) - 2.0 * k;
}
[[nodiscard]] double psi(double theta, int multiple);
// By the angle, and by the cosine.
[[nodiscard]] double psi_slope(double theta, int multiple);
[[nodiscard]] double psi_cosine_slope(double cosine, int multiple);

// Where ArcFace's repair takes over: theta > pi - m.
[[nodiscard]] inline bool beyond_turn(double cosine, double margin) { return cosine < -std::cos(margin); }

// g of the cosine and the sine of an angle.
template <typename Scalar>
[[nodiscard]] Scalar right_factor(const AngularMargin& a, const Scalar& c, const Scalar& sine) {
    switch (a.kind) {
        case MarginKind::LSoftmax:
        case MarginKind::ASoftmax:
            return (a.annealing * c + psi_of_cosine(c, a.multiple)) / (1.0 + a.annealing);
        case MarginKind::CosFace:
            return c - a.margin;
        case MarginKind::ArcFace:
            if (a.repair && beyond_turn(value_of(c), a.margin)) return c - a.margin * std::sin(a.margin);
            return c * std::cos(a.margin) - sine * std::sin(a.margin);
        case MarginKind::Softmax:
        case MarginKind::NormalisedSoftmax:
            break;
    }
    return c;
}
[[nodiscard]] double right_factor(const AngularMargin& a, double theta);
// dg/dtheta; of ArcFace at 0 and pi the one of the inner side.
[[nodiscard]] double right_factor_slope(const AngularMargin& a, double theta);
// dg/dc; of ArcFace with m > 0 +inf at c = 1, and at c = -1, where it is not repaired, -inf.
[[nodiscard]] double right_factor_cosine_slope(const AngularMargin& a, double cosine, double sine);

// LSE(z) - z_t, from differences of logits.
template <typename Scalar>
[[nodiscard]] Scalar loss_of_logits(std::span<const Scalar> z, std::size_t t) {
    using std::exp, std::log, std::log1p;
    std::size_t top = t;
    for (std::size_t j = 0; j < z.size(); ++j)
        if (z[j] > z[top]) top = j;
    Scalar others = 0.0;
    for (std::size_t j = 0; j < z.size(); ++j)
        if (j != top) others += exp(z[j] - z[top]);
    return (z[top] - z[t]) + log1p(others);
}

// The length of a vector, and the unit vector; 0 of a zero vector.
template <typename Scalar>
Scalar normalise(std::span<const Scalar> x, std::span<Scalar> unit) {
    using std::sqrt;
    double largest = 0;
    for (const Scalar& v : x) largest = std::max(largest, std::abs(value_of(v)));
    Scalar sum = 0.0;
    for (std::size_t i = 0; i < x.size(); ++i) {
        unit[i] = largest > 0 ? Scalar(x[i] / largest) : Scalar(0.0);
        sum += unit[i] * unit[i];
    }
    if (!(largest > 0)) return 0.0;
    const Scalar length = sqrt(sum);
    for (Scalar& v : unit) v = v / length;
    return largest * length;
}

// c = u v and v - c u of unit vectors (or zero ones); its length is the sine.
template <typename Scalar>
Scalar tangent(std::span<const Scalar> u, std::span<const Scalar> v, std::span<Scalar> across) {
    Scalar c = 0.0, squared = 0.0;
    for (std::size_t i = 0; i < u.size(); ++i) c += u[i] * v[i];
    if (value_of(c) == 0.0) {  // also of a zero vector
        for (std::size_t i = 0; i < u.size(); ++i) across[i] = v[i] - c * u[i];
        return c;
    }
    const double sign = value_of(c) < 0 ? -1.0 : 1.0;
    for (std::size_t i = 0; i < u.size(); ++i) {
        across[i] = v[i] - sign * u[i];
        squared += across[i] * across[i];
    }
    for (std::size_t i = 0; i < u.size(); ++i)
        across[i] += 0.5 * sign * squared * u[i];  // |v -+ u|^2 = 2 (1 -+ c)
    return c;
}

// The logits of a feature x over the classes, for double or Dual.
template <typename Scalar>
[[nodiscard]] std::vector<Scalar> angular_logits(const AngularMargin& a, std::span<const Scalar> x,
                                                 std::span<const Scalar> w, std::size_t t) {
    using std::sqrt;
    const std::size_t d = x.size();
    std::vector<Scalar> u(d), v(d), across(d), z;
    const Scalar length = normalise<Scalar>(x, u);
    for (std::size_t j = 0; j * d < w.size(); ++j) {
        const Scalar own = normalise<Scalar>(w.subspan(j * d, d), v);
        const Scalar c = tangent<Scalar>(u, v, across);
        Scalar sine = 0.0;
        if (j == t && a.kind == MarginKind::ArcFace) {
            for (const Scalar& q : across) sine += q * q;
            sine = value_of(sine) > 0 ? Scalar(sqrt(sine)) : Scalar(0.0);
        }
        const Scalar factor = j == t ? right_factor(a, c, sine) : c;
        if (has_weight_lengths(a.kind)) {
            z.push_back(own * length * factor);
        } else if (has_feature_length(a.kind)) {
            z.push_back(length * factor);
        } else {
            z.push_back(a.scale * factor);
        }
    }
    return z;
}

template <typename Scalar>
[[nodiscard]] Scalar angular_loss_value(const AngularMargin& a, std::span<const Scalar> x,
                                        std::span<const Scalar> w, std::size_t t) {
    return loss_of_logits<Scalar>(angular_logits<Scalar>(a, x, w, t), t);
}

struct AngularLoss {
    double value = 0;
    std::vector<double> logits, probabilities;  // with the margin of the right class
    std::vector<double> by_x, by_w;             // D; K rows of D
};
[[nodiscard]] AngularLoss angular_loss(const AngularMargin& a, std::span<const double> x,
                                       std::span<const double> w, std::size_t t);

// dL/dx against dual numbers; scale: 1e-6 times the sizes of the terms that it is summed from.
[[nodiscard]] GradientCheck check_angular_gradient(const AngularMargin& a, std::span<const double> x,
                                                   std::span<const double> w, std::size_t t);

// The same loss of one classifier over many features: what belongs to w alone is reckoned once.
class AngularClassifier {
  public:
    AngularClassifier(const AngularMargin& a, std::span<const double> w, std::size_t dimension);

    [[nodiscard]] std::size_t classes() const { return length_.size(); }
    // Writes z and p (K each) and dL/dx; adds `share` times dL/dw to by_w where it is not empty.
    double evaluate(std::span<const double> x, std::size_t t, std::span<double> z, std::span<double> p,
                    std::span<double> by_x, std::span<double> by_w = {}, double share = 1) const;

  private:
    AngularMargin a_;
    std::size_t dimension_;
    std::vector<double> unit_, length_;
};

// Of the cosines alone, for the kinds that normalise both: gradient s p_j, of the right class s (p_t - 1) dg/dc.
[[nodiscard]] LossAndGradient cosine_margin_loss(const AngularMargin& a, std::span<const double> cosines,
                                                 std::size_t t);

}  // namespace lossfield::math
