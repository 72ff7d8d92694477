#include "math/landscapes/directional_derivative.hpp"

#include <cmath>
#include <limits>

#include "math/numerics/check.hpp"
#include "math/numerics/dual.hpp"

namespace lossfield::math {
namespace {

constexpr double unit_roundoff = 0.5 * std::numeric_limits<double>::epsilon();
constexpr double rounding_reach = 8.0;  // roundings that count as none

// f(x + t v) with t a variable of differentiation of the scalar's own depth.
template <typename Scalar>
Scalar on_line(const Landscape& landscape, const PlanePoint& at, const PlanePoint& v, const Scalar& t) {
    const Scalar x = at.x + t * v.x;
    const Scalar y = at.y + t * v.y;
    return std::visit([&](const auto& l) { return l.value(x, y); }, landscape);
}

}  // namespace

Slope slope_along(const PlanePoint& gradient, const PlanePoint& v) {
    const double slope = dot(gradient, v);
    const double terms = std::abs(gradient.x * v.x) + std::abs(gradient.y * v.y);
    if (std::abs(slope) <= rounding_reach * unit_roundoff * terms) return Slope::Level;
    return slope < 0.0 ? Slope::Descent : Slope::Ascent;
}

bool is_stationary(const Landscape& landscape, const PlanePoint& at) {
    const PlanePoint g = gradient(landscape, at);
    const Symmetric2 h = hessian(landscape, at);
    const double x = std::abs(at.x);
    const double y = std::abs(at.y);
    const double reach = rounding_reach * unit_roundoff;
    return std::abs(g.x) <= reach * (std::abs(h.xx) * x + std::abs(h.xy) * y) &&
           std::abs(g.y) <= reach * (std::abs(h.xy) * x + std::abs(h.yy) * y);
}

LineDerivatives line_derivatives(const Landscape& landscape, const PlanePoint& at, const PlanePoint& v) {
    using Second = Dual<Dual<double>>;
    const Dual<Second> t{Second{{0.0, 1.0}, {1.0, 0.0}}, Second{{1.0, 0.0}, {0.0, 0.0}}};
    return {value(landscape, at), dot(gradient(landscape, at), v), curvature_along(hessian(landscape, at), v),
            on_line(landscape, at, v, t).derivative.derivative.derivative};
}

double dual_slope(const Landscape& landscape, const PlanePoint& at, const PlanePoint& v) {
    return on_line(landscape, at, v, variable(0.0)).derivative;
}

double forward_difference(const Landscape& landscape, const PlanePoint& at, const PlanePoint& v, double h) {
    check_positive("forward_difference: h", h);
    return (value(landscape, along(at, v, h)) - value(landscape, at)) / h;
}

double central_difference(const Landscape& landscape, const PlanePoint& at, const PlanePoint& v, double h) {
    check_positive("central_difference: h", h);
    return (value(landscape, along(at, v, h)) - value(landscape, along(at, v, -h))) / (2.0 * h);
}

double value_noise(const Landscape& landscape, const PlanePoint& at) {
    const PlanePoint g = gradient(landscape, at);
    return unit_roundoff * (std::abs(value(landscape, at)) + std::abs(g.x * at.x) + std::abs(g.y * at.y));
}

DifferenceError forward_error(const LineDerivatives& line, double noise, double h) {
    return {0.5 * h * std::abs(line.curvature), 2.0 * noise / h};
}

DifferenceError central_error(const LineDerivatives& line, double noise, double h) {
    return {h * h * std::abs(line.third) / 6.0, noise / h};
}

double best_forward_step(const LineDerivatives& line, double noise) {
    return 2.0 * std::sqrt(noise / std::abs(line.curvature));
}

double best_central_step(const LineDerivatives& line, double noise) {
    return std::cbrt(3.0 * noise / std::abs(line.third));
}

std::vector<double> swept_steps() {
    std::vector<double> steps;
    for (double tens = 1e16; tens > 1.0; tens /= 10.0)
        for (const double part : {1.0, 1.25, 1.6, 2.0, 2.5, 3.15, 4.0, 5.0, 6.3, 8.0})
            steps.push_back(part / tens);
    steps.push_back(1.0);
    return steps;
}

DifferenceSweep difference_sweep(Quotient quotient, const Landscape& landscape, const PlanePoint& at,
                                 const PlanePoint& v, const LineDerivatives& line,
                                 std::span<const double> steps, double h, double unit) {
    const bool forward = quotient == Quotient::Forward;
    const double noise = value_noise(landscape, at);
    const auto taken = [&](double step) {
        return forward ? forward_difference(landscape, at, v, step)
                       : central_difference(landscape, at, v, step);
    };
    const auto measured = [&](double value) { return std::abs(value - line.slope) / unit; };
    const auto expected = [&](double step) {
        return (forward ? forward_error(line, noise, step) : central_error(line, noise, step)).sum() / unit;
    };
    DifferenceSweep sweep;
    for (const double step : steps) {
        sweep.errors.push_back(measured(taken(step)));
        sweep.expected.push_back(expected(step));
    }
    sweep.value = taken(h);
    sweep.error = measured(sweep.value);
    sweep.best_h = forward ? best_forward_step(line, noise) : best_central_step(line, noise);
    sweep.best_expected = expected(sweep.best_h);
    return sweep;
}

}  // namespace lossfield::math
