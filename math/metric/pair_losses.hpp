// Losses of pairs: scores in the order of labels (CoSENT), similarities of positive and negative pairs (unified and circle loss).
//   CoSENT   L = log(1 + sum_{(i,k): y_i > y_k} e^(lambda (f_k - f_i)))      f: n >= 1 scores, y: n labels, of which only the order
//            dL/df_j = lambda (sum_{i: y_i > y_j} w_ij - sum_{k: y_j > y_k} w_jk),  w_ik = e^(lambda (f_k - f_i) - L)   counts
//   unified  L = log(1 + sum_j sum_i e^(gamma (s^n_j - s^p_i + m)))          sp, sn: at least one similarity each
//   circle   L = log(1 + sum_j e^(gamma a^n_j (s^n_j - m)) sum_i e^(-gamma a^p_i (s^p_i - 1 + m))),
//            a^p = [1 + m - s^p]_+,  a^n = [s^n + m]_+
//            trained with the weights a held constant (detached); its true derivative has 2(1 - s^p) and 2 s^n in their place where
//            the ramps are active, and 0 where they are not (at their ends too)
// lambda, gamma > 0; m any number; equal labels make no pair, and without a pair CoSENT is 0. All three are softplus(u) of a
// log-sum-exp u, so that small losses keep their digits and large exponents do not overflow. Limits: lambda^2 2 bounds CoSENT's
// curvature; gamma -> inf: L / gamma -> [max s^n - min s^p + m]_+. PyTorch has none of the three; pytorch-metric-learning's CircleLoss is
// this one with the mean over anchors instead of one set of pairs.
// Failure: sizes that differ, an empty list, lambda or gamma not > 0: std::invalid_argument.
// [Su Jianlin, kexue.fm/archives/8847, 9341; Sun et al. 2020, Circle Loss, eq. 1-6]
#pragma once

#include <cmath>
#include <span>
#include <vector>

#include "math/losses/cross_entropy.hpp"
#include "math/losses/logistic.hpp"
#include "math/simplex/softmax.hpp"

namespace lossfield::math {

// A pair out of order pulls its scores together or past each other: `higher` is the place of the larger label.
struct RankedPair {
    std::size_t higher = 0, lower = 0;
    double weight = 0.0;  // w above, the share of e^L that is this pair's
};

[[nodiscard]] LossAndGradient cosent(std::span<const double> f, std::span<const double> labels,
                                     double lambda);
// All pairs of different labels, in the order of their places.
[[nodiscard]] std::vector<RankedPair> ranked_pairs(std::span<const double> f, std::span<const double> labels,
                                                   double lambda);

enum class PairLossKind { Unified, Circle };

struct PairLoss {
    PairLossKind kind = PairLossKind::Circle;
    double gamma = 32.0;
    double margin = 0.25;
};

struct PairGradient {
    double loss = 0.0;
    std::vector<double> positive{}, negative{};  // dL/ds^p, dL/ds^n
    std::vector<double> detached_positive{},
        detached_negative{};  // with the weights of the circle loss held; unified: the same
};
[[nodiscard]] PairGradient pair_loss(const PairLoss& loss, std::span<const double> positive,
                                     std::span<const double> negative);

// log sum exp of double or Dual entries.
template <typename Scalar>
[[nodiscard]] Scalar log_sum_exp_of(std::span<const Scalar> z) {
    using std::exp, std::log1p;
    const std::size_t leader = largest(z);
    Scalar others = 0.0;
    for (std::size_t k = 0; k < z.size(); ++k)
        if (k != leader) others += exp(z[k] - z[leader]);
    return z[leader] + log1p(others);
}

template <typename Scalar>
[[nodiscard]] Scalar cosent_loss(std::span<const Scalar> f, std::span<const double> labels, double lambda) {
    std::vector<Scalar> exponents;
    for (std::size_t i = 0; i < f.size(); ++i)
        for (std::size_t k = 0; k < f.size(); ++k)
            if (labels[i] > labels[k]) exponents.push_back(lambda * (f[k] - f[i]));
    if (exponents.empty()) return Scalar(0.0);
    return softplus(log_sum_exp_of(std::span<const Scalar>(exponents)));
}

// gamma times what the exponent has of one similarity.
template <typename Scalar>
[[nodiscard]] Scalar positive_exponent(const PairLoss& loss, const Scalar& s) {
    if (loss.kind == PairLossKind::Unified) return loss.gamma * (loss.margin - s);
    const Scalar weight = 1.0 + loss.margin - s;
    if (!(weight > 0.0)) return Scalar(0.0);
    return -loss.gamma * weight * (s - 1.0 + loss.margin);
}
template <typename Scalar>
[[nodiscard]] Scalar negative_exponent(const PairLoss& loss, const Scalar& s) {
    if (loss.kind == PairLossKind::Unified) return loss.gamma * s;
    const Scalar weight = s + loss.margin;
    if (!(weight > 0.0)) return Scalar(0.0);
    return loss.gamma * weight * (s - loss.margin);
}

template <typename Scalar>
[[nodiscard]] Scalar pair_loss_value(const PairLoss& loss, std::span<const Scalar> positive,
                                     std::span<const Scalar> negative) {
    std::vector<Scalar> p, n;
    for (const Scalar& s : positive) p.push_back(positive_exponent(loss, s));
    for (const Scalar& s : negative) n.push_back(negative_exponent(loss, s));
    return softplus(log_sum_exp_of(std::span<const Scalar>(p)) + log_sum_exp_of(std::span<const Scalar>(n)));
}

// How the ranks of two lists agree: the correlation of their mid-ranks, in [-1, 1]; NaN where all entries of one are equal, or
// of fewer than two. [Spearman 1904]
[[nodiscard]] double spearman_correlation(std::span<const double> a, std::span<const double> b);

}  // namespace lossfield::math
