#include "math/descent/line_search.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "math/landscapes/directional_derivative.hpp"
#include "math/landscapes/search.hpp"
#include "math/numerics/check.hpp"
#include "math/optimizers/engine.hpp"

namespace lossfield::math {
namespace {

constexpr double noise_reach = 4.0;  // of both values' noise: what counts as no rise
constexpr double worthless = 1e4;    // of a value's noise: what a slope must promise to be one
constexpr double step_accuracy = 2.0 * std::numeric_limits<double>::epsilon();
constexpr int most_trials = 200;

struct Trial {
    double t = 0.0;
    double value = 0.0;
    double noise = 0.0;  // of the value
    double slope = 0.0;
    double curvature = 0.0;
};

class Line {
  public:
    Line(const Landscape& landscape, const PlanePoint& from, const PlanePoint& direction)
        : landscape_(landscape), from_(from), direction_(direction) {}
    [[nodiscard]] PlanePoint place(double t) const { return along(from_, direction_, t); }
    [[nodiscard]] Trial at(double t) const {
        const PlanePoint x = place(t);
        return {t, value(landscape_, x), value_noise(landscape_, x), dot(gradient(landscape_, x), direction_),
                curvature_along(hessian(landscape_, x), direction_)};
    }

  private:
    const Landscape& landscape_;
    PlanePoint from_, direction_;
};

// A value that is not finite lies higher than any.
bool lies_higher(const Trial& a, const Trial& b) {
    return !(a.value <= b.value + noise_reach * (a.noise + b.noise));
}

// Whether a minimum lies between a falling trial and this one.
bool beyond_minimum(const Trial& falling, const Trial& trial) {
    return !(trial.slope < 0.0) || lies_higher(trial, falling);
}

// low falls, a minimum lies between low and high. Newton's step is taken where it stays inside and is at most half as long
// as the step before it.
Trial minimum_between(const Line& line, Trial low, Trial high) {
    Trial last = low;
    Trial flattest = low;
    double before = high.t - low.t;
    for (int i = 0; i < most_trials && flattest.slope != 0.0; ++i) {
        const double newton = last.t - last.slope / last.curvature;
        const double change = std::abs(newton - last.t);
        const bool inside = last.curvature > 0.0 && newton > low.t && newton < high.t;
        if (inside && change <= step_accuracy * std::abs(last.t)) break;
        const double next = inside && 2.0 * change <= before ? newton : std::midpoint(low.t, high.t);
        if (!(next > low.t && next < high.t)) break;
        before = std::abs(next - last.t);
        last = line.at(next);
        if (!lies_higher(last, low) && std::abs(last.slope) < std::abs(flattest.slope)) flattest = last;
        (beyond_minimum(low, last) ? high : low) = last;
    }
    return flattest;
}

// To the quadratic's minimum where there is one not too far away, else one unit of length.
double first_reach(const Trial& start, const PlanePoint& direction) {
    const double length = std::hypot(direction.x, direction.y);
    const double newton = -start.slope / start.curvature;
    const bool usable = newton > 0.0 && newton * length <= divergence_bound;
    return std::fmax(usable ? newton : 1.0 / length, std::numeric_limits<double>::min());
}

double sum_of_sizes(const PlanePoint& x) { return std::abs(x.x) + std::abs(x.y); }
double sum_of_sizes(const Symmetric2& h) { return std::abs(h.xx) + 2.0 * std::abs(h.xy) + std::abs(h.yy); }

// Of a gradient of this size after a step from there; what less promises is noise too.
bool is_rounding(const Landscape& landscape, const PlanePoint& from, const PlanePoint& at, double size) {
    const double bend = sum_of_sizes(hessian(landscape, at));
    return !(size > 1e-10 * bend * (sum_of_sizes(from) + sum_of_sizes(at)) &&
             size * size > 2.0 * bend * worthless * value_noise(landscape, at));
}

std::optional<double> cosine_after(const Landscape& landscape, const PlanePoint& from, const PlanePoint& at) {
    const PlanePoint g = gradient(landscape, at), step{at.x - from.x, at.y - from.y};
    const double size = std::hypot(g.x, g.y), length = std::hypot(step.x, step.y);
    if (is_rounding(landscape, from, at, size) || !(length > 0.0)) return std::nullopt;
    const PlanePoint unit{step.x / length, step.y / length};
    const double slope = std::abs(dot(g, unit)), curvature = curvature_along(hessian(landscape, at), unit);
    const double cosine = slope / size, promised = slope * slope / (2.0 * curvature);
    const bool noise = promised >= 0.0 && promised <= worthless * value_noise(landscape, at);
    return noise && cosine > 0.01 ? std::nullopt : std::optional(cosine);
}

bool falls_on_the_way(const Landscape& landscape, const PlanePoint& from, const PlanePoint& to) {
    constexpr int places = 64;
    double before = value(landscape, from);
    for (int k = 1; k <= places; ++k) {
        const double part = static_cast<double>(k) / places;
        const PlanePoint at{std::lerp(from.x, to.x, part), std::lerp(from.y, to.y, part)};
        const double here = value(landscape, at);
        if (!(here <= before + worthless * value_noise(landscape, at))) return false;
        before = here;
    }
    return true;
}

std::optional<PlanePoint> minimum_ahead(const Landscape& landscape, const StationaryPoints& points,
                                        PlanePoint at) {
    for (int further = 1; further <= 256; further *= 4) {
        const PlanePoint found = std::visit([&](const auto& l) { return polished(l, at); }, landscape);
        const PlanePoint g = gradient(landscape, found);
        if (is_rounding(landscape, at, found, std::hypot(g.x, g.y)) &&
            eigenvalues(hessian(landscape, found)).low > 0.0 && falls_on_the_way(landscape, at, found))
            return found;
        at = steepest_descent(landscape, at, Norm::L2, further).places.back();
    }
    const bool alone = points.minima.size() == 1 && points.saddles.empty() && points.maxima.empty();
    return alone ? std::optional(points.minima.front()) : std::nullopt;
}

}  // namespace

LineSearch exact_line_search(const Landscape& landscape, const PlanePoint& from,
                             const PlanePoint& direction) {
    const Line line(landscape, from, direction);
    const Trial start = line.at(0.0);
    if (!std::isfinite(start.value) || !std::isfinite(start.slope))
        return {0.0, from, start.value, LineEnd::Failed};
    if (!(start.slope < 0.0)) return {0.0, from, start.value, LineEnd::NotDescent};
    Trial low = start;
    double reach = first_reach(start, direction);
    Trial high = line.at(reach);
    while (!beyond_minimum(low, high)) {
        if (diverged(line.place(high.t))) return {high.t, line.place(high.t), high.value, LineEnd::Unbounded};
        low = high;
        reach *= 2.0;
        high = line.at(reach);
    }
    // The first trial may have hit the minimum itself.
    const Trial found = high.slope == 0.0 && high.curvature > 0.0 && !lies_higher(high, low)
                            ? high
                            : minimum_between(line, low, high);
    return {found.t, line.place(found.t), found.value, LineEnd::Minimum};
}

LineSearchPath steepest_descent(const Landscape& landscape, const PlanePoint& from, Norm norm, int steps) {
    LineSearchPath path{{from}, {value(landscape, from)}, LineEnd::Minimum};
    for (int k = 0; k < steps; ++k) {
        const PlanePoint here = path.places.back();
        if (is_stationary(landscape, here)) break;
        const LineSearch search =
            exact_line_search(landscape, here, steepest_direction(norm, gradient(landscape, here)).direction);
        if (search.end != LineEnd::Minimum) {
            path.end = search.end;
            break;
        }
        if (!(search.value < path.values.back())) break;
        path.places.push_back(search.at);
        path.values.push_back(search.value);
    }
    return path;
}

LineSearchRates line_search_rates(const Landscape& landscape, const StationaryPoints& points,
                                  const LineSearchPath& path) {
    constexpr double negligible_height = 1e-9;
    LineSearchRates rates;
    for (std::size_t k = 1; k < path.places.size(); ++k) {
        const auto cosine = cosine_after(landscape, path.places[k - 1], path.places[k]);
        if (cosine) rates.cosine = std::max(rates.cosine.value_or(0.0), *cosine);
    }
    const auto goal = minimum_ahead(landscape, points, path.places.back());
    if (!goal) return rates;
    const double floor = value(landscape, *goal);
    const std::vector<double>& f = path.values;
    for (std::size_t k = 1; k < f.size(); ++k) {
        if (!(f[k] - floor > negligible_height * (f[0] - floor))) break;
        const double ratio = (f[k] - floor) / (f[k - 1] - floor);
        if (!rates.slowest || ratio > *rates.slowest) rates.slowest = ratio;
    }
    const Eigenvalues2 e = eigenvalues(hessian(landscape, *goal));
    if (!(e.low > 0.0)) return rates;
    rates.kappa = e.high / e.low;
    if (std::isfinite(rates.kappa)) rates.bound = worst_line_search_ratio(std::max(1.0, rates.kappa));
    return rates;
}

double worst_line_search_ratio(double kappa) {
    if (!(kappa >= 1.0)) violated("worst_line_search_ratio: kappa", kappa, ">=", 1.0);
    const double contraction = (kappa - 1.0) / (kappa + 1.0);
    return contraction * contraction;
}

}  // namespace lossfield::math
