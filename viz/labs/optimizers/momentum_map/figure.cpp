// The picture put together, its words and its numbers.
#include "viz/labs/optimizers/momentum_map/momentum_map.hpp"

namespace lossfield::viz::momentum_map {
namespace {

const char* limit_formula(const Inputs& in) {
    return in.method == Method::HeavyBall ? "2(1 + $β$)/$L$" : "2(1 + $β$)/((1 + 2$β$)$L$)";
}

// What one mode does, and what two do.
std::array<const char*, 2> words(math::Damping damping) {
    switch (damping) {
        case math::Damping::Monotone:
            return {"creeps without swinging", "creep without swinging"};
        case math::Damping::Critical:
            return {"is critically damped", "are critically damped"};
        case math::Damping::Oscillating:
            return {"swings", "swing"};
        case math::Damping::Alternating:
            return {"changes sign at every step", "change sign at every step"};
    }
    return {"", ""};
}

std::string ends(const Computed& r) {
    const math::Damping flat = r.modes.front().damping, steep = r.modes.back().damping;
    if (flat == steep) return fmt::format("The flattest and the steepest mode {}.", words(flat)[1]);
    return fmt::format("The flattest mode {}, the steepest {}.", words(flat)[0], words(steep)[0]);
}

std::string caption(const Inputs& in, const Computed& r) {
    if (diverges(r))
        return fmt::format(
            "$β$ = {} carries rates up to {}, this is {}: the steepest mode grows {}-fold at every step.",
            brief(in.momentum, 3), brief(r.limit, 3), brief(in.rate, 3),
            brief(r.modes.back().contraction, 3));
    const auto steps = [](double contraction) { return brief(math::steps_per_decade(contraction), 3); };
    return fmt::format(
        "$ρ$ = {}: {} steps to a tenth of the error, {} at the optimum, {} without momentum at best. {}",
        brief(r.contraction, 4), steps(r.contraction), steps(r.best.contraction),
        steps(r.best_descent.contraction), ends(r));
}

Notices notices(const Inputs& in, const Computed& r) {
    if (!diverges(r)) return {};
    return {{"diverges", Severity::Failure,
             fmt::format(
                 "The steps diverge: $η$ = {} is above {} = {}, and the mode of $L$ = {} has a root at {}.",
                 brief(in.rate, 4), limit_formula(in), brief(r.limit, 4), brief(in.largest, 4),
                 brief(r.modes.back().roots.first.real(), 3))}};
}

Readouts readouts(const Inputs& in, const Computed& r) {
    return {
        {"contraction", "contraction per step", "$ρ$", r.contraction},
        {"steps-per-decade", "steps for a tenth of the error", "steps to a tenth",
         math::steps_per_decade(r.contraction)},
        {"limit", "limit of the rate", limit_formula(in), r.limit},
        {"effective-rate", "rate along a constant gradient", "$η/(1 - β)$", in.rate / (1 - in.momentum)},
        {"condition", "condition number", "$κ = L/μ$", in.largest / in.mu},
        {"best-rate", "best rate", "$η^*$", r.best.rate},
        {"best-momentum", "best momentum", "$β^*$", r.best.momentum},
        {"best-contraction", "best contraction", "$ρ^*$", r.best.contraction},
        {"descent-rate", "best rate without momentum", "2/($μ$ + $L$)", r.best_descent.rate},
        {"descent-contraction", "best contraction without momentum", "$ρ$ with it",
         r.best_descent.contraction},
        {"eigenvalue", "eigenvalue between", "$h$", r.modes[1].h},
        {"mode-contraction", "its contraction", "its $|z|$", r.modes[1].contraction},
        {"peak", "largest error of the modes shown", "max $|e_t|$", r.peak},
        {"peak-step", "step of the largest error", "at step", r.peak_step, "", true},
    };
}

}  // namespace

Figure draw(const Inputs& in, const Computed& r, const View& /*view*/) {
    Figure figure{
        .panels = {map_panel(in, r), roots_panel(in, r), spectrum_panel(in, r), errors_panel(in, r)},
        .row_weights = {1, 0.85},
        .column_weights = {1.3, 0.62, 0.72},
        .readouts = readouts(in, r),
        .notices = notices(in, r),
        .caption = caption(in, r)};
    const bool heavy = in.method == Method::HeavyBall;
    figure.slider_marks = {{"rate", {r.limit, "limit", true}},
                           {"rate", {1 / in.largest, "1/L"}},
                           {"rate", {r.best_descent.rate, "2/(μ + L)"}},
                           {"rate", {r.best.rate, heavy ? "Polyak" : "best"}},
                           {"momentum", {r.best.momentum, heavy ? "Polyak" : "best"}}};
    if (heavy) figure.slider_marks.push_back({"rate", {2 / in.largest, "2/L"}});
    return figure;
}

}  // namespace lossfield::viz::momentum_map
