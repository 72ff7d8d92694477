// A function of two variables near a point, to second order, and the curvature of that model.
//   f(a + d) ~ value + gradient . d + 1/2 d^T H d,   H = [xx xy; xy yy]
//   eigenvalues of H: (xx + yy)/2 +- hypot((xx - yy)/2, xy); the direction of the larger one is
//   (cos t, sin t), 2 t = atan2(2 xy, xx - yy) (t = 0 where both are equal)
//   lowest at d = -H^-1 gradient (Newton's step), where both eigenvalues are positive, to twelve digits
// A loss that is the mean over data of l(slope x_i + intercept - y_i) has
//   gradient mean l' (x, 1),   Hessian mean l'' (x^2, x; x, 1).
#pragma once

#include <array>
#include <cmath>
#include <cstddef>
#include <optional>

namespace lossfield::math {

// Value, first and second derivative of a function of one variable.
struct ScalarTerms {
    double value = 0.0;
    double slope = 0.0;
    double curvature = 0.0;
};

struct SymmetricMatrix2 {
    double xx = 0.0, xy = 0.0, yy = 0.0;
};

struct LocalModel {
    double value = 0.0;
    std::array<double, 2> gradient{};
    SymmetricMatrix2 hessian{};

    [[nodiscard]] double at(double dx, double dy) const {
        const double bend = hessian.xx * dx * dx + 2.0 * hessian.xy * dx * dy + hessian.yy * dy * dy;
        return value + gradient[0] * dx + gradient[1] * dy + 0.5 * bend;
    }
};

struct Curvatures {
    double largest = 0.0, smallest = 0.0;
    std::array<double, 2> direction{1.0, 0.0};  // unit, of the largest; the other one is at right angles
};

[[nodiscard]] inline Curvatures curvatures(const SymmetricMatrix2& h) {
    const double mean = 0.5 * (h.xx + h.yy);
    const double reach = std::hypot(0.5 * (h.xx - h.yy), h.xy);
    const double angle = 0.5 * std::atan2(2.0 * h.xy, h.xx - h.yy);
    return {mean + reach, mean - reach, {std::cos(angle), std::sin(angle)}};
}

[[nodiscard]] inline std::optional<std::array<double, 2>> way_to_lowest(const LocalModel& model) {
    const auto& [xx, xy, yy] = model.hessian;
    const Curvatures c = curvatures(model.hessian);
    if (!(c.smallest > 1e-12 * c.largest)) return std::nullopt;
    const double determinant = xx * yy - xy * xy;
    const auto& [gx, gy] = model.gradient;
    return std::array{-(yy * gx - xy * gy) / determinant, -(xx * gy - xy * gx) / determinant};
}

// Adds one datum's terms, taken at slope x + intercept, with weight 1/N.
inline void add_datum(LocalModel& sum, const ScalarTerms& terms, double x, double weight) {
    sum.value += weight * terms.value;
    sum.gradient[0] += weight * terms.slope * x;
    sum.gradient[1] += weight * terms.slope;
    sum.hessian.xx += weight * terms.curvature * x * x;
    sum.hessian.xy += weight * terms.curvature * x;
    sum.hessian.yy += weight * terms.curvature;
}

}  // namespace lossfield::math
