// The race's presets: one sentence each, and the values that show it.
#include "viz/labs/optimizers/race.hpp"

namespace lossfield::viz::race {
namespace {

Inputs ravine() {
    Inputs in;
    in.landscape = "bowl";
    in.kappa = 100, in.rotation = 25;
    in.start = {-2.5, 0.4};
    in.gd_rate = 0.018, in.momentum_rate = in.nesterov_rate = 0.004, in.adam_rate = 0.1;
    in.momentum = 0.85;
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
    in.landscape = "saddle";
    in.start = {-1.8, 0.001};
    in.gd_rate = 0.05;
    // The same effective rate: 0.05 = 0.0075 / (1 - 0.85).
    in.momentum_rate = in.nesterov_rate = 0.0075;
    in.adam_rate = 0.03;
    in.noise = 0.001;
    in.steps = 150;
    in.height = "linear";
    in.level_rule = "linear";
    return in;
}

Inputs tilted_well() {
    Inputs in;
    in.landscape = "double-well";
    in.tilt = 0.2;
    in.start = {1.7, 1.5};
    in.gd_rate = in.momentum_rate = in.nesterov_rate = 0.05;
    in.momentum = 0.9;
    in.adam_rate = 0.08;
    return in;
}

Inputs too_fast() {
    Inputs in = ravine();
    in.kappa = 20;
    in.gd_rate = 0.108;
    in.momentum_rate = 0.05, in.nesterov_rate = 0.05;
    return in;
}

Inputs spike() {
    Inputs in;
    in.landscape = "rosenbrock";
    in.start = {1.8, 0};
    in.show_gd = in.show_momentum = in.show_nesterov = false;
    in.adam_rate = 0.1;
    in.beta2 = 0.05;
    in.steps = 60;
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
        {"too-fast", "Rate above 2/L",
         "Each step overshoots the steep direction by more than the last: gradient descent diverges.",
         too_fast(), true},
        {"spike", "$β_2$ too small",
         "Adam's first gradients are huge; the mean remembers them, the mean square forgets.", spike(), true},
    };
}

}  // namespace lossfield::viz::race
