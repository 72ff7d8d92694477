// Hinge losses of K scores against a target class c, and what minimises their expectation over class probabilities.
//   one against the rest   L = sum_j [1 - t_j s_j]_+^q,  t_j = +1 for j = c, else -1        q >= 1
//                          dL/ds_j = -q t_j [1 - t_j s_j]_+^(q-1)
//   Crammer-Singer         L = [1 + max_{j != c} s_j - s_c]_+
//                          dL/ds = +1 at the rival (the largest other score, the first among equals), -1 at c, where L > 0
// At kinks the derivative 0 of the side without loss (q = 1: at t_j s_j = 1; Crammer-Singer: at a lead of exactly 1). Crammer-Singer's
// is the same for s + a; one against the rest is not.
// PyTorch's MultiMarginLoss is another one: 1/K sum_{j != c} [1 - s_c + s_j]_+^p, every rival counts and the sum is divided by K.
// Expected loss  sum_c p_c L(s, c), least at
//   one against the rest, q = 1:  s_j = sign(2 p_j - 1): -1 for all classes where no p_j > 1/2; p_j = 1/2: all of [-1, 1]
//                         q > 1:  s_j = tanh(log(p_j / (1 - p_j)) / (2 (q - 1)));  q = 2: 2 p_j - 1. Largest where p_j is
//                         p_j = 1: s_j >= 1,  p_j = 0: s_j <= -1
//   Crammer-Singer, m = max p_j:  the others alike (a class with p_j = 0 may lie lower), the likeliest class above them by d
//                         m > 1/2: d = 1, expected loss 2 (1 - m);  m < 1/2: d = 0, expected loss 1, a tie;  m = 1/2: 0 <= d <= 1;  m = 1: d >= 1
//     For a lead d of one class the others' best score is the same for all (raising one lowers its own term alone), which leaves
//     m [1 - d]_+ + (1 - m) (1 + d), with the slope 1 - 2 m below d = 1.
// So only q > 1 always decides for the likeliest class. K >= 2 scores, any finite numbers; p: K probabilities.
// Failure: sizes that differ, K < 2, a target that is no class, q < 1 throw std::invalid_argument.
// [Crammer, Singer 2001; Rifkin, Klautau 2004; Weston, Watkins 1999; Tewari, Bartlett 2007 and Liu 2007 (consistency)]
#pragma once

#include <cmath>
#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "math/margins/margin_losses.hpp"

namespace lossfield::math {

enum class MulticlassHingeKind { OneVsRest, CrammerSinger };

struct MulticlassHinge {
    MulticlassHingeKind kind = MulticlassHingeKind::OneVsRest;
    double power = 1.0;  // q, of one against the rest
};

void check_multiclass(const MulticlassHinge& loss, std::size_t classes, std::size_t target);

// The largest score but the target's, the first among equals.
template <typename Scalar>
[[nodiscard]] std::size_t rival_of(std::span<const Scalar> scores, std::size_t target) {
    std::size_t rival = target == 0 ? 1 : 0;
    for (std::size_t j = rival + 1; j < scores.size(); ++j)
        if (j != target && scores[j] > scores[rival]) rival = j;
    return rival;
}

template <typename Scalar>
[[nodiscard]] Scalar multiclass_hinge(const MulticlassHinge& loss, std::span<const Scalar> scores,
                                      std::size_t target) {
    using std::pow;
    check_multiclass(loss, scores.size(), target);
    if (loss.kind == MulticlassHingeKind::CrammerSinger) {
        // The lead first: one of exactly 1 leaves exactly 0.
        const Scalar missing = 1.0 - (scores[target] - scores[rival_of(scores, target)]);
        return missing > 0.0 ? missing : Scalar(0.0);
    }
    Scalar sum = 0.0;
    for (std::size_t j = 0; j < scores.size(); ++j) {
        const Scalar missing = j == target ? Scalar(1.0 - scores[j]) : Scalar(1.0 + scores[j]);
        if (missing > 0.0) sum += pow(missing, loss.power);
    }
    return sum;
}

[[nodiscard]] double multiclass_hinge(const MulticlassHinge& loss, const std::vector<double>& scores,
                                      std::size_t target);
[[nodiscard]] std::vector<double> multiclass_hinge_gradient(const MulticlassHinge& loss,
                                                            std::span<const double> scores,
                                                            std::size_t target);

[[nodiscard]] double expected_multiclass_hinge(const MulticlassHinge& loss, std::span<const double> p,
                                               std::span<const double> scores);

// Of one against the rest: the best scores of a class of probability p.
[[nodiscard]] BestScores best_class_scores(double power, double p);
// Of Crammer-Singer: by how much the likeliest class leads; high is infinite where it is certain.
struct BestLead {
    std::size_t leader = 0;
    double low = 0.0, high = 0.0;
};
[[nodiscard]] BestLead best_lead(std::span<const double> p);

// Scores that minimise the expected loss; of several the one of smallest size, of Crammer-Singer those with sum 0.
[[nodiscard]] std::vector<double> best_scores(const MulticlassHinge& loss, std::span<const double> p);
[[nodiscard]] double least_expected_loss(const MulticlassHinge& loss, std::span<const double> p);

// The class whose score is the largest, and alone so, in all scores that minimise the expected loss; none where some of them tie.
[[nodiscard]] std::optional<std::size_t> decided_class(const MulticlassHinge& loss,
                                                       std::span<const double> p);

}  // namespace lossfield::math
