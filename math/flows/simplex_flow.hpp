// Gradient flows of a distribution p towards a target q, by flow time t >= 0.
//   objective L: KL(q || p) (cross-entropy up to a constant) or KL(p || q)
//   natural   dp/dt = -I(p)^-1 dL/dp, steepest descent in Fisher's metric, whatever the parameters:
//             KL(q || p):  p(t) = q + (p - q) e^-t                      the mixture path
//             KL(p || q):  p(t) = p^(e^-t) q^(1 - e^-t) / sum           the exponential path
//                          over the outcomes of p: from a side of the simplex towards q's shares of it
//   plain     dz/dt = -dL/dz, steepest descent of the logits z, p = softmax(z):
//             KL(q || p):  dz = q - p
//             KL(p || q):  dz_k = -p_k (log(p_k / q_k) - KL(p || q))
// The plain flow is followed by the classical Runge-Kutta method with steps of 1/50, its error below 1e-9.
// p, q: K >= 2 probabilities. An outcome of share 0 keeps it in the plain flow (its logit is -inf), and
// under KL(p || q) in the natural one.
// Failure: KL(p || q) with q_k = 0 < p_k is +inf and has no flow: NaN; sizes that differ throw std::invalid_argument.
// [Amari 1998, Natural gradient works efficiently in learning]
#pragma once

#include <span>
#include <vector>

namespace lossfield::math {

enum class FlowObjective { KlFromTarget, KlToTarget };  // KL(q || p), KL(p || q)

[[nodiscard]] double flow_objective(FlowObjective objective, std::span<const double> p,
                                    std::span<const double> q);
[[nodiscard]] std::vector<double> natural_flow(FlowObjective objective, std::span<const double> p,
                                               std::span<const double> q, double t);
// p at the times 0, interval, 2 interval, ..., count of them; interval: a multiple of 1/50.
[[nodiscard]] std::vector<std::vector<double>> plain_flow(FlowObjective objective, std::span<const double> p,
                                                          std::span<const double> q, double interval,
                                                          std::size_t count);

}  // namespace lossfield::math
