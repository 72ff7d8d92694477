// The presets: one sentence each, and the values that show it.
#include "viz/labs/optimizers/adam_anatomy/adam_anatomy.hpp"

namespace lossfield::viz::adam_anatomy {
namespace {

Inputs stream(const char* kind, int steps) {
    Inputs in;
    in.stream = kind;
    in.steps = steps;
    in.beta2 = 0.999;
    return in;
}

Inputs uncorrected() {
    Inputs in = stream("constant", 120);
    in.bias_correction = false;
    return in;
}

Inputs spike() {
    Inputs in = stream("spike", 30);
    in.silence = 6000;
    in.event = 11;
    return in;
}

Inputs noise() {
    Inputs in = stream("noise", 300);
    in.ratio = 0;
    return in;
}

Inputs ravine() {
    Inputs in = stream("ravine", 80);
    in.rotation = 45;
    return in;
}

Inputs wells() {
    Inputs in = stream("recorded", 120);
    in.landscape = LandscapeKind::DoubleWell;
    in.tilt = 0.1;
    in.start = {0.05, 1.4};
    in.rate_of(OptimizerKind::Adam) = 0.05;
    return in;
}

}  // namespace

std::vector<PresetOf<Inputs>> presets() {
    return {
        {"constant", "Always the same",
         "A constant gradient, however large, moves by exactly one rate a step.", stream("constant", 120)},
        {"alternating", "To and fro",
         "Gradients that cancel leave almost nothing of the mean, and all of the mean square.",
         stream("alternating", 120)},
        {"spike", "A spike after silence",
         "The mean square has forgotten everything: one gradient moves by 3.16 rates.", spike(), true},
        {"uncorrected", "No bias correction",
         "Both means start at 0, the mean square stays there longer: the first steps are too large.",
         uncorrected(), true},
        {"noise", "Pure noise",
         "The update's root mean square falls to $√((1-β_1)/(1+β_1))$, whatever the size of the noise.",
         noise()},
        {"ravine", "A ravine, turned",
         "Along the ravine's own axes Adam wins; turned by 45° it has lost its advantage.", ravine()},
        {"well", "Into a well",
         "Beside the ridge the gradient changes its sign: the mean needs its steps to follow.", wells()},
    };
}

}  // namespace lossfield::viz::adam_anatomy
