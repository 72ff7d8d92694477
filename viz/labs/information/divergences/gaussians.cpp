// The divergences lab's second view: two Gaussians on a line, the integrand of KL as a signed area, and what each measure
// says while q slides past p: its value and its slope.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "math/information/information.hpp"
#include "viz/geometry/scale.hpp"
#include "viz/labs/information/divergences/divergences.hpp"
#include "viz/text/numbers.hpp"

namespace lossfield::viz::divergences {
namespace {

constexpr Interval line{-8, 8};

Vector line_points(const math::Gaussian& a, const math::Gaussian& b) {
    Vector x;
    constexpr int pieces = 200;
    for (int i = 0; i <= pieces; ++i) x.push_back(line.low + line.length() * i / pieces);
    // Closer where a narrow one stands.
    for (const math::Gaussian& g : {a, b})
        for (int i = -40; i <= 40; ++i) x.push_back(g.mean + 0.1 * i * g.deviation);
    std::sort(x.begin(), x.end());
    return x;
}

struct Names {
    std::string mean, deviation;
};

void add_gaussian(const char* id, const math::Gaussian& g, const Names& names, const Vector& x, Colour colour,
                  Panel& panel) {
    Band body;
    body.id = std::string(id) + "-body";
    body.colour = {colour.role, colour.index, 0.18};
    Curve outline;
    outline.id = id;
    outline.label = std::string("$") + id + "$";
    outline.colour = colour;
    for (const double at : x) {
        const double density = math::gaussian_density(g, at);
        body.x.push_back(at), body.low.push_back(0), body.high.push_back(density);
        outline.x.push_back(at), outline.y.push_back(density);
    }
    panel.add(std::move(body));
    panel.add(std::move(outline));
    panel.add(Handle{fmt::format("mean-{}", id), fmt::format("mean of {}", id), g.mean,
                     math::gaussian_density(g, g.mean), MoveReal{names.mean, Along::X}, colour});
    // The flank, one deviation from the mean, runs along this curve as the deviation changes.
    MoveAlong flank{names.deviation, {}, {}, {}};
    for (int i = 0; i <= 80; ++i) {
        const double s = 0.2 * std::pow(15.0, i / 80.0);
        flank.x.push_back(g.mean + s);
        flank.y.push_back(math::gaussian_density({0, s}, s));
        flank.value.push_back(s);
    }
    panel.add(Handle{fmt::format("deviation-{}", id), fmt::format("deviation of {}", id),
                     g.mean + g.deviation, math::gaussian_density(g, g.mean + g.deviation), flank, colour,
                     HandleShape::Diamond});
}

Panel density_panel(const Inputs& in, const Computed& r, const Vector& x) {
    Panel panel{.id = "densities", .title = "two Gaussians", .cell = {0, 0, 1, 1}};
    panel.x.range = line;
    panel.x.shared = "line";
    const double narrow = std::min(r.gaussian_p.deviation, r.gaussian_q.deviation);
    panel.y.range = Interval{0, 1.15 * math::gaussian_density({0, narrow}, 0)};
    const Names p{in.swap ? "mean-q" : "mean-p", in.swap ? "deviation-q" : "deviation-p"};
    const Names q{in.swap ? "mean-p" : "mean-q", in.swap ? "deviation-p" : "deviation-q"};
    add_gaussian("p", r.gaussian_p, p, x, {Role::Ink}, panel);
    add_gaussian("q", r.gaussian_q, q, x, {Role::Accent}, panel);
    return panel;
}

Panel area_panel(const Computed& r, const Vector& x) {
    Panel panel{.id = "area", .title = "$p$ log $p/q$: its signed area is $KL(p‖q)$", .cell = {1, 0, 1, 1}};
    panel.x.label = "$x$";
    panel.x.range = line;
    panel.x.shared = "line";
    Band plus, minus;
    plus.id = "plus";
    plus.label = "adds";
    plus.colour = series(0, 0.6);
    minus.id = "minus";
    minus.label = "takes off";
    minus.colour = series(9, 0.45);
    Curve outline;
    outline.id = "integrand";
    outline.colour = {Role::Ink};
    outline.width = 1.2;
    double low = 0, high = 0;
    for (const double at : x) {
        const double lp = math::gaussian_log_density(r.gaussian_p, at);
        const double v = std::exp(lp) * (lp - math::gaussian_log_density(r.gaussian_q, at));
        plus.x.push_back(at), plus.low.push_back(0), plus.high.push_back(std::max(v, 0.0));
        minus.x.push_back(at), minus.low.push_back(std::min(v, 0.0)), minus.high.push_back(0);
        outline.x.push_back(at), outline.y.push_back(v);
        low = std::min(low, v), high = std::max(high, v);
    }
    panel.y.range = round_range(ScaleKind::Linear, {std::min(low, -0.1), std::max(high, 0.3)});
    panel.marks = {std::move(plus), std::move(minus), std::move(outline)};
    return panel;
}

Curve curve_of(const char* id, const char* label, const Vector& x, const Vector& y, Colour colour,
               Dash dash = Dash::Solid) {
    Curve c;
    c.id = id;
    c.label = label;
    c.x = x;
    c.y = y;
    c.colour = colour;
    c.width = 2.2;
    c.dash = dash;
    return c;
}

void add_here(double at, Panel& panel, const Vector& y, const std::vector<Colour>& colours) {
    panel.add(Rule{.id = "here", .at = at, .vertical = true, .dash = Dash::Dotted});
    panel.add(PointSet{.id = "points", .x = Vector(y.size(), at), .y = y, .colours = colours, .size = 8});
}

Panel value_panel(const Inputs& in, const Computed& r) {
    const Curves& c = r.curves;
    Panel panel{.id = "values", .title = "while $q$ slides past $p$", .cell = {0, 1, 1, 1}};
    panel.x.range = Interval{-5, 5};
    panel.x.shared = "mean";
    const double at = r.gaussian_q.mean;
    const double kl = math::gaussian_kl_slope(r.gaussian_p, r.gaussian_q).value,
                 reverse = math::gaussian_kl_slope(r.gaussian_q, r.gaussian_p).value,
                 w1 = math::gaussian_w1(r.gaussian_p, r.gaussian_q).value,
                 js = math::gaussian_js(r.gaussian_p, r.gaussian_q).value,
                 tv = math::gaussian_total_variation(r.gaussian_p, r.gaussian_q);
    // KL leaves through the top when it has outgrown the others by far.
    const double top = 1.1 * std::max({4.0, w1, std::min(std::max(kl, reverse), 8.0)});
    panel.y.range = Interval{0, top};
    panel.add(curve_of("kl", "$KL(p‖q)$", c.at, c.kl, series(0)));
    panel.add(curve_of("reverse", "$KL(q‖p)$", c.at, c.reverse, series(2), Dash::Dashed));
    panel.add(curve_of("w1", "$W_1$", c.at, c.w1, series(8)));
    panel.add(curve_of("tv", "$TV$", c.at, c.tv, series(3)));
    panel.add(curve_of("js", "$JS$", c.at, c.js, series(1)));
    panel.add(Rule{.id = "limit", .label = "log 2", .at = std::log(2.0), .dash = Dash::Dotted});
    add_here(at, panel, {kl, reverse, w1, tv, js}, {series(0), series(2), series(8), series(3), series(1)});
    if (kl > top) {
        panel.add(TextMark{.id = "above",
                           .x = at,
                           .y = 0.985 * top,
                           .text = "  $KL$ = " + readable(kl, 3) + " ↑  ",
                           .anchor = at < 0 ? Anchor::Left : Anchor::Right,
                           .colour = series(0),
                           .optional = true});
    }
    panel.add(Handle{
        "slide", "mean of q", at, w1, MoveReal{in.swap ? "mean-p" : "mean-q", Along::X}, {Role::Accent}});
    return panel;
}

Panel slope_panel(const Computed& r) {
    const Curves& c = r.curves;
    Panel panel{.id = "slopes", .title = "slope: what pulls $q$", .cell = {1, 1, 1, 1}};
    panel.x.range = Interval{-5, 5};
    panel.x.shared = "mean";
    panel.x.label = "mean of $q$";
    panel.y.range = Interval{-2.2, 2.2};
    panel.add(Rule{.id = "zero"});
    panel.add(curve_of("kl", "$KL(p‖q)$", c.at, c.kl_slope, series(0)));
    panel.add(curve_of("w1", "$W_1$", c.at, c.w1_slope, series(8)));
    panel.add(curve_of("js", "$JS$", c.at, c.js_slope, series(1)));
    add_here(r.gaussian_q.mean, panel,
             {math::gaussian_kl_slope(r.gaussian_p, r.gaussian_q).slope,
              math::gaussian_w1(r.gaussian_p, r.gaussian_q).slope,
              math::gaussian_js(r.gaussian_p, r.gaussian_q).slope},
             {series(0), series(8), series(1)});
    return panel;
}

}  // namespace

Panels gaussian_panels(const Inputs& in, const Computed& r) {
    const Vector x = line_points(r.gaussian_p, r.gaussian_q);
    return {density_panel(in, r, x), area_panel(r, x), value_panel(in, r), slope_panel(r)};
}

}  // namespace lossfield::viz::divergences
