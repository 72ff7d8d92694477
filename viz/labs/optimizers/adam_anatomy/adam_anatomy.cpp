// Adam taken apart: what it remembers of a stream of gradients, how bias correction lifts it, and the ratio that it moves
// by. Drag the spike, the signal-to-noise ratio, the windows of the two means, the axes of the ravine.
#include "viz/labs/optimizers/adam_anatomy/adam_anatomy.hpp"

#include <algorithm>

namespace lossfield::viz::adam_anatomy {
namespace {

std::vector<Binding<Inputs>> stream_parameters() {
    return {
        choice(&Inputs::stream, "stream",
               {.label = "Stream",
                .help = "the gradients that Adam is given",
                .group = "Gradients",
                .options = {{"constant", "constant"},
                            {"alternating", "alternating"},
                            {"spike", "silence, then a spike"},
                            {"change", "a sudden change"},
                            {"noise", "noise about a mean"},
                            {"ravine", "in a ravine on turned axes"},
                            {"recorded", "recorded from a race"}},
                .restarts = true}),
        real(&Inputs::scale, "scale",
             {.label = "Scale",
              .help = "all gradients are multiplied by it; without epsilon the updates do not change",
              .group = "Gradients",
              .soft = {1e-9, 1e3},
              .spacing = Spacing::Log,
              .snaps = {{1, "1"}}}),
        whole(&Inputs::event, "event",
              {.label = "At step",
               .help = "where the spike or the change is among the steps shown; drag it on the gradients",
               .group = "Gradients",
               .soft = {1, 500},
               .hard = {1, 2000},
               .spacing = Spacing::Log}),
        real(&Inputs::after, "after",
             {.label = "Afterwards",
              .help = "the gradient after the change, in units of the one before",
              .group = "Gradients",
              .soft = {-3, 3},
              .hard = {-1000, 1000},
              .snaps = {{0, "0"}, {-1, "−1"}}}),
        whole(&Inputs::silence, "silence",
              {.label = "Silence",
               .help = "steps without any gradient before those shown; they are counted",
               .group = "Gradients",
               .soft = {1, silence_range.high},
               .hard = silence_range,
               .spacing = Spacing::LogWithZero}),
        real(&Inputs::ratio, "ratio",
             {.label = "Signal to noise",
              .symbol = "$μ/σ$",
              .help = "mean of the gradients over their standard deviation",
              .group = "Gradients",
              .soft = ratio_range,
              .hard = {0, 100}}),
        choice(&Inputs::recorded_by, "recorded-by",
               {.label = "Seen by",
                .help = "who runs, by the same rules as in the race: the gradients are those that it goes by",
                .group = "Gradients",
                .options = optimizer_options(),
                .restarts = true}),
        choice(&Inputs::component, "component",
               {.label = "Component",
                .help = "which of the two coordinates shown the strips are about",
                .group = "Gradients",
                .options = {{"first", "first"}, {"second", "second"}}}),
        whole(&Inputs::steps, "steps",
              {.label = "Steps",
               .help = "how many steps are shown",
               .group = "Gradients",
               .soft = {10, 1000},
               .hard = {2, 2000},
               .spacing = Spacing::Log,
               .restarts = true}),
    };
}

std::vector<Binding<Inputs>> adam_parameters() {
    return {
        toggle<Inputs>(
            &Inputs::bias_correction, "bias-correction",
            {.label = "Bias correction",
             .help = "divides both means by the sum of their weights so far, since both start at 0",
             .group = "Adam"}),
        real<Inputs>(&Inputs::beta1, "beta1",
                     {.label = "Mean",
                      .symbol = "$β_1$",
                      .help = "how long the mean m of the gradients remembers",
                      .group = "Adam",
                      .soft = {0, largest_beta},
                      .snaps = {{0.9, "0.9"}}}),
        real<Inputs>(&Inputs::beta2, "beta2",
                     {.label = "Mean square",
                      .symbol = "$β_2$",
                      .help = "how long the mean v of the squared gradients remembers",
                      .group = "Adam",
                      .soft = {0, largest_beta},
                      .snaps = {{0.99, "0.99"}, {0.999, "0.999"}}}),
        real<Inputs>(&Inputs::epsilon, "epsilon",
                     {.label = "Epsilon",
                      .symbol = "$ε$",
                      .help = "added to √v: softens the updates where the gradients are tiny",
                      .group = "Adam",
                      .soft = {1e-12, 10},
                      .hard = {0, 1e9},
                      .spacing = Spacing::LogWithZero}),
    };
}

// Those of every lab on landscapes; in the ravine the angle is that of the optimizers' axes.
std::vector<Binding<Inputs>> place_parameters() {
    std::vector<Binding<Inputs>> all = landscape_parameters<Inputs>();
    for (Binding<Inputs>& b : all) {
        if (b.parameter.id == "rotation")
            b = real<Inputs>(
                &Inputs::rotation, "rotation",
                {.label = "Turned",
                 .unit = "°",
                 .help =
                     "in the ravine by how much the axes that the optimizers work along are turned, which "
                     "is the same as turning the landscape the other way; in a race the landscape",
                 .group = "Landscape",
                 .soft = {0, 90},
                 .snaps = {{0, "0"}, {45, "45"}, {90, "90"}},
                 .restarts = true});
    }
    all.push_back(vector(&Inputs::start, "start",
                         {.label = "Start",
                          .symbol = "$x, y$",
                          .help = "where the optimizers begin; drag it on the map",
                          .group = "Landscape",
                          .soft = {-6, 6},
                          .hard = {-1000, 1000},
                          .min_length = 2,
                          .max_length = 2,
                          .restarts = true}));
    return all;
}

// The race's, without what Adam's own group has.
std::vector<Binding<Inputs>> race_parameters(const std::vector<Binding<Inputs>>& own) {
    std::vector<Binding<Inputs>> all;
    for (Binding<Inputs>& b : optimizer_parameters<Inputs>())
        if (std::none_of(own.begin(), own.end(),
                         [&](const Binding<Inputs>& o) { return o.parameter.id == b.parameter.id; }))
            all.push_back(std::move(b));
    return all;
}

std::vector<Binding<Inputs>> parameters() {
    std::vector<Binding<Inputs>> all = stream_parameters();
    for (auto& list : {adam_parameters(), place_parameters()})
        all.insert(all.end(), list.begin(), list.end());
    const std::vector<Binding<Inputs>> rest = race_parameters(all);
    all.insert(all.end(), rest.begin(), rest.end());
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
