// Basins of attraction: every start in the colour of the minimum it reaches, the darker the longer it takes. Zoom into a
// border, drag the start, change the rate.
#include "viz/labs/optimizers/basins/basins.hpp"

namespace lossfield::viz::basins {
namespace {

std::vector<Binding<Inputs>> own_parameters() {
    return {
        choice(&Inputs::optimizer, "optimizer",
               {.label = "Optimizer",
                .help = "what every start is run with",
                .group = "Optimizer",
                .options = optimizer_options()}),
        vector(&Inputs::start, "start",
               {.label = "Start",
                .symbol = "$x, y$",
                .help = "whose path is drawn; drag it on the map",
                .group = "Landscape",
                .soft = {-6, 6},
                .hard = {-1000, 1000},
                .min_length = 2,
                .max_length = 2}),
        whole(&Inputs::steps, "steps",
              {.label = "Steps",
               .help = "how many steps a start may take",
               .group = "Arrival",
               .soft = {1, 5000},
               .spacing = Spacing::Log}),
        real(&Inputs::radius, "radius",
             {.label = "Radius",
              .help =
                  "a start has arrived within this distance of a minimum, when its last step was no longer",
              .group = "Arrival",
              .soft = {1e-6, 1},
              .spacing = Spacing::Log}),
        toggle(&Inputs::shade, "shade",
               {.label = "Shade by steps",
                .help = "the more steps a start takes, the fuller its colour",
                .group = "Picture"}),
        toggle(&Inputs::contours, "contours",
               {.label = "Contours", .help = "level lines of the landscape", .group = "Picture"})};
}

std::vector<Binding<Inputs>> parameters() {
    std::vector<Binding<Inputs>> all = landscape_parameters<Inputs>();
    for (const auto& list :
         {own_parameters(), optimizer_parameters<Inputs>(), landscape_range_parameters<Inputs>("map")})
        all.insert(all.end(), list.begin(), list.end());
    return all;
}

}  // namespace

Lab lab() {
    return make_lab<Inputs, Computed>({
        .id = "basins",
        .topic = "optimizers",
        .title = "Basins of attraction",
        .formula =
            R"(x_0 \mapsto \lim_{t\to\infty} x_t, \qquad x_t = x_{t-1} + \Delta_t(\nabla f(x_{t-1}), \dots))",
        .formulas = {},
        .parameters = parameters(),
        .presets = presets(),
        .compute = compute,
        .draw = draw,
        .probe = probe,
        .progressive = true,
    });
}

}  // namespace lossfield::viz::basins
