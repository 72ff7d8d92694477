// Adam taken apart: what it remembers of a stream of gradients, how bias correction lifts it, and the ratio that it moves
// by. Drag the spike, the signal-to-noise ratio, the windows of the two means, the axes of the ravine.
#include "viz/labs/optimizers/adam_anatomy.hpp"

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
                            {"recorded", "recorded on a landscape"}},
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
        whole(&Inputs::seed, "seed",
              {.label = "Seed",
               .help = "which noise",
               .group = "Gradients",
               .soft = {0, 99},
               .hard = {0, 2147483647}}),
        choice(&Inputs::recorded_by, "recorded-by",
               {.label = "Seen by",
                .help = "along whose path the gradients are recorded",
                .group = "Gradients",
                .options = {{"adam", "Adam"}, {"gd", "gradient descent"}},
                .restarts = true}),
        choice(&Inputs::component, "component",
               {.label = "Component",
                .help = "which of the two coordinates the strips show",
                .group = "Gradients",
                .options = {{"first", "first axis"}, {"second", "second axis"}}}),
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
        toggle(&Inputs::bias_correction, "bias-correction",
               {.label = "Bias correction",
                .help = "divides both means by the sum of their weights so far, since both start at 0",
                .group = "Adam"}),
        real(&Inputs::beta1, "beta1",
             {.label = "Mean",
              .symbol = "$β_1$",
              .help = "how long the mean m of the gradients remembers",
              .group = "Adam",
              .soft = {0, largest_beta},
              .snaps = {{0.9, "0.9"}}}),
        real(&Inputs::beta2, "beta2",
             {.label = "Mean square",
              .symbol = "$β_2$",
              .help = "how long the mean v of the squared gradients remembers",
              .group = "Adam",
              .soft = {0, largest_beta},
              .snaps = {{0.99, "0.99"}, {0.999, "0.999"}}}),
        real(&Inputs::epsilon, "epsilon",
             {.label = "Epsilon",
              .symbol = "$ε$",
              .help = "added to √v: softens the updates where the gradients are tiny",
              .group = "Adam",
              .soft = {1e-12, 10},
              .hard = {0, 1e9},
              .spacing = Spacing::LogWithZero}),
    };
}

// Those of every lab on landscapes, but the angle is that of the optimizers' axes.
std::vector<Binding<Inputs>> ravine_parameters() {
    std::vector<Binding<Inputs>> all = landscape_parameters<Inputs>();
    for (Binding<Inputs>& b : all) {
        if (b.parameter.id == "rotation")
            b = real<Inputs>(
                &Inputs::rotation, "rotation",
                {.label = "Axes turned",
                 .unit = "°",
                 .help = "by how much the axes that the optimizers work along are turned: the same as "
                         "turning the landscape the other way",
                 .group = "Landscape",
                 .soft = {0, 90},
                 .snaps = {{0, "0"}, {45, "45"}, {90, "90"}},
                 .restarts = true});
    }
    const std::vector<Binding<Inputs>> own{
        vector(&Inputs::start, "start",
               {.label = "Start",
                .symbol = "$x, y$",
                .help = "where both optimizers begin; drag it on the map",
                .group = "Landscape",
                .soft = {-6, 6},
                .hard = {-1000, 1000},
                .min_length = 2,
                .max_length = 2,
                .restarts = true}),
        real(&Inputs::adam_rate, "adam-rate",
             {.label = "Adam",
              .symbol = "$η$",
              .help = "learning rate of Adam",
              .group = "Landscape",
              .soft = {1e-4, 1},
              .hard = {1e-6, 10},
              .spacing = Spacing::Log,
              .restarts = true}),
        real(&Inputs::gd_rate, "gd-rate",
             {.label = "Gradient descent",
              .symbol = "$η$",
              .help = "learning rate of gradient descent",
              .group = "Landscape",
              .soft = {1e-5, 1},
              .hard = {1e-7, 10},
              .spacing = Spacing::Log,
              .restarts = true}),
    };
    all.insert(all.end(), own.begin(), own.end());
    return all;
}

std::vector<Binding<Inputs>> parameters() {
    std::vector<Binding<Inputs>> all = stream_parameters();
    for (auto& list : {adam_parameters(), ravine_parameters()})
        all.insert(all.end(), list.begin(), list.end());
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
