// Three strips over the step: the gradients and their mean, the root of their mean square, and the ratio of the two.
#include "viz/labs/optimizers/adam_anatomy/adam_anatomy.hpp"

namespace lossfield::viz::adam_anatomy {
namespace {

// A list of the trace over the steps 1 to last, with a gap where there is no number.
Curve over_steps(const Vector& list, const std::string& id, const char* label, const Colour& colour,
                 double width, Dash dash = Dash::Solid) {
    Vector steps(list.size());
    std::iota(steps.begin(), steps.end(), 1.0);
    const auto or_gap = [](double v) { return std::isfinite(v) ? v : nan; };
    return curve(id, label, std::move(steps), each(list, or_gap), colour, width, dash);
}

// What is remembered and, where it is corrected, what is made of it.
void add_means(Panel& panel, const Inputs& in, const Vector& plain, const Vector& corrected,
               const std::string& id, const char* label, const Colour& faint, const Colour& colour) {
    if (!in.bias_correction) return panel.add(over_steps(plain, id, label, colour, 2.2));
    panel.add(over_steps(plain, id, label, faint, 1.4, Dash::Dashed));
    panel.add(over_steps(corrected, "corrected-" + id, "corrected", colour, 2.2));
}

PointSet dots(const Vector& list, const char* id, const char* label) {
    PointSet points{.id = id, .label = label, .colours = {gradient_colour(list.size() > 250 ? 0.6 : 1)}};
    points.size = list.size() > 250 ? 2.5 : list.size() > 60 ? 3.5 : 4.5;
    for (std::size_t i = 0; i < list.size(); ++i)
        if (std::isfinite(list[i]))
            points.x.push_back(static_cast<double>(i + 1)), points.y.push_back(list[i]);
    return points;
}

// With air above and below.
Interval aired(const Interval& y) {
    if (!(y.high > y.low)) return {-1, 1};
    const double air = 0.09 * y.length();
    return {y.low - air, y.high + air};
}

Panel strip(const Inputs& in, const Computed& r, int row, const char* id, const char* title) {
    const auto last = static_cast<double>(std::max<std::size_t>(1, r.last()));
    const std::string label =
        in.silent() > 0 ? fmt::format("step after {} silent ones", in.silent()) : "step $t$";
    Panel panel{.id = id, .title = title, .cell = {2 * row, 0, 2, 1}};
    panel.x = {.label = label, .range = Interval{0, last}, .shared = "steps"};
    return panel;
}

void add_now(Panel& panel, std::size_t step, const Vector& list, const Colour& colour) {
    panel.add(vertical_rule("now", static_cast<double>(step), {Role::Muted}, Dash::Dashed));
    if (step == 0 || !std::isfinite(list[step - 1])) return;
    panel.add(point("here", static_cast<double>(step), list[step - 1], colour, PointShape::Disc, 8));
}

}  // namespace

Panel gradient_panel(const Inputs& in, const Computed& r, std::size_t step) {
    Panel panel = strip(in, r, 0, "gradients", "gradients and their mean");
    const Vector& mean = in.bias_correction ? r.trace.corrected_mean : r.trace.mean;
    const Interval events = holding({0, 0}, in.change() ? in.after * in.scale : 0);
    panel.y.range = aired(holding(holding(holding(events, r.trace.gradient), mean), r.trace.mean));
    panel.add(dots(r.trace.gradient, "gradient", "$g$"));
    add_means(panel, in, r.trace.mean, mean, "mean", "$m$", mean_colour(0.6), mean_colour());
    if (in.noisy())
        panel.add(horizontal_rule("true-mean", in.scale * in.ratio, {Role::Muted}, Dash::Dotted, 1, "$μ$"));
    add_now(panel, step, mean, mean_colour());
    const double right = panel.x.range->high;
    const auto add_handle = [&](const char* id, const char* words, double x, double level, Move move) {
        panel.add(Handle{id, words, x, in.scale * level, std::move(move), {Role::Ink}});
    };
    const auto event = static_cast<double>(in.event);
    if (in.change()) {
        add_handle("event", "step of the change", event, in.after, MoveReal{"event", Along::X});
        const double reach = std::max(3.0, std::abs(in.after));
        const Vector levels{-reach, reach}, heights{-reach * in.scale, reach * in.scale};
        add_handle("after-level", "gradient after the change", right, in.after,
                   MoveAlong{"after", {right, right}, heights, levels});
    }
    if (in.spike()) add_handle("event", "step of the spike", event, 1.0, MoveReal{"event", Along::X});
    if (in.noisy()) {
        // The mean of the noise, in units of its deviation.
        const Curve means =
            sampled_curve("", "", ratio_range, 60, [&](double ratio) { return in.scale * ratio; });
        add_handle("mean-level", "mean of the noise", right, in.ratio,
                   MoveAlong{"ratio", Vector(means.x.size(), right), means.y, means.x});
    }
    return panel;
}

Panel square_panel(const Inputs& in, const Computed& r, std::size_t step) {
    Panel panel = strip(in, r, 1, "squares", "root of the mean square");
    const Vector& root = in.bias_correction ? r.trace.corrected_root : r.trace.root;
    const Vector size = each(r.trace.gradient, [](double g) { return std::abs(g); });
    panel.y.range = aired(holding(holding({0, 0}, size), root));
    panel.y.range->low = 0;
    panel.add(dots(size, "size", "$|g|$"));
    add_means(panel, in, r.trace.root, root, "root", "$√v$", root_colour(0.7), root_colour());
    add_now(panel, step, root, root_colour());
    return panel;
}

Panel update_panel(const Inputs& in, const Computed& r, std::size_t step) {
    Panel panel = strip(in, r, 2, "update", "their ratio: the update $u$ in units of the rate");
    panel.y.range = aired(holding({-1, 1}, r.trace.update));
    panel.add(horizontal_rule("one", 1, {Role::Muted}, Dash::Dotted));
    panel.add(horizontal_rule("minus-one", -1, {Role::Muted}, Dash::Dotted));
    if (has_silence_limit(in)) {
        const double limit = math::update_after_silence(in.adam(false), 1);
        if (limit < panel.y.range->high)
            panel.add(horizontal_rule("silence-limit", limit, {Role::Warning}, Dash::Dotted, 1,
                                      "$(1-β_1)/√(1-β_2)$"));
    }
    if (in.noisy()) {
        panel.title += "; shaded: theory's root mean square";
        const double limit = math::update_rms(in.beta1, in.ratio);
        panel.add(Band{.id = "root-mean-square",
                       .x = {panel.x.range->low, panel.x.range->high},
                       .low = {-limit, -limit},
                       .high = {limit, limit},
                       .colour = update_colour(0.18)});
    }
    panel.add(over_steps(r.trace.update, "update", "", update_colour(), 1.8));
    add_now(panel, step, r.trace.update, update_colour());
    return panel;
}

}  // namespace lossfield::viz::adam_anatomy
