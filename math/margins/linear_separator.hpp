// A straight line between labelled points of the plane: its score, its regularised mean loss, and the gradient of that.
//   s_i = w . x_i + b,  m_i = y_i s_i
//   P(w, b) = lambda/2 |w|^2 + 1/N sum_i l(m_i)              b is not regularised
//   dP/dw = lambda w + 1/N sum_i l'(m_i) y_i x_i,   dP/db = 1/N sum_i l'(m_i) y_i
// Of a batch the means go over its points instead: its expectation is the gradient above. Slopes at kinks as in margin_losses.hpp
// (a subgradient). The strip -1 < s < 1 is 2 / |w| wide. Pegasos is this on batches at the rate 1 / (lambda t), without b.
// points: N >= 1 with labels +1 or -1; lambda >= 0. Failure: sizes, labels or lambda that break this throw std::invalid_argument.
// [Cortes, Vapnik 1995; Shalev-Shwartz, Singer, Srebro, Cotter 2011 (Pegasos)]
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "math/margins/margin_losses.hpp"
#include "math/numerics/plane.hpp"

namespace lossfield::math {

struct LabelledPoints {
    std::vector<PlanePoint> x{};
    std::vector<double> y{};  // +1 or -1
    [[nodiscard]] std::size_t size() const { return x.size(); }
    [[nodiscard]] bool both() const;  // labels occur
};

struct Separator {
    PlanePoint w{};
    double b = 0.0;
    [[nodiscard]] double score(const PlanePoint& at) const { return w.x * at.x + w.y * at.y + b; }
    [[nodiscard]] double norm() const { return std::hypot(w.x, w.y); }
    // 2 / |w|: infinite without a direction.
    [[nodiscard]] double width() const { return 2.0 / norm(); }
};

void check_separable_problem(const LabelledPoints& points, double lambda);

template <typename Scalar>
[[nodiscard]] Scalar separator_objective(const MarginLoss& loss, double lambda, const LabelledPoints& points,
                                         const std::array<Scalar, 3>& at) {
    check_separable_problem(points, lambda);
    Scalar sum = 0.0;
    for (std::size_t i = 0; i < points.size(); ++i) {
        const Scalar score = at[0] * points.x[i].x + at[1] * points.x[i].y + at[2];
        sum += margin_loss(loss, Scalar(points.y[i] * score));
    }
    return 0.5 * lambda * (at[0] * at[0] + at[1] * at[1]) + sum / static_cast<double>(points.size());
}
[[nodiscard]] double separator_objective(const MarginLoss& loss, double lambda, const LabelledPoints& points,
                                         const Separator& at);

// By (w_1, w_2, b). `batch`: places in the points, each as often as it is drawn; empty: all of them.
[[nodiscard]] std::array<double, 3> separator_gradient(const MarginLoss& loss, double lambda,
                                                       const LabelledPoints& points, const Separator& at,
                                                       std::span<const std::size_t> batch = {});

// All b from low to high make the mean loss least for a given w, be the loss one of the hinges and both labels there: where its slope by
// b, which rises, passes 0. Of the hinge that slope jumps at the places b = y_i - w.x_i; of the others it is linear between such places.
struct OffsetRange {
    double low = 0.0, high = 0.0;
};
[[nodiscard]] OffsetRange best_offsets(const MarginLoss& loss, const LabelledPoints& points,
                                       const PlanePoint& w);

// Different places, drawn for step t: a pure function of (seed, t). All of them in their order where size >= count.
[[nodiscard]] std::vector<std::size_t> drawn_batch(std::size_t count, std::size_t size, std::uint64_t seed,
                                                   std::uint64_t t);

}  // namespace lossfield::math
