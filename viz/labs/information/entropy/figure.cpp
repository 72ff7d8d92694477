// The picture of the entropy lab: shares as bars, surprises as rectangles whose area is the entropy. The simplex and the
// coin are in simplex.cpp.
#include "viz/fragments/outcomes.hpp"
#include "viz/labs/information/entropy/entropy.hpp"

namespace lossfield::viz::entropy {
namespace {

Panel share_panel(const Computed& r) {
    const std::size_t n = r.p.size();
    Panel panel = outcome_panel("shares", "probabilities $p$", {}, n, "p", {0, 1.1});
    panel.y.ticks = {{0, "0"}, {0.25, "0.25"}, {0.5, "0.5"}, {0.75, "0.75"}, {1, "1"}};
    Bars bars = outcome_bars("shares", r.p);
    if (n <= 8)
        for (const double p : r.p) bars.texts.push_back(brief(p, n > 5 ? 2 : 3));
    panel.add(std::move(bars));
    panel.add(horizontal_rule("even", 1 / static_cast<double>(n), {Role::Muted}, Dash::Dotted));
    for (std::size_t k = 0; k < n; ++k)
        panel.add(outcome_handle("share", fmt::format("probability of outcome {}", k + 1), k, r.p[k],
                                 MoveShare{"probabilities", k, Along::Y}));
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
    const double top = reach(r);
    Panel panel{.id = "surprise", .title = "surprise −log $p$: the bars' area is $H$", .cell = {1, 0, 2, 1}};
    panel.x = {.label = "probability", .range = Interval{0, 1}};
    panel.y = {.label = r.unit, .range = Interval{0, top}};
    double start = 0;
    for (std::size_t k = 0; k < r.p.size(); ++k) {
        const double end = std::min(1.0, start + r.p[k]), s = r.surprise[k];
        const Colour colour = series(static_cast<int>(k));
        if (r.p[k] > 0) {
            Polygon bar{fmt::format("outcome-{}", k + 1), "", {{start, end, end, start}}, {{0, 0, s, s}}};
            bar.fill = series(colour.index, 0.4), bar.stroke = colour;
            panel.add(std::move(bar));
        }
        if (r.p[k] > 0.095 && s > 0.13 * top)
            panel.add(words_at(fmt::format("part-{}", k + 1), {0.5 * (start + end), 0.5 * std::min(s, top)},
                               brief(r.p[k] * s, 3), Anchor::Centre, {Role::Ink}, true));
        start = end;
    }
    Rule mean = horizontal_rule("mean", r.entropy, {Role::Accent}, Dash::Dashed, 2);
    mean.label = "mean surprise $H$ = " + readable(r.entropy, 4);
    Rule largest = horizontal_rule("largest", r.largest, {Role::Muted}, Dash::Dotted);
    largest.label = fmt::format("log {}, the most", r.p.size());
    panel.marks.append({std::move(mean), std::move(largest)});
    return panel;
}

double part_of(const Computed& r, std::size_t k) { return r.p[k] > 0 ? r.p[k] * r.surprise[k] : 0; }

std::size_t largest_part(const Computed& r) {
    std::size_t most = 0;
    for (std::size_t k = 1; k < r.p.size(); ++k)
        if (part_of(r, k) > part_of(r, most)) most = k;
    return most;
}

// Another outcome's part is as large, but for rounding.
bool shares_largest_part(const Computed& r) {
    const std::size_t most = largest_part(r);
    for (std::size_t k = 0; k < r.p.size(); ++k)
        if (k != most && part_of(r, k) >= part_of(r, most) * (1 - 1e-12)) return true;
    return false;
}

// "1 bit", "1.5 bits"
std::string amount(const Computed& r, double v, int digits) {
    return counted(brief(v, digits), r.unit.substr(0, r.unit.size() - 1));
}

std::string caption(const Computed& r) {
    const std::size_t n = r.p.size();
    if (is_certain(r))
        return "One outcome is certain: no surprise, no area. At the corner the entropy rises infinitely "
               "steeply.";
    if (all_equal(r))
        return fmt::format(
            "{} outcomes are equally probable: each surprises by log {} = {}, and no other shares have more "
            "entropy.",
            n == 2 ? "Both" : fmt::format("All {}", n), n, amount(r, r.largest, 4));
    const std::size_t most = largest_part(r);
    const double share = r.entropy / r.largest;
    const std::string of_most =
        share < 0.995 ? brief(100 * share, 2) + " % of" : brief(100 * (1 - share), 1) + " % below";
    return fmt::format(
        "The coloured area equals the area under the dashed line: {}, {} the most there could be. {} "
        "outcome {}, {}.",
        amount(r, r.entropy, 4), of_most,
        shares_largest_part(r) ? "No part is larger than that of" : "The largest part is that of", most + 1,
        amount(r, part_of(r, most), 3));
}

Notices notices(const Inputs& in, const Computed& r) {
    Notices out;
    if (beyond_last(in))
        out.push_back({"no-outcome", Severity::Info,
                       fmt::format("There is no outcome {}: the last one, {}, is set against the others.",
                                   in.outcome, r.p.size())});
    const std::size_t impossible = impossible_outcomes(r);
    if (impossible == 0) return out;
    out.push_back(
        {"impossible", Severity::Warning,
         fmt::format("{} probability 0: infinite surprise that never comes counts 0, and the slope "
                     "there is infinite, while through logits the gradient is 0 — a softmax that has "
                     "gone this far does not come back.",
                     impossible == 1 ? "One outcome has" : "Some outcomes have")});
    return out;
}

std::string probability_of(std::size_t k) { return fmt::format("$p_{{{}}}$", k + 1); }

Readouts readouts(const Computed& r) {
    const bool many = r.p.size() > 4;
    const std::string k = std::to_string(r.chosen + 1);
    return {{"entropy", "entropy", "$H$", r.entropy, r.unit},
            {"largest", "largest entropy", fmt::format("log {}", r.p.size()), r.largest, r.unit},
            {"perplexity", "perplexity: equal outcomes as uncertain", "perplexity",
             std::exp(r.entropy / r.scale)},
            {"coin", "entropy of this outcome or another", "$h(p_{" + k + "})$", r.coin, r.unit},
            {"coin-slope", "slope of h", "$h'(p_{" + k + "})$", r.coin_slope, r.unit},
            {"rest", "entropy of the others among themselves", "$H_\\text{rest}$", r.rest, r.unit},
            {"surprise", "surprise", "−log $p$", r.surprise, r.unit, false, many},
            {"gradient", "gradient by p, unconstrained", "$∂H/∂p$", r.gradient, r.unit, false, many},
            {"logit-gradient", "gradient by the logits", "$∂H/∂z$", r.logit_gradient, r.unit, false, many}};
}

Readouts readouts_of(const Computed& r, std::size_t k) {
    return {{"p", "probability", probability_of(k), r.p[k]},
            {"surprise", "surprise", "−log " + probability_of(k), r.surprise[k], r.unit},
            {"part", "its part of the entropy", "area", part_of(r, k), r.unit}};
}

}  // namespace

Figure draw(const Inputs& in, const Computed& r, const View& /*view*/) {
    Figure figure{.panels = {share_panel(r), surprise_panel(r)},
                  .lead = "simplex",
                  .readouts = readouts(r),
                  .notices = notices(in, r),
                  .caption = caption(r)};
    const std::size_t n = r.p.size();
    if (n > 2) figure.add(triangle_panel(in, r));
    figure.add(coin_panel(r));
    if (n <= 3) figure.inactive.push_back("triangle");
    if (n == 2) figure.inactive.push_back("levels");
    return figure;
}

Readouts probe_shares(const Inputs& /*in*/, const Computed& r, double x, double /*y*/) {
    const auto k = outcome_at(x, r.p.size());
    return k ? readouts_of(r, *k) : Readouts{};
}

Readouts probe_surprise(const Inputs& /*in*/, const Computed& r, double x, double /*y*/) {
    double end = 0;
    for (std::size_t k = 0; k < r.p.size(); ++k)
        if (end += r.p[k]; x >= 0 && x < end) return readouts_of(r, k);
    return {};
}

Readouts probe_coin(const Inputs& /*in*/, const Computed& r, double x, double /*y*/) {
    if (!(x >= 0 && x <= 1)) return {};
    return {{"p", "probability", probability_of(r.chosen), x},
            {"coin", "entropy of the coin", "$h$", coin_entropy(r, x), r.unit},
            {"slope", "slope", "$h'$", coin_slope(r, x), r.unit},
            {"entropy", "entropy with the rest", "$H$", coin_entropy(r, x) + (1 - x) * r.rest, r.unit}};
}

Readouts probe_simplex(const Inputs& /*in*/, const Computed& r, double x, double y) {
    const auto b = inside_triangle(x, y);
    if (!b) return {};
    return {{"entropy", "entropy", "$H$", entropy_on_triangle(r, *b), r.unit},
            {"p", "probabilities of the shown outcomes", "$p$", shown_shares(r.shown.share, *b)}};
}

}  // namespace lossfield::viz::entropy
