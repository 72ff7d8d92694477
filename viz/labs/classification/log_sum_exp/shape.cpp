// The smooth maximum: of a number and 0, of two numbers as a map, of all of them as a level over bars, and the shares
// of its gradient.
#include "math/simplex/softmax.hpp"
#include "viz/fragments/outcomes.hpp"
#include "viz/labs/classification/log_sum_exp/log_sum_exp.hpp"

namespace lossfield::viz::log_sum_exp {
namespace {

constexpr double reach = 3;  // of the curves against 0
constexpr int curve_samples = 200;
constexpr double log2 = std::numbers::ln2;

double positive(double x) { return std::max(x, 0.0); }
double softplus(double x, double tau) { return math::log_sum_exp(Vector{x, 0}, tau); }
double softplus_slope(double x, double tau) { return math::softmax(Vector{x, 0}, tau)[0]; }
double weighted_mean(double x, double tau) { return x * softplus_slope(x, tau); }

// A function of (x, 0) at a temperature.
Curve against_zero(std::string id, std::string label, double (*f)(double, double), double tau, Colour colour,
                   double width, Dash dash = Dash::Solid) {
    Vector x;
    for (int i = -curve_samples; i <= curve_samples; ++i) x.push_back(reach * i / curve_samples);
    const Vector y = each(x, [&](double at) { return f(at, tau); });
    return curve(std::move(id), std::move(label), x, y, colour, width, dash);
}

Panel softplus_panel(const Inputs& in) {
    Panel panel{.id = "softplus", .title = "of $x$ and 0: softplus", .cell = {0, 0, 1, 1}};
    panel.x = {.label = "$x$", .range = Interval{-reach, reach}};
    panel.y.range = Interval{-0.45, 3.7};
    const Vector ends{-reach, 0, reach}, maximum = each(ends, positive);
    const Vector highest = each(maximum, [&](double v) { return v + in.tau * log2; });
    panel.add(Band{"bounds", "up to $τ$ log 2 more", ends, maximum, highest, {Role::Accent, 0, 0.13}});
    if (in.family)
        for (const int k : {-2, -1, 1, 2})
            panel.add(against_zero(fmt::format("softplus-{}", k + 3),
                                   k == -2 ? "$τ$/4, $τ$/2, 2$τ$, 4$τ$" : "", softplus, std::ldexp(in.tau, k),
                                   {Role::Accent, 0, 0.42}, 1));
    panel.add(against_zero("weighted-mean", "weighted mean $⟨p, x⟩$", weighted_mean, in.tau, series(2), 1.4,
                           Dash::Dashed));
    panel.add(curve("maximum", "max($x$, 0)", ends, maximum, {Role::Ink}, 1.6));
    panel.add(against_zero("smooth", "$τ$ log(1 + $e^{x/τ}$)", softplus, in.tau, {Role::Accent}, 2.6));
    panel.add(handle_at("tau", "temperature", {0, in.tau * log2},
                        MoveAlong{"tau", {0, 0}, {0.01 * log2, 5 * log2}, {0.01, 5}}));
    return panel;
}

Panel map_panel(const Inputs& in, const Computed& r) {
    const math::PlanePoint at{in.values[0], in.values[1]};
    Panel panel{.id = "map", .title = "over both", .cell = {0, 1, 2, 1}, .equal_aspect = true};
    if (in.values.size() > 2) panel.title = "over two of them, the others held";
    panel.x = {.label = "$x_1$", .range = in.domain().x};
    panel.y = {.label = "$x_2$", .range = in.domain().y};
    panel.colour_bar = ColourBar{.label = "LSE", .mark = "smooth-maximum"};
    panel.add(Contours{.id = "smooth-maximum", .field = r.field, .levels = {.exactly = r.levels}});
    if (in.corner) {
        const auto [x, y] = math::maximum_corners(grid_of(in.domain(), 2), r.levels, r.rest);
        panel.add(curve("corners", in.values.size() > 2 ? "max($x$)" : "max($x_1$, $x_2$)", x, y,
                        {Role::Ink, 0, 0.6}, 1.1, Dash::Dashed));
    }
    Arrows gradient{"gradient", "gradient $(p_1, p_2)$", {at.x}, {at.y}, {r.p[0]}, {r.p[1]}};
    gradient.colours = {{Role::Accent}}, gradient.width = 2.6;
    panel.add(std::move(gradient));
    panel.add(point("point", at, {Role::Accent}, PointShape::Ring, 12, "LSE = " + readable(r.value, 4)));
    panel.add(handle_at("point", "first two entries", at, MovePair{"values", 0, 1}));
    return panel;
}

Panel values_panel(const Inputs& in, const Computed& r) {
    const std::size_t n = in.values.size();
    const double least = *std::min_element(in.values.begin(), in.values.end());
    const Interval shown =
        round_range(ScaleKind::Linear, {std::min(-2.0, least), std::max(2.0, r.bounds.highest)});
    const double air = 0.1 * shown.length();
    Panel panel = outcome_panel("entries", "max ≤ LSE ≤ max + $τ$ log $n$", {1, 0, 2, 1}, n, "x",
                                {shown.low - air, shown.high + air});
    const Vector ends{0.4, static_cast<double>(n) + 0.6}, low(2, r.bounds.largest), high(2, r.bounds.highest);
    panel.add(Band{"bounds", "", ends, low, high, {Role::Accent, 0, 0.13}});
    panel.add(outcome_bars("entries", in.values));
    panel.add(horizontal_rule("maximum", r.bounds.largest, {Role::Ink}, Dash::Solid, 1.2));
    panel.add(
        horizontal_rule("level", r.value, {Role::Accent}, Dash::Solid, 2.4, "LSE = " + readable(r.value, 4)));
    for (std::size_t k = 0; k < n; ++k)
        panel.add(
            outcome_handle("entry", fmt::format("entry {}", k + 1), k, in.values[k], MoveEntry{"values", k}));
    return panel;
}

Panel shares_panel(const Inputs& in, const Computed& r) {
    const std::size_t n = in.values.size();
    Panel panel =
        outcome_panel("shares", "gradient: shares $p$ of a step, sum 1", {2, 1, 1, 1}, n, "p", {0, 1.25});
    panel.y.ticks = {{0, "0"}, {0.2, "0.2"}, {0.4, "0.4"}, {0.6, "0.6"}, {0.8, "0.8"}, {1, "1"}};
    Bars bars = outcome_bars("shares", r.p);
    if (n <= 8)
        for (const double share : r.p) bars.texts.push_back(brief(100 * share, 2) + " %");
    panel.add(std::move(bars));
    panel.add(horizontal_rule("uniform", 1 / static_cast<double>(n), {Role::Muted}, Dash::Dashed, 1,
                              fmt::format("1/{}", n)));
    for (std::size_t k = 0; k < n; ++k)
        panel.add(outcome_handle("share", fmt::format("share {}", k + 1), k, r.p[k],
                                 MoveLogitByProbability{"values", "tau", k}));
    return panel;
}

std::string shape_caption(const Inputs& in, const Computed& r) {
    const double above = r.value - r.bounds.largest, most = r.bounds.highest - r.bounds.largest;
    const std::size_t k = math::largest(std::span<const double>(r.p));
    double rest = 0;
    for (std::size_t i = 0; i < r.p.size(); ++i)
        if (i != k) rest += 100 * r.p[i];
    return fmt::format(
        "The corner of the maximum is rounded over a width of about $τ$ = {}: LSE lies {} above the maximum, "
        "at most it could be $τ$ log {} = {}; of its gradient $x_{{{}}}$ has {} %.",
        brief(in.tau, 3), brief(above, 3), in.values.size(), brief(most, 3), k + 1,
        rest > 0 && rest < 0.1 ? "all but " + brief(rest, 2) : brief(100 * r.p[k], 3));
}

Readouts shape_readouts(const Computed& r) {
    const auto& b = r.bounds;
    return {{"lse", "log-sum-exp", "LSE", r.value},
            {"maximum", "maximum", "max $x$", b.largest},
            {"upper-bound", "upper bound", "max + $τ$ log $n$", b.highest},
            {"mean-bound", "lower bound by the mean", "mean + $τ$ log $n$", b.from_mean},
            {"entropy-bound", "weighted mean and entropy", "$⟨p, x⟩ + τH(p)$", b.from_entropy},
            {"collision-bound", "weighted mean and collision entropy", "$⟨p, x⟩ - τ$ log $Σp^2$",
             b.from_collision},
            {"gradient", "gradient", "$p$", r.p, "", false, r.p.size() > 5},
            {"gradient-check", "gradient check", "", r.check}};
}

}  // namespace

Figure shape_figure(const Inputs& in, const Computed& r) {
    return {.panels = {softplus_panel(in), map_panel(in, r), values_panel(in, r), shares_panel(in, r)},
            .lead = "map",
            .readouts = shape_readouts(r),
            .caption = shape_caption(in, r),
            .formulas = {smooth_formula},
            .hidden = {"largest", "precision"}};
}

Readouts probe_softplus(const Inputs& in, const Computed& /*r*/, double x, double /*y*/) {
    return {{"lse", "softplus", "", softplus(x, in.tau)},
            {"maximum", "maximum", "max($x$, 0)", positive(x)},
            {"slope", "slope", "$p$", softplus_slope(x, in.tau)}};
}

Readouts probe_map(const Inputs& in, const Computed& /*r*/, double x, double y) {
    Vector at = in.values;
    at[0] = x, at[1] = y;
    const Vector p = math::softmax(at, in.tau);
    return {{"lse", "log-sum-exp", "LSE", math::log_sum_exp(at, in.tau)},
            {"maximum", "maximum", "max", *std::max_element(at.begin(), at.end())},
            {"gradient", "gradient", "$p_1, p_2$", Vector{p[0], p[1]}}};
}

Readouts probe_entries(const Inputs& in, const Computed& r, double x, double /*y*/) {
    const auto k = outcome_at(x, in.values.size());
    if (!k) return {};
    return {{"x", "entry", fmt::format("$x_{{{}}}$", *k + 1), in.values[*k]},
            {"p", "share", fmt::format("$p_{{{}}}$", *k + 1), r.p[*k]}};
}

}  // namespace lossfield::viz::log_sum_exp
