// What the lab says: the step in words and numbers, notices, readouts.
#include "viz/labs/optimizers/adam_anatomy/adam_anatomy.hpp"

namespace lossfield::viz::adam_anatomy {
namespace {

constexpr double jump = 2;        // updates beyond so many rates are told of
constexpr double softened = 0.1;  // epsilon's share of the largest root that is told of

// "m = 0.9 · 0.43 + 0.1 · 1 = 0.49"
std::string memory_line(const char* symbol, double beta, double before, double seen, double after) {
    const auto factor = [](double v) { return v < 0 ? "(" + number(v) + ")" : number(v); };
    return fmt::format("{} = {} · {} + {} · {} = {}", symbol, brief(beta, 4), factor(before),
                       number(1 - beta), factor(seen), number(after));
}

std::string correction_line(const Inputs& in, double beta, std::uint64_t t, double correction,
                            double corrected, const char* before, const char* then) {
    if (!in.bias_correction) return fmt::format("not corrected: {}{}", then, number(corrected));
    return fmt::format("{}divided by 1 − ${}^{{{}}}$ = {}: {}{}", before, brief(beta, 4), t,
                       number(correction), then, number(corrected));
}

// Adam's at a step of its own run.
double rate_at(const Inputs& in, std::size_t step) {
    const double rate = in.rate_of(OptimizerKind::Adam);
    if (in.ravine()) return rate;
    return rate * schedule_of(in).share(step);
}

}  // namespace

std::string number(double v) { return brief(v, 3); }

Panel sheets_panel(const Inputs& in, const Computed& r, std::size_t step) {
    Panel panel{.id = "sheets",
                .title = "this step in words and numbers",
                .kind = PanelKind::Sheet,
                .cell = {6, 0, 1, 3}};
    const std::uint64_t t = in.silent() + step;
    Sheet mean{fmt::format("Mean, step {}", t), mean_colour(), {}};
    Sheet square{"Mean square", root_colour(), {}};
    Sheet update{"Update", update_colour(), {}};
    if (step == 0) {
        mean.lines = {"no gradient yet: $m$ = 0"};
        square.lines = {"$v$ = 0"};
        update.lines = {"none"};
    } else {
        const math::AdamTrace& a = r.trace;
        const std::size_t i = step - 1;
        const double g = a.gradient[i];
        mean.lines = {memory_line("$m$", in.beta1, i > 0 ? a.mean[i - 1] : 0, g, a.mean[i]),
                      correction_line(in, in.beta1, t, a.correction1[i], a.corrected_mean[i], "", "")};
        square.lines = {
            memory_line("$v$", in.beta2, i > 0 ? a.mean_square[i - 1] : 0, g * g, a.mean_square[i]),
            correction_line(in, in.beta2, t, a.correction2[i], a.corrected_root[i], "", "root ")};
        update.lines = {fmt::format("$u$ = {} / ({} + {}) = {}", number(a.corrected_mean[i]),
                                    number(a.corrected_root[i]), number(in.epsilon), number(a.update[i])),
                        in.ravine() || (in.recorded() && in.recorded_by == OptimizerKind::Adam)
                            ? fmt::format("times $-η$ it moves this coordinate by {}",
                                          number(-rate_at(in, step) * a.update[i]))
                            : fmt::format("the parameter {} by {} rates", a.update[i] > 0 ? "falls" : "rises",
                                          number(std::abs(a.update[i])))};
        if (!std::isfinite(a.update[i])) update.lines[1] = "no finite number: no gradient has been seen";
    }
    panel.sheets = {std::move(mean), std::move(square), std::move(update)};
    return panel;
}

Notices notices(const Inputs& in, const Computed& r) {
    Notices out;
    const bool first_steps = !in.bias_correction && !in.spike();
    if (r.largest > jump && first_steps &&
        r.largest_at <= 3 * static_cast<std::uint64_t>(std::ceil(math::memory_window(in.beta1)))) {
        out.push_back(
            {"uncorrected", Severity::Failure,
             fmt::format("Step {} moves by {} times the rate: both means start at 0, and without bias "
                         "correction $√v$ stays too small for longer than $m$.",
                         r.largest_at, readable(r.largest, 3))});
    } else if (r.largest > jump && !in.noisy()) {
        out.push_back(
            {"jump", Severity::Failure,
             fmt::format(
                 "Step {} moves by {} times the rate: {}", r.largest_at, readable(r.largest, 3),
                 in.spike() && r.largest_at == in.event_number()
                     ? "after the silence $v$ has seen this one gradient only, with the weight 1 − $β_2$."
                     : "$m$ still holds gradients that $v$ has forgotten.")});
    }
    if (in.epsilon == 0 &&
        std::any_of(r.trace.update.begin(), r.trace.update.end(), [](double u) { return std::isnan(u); }))
        out.push_back({"no-gradient", Severity::Warning,
                       "With $ε$ = 0 a step without any gradient so far is 0/0; such steps are left out."});
    const Vector& root = r.trace.corrected_root;
    const double largest = root.empty() ? 0 : *std::max_element(root.begin(), root.end());
    if (largest > 0 && in.epsilon > softened * largest)
        out.push_back(
            {"epsilon", Severity::Warning,
             fmt::format(
                 "$ε$ = {} is no longer small beside the root of $v$, at most {}: the updates shrink.",
                 number(in.epsilon), number(largest))});
    if (r.ravine && r.ravine->descent.diverged)
        out.push_back(
            {"descent-diverged", Severity::Failure,
             fmt::format(
                 "Gradient descent diverged at step {}: its rate {} is too large for the steepest direction.",
                 r.ravine->descent.x.size() - 1, number(in.rate_of(OptimizerKind::GradientDescent)))});
    if (r.recording && !r.recording->unfit.empty())
        out.push_back({"unfit", Severity::Info, r.recording->unfit});
    if (r.recording && r.recording->diverged)
        out.push_back(
            {"run-diverged", Severity::Failure,
             fmt::format("The run of {} diverged at step {}: the gradients end there.",
                         math::facts(math::default_optimizer(number_of(in.recorded_by))).name, r.last())});
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
    if (in.spike() || (in.constant() && !in.bias_correction))
        out.push_back({"limit", "limit after silence", "$(1-β_1)/√(1-β_2)$",
                       math::update_after_silence(in.adam(false), 1)});
    if (r.noise) {
        out.push_back({"measured", "measured root mean square", "", r.noise->measured});
        out.push_back({"expected", "theory for the same steps", "", r.noise->expected});
        out.push_back({"theory", "theory in the end", "", math::update_rms(in.beta1, in.ratio)});
    }
    if (r.ravine) {
        const std::size_t i = std::min(step, r.ravine->adam.x.size() - 1);
        const std::size_t k = std::min(step, r.ravine->descent.x.size() - 1);
        out.push_back({"adam-place", "Adam is at", "", Vector{r.ravine->adam.x[i], r.ravine->adam.y[i]}});
        out.push_back({"descent-place", "gradient descent is at", "",
                       Vector{r.ravine->descent.x[k], r.ravine->descent.y[k]}});
        out.push_back({"adam-reached", "reached by Adam", "", r.ravine->adam_reached[step]});
        out.push_back({"descent-reached", "by gradient descent", "", r.ravine->descent_reached[step]});
    }
    if (r.recording) {
        const std::size_t i = std::min(step, r.recording->x.size() - 1);
        out.push_back({"place", "the run is at", "", Vector{r.recording->x[i], r.recording->y[i]}});
    }
    return out;
}

}  // namespace lossfield::viz::adam_anatomy
