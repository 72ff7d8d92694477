// The numbers of the lab: slope, steepest directions, difference quotients over all steps, the slice, the line searches.
#include "viz/labs/calculus/directional_derivative/directional_derivative.hpp"

namespace lossfield::viz::directional_derivative {
namespace {

constexpr std::size_t grid_nodes = 161;
constexpr int slice_samples = 160;  // to either side
// Of a direction: rounded there, it is the same on machines whose cosines differ in the last digit, and so are rounding
// errors.
constexpr double direction_digits = 17592186044416;  // 2^44
constexpr double ball_share = 0.16;                  // of the map's shorter side
constexpr double negligible_height = 1e-9;  // of the first one: below it ratios of heights are rounding

double shorter_side(const Domain& d) { return std::min(d.x.length(), d.y.length()); }

Domain view_of(const math::Landscape& landscape) {
    const math::PlaneRange& range = math::facts(landscape).view;
    return {{range.x_low, range.x_high}, {range.y_low, range.y_high}};
}

void describe_point(const Inputs& in, Computed& r) {
    r.at = {in.point[0], in.point[1]};
    for (std::size_t k = 0; k < norm_names.size(); ++k)
        if (in.norm == norm_names[k].norm) r.norm = k;
    r.v = direction_at(in.angle, norm_names[r.norm].norm);
    r.gradient = math::gradient(r.landscape, r.at);
    r.line = math::line_derivatives(r.landscape, r.at, r.v);
    r.finite = std::isfinite(r.line.value) && std::isfinite(r.gradient.x) && std::isfinite(r.gradient.y) &&
               std::isfinite(r.line.curvature);
    if (!r.finite) return;
    r.stationary = math::is_stationary(r.landscape, r.at);
    r.slope = r.stationary ? math::Slope::Level : math::slope_along(r.gradient, r.v);
    r.alpha = math::angle_between(r.gradient, r.v);
    for (std::size_t k = 0; k < norm_names.size(); ++k)
        r.steepest[k] = math::steepest_direction(norm_names[k].norm, r.gradient);
}

// Ten of every decade by preferred numbers (the series R10): a power function's last digit, which is not the same on all
// machines, would decide what rounding errors are seen.
Vector swept_steps() {
    Vector steps;
    for (double tens = 1e16; tens > 1; tens /= 10)
        for (const double part : {1.0, 1.25, 1.6, 2.0, 2.5, 3.15, 4.0, 5.0, 6.3, 8.0})
            steps.push_back(part / tens);
    steps.push_back(1);
    return steps;
}

// Both quotients at every h, measured against the closed form.
void sweep_differences(const Inputs& in, Computed& r) {
    const double noise = math::value_noise(r.landscape, r.at);
    r.relative = in.error == ErrorKind::Relative && r.slope != math::Slope::Level;
    r.unit = r.relative ? std::abs(r.line.slope) : 1;
    const auto measured = [&](double quotient) { return std::abs(quotient - r.line.slope) / r.unit; };
    for (const double h : swept_steps()) {
        r.h.push_back(h);
        r.forward.errors.push_back(measured(math::forward_difference(r.landscape, r.at, r.v, h)));
        r.central.errors.push_back(measured(math::central_difference(r.landscape, r.at, r.v, h)));
        r.forward.sums.push_back(math::forward_error(r.line, noise, h).sum() / r.unit);
        r.central.sums.push_back(math::central_error(r.line, noise, h).sum() / r.unit);
    }
    r.forward.value = math::forward_difference(r.landscape, r.at, r.v, in.h);
    r.central.value = math::central_difference(r.landscape, r.at, r.v, in.h);
    r.forward.error = measured(r.forward.value), r.central.error = measured(r.central.value);
    r.forward.best_h = math::best_forward_step(r.line, noise);
    r.central.best_h = math::best_central_step(r.line, noise);
    r.forward.best_sum = math::forward_error(r.line, noise, r.forward.best_h).sum() / r.unit;
    r.central.best_sum = math::central_error(r.line, noise, r.central.best_h).sum() / r.unit;
    r.dual_error = measured(math::dual_slope(r.landscape, r.at, r.v));
}

void cut_slice(Computed& r) {
    for (int i = -slice_samples; i <= slice_samples; ++i) {
        const double t = r.reach * i / slice_samples;
        r.slice_t.push_back(t);
        r.slice_f.push_back(math::value(r.landscape, math::along(r.at, r.v, t)));
    }
}

// Heights above the minimum nearest to the path's end; of the steps that do not yet end at it but for rounding.
void compare_heights(const Computed& r, Zigzag& z) {
    const auto goal = math::nearest_minimum(r.points, z.path.places.back());
    if (!goal) return;
    const double floor = math::value(r.landscape, *goal);
    const Vector& f = z.path.values;
    for (std::size_t k = 1; k < f.size(); ++k) {
        if (!(f[k] - floor > negligible_height * (f[0] - floor))) break;
        const double ratio = (f[k] - floor) / (f[k - 1] - floor);
        if (!z.slowest || ratio > *z.slowest) z.slowest = ratio;
    }
    const math::Eigenvalues2 e = math::eigenvalues(math::hessian(r.landscape, *goal));
    if (!(e.low > 0)) return;
    z.kappa = e.high / e.low;
    if (std::isfinite(z.kappa)) z.bound = math::worst_line_search_ratio(std::max(1.0, z.kappa));
}

Zigzag follow_line_searches(const Inputs& in, const Computed& r) {
    Zigzag z;
    z.path = math::steepest_descent(r.landscape, r.at, norm_names[r.norm].norm, in.steps);
    for (std::size_t k = 1; k < z.path.places.size(); ++k) {
        const math::PlanePoint& a = z.path.places[k - 1];
        const math::PlanePoint& b = z.path.places[k];
        const math::PlanePoint g = math::gradient(r.landscape, b);
        if (math::is_stationary(r.landscape, b)) break;
        const double sizes = math::distance(a, b) * std::hypot(g.x, g.y);
        z.cosine = std::max(z.cosine, std::abs(math::dot(g, {b.x - a.x, b.y - a.y})) / sizes);
    }
    compare_heights(r, z);
    return z;
}

void sample_height(Computed& r) {
    Vector x, y, values(grid_nodes * grid_nodes);
    for (std::size_t i = 0; i < grid_nodes; ++i) {
        const double part = static_cast<double>(i) / (grid_nodes - 1);
        x.push_back(std::lerp(r.view.x.low, r.view.x.high, part));
        y.push_back(std::lerp(r.view.y.low, r.view.y.high, part));
    }
    math::grid_values(r.landscape, x, y, values);
    if (r.lowest)
        for (double& v : values) v = std::max(0.0, v - *r.lowest);
    r.height = {r.view, grid_nodes, grid_nodes, std::move(values)};
}

}  // namespace

math::PlanePoint direction_at(double degrees, math::Norm norm) {
    int quarters = 0;
    const double rest = std::remquo(degrees, 90.0, &quarters) * (std::numbers::pi / 180.0);
    const double c = std::cos(rest), s = std::sin(rest);
    const std::array<math::PlanePoint, 4> turned{{{c, s}, {-s, c}, {-c, -s}, {s, -c}}};
    const math::PlanePoint u = turned[static_cast<std::size_t>(((quarters % 4) + 4) % 4)];
    const double size = norm == math::Norm::L2 ? 1 : math::norm_of(norm, u);
    return {std::round(u.x / size * direction_digits) / direction_digits,
            std::round(u.y / size * direction_digits) / direction_digits};
}

double degrees_of(const math::PlanePoint& d) { return std::atan2(d.y, d.x) * (180.0 / std::numbers::pi); }

bool rounding_rules(const Inputs& in, const Computed& r) {
    if (r.slope == math::Slope::Level || !(in.h < r.forward.best_h)) return false;
    const double noise = math::value_noise(r.landscape, r.at);
    return math::forward_error(r.line, noise, in.h).rounding > missed_digits * std::abs(r.line.slope);
}

Computed compute(const Inputs& in, Detail /*detail*/, std::stop_token /*stop*/) {
    Computed r;
    r.landscape = landscape_of(in);
    r.view = view_of(r.landscape);
    r.points = math::stationary(r.landscape);
    for (const math::PlanePoint& p : r.points.minima) {
        const double value = math::value(r.landscape, p);
        if (!r.lowest || value < *r.lowest) r.lowest = value;
    }
    r.ball = ball_share * shorter_side(r.view);
    r.reach = in.reach * shorter_side(r.view);
    describe_point(in, r);
    sample_height(r);
    if (!r.finite) return r;
    sweep_differences(in, r);
    cut_slice(r);
    if (in.zigzag) r.zigzag = follow_line_searches(in, r);
    return r;
}

}  // namespace lossfield::viz::directional_derivative
