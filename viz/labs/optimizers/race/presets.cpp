// The race's presets: one sentence each, and what differs from the defaults.
#include "viz/labs/optimizers/race/race.hpp"

namespace lossfield::viz::race {
namespace {

using enum OptimizerKind;

void set_rates(Inputs& in, std::initializer_list<std::pair<OptimizerKind, double>> rates) {
    for (const auto& [kind, value] : rates) in.rate_of(kind) = value;
}
void show(Inputs& in, std::initializer_list<OptimizerKind> kinds) {
    in.shown = {};
    for (const OptimizerKind kind : kinds) in.shown[number_of(kind)] = true;
}
void on(Inputs& in, LandscapeKind landscape, Vector start, int steps) {
    in.landscape = landscape, in.start = std::move(start), in.steps = steps;
}

void ravine(Inputs& in) {
    on(in, LandscapeKind::Bowl, {-2.5, 0.4}, 100);
    in.kappa = 100, in.rotation = 25, in.height = Height::Linear;
    set_rates(in, {{GradientDescent, 0.018}, {Momentum, 0.004}, {Nesterov, 0.004}, {Adam, 0.1}});
}

// A few of the gradients are wrong by far more than all others together.
void heavy_tails(Inputs& in) {
    show(in, {GradientDescent, Momentum, Adam, SignDescent});
    set_rates(in, {{Momentum, 0.002}, {SignDescent, 0.05}});
    in.noise = 20, in.noise_law = NoiseLaw::Heavy, in.tail = 1.5, in.seed = 2, in.steps = 200;
}

void valley(Inputs& in) {
    on(in, LandscapeKind::Rosenbrock, {-1.2, 1}, 600);
    show(in, {GradientDescent, Momentum, Nesterov, Adam, RmsProp, Lion, Newton, Lbfgs});
    set_rates(in, {{GradientDescent, 0.001}, {Momentum, 0.0006}, {Nesterov, 0.0008}});
    set_rates(in, {{Adam, 0.1}, {RmsProp, 0.01}, {Lion, 0.02}});
    in.momentum = in.nesterov_momentum = 0.9;
    in.lower = Lower::Nothing;
}

}  // namespace

std::vector<PresetOf<Inputs>> presets() {
    return {
        preset("ravine", "Ravine",
               "The valley bends a hundred times more across than along: gradient descent zigzags, momentum "
               "rolls.",
               ravine),
        preset("four-minima", "Four minima", "One start, four optimizers, four different minima.",
               [](Inputs& in) {
                   in.start = {-4.75, 0.5}, in.steps = 120;
               }),
        preset("saddle", "Saddle",
               "Almost on the stable axis: slow at the saddle, until a little noise has grown.",
               [](Inputs& in) {
                   on(in, LandscapeKind::Saddle, {-1.8, 0.001}, 150);
                   // The same effective rate: 0.05 = 0.0075 / (1 - 0.85).
                   set_rates(in,
                             {{GradientDescent, 0.05}, {Momentum, 0.0075}, {Nesterov, 0.0075}, {Adam, 0.03}});
                   in.noise = 0.001, in.height = Height::Linear, in.level_rule = LevelRule::Linear;
               }),
        preset("tilted-well", "Tilted well",
               "The nearer well is the higher one; what keeps its momentum crosses into the deeper.",
               [](Inputs& in) {
                   on(in, LandscapeKind::DoubleWell, {1.7, 1.5}, 100);
                   set_rates(in, {{GradientDescent, 0.05}, {Momentum, 0.05}, {Nesterov, 0.05}, {Adam, 0.08}});
                   in.tilt = 0.2, in.momentum = in.nesterov_momentum = 0.9;
               }),
        preset("heavy-tails", "Heavy tails",
               "Now and then a gradient is wildly wrong: plain steps are thrown across the map, steps of one "
               "length are not.",
               heavy_tails),
        preset("clipped", "Clipped",
               "The same noise with every gradient cut to length 20: no step is thrown far any more.",
               [](Inputs& in) { heavy_tails(in), in.clip = true, in.clip_norm = 20; }),
        preset("muon", "Muon on a matrix",
               "Muon treats all singular values alike and hardly leaves the slice that the map shows; the "
               "others leave it by far.",
               [](Inputs& in) {
                   on(in, LandscapeKind::MatrixRegression, {-1, 3}, 150);
                   show(in, {GradientDescent, Momentum, Adam, Muon});
                   set_rates(in, {{GradientDescent, 0.015}, {Momentum, 0.004}, {Adam, 0.1}, {Muon, 0.03}});
                   in.kappa = 100, in.muon_momentum = 0.85;
               }),
        preset(
            "natural-gradient", "Natural gradient",
            "One rate for both: measured by the Fisher metric, the step of $μ$ no longer depends on how wide "
            "the model is.",
            [](Inputs& in) {
                on(in, LandscapeKind::GaussianLikelihood, {-0.5, 3.2}, 60);
                show(in, {GradientDescent, NaturalGradient});
                set_rates(in, {{GradientDescent, 0.1}, {NaturalGradient, 0.1}});
                in.arrows = true;
            }),
        preset(
            "valley", "Eight in a valley",
            "Along the bent floor slopes are small: Newton and L-BFGS, which know the curvature, get there "
            "within 40 steps; Lion, whose steps have one length, hits the minimum in passing; the others are "
            "still on their way after 600.",
            valley),
        preset("results", "Who arrives first",
               "The same eight as a table of whole runs, sorted by the steps until the loss is a thousandth.",
               [](Inputs& in) { valley(in), in.lower = Lower::Results, in.sort_by = SortBy::Steps; }),
        preset("equal-budget", "Equal budgets",
               "Each optimizer at 25 rates, with runs of one length: who ends lowest at its best?",
               [](Inputs& in) {
                   ravine(in), in.lower = Lower::Tuning;
                   show(in, {GradientDescent, Momentum, Nesterov, Adam, RmsProp, Lion});
               }),
        preset("schedule", "Schedule against noise",
               "A constant rate would stir about the minimum forever; the cosine lets the noise die with the "
               "rate.",
               [](Inputs& in) {
                   set_rates(in, {{Momentum, 0.002}, {Nesterov, 0.002}});
                   in.noise = 30, in.schedule = math::ScheduleKind::Cosine,
                   in.schedule_total = in.steps = 400;
               }),
        preset(
            "decay", "AdamW against L2",
            "The same decay: through the gradient Adam divides it by $√v$, AdamW pulls at the place itself.",
            [](Inputs& in) {
                on(in, LandscapeKind::Booth, {-4, -3}, 400);
                show(in, {Adam, AdamW}), set_rates(in, {{Adam, 0.1}, {AdamW, 0.1}});
                in.weight_decay = in.adamw_decay = 0.3, in.weight_decay_kind = DecayKind::Coupled;
            }),
        preset(
            "too-fast", "Rate above 2/L",
            "Each step overshoots the steep direction by more than the last: gradient descent diverges.",
            [](Inputs& in) {
                ravine(in), in.kappa = 20;
                set_rates(in, {{GradientDescent, 0.108}, {Momentum, 0.05}, {Nesterov, 0.05}});
            },
            failure),
        preset(
            "spike", "$β_2$ too small",
            "Adam's first gradients are huge; the mean remembers them, the mean square forgets.",
            [](Inputs& in) {
                on(in, LandscapeKind::Rosenbrock, {1.8, 0}, 60);
                show(in, {Adam}), in.rate_of(Adam) = 0.1, in.beta2 = 0.05;
            },
            failure),
    };
}

}  // namespace lossfield::viz::race
