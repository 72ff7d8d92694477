// The divergences lab's second view: two Gaussians on a line, the integrand of KL as a signed area, and what each measure
// says while q slides past p: its value and its slope.
#include "math/information/information.hpp"
#include "viz/labs/information/divergences/divergences.hpp"

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

// `parameter`: whose mean and deviation it has.
void add_gaussian(const std::string& id, const math::Gaussian& g, const std::string& parameter,
                  const Vector& x, Colour colour, Panel& panel) {
    Vector density;
    for (const double at : x) density.push_back(math::gaussian_density(g, at));
    panel.add(Band{.id = id + "-body",
                   .x = x,
                   .low = Vector(x.size(), 0.0),
                   .high = density,
                   .colour = {colour.role, colour.index, 0.18}});
    panel.add(curve(id, "$" + id + "$", x, density, colour));
    panel.add(Handle{"mean-" + id, "mean of " + id, g.mean, math::gaussian_density(g, g.mean),
                     MoveReal{"mean-" + parameter, Along::X}, colour});
    // The flank, one deviation from the mean, runs along this curve as the deviation changes.
    MoveAlong flank{"deviation-" + parameter};
    for (int i = 0; i <= 80; ++i) {
        const double s = 0.2 * std::pow(15.0, i / 80.0);
        flank.x.push_back(g.mean + s);
        flank.y.push_back(math::gaussian_density({0, s}, s));
        flank.value.push_back(s);
    }
    panel.add(Handle{"deviation-" + id, "deviation of " + id, g.mean + g.deviation,
                     math::gaussian_density(g, g.mean + g.deviation), flank, colour, HandleShape::Diamond});
}

Panel density_panel(const Inputs& in, const Computed& r, const Vector& x) {
    const double narrow = std::min(r.gaussian_p.deviation, r.gaussian_q.deviation);
    Panel panel{.id = "densities",
                .title = "two Gaussians",
                .x = {.range = line, .shared = "line"},
                .y = {.range = Interval{0, 1.15 * math::gaussian_density({0, narrow}, 0)}}};
    const Roles roles = distribution_roles(in);
    add_gaussian("p", r.gaussian_p, roles.p, x, {Role::Ink}, panel);
    add_gaussian("q", r.gaussian_q, roles.q, x, {Role::Accent}, panel);
    return panel;
}

Panel area_panel(const Computed& r, const Vector& x) {
    Vector integrand, plus, minus;
    double low = 0, high = 0;
    for (const double at : x) {
        const double lp = math::gaussian_log_density(r.gaussian_p, at);
        const double v = std::exp(lp) * (lp - math::gaussian_log_density(r.gaussian_q, at));
        integrand.push_back(v);
        plus.push_back(std::max(v, 0.0));
        minus.push_back(std::min(v, 0.0));
        low = std::min(low, v), high = std::max(high, v);
    }
    const Interval seen = round_range(ScaleKind::Linear, {std::min(low, -0.1), std::max(high, 0.3)});
    Panel panel{.id = "area",
                .title = "$p$ log $p/q$: its signed area is $KL(p‖q)$",
                .cell = {1, 0, 1, 1},
                .x = {.label = "$x$", .range = line, .shared = "line"},
                .y = {.range = seen}};
    const Vector zero(x.size(), 0.0);
    panel.add(
        Band{.id = "plus", .label = "adds", .x = x, .low = zero, .high = plus, .colour = series(0, 0.6)});
    panel.add(Band{
        .id = "minus", .label = "takes off", .x = x, .low = minus, .high = zero, .colour = series(9, 0.45)});
    panel.add(curve("integrand", "", x, integrand, {Role::Ink}, 1.2));
    return panel;
}

void add_here(double at, Panel& panel, const Vector& y, const std::vector<Colour>& colours) {
    panel.add(vertical_rule("here", at, {Role::Muted}, Dash::Dotted));
    panel.add(PointSet{.id = "points", .x = Vector(y.size(), at), .y = y, .colours = colours, .size = 8});
}

Panel value_panel(const Inputs& in, const Computed& r) {
    const Curves& c = r.curves;
    const math::Gaussian &p = r.gaussian_p, &q = r.gaussian_q;
    const double at = q.mean, kl = math::gaussian_kl_slope(p, q).value,
                 reverse = math::gaussian_kl_slope(q, p).value, w1 = math::gaussian_w1(p, q).value,
                 js = math::gaussian_js(p, q).value, tv = math::gaussian_total_variation(p, q);
    // KL leaves through the top when it has outgrown the others by far.
    const double top = 1.1 * std::max({4.0, w1, std::min(std::max(kl, reverse), 8.0)});
    Panel panel{.id = "values",
                .title = "while $q$ slides past $p$",
                .cell = {0, 1, 1, 1},
                .x = {.range = Interval{-5, 5}, .shared = "mean"},
                .y = {.range = Interval{0, top}}};
    panel.add(curve("kl", "$KL(p‖q)$", c.at, c.kl, series(0), 2.2));
    panel.add(curve("reverse", "$KL(q‖p)$", c.at, c.reverse, series(2), 2.2, Dash::Dashed));
    panel.add(curve("w1", "$W_1$", c.at, c.w1, series(8), 2.2));
    panel.add(curve("tv", "$TV$", c.at, c.tv, series(3), 2.2));
    panel.add(curve("js", "$JS$", c.at, c.js, series(1), 2.2));
    panel.add(Rule{.id = "limit", .label = "log 2", .at = std::log(2.0), .dash = Dash::Dotted});
    add_here(at, panel, {kl, reverse, w1, tv, js}, {series(0), series(2), series(8), series(3), series(1)});
    if (kl > top)
        panel.add(TextMark{.id = "above",
                           .x = at,
                           .y = 0.985 * top,
                           .text = "  $KL$ = " + readable(kl, 3) + " ↑  ",
                           .anchor = at < 0 ? Anchor::Left : Anchor::Right,
                           .colour = series(0),
                           .optional = true});
    panel.add(Handle{"slide", "mean of q", at, w1, MoveReal{"mean-" + distribution_roles(in).q, Along::X}});
    return panel;
}

Panel slope_panel(const Computed& r) {
    const Curves& c = r.curves;
    Panel panel{.id = "slopes",
                .title = "slope: what pulls $q$",
                .cell = {1, 1, 1, 1},
                .x = {.label = "mean of $q$", .range = Interval{-5, 5}, .shared = "mean"},
                .y = {.range = Interval{-2.2, 2.2}}};
    panel.add(Rule{.id = "zero"});
    panel.add(curve("kl", "$KL(p‖q)$", c.at, c.kl_slope, series(0), 2.2));
    panel.add(curve("w1", "$W_1$", c.at, c.w1_slope, series(8), 2.2));
    panel.add(curve("js", "$JS$", c.at, c.js_slope, series(1), 2.2));
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
