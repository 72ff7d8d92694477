#include "math/losses/plane_descent.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace lossfield::math {
namespace {

constexpr int section_half = 100;  // samples on either side of the point
constexpr double far = 100.0;      // a path beyond so many times the range's ends has left for good
constexpr std::size_t hopping_steps = 10;

void find_hopping(const PlaneLoss& loss, double start, PlaneDescent& path) {
    if (path.diverged || path.x.size() < hopping_steps + 1) return;
    std::array<double, hopping_steps> losses{};
    for (std::size_t k = 0; k < hopping_steps; ++k) {
        const std::size_t step = path.x.size() - hopping_steps + k;
        losses[k] = loss.value(path.x[step], path.y[step]);
    }
    for (std::size_t k = 1; k < hopping_steps; ++k) {
        const double noise = 1e-9 * std::max(std::abs(losses[k - 1]), std::abs(start));
        path.rises += losses[k] > losses[k - 1] + noise ? 1 : 0;
    }
    if (path.rises == 0) return;
    const auto [low, high] = std::minmax_element(losses.begin(), losses.end());
    path.hopping = std::array{*low, *high};
}

double largest_of(const PlanePoint& p) { return std::max(std::abs(p.x), std::abs(p.y)); }

}  // namespace

PlaneDescent plane_descent(const PlaneLoss& loss, PlanePoint at, double rate, int steps,
                           const PlaneRange& range, const std::stop_token& stop) {
    PlaneDescent path;
    path.largest_curvature = -std::numeric_limits<double>::infinity();
    path.bound = far * std::max({largest_of({range.x_low, range.x_high}),
                                 largest_of({range.y_low, range.y_high}), largest_of(at)});
    double start = 0.0;
    for (int k = 0;; ++k) {
        const LocalModel here = loss.model(at.x, at.y);
        if (k == 0) start = here.value;
        const bool away = largest_of(at) > path.bound && here.value > start;
        path.diverged = away || !std::isfinite(at.x + at.y + here.value);
        if (path.diverged && !away) break;  // a place that is none
        if (k > 0) path.length += std::hypot(at.x - path.x.back(), at.y - path.y.back());
        path.x.push_back(at.x), path.y.push_back(at.y);
        const double curvature = curvatures(here.hessian).largest;
        if (std::isfinite(curvature)) path.largest_curvature = std::max(path.largest_curvature, curvature);
        if (!path.outside && !range.contains(at)) path.outside = static_cast<std::size_t>(k);
        if (away || k == steps || ((k & 63) == 63 && stop.stop_requested())) break;
        at = {at.x - rate * here.gradient[0], at.y - rate * here.gradient[1]};
    }
    if (!std::isfinite(path.largest_curvature)) path.largest_curvature = 0.0;
    find_hopping(loss, start, path);
    return path;
}

PlanePoint downhill(const std::array<double, 2>& gradient) {
    const auto [gx, gy] = gradient;
    const double norm = std::hypot(gx, gy);
    if (!(norm > 0.0) || !std::isfinite(norm)) return {1.0, 0.0};
    return {-gx / norm, -gy / norm};
}

PlaneSection plane_section(const PlaneLoss& main, const PlaneLoss* second, const PlaneRange& range,
                           const PlanePoint& at, const PlanePoint& direction) {
    const double wide = std::max(range.width(), range.height());
    const LineReach t = range.contains(at) ? reach(range, at, direction) : LineReach{-wide, wide};
    PlaneSection section{direction};
    for (int i = -section_half; i <= section_half; ++i) {
        const double share = static_cast<double>(std::abs(i)) / section_half;
        const double s = share * (i < 0 ? t.low : t.high);
        const double a = at.x + s * direction.x, b = at.y + s * direction.y;
        section.t.push_back(s);
        section.main.push_back(main.value(a, b));
        if (second != nullptr) section.second.push_back(second->value(a, b));
    }
    return section;
}

}  // namespace lossfield::math
