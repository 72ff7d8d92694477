#include "math/landscapes/polynomials.hpp"

#include <array>
#include <cmath>
#include <numbers>

#include "math/landscapes/search.hpp"

namespace lossfield::math {

Symmetric2 DoubleWell::hessian(double x, double /*y*/) const { return {3.0 * (x * x) - 1.0, 0.0, 1.0}; }

// Roots of x^3 - x + tilt: three by the cosine of a third of an angle, one by the hyperbolic cosine.
StationaryPoints DoubleWell::stationary() const {
    const double ratio = -tilt / critical_tilt;
    const double scale = 2.0 / std::numbers::sqrt3;
    if (std::abs(ratio) > 1.0) {
        const double root = std::copysign(scale * std::cosh(std::acosh(std::abs(ratio)) / 3.0), ratio);
        return {polished(*this, {{root, 0.0}}), {}, {}};
    }
    if (std::abs(ratio) == 1.0) return {polished(*this, {{std::copysign(scale, ratio), 0.0}}), {}, {}};
    const double third = std::acos(ratio) / 3.0;
    const double turn = 2.0 * std::numbers::pi / 3.0;
    return {polished(*this, {{scale * std::cos(third), 0.0}, {scale * std::cos(third + turn), 0.0}}),
            polished(*this, {{scale * std::cos(third - turn), 0.0}}),
            {}};
}

Symmetric2 ThreeHumpCamel::hessian(double x, double /*y*/) const {
    const double square = x * x;
    return {4.0 + square * (5.0 * square - 12.6), 1.0, 2.0};
}

StationaryPoints ThreeHumpCamel::stationary() const {
    const double near = std::sqrt(2.1 - std::sqrt(0.91));
    const double far = std::sqrt(2.1 + std::sqrt(0.91));
    return {polished(*this, {{0.0, 0.0}, {far, -0.5 * far}, {-far, 0.5 * far}}),
            polished(*this, {{near, -0.5 * near}, {-near, 0.5 * near}}),
            {}};
}

Symmetric2 SixHumpCamel::hessian(double x, double y) const {
    const double square = x * x;
    return {8.0 + square * (10.0 * square - 25.2), 1.0, 48.0 * (y * y) - 8.0};
}

StationaryPoints SixHumpCamel::stationary() const {
    std::vector<PlanePoint> points;
    for (const PlanePoint& p :
         {PlanePoint{0.089842, -0.712656}, PlanePoint{1.703607, -0.796084}, PlanePoint{1.607105, 0.568651},
          PlanePoint{1.109205, -0.768268}, PlanePoint{1.296070, 0.605084}, PlanePoint{1.638068, 0.228674},
          PlanePoint{1.230230, 0.162335}}) {
        points.push_back(polished(*this, p));
        points.push_back({-points.back().x, -points.back().y});
    }
    points.push_back({0.0, 0.0});
    return by_curvature(*this, points);
}

Symmetric2 Himmelblau::hessian(double x, double y) const {
    return {12.0 * (x * x) + 4.0 * y - 42.0, 4.0 * (x + y), 12.0 * (y * y) + 4.0 * x - 26.0};
}

StationaryPoints Himmelblau::stationary() const {
    return {
        polished(*this, {{3.0, 2.0}, {-2.805118, 3.131313}, {-3.779310, -3.283186}, {3.584428, -1.848127}}),
        polished(
            *this,
            {{0.086678, 2.884255}, {3.385154, 0.073852}, {-0.127961, -1.953715}, {-3.073026, -0.081353}}),
        polished(*this, {{-0.270845, -0.923039}})};
}

Symmetric2 StyblinskiTang::hessian(double x, double y) const {
    return {6.0 * (x * x) - 16.0, 0.0, 6.0 * (y * y) - 16.0};
}

StationaryPoints StyblinskiTang::stationary() const {
    constexpr std::array roots{-2.903534, 2.746803, 0.156731};
    std::vector<PlanePoint> points;
    for (const double x : roots)
        for (const double y : roots) points.push_back(polished(*this, PlanePoint{x, y}));
    return by_curvature(*this, points);
}

Symmetric2 MonkeySaddle::hessian(double x, double y) const { return {6.0 * x, -6.0 * y, -6.0 * x}; }

StationaryPoints MonkeySaddle::stationary() const { return {{}, {{0.0, 0.0}}, {}}; }

}  // namespace lossfield::math
