// InfoNCE, the contrastive log-loss, on the unit circle, and what it says about mutual information.
//   L = -log(e^(s_+ / tau) / sum_j e^(s_j / tau)) = LSE(s / tau) - s_+ / tau,   dL/ds_j = (p_j - [j = +]) / tau,  p = softmax(s / tau)
// which is cross_entropy(s, tau, one_hot(+)) (math/losses/cross_entropy.hpp). N candidates s_j, one of them the positive; tau > 0.
//   all s equal: log N;   on cosines L >= log(1 + (N - 1) e^(-2 / tau));   |dL/ds|_1 = 2 (1 - p_+) / tau
// On the circle the anchor and the candidates are angles, s_j = cos(phi_j - phi_a):
//   dL/dphi_j = -sin(phi_j - phi_a) dL/ds_j,   dL/dphi_a = -sum_j dL/dphi_j
// Mutual information: I(X; Y) >= log N - E[L] for every critic, so that no more than log N can be certified; the best critic is
// log p(y | x) / p(y). Of unit Gaussians with correlation rho: I = -log(1 - rho^2) / 2, 1 - rho^2 = e^(-2 I).
// PyTorch's cross_entropy(s / tau, +) is the same; pytorch-metric-learning's NTXentLoss averages it over the positive pairs of a batch.
// Failure: fewer than two candidates, a positive that is none of them, tau <= 0, rho outside of (-1, 1), I < 0: std::invalid_argument.
// [van den Oord, Li, Vinyals 2018; Wang, Isola 2020; Poole et al. 2019, sec. 2.2]
#pragma once

#include <cmath>
#include <cstdint>
#include <span>
#include <vector>

#include "math/losses/cross_entropy.hpp"

namespace lossfield::math {

// The angles of the anchor, of the positive and of the negatives, in this order.
template <typename Scalar>
[[nodiscard]] Scalar circle_info_nce_loss(std::span<const Scalar> angles, double tau) {
    using std::cos;
    check_at_least("info_nce: number of angles", angles.size(), 3);
    std::vector<Scalar> s;
    for (std::size_t k = 1; k < angles.size(); ++k) s.push_back(cos(angles[k] - angles[0]));
    return cross_entropy_loss(std::span<const Scalar>(s), tau, one_hot(0, s.size()));
}

struct CircleInfoNce {
    double loss = 0.0;
    std::vector<double> cosines{}, shares{};  // s_j and p_j, the positive first
    std::vector<double> by_cosine{};          // dL/ds_j
    std::vector<double> gradient{};           // dL/dphi of the anchor, the positive, the negatives
};
[[nodiscard]] CircleInfoNce circle_info_nce(std::span<const double> angles, double tau);

// No second derivative of the loss along a line of angles d, |d| = 1, is higher: with v_j = d_j - d_a and theta_j = phi_j - phi_a
//   Var_p(sin theta_j v_j) / tau^2 - sum_j (p_j - [j = +]) cos theta_j v_j^2 / tau  <=  3 / (2 tau^2) + 3 / tau
// as a variance is at most a quarter of the squared range, here |d_j + d_k - 2 d_a| <= sqrt(6) / tau, and the star of the weights, which sum
// to 2 (1 - p_+) with at most half of it in one, has no eigenvalue above 3. Of the anchor's angle alone: 1 / tau^2 + 2 / tau.
// Steps of gradient descent whose rate is at most 2 divided by it never raise the loss.
[[nodiscard]] double highest_info_nce_curvature(double tau, bool anchor_alone);

// What cosines allow at least: the positive at the anchor, all negatives opposite.
[[nodiscard]] double least_info_nce(std::size_t candidates, double tau);

[[nodiscard]] double gaussian_mutual_information(double rho);
// rho >= 0 of an information.
[[nodiscard]] double gaussian_correlation(double information);

// log N - E[L] of the best critic between unit Gaussians with an information I, for N = 2, 4, ..., 2^doublings: means over `anchors` drawn
// anchors, each with as many sets of negatives as 2^doublings - 1 draws make, and log p(y | x) / p(y) of the positive, whose mean is I, as
// their control variate. `error`: the standard error of the estimate.
struct InformationEstimate {
    std::size_t candidates = 0;  // N
    double estimate = 0.0, error = 0.0;
};
[[nodiscard]] std::vector<InformationEstimate> information_estimates(double information, int doublings,
                                                                     std::size_t anchors, std::uint64_t seed);

}  // namespace lossfield::math
