// Three strips over the step: the gradients and their mean, the root of their mean square, and the ratio of the two.
#include "viz/labs/optimizers/adam_anatomy/adam_anatomy.hpp"

namespace lossfield::viz::adam_anatomy {
namespace {

constexpr int ratio_samples = 60;

// A list of the trace over the steps 1 to last.
Curve over_steps(const Vector& list, const char* id, const std::string& label, const Colour& colour,
                 double width, Dash dash = Dash::Solid) {
    Curve line = curve(id, label, {}, {}, colour, width, dash);
    for (std::size_t i = 0; i < list.size(); ++i) {
        line.x.push_back(static_cast<double>(i + 1));
        line.y.push_back(std::isfinite(list[i]) ? list[i] : nan);
    }
    return line;
}

PointSet dots(const Vector& list, const char* id, const std::string& label) {
    PointSet points{.id = id, .label = label, .colours = {gradient_colour(list.size() > 250 ? 0.6 : 1)}};
    points.size = list.size() > 250 ? 2.5 : list.size() > 60 ? 3.5 : 4.5;
    for (std::size_t i = 0; i < list.size(); ++i) {
        if (!std::isfinite(list[i])) continue;
        points.x.push_back(static_cast<double>(i + 1));
        points.y.push_back(list[i]);
    }
    return points;
}

// What holds all values and `from`, with air above and below.
Interval extent(std::initializer_list<const Vector*> lists, Interval from) {
    for (const Vector* list : lists)
        for (const double v : *list)
            if (std::isfinite(v)) from = {std::min(from.low, v), std::max(from.high, v)};
    if (!(from.high > from.low)) return {-1, 1};
    const double air = 0.09 * from.length();
    return {from.low - air, from.high + air};
}

Panel strip(const Inputs& in, const Computed& r, int row, const char* id, const char* title) {
    const auto last = static_cast<double>(std::max<std::size_t>(1, r.last()));
    const std::string label =
        in.silent() > 0 ? fmt::format("step after {} silent ones", in.silent()) : "step $t$";
    return {.id = id,
            .title = title,
            .cell = {2 * row, 0, 2, 1},
            .x = {.label = label, .range = Interval{0, last}, .shared = "steps"}};
}

void add_now(Panel& panel, std::size_t step, const Vector& list, const Colour& colour) {
    panel.add(vertical_rule("now", static_cast<double>(step), {Role::Muted}, Dash::Dashed));
    if (step == 0 || !std::isfinite(list[step - 1])) return;
    panel.add(point("here", static_cast<double>(step), list[step - 1], colour, PointShape::Disc, 8));
}

// Up and down at the right end: the mean of the noise in units of its deviation.
Handle ratio_handle(const Inputs& in, double x) {
    MoveAlong along{"ratio", {}, {}, {}};
    for (int i = 0; i <= ratio_samples; ++i) {
        const double ratio = std::lerp(ratio_range.low, ratio_range.high, 1.0 * i / ratio_samples);
        along.x.push_back(x);
        along.y.push_back(in.scale * ratio);
        along.value.push_back(ratio);
    }
    return {"mean-level", "mean of the noise", x, in.scale * in.ratio, std::move(along), {Role::Ink}};
}

Handle after_handle(const Inputs& in, double x) {
    const double reach = std::max(3.0, std::abs(in.after));
    MoveAlong along{"after", {x, x}, {-reach * in.scale, reach * in.scale}, {-reach, reach}};
    return {"after-level", "gradient after the change", x, in.scale * in.after, std::move(along),
            {Role::Ink}};
}

}  // namespace

std::size_t shown_step(const Computed& r, const View& view) {
    const auto last = static_cast<long long>(r.last());
    return static_cast<std::size_t>(std::clamp(view.step.value_or(last), 0LL, last));
}

Panel gradient_panel(const Inputs& in, const Computed& r, std::size_t step) {
    Panel panel = strip(in, r, 0, "gradients", "gradients and their mean");
    const Vector& mean = in.bias_correction ? r.trace.corrected_mean : r.trace.mean;
    Interval y{0, 0};
    if (in.change()) y = {std::min(0.0, in.after * in.scale), std::max(0.0, in.after * in.scale)};
    panel.y.range = extent({&r.trace.gradient, &mean, &r.trace.mean}, y);
    panel.add(dots(r.trace.gradient, "gradient", "$g$"));
    if (in.bias_correction)
        panel.add(over_steps(r.trace.mean, "mean", "$m$", mean_colour(0.6), 1.4, Dash::Dashed));
    panel.add(over_steps(mean, in.bias_correction ? "corrected-mean" : "mean",
                         in.bias_correction ? "corrected" : "$m$", mean_colour(), 2.2));
    if (in.noisy())
        panel.add(horizontal_rule("true-mean", in.scale * in.ratio, {Role::Muted}, Dash::Dotted, 1, "$μ$"));
    add_now(panel, step, mean, mean_colour());
    if (in.change() || in.spike())
        panel.add(Handle{"event",
                         in.change() ? "step of the change" : "step of the spike",
                         static_cast<double>(in.event),
                         in.scale * (in.change() ? in.after : 1.0),
                         MoveReal{"event", Along::X},
                         {Role::Ink}});
    if (in.change()) panel.add(after_handle(in, panel.x.range->high));
    if (in.noisy()) panel.add(ratio_handle(in, panel.x.range->high));
    return panel;
}

Panel square_panel(const Inputs& in, const Computed& r, std::size_t step) {
    Panel panel = strip(in, r, 1, "squares", "root of the mean square");
    const Vector& root = in.bias_correction ? r.trace.corrected_root : r.trace.root;
    Vector size;
    for (const double g : r.trace.gradient) size.push_back(std::abs(g));
    panel.y.range = extent({&size, &root}, {0, 0});
    panel.y.range->low = 0;
    panel.add(dots(size, "size", "$|g|$"));
    if (in.bias_correction)
        panel.add(over_steps(r.trace.root, "root", "$√v$", root_colour(0.7), 1.4, Dash::Dashed));
    panel.add(over_steps(root, in.bias_correction ? "corrected-root" : "root",
                         in.bias_correction ? "corrected" : "$√v$", root_colour(), 2.2));
    add_now(panel, step, root, root_colour());
    return panel;
}

Panel update_panel(const Inputs& in, const Computed& r, std::size_t step) {
    Panel panel = strip(in, r, 2, "update", "their ratio: the update $u$ in units of the rate");
    panel.y.range = extent({&r.trace.update}, {-1, 1});
    panel.add(horizontal_rule("one", 1, {Role::Muted}, Dash::Dotted, 1, ""));
    panel.add(horizontal_rule("minus-one", -1, {Role::Muted}, Dash::Dotted, 1, ""));
    if (in.spike() || (in.constant() && !in.bias_correction)) {
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
