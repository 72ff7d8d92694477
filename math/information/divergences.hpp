// Divergences and distances between two finite distributions p and q, and what bounds one by another.
//   KL forward   KL(p||q) = sum_i p_i log(p_i / q_i)             +inf if some q_i = 0 < p_i
//   KL reverse   KL(q||p)                                        +inf if some p_i = 0 < q_i
//   JS           1/2 KL(p||m) + 1/2 KL(q||m), m = (p + q) / 2    in [0, log 2]; its root is a metric
//   TV           1/2 sum_i |p_i - q_i|                           in [0, 1]
//   Hellinger^2  1/2 sum_i (sqrt p_i - sqrt q_i)^2 = 1 - sum_i sqrt(p_i q_i)       in [0, 1]; its root is a metric
//   chi^2        sum_i (p_i - q_i)^2 / q_i, Pearson's of p against q               +inf if some q_i = 0 < p_i
//   Euclidean    sqrt(sum_i (p_i - q_i)^2)                       in [0, sqrt 2]
//   Fisher-Rao   4 arcsin(|sqrt p - sqrt q| / 2) = 2 arccos sum_i sqrt(p_i q_i)    in [0, pi]
// p, q: n >= 1 probabilities >= 0, each of sum 1. Unit: nats. Order of the arguments: chi^2 and KL forward weigh by p
// what q fails to cover.
// Gradients treat all entries as free variables (of the formulas' first forms); only their differences between
// entries matter on the simplex. At p = q the distances TV, Hellinger, Euclidean and Fisher-Rao have a kink: 0.
//   KL(p||q) <= log(1 + chi^2),  TV^2 <= KL / 2,  TV^2 <= 1 - e^-KL,  H^2 <= TV <= H sqrt 2,  JS <= TV log 2
// Failure: infinities as stated, in gradients too; NaN gives NaN; sizes that differ or n = 0 throw
// std::invalid_argument.
// [Lin 1991; Endres, Schindelin 2003; Csiszar 1967; Bretagnolle, Huber 1979; Gibbs, Su 2002; Villani 2003]
#pragma once

#include <span>
#include <vector>

namespace lossfield::math {

enum class Divergence {
    KlForward,
    KlReverse,
    JensenShannon,
    TotalVariation,
    SquaredHellinger,
    Hellinger,
    ChiSquared,
    Euclidean,
    FisherRao
};

[[nodiscard]] double divergence(Divergence kind, std::span<const double> p, std::span<const double> q);
[[nodiscard]] std::vector<double> divergence_gradient_p(Divergence kind, std::span<const double> p,
                                                        std::span<const double> q);
[[nodiscard]] std::vector<double> divergence_gradient_q(Divergence kind, std::span<const double> p,
                                                        std::span<const double> q);
// KL(p||q), KL(q||p) and chi^2 have no upper bound; the others have that of disjoint distributions. +inf for none.
[[nodiscard]] double largest_divergence(Divergence kind);

[[nodiscard]] double js(std::span<const double> p, std::span<const double> q);
[[nodiscard]] double total_variation(std::span<const double> p, std::span<const double> q);
[[nodiscard]] double fisher_rao_distance(std::span<const double> p, std::span<const double> q);

// Upper bounds of TV by KL in nats: sqrt(KL / 2) (Pinsker) and sqrt(1 - e^-KL) (Bretagnolle, Huber; always <= 1).
[[nodiscard]] double pinsker_bound(double kl);
[[nodiscard]] double bretagnolle_huber_bound(double kl);

// The cost of moving the mass of p to that of q along a line, and the gradient of the cost with respect to p.
//   W1 = integral |F_p - F_q| dx = sum_k |F_k| (x_{k+1} - x_k),   F_k = sum_{i <= k} (p_i - q_i)
//   potential_i = sum_{k >= i} sign(F_k) (x_{k+1} - x_k) - mean   slopes -1, 0 (where F_k = 0), 1 in x
// x: n ascending places. sum_i potential_i (p_i - q_i) = W1 (Kantorovich, Rubinstein).
struct Transport {
    double cost = 0.0;
    std::vector<double> potential;  // centred: its entries sum to 0
};
[[nodiscard]] Transport w1_line(std::span<const double> p, std::span<const double> q,
                                std::span<const double> x);

}  // namespace lossfield::math
