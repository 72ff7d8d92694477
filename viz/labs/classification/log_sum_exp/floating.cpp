// Log-sum-exp in floating-point numbers: the error of both ways against the size of the exponents, what each gives and
// where it ends as a table, and the sign of the cross-entropy that is fused with it.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "viz/labs/classification/log_sum_exp/log_sum_exp.hpp"
#include "viz/text/numbers.hpp"

namespace lossfield::viz::log_sum_exp {
namespace {

constexpr double exact = 1e-19;  // where an error of 0 is drawn
constexpr double broken = 1e3;   // and an infinite one

Colour colour_of(const Way& way) { return series(way.in_double ? 0 : 1); }
bool naive(const Way& way) { return way.evaluation == math::Evaluation::Naive; }

// The error over the exponents; where the way breaks, a line to the top.
Curve error_curve(const Way& way, const Evaluated& e, Interval shown) {
    auto curve = named<Curve>(way.id, way.name);
    curve.colour = colour_of(way);
    curve.width = naive(way) ? 2.6 : 1.6;
    curve.dash = naive(way) ? Dash::Solid : Dash::Dashed;
    const auto drop = [&](double at) {
        curve.x.push_back(at);
        curve.y.push_back(broken);
    };
    if (e.lowest > shown.low) drop(e.lowest);
    for (std::size_t i = 0; i < e.m.size(); ++i) {
        curve.x.push_back(e.m[i]);
        curve.y.push_back(std::max(e.errors[i], exact));
    }
    if (e.highest < shown.high) {
        curve.x.push_back(e.highest);
        curve.y.push_back(e.errors.empty() ? broken : std::max(e.errors.back(), exact));
        drop(e.highest);
    }
    return curve;
}

PointSet breaks(const Way& way, const Evaluated& e, Interval shown) {
    auto crosses = named<PointSet>(std::string(way.id) + "-breaks");
    crosses.shape = PointShape::Cross;
    crosses.size = 9;
    crosses.colours = {colour_of(way)};
    for (const double at : {e.lowest, e.highest}) {
        if (!shown.contains(at)) continue;
        crosses.x.push_back(at);
        crosses.y.push_back(broken);
        crosses.texts.push_back(fixed(at, 2));
    }
    return crosses;
}

Panel error_panel(const Inputs& in, const Computed& r) {
    Panel panel{.id = "errors", .title = "error of log-sum-exp", .cell = {0, 0, 1, 2}};
    panel.x.label = "largest exponent $M$";
    const Interval shown = shown_exponents(in);
    panel.x.range = shown;
    panel.y.label = "relative error";
    panel.y.scale = ScaleKind::Log;
    panel.y.range = Interval{exact / 10, 1e5};
    panel.y.ticks = {{exact, "0"},        {1e-16, "$10^{-16}$"}, {1e-12, "$10^{-12}$"},
                     {1e-8, "$10^{-8}$"}, {1e-4, "$10^{-4}$"},   {1, "1"},
                     {broken, "∞"}};
    for (const std::size_t w : {1, 3, 0, 2})  // the stable ones below, to be seen where the naive ones end
        if (shows(in, ways[w])) panel.add(error_curve(ways[w], r.evaluated[w], shown));
    for (std::size_t w = 0; w < ways.size(); ++w)
        if (shows(in, ways[w]) && naive(ways[w])) panel.add(breaks(ways[w], r.evaluated[w], shown));
    panel.add(viz::Rule{
        .id = "largest", .at = in.largest, .vertical = true, .colour = {Role::Accent}, .width = 1.4});
    auto live = named<PointSet>("live");
    live.shape = PointShape::Ring;
    live.size = 9;
    for (std::size_t w = 0; w < ways.size(); ++w) {
        const Evaluated& e = r.evaluated[w];
        if (!shows(in, ways[w]) || !std::isfinite(e.error)) continue;
        live.x.push_back(e.at);
        live.y.push_back(std::max(e.error, exact));
        live.colours.push_back(colour_of(ways[w]));
    }
    panel.add(std::move(live));
    panel.add(Handle{"largest", "largest exponent", in.largest, 1e-10, MoveReal{"largest", Along::X}});
    return panel;
}

Panel table_panel(const Inputs& in, const Computed& r) {
    Panel panel{.id = "table",
                .title = fmt::format("at $M$ = {}, and where each works", brief(in.largest, 5)),
                .kind = PanelKind::Matrix,
                .cell = {1, 0, 1, 1}};
    Table table;
    table.column_labels = {"LSE", "share $p_1$", "works from", "up to"};
    table.digits = 4;
    for (std::size_t w = 0; w < ways.size(); ++w) {
        if (!shows(in, ways[w])) continue;
        const Evaluated& e = r.evaluated[w];
        table.row_labels.push_back(ways[w].name);
        table.entries.entries.insert(table.entries.entries.end(),
                                     {e.value, e.first_share, e.lowest, e.highest});
        ++table.entries.rows;
    }
    table.entries.columns = table.column_labels.size();
    panel.table = std::move(table);
    return panel;
}

// Both signs of M + log sum - z_c as bars, class by class.
Panel sign_panel(const Computed& r) {
    const std::size_t n = r.losses.size();
    Panel panel{.id = "sign",
                .title = "$L_c = M$ + log $Σe^{z - M} - z_c$ ≥ 0",
                .kind = PanelKind::Bars,
                .cell = {1, 1, 1, 1}};
    const double high = *std::max_element(r.losses.begin(), r.losses.end());
    const double end = 1.7 * std::max(high, 1e-3);
    panel.y.range = Interval{-end, end};
    auto right = named<Bars>("right-sign", "cross-entropy"),
         flipped = named<Bars>("flipped-sign", "with its sign flipped");
    right.colours = {series(0)};
    flipped.colours = {{Role::Warning, 0, 0.45}};
    for (std::size_t k = 0; k < n; ++k) {
        const double at = static_cast<double>(k + 1);
        panel.x.ticks.push_back({at, fmt::format("$z_{{{}}}$", k + 1)});
        right.position.push_back(at), flipped.position.push_back(at);
        right.base.push_back(0), flipped.base.push_back(0);
        right.value.push_back(r.losses[k]), flipped.value.push_back(-r.losses[k]);
        right.texts.push_back(n <= 6 ? readable(r.losses[k], 3) : "");
        flipped.texts.push_back(n <= 6 ? readable(-r.losses[k], 3) : "");
    }
    panel.marks = {std::move(right), std::move(flipped)};
    return panel;
}

}  // namespace

Panels floating_panels(const Inputs& in, const Computed& r) {
    return {error_panel(in, r), table_panel(in, r), sign_panel(r)};
}

}  // namespace lossfield::viz::log_sum_exp
