// The race's presets: one sentence each, and the values that show it.
#include <initializer_list>

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

Inputs ravine() {
    Inputs in;
    in.landscape = LandscapeKind::Bowl;
    in.kappa = 100, in.rotation = 25;
    in.start = {-2.5, 0.4};
    set_rates(in, {{GradientDescent, 0.018}, {Momentum, 0.004}, {Nesterov, 0.004}, {Adam, 0.1}});
    in.height = "linear";
    return in;
}

Inputs four_minima() {
    Inputs in;
    in.start = {-4.75, 0.5};
    in.steps = 120;
    return in;
}

Inputs saddle() {
    Inputs in;
    in.landscape = LandscapeKind::Saddle;
    in.start = {-1.8, 0.001};
    // The same effective rate: 0.05 = 0.0075 / (1 - 0.85).
    set_rates(in, {{GradientDescent, 0.05}, {Momentum, 0.0075}, {Nesterov, 0.0075}, {Adam, 0.03}});
    in.noise = 0.001;
    in.steps = 150;
    in.height = "linear";
    in.level_rule = LevelRule::Linear;
    return in;
}

Inputs tilted_well() {
    Inputs in;
    in.landscape = LandscapeKind::DoubleWell;
    in.tilt = 0.2;
    in.start = {1.7, 1.5};
    set_rates(in, {{GradientDescent, 0.05}, {Momentum, 0.05}, {Nesterov, 0.05}, {Adam, 0.08}});
    in.momentum = in.nesterov_momentum = 0.9;
    return in;
}

Inputs too_fast() {
    Inputs in = ravine();
    in.kappa = 20;
    set_rates(in, {{GradientDescent, 0.108}, {Momentum, 0.05}, {Nesterov, 0.05}});
    return in;
}

Inputs spike() {
    Inputs in;
    in.landscape = LandscapeKind::Rosenbrock;
    in.start = {1.8, 0};
    show(in, {Adam});
    in.rate_of(Adam) = 0.1;
    in.beta2 = 0.05;
    in.steps = 60;
    return in;
}

// A few of the gradients are wrong by far more than all others together.
Inputs heavy_tails() {
    Inputs in;
    show(in, {GradientDescent, Momentum, Adam, SignDescent});
    set_rates(in, {{Momentum, 0.002}, {SignDescent, 0.05}});
    in.noise = 20, in.noise_law = NoiseLaw::Heavy, in.tail = 1.5;
    in.seed = 2;
    in.steps = 200;
    return in;
}

Inputs clipped() {
    Inputs in = heavy_tails();
    in.clip = true, in.clip_norm = 20;
    return in;
}

Inputs muon() {
    Inputs in;
    in.landscape = LandscapeKind::MatrixRegression;
    in.kappa = 100;
    in.start = {-1, 3};
    show(in, {GradientDescent, Momentum, Adam, Muon});
    in.muon_momentum = 0.85;
    set_rates(in, {{GradientDescent, 0.015}, {Momentum, 0.004}, {Adam, 0.1}, {Muon, 0.03}});
    in.steps = 150;
    return in;
}

Inputs natural_gradient() {
    Inputs in;
    in.landscape = LandscapeKind::GaussianLikelihood;
    in.start = {-0.5, 3.2};
    show(in, {GradientDescent, NaturalGradient});
    set_rates(in, {{GradientDescent, 0.1}, {NaturalGradient, 0.1}});
    in.steps = 60;
    in.arrows = true;
    return in;
}

Inputs valley() {
    Inputs in;
    in.landscape = LandscapeKind::Rosenbrock;
    in.start = {-1.2, 1};
    show(in, {GradientDescent, Momentum, Nesterov, Adam, RmsProp, Lion, Newton, Lbfgs});
    set_rates(in, {{GradientDescent, 0.001},
                   {Momentum, 0.0006},
                   {Nesterov, 0.0008},
                   {Adam, 0.1},
                   {RmsProp, 0.01},
                   {Lion, 0.02}});
    in.momentum = in.nesterov_momentum = 0.9;
    in.steps = 600;
    in.lower = "nothing";
    return in;
}

Inputs schedule() {
    Inputs in;
    set_rates(in, {{Momentum, 0.002}, {Nesterov, 0.002}});
    in.noise = 30;
    in.schedule = math::ScheduleKind::Cosine, in.schedule_total = 400;
    in.steps = 400;
    return in;
}

Inputs decay() {
    Inputs in;
    in.landscape = LandscapeKind::Booth;
    in.start = {-4, -3};
    show(in, {Adam, AdamW});
    set_rates(in, {{Adam, 0.1}, {AdamW, 0.1}});
    in.weight_decay = 0.3, in.weight_decay_kind = DecayKind::Coupled, in.adamw_decay = 0.3;
    in.steps = 400;
    return in;
}

Inputs results() {
    Inputs in = valley();
    in.lower = "results";
    in.sort_by = "steps";
    return in;
}

Inputs equal_budget() {
    Inputs in = ravine();
    show(in, {GradientDescent, Momentum, Nesterov, Adam, RmsProp, Lion});
    in.lower = "tuning";
    return in;
}

}  // namespace

std::vector<PresetOf<Inputs>> presets() {
    return {
        {"ravine", "Ravine",
         "The valley is a hundred times steeper across than along: gradient descent zigzags, "
         "momentum "
         "rolls.",
         ravine()},
        {"four-minima", "Four minima", "One start, four optimizers, four different minima.", four_minima()},
        {"saddle", "Saddle", "Almost on the stable axis: slow at the saddle, until a little noise has grown.",
         saddle()},
        {"tilted-well", "Tilted well",
         "The nearer well is the higher one; what keeps its momentum crosses into the deeper.",
         tilted_well()},
        {"heavy-tails", "Heavy tails",
         "Now and then a gradient is wildly wrong: plain steps are thrown across the map, steps of one "
         "length are not.",
         heavy_tails()},
        {"clipped", "Clipped",
         "The same noise with every gradient cut to length 20: no step is thrown far any more.", clipped()},
        {"muon", "Muon on a matrix",
         "Muon turns by all singular values alike; the map is a slice, so its path leaves it and comes back.",
         muon()},
        {"natural-gradient", "Natural gradient",
         "One rate for both: measured by the Fisher metric, the step no longer depends on how wide the model "
         "is.",
         natural_gradient()},
        {"valley", "Eight in a valley",
         "Along the bent floor slopes are small: Newton and L-BFGS, which know the curvature, get there "
         "within 40 "
         "steps; Lion, whose steps have one length, hits the minimum in passing; the others are still on "
         "their way "
         "after 600.",
         valley()},
        {"results", "Who arrives first",
         "The same eight as a table of whole runs, sorted by the steps until the loss is a thousandth.",
         results()},
        {"equal-budget", "Equal budgets", "Each optimizer at the best of 25 rates: who is really faster?",
         equal_budget()},
        {"schedule", "Schedule against noise",
         "A constant rate would stir about the minimum forever; the cosine lets the noise die with the rate.",
         schedule()},
        {"decay", "AdamW against L2",
         "The same decay: through the gradient Adam divides it by $√v$, AdamW pulls at the place itself.",
         decay()},
        {"too-fast", "Rate above 2/L",
         "Each step overshoots the steep direction by more than the last: gradient descent diverges.",
         too_fast(), true},
        {"spike", "$β_2$ too small",
         "Adam's first gradients are huge; the mean remembers them, the mean square forgets.", spike(), true},
    };
}

}  // namespace lossfield::viz::race
