#include "math/flows/euler_steps.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "math/flows/gradient_flow.hpp"
#include "math/numerics/check.hpp"

namespace lossfield::math {
namespace {

constexpr int most_iterations = 200;
// A Newton step this short leaves about its square, and the next one rounding alone.
constexpr double settled = 1e-8;
constexpr double definite = 1e-10, lifted = 1e-3;  // shares of the largest eigenvalue
constexpr double rounding = 8.0 * std::numeric_limits<double>::epsilon();

template <typename L>
PlanePoint forwards(const L& landscape, const PlanePoint& x, double rate) {
    const PlanePoint g = landscape.gradient(x.x, x.y);
    return {x.x - rate * g.x, x.y - rate * g.y};
}

// The objective times the rate, with its derivatives: everything stays of the size of x for large rates.
template <typename L>
struct Objective {
    const L& landscape;
    PlanePoint from;
    double rate;

    [[nodiscard]] double value(const PlanePoint& y) const {
        const double dx = y.x - from.x;
        const double dy = y.y - from.y;
        return 0.5 * (dx * dx + dy * dy) + rate * landscape.value(y.x, y.y);
    }
    [[nodiscard]] PlanePoint gradient(const PlanePoint& y) const {
        const PlanePoint g = landscape.gradient(y.x, y.y);
        return {y.x - from.x + rate * g.x, y.y - from.y + rate * g.y};
    }
    [[nodiscard]] Symmetric2 hessian(const PlanePoint& y) const {
        const Symmetric2 h = landscape.hessian(y.x, y.y);
        return {1.0 + rate * h.xx, rate * h.xy, 1.0 + rate * h.yy};
    }
};

// Newton's step; where the Hessian is not positive definite, that of the Hessian lifted until it is.
PlanePoint newton_step(Symmetric2 h, const PlanePoint& g) {
    const Eigenvalues2 e = eigenvalues(h);
    const double largest = std::max(std::abs(e.low), std::abs(e.high));
    if (!(e.low > definite * largest)) {
        h.xx += lifted * largest - e.low;
        h.yy += lifted * largest - e.low;
    }
    const double det = determinant(h);
    return {-(h.yy * g.x - h.xy * g.y) / det, -(h.xx * g.y - h.xy * g.x) / det};
}

template <typename L>
std::optional<PlanePoint> backwards(const L& landscape, const PlanePoint& from, double rate) {
    const Objective<L> objective{landscape, from, rate};
    PlanePoint y = from;
    double value = objective.value(y);
    for (int i = 0; i < most_iterations; ++i) {
        const PlanePoint g = objective.gradient(y);
        if (g.x == 0.0 && g.y == 0.0) return y;
        const PlanePoint d = newton_step(objective.hessian(y), g);
        const double length = std::hypot(d.x, d.y);
        if (!std::isfinite(length) || !std::isfinite(value)) return std::nullopt;
        if (length <= settled * (1.0 + std::hypot(y.x, y.y))) {
            y = {y.x + d.x, y.y + d.y};
            const PlanePoint rest = newton_step(objective.hessian(y), objective.gradient(y));
            return PlanePoint{y.x + rest.x, y.y + rest.y};
        }
        const double slope = g.x * d.x + g.y * d.y;
        double part = 1.0;
        for (;; part *= 0.5) {
            const PlanePoint next{y.x + part * d.x, y.y + part * d.y};
            const double there = objective.value(next);
            if (there <= value + 1e-4 * part * slope + rounding * std::abs(value)) {
                y = next;
                value = there;
                break;
            }
            if (part < 1e-15) return std::nullopt;
        }
    }
    return std::nullopt;
}

template <typename Step>
StepPath repeated(const PlanePoint& start, std::size_t count, const Step& step) {
    StepPath path;
    path.points.reserve(count + 1);
    path.points.push_back(start);
    for (std::size_t k = 0; k < count; ++k) {
        const std::optional<PlanePoint> next = step(path.points.back());
        if (next) path.points.push_back(*next);
        if (!next || escaped(*next)) {
            path.complete = false;
            break;
        }
    }
    return path;
}

}  // namespace

PlanePoint explicit_step(const Landscape& landscape, const PlanePoint& from, double rate) {
    check_positive("explicit_step: rate", rate);
    return std::visit([&](const auto& l) { return forwards(l, from, rate); }, landscape);
}

std::optional<PlanePoint> implicit_step(const Landscape& landscape, const PlanePoint& from, double rate) {
    check_positive("implicit_step: rate", rate);
    return std::visit([&](const auto& l) { return backwards(l, from, rate); }, landscape);
}

double implicit_residual(const Landscape& landscape, const PlanePoint& from, const PlanePoint& to,
                         double rate) {
    const PlanePoint g = gradient(landscape, to);
    return std::hypot(to.x + rate * g.x - from.x, to.y + rate * g.y - from.y);
}

StepPath explicit_path(const Landscape& landscape, const PlanePoint& start, double rate, std::size_t count) {
    check_positive("explicit_path: rate", rate);
    return std::visit(
        [&](const auto& l) {
            return repeated(start, count,
                            [&](const PlanePoint& x) { return std::optional(forwards(l, x, rate)); });
        },
        landscape);
}

StepPath implicit_path(const Landscape& landscape, const PlanePoint& start, double rate, std::size_t count) {
    check_positive("implicit_path: rate", rate);
    return std::visit(
        [&](const auto& l) {
            return repeated(start, count, [&](const PlanePoint& x) { return backwards(l, x, rate); });
        },
        landscape);
}

StepPath steepest_path(const Landscape& landscape, const PlanePoint& start, Norm norm, double rate,
                       std::size_t count) {
    check_positive("steepest_path: rate", rate);
    return repeated(start, count, [&](const PlanePoint& x) {
        const SteepestDirection steepest = steepest_direction(norm, gradient(landscape, x));
        const double length = rate * -steepest.slope;
        return std::optional(
            PlanePoint{x.x + length * steepest.direction.x, x.y + length * steepest.direction.y});
    });
}

}  // namespace lossfield::math
