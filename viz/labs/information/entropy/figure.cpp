// The picture of the entropy lab: shares as bars, surprises as rectangles whose area is the entropy. The simplex and the
// coin are in simplex.cpp.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "viz/fragments/outcomes.hpp"
#include "viz/labs/information/entropy/entropy.hpp"
#include "viz/text/numbers.hpp"

namespace lossfield::viz::entropy {
namespace {

Panel share_panel(const Computed& r) {
    const std::size_t n = r.p.size();
    Panel panel{.id = "shares", .title = "probabilities $p$", .kind = PanelKind::Bars, .cell = {0, 0, 1, 1}};
    panel.x.ticks = outcome_ticks(n, "p");
    panel.y.range = Interval{0, 1.1};
    panel.y.ticks = {{0, "0"}, {0.25, "0.25"}, {0.5, "0.5"}, {0.75, "0.75"}, {1, "1"}};
    Bars bars;
    bars.id = "shares";
    bars.position = outcome_positions(n);
    bars.base = Vector(n, 0.0);
    bars.value = r.p;
    bars.colours = outcome_colours(n);
    if (n <= 8)
        for (const double p : r.p) bars.texts.push_back(brief(p, n > 5 ? 2 : 3));
    panel.add(std::move(bars));
    panel.add(Rule{.id = "even", .at = 1 / static_cast<double>(n), .dash = Dash::Dotted});
    for (std::size_t k = 0; k < n; ++k)
        panel.add(Handle{fmt::format("share-{}", k + 1), fmt::format("probability of outcome {}", k + 1),
                         static_cast<double>(k + 1), r.p[k], MoveShare{"probabilities", k, Along::Y},
                         series(static_cast<int>(k))});
    return panel;
}

// The end of the surprise axis, in steps, so that the bars move with the shares rather than the axis. Beyond ten bits a
// bar is too narrow to be seen.
double reach(const Computed& r) {
    double highest = r.largest;
    for (const double s : r.surprise)
        if (std::isfinite(s)) highest = std::max(highest, s);
    const double bit = r.scale * std::log(2.0);
    const double bits = std::clamp(std::ceil(1.02 * highest / bit), 2.0, 10.0);
    return 1.04 * bits * bit;
}

// One rectangle per outcome, side by side: as wide as it is probable, as high as it is surprising.
Panel surprise_panel(const Computed& r) {
    Panel panel{.id = "surprise", .title = "surprise −log $p$: the bars' area is $H$", .cell = {1, 0, 2, 1}};
    const double top = reach(r);
    panel.x.label = "probability";
    panel.x.range = Interval{0, 1};
    panel.y.label = r.unit;
    panel.y.range = Interval{0, top};
    double start = 0;
    for (std::size_t k = 0; k < r.p.size(); ++k) {
        const double end = std::min(1.0, start + r.p[k]);
        if (r.p[k] > 0) {
            panel.add(Polygon{.id = fmt::format("outcome-{}", k + 1),
                              .x = {{start, end, end, start}},
                              .y = {{0, 0, r.surprise[k], r.surprise[k]}},
                              .fill = series(static_cast<int>(k), 0.4),
                              .stroke = series(static_cast<int>(k))});
            TextMark part;
            part.id = fmt::format("part-{}", k + 1);
            part.x = 0.5 * (start + end);
            part.y = 0.5 * std::min(r.surprise[k], top);
            part.text = brief(r.p[k] * r.surprise[k], 3);
            part.optional = true;
            if (r.p[k] > 0.095 && r.surprise[k] > 0.13 * top) panel.add(std::move(part));
        }
        start = end;
    }
    panel.add(Rule{.id = "mean",
                   .label = "mean surprise $H$ = " + readable(r.entropy, 4),
                   .at = r.entropy,
                   .colour = {Role::Accent},
                   .width = 2,
                   .dash = Dash::Dashed});
    panel.add(Rule{.id = "largest",
                   .label = fmt::format("log {}, the most", r.p.size()),
                   .at = r.largest,
                   .dash = Dash::Dotted});
    return panel;
}

std::size_t impossible(const Computed& r) {
    return static_cast<std::size_t>(std::count(r.p.begin(), r.p.end(), 0.0));
}

std::string caption(const Computed& r) {
    const std::size_t n = r.p.size();
    if (r.entropy <= 0)
        return "One outcome is certain: no surprise, no area. At the corner the entropy rises infinitely "
               "steeply.";
    if (r.largest - r.entropy < 1e-9 * r.largest)
        return fmt::format(
            "All {} outcomes are equally probable: each surprises by log {} = {} {}, and no other "
            "shares have more entropy.",
            n, n, readable(r.largest, 4), r.unit);
    std::size_t most = 0;
    for (std::size_t k = 1; k < n; ++k)
        if (r.p[k] > 0 && r.p[k] * r.surprise[k] > r.p[most] * (r.p[most] > 0 ? r.surprise[most] : 0))
            most = k;
    return fmt::format(
        "The coloured area equals the area under the dashed line: {} {}, {} % of the most "
        "there could be. Outcome {} adds the largest part, {}.",
        readable(r.entropy, 4), r.unit, fixed(100 * r.entropy / r.largest, 0), most + 1,
        readable(r.p[most] * r.surprise[most], 3));
}

Notices notices(const Computed& r) {
    Notices out;
    if (impossible(r) == 0) return out;
    out.push_back(
        {"impossible", Severity::Warning,
         fmt::format("{} probability 0: infinite surprise that never comes counts 0, and the slope "
                     "there is infinite, while through logits the gradient is 0 — a softmax that has "
                     "gone this far does not come back.",
                     impossible(r) == 1 ? "One outcome has" : "Some outcomes have")});
    return out;
}

}  // namespace

Figure draw(const Inputs& in, const Computed& r, const View& /*view*/) {
    Figure figure;
    const std::size_t n = r.p.size();
    figure.column_weights = {0.85, 1.15};
    figure.row_weights = {0.8, 0.65, 0.72};
    figure.add(share_panel(r));
    figure.add(surprise_panel(r));
    if (n > 2) figure.add(triangle_panel(in, r));
    figure.add(coin_panel(r));
    const bool many = n > 4;
    const std::string k = std::to_string(r.chosen + 1);
    figure.readouts = {
        {.id = "entropy", .label = "entropy", .symbol = "$H$", .value = r.entropy, .unit = r.unit},
        {.id = "largest", .label = "largest entropy", .symbol = fmt::format("log {}", n), .value = r.largest},
        {.id = "perplexity",
         .label = "perplexity: equal outcomes as uncertain",
         .symbol = "perplexity",
         .value = std::exp(r.entropy / r.scale)},
        {.id = "coin",
         .label = "entropy of this outcome or another",
         .symbol = "$h(p_{" + k + "})$",
         .value = r.coin},
        {.id = "coin-slope", .label = "slope of h", .symbol = "$h'(p_{" + k + "})$", .value = r.coin_slope},
        {.id = "rest",
         .label = "entropy of the others among themselves",
         .symbol = "$H_\\text{rest}$",
         .value = r.rest},
        {.id = "surprise", .label = "surprise", .symbol = "−log $p$", .value = r.surprise, .aside = many},
        {.id = "gradient",
         .label = "gradient by p, unconstrained",
         .symbol = "$∂H/∂p$",
         .value = r.gradient,
         .aside = many},
        {.id = "logit-gradient",
         .label = "gradient by the logits",
         .symbol = "$∂H/∂z$",
         .value = r.logit_gradient,
         .aside = many}};
    figure.notices = notices(r);
    figure.caption = caption(r);
    if (n <= 3) figure.inactive.push_back("triangle");
    if (n == 2) figure.inactive.push_back("levels");
    return figure;
}

Readouts probe(const Inputs& /*in*/, const Computed& r, const std::string& panel, double x, double y) {
    const auto outcome = [&](std::size_t k) -> Readouts {
        const std::string i = std::to_string(k + 1);
        return {
            {"p", "probability", "$p_{" + i + "}$", r.p[k], ""},
            {"surprise", "surprise", "−log $p_{" + i + "}$", r.surprise[k], r.unit},
            {"part", "its part of the entropy", "area", r.p[k] > 0 ? r.p[k] * r.surprise[k] : 0.0, r.unit}};
    };
    if (panel == "shares") {
        const double k = std::round(x);
        if (!(k >= 1 && k <= static_cast<double>(r.p.size()))) return {};
        return outcome(static_cast<std::size_t>(k) - 1);
    }
    if (panel == "surprise") {
        double end = 0;
        for (std::size_t k = 0; k < r.p.size(); ++k)
            if (end += r.p[k]; x >= 0 && x < end) return outcome(k);
        return {};
    }
    if (panel == "coin" && x >= 0 && x <= 1)
        return {{"p", "probability", "$p_{" + std::to_string(r.chosen + 1) + "}$", x, ""},
                {"coin", "entropy of the coin", "$h$", coin_entropy(r, x), r.unit},
                {"slope", "slope", "$h'$", coin_slope(r, x), ""},
                {"entropy", "entropy with the rest", "$H$", coin_entropy(r, x) + (1 - x) * r.rest, r.unit}};
    if (panel != "simplex") return {};
    const math::Barycentric b = math::to_barycentric({x, y});
    if (*std::min_element(b.begin(), b.end()) < 0) return {};
    return {{"entropy", "entropy", "$H$", entropy_on_triangle(r, b), r.unit},
            {"p", "probabilities of the shown outcomes", "$p$",
             Vector{r.share * b[0], r.share * b[1], r.share * b[2]}, ""}};
}

}  // namespace lossfield::viz::entropy
