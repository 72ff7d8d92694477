// Bregman divergences: the gap between a strictly convex function phi at p and its tangent at q.
//   D(p, q) = phi(p) - phi(q) - <grad phi(q), p - q>  >= 0, 0 iff p = q
//   half square        1/2 |x|^2           1/2 |p - q|^2
//   negative entropy   sum x log x         sum p log(p/q) - p + q      x >= 0; Kullback-Leibler where sum p = sum q
//   Itakura-Saito     -sum log x           sum p/q - log(p/q) - 1      x > 0
//   quadratic          1/2 x^T W x         1/2 (p - q)^T W (p - q)     W of the first two coordinates (n = 1: xx alone)
// Convex in p; of these four Itakura-Saito alone is not convex in q. For every phi
//   D(a, c) = D(a, b) + D(b, c) + <grad phi(b) - grad phi(c), a - b>
//   E D(X, q) = E D(X, m) + D(m, q),  m = E X:  least at the mean;  E D(q, X) is least where grad phi(q) = E grad phi(X)
// p, q: n >= 1 numbers >= 0 (any, where phi is quadratic); W positive definite. The terms keep their digits near p = q.
// Limits: 0 log 0 = 0. Negative entropy: +inf at q_i = 0 < p_i. Itakura-Saito: +inf where one alone of p_i, q_i is 0.
// A coordinate with p_i = q_i gives 0, also at 0. Gradients follow with infinities of either sign.
// Failure: NaN gives NaN; sizes that differ or n = 0 throw std::invalid_argument.
// [Bregman 1967; Banerjee, Merugu, Dhillon, Ghosh 2005; Itakura, Saito 1968]
#pragma once

#include <span>
#include <vector>

#include "math/numerics/local_model.hpp"
#include "math/numerics/plane.hpp"

namespace lossfield::math {

enum class Generator { HalfSquare, NegativeEntropy, ItakuraSaito, Quadratic };

struct Bregman {
    Generator generator = Generator::HalfSquare;
    Symmetric2 weights{1.0, 0.0, 1.0};  // Quadratic
};

[[nodiscard]] double generator_value(const Bregman& phi, std::span<const double> x);
[[nodiscard]] std::vector<double> generator_gradient(const Bregman& phi, std::span<const double> x);

[[nodiscard]] double bregman(const Bregman& phi, std::span<const double> p, std::span<const double> q);
// grad phi(p) - grad phi(q)
[[nodiscard]] std::vector<double> bregman_gradient_p(const Bregman& phi, std::span<const double> p,
                                                     std::span<const double> q);
// -Hessian phi(q) (p - q)
[[nodiscard]] std::vector<double> bregman_gradient_q(const Bregman& phi, std::span<const double> p,
                                                     std::span<const double> q);
// <grad phi(b) - grad phi(c), a - b>; a coordinate with a_i = b_i adds 0.
[[nodiscard]] double three_point_product(const Bregman& phi, std::span<const double> a,
                                         std::span<const double> b, std::span<const double> c);

// One coordinate alone.
[[nodiscard]] double bregman_term(const Bregman& phi, double p, double q);
// E D(X, q) over a sample of N >= 1 numbers, its first and second derivative by q > 0.
[[nodiscard]] ScalarTerms mean_bregman(const Bregman& phi, std::span<const double> sample, double q);
// E D(q, X).
[[nodiscard]] double mean_bregman_reverse(const Bregman& phi, double q, std::span<const double> sample);
// Where that is least: the arithmetic, geometric, harmonic or again arithmetic mean, by the order of the generators.
[[nodiscard]] double dual_mean(const Bregman& phi, std::span<const double> sample);

// How far a ball of this radius reaches from its centre along a direction: the largest t <= longest inside the domain
// with D(centre + t direction, centre) <= radius (OfFirst) or D(centre, centre + t direction) <= radius (OfSecond).
// Both grow along every ray, so that both balls are seen whole from their centre. radius >= 0; to 1e-9 of the ray.
enum class BallSide { OfFirst, OfSecond };
[[nodiscard]] double ball_reach(const Bregman& phi, BallSide side, std::span<const double> centre,
                                std::span<const double> direction, double radius, double longest);

// The point x with grad phi(x) = (1 - t) grad phi(b) + t grad phi(c): a straight line in the gradients, 0 <= t <= 1.
// On the simplex up to a multiple of (1, ..., 1), which holds the sum of x at 1 (that of b and c).
enum class Within { Space, Simplex };
[[nodiscard]] std::vector<double> dual_line(const Bregman& phi, Within within, std::span<const double> b,
                                            std::span<const double> c, double t);

}  // namespace lossfield::math
