// Beside the map: the height above the lowest minimum against time, the distance to the flow against the step, and the
// unit ball with the direction it calls steepest.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

#include "viz/geometry/scale.hpp"
#include "viz/labs/dynamics/gradient_flow/gradient_flow.hpp"
#include "viz/text/numbers.hpp"

namespace lossfield::viz::gradient_flow {
namespace {

constexpr double decades = 1e10;  // a logarithmic axis shows this much below its top
constexpr double headroom = 30;   // how far above the start runaway steps are followed
constexpr double runaway = 3;     // the same for distances, in ways of the flow
constexpr std::size_t most_dots = 60;
constexpr int round_samples = 96;

viz::Rule upright(std::string id, double at, Colour colour, Dash dash, std::string text) {
    auto rule = named<viz::Rule>(std::move(id));
    rule.at = at, rule.vertical = true, rule.colour = colour, rule.dash = dash, rule.text = std::move(text);
    return rule;
}

Interval height_range(const Computed& r) {
    double top = 0, low = std::numeric_limits<double>::infinity();
    const auto widen = [&](const Vector& heights, double most) {
        for (const double v : heights) {
            if (!(v > 0) || !std::isfinite(v)) continue;
            top = std::max(top, std::min(v, most)), low = std::min(low, v);
        }
    };
    const double most = headroom * std::max(r.flow_height.front(), 1e-300);
    for (const Vector* list : {&r.flow_height, &r.gd.height, &r.proximal.height}) widen(*list, most);
    if (!(top > 0)) return {1e-12, 1};
    return round_range(ScaleKind::Log, {std::max(low, top / decades), top});
}

void add_heights(Panel& panel, const char* id, const Vector& t, const Vector& height, Colour colour) {
    auto curve = named<Curve>(id);
    curve.colour = colour;
    for (std::size_t i = 0; i < height.size(); ++i) {
        curve.x.push_back(t[i]);
        curve.y.push_back(std::isfinite(height[i]) ? std::max(height[i], panel.y.range->low) : nan);
    }
    if (height.size() <= most_dots && std::string(id) != "flow") {
        auto dots = named<PointSet>(std::string(id) + "-steps");
        for (std::size_t i = 1; i < curve.x.size(); ++i) {
            if (!(curve.y[i] <= panel.y.range->high) || curve.x[i] > panel.x.range->high) continue;
            dots.x.push_back(curve.x[i]), dots.y.push_back(curve.y[i]);
        }
        dots.colours = {colour}, dots.size = 4.5;
        if (std::string(id) == "proximal") dots.shape = PointShape::Square;
        curve.width = 1.4;
        panel.add(std::move(curve));
        if (!dots.x.empty()) panel.add(std::move(dots));
    } else {
        panel.add(std::move(curve));
    }
}

// The decades that hold the errors of both kinds; steps that run off are followed a little, and the names of the limits
// stand above that.
Interval error_range(const Computed& r) {
    double low = r.way;
    for (const Steps* s : {&r.gd, &r.proximal})
        for (const double e : s->errors)
            if (e > 0) low = std::min(low, e);
    if (!(r.way > 0)) return {1e-12, 1};
    return round_range(ScaleKind::Log, {std::max(low, 1e-9 * r.way), 10 * runaway * r.way});
}

// An error of first order, through the finest implicit one.
void add_slope(Panel& panel, const Computed& r) {
    const Vector& errors = r.proximal.errors;
    if (r.alphas.size() < 2 || !(errors.back() > 0)) return;
    panel.add(Curve{.id = "first-order",
                    .label = "slope 1",
                    .x = {r.alphas.front(), r.alphas.back()},
                    .y = {errors.back() * r.alphas.front() / r.alphas.back(), errors.back()},
                    .colour = {Role::Muted},
                    .width = 1.3,
                    .dash = Dash::Dashed});
}

void add_errors(Panel& panel, const Inputs& in, const Computed& r, const Steps& s, const char* id,
                const char* label, Colour colour) {
    auto curve = named<Curve>(id, label);
    curve.x = r.alphas;
    for (const double e : s.errors) curve.y.push_back(e > 0 && e <= runaway * r.way ? e : nan);
    curve.colour = colour;
    panel.add(std::move(curve));
    if (!(s.error > 0) || s.error > runaway * r.way || !panel.x.range->contains(in.alpha)) return;
    panel.add(PointSet{.id = std::string(id) + "-here",
                       .x = {in.alpha},
                       .y = {s.error},
                       .colours = {Colour{Role::Accent}},
                       .shape = PointShape::Ring,
                       .size = 10});
}

}  // namespace

std::pair<Vector, Vector> unit_ball(math::Norm norm, double radius, const math::PlanePoint& centre) {
    Vector x, y;
    const auto corner = [&](double u, double v) {
        x.push_back(centre.x + radius * u), y.push_back(centre.y + radius * v);
    };
    if (norm == math::Norm::L1) {
        corner(1, 0), corner(0, 1), corner(-1, 0), corner(0, -1);
    } else if (norm == math::Norm::LInfinity) {
        corner(1, 1), corner(-1, 1), corner(-1, -1), corner(1, -1);
    } else {
        for (int i = 0; i < round_samples; ++i) {
            const double angle = 2 * std::numbers::pi * i / round_samples;
            corner(std::cos(angle), std::sin(angle));
        }
    }
    return {std::move(x), std::move(y)};
}

Panel value_panel(const Inputs& in, const Computed& r) {
    Panel panel{.id = "value", .title = "$f - f_{\\text{min}}$ against time", .cell = {0, 1, 1, 2}};
    panel.x.label = "time $t$";
    panel.x.range = Interval{0, r.horizon};
    panel.y.scale = ScaleKind::Log;
    panel.y.range = height_range(r);
    if (r.mu > 0) {
        auto bound =
            named<Curve>("bound", fmt::format("bound $e^{{-2μt}}$ for the flow, $μ$ = {}", brief(r.mu, 3)));
        for (const double t : r.times) {
            bound.x.push_back(t);
            bound.y.push_back(std::max(std::exp(-2 * r.mu * t) * r.flow_height.front(), panel.y.range->low));
        }
        bound.colour = {Role::Muted}, bound.dash = Dash::Dashed, bound.width = 1.5;
        panel.add(std::move(bound));
    }
    Vector t;
    for (std::size_t k = 0; k <= r.count; ++k) t.push_back(static_cast<double>(k) * in.alpha);
    add_heights(panel, "flow", r.times, r.flow_height, flow_colour);
    add_heights(panel, "proximal", t, r.proximal.height, proximal_colour);
    add_heights(panel, "gd", t, r.gd.height, gd_colour);
    panel.add(upright("moment", r.moment, {Role::Accent}, Dash::Solid, ""));
    const double middle = std::sqrt(panel.y.range->low * panel.y.range->high);
    panel.add(Handle{"moment-axis", "moment that is compared", in.time, middle, MoveReal{"time", Along::X}});
    return panel;
}

Panel error_panel(const Inputs& in, const Computed& r) {
    Panel panel{.id = "error", .cell = {1, 1, 1, 1}};
    panel.title = fmt::format("error at $t$ = {}", brief(r.moment, 3));
    panel.x.label = quadratic(r) ? "step $α$" : "step $α$ (L local, at the minimum)";
    panel.x.scale = panel.y.scale = ScaleKind::Log;
    panel.x.range = Interval{5e-4, 3.2};
    panel.y.range = error_range(r);
    panel.add(upright("no-overshoot", 1 / r.largest, {Role::Muted}, Dash::Dotted, "1/L"));
    panel.add(upright("limit", 2 / r.largest, {Role::Warning}, Dash::Dotted, "2/L"));
    add_slope(panel, r);
    add_errors(panel, in, r, r.gd, "gd", "explicit", gd_colour);
    add_errors(panel, in, r, r.proximal, "proximal", "implicit", proximal_colour);
    panel.add(upright("here", in.alpha, {Role::Accent}, Dash::Solid, ""));
    const double low = panel.y.range->low * std::pow(panel.y.range->high / panel.y.range->low, 0.12);
    panel.add(Handle{"alpha", "step", in.alpha, low, MoveReal{"alpha", Along::X}});
    return panel;
}

Panel norm_panel(const Inputs& in, const Computed& r) {
    Panel panel{.id = "norm", .cell = {1, 2, 1, 1}};
    panel.title = "unit ball of " + norm_symbol(in);
    panel.x.range = panel.y.range = Interval{-1.8, 1.8};
    panel.x.ticks = panel.y.ticks = {{-1, "−1"}, {0, "0"}, {1, "1"}};
    panel.equal_aspect = true;
    auto ball = named<Polygon>("ball");
    const auto [x, y] = unit_ball(norm_of(in), 1, {0, 0});
    ball.x = {x}, ball.y = {y};
    ball.fill = {norm_colour.role, norm_colour.index, 0.12};
    ball.stroke = norm_colour, ball.width = 1.6;
    panel.add(std::move(ball));
    const double size = std::hypot(r.gradient.x, r.gradient.y);
    if (!(size > 0)) return panel;
    const double gx = r.gradient.x / size, gy = r.gradient.y / size;
    // Where <g, d> is lowest on the ball: the line touches it.
    const double depth = -r.steepest.slope / size;
    panel.add(Curve{.id = "touching",
                    .x = {-depth * gx - 4 * gy, -depth * gx + 4 * gy},
                    .y = {-depth * gy + 4 * gx, -depth * gy - 4 * gx},
                    .colour = {Role::Muted},
                    .width = 1.2,
                    .dash = Dash::Dashed});
    auto arrows = named<Arrows>("directions");
    arrows.x = arrows.y = {0, 0};
    arrows.u = {-gx, r.steepest.direction.x}, arrows.v = {-gy, r.steepest.direction.y};
    arrows.colours = {flow_colour, norm_colour};
    arrows.width = 2;
    // Where both are one the names would be one over the other.
    const double separation = math::distance({-gx, -gy}, {arrows.u[1], arrows.v[1]});
    arrows.texts = {separation > 0.25 ? "$-∇f$" : "", "$d$"};
    panel.add(std::move(arrows));
    return panel;
}

}  // namespace lossfield::viz::gradient_flow
