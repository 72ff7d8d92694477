#include "math/descent/line_search.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "math/landscapes/directional_derivative.hpp"
#include "math/numerics/check.hpp"
#include "math/optimizers/engine.hpp"

namespace lossfield::math {
namespace {

constexpr double noise_reach = 4.0;  // of both values' noise: what counts as no rise
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
        const PlanePoint &a = path.places[k - 1], &b = path.places[k];
        if (is_stationary(landscape, b)) break;
        const PlanePoint g = gradient(landscape, b);
        const double sizes = distance(a, b) * std::hypot(g.x, g.y);
        rates.cosine = std::max(rates.cosine, std::abs(dot(g, {b.x - a.x, b.y - a.y})) / sizes);
    }
    const auto goal = nearest_minimum(points, path.places.back());
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
