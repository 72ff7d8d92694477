// Projections of a distribution onto a family of one dimension, and the Pythagorean relations that they obey.
//   exponential family  r_s = a^(1-s) b^s / sum_j a_j^(1-s) b_j^s,  s real        the line through a and b in log p
//     m-projection      r* = argmin_s KL(p || r_s):  sum_k (r*_k - p_k) log(b_k / a_k) = 0
//                       KL(p || r) = KL(p || r*) + KL(r* || r)  for every r of the family
//   linear family       r_s = a + s (b - a),  s where all r_k >= 0                the line through a and b in p
//     e-projection      r* = argmin_s KL(r_s || p):  sum_k (b_k - a_k) log(r*_k / p_k) = 0
//                       KL(r || p) = KL(r || r*) + KL(r* || p)  for every r of the family
// Both conditions are monotone in s; solved by bisection to the last digit of s. p, a, b: K >= 2 probabilities.
// A projection that lies at an end of its family (p gives all to the outcomes with the largest log(b/a)): s = +-inf, r*
// the limit.
// Failure: none (empty) where a = b, for the exponential family where a and b differ in support or p is positive where
// they are not, for the linear one where p is 0 at an outcome that the whole family gives to (KL = +inf everywhere).
// [Csiszar 1975, I-divergence geometry; Amari, Nagaoka 2000, thm. 3.8 and 3.9]
#pragma once

#include <optional>
#include <span>
#include <vector>

namespace lossfield::math {

struct InformationProjection {
    double s = 0.0;
    std::vector<double> r;
};

[[nodiscard]] std::optional<InformationProjection> m_projection(std::span<const double> p,
                                                                std::span<const double> a,
                                                                std::span<const double> b);
[[nodiscard]] std::optional<InformationProjection> e_projection(std::span<const double> p,
                                                                std::span<const double> a,
                                                                std::span<const double> b);

// The member of the exponential family at any s, +-inf included; a and b of the same support.
[[nodiscard]] std::vector<double> exponential_family(std::span<const double> a, std::span<const double> b,
                                                     double s);
// From one of its ends to the other, 2 half + 1 members, about evenly along the sphere:
//   s = 1/2 + 3 / spread f / (1 - f^2),  f = -1 .. 1,  spread = max |log(b_k / a_k)|
[[nodiscard]] std::vector<std::vector<double>> exponential_line(std::span<const double> a,
                                                                std::span<const double> b, int half);
// The s at which the linear family leaves the simplex; -inf, +inf never happens where a != b.
struct LinearFamily {
    double low = 0.0, high = 0.0;
};
[[nodiscard]] LinearFamily linear_family(std::span<const double> a, std::span<const double> b);
// Its member at s; what rounding leaves below 0 is 0.
[[nodiscard]] std::vector<double> linear_member(std::span<const double> a, std::span<const double> b,
                                                double s);

// The two velocities at a projection r of p: along its family, and along the straight line of the other kind towards p.
// They are at right angles in Fisher's metric. m: velocity_of_logits(r, log b/a) and p - r; e: b - a and
// velocity_of_logits(r, log p/r). A logarithm of a ratio with a 0 counts as 0.
struct RightAngle {
    std::vector<double> family, drop;
};
[[nodiscard]] RightAngle m_right_angle(std::span<const double> p, std::span<const double> a,
                                       std::span<const double> b, std::span<const double> r);
[[nodiscard]] RightAngle e_right_angle(std::span<const double> p, std::span<const double> a,
                                       std::span<const double> b, std::span<const double> r);

}  // namespace lossfield::math
