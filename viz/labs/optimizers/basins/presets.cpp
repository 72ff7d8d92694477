// The presets of the basins: one sentence each, and the values that show it.
#include "viz/labs/optimizers/basins/basins.hpp"

namespace lossfield::viz::basins {
namespace {

Inputs with(LandscapeKind landscape, OptimizerKind optimizer, double rate) {
    Inputs in;
    in.landscape = landscape;
    in.optimizer = optimizer;
    in.rate_of(optimizer) = rate;
    return in;
}

Inputs momentum() {
    Inputs in = with(LandscapeKind::Himmelblau, OptimizerKind::Momentum, 0.003);
    in.momentum = 0.95;
    in.steps = 500;
    return in;
}

Inputs adam() {
    Inputs in = with(LandscapeKind::Himmelblau, OptimizerKind::Adam, 0.5);
    in.steps = 500;
    in.radius = 0.02;
    return in;
}

Inputs wells() {
    Inputs in = with(LandscapeKind::Rastrigin, OptimizerKind::GradientDescent, 0.002);
    in.start = {2.2, -1.3};
    in.steps = 300;
    return in;
}

Inputs edge() {
    Inputs in = with(LandscapeKind::Himmelblau, OptimizerKind::GradientDescent, 0.021);
    in.start = {-2, -1};
    in.steps = 400;
    return in;
}

Inputs tilted() {
    Inputs in = with(LandscapeKind::DoubleWell, OptimizerKind::Momentum, 0.05);
    in.momentum = 0.9;
    in.tilt = 0.1;
    in.start = {1.6, 1.2};
    in.steps = 500;
    return in;
}

Inputs noisy() {
    Inputs in = with(LandscapeKind::DoubleWell, OptimizerKind::GradientDescent, 0.1);
    in.noise = 0.4;
    in.start = {0.05, 1.2};
    in.steps = 60;
    in.radius = 0.3;
    return in;
}

Inputs likelihood() {
    Inputs in = with(LandscapeKind::GaussianLikelihood, OptimizerKind::NaturalGradient, 0.5);
    in.start = {0.5, 1.2};
    return in;
}

Inputs matrix() {
    Inputs in = with(LandscapeKind::MatrixRegression, OptimizerKind::Muon, 0.3);
    in.muon_momentum = 0.85;
    in.start = {0, 2};
    in.schedule = math::ScheduleKind::InverseRoot;
    in.radius = 0.05;
    in.steps = 300;
    return in;
}

}  // namespace

std::vector<PresetOf<Inputs>> presets() {
    return {
        {"momentum", "Heavy momentum", "What rolls over hills decides late where it stays: the borders fold.",
         momentum()},
        {"adam", "Adam's basins", "Steps of nearly one length: broad basins with frayed borders.", adam()},
        {"wells", "A hundred wells", "A small rate ends in the well it starts in.", wells()},
        {"tilted-well", "Tilted well",
         "Momentum carries over the saddle and back again: stripes of both wells.", tilted()},
        {"noise", "Noise at the border", "Near the border chance decides where a start ends.", noisy()},
        {"likelihood", "Natural gradient",
         "By Fisher's metric most starts are about equally far from the goal; far below it steps stay short.",
         likelihood()},
        {"matrix", "Muon",
         "Every step has the same size in all directions: steps until arrival count the distance.", matrix()},
        {"edge", "Near the limit",
         "The rate is beyond the local limit of some minima: they lose their basins.", edge(), true},
    };
}

}  // namespace lossfield::viz::basins
