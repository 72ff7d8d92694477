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

// What decoupled decay adds to this coordinate at a step of Adam's recorded run.
double decay_at(const Inputs& in, const Computed& r, std::size_t step) {
    if (!r.recording || in.weight_decay_kind != DecayKind::Decoupled) return 0;
    const Vector& places = in.component == Component::First ? r.recording->x : r.recording->y;
    return -rate_at(in, step) * in.weight_decay * places[step - 1];
}

// Why gradient descent's last step led where it did: by the largest curvature L at the place that it left.
std::string why_descent_left(const Inputs& in, const Computed& r) {
    const math::TurnedPath& path = r.ravine->descent;
    const std::size_t before = path.x.size() - 2;
    const math::PlanePoint at{path.x[before], path.y[before]};
    const double rate = in.rate_of(OptimizerKind::GradientDescent);
    const double largest = math::curvature_range(r.ground->landscape, at).high;
    const std::string from = fmt::format("({}, {})", number(at.x), number(at.y));
    if (path.value[before + 1] < std::min(path.value.front(), r.ground->lowest.value_or(infinity)))
        return fmt::format("the loss has fallen to {}, below every minimum known",
                           number(path.value[before + 1]));
    if (std::isfinite(largest) && largest > 0 && rate > 2 / largest)
        return fmt::format(
            "its rate {} is above 2/$L$ = {}, $L$ the largest curvature at {}, from where it left",
            told_from(rate, 2 / largest, 3), told_from(2 / largest, rate, 3), from);
    return fmt::format("its last step left {} at the rate {}", from, number(rate));
}

}  // namespace

Panel sheets_panel(const Inputs& in, const Computed& r, std::size_t step) {
    Panel panel{.id = "sheets", .kind = PanelKind::Sheet, .cell = {6, 0, 1, 3}};
    panel.title = "this step in words and numbers";
    const std::uint64_t t = in.silent() + step;
    Sheet mean{fmt::format("Mean, step {}", t), mean_colour(), {"no gradient yet: $m$ = 0"}};
    Sheet square{"Mean square", root_colour(), {"$v$ = 0"}};
    Sheet update{"Update", update_colour(), {"none"}};
    if (step > 0 && has_gradients(r)) {
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
            update.lines.emplace_back(is_undefined(in, r, i) ? "no finite number: $√v$ and $ε$ are 0"
                                                             : "no finite number");
        else if (in.ravine() || (in.recorded() && in.recorded_by == OptimizerKind::Adam)) {
            update.lines.push_back(
                fmt::format("times $-η$ it moves this coordinate by {}", number(-rate_at(in, step) * u)));
            if (const double decay = decay_at(in, r, step); decay != 0)
                update.lines.push_back(fmt::format("its decay moves it by {}", number(decay)));
        } else if (u == 0)
            update.lines.emplace_back("the parameter stays");
        else
            update.lines.push_back(fmt::format("the parameter {} by {}", u > 0 ? "falls" : "rises",
                                               counted(std::abs(u), "rate")));
    }
    panel.sheets = {std::move(mean), std::move(square), std::move(update)};
    return panel;
}

Notices notices(const Inputs& in, const Computed& r) {
    Notices out;
    const auto say = [&](const char* id, Severity severity, std::string text) {
        out.push_back({id, severity, std::move(text)});
    };
    const auto jump = [&](const char* id, const std::string& why) {
        say(id, Severity::Failure,
            fmt::format("Step {} moves by {} times the rate: {}", r.largest.step, readable(r.largest.size, 3),
                        why));
    };
    if (jumps_uncorrected(in, r))
        jump("uncorrected",
             fmt::format(
                 "both means start at 0, and without bias correction $√v$ is too small; corrected, this step "
                 "would be {} long.",
                 counted(largest_corrected(in, r), "rate")));
    if (jumps(in, r)) {
        const auto i = static_cast<std::size_t>(r.largest.step - in.silent()) - 1;
        const double weight = (1 - in.beta2) / r.trace.correction2[i];
        jump("jump",
             jumps_by_spike(in, r)
                 ? fmt::format("after the silence $v$ holds this one gradient only, with the weight {}.",
                               number(weight))
             : forgets_faster(in)
                 ? "$m$ still holds gradients that $v$ has forgotten more of."
                 : fmt::format("$v$ has taken in the last gradients with weights up to {} only, $m$ with "
                               "up to {}.",
                               number(weight), number((1 - in.beta1) / r.trace.correction1[i])));
    }
    if (has_undefined_steps(in, r))
        say("no-gradient", Severity::Warning,
            "With $ε$ = 0 a step at which $v$ is 0 is no finite number; such steps are left out.");
    if (is_softened(in, r))
        say("epsilon", Severity::Warning,
            fmt::format("$ε$ = {} is no longer small beside the root of $v$, at most {}: the updates shrink.",
                        number(in.epsilon), number(largest_root(r))));
    if (r.ravine && r.ravine->descent.diverged)
        say("descent-diverged", Severity::Failure,
            fmt::format("Gradient descent diverged at step {}: {}.", r.ravine->descent.x.size() - 1,
                        why_descent_left(in, r)));
    if (r.ravine && r.ravine->adam.diverged)
        say("adam-diverged", Severity::Failure,
            fmt::format("Adam diverged at step {}: a coordinate is beyond $10^6$ or no finite number.",
                        r.ravine->adam.x.size() - 1));
    if (r.recording && !r.recording->unfit.empty()) say("unfit", Severity::Info, r.recording->unfit);
    if (r.recording && r.recording->diverged)
        say("run-diverged", Severity::Failure,
            fmt::format("The run of {} diverged at step {}: the gradients end there.", recorder_name(in),
                        r.last()));
    if (ends_early(in, r))
        say("run-ends", Severity::Warning,
            fmt::format("After step {} the gradient is no finite number: the run ends there.", r.last()));
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
