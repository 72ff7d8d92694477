// What the lab says: the step in words and numbers, notices, readouts.
#include "viz/labs/optimizers/adam_anatomy/adam_anatomy.hpp"

namespace lossfield::viz::adam_anatomy {
namespace {

// "m = 0.9 · 0.43 + 0.1 · 1 = 0.49"
std::string memory_line(const char* symbol, double beta, double before, double seen, double after) {
    const auto factor = [](double v) { return v < 0 ? "(" + number(v) + ")" : number(v); };
    return fmt::format("{} = {} · {} + {} · {} = {}", symbol, brief(beta, 4), factor(before),
                       number(1 - beta), factor(seen), number(after));
}

std::string correction_line(const Inputs& in, double beta, std::uint64_t t, double correction,
                            double corrected, const char* what) {
    if (!in.bias_correction) return fmt::format("not corrected: {}{}", what, number(corrected));
    return fmt::format("divided by 1 − ${}^{{{}}}$ = {}: {}{}", brief(beta, 4), t, number(correction), what,
                       number(corrected));
}

// Adam's at a step of its own run.
double rate_at(const Inputs& in, std::size_t step) {
    return in.rate_of(OptimizerKind::Adam) * (in.ravine() ? 1 : schedule_of(in).share(step));
}

}  // namespace

Panel sheets_panel(const Inputs& in, const Computed& r, std::size_t step) {
    Panel panel{.id = "sheets", .kind = PanelKind::Sheet, .cell = {6, 0, 1, 3}};
    panel.title = "this step in words and numbers";
    const std::uint64_t t = in.silent() + step;
    Sheet mean{fmt::format("Mean, step {}", t), mean_colour(), {"no gradient yet: $m$ = 0"}};
    Sheet square{"Mean square", root_colour(), {"$v$ = 0"}};
    Sheet update{"Update", update_colour(), {"none"}};
    if (step > 0) {
        const math::AdamTrace& a = r.trace;
        const std::size_t i = step - 1;
        const double g = a.gradient[i], u = a.update[i];
        mean.lines = {memory_line("$m$", in.beta1, i > 0 ? a.mean[i - 1] : 0, g, a.mean[i]),
                      correction_line(in, in.beta1, t, a.correction1[i], a.corrected_mean[i], "")};
        square.lines = {
            memory_line("$v$", in.beta2, i > 0 ? a.mean_square[i - 1] : 0, g * g, a.mean_square[i]),
            correction_line(in, in.beta2, t, a.correction2[i], a.corrected_root[i], "root ")};
        update.lines = {fmt::format("$u$ = {} / ({} + {}) = {}", number(a.corrected_mean[i]),
                                    number(a.corrected_root[i]), number(in.epsilon), number(u))};
        if (!std::isfinite(u))
            update.lines.emplace_back("no finite number: no gradient has been seen");
        else if (in.ravine() || (in.recorded() && in.recorded_by == OptimizerKind::Adam))
            update.lines.push_back(
                fmt::format("times $-η$ it moves this coordinate by {}", number(-rate_at(in, step) * u)));
        else
            update.lines.push_back(
                fmt::format("the parameter {} by {} rates", u > 0 ? "falls" : "rises", number(std::abs(u))));
    }
    panel.sheets = {std::move(mean), std::move(square), std::move(update)};
    return panel;
}

Notices notices(const Inputs& in, const Computed& r) {
    Notices out;
    const auto say = [&](const char* id, Severity severity, std::string text) {
        out.push_back({id, severity, std::move(text)});
    };
    const auto jump = [&](const char* id, const char* why) {
        say(id, Severity::Failure,
            fmt::format("Step {} moves by {} times the rate: {}", r.largest.step, readable(r.largest.size, 3),
                        why));
    };
    if (jumps_uncorrected(in, r))
        jump("uncorrected",
             "both means start at 0, and without bias correction $√v$ stays too small for longer than $m$.");
    if (jumps(in, r))
        jump("jump", jumps_by_spike(in, r)
                         ? "after the silence $v$ has seen this one gradient only, with the weight 1 − $β_2$."
                         : "$m$ still holds gradients that $v$ has forgotten.");
    if (has_undefined_steps(in, r))
        say("no-gradient", Severity::Warning,
            "With $ε$ = 0 a step without any gradient so far is 0/0; such steps are left out.");
    if (is_softened(in, r))
        say("epsilon", Severity::Warning,
            fmt::format("$ε$ = {} is no longer small beside the root of $v$, at most {}: the updates shrink.",
                        number(in.epsilon), number(largest_root(r))));
    if (r.ravine && r.ravine->descent.diverged)
        say("descent-diverged", Severity::Failure,
            fmt::format(
                "Gradient descent diverged at step {}: its rate {} is too large for the steepest direction.",
                r.ravine->descent.x.size() - 1, number(in.rate_of(OptimizerKind::GradientDescent))));
    if (r.recording && !r.recording->unfit.empty()) say("unfit", Severity::Info, r.recording->unfit);
    if (r.recording && r.recording->diverged)
        say("run-diverged", Severity::Failure,
            fmt::format("The run of {} diverged at step {}: the gradients end there.", recorder_name(in),
                        r.last()));
    return out;
}

Readouts readouts(const Inputs& in, const Computed& r, std::size_t step) {
    const math::AdamTrace& a = r.trace;
    const auto at = [&](const Vector& list) { return step == 0 ? 0.0 : list[step - 1]; };
    Readouts out{
        {"step", "step", "$t$", static_cast<double>(in.silent() + step), "", true},
        {"g", "gradient", "$g$", at(a.gradient)},
        {"mean", "mean", "$m$", at(a.mean), "", false, true},
        {"mean-square", "mean square", "$v$", at(a.mean_square), "", false, true},
        {"correction1", "correction of the mean", "$1-β_1^t$", at(a.correction1), "", false, true},
        {"correction2", "correction of the mean square", "$1-β_2^t$", at(a.correction2), "", false, true},
        {"corrected-mean", "corrected mean", "", at(a.corrected_mean), "", false, true},
        {"corrected-root", "root of the corrected mean square", "", at(a.corrected_root), "", false, true},
        {"update", "update in rates", "$u$", at(a.update)},
        {"window1", "window of m", "", math::memory_window(in.beta1), "steps", false, true},
        {"window2", "window of v", "", math::memory_window(in.beta2), "steps", false, true},
        {"age1", "mean age in m", "", math::memory_mean_age(in.beta1), "steps", false, true},
        {"age2", "mean age in v", "", math::memory_mean_age(in.beta2), "steps", false, true},
    };
    const auto add = [&](const char* id, const char* label, ReadoutValue value) {
        out.push_back({id, label, "", std::move(value)});
    };
    // Of a path, or the last place of one that ended before.
    const auto place = [&](const Vector& x, const Vector& y) {
        const std::size_t i = std::min(step, x.size() - 1);
        return Vector{x[i], y[i]};
    };
    if (has_silence_limit(in))
        out.push_back({"limit", "limit after silence", "$(1-β_1)/√(1-β_2)$",
                       math::update_after_silence(in.adam(false), 1)});
    if (r.noise) {
        add("measured", "measured root mean square", r.noise->measured);
        add("expected", "theory for the same steps", r.noise->expected);
        add("theory", "theory in the end", math::update_rms(in.beta1, in.ratio));
    }
    if (r.ravine) {
        add("adam-place", "Adam is at", place(r.ravine->adam.x, r.ravine->adam.y));
        add("descent-place", "gradient descent is at", place(r.ravine->descent.x, r.ravine->descent.y));
        add("adam-reached", "reached by Adam", r.ravine->adam_reached[step]);
        add("descent-reached", "by gradient descent", r.ravine->descent_reached[step]);
    }
    if (r.recording) add("place", "the run is at", place(r.recording->x, r.recording->y));
    return out;
}

}  // namespace lossfield::viz::adam_anatomy
