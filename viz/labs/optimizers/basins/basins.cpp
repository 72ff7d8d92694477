// Basins of attraction: every start in the colour of the minimum it reaches, the darker the longer it takes. Zoom into a
// border, drag the start, change the rate.
#include "viz/labs/optimizers/basins/basins.hpp"

namespace lossfield::viz::basins {
namespace {

Parameters<Inputs> own_parameters() {
    return {
        choice(&Inputs::optimizer, "optimizer", {"Optimizer", "", "what every start is run with"},
               optimizer_options(), {.group = "Optimizer"}),
        vector(
            &Inputs::start, "start", {"Start", "$x, y$", "whose path is drawn; drag it on the map"},
            {.group = "Landscape", .soft = {-6, 6}, .hard = {-1000, 1000}, .min_length = 2, .max_length = 2}),
        whole(&Inputs::steps, "steps", {"Steps", "", "how many steps a start may take"},
              {.group = "Arrival", .soft = {1, 5000}, .spacing = Spacing::Log}),
        real(&Inputs::radius, "radius",
             {"Radius", "",
              "a start has arrived within this distance of a minimum, when its last step was no longer"},
             {.group = "Arrival", .soft = {1e-6, 1}, .spacing = Spacing::Log}),
        toggle(&Inputs::shade, "shade",
               {"Shade by steps", "", "the more steps a start takes, the fuller its colour"},
               {.group = "Picture"}),
        toggle(&Inputs::contours, "contours", {"Contours", "", "level lines of the landscape"},
               {.group = "Picture"})};
}

Parameters<Inputs> parameters() {
    return {landscape_parameters(), own_parameters(), optimizer_parameters(),
            landscape_range_parameters("map")};
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
