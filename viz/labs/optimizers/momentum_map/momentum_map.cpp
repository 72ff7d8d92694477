// Descent with momentum: how fast for which rate and momentum, over a spectrum of curvatures, and what each curvature
// does: its roots, its contraction, its error step by step.
#include "viz/labs/optimizers/momentum_map/momentum_map.hpp"

namespace lossfield::viz::momentum_map {
namespace {

Inputs preset(double rate, double momentum, const char* method = "heavy-ball") {
    Inputs in;
    in.rate = rate, in.momentum = momentum, in.method = method;
    return in;
}

Inputs best(math::MomentumMethod method, const char* name) {
    const Inputs in;
    const math::BestRate b = math::best_momentum(method, {in.mu, in.largest});
    return preset(b.rate, b.momentum, name);
}

Inputs best_descent() {
    const Inputs in;
    return preset(math::best_gradient_descent(in.mu, in.largest).rate, 0);
}

Inputs swinging() {
    Inputs in = preset(0.02, 0.97);
    in.steps = 100;
    return in;
}

Parameters<Inputs> parameters() {
    return {
        choice(&Inputs::method, "method",
               {"Method", "",
                "where the gradient is taken: at the point (heavy ball), or where momentum would carry it"},
               {.options = {{"heavy-ball", "heavy ball (Polyak)"}, {"nesterov", "Nesterov"}}}),
        real(&Inputs::rate, "rate", {"Rate", "$η$", "the learning rate"},
             {.soft = {1e-4, 0.4}, .hard = {1e-6, 0.4}, .spacing = Spacing::Log}),
        real(&Inputs::momentum, "momentum",
             {"Momentum", "$β$", "the share of the last move that is kept; 0 is gradient descent"},
             {.soft = {0, 0.999}}),
        real(&Inputs::mu, "mu", {"Smallest curvature", "$μ$", "the smallest eigenvalue of the quadratic"},
             {.group = "Spectrum", .soft = mu_range, .spacing = Spacing::Log, .snaps = {{1, "1"}}}),
        real(&Inputs::largest, "largest",
             {"Largest curvature", "$L$", "the largest eigenvalue of the quadratic"},
             {.group = "Spectrum", .soft = largest_range, .spacing = Spacing::Log, .snaps = {{100, "100"}}}),
        real(&Inputs::mode, "mode",
             {"Mode between", "",
              "an eigenvalue between both, by its place on the logarithmic axis: 0 is μ, 1 is L"},
             {.group = "Spectrum", .soft = {0, 1}}),
        whole(&Inputs::steps, "steps", {"Steps", "", "how many steps are shown"},
              {.group = "Picture", .soft = {20, 400}, .hard = {10, 2000}}),
        toggle(&Inputs::worst, "worst",
               {"Worst start", "",
                "what the worst of all starts makes of a mode: the norm of the power of its matrix"},
               {.group = "Picture"}),
    };
}

}  // namespace

Lab lab() {
    return make_lab<Inputs, Computed>({
        .id = "momentum-map",
        .topic = "optimizers",
        .title = "Momentum",
        .formula =
            R"(v \leftarrow \beta v - \eta\,\nabla f(x), \quad x \leftarrow x + v: \quad z^2 - (1 + \beta - \eta h)\,z + \beta = 0 \qquad )"
            R"(\mathrm{Nesterov},\ \nabla f(x + \beta v): \quad z^2 - (1 + \beta)(1 - \eta h)\,z + \beta\,(1 - \eta h) = 0 \qquad )"
            R"(\rho = \max_{\mu \le h \le L}\, \max |z|)",
        .formulas = {},
        .parameters = parameters(),
        .presets =
            {
                {"polyak", "Polyak's optimum",
                 "Where the two critical curves cross: both ends of the spectrum have a double root, and no "
                 "choice is faster.",
                 best(math::MomentumMethod::HeavyBall, "heavy-ball")},
                {"nesterov", "Nesterov at its best",
                 "The flattest mode is critically damped, the steepest as slow beyond its dead stop at 1/L.",
                 best(math::MomentumMethod::Nesterov, "nesterov")},
                {"critical", "Critically damped",
                 "At the rate 1/L the momentum 0.81 gives the flattest mode a double root at 0.9: less "
                 "creeps, more swings.",
                 preset(0.01, 0.81)},
                {"gradient-descent", "No momentum",
                 "Gradient descent at its best rate: both ends shrink by 0.98, a hundred steps for a tenth.",
                 best_descent()},
                {"too-much", "Too much momentum",
                 "All roots lie on the circle of radius √β close to 1: every mode swings on for long.",
                 swinging()},
                {"beyond", "Beyond the limit",
                 "A root has left the unit circle through -1: the steepest mode grows, changing sign at "
                 "every step.",
                 preset(0.0312, 0.5), true},
            },
        .compute = compute,
        .draw = draw,
        .probe = probe,
    });
}

}  // namespace lossfield::viz::momentum_map
