// Self-information, entropy, Kullback-Leibler divergence and cross entropy of finite distributions.
//   I(x)     = -log p(x)                        +inf at p = 0
//   H(p)     = -sum_i p_i log p_i               0 log 0 = 0;  0 <= H <= log n
//   KL(p||q) = sum_i p_i log(p_i / q_i)         >= 0, = 0 iff p = q, +inf if some q_i = 0 < p_i
//   H(p, q)  = -sum_i p_i log q_i = H(p) + KL(p||q)
//   perplexity = e^H
// p, q: n >= 1 probabilities >= 0. Unit: nats; in_base gives bits (base 2) or others.
// Gradients treat the p_i (or q_i) as free variables, not bound to the simplex; those "through logits" are
// with respect to z, p = softmax(z).
// KL adds the terms p log(p/q) - p + q >= 0 by Loader's series, so that it keeps its digits near p = q and is
// never negative. Sums of p and q that agree up to rounding count as equal; others are accounted for.
// Failure: infinities as stated; a NaN gives NaN; sizes that differ or n = 0 throw std::invalid_argument.
// [Shannon 1948; Kullback, Leibler 1951; Loader 2000, Fast and accurate computation of binomial prob., bd0]
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace lossfield::math {

// nats / log(base), base > 0, != 1.
[[nodiscard]] double in_base(double nats, double base);

[[nodiscard]] double self_information(double probability);

[[nodiscard]] double entropy(std::span<const double> p);
// -(log p_i + 1); +inf at p_i = 0.
[[nodiscard]] std::vector<double> entropy_gradient(std::span<const double> p);
// Through logits: -p_i (log p_i + H); 0 at p_i = 0. Divide by T for logits z / T.
[[nodiscard]] std::vector<double> entropy_logit_gradient(std::span<const double> p);

// The steepest way up within the simplex: the logits' mean less each logit, -log p_i + mean log p. Where outcomes have no share
// the slope is infinite: straight to them, 1 - m / n for each of the m and -m / n for the others.
[[nodiscard]] std::vector<double> entropy_ascent(std::span<const double> p);
// The chain rule H(p) = h(p_k) + (1 - p_k) H_rest: the coin h(x) = -x log x - (1 - x) log(1 - x), h'(x) = log((1 - x) / x),
// and the entropy of all outcomes but k among themselves; NaN where they have no share.
[[nodiscard]] double coin_entropy(double x);
[[nodiscard]] double coin_entropy_slope(double x);
[[nodiscard]] double rest_entropy(std::span<const double> p, std::size_t k);

[[nodiscard]] double kl(std::span<const double> p, std::span<const double> q);
// KL from log q: finite where q underflows (log q down to -1.8e308), +inf at log q = -inf with p > 0.
[[nodiscard]] double kl_from_log(std::span<const double> p, std::span<const double> log_q);
// log(p_i / q_i) + 1; -inf at p_i = 0, +inf at q_i = 0 < p_i, 1 where both are 0 (the limit along p_i = q_i).
[[nodiscard]] std::vector<double> kl_gradient_p(std::span<const double> p, std::span<const double> q);
// -p_i / q_i; 0 at p_i = 0, -inf at q_i = 0 < p_i. Through the logits of q it is cross_entropy_gradient.
[[nodiscard]] std::vector<double> kl_gradient_q(std::span<const double> p, std::span<const double> q);

// KL(N(mean_p, deviation_p^2) || N(mean_q, deviation_q^2)), deviations > 0:
//   log(s_q / s_p) + (s_p^2 + (m_p - m_q)^2) / (2 s_q^2) - 1/2
[[nodiscard]] double gaussian_kl(double mean_p, double deviation_p, double mean_q, double deviation_q);

[[nodiscard]] double cross_entropy_of(std::span<const double> p, std::span<const double> q);
// With respect to p: -log q_i, +inf at q_i = 0. With respect to q it is kl_gradient_q.
[[nodiscard]] std::vector<double> cross_entropy_gradient_p(std::span<const double> q);

// e^loss for a loss in nats: the number of equally likely classes that would cost as much.
[[nodiscard]] double perplexity(double nats);

}  // namespace lossfield::math
