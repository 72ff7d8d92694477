// The support vector machine in the plane, solved exactly: hinge, squared or smoothed hinge (margin_losses.hpp).
//   primal  P(w, b) = lambda/2 |w|^2 + 1/N sum_i l(y_i (w . x_i + b))                         b is not regularised
//   dual    D(a) = sum_i a_i - d/2 sum_i a_i^2 - |sum_i a_i y_i x_i|^2 / (2 lambda)
//           0 <= a_i <= C,  sum_i a_i y_i = 0            w = 1/lambda sum_i a_i y_i x_i
//           hinge: d = 0, C = 1/N   smoothed of width v: d = v N, C = 1/N   squared: d = N/2, C infinite
//   a_i = |l'(m_i)| / N at the optimum: how hard point i pulls. Sum_i a_i y_i = 0: the pulls of both classes are equal.
//   P(w, b) >= D(a) for all w, b and feasible a, so that gap = P - D >= 0 bounds what is missing in both.
// By a primal-dual interior point method whose steps solve a 3 x 3 system, O(N) each, until what it knows of the gap is below 1e-20
// or rounding ends it; then b is set to the middle of all b that are best for w (one, unless the classes pull equally over a range).
// Only one label: w = 0 and b = that label, where no loss is left; a = 0.
// lambda -> 0: where a line separates the classes, w becomes that of the widest strip without a point and stays there
// (hard_margin), below some lambda > 0 exactly; else |w| grows until the mean loss alone is least.
// N >= 1 points, lambda > 0. Failure: another loss, lambda <= 0, wrong sizes or labels throw std::invalid_argument.
// [Cortes, Vapnik 1995; Burges 1998, sec. 3.6 (pulls in balance); Ferris, Munson 2002 (interior point, low rank);
//  Shalev-Shwartz, Zhang 2013 (smoothed)]
#pragma once

#include <vector>

#include "math/margins/linear_separator.hpp"

namespace lossfield::math {

// Where a point lies by its margin: m > 1 beyond its border of the strip, m = 1 on it, m < 1 on the wrong side of it.
enum class StripSide { Outside, Border, Inside };

struct SupportVectors {
    Separator separator{};
    std::vector<double> a{};
    double primal = 0.0, dual = 0.0;
    double b_low = 0.0, b_high = 0.0;  // all of them are best for w
    std::vector<StripSide> sides{};    // to 1e-6 (1 + |w| |x_i| + |b|)
    int iterations = 0;

    [[nodiscard]] double gap() const { return primal - dual; }
    [[nodiscard]] std::size_t count(StripSide side) const;
    // No point on the wrong side of its border: of separable classes the widest strip there is.
    [[nodiscard]] bool hard_margin() const { return count(StripSide::Inside) == 0; }
};

// Whether the dual above is that of this loss.
[[nodiscard]] bool has_dual(const MarginLoss& loss);

[[nodiscard]] SupportVectors support_vectors(const MarginLoss& loss, double lambda,
                                             const LabelledPoints& points);

}  // namespace lossfield::math
