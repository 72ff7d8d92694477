// Basins of attraction: every start in the colour of the minimum it reaches, the darker the longer it takes. Zoom into a
// border, drag the start, change the rate.
#include "viz/labs/optimizers/basins/basins.hpp"

namespace lossfield::viz::basins {
namespace {

Parameters<Inputs> parameters() {
    return {
        landscape_parameters(),
        choice(&Inputs::optimizer, "optimizer", {"Optimizer", "", "what every start is run with"},
               optimizer_options(), {.group = "Optimizer"}),
        start_parameter(&Inputs::start, "whose path is drawn; drag it on the map",
                        {.group = "Landscape", .soft = {-6, 6}, .hard = {-1000, 1000}}),
        group<Inputs>(
            "Arrival",
            {whole(&Inputs::steps, "steps", {"Steps", "", "how many steps a start may take"},
                   {.soft = {1, 5000}, .spacing = Spacing::Log}),
             real(&Inputs::radius, "radius",
                  {"Radius", "",
                   "a start has arrived within this distance of a minimum, when its last step was no longer"},
                  {.soft = {1e-6, 1}, .spacing = Spacing::Log})}),
        group<Inputs>(
            "Picture",
            {toggle(&Inputs::shade, "shade",
                    {"Shade by steps", "", "the more steps a start takes, the fuller its colour"}),
             toggle(&Inputs::contours, "contours", {"Contours", "", "level lines of the landscape"})}),
        optimizer_parameters(),
        landscape_range_parameters("map"),
    };
}

void run(Inputs& in, LandscapeKind landscape, OptimizerKind optimizer, double rate, int steps = 200) {
    in.landscape = landscape, in.optimizer = optimizer, in.rate_of(optimizer) = rate, in.steps = steps;
}

std::vector<PresetOf<Inputs>> presets() {
    return {
        preset("momentum", "Heavy momentum",
               "What rolls over hills decides late where it stays: the borders fold.",
               [](Inputs& in) {
                   run(in, LandscapeKind::Himmelblau, OptimizerKind::Momentum, 0.003, 500);
                   in.momentum = 0.95;
               }),
        preset("adam", "Adam's basins", "Steps of nearly one length: broad basins with frayed borders.",
               [](Inputs& in) {
                   run(in, LandscapeKind::Himmelblau, OptimizerKind::Adam, 0.5, 500);
                   in.radius = 0.02;
               }),
        preset("wells", "A hundred wells", "A small rate ends in the well it starts in.",
               [](Inputs& in) {
                   run(in, LandscapeKind::Rastrigin, OptimizerKind::GradientDescent, 0.002, 300);
                   in.start = {2.2, -1.3};
               }),
        preset("tilted-well", "Tilted well",
               "Momentum carries over the saddle and back again: stripes of both wells.",
               [](Inputs& in) {
                   run(in, LandscapeKind::DoubleWell, OptimizerKind::Momentum, 0.05, 500);
                   in.momentum = 0.9, in.tilt = 0.1, in.start = {1.6, 1.2};
               }),
        preset("noise", "Noise at the border", "Near the border chance decides where a start ends.",
               [](Inputs& in) {
                   run(in, LandscapeKind::DoubleWell, OptimizerKind::GradientDescent, 0.1, 60);
                   in.noise = 0.4, in.start = {0.05, 1.2}, in.radius = 0.3;
               }),
        preset("likelihood", "Natural gradient",
               "By Fisher's metric most starts are about equally far from the goal; far below it steps stay "
               "short.",
               [](Inputs& in) {
                   run(in, LandscapeKind::GaussianLikelihood, OptimizerKind::NaturalGradient, 0.5);
                   in.start = {0.5, 1.2};
               }),
        preset("matrix", "Muon",
               "Every step has the same size in all directions: steps until arrival count the distance.",
               [](Inputs& in) {
                   run(in, LandscapeKind::MatrixRegression, OptimizerKind::Muon, 0.3, 300);
                   in.muon_momentum = 0.85, in.schedule = math::ScheduleKind::InverseRoot;
                   in.start = {0, 2}, in.radius = 0.05;
               }),
        preset(
            "edge", "Near the limit",
            "The rate is beyond the local limit of some minima: they lose their basins.",
            [](Inputs& in) {
                run(in, LandscapeKind::Himmelblau, OptimizerKind::GradientDescent, 0.021, 400);
                in.start = {-2, -1};
            },
            failure),
    };
}

}  // namespace

Lab lab() {
    return make_lab<Inputs, Computed>({
        .id = "basins",
        .topic = "optimizers",
        .title = "Basins of attraction",
        .formula =
            R"(x_0 \mapsto \lim_{t\to\infty} x_t, \qquad x_t = x_{t-1} + \Delta_t(\nabla f(x_{t-1}), \dots))",
        .parameters = parameters(),
        .presets = presets(),
        .compute = compute,
        .draw = draw,
        .probes = {{"map", probe_map}},
        .progressive = true,
    });
}

}  // namespace lossfield::viz::basins
