// From logits to loss, step by step: one logit vector on bars, simplex and plane, the loss over them, and the paths of descent from
// it on all of them. The lab that the program opens with.
#include "viz/labs/classification/softmax_descent/softmax_descent.hpp"

namespace lossfield::viz::softmax_descent {

Inputs::Inputs() {
    using enum OptimizerKind;
    rate_of(GradientDescent) = 0.8, rate_of(Momentum) = 0.3, rate_of(Nesterov) = 0.3;
    rate_of(Adam) = 0.3, rate_of(NaturalGradient) = 0.1;
    for (const OptimizerKind kind : {GradientDescent, Momentum, Adam, NaturalGradient})
        shown[number_of(kind)] = true;
}

namespace {

// The rates belong to what is under the fingers, at the top.
Parameters<Inputs> rates() {
    Parameters<OptimizerInputs> all;
    for (const OptimizerKind kind : offered) {
        const math::OptimizerFacts& who = math::facts(math::default_optimizer(number_of(kind)));
        all.add(optimizer_parameters({std::string(who.id) + "-rate"}));
        Parameter& rate = (all.end() - 1)->parameter;
        rate.group.clear(), rate.soft = {1e-3, 100};
    }
    return beside_toggles(all);
}

Parameters<Inputs> noise() {
    Parameters<OptimizerInputs> all = optimizer_parameters({"noise", "seed"});
    for (Binding& b : all) b.parameter.group = "Noise";
    return all;
}

Parameters<Inputs> shown() {
    Parameters<Inputs> all;
    for (const OptimizerKind kind : offered) all.add(show_parameter(&Inputs::shown, number_of(kind)));
    for (Binding& b : all) b.parameter.group.clear();
    return all;
}

Parameters<Inputs> picture() {
    return {
        choice(
            &Inputs::direction, "direction",
            {"Arrows", "", "which way they point: steepest descent of the logits, or the natural gradient"},
            {{Direction::Gradient, "gradient", "gradient"},
             {Direction::Natural, "natural", "natural gradient"}}),
        toggle(&Inputs::field, "field", {"Field", "", "the chosen direction all over plane and simplex"}),
        toggle(&Inputs::contours, "contours", {"Contour lines", "", "lines of equal loss"}),
        level_rule_parameter(&Inputs::level_rule),
        level_count_parameter(&Inputs::levels),
        shared("logit-plane/domain", domain(&Inputs::range, &Inputs::domain, "domain",
                                            {"Range", "", "the part of the plane that is shown"},
                                            {.soft = {-6, 6}, .hard = {-10'000, 10'000}, .panel = "plane"}))};
}

Parameters<Inputs> restarting(Parameters<Inputs> parameters) {
    for (Binding& b : parameters) b.parameter.restarts = true;
    return parameters;
}

Parameters<Inputs> inputs() {
    return {
        temperature_parameter(&Inputs::temperature,
                              "divides the logits: small makes a cliff of the ramp, large a plain"),
        real(&Inputs::margin, "margin",
             {"Margin", "$m$",
              "taken off the target's logit: by so much more it must lead (as in AM-softmax)"},
             {.soft = {0, 6}, .hard = {-100, 100}, .snaps = {{0, "0"}}}),
        rates(),
        group<Inputs>(
            "Logits and target",
            {vector(&Inputs::logits, "logits",
                    {"Logits", "$z$", "the scores of three classes, where all paths start"},
                    {.soft = {-6, 6}, .hard = {-1000, 1000}, .min_length = 3, .max_length = 3}),
             vector(&Inputs::target, "target",
                    {"Target", "$y$", "the right class, or a probability for every class (a soft target)"},
                    {.max_length = 3, .length_of = "logits", .distribution = true}),
             real(&Inputs::smoothing, "smoothing",
                  {"Label smoothing", "$ε$", "the part of the target that is spread evenly over the classes"},
                  {.soft = {0, 0.5}, .hard = {0, 1}, .snaps = {{0.1, "0.1"}}})})};
}

}  // namespace

Lab lab() {
    Traits time{.group = "Time", .soft = {1, 1000}, .hard = {1, 10'000}, .spacing = Spacing::Log};
    return make_lab<Inputs, Computed>({
        .id = "softmax-descent",
        .topic = "classification",
        .title = "From logits to loss, step by step",
        .formula =
            R"(p = \mathrm{softmax}\left(\frac{z - m\,y}{T}\right) \qquad )"
            R"(L = -\sum_k y^\varepsilon_k \log p_k, \quad y^\varepsilon = (1-\varepsilon)\,y + \tfrac{\varepsilon}{3} \qquad )"
            R"(\frac{\partial L}{\partial z} = \frac{p - y^\varepsilon}{T} \qquad )"
            R"(z_t = z_{t-1} - \eta\, \frac{\partial L}{\partial z})",
        .parameters = {restarting(inputs()), shown(),
                       Parameters<Inputs>(optimizer_parameters({"momentum", "nesterov-momentum", "beta1",
                                                                "beta2", "epsilon", "bias-correction"})),
                       noise(),
                       restarting(whole(&Inputs::steps, "steps",
                                        {"Steps", "", "how many steps every optimizer takes"}, time)),
                       group("Picture", picture())},
        .presets = presets(),
        .compute = compute,
        .draw = draw,
        .probes = probes(),
    });
}

}  // namespace lossfield::viz::softmax_descent
