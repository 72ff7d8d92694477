// One or two sentences under the picture: what each stream shows.
#include "viz/labs/optimizers/adam_anatomy/adam_anatomy.hpp"

namespace lossfield::viz::adam_anatomy {
namespace {

std::string spike_caption(const Inputs& in, const Computed& r) {
    const std::uint64_t silent = in.event_number() - 1;
    const std::string before = silent == 0
                                   ? "Without a silence before it"
                                   : fmt::format("After {} silent step{}", silent, silent == 1 ? "" : "s");
    return fmt::format(
        "{} a single gradient makes a step of {}, {}; after endless silence it would be "
        "(1 − $β_1$)/√(1 − $β_2$) = {}{}.",
        before, counted(r.trace.update[static_cast<std::size_t>(in.event) - 1], "rate"),
        is_scale_free(in) ? "however large it is" : "less than a larger one for $ε$",
        readable(math::update_after_silence(in.adam(false), 1), 4), is_scale_free(in) ? "" : " without $ε$");
}

// What the update does when the gradient changes.
std::string turn_words(const Inputs& in, const Computed& r) {
    const auto event = static_cast<std::size_t>(in.event);
    const auto [turned, vanished] = turn_after(in, r);
    if (turned == event) return "The update changes its sign at once";
    if (turned)
        return fmt::format("It takes {} until the update changes its sign",
                           counted(static_cast<double>(*turned - event), "step"));
    if (vanished == event) return "The update is 0 at once";
    if (vanished) return fmt::format("The update keeps its sign until it is 0, from step {} on", *vanished);
    return in.after < 0 ? "Up to the last step the update keeps its sign" : "The update keeps its sign";
}

std::string change_caption(const Inputs& in, const Computed& r) {
    const std::string memory =
        fmt::format("$m$ remembers about {}, $v$ {}", counted(math::memory_window(in.beta1), "step"),
                    number(math::memory_window(in.beta2)));
    if (in.event == 1)
        return fmt::format("The change comes before the first step: the gradient is {} throughout; {}.",
                           number(in.scale * in.after), memory);
    const std::vector<std::string> told = told_apart({in.scale, in.scale * in.after}, 3);
    return fmt::format(
        "At step {} the gradient {}. {}: {}.", in.event,
        in.after == 1 ? "stays " + told[0] : fmt::format("goes from {} to {}", told[0], told[1]),
        turn_words(in, r), memory);
}

std::string alternating_caption(const Inputs& in, const Computed& r, std::size_t step) {
    const double u = std::abs(r.trace.update[step == 0 ? 0 : step - 1]), first = std::abs(r.trace.update[0]);
    if (in.beta1 == 0)
        return fmt::format(
            "With $β_1$ = 0 the mean is the gradient itself and nothing cancels: {} update is {}.",
            step <= 1 ? "the first" : "this", counted(u, "rate"));
    const double softened = 1 + in.epsilon / in.scale;
    const std::string now = step == 0 ? ""
                            : u < first
                                ? fmt::format("the update has shrunk from {} to {}, ", told_from(first, u, 3),
                                              viz::counted(told_from(u, first, 3), "rate"))
                                : fmt::format("the update is {}, ", counted(u, "rate"));
    return fmt::format(
        "In the mean the gradients cancel in part, in the mean square not at all: {}{} limit is "
        "(1 − $β_1$)/(1 + $β_1$){} = {}.",
        now, step == 0 ? "the update's" : "its", softened > 1.001 ? "/(1 + $ε$/$|g|$)" : "",
        number((1 - in.beta1) / (1 + in.beta1) / softened));
}

std::string constant_caption(const Inputs& in, const Computed& r) {
    const double longest = std::max(math::memory_window(in.beta1), math::memory_window(in.beta2));
    if (!in.bias_correction) {
        const std::string top = r.largest.step > 1 ? fmt::format(", the longest, step {}, {}", r.largest.step,
                                                                 counted(r.largest.size, "rate"))
                                                   : "";
        return fmt::format(
            "Without correction the first step is {} long{}; it takes some {} until both means have "
            "caught up.",
            counted(r.trace.update.front(), "rate"), top, counted(longest, "step"));
    }
    const std::string low = in.beta1 > 0 && in.beta2 > 0
                                ? "Mean and root mean square of a constant gradient are both too small"
                            : in.beta1 > 0 ? "The mean of a constant gradient is too small"
                            : in.beta2 > 0 ? "The root mean square of a constant gradient is too small"
                                           : "Neither mean of a constant gradient is too small";
    return fmt::format("{} at first; corrected, each is {} from the first step on, and the update is {}.",
                       low, number(in.scale), counted(r.trace.update.back(), "rate"));
}

std::string ravine_caption(const Inputs& in, const Computed& r, std::size_t step) {
    const Ravine& ravine = *r.ravine;
    const std::string at =
        fmt::format("With axes turned by {}° the lowest that Adam reaches in {} is {}, gradient descent {}",
                    number(in.rotation), counted(static_cast<double>(step), "step"),
                    number(ravine.adam_reached[step]), number(ravine.descent_reached[step]));
    if (ravine.reached.empty()) return at + ".";
    return fmt::format("{} whatever the axes; without the turn it is {} for Adam.", at,
                       number(ravine.reached.front()[step]));
}

std::string recording_caption(const Inputs& in, const Computed& r, std::size_t step) {
    const Recording& run = *r.recording;
    if (!run.unfit.empty()) return "No gradients are recorded.";
    std::string text = fmt::format("The gradients are those that {} goes by (landscape: {}).",
                                   recorder_name(in), math::facts(r.ground->landscape).name);
    if (step > 0)
        text += std::isfinite(r.trace.update[step - 1])
                    ? fmt::format(" From those up to step {} Adam's memory makes an update of {}", step,
                                  counted(r.trace.update[step - 1], "rate"))
                    : fmt::format(" From those up to step {} Adam's memory makes no finite update", step);
    if (step > 0 && r.largest.size > 0)
        text += fmt::format("; the largest in size, {}, comes at step {}", number(r.largest.size),
                            r.largest.step);
    return text + (step > 0 ? "." : "");
}

}  // namespace

std::string caption(const Inputs& in, const Computed& r, std::size_t step) {
    if (r.ravine) return ravine_caption(in, r, step);
    if (r.recording) return recording_caption(in, r, step);
    if (r.noise)
        return fmt::format(
            "From step {} on the update's root mean square over 64 coordinates is {}; theory, which takes "
            "$v$ at its "
            "mean ($β_2$ near 1) and $ε$ as 0, says {} there and {} in the end: the quieter the noise, the "
            "closer to "
            "one rate.",
            r.noise->from, fixed(r.noise->measured, 4), fixed(r.noise->expected, 4),
            fixed(math::update_rms(in.beta1, in.ratio), 4));
    if ((in.spike() || in.change()) && !shows_event(in))
        return fmt::format("The {} comes at step {}, after the last step shown.",
                           in.spike() ? "spike" : "change", in.event);
    if (in.spike()) return spike_caption(in, r);
    if (in.change()) return change_caption(in, r);
    return in.alternating() ? alternating_caption(in, r, step) : constant_caption(in, r);
}

}  // namespace lossfield::viz::adam_anatomy
