// Beside the map: the height above the lowest minimum against time, the distance to the flow against the step, and the
// unit ball with the direction it calls steepest.
#include "viz/labs/dynamics/gradient_flow/gradient_flow.hpp"

namespace lossfield::viz::gradient_flow {
namespace {

constexpr double decades = 1e10;  // a logarithmic axis shows this much below its top
constexpr double headroom = 30;   // how far above the start runaway steps are followed
constexpr double runaway = 3;     // the same for distances, in ways of the flow
constexpr std::size_t most_dots = 60;

Interval height_range(const Computed& r) {
    double top = 0, low = infinity;
    const double most = headroom * std::max(r.flow_heights.front(), 1e-300);
    for (const Vector* heights : {&r.flow_heights, &r.gd.heights, &r.proximal.heights})
        for (const double v : *heights)
            if (v > 0 && std::isfinite(v)) top = std::max(top, std::min(v, most)), low = std::min(low, v);
    if (!(top > 0)) return {1e-12, 1};
    return round_range(ScaleKind::Log, {std::max(low, top / decades), top});
}

Curve heights(const Panel& panel, const char* id, const Vector& t, const Vector& height, Colour colour) {
    Curve line = curve(id, "", {t.begin(), t.begin() + std::ssize(height)}, height, colour);
    // A logarithmic axis has no place for what is 0 all along.
    const bool some = height.front() > 0;
    for (double& v : line.y) v = some && std::isfinite(v) ? std::max(v, panel.y.range->low) : nan;
    return line;
}

// With a dot for every step where they can be told apart.
void add_step_heights(Panel& panel, const char* id, const Vector& t, const Vector& height, Colour colour,
                      PointShape shape) {
    Curve line = heights(panel, id, t, height, colour);
    PointSet dots{.id = std::string(id) + "-steps", .colours = {colour}, .shape = shape, .size = 4.5};
    if (height.size() <= most_dots) {
        line.width = 1.4;
        for (std::size_t i = 1; i < line.x.size(); ++i) {
            if (!(line.y[i] <= panel.y.range->high) || line.x[i] > panel.x.range->high) continue;
            dots.x.push_back(line.x[i]), dots.y.push_back(line.y[i]);
        }
    }
    panel.add(std::move(line));
    if (!dots.x.empty()) panel.add(std::move(dots));
}

// The decades that hold the errors of both kinds; steps that run off are followed a little, and the names of the limits
// stand above that.
Interval error_range(const Computed& r) {
    double low = r.way;
    for (const math::FlowSteps* s : {&r.gd, &r.proximal})
        for (const double e : s->errors)
            if (e > 0) low = std::min(low, e);
    if (!(r.way > 0)) return {1e-12, 1};
    return round_range(ScaleKind::Log, {std::max(low, 1e-9 * r.way), 10 * runaway * r.way});
}

// An error of first order, through the finest implicit one.
void add_slope(Panel& panel, const Computed& r) {
    const Vector& errors = r.proximal.errors;
    if (r.rates.size() < 2 || !(errors.back() > 0)) return;
    panel.add(curve("first-order", "slope 1", {r.rates.front(), r.rates.back()},
                    {errors.back() * r.rates.front() / r.rates.back(), errors.back()}, {Role::Muted}, 1.3,
                    Dash::Dashed));
}

void add_errors(Panel& panel, const Inputs& in, const Computed& r, const math::FlowSteps& s, const char* id,
                const char* label, Colour colour) {
    Curve line = curve(id, label, r.rates, s.errors, colour);
    for (double& e : line.y)
        if (!(e > 0 && e <= runaway * r.way)) e = nan;
    panel.add(std::move(line));
    if (s.error > 0 && s.error <= runaway * r.way && panel.x.range->contains(in.alpha))
        panel.add(point(std::string(id) + "-here", in.alpha, s.error, {Role::Accent}, PointShape::Ring, 10));
}

}  // namespace

Polygon unit_ball(const char* id, math::Norm norm, double radius, const math::PlanePoint& centre, double fill,
                  double stroke, double width) {
    Vector x, y;
    for (const math::PlanePoint& p : math::unit_ball(norm, 96))
        x.push_back(centre.x + radius * p.x), y.push_back(centre.y + radius * p.y);
    return {.id = id,
            .x = {x},
            .y = {y},
            .fill = series(norm_colour.index, fill),
            .stroke = series(norm_colour.index, stroke),
            .width = width};
}

Panel value_panel(const Inputs& in, const Computed& r) {
    Panel panel{.id = "value", .title = "$f - f_{\\text{min}}$ against time", .cell = {0, 1, 1, 2}};
    panel.x = {.label = "time $t$", .range = Interval{0, r.horizon}};
    panel.y = {.scale = ScaleKind::Log, .range = height_range(r)};
    if (bounded(r) && r.flow_heights.front() > 0) {
        const auto bound = [&](double t) {
            return std::max(std::exp(-2 * r.mu * t) * r.flow_heights.front(), panel.y.range->low);
        };
        panel.add(curve("bound", fmt::format("bound $e^{{-2μt}}$ for the flow, $μ$ = {}", brief(r.mu, 3)),
                        r.times, each(r.times, bound), {Role::Muted}, 1.5, Dash::Dashed));
    }
    Vector t;
    for (std::size_t k = 0; k <= r.count; ++k) t.push_back(static_cast<double>(k) * in.alpha);
    panel.add(heights(panel, "flow", r.times, r.flow_heights, flow_colour));
    add_step_heights(panel, "proximal", t, r.proximal.heights, proximal_colour, PointShape::Square);
    add_step_heights(panel, "gd", t, r.gd.heights, gd_colour, PointShape::Disc);
    panel.add(vertical_rule("moment", r.moment, {Role::Accent}));
    const double middle = std::sqrt(panel.y.range->low * panel.y.range->high);
    panel.add(Handle{"moment-axis", "moment that is compared", in.time, middle, MoveReal{"time", Along::X}});
    return panel;
}

Panel error_panel(const Inputs& in, const Computed& r) {
    Panel panel{.id = "error", .title = "error at $t$ = " + brief(r.moment, 3), .cell = {1, 1, 1, 1}};
    panel.x = {.scale = ScaleKind::Log, .range = Interval{5e-4, 3.2}};
    panel.x.label = quadratic(r) ? "step $α$" : "step $α$ (L local, at the minimum)";
    panel.y = {.scale = ScaleKind::Log, .range = error_range(r)};
    panel.add(vertical_rule("no-overshoot", 1 / r.largest, {Role::Muted}, Dash::Dotted, 1, "1/L"));
    panel.add(vertical_rule("limit", 2 / r.largest, {Role::Warning}, Dash::Dotted, 1, "2/L"));
    add_slope(panel, r);
    add_errors(panel, in, r, r.gd, "gd", "explicit", gd_colour);
    add_errors(panel, in, r, r.proximal, "proximal", "implicit", proximal_colour);
    panel.add(vertical_rule("here", in.alpha, {Role::Accent}));
    const double low = panel.y.range->low * std::pow(panel.y.range->high / panel.y.range->low, 0.12);
    panel.add(Handle{"alpha", "step", in.alpha, low, MoveReal{"alpha", Along::X}});
    return panel;
}

Panel norm_panel(const Inputs& in, const Computed& r) {
    Panel panel{.id = "norm", .title = "unit ball of " + norm_symbol(in), .cell = {1, 2, 1, 1}};
    panel.x = {.range = Interval{-1.8, 1.8}, .ticks = {{-1, "−1"}, {0, "0"}, {1, "1"}}};
    panel.y = panel.x;
    panel.equal_aspect = true;
    panel.add(unit_ball("ball", in.norm, 1, {0, 0}, 0.12, 1, 1.6));
    const double size = std::hypot(r.gradient.x, r.gradient.y);
    if (!(size > 0)) return panel;
    const double gx = r.gradient.x / size, gy = r.gradient.y / size;
    // Where <g, d> is lowest on the ball: the line touches it.
    const double depth = -r.steepest.slope / size;
    panel.add(curve("touching", "", {-depth * gx - 4 * gy, -depth * gx + 4 * gy},
                    {-depth * gy + 4 * gx, -depth * gy - 4 * gx}, {Role::Muted}, 1.2, Dash::Dashed));
    // Where both are one the names would be one over the other.
    const math::PlanePoint& d = r.steepest.direction;
    const bool two_ways = math::distance({-gx, -gy}, d) > 0.25;
    panel.add(Arrows{.id = "directions",
                     .x = {0, 0},
                     .y = {0, 0},
                     .u = {-gx, d.x},
                     .v = {-gy, d.y},
                     .colours = {flow_colour, norm_colour},
                     .width = 2,
                     .texts = {two_ways ? "$-∇f$" : "", "$d$"}});
    return panel;
}

}  // namespace lossfield::viz::gradient_flow
