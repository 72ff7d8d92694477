// The divergences lab's second view: two Gaussians on a line, the integrand of KL as a signed area, and what each measure
// says while q slides past p: its value and its slope.
#include "viz/labs/information/divergences/divergences.hpp"

namespace lossfield::viz::divergences {
namespace {

constexpr Interval line{-8, 8};

Vector line_points(const math::Gaussian& a, const math::Gaussian& b) {
    Vector x = evenly(line, 200);
    // Closer where a narrow one stands.
    for (const math::Gaussian& g : {a, b})
        for (int i = -40; i <= 40; ++i) x.push_back(g.mean + 0.1 * i * g.deviation);
    std::sort(x.begin(), x.end());
    return x;
}

// `parameter`: whose mean and deviation it has.
void add_gaussian(const std::string& id, const math::Gaussian& g, const std::string& parameter,
                  const Vector& x, Colour colour, Panel& panel) {
    const auto density = [&](double at) { return math::gaussian_density(g, at); };
    Curve drawn = curve(id, "$" + id + "$", x, each(x, density), colour);
    panel.add(area_under(id + "-body", "", drawn, {colour.role, colour.index, 0.18}));
    panel.add(std::move(drawn));
    panel.add(handle_at("mean-" + id, "mean of " + id, {g.mean, density(g.mean)},
                        MoveReal{"mean-" + parameter, Along::X}, colour));
    // The flank, one deviation from the mean, runs along this curve as the deviation changes.
    MoveAlong flank{"deviation-" + parameter};
    for (int i = 0; i <= 80; ++i) {
        const double s = 0.2 * std::pow(15.0, i / 80.0);
        flank.x.push_back(g.mean + s);
        flank.y.push_back(math::gaussian_density({0, s}, s));
        flank.value.push_back(s);
    }
    const double at = g.mean + g.deviation;
    panel.add(handle_at("deviation-" + id, "deviation of " + id, {at, density(at)}, flank, colour,
                        HandleShape::Diamond));
}

Panel density_panel(const Inputs& in, const Computed& r, const Vector& x) {
    const double narrow = std::min(r.gaussian_p.deviation, r.gaussian_q.deviation);
    Panel panel{.id = "densities", .title = "two Gaussians", .x = {.range = line, .shared = "line"}};
    panel.y.range = Interval{0, 1.15 * math::gaussian_density({0, narrow}, 0)};
    add_gaussian("p", r.gaussian_p, in.p_role(), x, {Role::Ink}, panel);
    add_gaussian("q", r.gaussian_q, in.q_role(), x, {Role::Accent}, panel);
    return panel;
}

Panel area_panel(const Computed& r, const Vector& x) {
    const Vector integrand = each(x, [&](double at) {
        const double lp = math::gaussian_log_density(r.gaussian_p, at);
        return std::exp(lp) * (lp - math::gaussian_log_density(r.gaussian_q, at));
    });
    const auto [low, high] = std::minmax_element(integrand.begin(), integrand.end());
    Panel panel{.id = "area", .title = "$p$ log $p/q$: its signed area is $KL(p‖q)$", .cell = {1, 0, 1, 1}};
    panel.x = {.label = "$x$", .range = line, .shared = "line"};
    panel.y.range = round_range(ScaleKind::Linear, {std::min(*low, -0.1), std::max(*high, 0.3)});
    const Vector zero(x.size(), 0.0), plus = each(integrand, [](double v) { return std::max(v, 0.0); }),
                                      minus = each(integrand, [](double v) { return std::min(v, 0.0); });
    panel.add(Band{"plus", "adds", x, zero, plus, series(0, 0.6)});
    panel.add(Band{"minus", "takes off", x, minus, zero, series(9, 0.45)});
    panel.add(curve("integrand", "", x, integrand, {Role::Ink}, 1.2));
    return panel;
}

// A curve for each measure (or each with a slope) along the means of q, and all of them at q.
void add_slidings(Panel& panel, const Computed& r, bool slopes) {
    PointSet points{.id = "points", .size = 8};
    for (std::size_t k = 0; k < slidings.size(); ++k) {
        const Sliding& of = slidings[k];
        if (slopes && !of.has_slope) continue;
        const Dash dash = k == 1 ? Dash::Dashed : Dash::Solid;
        panel.add(curve(of.id, of.symbol, r.means, slopes ? r.sliding_slopes[k] : r.sliding_values[k],
                        series(of.colour), 2.2, dash));
        points.x.push_back(r.gaussian_q.mean);
        points.y.push_back(slopes ? r.here[k].slope : r.here[k].value);
        points.colours.push_back(series(of.colour));
    }
    if (!slopes) panel.add(Rule{.id = "limit", .label = "log 2", .at = std::log(2.0), .dash = Dash::Dotted});
    panel.add(vertical_rule("here", r.gaussian_q.mean, {Role::Muted}, Dash::Dotted));
    panel.add(std::move(points));
}

// Words at a place where a curve has left the panel on its way to the right (or to the left): beyond it, where there is room
// for them.
Anchor beside_curve(double at, bool rightwards) {
    constexpr double room = 1.8;  // from the middle
    return rightwards ? (at <= room ? Anchor::Left : Anchor::Right)
                      : (at >= -room ? Anchor::Right : Anchor::Left);
}

Panel value_panel(const Inputs& in, const Computed& r) {
    const auto& [kl, reverse, w1, tv, js] = r.here;
    const double at = r.gaussian_q.mean;
    // KL leaves through the top when it has outgrown the others by far.
    const double top = 1.1 * std::max({4.0, w1.value, std::min(std::max(kl.value, reverse.value), 8.0)});
    Panel panel{.id = "values", .title = "while $q$ slides past $p$", .cell = {0, 1, 1, 1}};
    panel.x = {.range = Interval{-5, 5}, .shared = "mean"};
    panel.y.range = Interval{0, top};
    add_slidings(panel, r, false);
    if (kl.value > top)
        panel.add(words_at("above", {at, 0.985 * top},
                           fmt::format("  $KL(p‖q)$ = {} ↑  ", readable(kl.value, 3)),
                           beside_curve(at, at > r.gaussian_p.mean), series(0), true));
    panel.add(handle_at("slide", "mean of q", {at, w1.value}, MoveReal{"mean-" + in.q_role()}));
    return panel;
}

Panel slope_panel(const Computed& r) {
    Panel panel{
        .id = "slopes", .title = "slope by the mean of $q$: its negative pulls $q$", .cell = {1, 1, 1, 1}};
    panel.x = {.label = "mean of $q$", .range = Interval{-5, 5}, .shared = "mean"};
    constexpr double top = 2.2;
    panel.y.range = Interval{-top, top};
    panel.add(Rule{.id = "zero"});
    add_slidings(panel, r, true);
    // Steeper ones are said at the edge, under one another.
    const double at = r.gaussian_q.mean;
    int said = 0;
    for (std::size_t k = 0; k < slidings.size(); ++k) {
        const double slope = r.here[k].slope;
        if (!slidings[k].has_slope || !(std::abs(slope) > top)) continue;
        const double height = std::copysign(0.97 * top - 0.35 * said++, slope);
        panel.add(words_at(fmt::format("beyond-{}", slidings[k].id), {at, height},
                           fmt::format("  slope of {}: {} {}  ", slidings[k].symbol, readable(slope, 3),
                                       slope > 0 ? "↑" : "↓"),
                           beside_curve(at, slope > 0), series(slidings[k].colour), true));
    }
    return panel;
}

}  // namespace

Panels gaussian_panels(const Inputs& in, const Computed& r) {
    const Vector x = line_points(r.gaussian_p, r.gaussian_q);
    return {density_panel(in, r, x), area_panel(r, x), value_panel(in, r), slope_panel(r)};
}

}  // namespace lossfield::viz::divergences
