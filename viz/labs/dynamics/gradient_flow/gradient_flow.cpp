// Gradient flow and its steps: the streamline, gradient descent (explicit), the proximal point (implicit), how far
// either is from the flow, and the norm that decides what is steepest.
#include "viz/labs/dynamics/gradient_flow/gradient_flow.hpp"

namespace lossfield::viz::gradient_flow {
namespace {

Parameters<Inputs> parameters() {
    return {landscape_parameters({LandscapeKind::Bowl, LandscapeKind::DoubleWell, LandscapeKind::Rosenbrock,
                                  LandscapeKind::Himmelblau}),
            start_parameter(&Inputs::start, "where all paths begin; drag it on the map",
                            {.group = "Landscape", .soft = {-3, 3}, .hard = {-6, 6}}),
            group("Steps",
                  Parameters<Inputs>{
                      real(&Inputs::alpha, "alpha",
                           {"Step", "$α$",
                            "the step of gradient descent, of the proximal point and of steepest descent"},
                           {.soft = alpha_range, .spacing = Spacing::Log}),
                      real(&Inputs::time, "time",
                           {"Moment", "$t$",
                            "when flow and steps are compared: at the multiple of the step nearest to it"},
                           {.soft = {0, 10}}),
                      real(&Inputs::until, "until", {"Until", "$T$", "how long everything is followed"},
                           {.soft = {0.1, 10}, .spacing = Spacing::Log})}),
            choice(&Inputs::norm, "norm", {"Norm", "", "how steepest descent measures the length of a step"},
                   {{math::Norm::L1, "l1", "ℓ1: sum"},
                    {math::Norm::L2, "l2", "ℓ2: Euclid"},
                    {math::Norm::LInfinity, "linf", "ℓ∞: largest"}},
                   {.group = "Steepest descent"})};
}

std::vector<PresetOf<Inputs>> presets() {
    return {
        preset("no-overshoot", "No overshoot, $α$ = 1/L",
               "One step takes gradient descent to the valley's floor; below 1/L it never crosses it.",
               [](Inputs& in) { in.alpha = 0.1; }),
        preset("zigzag", "Zigzag, $α$ near 2/L",
               "Gradient descent crosses the valley at every step, the proximal point never does.",
               [](Inputs& in) { in.alpha = 0.19; }),
        preset("signs", "Steepest in ℓ∞",
               "With ℓ∞ only the signs of the gradient count: every first step is diagonal.",
               [](Inputs& in) {
                   in.alpha = 0.05, in.norm = math::Norm::LInfinity;
                   in.start = {-2.2, -1.9}, in.until = 2;
               }),
        preset("two-wells", "Over the ridge",
               "A long step carries gradient descent into the other well; flow and proximal point stay in "
               "theirs.",
               [](Inputs& in) {
                   in.landscape = LandscapeKind::DoubleWell, in.start = {1.9, 1.5};
                   in.alpha = 0.6, in.time = 1.2, in.until = 6;
               }),
        preset("valley", "Rosenbrock's valley",
               "The flow falls into the valley at once and then creeps: two time scales, and the fast one "
               "limits the step.",
               [](Inputs& in) {
                   in.landscape = LandscapeKind::Rosenbrock, in.start = {-1.2, 1.8};
                   in.alpha = 0.0012, in.time = 0.06, in.until = 2;
               }),
        preset(
            "diverges", "$α$ beyond 2/L",
            "Every step of gradient descent ends higher up on the other side; the proximal point is "
            "stable for every step.",
            [](Inputs& in) { in.alpha = 0.21; }, failure),
    };
}

}  // namespace

Lab lab() {
    return make_lab<Inputs, Computed>({
        .id = "gradient-flow",
        .topic = "dynamics",
        .title = "Gradient flow and its steps",
        .formula = R"(\dot x = -\nabla f(x) \qquad x_{k+1} = x_k - \alpha \nabla f(x_k) \qquad )"
                   R"(x_{k+1} = \mathrm{argmin}_x\; \frac{\|x - x_k\|^2}{2 \alpha} + f(x))",
        .parameters = parameters(),
        .presets = presets(),
        .compute = compute,
        .draw = draw,
        .probes = {{"map", probe_map}, {"value", probe_value}},
    });
}

}  // namespace lossfield::viz::gradient_flow
