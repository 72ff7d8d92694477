// Fisher's information metric on the probability simplex: a piece of a sphere.
//   inner product  <u, v>_p = sum_k u_k v_k / p_k             u, v: velocities of p, of sum 0; 0 / 0 = 0
//   through logits dz^T F dz = Var_p(dz),  F = diag(p) - p p^T  singular: F 1 = 0
//   isometry       x = 2 sqrt p, a point of the sphere of radius 2: constant curvature 1/4
//   distance       d(p, q) = 2 arccos sum_k sqrt(p_k q_k)     divergences.hpp; at most pi; d^2 = 2 KL + O(3)
// Three straight lines from p to q, t in [0, 1]:
//   mixture        (1 - t) p + t q                            straight in p
//   exponential    p^(1-t) q^t / sum_j p_j^(1-t) q_j^t        straight in log p; needs p and q > 0 in the same places
//   geodesic       x(t) = (sin((1 - t) a) x_p + sin(t a) x_q) / sin a,  a = d(p, q) / 2: a great circle, the shortest
// length of a path = integral |dp/dt|_p dt.
// p, q: K >= 2 probabilities >= 0 of sum 1.
// Failure: an exponential path between different supports is NaN inside (0, 1), and so is its length; sizes that
// differ throw std::invalid_argument.
// [Rao 1945; Chentsov 1982; Amari, Nagaoka 2000, ch. 2 and 3]
#pragma once

#include <span>
#include <vector>

#include "math/numerics/space.hpp"
#include "math/simplex/triangle.hpp"

namespace lossfield::math {

[[nodiscard]] double fisher_inner(std::span<const double> p, std::span<const double> u,
                                  std::span<const double> v);
[[nodiscard]] double fisher_of_logits(std::span<const double> p, std::span<const double> dz);

// The velocity of p while its logits move by dz: p_k (dz_k - sum_j p_j dz_j). Outcomes of share 0 stay there, whatever dz.
[[nodiscard]] std::vector<double> velocity_of_logits(std::span<const double> p, std::span<const double> dz);

enum class SimplexPath { Mixture, Exponential, Geodesic };

[[nodiscard]] std::vector<double> on_path(SimplexPath path, std::span<const double> p,
                                          std::span<const double> q, double t);
[[nodiscard]] double path_length(SimplexPath path, std::span<const double> p, std::span<const double> q);

// Whether both are positive in the same places.
[[nodiscard]] bool same_support(std::span<const double> p, std::span<const double> q);

// --- three outcomes: the octant of the sphere

// 2 sqrt p, and back: x^2 / |x|^2 of a point's nonnegative coordinates.
[[nodiscard]] SpacePoint to_sphere(const Barycentric& p);
[[nodiscard]] Barycentric from_sphere(const SpacePoint& x);

// The octant as nodes x nodes points, evenly by angle: row by row from the side of the first two outcomes to the third, in
// a row from the first to the second; the last row is the third outcome alone. nodes >= 2.
[[nodiscard]] std::vector<Barycentric> octant_grid(std::size_t nodes);

// `count` points at Fisher-Rao distance `radius` in (0, pi) around a centre, evenly by direction; those beyond the
// octant are moved to its nearest side. In the triangle it is nearly the ellipse <v, v>_p = radius^2.
[[nodiscard]] std::vector<Barycentric> fisher_circle(const Barycentric& centre, double radius,
                                                     std::size_t count);

// What marks a right angle at p between two velocities of sum 0: the other three corners of a square of this side in the
// tangent plane of the sphere, brought back onto it. Empty where a velocity has no length (<= 1e-9) or no finite one.
[[nodiscard]] std::vector<Barycentric> fisher_square(const Barycentric& p, std::span<const double> u,
                                                     std::span<const double> v, double side);

// The triangle of geodesics between three points: its angles, and its area as the integral of the metric's area
// element, found without the angles. On a sphere of radius 2: (sum of angles - pi) / area = 1/4.
struct GeodesicTriangle {
    std::array<double, 3> angle{};  // radians, at a, b, c; NaN where two corners are one
    double area = 0.0;
    double height = 0.0;  // of the flat triangle with these corners over its longest side; 0: on one geodesic
    [[nodiscard]] double excess() const;
};
[[nodiscard]] GeodesicTriangle geodesic_triangle(const Barycentric& a, const Barycentric& b,
                                                 const Barycentric& c);

}  // namespace lossfield::math
