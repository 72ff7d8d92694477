// Gradient flow and its steps: the streamline, gradient descent (explicit), the proximal point (implicit), how far
// either is from the flow, and the norm that decides what is steepest.
#include "viz/labs/dynamics/gradient_flow/gradient_flow.hpp"

namespace lossfield::viz::gradient_flow {
namespace {

Inputs bowl(double alpha) {
    Inputs in;
    in.alpha = alpha;
    return in;
}

Inputs signs() {
    Inputs in = bowl(0.05);
    in.norm = "linf";
    in.start = {-2.2, -1.9}, in.until = 2;
    return in;
}

Inputs two_wells() {
    Inputs in;
    in.landscape = LandscapeKind::DoubleWell;
    in.start = {1.9, 1.5};
    in.alpha = 0.6, in.time = 1.2, in.until = 6;
    return in;
}

Inputs valley() {
    Inputs in;
    in.landscape = LandscapeKind::Rosenbrock;
    in.start = {-1.2, 1.8};
    in.alpha = 0.0012, in.time = 0.06, in.until = 2;
    return in;
}

Parameters<Inputs> parameters() {
    return {
        landscape_parameters({LandscapeKind::Bowl, LandscapeKind::DoubleWell, LandscapeKind::Rosenbrock,
                              LandscapeKind::Himmelblau}),
        vector(&Inputs::start, "start", {"Start", "$x, y$", "where all paths begin; drag it on the map"},
               {.group = "Landscape", .soft = {-3, 3}, .hard = {-6, 6}, .min_length = 2, .max_length = 2}),
        real(&Inputs::alpha, "alpha",
             {"Step", "$α$", "the step of gradient descent, of the proximal point and of steepest descent"},
             {.group = "Steps", .soft = alpha_range, .spacing = Spacing::Log}),
        real(&Inputs::time, "time",
             {"Moment", "$t$", "when flow and steps are compared: at the multiple of the step nearest to it"},
             {.group = "Steps", .soft = {0, 10}}),
        real(&Inputs::until, "until", {"Until", "$T$", "how long everything is followed"},
             {.group = "Steps", .soft = {0.1, 10}, .spacing = Spacing::Log}),
        choice(&Inputs::norm, "norm", {"Norm", "", "how steepest descent measures the length of a step"},
               {.group = "Steepest descent",
                .options = {{"l1", "ℓ1: sum"}, {"l2", "ℓ2: Euclid"}, {"linf", "ℓ∞: largest"}}})};
}

}  // namespace

std::vector<PresetOf<Inputs>> presets() {
    return {
        {"no-overshoot", "No overshoot, $α$ = 1/L",
         "One step takes gradient descent to the valley's floor; below 1/L it never crosses it.", bowl(0.1)},
        {"zigzag", "Zigzag, $α$ near 2/L",
         "Gradient descent crosses the valley at every step, the proximal point never does.", bowl(0.19)},
        {"signs", "Steepest in ℓ∞",
         "With ℓ∞ only the signs of the gradient count: every first step is diagonal.", signs()},
        {"two-wells", "Over the ridge",
         "A long step carries gradient descent into the other well; flow and proximal point stay in theirs.",
         two_wells()},
        {"valley", "Rosenbrock's valley",
         "The flow falls into the valley at once and then creeps: two time scales, and the fast one limits "
         "the step.",
         valley()},
        {"diverges", "$α$ beyond 2/L",
         "Every step of gradient descent ends higher up on the other side; the proximal point is stable for "
         "every step.",
         bowl(0.21), true},
    };
}

Lab lab() {
    return make_lab<Inputs, Computed>({
        .id = "gradient-flow",
        .topic = "dynamics",
        .title = "Gradient flow and its steps",
        .formula = R"(\dot x = -\nabla f(x) \qquad x_{k+1} = x_k - \alpha \nabla f(x_k) \qquad )"
                   R"(x_{k+1} = \mathrm{argmin}_x\; \frac{\|x - x_k\|^2}{2 \alpha} + f(x))",
        .formulas = {},
        .parameters = parameters(),
        .presets = presets(),
        .compute = compute,
        .draw = draw,
        .probe = probe,
    });
}

}  // namespace lossfield::viz::gradient_flow
