// Adam taken apart: what it remembers of a stream of gradients, how bias correction lifts it, and the ratio that it moves
// by. Drag the spike, the signal-to-noise ratio, the windows of the two means, the axes of the ravine.
#include "viz/labs/optimizers/adam_anatomy/adam_anatomy.hpp"

#include <algorithm>

namespace lossfield::viz::adam_anatomy {
namespace {

Parameters<Inputs> stream_parameters() {
    return {
        choice(&Inputs::stream, "stream", {"Stream", "", "the gradients that Adam is given"},
               {.group = "Gradients",
                .options = {{"constant", "constant"},
                            {"alternating", "alternating"},
                            {"spike", "silence, then a spike"},
                            {"change", "a sudden change"},
                            {"noise", "noise about a mean"},
                            {"ravine", "in a ravine on turned axes"},
                            {"recorded", "recorded from a race"}},
                .restarts = true}),
        real(&Inputs::scale, "scale",
             {"Scale", "", "all gradients are multiplied by it; without epsilon the updates do not change"},
             {.group = "Gradients", .soft = {1e-9, 1e3}, .spacing = Spacing::Log, .snaps = {{1, "1"}}}),
        whole(&Inputs::event, "event",
              {"At step", "",
               "where the spike or the change is among the steps shown; drag it on the gradients"},
              {.group = "Gradients", .soft = {1, 500}, .hard = {1, 2000}, .spacing = Spacing::Log}),
        real(&Inputs::after, "after",
             {"Afterwards", "", "the gradient after the change, in units of the one before"},
             {.group = "Gradients", .soft = {-3, 3}, .hard = {-1000, 1000}, .snaps = {{0, "0"}, {-1, "−1"}}}),
        whole(&Inputs::silence, "silence",
              {"Silence", "", "steps without any gradient before those shown; they are counted"},
              {.group = "Gradients",
               .soft = {1, silence_range.high},
               .hard = silence_range,
               .spacing = Spacing::LogWithZero}),
        real(&Inputs::ratio, "ratio",
             {"Signal to noise", "$μ/σ$", "mean of the gradients over their standard deviation"},
             {.group = "Gradients", .soft = ratio_range, .hard = {0, 100}}),
        choice(&Inputs::recorded_by, "recorded-by",
               {"Seen by", "",
                "who runs, by the same rules as in the race: the gradients are those that it goes by"},
               optimizer_options(), {.group = "Gradients", .restarts = true}),
        choice(&Inputs::component, "component",
               {"Component", "", "which of the two coordinates shown the strips are about"},
               {.group = "Gradients", .options = {{"first", "first"}, {"second", "second"}}}),
        whole(&Inputs::steps, "steps", {"Steps", "", "how many steps are shown"},
              {.group = "Gradients",
               .soft = {10, 1000},
               .hard = {2, 2000},
               .spacing = Spacing::Log,
               .restarts = true}),
    };
}

Parameters<Inputs> adam_parameters() {
    return {
        toggle<Inputs>(&Inputs::bias_correction, "bias-correction",
                       {"Bias correction", "",
                        "divides both means by the sum of their weights so far, since both start at 0"},
                       {.group = "Adam"}),
        real<Inputs>(&Inputs::beta1, "beta1",
                     {"Mean", "$β_1$", "how long the mean m of the gradients remembers"},
                     {.group = "Adam", .soft = {0, largest_beta}, .snaps = {{0.9, "0.9"}}}),
        real<Inputs>(
            &Inputs::beta2, "beta2",
            {"Mean square", "$β_2$", "how long the mean v of the squared gradients remembers"},
            {.group = "Adam", .soft = {0, largest_beta}, .snaps = {{0.99, "0.99"}, {0.999, "0.999"}}}),
        real<Inputs>(
            &Inputs::epsilon, "epsilon",
            {"Epsilon", "$ε$", "added to √v: softens the updates where the gradients are tiny"},
            {.group = "Adam", .soft = {1e-12, 10}, .hard = {0, 1e9}, .spacing = Spacing::LogWithZero}),
    };
}

// Those of every lab on landscapes; in the ravine the angle is that of the optimizers' axes.
Parameters<Inputs> place_parameters() {
    Parameters<Inputs> all = landscape_parameters();
    for (Binding& b : all) {
        if (b.parameter.id == "rotation") {
            b.parameter.label = "Turned";
            b.parameter.help =
                "in the ravine by how much the axes that the optimizers work along are turned, which is the "
                "same as "
                "turning the landscape the other way; in a race the landscape";
            b.parameter.soft = b.parameter.hard = {0, 90};
            b.parameter.snaps = {{0, "0"}, {45, "45"}, {90, "90"}};
        }
    }
    all.add(vector(&Inputs::start, "start",
                   {"Start", "$x, y$", "where the optimizers begin; drag it on the map"},
                   {.group = "Landscape",
                    .soft = {-6, 6},
                    .hard = {-1000, 1000},
                    .min_length = 2,
                    .max_length = 2,
                    .restarts = true}));
    return all;
}

// The race's, without what Adam's own group has.
Parameters<Inputs> race_parameters(const Parameters<Inputs>& own) {
    Parameters<Inputs> all;
    for (const Binding& b : Parameters<Inputs>(optimizer_parameters()))
        if (std::none_of(own.begin(), own.end(),
                         [&](const Binding& o) { return o.parameter.id == b.parameter.id; }))
            all.add(b);
    return all;
}

Parameters<Inputs> parameters() {
    Parameters<Inputs> all{stream_parameters(), adam_parameters(), place_parameters()};
    all.add(race_parameters(all));
    return all;
}

}  // namespace

Lab lab() {
    return make_lab<Inputs, Computed>({
        .id = "adam-anatomy",
        .topic = "optimizers",
        .title = "Adam taken apart",
        .formula =
            R"(m_t = \beta_1 m_{t-1} + (1-\beta_1)\, g_t, \quad v_t = \beta_2 v_{t-1} + (1-\beta_2)\, g_t^2, \quad )"
            R"(u_t = \frac{m_t / (1-\beta_1^t)}{\sqrt{v_t / (1-\beta_2^t)} + \varepsilon}, \quad x_t = x_{t-1} - \eta\, u_t)",
        .formulas = {},
        .parameters = parameters(),
        .presets = presets(),
        .compute = compute,
        .draw = draw,
        .probe = probe,
    });
}

}  // namespace lossfield::viz::adam_anatomy
