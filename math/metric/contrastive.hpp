// Contrastive loss of a pair of embeddings at distance D = |a - b|, similar or not, and its mean over all pairs of a batch.
//   original      similar 1/2 D^2             dissimilar 1/2 [m - D]_+^2       [Hadsell, Chopra, LeCun 2006, eq. 4]
//   squared       similar 1/2 D^2             dissimilar 1/2 [m - D^2]_+       the margin is held against the square
//   double margin similar 1/2 [D^2 - m1]_+    dissimilar 1/2 [m2 - D^2]_+      m2 is `margin`, m1 is `similar_margin`
// so that two dissimilar points feel no force beyond `reach`: m, sqrt(m) or sqrt(m2); two similar ones none within `dead_zone`:
// 0, 0 or sqrt(m1).
//   dL/dD  original D and -[m - D]_+;  the other two D and -D where the bracket is positive, else 0
//   dL/da = dL/dD (a - b) / D,  dL/db = -dL/da
// Choices where there is no derivative: at a kink of a bracket 0; for the original dissimilar pair at D = 0, where |a - b| has no
// direction, 0 too. There the two squared forms have the true derivative 0: coincident dissimilar points stay together.
// a, b: as many coordinates, one at least; margins >= 0, in units of D (original) or of D^2 (else). Finite for |a - b| up to 1e154.
// Batch: n points of the plane x_1, y_1, x_2, ..., n labels; equal labels are similar; the mean of the losses of all
// n (n - 1) / 2 pairs, 0 of a single point.
// Other definitions: torch.nn.HingeEmbeddingLoss (m1 = 0) and pytorch-metric-learning's ContrastiveLoss take [D - m1]_+ and [m2 - D]_+ without
// squares and without 1/2; the latter divides the sums of the similar and of the dissimilar pairs by how many of each are above 0, and
// adds the two.
// Failure: sizes that differ, no coordinate or a margin < 0: std::invalid_argument.
#pragma once

#include <cmath>
#include <cstddef>
#include <span>
#include <vector>

#include "math/numerics/check.hpp"
#include "math/numerics/dual.hpp"
#include "math/numerics/gradient_check.hpp"

namespace lossfield::math {

enum class ContrastiveForm { Original, Squared, DoubleMargin };

struct ContrastiveLoss {
    ContrastiveForm form = ContrastiveForm::Original;
    double margin = 1.25;       // m, of the double margin m2
    double similar_margin = 0;  // m1; of the double margin only
};

// The loss of a pair at distance D.
template <typename Scalar>
[[nodiscard]] Scalar contrastive_at(const ContrastiveLoss& loss, bool similar, const Scalar& distance) {
    const auto positive_part = [](const Scalar& v) { return v > 0.0 ? v : Scalar(0.0); };
    const Scalar square = distance * distance;
    if (loss.form == ContrastiveForm::Original) {
        const Scalar within = positive_part(loss.margin - distance);
        return 0.5 * (similar ? square : Scalar(within * within));
    }
    const double m1 = loss.form == ContrastiveForm::DoubleMargin ? loss.similar_margin : 0.0;
    return 0.5 * positive_part(similar ? Scalar(square - m1) : Scalar(loss.margin - square));
}

// dL/dD, the right-hand one at D = 0: positive pulls the pair together, negative pushes it apart.
[[nodiscard]] double contrastive_slope(const ContrastiveLoss& loss, bool similar, double distance);
[[nodiscard]] double reach(const ContrastiveLoss& loss);
[[nodiscard]] double dead_zone(const ContrastiveLoss& loss);

template <typename Scalar>
[[nodiscard]] Scalar contrastive_pair_loss(const ContrastiveLoss& loss, bool similar,
                                           std::span<const Scalar> a, std::span<const Scalar> b) {
    using std::sqrt;
    check_pair("contrastive_pair_loss: coordinates", a.size(), b.size());
    Scalar square = 0.0;
    for (std::size_t i = 0; i < a.size(); ++i) square += (a[i] - b[i]) * (a[i] - b[i]);
    if (loss.form == ContrastiveForm::Original) {
        if (similar) return 0.5 * square;
        // The root has no derivative at 0: the choice is 0.
        return contrastive_at(loss, false, square == Scalar(0.0) ? Scalar(0.0) : Scalar(sqrt(square)));
    }
    const double m1 = loss.form == ContrastiveForm::DoubleMargin ? loss.similar_margin : 0.0;
    const Scalar bracket = similar ? Scalar(square - m1) : Scalar(loss.margin - square);
    return bracket > 0.0 ? Scalar(0.5 * bracket) : Scalar(0.0);
}

struct ContrastivePair {
    double value = 0, distance = 0;
    std::vector<double> by_a{}, by_b{};
};

[[nodiscard]] ContrastivePair contrastive_pair(const ContrastiveLoss& loss, bool similar,
                                               std::span<const double> a, std::span<const double> b);

// The mean over all pairs of points of the plane; `gradient`: as long as `points`.
[[nodiscard]] double contrastive_batch_loss(const ContrastiveLoss& loss, std::span<const double> points,
                                            std::span<const int> labels);
void contrastive_batch_gradient(const ContrastiveLoss& loss, std::span<const double> points,
                                std::span<const int> labels, std::span<double> gradient);

// Of the original form no second derivative of a batch's loss along a line is higher than 2 / (n - 1), the highest eigenvalue of the
// complete graph's Laplacian over the number of pairs: 1/2 |z|^2 less the loss of a pair at z = a - b is convex, similar or not, and 0 is a
// slope of it at z = 0. Steps of gradient descent whose rate is at most n - 1 never raise the loss. The other two forms have kinks that bend
// upwards, where a step of any length may. n >= 2.
[[nodiscard]] double highest_contrastive_curvature(std::size_t points);

// The gradient by both points of a pair against dual numbers.
[[nodiscard]] GradientCheck check_contrastive_gradient(const ContrastiveLoss& loss, bool similar,
                                                       std::span<const double> a, std::span<const double> b);

}  // namespace lossfield::math
