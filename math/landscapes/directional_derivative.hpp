// How a landscape f changes at x along v, by its closed form, by dual numbers and by finite differences.
//   D_v f = <g, v> = |g| |v| cos(alpha)     g = grad f(x), alpha in [0, pi] the angle between g and v
//   v is a descent direction iff D_v f < 0: alpha strictly beyond a right angle
//   forward  (f(x + h v) - f(x)) / h            = D_v f + h f''/2 + ...      error h |f''| / 2   + 2 n / h
//   central  (f(x + h v) - f(x - h v)) / (2 h)  = D_v f + h^2 f'''/6 + ...   error h^2 |f'''| / 6 + n / h
// with f'' = v^T H v and f''' the third derivative of t -> f(x + t v), and n the noise of one value of f, in units of f:
//   n = u (|f| + sum_k |g_k x_k|),  u = 2^-53: the value's own last digit, and that of the point it is taken at
// so that the sum is least at h = 2 sqrt(n / |f''|) ~ u^(1/2) and at h = (3 n / |f'''|)^(1/3) ~ u^(1/3); infinite where
// nothing is cut off (f'' or f''' = 0). The estimate n leaves out what cancels inside f.
// A sweep measures both against the closed form at many h, in units of `unit`: |quotient - D_v f| / unit.
// x, v: finite; h > 0, else std::invalid_argument. Far out values overflow as the landscape's do. No other failure.
// [Nocedal, Wright 2006, 2.2 and 8.1; Su Jianlin, kexue.fm archives 9660]
#pragma once

#include <cmath>
#include <span>
#include <vector>

#include "math/landscapes/landscapes.hpp"
#include "math/numerics/plane.hpp"

namespace lossfield::math {

[[nodiscard]] inline double dot(const PlanePoint& a, const PlanePoint& b) { return a.x * b.x + a.y * b.y; }

// x + t v
[[nodiscard]] inline PlanePoint along(const PlanePoint& x, const PlanePoint& v, double t) {
    return {x.x + t * v.x, x.y + t * v.y};
}

// v^T H v
[[nodiscard]] inline double curvature_along(const Symmetric2& h, const PlanePoint& v) {
    return v.x * (h.xx * v.x + h.xy * v.y) + v.y * (h.xy * v.x + h.yy * v.y);
}

// In [0, pi], without the loss of digits that acos has near 0 and pi; 0 where a or b is 0.
[[nodiscard]] inline double angle_between(const PlanePoint& a, const PlanePoint& b) {
    return std::atan2(std::abs(a.x * b.y - a.y * b.x), dot(a, b));
}

enum class Slope { Descent, Level, Ascent };

// Level: <g, v> is 0 or nothing but the rounding of its two terms.
[[nodiscard]] Slope slope_along(const PlanePoint& gradient, const PlanePoint& v);

// g is 0, or nothing but the rounding of terms of the size H x.
[[nodiscard]] bool is_stationary(const Landscape& landscape, const PlanePoint& at);

// t -> f(x + t v) at t = 0: value and slope in closed form, curvature v^T H v, the third derivative by dual numbers.
struct LineDerivatives {
    double value = 0.0;
    double slope = 0.0;
    double curvature = 0.0;
    double third = 0.0;
};

[[nodiscard]] LineDerivatives line_derivatives(const Landscape& landscape, const PlanePoint& at,
                                               const PlanePoint& v);

// D_v f by one dual number: no h, nothing cut off, no difference taken.
[[nodiscard]] double dual_slope(const Landscape& landscape, const PlanePoint& at, const PlanePoint& v);

// As written above, in plain double arithmetic: where x + h v rounds to x the answer is 0.
[[nodiscard]] double forward_difference(const Landscape& landscape, const PlanePoint& at, const PlanePoint& v,
                                        double h);
[[nodiscard]] double central_difference(const Landscape& landscape, const PlanePoint& at, const PlanePoint& v,
                                        double h);

// n above.
[[nodiscard]] double value_noise(const Landscape& landscape, const PlanePoint& at);

struct DifferenceError {
    double truncation = 0.0;  // what the series leaves out
    double rounding = 0.0;
    [[nodiscard]] double sum() const { return truncation + rounding; }
};

[[nodiscard]] DifferenceError forward_error(const LineDerivatives& line, double noise, double h);
[[nodiscard]] DifferenceError central_error(const LineDerivatives& line, double noise, double h);
[[nodiscard]] double best_forward_step(const LineDerivatives& line, double noise);
[[nodiscard]] double best_central_step(const LineDerivatives& line, double noise);

// From 1e-16 to 1, ten of every decade by preferred numbers (the series R10): a power function's last digit, which is not the
// same on all machines, would decide what rounding errors are seen.
[[nodiscard]] std::vector<double> swept_steps();

enum class Quotient { Forward, Central };

struct DifferenceSweep {
    std::vector<double> errors;    // at each of the steps, as measured
    std::vector<double> expected;  // truncation and rounding, as estimated
    double value = 0.0;            // the quotient at one h, and its error
    double error = 0.0;
    double best_h = 0.0;  // where the estimate is least, and that estimate
    double best_expected = 0.0;
};

// `line`: of the same place and direction; unit > 0.
[[nodiscard]] DifferenceSweep difference_sweep(Quotient quotient, const Landscape& landscape,
                                               const PlanePoint& at, const PlanePoint& v,
                                               const LineDerivatives& line, std::span<const double> steps,
                                               double h, double unit);

}  // namespace lossfield::math
