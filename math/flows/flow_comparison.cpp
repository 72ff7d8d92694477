#include "math/flows/flow_comparison.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "math/numerics/check.hpp"

namespace lossfield::math {
namespace {

constexpr int flow_samples = 320, way_samples = 16;
constexpr std::size_t finest = 1024;  // steps until the moment
constexpr double longest = 3.2;       // rate of errors

using MakePath = StepPath (*)(const Landscape&, const PlanePoint&, double, std::size_t);

void sample_flow(FlowComparison& r) {
    for (int i = 0; i <= flow_samples; ++i) {
        const double t = r.horizon * std::pow(static_cast<double>(i) / flow_samples, 3);
        const PlanePoint x = r.flow.at(t);
        r.times.push_back(t);
        r.flow_x.push_back(x.x), r.flow_y.push_back(x.y);
        r.flow_heights.push_back(std::max(0.0, value(r.landscape, x) - r.lowest));
    }
}

void find_curvatures(FlowComparison& r) {
    const auto curvature = [&](const PlanePoint& at) { return eigenvalues(hessian(r.landscape, at)); };
    r.goal = *nearest_minimum(r.points, r.flow.at(r.horizon));
    r.largest = curvature(r.goal).high;
    if (value(r.landscape, r.goal) > r.lowest + 1e-9 * (1 + std::abs(r.lowest))) return;
    double least = curvature(r.goal).low;
    for (std::size_t i = 0; i < r.times.size() && !facts(r.landscape).quadratic; i += 4)
        for (int k = 0; k < way_samples; ++k) {
            const double part = static_cast<double>(k) / way_samples;
            const PlanePoint at{std::lerp(r.flow_x[i], r.goal.x, part),
                                std::lerp(r.flow_y[i], r.goal.y, part)};
            least = std::min(least, curvature(at).low);
        }
    r.mu = std::max(0.0, least);
}

void find_steep(FlowComparison& r, double rate) {
    for (std::size_t k = 0; k < r.gd.path.points.size(); ++k) {
        const double curvature = eigenvalues(hessian(r.landscape, r.gd.path.points[k])).high;
        if (!(rate * curvature > 2.0)) continue;
        r.steep = FlowComparison::Steep{k, curvature};
        return;
    }
}

bool convex_around(const FlowComparison& r, const PlanePoint& from, const PlanePoint& to, double rate) {
    constexpr int rings = 4, places = 12;
    const auto convex = [&](const PlanePoint& y) {
        return rate * eigenvalues(hessian(r.landscape, y)).low > -1.0;
    };
    const double step = distance(from, to);
    const double above = 0.5 * step * step / rate + value(r.landscape, to) - r.lowest;
    const double radius = std::sqrt(2.0 * rate * std::max(0.0, above));
    if (!convex(from) || !convex(to)) return false;
    for (int i = 1; i <= rings; ++i)
        for (int k = 0; k < places; ++k) {
            const Turn turn = turn_of(360.0 * k / places);
            const double far = radius * i / rings;
            if (!convex({from.x + far * turn.cos, from.y + far * turn.sin})) return false;
        }
    return true;
}

void find_bent(FlowComparison& r, double rate) {
    const std::vector<PlanePoint>& x = r.proximal.path.points;
    if (facts(r.landscape).quadratic) return;
    for (std::size_t k = 1; k < x.size() && !escaped(x[k]); ++k) {
        if (!convex_around(r, x[k - 1], x[k], rate)) {
            r.bent = k;
            return;
        }
        if (distance(x[k - 1], x[k]) < 1e-9) return;
    }
}

std::vector<std::size_t> numbers_of_steps(const FlowComparison& r) {
    std::vector<std::size_t> numbers;
    for (std::size_t n = 1; n <= std::max(finest, r.compared); n += 1 + n / 4) numbers.push_back(n);
    numbers.push_back(r.compared);
    std::sort(numbers.begin(), numbers.end());
    numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
    std::erase_if(numbers, [&](std::size_t n) { return r.moment / static_cast<double>(n) > longest; });
    return numbers;
}

FlowSteps steps_of(const FlowComparison& r, const PlanePoint& start, double rate, MakePath make,
                   const std::vector<std::size_t>& numbers) {
    constexpr double nan = std::numeric_limits<double>::quiet_NaN();
    const auto error_of = [&](const PlanePoint& end) {
        return escaped(end) ? nan : distance(end, r.flow.at(r.moment));
    };
    const auto error_after = [&](std::size_t n) {
        const StepPath path = make(r.landscape, start, r.moment / static_cast<double>(n), n);
        return path.complete ? error_of(path.points.back()) : nan;
    };
    FlowSteps s;
    s.path = make(r.landscape, start, rate, r.count);
    for (const PlanePoint& x : s.path.points)
        s.heights.push_back(std::max(0.0, value(r.landscape, x) - r.lowest));
    s.error = s.reaches(r.compared) ? error_of(s.path.points[r.compared]) : nan;
    s.ratio = s.error / error_after(2 * r.compared);
    for (const std::size_t n : numbers) s.errors.push_back(error_after(n));
    return s;
}

}  // namespace

FlowComparison compare_with_flow(const Landscape& landscape, const PlanePoint& start, double rate,
                                 double time, double until) {
    check_positive("compare_with_flow: rate", rate);
    check_positive("compare_with_flow: until", until);
    FlowComparison r;
    r.landscape = landscape;
    r.points = stationary(landscape);
    check_at_least("compare_with_flow: minima", r.points.minima.size(), 1);
    r.lowest = std::numeric_limits<double>::infinity();
    for (const PlanePoint& p : r.points.minima) r.lowest = std::min(r.lowest, value(landscape, p));
    r.horizon = std::max({until, time, rate});
    // The moment is at most half a step later than asked for.
    r.flow = gradient_flow(landscape, start, r.horizon + 0.5 * rate);
    r.count = static_cast<std::size_t>(std::floor(r.horizon / rate + 1e-9));
    r.compared = std::clamp<std::size_t>(static_cast<std::size_t>(std::round(time / rate)), 1, r.count);
    r.moment = static_cast<double>(r.compared) * rate;
    r.way = distance(start, r.flow.at(r.moment));
    sample_flow(r);
    find_curvatures(r);
    const std::vector<std::size_t> numbers = numbers_of_steps(r);
    for (const std::size_t n : numbers) r.rates.push_back(r.moment / static_cast<double>(n));
    r.gd = steps_of(r, start, rate, explicit_path, numbers);
    r.proximal = steps_of(r, start, rate, implicit_path, numbers);
    find_steep(r, rate);
    find_bent(r, rate);
    return r;
}

}  // namespace lossfield::math
