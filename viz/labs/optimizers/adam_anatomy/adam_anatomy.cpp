// Adam taken apart: what it remembers of a stream of gradients, how bias correction lifts it, and the ratio that it moves
// by. Drag the spike, the signal-to-noise ratio, the windows of the two means, the axes of the ravine.
#include "viz/labs/optimizers/adam_anatomy/adam_anatomy.hpp"

namespace lossfield::viz::adam_anatomy {
namespace {

Parameters<Inputs> stream_parameters() {
    return group<Inputs>(
        "Gradients",
        {choice(&Inputs::stream, "stream", {"Stream", "", "the gradients that Adam is given"},
                {{Stream::Constant, "constant", "constant"},
                 {Stream::Alternating, "alternating", "alternating"},
                 {Stream::Spike, "spike", "silence, then a spike"},
                 {Stream::Change, "change", "a sudden change"},
                 {Stream::Noise, "noise", "noise about a mean"},
                 {Stream::Ravine, "ravine", "in a ravine on turned axes"},
                 {Stream::Recorded, "recorded", "recorded from a race"}},
                {.restarts = true}),
         real(&Inputs::scale, "scale",
              {"Scale", "", "all gradients are multiplied by it; without epsilon the updates do not change"},
              {.soft = {1e-9, 1e3}, .spacing = Spacing::Log, .snaps = {{1, "1"}}}),
         whole(&Inputs::event, "event",
               {"At step", "",
                "where the spike or the change is among the steps shown; drag it on the gradients"},
               {.soft = {1, 500}, .hard = {1, 2000}, .spacing = Spacing::Log}),
         real(&Inputs::after, "after",
              {"Afterwards", "", "the gradient after the change, in units of the one before"},
              {.soft = {-3, 3}, .hard = {-1000, 1000}, .snaps = {{0, "0"}, {-1, "−1"}}}),
         whole(&Inputs::silence, "silence",
               {"Silence", "", "steps without any gradient before those shown; they are counted"},
               {.soft = {1, silence_range.high}, .hard = silence_range, .spacing = Spacing::LogWithZero}),
         real(&Inputs::ratio, "ratio",
              {"Signal to noise", "$μ/σ$", "mean of the gradients over their standard deviation"},
              {.soft = ratio_range, .hard = {0, 100}}),
         choice(&Inputs::recorded_by, "recorded-by",
                {"Seen by", "",
                 "who runs, by the same rules as in the race: the gradients are those that it goes by"},
                optimizer_options(), {.restarts = true}),
         choice(&Inputs::component, "component",
                {"Component", "", "which of the two coordinates shown the strips are about"},
                {{Component::First, "first", "first"}, {Component::Second, "second", "second"}}),
         whole(&Inputs::steps, "steps", {"Steps", "", "how many steps are shown"},
               {.soft = {10, 1000}, .hard = {2, 2000}, .spacing = Spacing::Log, .restarts = true})});
}

Parameters<Inputs> adam_parameters() {
    return group<Inputs>(
        "Adam",
        {toggle<Inputs>(&Inputs::bias_correction, "bias-correction",
                        {"Bias correction", "",
                         "divides both means by the sum of their weights so far, since both start at 0"}),
         real<Inputs>(&Inputs::beta1, "beta1",
                      {"Mean", "$β_1$", "how long the mean m of the gradients remembers"},
                      {.soft = {0, largest_beta}, .snaps = {{0.9, "0.9"}}}),
         real<Inputs>(&Inputs::beta2, "beta2",
                      {"Mean square", "$β_2$", "how long the mean v of the squared gradients remembers"},
                      {.soft = {0, largest_beta}, .snaps = {{0.99, "0.99"}, {0.999, "0.999"}}}),
         real<Inputs>(&Inputs::epsilon, "epsilon",
                      {"Epsilon", "$ε$", "added to √v: softens the updates where the gradients are tiny"},
                      {.soft = {1e-12, 10}, .hard = {0, 1e9}, .spacing = Spacing::LogWithZero})});
}

// Those of every lab on landscapes; in the ravine the angle is that of the optimizers' axes.
Parameters<Inputs> place_parameters() {
    const Parameters<LandscapeInputs> rotation =
        rotation_parameter("Turned",
                           "in the ravine by how much the axes that the optimizers work along are turned, "
                           "which is the same as turning the "
                           "landscape the other way; in a race the landscape",
                           {.soft = {0, 90}, .hard = {0, 90}, .snaps = {{0, "0"}, {45, "45"}, {90, "90"}}});
    return {
        landscape_parameters({}, rotation),
        start_parameter(&Inputs::start, "where the optimizers begin; drag it on the map",
                        {.group = "Landscape", .soft = {-6, 6}, .hard = {-1000, 1000}, .restarts = true})};
}

// With the race's, except what Adam's own group has.
Parameters<Inputs> parameters() {
    const Parameters<Inputs> own{stream_parameters(), adam_parameters(), place_parameters()};
    Parameters<Inputs> all = own;
    for (const Binding& b : Parameters<Inputs>(optimizer_parameters()))
        if (std::none_of(own.begin(), own.end(),
                         [&](const Binding& o) { return o.parameter.id == b.parameter.id; }))
            all.add(b);
    return all;
}

void choose(Inputs& in, Stream stream, int steps) { in.stream = stream, in.steps = steps, in.beta2 = 0.999; }

std::vector<PresetOf<Inputs>> presets() {
    return {
        preset("constant", "Always the same", "A constant gradient, however large, moves by one rate a step.",
               [](Inputs& in) { choose(in, Stream::Constant, 120); }),
        preset("alternating", "To and fro",
               "Gradients that cancel leave almost nothing of the mean, and all of the mean square.",
               [](Inputs& in) { choose(in, Stream::Alternating, 120); }),
        preset(
            "spike", "A spike after silence",
            "After so long a silence the mean square holds one gradient only, which moves by 3.16 rates.",
            [](Inputs& in) { choose(in, Stream::Spike, 30), in.silence = 6000, in.event = 11; }, failure),
        preset(
            "uncorrected", "No bias correction",
            "Both means start at 0, the mean square stays there longer: the first steps are too large.",
            [](Inputs& in) { choose(in, Stream::Constant, 120), in.bias_correction = false; }, failure),
        preset("noise", "Pure noise",
               "The update's root mean square falls to about $√((1-β_1)/(1+β_1))$, whatever the size of the "
               "noise.",
               [](Inputs& in) { choose(in, Stream::Noise, 300), in.ratio = 0; }),
        preset("ravine", "A ravine, turned",
               "Along the ravine's own axes Adam wins; turned by 45° it has lost its advantage.",
               [](Inputs& in) { choose(in, Stream::Ravine, 80), in.rotation = 45; }),
        preset(
            "well", "Into a well",
            "Past the bottom of the well the gradient changes its sign: the mean needs its steps to follow.",
            [](Inputs& in) {
                choose(in, Stream::Recorded, 120);
                in.landscape = LandscapeKind::DoubleWell, in.tilt = 0.1, in.start = {0.05, 1.4};
                in.rate_of(OptimizerKind::Adam) = 0.05;
            }),
    };
}

}  // namespace

Lab lab() {
    return make_lab<Inputs, Computed>({
        .id = "adam-anatomy",
        .topic = "optimizers",
        .title = "Adam taken apart",
        .formula = means_formula,
        .formulas = {corrected_formula, uncorrected_formula},
        .parameters = parameters(),
        .presets = presets(),
        .compute = compute,
        .draw = draw,
        .probes = probes(),
    });
}

}  // namespace lossfield::viz::adam_anatomy
