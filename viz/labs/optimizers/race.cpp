// The race: gradient descent, momentum, Nesterov and Adam from one start on one landscape. Drag the start or a rate, and
// map, surface, curves and words follow; play, scrub and go back step by step.
#include "viz/labs/optimizers/race.hpp"
#include "viz/fragments/contour_levels.hpp"

namespace lossfield::viz::race {
namespace {

Traits rate_traits(const char* label, const char* help) {
    return {.label = label,
            .symbol = "$η$",
            .help = help,
            .group = "Rates",
            .soft = {1e-5, 10},
            .spacing = Spacing::Log,
            .restarts = true};
}

Traits shown_traits(const char* label) {
    return {.label = label, .help = "whether it takes part", .group = "Optimizers"};
}

std::vector<Binding<Inputs>> start_parameters() {
    return {vector(&Inputs::start, "start",
                   {.label = "Start",
                    .symbol = "$x, y$",
                    .help = "where all optimizers begin; drag it on the map",
                    .group = "Landscape",
                    .soft = {-6, 6},
                    .hard = {-1000, 1000},
                    .min_length = 2,
                    .max_length = 2,
                    .restarts = true})};
}

std::vector<Binding<Inputs>> optimizer_parameters() {
    const Spacing zero_too = Spacing::LogWithZero;
    return {
        toggle(&Inputs::show_gd, "show-gd", shown_traits("Gradient descent")),
        toggle(&Inputs::show_momentum, "show-momentum", shown_traits("Momentum")),
        toggle(&Inputs::show_nesterov, "show-nesterov", shown_traits("Nesterov")),
        toggle(&Inputs::show_adam, "show-adam", shown_traits("Adam")),
        real(&Inputs::gd_rate, "gd-rate",
             rate_traits("Gradient descent", "learning rate of gradient descent")),
        real(&Inputs::momentum_rate, "momentum-rate", rate_traits("Momentum", "learning rate of momentum")),
        real(&Inputs::nesterov_rate, "nesterov-rate", rate_traits("Nesterov", "learning rate of Nesterov")),
        real(&Inputs::adam_rate, "adam-rate", rate_traits("Adam", "learning rate of Adam")),
        real(&Inputs::momentum, "momentum",
             {.label = "Momentum",
              .symbol = "$β$",
              .help = "share of the last move that momentum and Nesterov keep",
              .group = "Memory",
              .soft = {0, 0.99},
              .restarts = true}),
        real(&Inputs::beta1, "beta1",
             {.label = "Mean",
              .symbol = "$β_1$",
              .help = "how long Adam's mean of the gradients remembers",
              .group = "Memory",
              .soft = {0, 0.9999},
              .restarts = true}),
        real(&Inputs::beta2, "beta2",
             {.label = "Mean square",
              .symbol = "$β_2$",
              .help = "how long Adam's mean of the squared gradients remembers",
              .group = "Memory",
              .soft = {0, 0.9999},
              .restarts = true}),
        real(&Inputs::epsilon, "epsilon",
             {.label = "Epsilon",
              .symbol = "$ε$",
              .help = "added to Adam's root mean square: softens steps at tiny gradients",
              .group = "Memory",
              .soft = {1e-12, 1e-1},
              .spacing = zero_too,
              .restarts = true}),
        real(&Inputs::noise, "noise",
             {.label = "Gradient noise",
              .symbol = "$σ$",
              .help = "standard deviation of Gaussian noise added to each component of each gradient",
              .group = "Noise and time",
              .soft = {1e-4, 10},
              .spacing = zero_too,
              .restarts = true}),
        whole(&Inputs::seed, "seed",
              {.label = "Seed",
               .help = "which noise: the same seed gives the same noise at the same step",
               .group = "Noise and time",
               .soft = {0, 99},
               .hard = {0, 2147483647},
               .restarts = true}),
        whole(&Inputs::steps, "steps",
              {.label = "Steps",
               .help = "how many steps every optimizer takes",
               .group = "Noise and time",
               .soft = {1, 5000},
               .spacing = Spacing::Log,
               .restarts = true})};
}

std::vector<Binding<Inputs>> picture_parameters() {
    return {
        choice(&Inputs::height, "height",
               {.label = "Height",
                .help = "how the surface stands: by the value, its logarithm above the lowest minimum, or "
                        "cut off above seven tenths of the ground",
                .group = "Picture",
                .options = {{"logarithmic", "logarithmic"}, {"linear", "linear"}, {"clipped", "clipped"}}}),
        toggle(&Inputs::field, "field",
               {.label = "Field",
                .help = "the direction of steepest descent; fainter where the slope is small",
                .group = "Picture"}),
        toggle(&Inputs::contours, "contours",
               {.label = "Contours", .help = "level lines on map and surface", .group = "Picture"}),
        level_rule_parameter(&Inputs::level_rule), level_count_parameter(&Inputs::levels)};
}

std::vector<Binding<Inputs>> parameters() {
    std::vector<Binding<Inputs>> all = landscape_parameters<Inputs>();
    for (auto& list : {start_parameters(), optimizer_parameters(), landscape_range_parameters<Inputs>("map"),
                       picture_parameters()})
        all.insert(all.end(), list.begin(), list.end());
    return all;
}

}  // namespace

Lab lab() {
    return make_lab<Inputs, Computed>({
        .id = "race",
        .topic = "optimizers",
        .title = "Optimizers on one landscape",
        .formula = R"(v_t = \beta v_{t-1} - \eta \nabla f(x_{t-1}), \quad x_t = x_{t-1} + v_t \qquad )"
                   R"(\text{Adam:}\quad x_t = x_{t-1} - \eta\, \hat m_t / (\sqrt{\hat v_t} + \varepsilon))",
        .formulas = {},
        .parameters = parameters(),
        .presets = presets(),
        .compute = compute,
        .draw = draw,
        .probe = probe,
    });
}

}  // namespace lossfield::viz::race
