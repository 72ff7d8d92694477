#include "math/flows/gradient_flow.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "math/numerics/check.hpp"

namespace lossfield::math {
namespace {

constexpr std::size_t stages = 7;
using Slopes = std::array<PlanePoint, stages>;
using Weights = std::array<double, stages>;

// Row i: how much of the earlier slopes leads to stage i; the last row is also the step of order 5.
constexpr std::array<Weights, stages> lead{{
    {},
    {1.0 / 5},
    {3.0 / 40, 9.0 / 40},
    {44.0 / 45, -56.0 / 15, 32.0 / 9},
    {19372.0 / 6561, -25360.0 / 2187, 64448.0 / 6561, -212.0 / 729},
    {9017.0 / 3168, -355.0 / 33, 46732.0 / 5247, 49.0 / 176, -5103.0 / 18656},
    {35.0 / 384, 0.0, 500.0 / 1113, 125.0 / 192, -2187.0 / 6784, 11.0 / 84},
}};
// Order 5 less order 4.
constexpr Weights difference{71.0 / 57600,      0.0,        -71.0 / 16695, 71.0 / 1920,
                             -17253.0 / 339200, 22.0 / 525, -1.0 / 40};
// The interpolation's highest term.
constexpr Weights inner{-12715105075.0 / 11282082432,  0.0,
                        87487479700.0 / 32700410799,   -10690763975.0 / 1880347072,
                        701980252875.0 / 199316789632, -1453857185.0 / 822651844,
                        69997945.0 / 29380423};

constexpr double smallest_unit = 1e-100;
constexpr double safety = 0.9, least_factor = 0.2, most_factor = 5.0;

PlanePoint combined(const Weights& weights, const Slopes& slopes, std::size_t count, double h) {
    PlanePoint sum;
    for (std::size_t i = 0; i < count; ++i) {
        sum.x += weights[i] * slopes[i].x;
        sum.y += weights[i] * slopes[i].y;
    }
    return {h * sum.x, h * sum.y};
}

PlanePoint plus(const PlanePoint& a, const PlanePoint& b) { return {a.x + b.x, a.y + b.y}; }
PlanePoint minus(const PlanePoint& a, const PlanePoint& b) { return {a.x - b.x, a.y - b.y}; }

FlowStep recorded(double t, double h, const PlanePoint& from, const PlanePoint& to, const Slopes& k) {
    FlowStep step{t, h, from, minus(to, from), {}, {}, combined(inner, k, stages, h)};
    step.p2 = minus({h * k[0].x, h * k[0].y}, step.p1);
    step.p3 = minus(minus(step.p1, {h * k[6].x, h * k[6].y}), step.p2);
    return step;
}

template <typename L>
FlowPath integrate(const L& landscape, const PlanePoint& start, double end, double tolerance) {
    const auto velocity = [&](const PlanePoint& at) {
        const PlanePoint g = landscape.gradient(at.x, at.y);
        return PlanePoint{-g.x, -g.y};
    };
    const Symmetric2 bend = landscape.hessian(start.x, start.y);
    double t = 0.0;
    double h = std::min(end, 0.1 / (1.0 + std::abs(bend.xx) + std::abs(bend.xy) + std::abs(bend.yy)));
    PlanePoint x = start;
    Slopes k;
    k[0] = velocity(x);
    std::vector<FlowStep> steps;
    bool refused = false;
    for (std::size_t tries = 0; t < end && tries < most_flow_steps && t + h > t; ++tries) {
        const bool last = t + h >= end;
        if (last) h = end - t;
        PlanePoint to;
        for (std::size_t i = 1; i < stages; ++i) {
            to = plus(x, combined(lead[i], k, i, h));
            k[i] = velocity(to);
        }
        const PlanePoint off = combined(difference, k, stages, h);
        const double size = std::max({std::abs(x.x), std::abs(x.y), std::abs(to.x), std::abs(to.y)});
        const auto share = [&](double error, double a, double b) {
            const double unit = std::clamp(size, smallest_unit, 1.0) + std::max(std::abs(a), std::abs(b));
            return std::abs(error) / (tolerance * unit);
        };
        const double error = std::max(share(off.x, x.x, to.x), share(off.y, x.y, to.y));
        if (!(error <= 1.0) || !std::isfinite(k[6].x + k[6].y)) {
            // NaN counts as too long by far.
            h *= error < 1e6 ? std::max(least_factor, safety * std::pow(error, -0.2)) : least_factor;
            refused = true;
            continue;
        }
        steps.push_back(recorded(t, h, x, to, k));
        t = last ? end : t + h;
        x = to;
        k[0] = k[6];
        if (escaped(x)) break;
        const double factor = error > 0.0 ? safety * std::pow(error, -0.2) : most_factor;
        h *= std::clamp(factor, least_factor, refused ? 1.0 : most_factor);
        refused = false;
    }
    return {std::move(steps), x, t};
}

}  // namespace

PlanePoint FlowPath::at(double t) const {
    if (!(t < reached_) || steps_.empty()) return last_;
    const auto after = std::upper_bound(steps_.begin(), steps_.end(), t,
                                        [](double time, const FlowStep& s) { return time < s.time; });
    const FlowStep& s = after == steps_.begin() ? steps_.front() : *(after - 1);
    const double theta = std::max(0.0, (t - s.time) / s.length);
    const double rest = 1.0 - theta;
    const auto along = [&](double a, double b, double c, double d, double e) {
        return a + theta * (b + rest * (c + theta * (d + rest * e)));
    };
    return {along(s.p0.x, s.p1.x, s.p2.x, s.p3.x, s.p4.x), along(s.p0.y, s.p1.y, s.p2.y, s.p3.y, s.p4.y)};
}

FlowPath gradient_flow(const Landscape& landscape, const PlanePoint& start, double end, double tolerance) {
    check_positive("gradient_flow: end", end);
    check_positive("gradient_flow: tolerance", tolerance);
    if (escaped(start))
        violated("gradient_flow: start", std::max(std::abs(start.x), std::abs(start.y)), "<=", escape_bound);
    return std::visit([&](const auto& l) { return integrate(l, start, end, tolerance); }, landscape);
}

}  // namespace lossfield::math
