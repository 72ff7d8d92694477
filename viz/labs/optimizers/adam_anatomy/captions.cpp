// One or two sentences under the picture: what each stream shows.
#include "viz/labs/optimizers/adam_anatomy/adam_anatomy.hpp"

namespace lossfield::viz::adam_anatomy {
namespace {

std::string event_caption(const Inputs& in, const Computed& r) {
    const std::size_t i = static_cast<std::size_t>(in.event) - 1;
    if (in.spike())
        return fmt::format(
            "After {} silent steps a single gradient moves by {} times the rate, however large it is; "
            "after endless silence by (1 − $β_1$)/√(1 − $β_2$) = {}.",
            in.event_number() - 1, number(r.trace.update[i]),
            readable(math::update_after_silence(in.adam(false), 1), 4));
    const std::string sign = keeps_sign(in, r)
                                 ? "The update keeps its sign"
                                 : fmt::format("It takes {} steps until the update changes its sign",
                                               math::updates_before_turn(r.trace, i));
    return fmt::format(
        "At step {} the gradient goes from {} to {}. {}: $m$ remembers about {} steps, the root of $v$ {}.",
        in.event, number(in.scale), number(in.scale * in.after), sign, number(math::memory_window(in.beta1)),
        number(math::memory_window(in.beta2)));
}

std::string ravine_caption(const Inputs& in, const Computed& r, std::size_t step) {
    const Ravine& ravine = *r.ravine;
    const std::string at = fmt::format(
        "With axes turned by {}° Adam has come down to {} in {} steps, gradient descent to {}",
        number(in.rotation), number(ravine.adam_reached[step]), step, number(ravine.descent_reached[step]));
    if (ravine.reached.empty()) return at + ".";
    return fmt::format("{} whatever the axes; without the turn Adam would be at {}.", at,
                       number(ravine.reached.front()[step]));
}

std::string recording_caption(const Inputs& in, const Computed& r, std::size_t step) {
    const Recording& run = *r.recording;
    if (!run.unfit.empty()) return "No gradients are recorded.";
    std::string text = fmt::format("The gradients are those that {} goes by (landscape: {}).",
                                   recorder_name(in), math::facts(r.ground->landscape).name);
    if (step > 0)
        text += fmt::format(" From those up to step {} Adam's memory makes an update of {} rates", step,
                            number(r.trace.update[step - 1]));
    if (step > 0 && r.largest.size > 0)
        text +=
            fmt::format("; the largest of all, {}, comes at step {}", number(r.largest.size), r.largest.step);
    return text + (step > 0 ? "." : "");
}

}  // namespace

std::string caption(const Inputs& in, const Computed& r, std::size_t step) {
    if (r.ravine) return ravine_caption(in, r, step);
    if (r.recording) return recording_caption(in, r, step);
    if (r.noise)
        return fmt::format(
            "From step {} on the update's root mean square over 64 coordinates is {}; theory says {} there "
            "and {} in the end. The quieter the noise, the closer to one rate a step.",
            r.noise->from, fixed(r.noise->measured, 4), fixed(r.noise->expected, 4),
            fixed(math::update_rms(in.beta1, in.ratio), 4));
    if (in.spike() || in.change()) {
        if (shows_event(in)) return event_caption(in, r);
        return fmt::format("The {} comes at step {}, after the last step shown.",
                           in.spike() ? "spike" : "change", in.event);
    }
    const double u = r.trace.update[step == 0 ? 0 : step - 1];
    if (in.alternating())
        return fmt::format(
            "The gradients cancel in the mean but not in the mean square: the update has shrunk to {} "
            "rates, its limit is (1 − $β_1$)/(1 + $β_1$) = {}.",
            number(std::abs(u)), number((1 - in.beta1) / (1 + in.beta1)));
    if (in.bias_correction)
        return fmt::format(
            "Mean and root mean square of a constant gradient are both too small at first; corrected, "
            "each is {} from the first step on and their ratio is {}.",
            number(in.scale), number(u));
    const std::string top =
        r.largest.step > 1 ? fmt::format(", step {} even {}", r.largest.step, number(r.largest.size)) : "";
    return fmt::format(
        "Without correction the first step is {} rates long{}; it takes some {} steps until $v$ has caught "
        "up.",
        number(r.trace.update.front()), top, number(math::memory_window(in.beta2)));
}

}  // namespace lossfield::viz::adam_anatomy
