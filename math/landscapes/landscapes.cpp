#include "math/landscapes/landscapes.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "math/landscapes/search.hpp"
#include "math/numerics/check.hpp"

namespace lossfield::math {

const LandscapeFacts& facts(const Landscape& landscape) {
    return std::visit([](const auto& l) -> const LandscapeFacts& { return l.facts; }, landscape);
}

std::size_t dimension(const Landscape& landscape) { return facts(landscape).dimension; }

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
            if constexpr (requires { l.metric(at.x, at.y); })
                return l.metric(at.x, at.y);
            else
                return std::nullopt;
        },
        landscape);
}

Eigenvalues2 curvature_range(const Landscape& landscape, const PlanePoint& at) {
    return std::visit(
        [&](const auto& l) {
            if constexpr (requires { l.curvatures(); })
                return l.curvatures();
            else
                return eigenvalues(l.hessian(at.x, at.y));
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

std::optional<double> lowest_value(const Landscape& landscape, const std::vector<PlanePoint>& minima) {
    std::optional<double> lowest;
    for (const PlanePoint& p : minima) {
        const double value = math::value(landscape, p);
        if (!lowest || value < *lowest) lowest = value;
    }
    return lowest;
}

std::optional<PlanePoint> minimum_near(const Landscape& landscape, const PlanePoint& at, double radius) {
    if (dimension(landscape) != 2) return std::nullopt;
    const PlanePoint found = std::visit([&](const auto& l) { return polished(l, at); }, landscape);
    const PlanePoint slope = gradient(landscape, found);
    const Eigenvalues2 bend = eigenvalues(hessian(landscape, found));
    // A place where the iterations got stuck has a gradient that its curvature does not explain by rounding.
    const double size = std::max({std::abs(found.x), std::abs(found.y), radius});
    const bool flat = std::hypot(slope.x, slope.y) <= 1e-9 * bend.high * size;
    if (!(bend.low > 0.0) || !flat || !(distance(found, at) <= radius)) return std::nullopt;
    return found;
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
