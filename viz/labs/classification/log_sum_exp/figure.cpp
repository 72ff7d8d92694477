// The lab's picture put together, its presets, and what is true under the pointer.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "math/simplex/softmax.hpp"
#include "viz/labs/classification/log_sum_exp/log_sum_exp.hpp"
#include "viz/text/numbers.hpp"

namespace lossfield::viz::log_sum_exp {
namespace {

constexpr std::size_t naive_float = 0, naive_double = 2;

std::string number(double v) {
    if (std::isnan(v)) return "NaN";
    return std::isinf(v) ? (v > 0 ? "+∞" : "−∞") : readable(v, 5);
}

Notices notices(const Inputs& in, const Computed& r) {
    const Evaluated &f = r.evaluated[naive_float], &d = r.evaluated[naive_double];
    const bool in_float = shows(in, ways[naive_float]) && !std::isfinite(f.value);
    const bool in_double = shows(in, ways[naive_double]) && !std::isfinite(d.value);
    if (!in_float && !in_double) return {};
    const std::string what = in.largest > 0 ? "the exponentials overflow" : "every exponential becomes 0";
    const auto told = [](const char* name, const Evaluated& e) {
        return fmt::format("{} gives {} (it works from {} to {})", name, number(e.value), fixed(e.lowest, 2),
                           fixed(e.highest, 2));
    };
    return {{in.largest > 0 ? "overflow" : "underflow", Severity::Failure,
             fmt::format("The naive formula breaks, for {}: {}{}{}. The stable one gives {}.", what,
                         in_float ? told("float", f) : "", in_float && in_double ? ", " : "",
                         in_double ? told("double", d) : "", number(r.evaluated[naive_double + 1].value))}};
}

std::string shape_caption(const Inputs& in, const Computed& r) {
    const double above = r.value - r.bounds.largest, most = r.bounds.highest - r.bounds.largest;
    const std::size_t k = math::largest(std::span<const double>(r.p));
    return fmt::format(
        "The corner of the maximum is rounded over a width of about $τ$ = {}: LSE lies {} above the maximum, "
        "of at "
        "most $τ$ log {} = {}; of its gradient {} has {} %.",
        brief(in.tau, 3), brief(above, 3), in.values.size(), brief(most, 3), fmt::format("$x_{{{}}}$", k + 1),
        brief(100 * r.p[k], 3));
}

std::string floating_caption(const Inputs& in, const Computed& r) {
    const Evaluated& e = r.evaluated[in.precision == "float" ? naive_float : naive_double];
    return fmt::format(
        "Taken about $M$, no exponential exceeds 1. As written, $e^M$ alone ends at {} in {}, these {} "
        "together at {}; below {} their sum is 0.",
        fixed(e.alone_high, 2), in.precision == "float" ? "float" : "double", in.values.size(),
        fixed(e.highest, 2), fixed(e.lowest, 2));
}

Readouts shape_readouts(const Computed& r) {
    const auto& b = r.bounds;
    return {{"lse", "log-sum-exp", "LSE", r.value, ""},
            {"maximum", "maximum", "max $x$", b.largest, ""},
            {"upper-bound", "upper bound", "max + $τ$ log $n$", b.highest, ""},
            {"mean-bound", "lower bound by the mean", "mean + $τ$ log $n$", b.from_mean, ""},
            {"entropy-bound", "weighted mean and entropy", "$⟨p, x⟩ + τH(p)$", b.from_entropy, ""},
            {"collision-bound", "weighted mean and collision entropy", "$⟨p, x⟩ - τ$ log $Σp^2$",
             b.from_collision, ""},
            {"gradient", "gradient", "$p$", r.p, "", false, r.p.size() > 5},
            {"gradient-check", "gradient check", "", r.check, ""}};
}

Readouts floating_readouts(const Inputs& in, const Computed& r) {
    Readouts out;
    for (std::size_t w = 0; w < ways.size(); ++w) {
        const Way& way = ways[w];
        if (!shows(in, way)) continue;
        const Evaluated& e = r.evaluated[w];
        out.push_back({way.id, way.name, "", e.value, "", false, true});
        if (way.evaluation == math::Evaluation::Stable) continue;
        const std::string type = way.in_double ? "double" : "float";
        out.push_back({type + "-lowest", "first $M$ that works, " + type, "", e.lowest, "", false, true});
        out.push_back({type + "-highest", "last $M$ that works, " + type, "", e.highest, "", false, true});
        out.push_back({type + "-alone-low", "$e^M$ > 0 in " + type + " from", "", e.alone_low, ""});
        out.push_back({type + "-alone-high", "$e^M$ < ∞ in " + type + " up to", "", e.alone_high, ""});
    }
    Vector flipped;
    for (const double l : r.losses) flipped.push_back(-l);
    out.push_back(
        {"cross-entropy", "cross-entropy of each class", "$L_c$", r.losses, "", false, r.losses.size() > 5});
    out.push_back({"flipped", "with its sign flipped", "flipped", flipped, "", false, true});
    return out;
}

Inputs preset(Vector values, double tau) {
    Inputs in;
    in.values = std::move(values);
    in.tau = tau;
    return in;
}

Inputs floating(double largest, Vector values, std::string precision = "both") {
    Inputs in = preset(std::move(values), 1);
    in.show = "floating-point";
    in.largest = largest;
    in.precision = std::move(precision);
    return in;
}

}  // namespace

std::vector<PresetOf<Inputs>> presets() {
    return {
        {"sharp", "Almost the maximum",
         "A small temperature: the corner is back, and one entry has the whole gradient.",
         preset({1.2, 0.3, -1.2, -1.8, -2.4}, 0.08)},
        {"flat", "Almost the mean",
         "A large temperature: the gradient is shared out evenly, and LSE is the mean plus τ log n.",
         preset({1.2, 0.3, -1.2, -1.8, -2.4}, 5)},
        {"two", "Two numbers", "The corner of max(x₁, x₂), and nothing else.", preset({0.8, 0.4}, 0.6)},
        {"ties", "All equal", "Twelve equal entries: the upper bound max + τ log n is attained.",
         preset(Vector(12, 0.5), 0.5)},
        {"overflow", "Overflow at M = 400",
         "Double still holds e⁴⁰⁰, float has given up at 88; the stable formula never forms it.",
         floating(400, {3, 1, 0.2}), true},
        {"underflow", "Underflow in float",
         "The other end: digits go one by one among the subnormal numbers, then the sum is 0 and its "
         "logarithm −∞.",
         floating(-110, {3, 1, 0.2}, "float"), true},
    };
}

Figure draw(const Inputs& in, const Computed& r, const View& /*view*/) {
    Figure figure;
    if (shows_floating(in)) {
        figure.panels = floating_panels(in, r);
        figure.row_weights = {1.25, 1};
        figure.column_weights = {1.1, 0.9};
        figure.readouts = floating_readouts(in, r);
        figure.notices = notices(in, r);
        figure.caption = floating_caption(in, r);
        figure.hidden = {"domain", "corner", "family"};
    } else {
        figure.panels = shape_panels(in, r);
        figure.row_weights = {1, 0.4, 0.7};
        figure.column_weights = {1.1, 1};
        figure.readouts = shape_readouts(r);
        figure.caption = shape_caption(in, r);
        figure.hidden = {"largest", "precision"};
    }
    return figure;
}

Readouts probe(const Inputs& in, const Computed& r, const std::string& panel, double x, double y) {
    if (panel == "softplus")
        return {{"lse", "softplus", "", math::log_sum_exp(Vector{x, 0}, in.tau), ""},
                {"maximum", "maximum", "max($x$, 0)", std::max(x, 0.0), ""},
                {"slope", "slope", "$p$", math::softmax(Vector{x, 0}, in.tau)[0], ""}};
    if (panel == "map") {
        Vector at = in.values;
        at[0] = x, at[1] = y;
        const Vector p = math::softmax(at, in.tau);
        return {{"lse", "log-sum-exp", "LSE", math::log_sum_exp(at, in.tau), ""},
                {"maximum", "maximum", "max", *std::max_element(at.begin(), at.end()), ""},
                {"gradient", "gradient", "$p_1, p_2$", Vector{p[0], p[1]}, ""}};
    }
    if (panel == "entries" || panel == "shares") {
        const double k = std::round(x);
        if (k < 1 || k > static_cast<double>(in.values.size())) return {};
        const auto i = static_cast<std::size_t>(k) - 1;
        return {{"x", "entry", fmt::format("$x_{{{}}}$", i + 1), in.values[i], ""},
                {"p", "share", fmt::format("$p_{{{}}}$", i + 1), r.p[i], ""}};
    }
    return {};
}

}  // namespace lossfield::viz::log_sum_exp
