// The smooth maximum: of a number and 0, of two numbers as a map, of all of them as a level over bars, and the shares
// of its gradient.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

#include "math/simplex/softmax.hpp"
#include "viz/geometry/scale.hpp"
#include "viz/labs/classification/log_sum_exp/log_sum_exp.hpp"
#include "viz/text/numbers.hpp"

namespace lossfield::viz::log_sum_exp {
namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();
constexpr double reach = 3;  // of the curves against 0
constexpr int curve_samples = 200;
constexpr double log2 = std::numbers::ln2;

template <class Function>
Curve against_zero(std::string id, std::string label, const Function& f) {
    auto curve = named<Curve>(std::move(id), std::move(label));
    for (int i = -curve_samples; i <= curve_samples; ++i) {
        const double x = reach * i / curve_samples;
        curve.x.push_back(x);
        curve.y.push_back(f(x));
    }
    return curve;
}

double softplus(double x, double tau) { return math::log_sum_exp(Vector{x, 0}, tau); }

Panel softplus_panel(const Inputs& in) {
    Panel panel{.id = "softplus", .title = "of $x$ and 0: softplus", .cell = {0, 0, 1, 1}};
    panel.x.label = "$x$";
    panel.x.range = Interval{-reach, reach};
    panel.y.range = Interval{-0.45, 3.7};
    const auto positive = [](double x) { return std::max(x, 0.0); };
    auto band = named<Band>("bounds", "up to $τ$ log 2 more");
    band.colour = {Role::Accent, 0, 0.13};
    for (const double x : {-reach, 0.0, reach}) {
        band.x.push_back(x);
        band.low.push_back(positive(x));
        band.high.push_back(positive(x) + in.tau * log2);
    }
    panel.add(std::move(band));
    if (in.family)
        for (int k = -2; k <= 2; ++k) {
            if (k == 0) continue;
            const double tau = std::ldexp(in.tau, k);
            Curve curve =
                against_zero(fmt::format("softplus-{}", k + 3), k == -2 ? "$τ$/4, $τ$/2, 2$τ$, 4$τ$" : "",
                             [&](double x) { return softplus(x, tau); });
            curve.colour = {Role::Accent, 0, 0.42};
            curve.width = 1;
            panel.add(std::move(curve));
        }
    Curve weighted = against_zero("weighted-mean", "weighted mean $⟨p, x⟩$", [&](double x) {
        return x * math::softmax(Vector{x, 0}, in.tau)[0];
    });
    weighted.colour = series(2);
    weighted.width = 1.4;
    weighted.dash = Dash::Dashed;
    panel.add(std::move(weighted));
    panel.add(Curve{.id = "maximum",
                    .label = "max($x$, 0)",
                    .x = {-reach, 0, reach},
                    .y = {0, 0, reach},
                    .colour = {Role::Ink},
                    .width = 1.6});
    Curve smooth =
        against_zero("smooth", "$τ$ log(1 + $e^{x/τ}$)", [&](double x) { return softplus(x, in.tau); });
    smooth.colour = {Role::Accent};
    smooth.width = 2.6;
    panel.add(std::move(smooth));
    panel.add(Handle{"tau", "temperature", 0, in.tau * log2,
                     MoveAlong{"tau", {0, 0}, {0.01 * log2, 5 * log2}, {0.01, 5}}});
    return panel;
}

// The level lines of max(x1, x2, rest): each a corner, exactly.
Curve corners(const Inputs& in, const Computed& r) {
    auto lines = named<Curve>("corners", in.values.size() > 2 ? "max($x$)" : "max($x_1$, $x_2$)");
    lines.colour = {Role::Ink, 0, 0.6};
    lines.width = 1.1;
    lines.dash = Dash::Dashed;
    const Domain& d = in.domain;
    for (const double c : r.levels) {
        if (c <= r.rest) continue;
        const double x = std::min(c, d.x.high), y = std::min(c, d.y.high);
        if (c < d.x.high && c > d.x.low)
            lines.x.insert(lines.x.end(), {c, c, nan}), lines.y.insert(lines.y.end(), {d.y.low, y, nan});
        if (c < d.y.high && c > d.y.low)
            lines.x.insert(lines.x.end(), {x, d.x.low, nan}), lines.y.insert(lines.y.end(), {c, c, nan});
    }
    return lines;
}

Panel map_panel(const Inputs& in, const Computed& r) {
    Panel panel{.id = "map",
                .title = in.values.size() > 2 ? "over two of them, the others held" : "over both",
                .cell = {0, 1, 2, 1}};
    panel.x.label = "$x_1$", panel.y.label = "$x_2$";
    panel.x.range = in.domain.x, panel.y.range = in.domain.y;
    panel.equal_aspect = true;
    auto contours = named<Contours>("smooth-maximum");
    contours.field = r.field;
    contours.levels.exactly = r.levels;
    panel.add(std::move(contours));
    if (in.corner) panel.add(corners(in, r));
    panel.add(Arrows{.id = "gradient",
                     .label = "gradient $(p_1, p_2)$",
                     .x = {in.values[0]},
                     .y = {in.values[1]},
                     .u = {r.p[0]},
                     .v = {r.p[1]},
                     .colours = {{Role::Accent}},
                     .width = 2.6});
    panel.add(PointSet{.id = "point",
                       .x = {in.values[0]},
                       .y = {in.values[1]},
                       .shape = PointShape::Ring,
                       .size = 12,
                       .texts = {"LSE = " + readable(r.value, 4)}});
    panel.add(Handle{"point", "first two entries", in.values[0], in.values[1], MovePair{"values", 0, 1}});
    return panel;
}

Bars bars_of(const char* id, const Vector& values) {
    auto bars = named<Bars>(id);
    for (std::size_t k = 0; k < values.size(); ++k) {
        bars.position.push_back(static_cast<double>(k + 1));
        bars.base.push_back(0);
        bars.colours.push_back(series(static_cast<int>(k)));
    }
    bars.value = values;
    return bars;
}

Ticks ticks(std::size_t n, const char* symbol) {
    Ticks out;
    for (std::size_t k = 1; k <= n; ++k)
        out.push_back(
            {static_cast<double>(k), fmt::format("${}_{{{}}}$", symbol, k), series(static_cast<int>(k) - 1)});
    return out;
}

Panel values_panel(const Inputs& in, const Computed& r) {
    const std::size_t n = in.values.size();
    Panel panel{.id = "entries",
                .title = "max ≤ LSE ≤ max + $τ$ log $n$",
                .kind = PanelKind::Bars,
                .cell = {1, 0, 2, 1}};
    panel.x.ticks = ticks(n, "x");
    const double least = *std::min_element(in.values.begin(), in.values.end());
    const Interval shown =
        round_range(ScaleKind::Linear, {std::min(-2.0, least), std::max(2.0, r.bounds.highest)});
    const double air = 0.1 * shown.length();
    panel.y.range = Interval{shown.low - air, shown.high + air};
    const double end = static_cast<double>(n) + 0.6;
    panel.add(Band{.id = "bounds",
                   .x = {0.4, end},
                   .low = Vector(2, r.bounds.largest),
                   .high = Vector(2, r.bounds.highest),
                   .colour = {Role::Accent, 0, 0.13}});
    panel.add(bars_of("entries", in.values));
    panel.add(viz::Rule{.id = "maximum", .at = r.bounds.largest, .colour = {Role::Ink}, .width = 1.2});
    panel.add(viz::Rule{.id = "level",
                        .at = r.value,
                        .colour = {Role::Accent},
                        .width = 2.4,
                        .text = "LSE = " + readable(r.value, 4)});
    for (std::size_t k = 0; k < n; ++k)
        panel.add(Handle{fmt::format("entry-{}", k + 1), fmt::format("entry {}", k + 1),
                         static_cast<double>(k + 1), in.values[k], MoveEntry{"values", k, Along::Y},
                         series(static_cast<int>(k))});
    return panel;
}

Panel shares_panel(const Inputs& in, const Computed& r) {
    const std::size_t n = in.values.size();
    Panel panel{.id = "shares",
                .title = "gradient: shares $p$ of a step, sum 1",
                .kind = PanelKind::Bars,
                .cell = {2, 1, 1, 1}};
    panel.x.ticks = ticks(n, "p");
    panel.y.range = Interval{0, 1.25};
    panel.y.ticks = {{0, "0"}, {0.2, "0.2"}, {0.4, "0.4"}, {0.6, "0.6"}, {0.8, "0.8"}, {1, "1"}};
    Bars bars = bars_of("shares", r.p);
    if (n <= 8)
        for (const double share : r.p) bars.texts.push_back(brief(100 * share, 2) + " %");
    panel.add(std::move(bars));
    panel.add(viz::Rule{.id = "uniform",
                        .at = 1 / static_cast<double>(n),
                        .dash = Dash::Dashed,
                        .text = fmt::format("1/{}", n)});
    for (std::size_t k = 0; k < n; ++k)
        panel.add(Handle{fmt::format("share-{}", k + 1), fmt::format("share {}", k + 1),
                         static_cast<double>(k + 1), r.p[k], MoveLogitByProbability{"values", "tau", k},
                         series(static_cast<int>(k))});
    return panel;
}

}  // namespace

Panels shape_panels(const Inputs& in, const Computed& r) {
    return {softplus_panel(in), map_panel(in, r), values_panel(in, r), shares_panel(in, r)};
}

}  // namespace lossfield::viz::log_sum_exp
