// Logistic loss of a score s against a label y = +-1, the squared error of the same probability beside it, and
// their means over data with s_i = slope x_i + intercept.
//   m = -y s,  w = sigma(m): the probability given to the wrong class
//   logistic       softplus(m) = log(1 + e^m)   d/ds = -y w              d2/ds2 = w (1 - w)
//   squared error  1/2 (sigma(s) - t)^2 = w^2/2 d/ds = -y w^2 (1 - w)    d2/ds2 = w^2 (1 - w) (2 - 3 w)
//                  t = 1 for y = +1, else 0: flat where w -> 1, a plateau on the wrong side
// Any finite s; nothing overflows and w keeps its digits on both sides. x: N >= 1 numbers, labels: N of +1 or -1.
// Failure: sizes that differ, N = 0 or another label throw std::invalid_argument. [Cox 1958; Albert, Anderson 1984
// (when a minimum exists)]
#pragma once

#include <array>
#include <cmath>
#include <span>

#include "math/numerics/check.hpp"
#include "math/numerics/dual.hpp"
#include "math/numerics/gradient_check.hpp"
#include "math/numerics/local_model.hpp"

namespace lossfield::math {

enum class LogisticLossKind { Logistic, SquaredError };

template <typename Scalar>
[[nodiscard]] Scalar softplus(const Scalar& m) {
    using std::exp, std::log1p;
    return m > 0.0 ? Scalar(m + log1p(exp(-m))) : Scalar(log1p(exp(m)));
}

template <typename Scalar>
[[nodiscard]] Scalar sigmoid(const Scalar& s) {
    using std::exp;
    if (s > 0.0) return 1.0 / (1.0 + exp(-s));
    const Scalar e = exp(s);
    return e / (1.0 + e);
}

template <typename Scalar>
[[nodiscard]] Scalar logistic_loss(LogisticLossKind kind, const Scalar& score, double label) {
    const Scalar m = -label * score;
    if (kind == LogisticLossKind::Logistic) return softplus(m);
    const Scalar w = sigmoid(m);
    return 0.5 * w * w;
}

[[nodiscard]] ScalarTerms logistic_terms(LogisticLossKind kind, double score, double label);

void check_labels(std::span<const double> x, std::span<const double> labels);

template <typename Scalar>
[[nodiscard]] Scalar logistic_fit_loss(LogisticLossKind kind, const Scalar& slope, const Scalar& intercept,
                                       std::span<const double> x, std::span<const double> labels) {
    check_labels(x, labels);
    Scalar sum = 0.0;
    for (std::size_t i = 0; i < x.size(); ++i) {
        const Scalar score = slope * x[i] + intercept;
        sum += logistic_loss(kind, score, labels[i]);
    }
    return sum / static_cast<double>(x.size());
}

[[nodiscard]] LocalModel logistic_fit_model(LogisticLossKind kind, double slope, double intercept,
                                            std::span<const double> x, std::span<const double> labels);

// Its gradient alone, for fields and long paths.
[[nodiscard]] std::array<double, 2> logistic_fit_gradient(LogisticLossKind kind, double slope,
                                                          double intercept, std::span<const double> x,
                                                          std::span<const double> labels);

[[nodiscard]] GradientCheck check_logistic_fit_gradient(LogisticLossKind kind, double slope, double intercept,
                                                        std::span<const double> x,
                                                        std::span<const double> labels);

// Whether the mean logistic loss is attained anywhere. It is not when only one label occurs, or when a threshold on
// x tells the labels apart, be it that they touch there: then ever steeper fits are ever better.
[[nodiscard]] bool logistic_minimum_exists(std::span<const double> x, std::span<const double> labels);

}  // namespace lossfield::math
