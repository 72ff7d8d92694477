#include "math/landscapes.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

#include "math/check.hpp"

namespace lossfield::math {
namespace {

// Newton's iterations from a point known to some digits, until the gradient no longer gets smaller.
template <typename L>
PlanePoint polished(const L& landscape, PlanePoint at) {
    PlanePoint g = landscape.gradient(at.x, at.y);
    for (;;) {
        const Symmetric2 h = landscape.hessian(at.x, at.y);
        const double det = determinant(h);
        const PlanePoint next{at.x - (h.yy * g.x - h.xy * g.y) / det, at.y - (h.xx * g.y - h.xy * g.x) / det};
        const PlanePoint slope = landscape.gradient(next.x, next.y);
        if (!(std::hypot(slope.x, slope.y) < std::hypot(g.x, g.y))) return at;
        at = next;
        g = slope;
    }
}

template <typename L>
std::vector<PlanePoint> polished(const L& landscape, std::vector<PlanePoint> points) {
    for (PlanePoint& at : points) at = polished(landscape, at);
    return points;
}

}  // namespace

// Quarter turns are exact: at 90 degrees the axes are the coordinates' own.
Bowl::Bowl(double kappa, double rotation_degrees) : kappa_(kappa) {
    check_positive("Bowl: kappa", kappa);
    int quarters = 0;
    const double rest = std::remquo(rotation_degrees, 90.0, &quarters) * (std::numbers::pi / 180.0);
    const double c = std::cos(rest);
    const double s = std::sin(rest);
    const std::array<std::array<double, 2>, 4> turned{{{c, s}, {-s, c}, {-c, -s}, {s, -c}}};
    const auto turn = static_cast<std::size_t>(((quarters % 4) + 4) % 4);
    cos_ = turned[turn][0];
    sin_ = turned[turn][1];
}

Symmetric2 Bowl::hessian(double /*x*/, double /*y*/) const {
    return {cos_ * cos_ + kappa_ * (sin_ * sin_), (1.0 - kappa_) * (sin_ * cos_),
            sin_ * sin_ + kappa_ * (cos_ * cos_)};
}

StationaryPoints Bowl::stationary() const { return {{{0.0, 0.0}}, {}, {}}; }

Symmetric2 Rosenbrock::hessian(double x, double y) const {
    return {2.0 - 400.0 * (y - x * x) + 800.0 * (x * x), -400.0 * x, 200.0};
}

StationaryPoints Rosenbrock::stationary() const { return {{{1.0, 1.0}}, {}, {}}; }

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

Symmetric2 Saddle::hessian(double /*x*/, double /*y*/) const { return {1.0, 0.0, -1.0}; }

StationaryPoints Saddle::stationary() const { return {{}, {{0.0, 0.0}}, {}}; }

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

const LandscapeFacts& facts(const Landscape& landscape) {
    return std::visit([](const auto& l) -> const LandscapeFacts& { return l.facts; }, landscape);
}

double value(const Landscape& landscape, const PlanePoint& at) {
    return std::visit([&](const auto& l) { return l.value(at.x, at.y); }, landscape);
}

PlanePoint gradient(const Landscape& landscape, const PlanePoint& at) {
    return std::visit([&](const auto& l) { return l.gradient(at.x, at.y); }, landscape);
}

Symmetric2 hessian(const Landscape& landscape, const PlanePoint& at) {
    return std::visit([&](const auto& l) { return l.hessian(at.x, at.y); }, landscape);
}

StationaryPoints stationary(const Landscape& landscape) {
    return std::visit([](const auto& l) { return l.stationary(); }, landscape);
}

std::optional<Symmetric2> metric(const Landscape& landscape, const PlanePoint& at) {
    return std::visit(
        [&](const auto& l) -> std::optional<Symmetric2> {
            if constexpr (requires { l.metric(at.x, at.y); }) {
                return l.metric(at.x, at.y);
            } else {
                return std::nullopt;
            }
        },
        landscape);
}

void grid_values(const Landscape& landscape, std::span<const double> x, std::span<const double> y,
                 std::span<double> values) {
    check_size("grid_values: number of values", values.size(), x.size() * y.size());
    std::visit(
        [&](const auto& l) {
            for (std::size_t j = 0; j < y.size(); ++j) {
                double* row = values.data() + j * x.size();
                for (std::size_t i = 0; i < x.size(); ++i) row[i] = l.value(x[i], y[j]);
            }
        },
        landscape);
}

std::optional<PlanePoint> nearest_minimum(const StationaryPoints& points, const PlanePoint& at) {
    const auto nearer = [&](const PlanePoint& a, const PlanePoint& b) {
        return distance(a, at) < distance(b, at);
    };
    const auto found = std::min_element(points.minima.begin(), points.minima.end(), nearer);
    if (found == points.minima.end()) return std::nullopt;
    return *found;
}

GradientCheck check_landscape_gradient(const Landscape& landscape, const PlanePoint& at) {
    const PlanePoint g = gradient(landscape, at);
    const Symmetric2 h = hessian(landscape, at);
    const double x = std::abs(at.x);
    const double y = std::abs(at.y);
    const std::array point{at.x, at.y};
    const std::array closed{g.x, g.y};
    const std::array scale{1e-6 * (1.0 + std::abs(h.xx) * x + std::abs(h.xy) * y),
                           1e-6 * (1.0 + std::abs(h.xy) * x + std::abs(h.yy) * y)};
    return std::visit(
        [&](const auto& l) {
            return check_gradient([&](std::span<const Dual<double>> p) { return l.value(p[0], p[1]); }, point,
                                  closed, scale);
        },
        landscape);
}

}  // namespace lossfield::math
