// What the lab says: caption, notices, readouts, and the ways to theory.
#include "viz/labs/classification/softmax_descent/softmax_descent.hpp"

namespace lossfield::viz::softmax_descent {
namespace {

std::string steps_of(std::size_t n) { return fmt::format("{} step{}", n, n == 1 ? "" : "s"); }

double above(const Track& t, std::size_t step) { return t.run.above[t.step(step)]; }

// "natural gradient is 0.001 above it, Adam 0.02, gradient descent 0.5"
std::string standing_words(const Computed& r, std::size_t step) {
    std::string text;
    for (const Track* t : standings(r, step))
        text += fmt::format("{}{} {}{}", text.empty() ? "" : ", ", t->facts().name, text.empty() ? "is " : "",
                            brief(above(*t, step), 2)) +
                (text.empty() ? " above it" : "");
    return text;
}

std::string where_the_minimum_is(const Inputs& in, const Computed& r) {
    if (r.minimum)
        return fmt::format("The least loss $H({0})$ = {1} lies inside, where $p = {0}$", target_symbol(in),
                           brief(r.least, 3));
    if (r.loss.is_hard())
        return "A hard target has its least loss 0 at infinity, in the corner of the simplex";
    return fmt::format("The least loss $H(y)$ = {} lies at infinity, on a side of the simplex",
                       brief(r.least, 3));
}

// log of the largest |g / p| that the last step of the natural gradient goes by; among g its noise, less the shift of that, which
// F does not see.
double largest_share(const Inputs& in, const Computed& r, const Track& t) {
    const math::ThreeLogits before = t.run.at(t.run.last() - 1), log_p = r.loss.log_probabilities(before);
    const math::ThreeLogits g = r.loss.gradient(before);
    math::ThreeLogits noise{};
    for (std::uint32_t k = 0; k < 3 && in.noise > 0; ++k)
        noise[k] = noise_of(in, t.optimizer).at(t.run.last(), k);
    double share = -infinity;
    for (std::size_t k = 0; k < 3; ++k)
        share = std::max(share, std::log(std::abs(g[k] + noise[k] - math::mean_of(noise))) - log_p[k]);
    return share;
}

Notice divergence(const Inputs& in, const Computed& r, const Track& t) {
    const math::ThreeLogits z = t.run.at(t.run.last());
    const auto far =
        std::max_element(z.begin(), z.end(), [](double a, double b) { return std::abs(a) < std::abs(b); });
    const bool finite = std::all_of(z.begin(), z.end(), [](double v) { return std::isfinite(v); });
    std::string text =
        fmt::format("{} leaves all bounds at step {}: ", optimizer_title(t.optimizer), t.run.last());
    text += finite ? fmt::format("there $z_{}$ = {}, beyond $±10^6$", far - z.begin() + 1,
                                 told_apart({*far, std::copysign(math::divergence_bound, *far)}, 3)[0])
                   : "its logits are no finite numbers any more";
    if (const double share = largest_share(in, r, t);
        t.optimizer == number_of(OptimizerKind::NaturalGradient) && std::isfinite(share))
        text += fmt::format("; the largest $|g/p|$ that its step goes by was $e^{{{}}}${}", brief(share, 3),
                            in.noise > 0 ? ", noise among $g$" : "");
    return {fmt::format("{}-diverged", t.facts().id), Severity::Failure, text + "."};
}

Notice hopping(const Track& t) {
    return {fmt::format("{}-hops", t.facts().id), Severity::Failure,
            fmt::format(
                "{} does not settle: its rate {} is above {} = {}, the local limit at the minimum, and in "
                "its last ten steps the loss still rises.",
                optimizer_title(t.optimizer), brief(t.rate, 3), t.facts().limit, brief(t.run.limit, 3))};
}

// Of the runs of one kind, saturated or of short steps; none where there is none.
void add_still(Notices& out, const Computed& r, bool saturated) {
    std::string names;
    double moved = 0;
    Interval walked{infinity, 0};
    for (const Track& t : r.tracks)
        if (still(t) && walks(r, t) == saturated) {
            names += (names.empty() ? "" : ", ") + std::string(t.facts().name);
            moved = std::max(moved, t.moved);
            walked = {std::min(walked.low, t.walked), std::max(walked.high, t.walked)};
        }
    if (names.empty()) return;
    const std::string last = fmt::format(
        "in {} the probabilities of {} move by {} at most, though the loss began {} above its least",
        steps_of(r.last_step), names, brief(moved, 2), brief(r.tracks.front().run.above.front(), 3));
    out.push_back(
        saturated
            ? Notice{"stuck", Severity::Warning,
                     fmt::format("Saturated: {}. The logits move by {} at least, but $p$ does not see it.",
                                 last, brief(walked.low, 2))}
            : Notice{"short-steps", Severity::Warning,
                     fmt::format("Short steps: {}; the logits move by {} at most.", last,
                                 brief(walked.high, 2))});
}

}  // namespace

std::string caption(const Inputs& in, const Computed& r, std::size_t step) {
    std::string text = where_the_minimum_is(in, r);
    const std::string words = standing_words(r, step);
    if (r.tracks.empty())
        text += "; no optimizer is shown.";
    else if (words.empty())
        text += fmt::format("; after {} no run is left.", steps_of(step));
    else
        text += fmt::format("; after {} {}.", steps_of(step), words);
    if (margin_counts(in, r)) {
        const double without = r.plain.value(r.z);
        text +=
            fmt::format(" The margin {} the loss at these logits from {} to {}.",
                        r.value > without ? "raises" : "lowers", readable(without, 3), readable(r.value, 3));
    }
    return text;
}

Notices notices(const Inputs& in, const Computed& r) {
    Notices out;
    for (const Track& t : r.tracks) {
        if (diverged(t)) out.push_back(divergence(in, r, t));
        if (hops(r, t)) out.push_back(hopping(t));
    }
    add_still(out, r, true), add_still(out, r, false);
    return out;
}

Readouts readouts(const Inputs& in, const Computed& r, std::size_t step) {
    const math::ThreeLogits &g = r.gradient, &p = r.p;
    Readouts out{{"step", "step", "$t$", static_cast<double>(step), "", true},
                 {"loss", "loss", "$L$", r.value, "nats"},
                 {"gradient", "gradient", "$∂L/∂z$", Vector{g[0], g[1], g[2]}},
                 {"shift-gradient", "gradient along the shift", "$∂L/∂s$", math::along_shift(g)},
                 {"probabilities", "probabilities", "$p$", Vector{p[0], p[1], p[2]}},
                 {"curvature", "largest curvature", "$λ$", r.curvature},
                 {"curvature-bound", "curvature nowhere above", "$1/(2T^2)$", r.loss.highest_curvature()}};
    out.push_back({"least-loss", "least loss", fmt::format("$H({})$", target_symbol(in)), r.least, "nats"});
    for (const Track& t : r.tracks) {
        const auto add = [&](const char* id, const char* what, ReadoutValue v, bool aside) {
            out.push_back({fmt::format("{}-{}", t.facts().id, id),
                           fmt::format("{} of {}", what, t.facts().name),
                           aside ? "" : fmt::format("$L_{{\\text{{{}}}}}$", t.facts().symbol), std::move(v),
                           "", false, aside});
        };
        const math::ThreeLogits z = t.run.at(step), q = r.loss.probabilities(z);
        add("loss", "loss", t.run.loss[t.step(step)], false);
        add("logits", "logits", Vector{z[0], z[1], z[2]}, true);
        add("probabilities", "probabilities", Vector{q[0], q[1], q[2]}, true);
        add("shift", "mean of the logits", math::mean_of(z), true);
        if (std::isfinite(t.run.limit)) add("limit", "local limit of the rate", t.run.limit, true);
    }
    out.push_back({"gradient-check", "gradient check", "", r.check});
    return out;
}

Jumps jumps(const Inputs& in, const Computed& r) {
    Jumps out;
    const auto add = [&](const Track& t, const char* id, std::string label, double rate, std::string help) {
        if (!(rate >= 1e-12 && rate <= 1e300)) return;
        const std::string parameter = std::string(t.facts().id) + "-rate";
        out.push_back({id, std::move(label), std::move(help), parameter, {{parameter, rate}}});
    };
    for (const Track& t : r.tracks) {
        if (t.optimizer == number_of(OptimizerKind::GradientDescent)) {
            add(t, "gd-safe", "$4T^2$", 2 / r.loss.highest_curvature(),
                fmt::format("The rate {}: no curvature exceeds $1/(2T^2)$, so up to here no step of gradient "
                            "descent raises the loss.",
                            brief(2 / r.loss.highest_curvature(), 3)));
            add(t, "gd-limit", "$2/L$", t.run.limit,
                fmt::format("The local limit {} by the largest curvature {}.", brief(t.run.limit, 3),
                            r.minimum ? "at the minimum" : "met on the way"));
        }
        if (t.optimizer == number_of(OptimizerKind::NaturalGradient))
            add(t, "natural-whole", "$1$", 1.0,
                "The whole step: the Fisher metric is the Hessian, so that it is Newton's.");
    }
    add_ways(out, in, r);
    return out;
}

}  // namespace lossfield::viz::softmax_descent
