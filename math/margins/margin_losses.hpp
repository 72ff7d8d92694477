// Losses of a binary classifier as functions of the margin m = y s of a score s against a label y = +-1, and the scores that
// minimise their expectation where the label is +1 with probability eta.
//   0-1             1 where m <= 0, else 0          score 0 counts as wrong for either label
//   hinge           [1 - m]_+                       slope -1 below m = 1
//   squared hinge   [1 - m]_+^2                     slope -2 [1 - m]_+
//   smoothed hinge  0, (1 - m)^2 / (2 w), 1 - m - w/2    for m >= 1, in between, for m <= 1 - w
//                   of a width w > 0: w -> 0 is the hinge, w = 1 Rennie and Srebro's, and 4 times that of w = 2 the modified Huber loss
//   logistic        log(1 + e^-m)                   in nats: log 2 at m = 0; only divided by log 2 it lies above the 0-1 loss
//   exponential     e^-m
//   perceptron      [-m]_+
//   focal           (1 - p)^f (-log p),  p = sigma(m), f >= 0: f = 0 is the logistic loss; for f > 0 it is not convex far below 0
// [x]_+ = max(x, 0). Slope and curvature are derivatives by m, so that d/ds = y slope and d2/ds2 = curvature. At a kink, and where
// the curvature jumps, both are those of the side where the loss is 0: slope 0 of the hinge at m = 1 and of the perceptron at m = 0;
// at m = 1 - w the smoothed hinge has curvature 0. The 0-1 loss has slope 0 everywhere, also at its jump.
// Expected loss  eta l(s) + (1 - eta) l(-s);  its minimisers, for 1/2 < eta < 1 (else by symmetry s -> -s):
//   0-1: all s > 0     hinge: 1     squared hinge: 2 eta - 1     logistic: log(eta / (1 - eta))     exponential: half of that
//   smoothed hinge: 1 - w (1 - eta) / eta where w <= 2 eta, else 2 eta - 1     perceptron: 0, whatever eta is
//   focal: no closed form; l'(s) eta = l'(-s) (1 - eta) solved to machine precision
//   eta = 1/2: hinge [-1, 1], smoothed hinge [-(1 - w)_+, (1 - w)_+], 0-1 all s (at 0 both labels are wrong: all but 0), the others 0
//   eta = 1: s >= 1 of the hinges, s >= 0 of the perceptron, s > 0 of the 0-1 loss; none of logistic, exponential and focal: they fall for ever
// Any finite m; nothing overflows but e^-m itself. Units: none (logistic and focal in nats).
// Failure: w <= 0, f < 0, eta outside [0, 1] throw std::invalid_argument.
// [Cortes, Vapnik 1995; Rennie, Srebro 2005; Shalev-Shwartz, Zhang 2013, sec. 5; Zhang 2004 (modified Huber, minimisers);
//  Bartlett, Jordan, McAuliffe 2006; Rosenblatt 1958; Lin et al. 2017; Charoenphakdee et al. 2021 (focal minimiser)]
#pragma once

#include <cmath>

#include "math/losses/logistic.hpp"
#include "math/numerics/local_model.hpp"

namespace lossfield::math {

enum class MarginLossKind {
    ZeroOne,
    Hinge,
    SquaredHinge,
    SmoothedHinge,
    Logistic,
    Exponential,
    Perceptron,
    Focal
};
inline constexpr std::size_t margin_loss_count = 8;

struct MarginLoss {
    MarginLossKind kind = MarginLossKind::Hinge;
    double width = 0.5;     // w, of the smoothed hinge
    double focusing = 2.0;  // f, of the focal loss
};

void check_margin_loss(const MarginLoss& loss);

template <typename Scalar>
[[nodiscard]] Scalar margin_loss(const MarginLoss& loss, const Scalar& m) {
    using std::exp;
    const auto short_of = [&](double goal) { return m < goal ? Scalar(goal - m) : Scalar(0.0); };
    switch (loss.kind) {
        case MarginLossKind::ZeroOne:
            return m > 0.0 ? 0.0 : 1.0;
        case MarginLossKind::Hinge:
            return short_of(1.0);
        case MarginLossKind::SquaredHinge:
            return short_of(1.0) * short_of(1.0);
        case MarginLossKind::SmoothedHinge: {
            const Scalar missing = short_of(1.0);
            if (missing < loss.width) return missing * missing / (2.0 * loss.width);
            return missing - 0.5 * loss.width;
        }
        case MarginLossKind::Logistic:
            return softplus(Scalar(-m));
        case MarginLossKind::Exponential:
            return exp(-m);
        case MarginLossKind::Perceptron:
            return short_of(0.0);
        case MarginLossKind::Focal: {
            const Scalar cross_entropy = softplus(Scalar(-m));
            return exp(-loss.focusing * softplus(m)) * cross_entropy;
        }
    }
    return 0.0;
}

[[nodiscard]] ScalarTerms margin_terms(const MarginLoss& loss, double m);

// Its slope alone, for long runs.
[[nodiscard]] double margin_slope(const MarginLoss& loss, double m);

[[nodiscard]] double expected_margin_loss(const MarginLoss& loss, double eta, double score);

// All scores from low to high minimise the expected loss; one where both are equal. An infinite end belongs to no score, and of the
// 0-1 loss 0 does not either. Without a minimiser the loss falls for ever towards the end `low` = `high`, which is infinite.
struct BestScores {
    double low = 0.0, high = 0.0;

    [[nodiscard]] bool exists() const { return low != high || std::isfinite(low); }
    [[nodiscard]] bool unique() const { return low == high && std::isfinite(low); }
};
[[nodiscard]] BestScores best_scores(const MarginLoss& loss, double eta);

}  // namespace lossfield::math
