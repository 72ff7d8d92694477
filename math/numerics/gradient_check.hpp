// Holds a closed-form gradient against forward-mode differentiation of the value.
//   error_k = |closed_k - dual_k| / max(|closed_k|, |dual_k|, scale_k),   worst = max_k error_k
// scale_k > 0 is the size below which component k counts as rounding noise. With 1e-6 times the terms whose
// difference the component is, a correct gradient reports 1e-9 or less however strongly it cancels.
// point, closed, scale: K numbers each. One pass per component: O(K) evaluations of the value.
// Failure: a NaN, or an infinity on one side only, reports +inf (equal infinities agree); sizes that differ
// throw std::invalid_argument. [Griewank, Walther 2008, ch. 3]
#pragma once

#include <cmath>
#include <cstddef>
#include <limits>
#include <span>
#include <vector>

#include "math/numerics/check.hpp"
#include "math/numerics/dual.hpp"

namespace lossfield::math {

struct GradientCheck {
    double worst = 0.0;         // relative error as above
    std::size_t component = 0;  // where it occurs
    double closed = 0.0;        // the two operands there
    double dual = 0.0;
};

[[nodiscard]] inline double relative_error(double a, double b, double scale) {
    if (a == b) return 0.0;
    const double error = std::abs(a - b) / std::fmax(std::fmax(std::abs(a), std::abs(b)), scale);
    return std::isfinite(error) ? error : std::numeric_limits<double>::infinity();
}

// The gradient of `function`: a callable that takes std::span<const Dual<double>> and returns Dual<double>.
template <typename Function>
[[nodiscard]] std::vector<double> dual_gradient(const Function& function, std::span<const double> point) {
    std::vector<Dual<double>> x(point.begin(), point.end());
    std::vector<double> gradient(point.size());
    for (std::size_t k = 0; k < x.size(); ++k) {
        x[k].derivative = 1.0;
        gradient[k] = function(std::span<const Dual<double>>(x)).derivative;
        x[k].derivative = 0.0;
    }
    return gradient;
}

template <typename Function>
[[nodiscard]] GradientCheck check_gradient(const Function& function, std::span<const double> point,
                                           std::span<const double> closed, std::span<const double> scale) {
    check_size("check_gradient: number of gradient components", closed.size(), point.size());
    check_size("check_gradient: number of scales", scale.size(), point.size());
    const std::vector<double> dual = dual_gradient(function, point);
    GradientCheck result;
    for (std::size_t k = 0; k < dual.size(); ++k) {
        const double error = relative_error(closed[k], dual[k], scale[k]);
        if (k == 0 || error > result.worst) result = {error, k, closed[k], dual[k]};
    }
    return result;
}

}  // namespace lossfield::math
