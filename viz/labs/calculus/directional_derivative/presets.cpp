// The presets: one sentence each, and the values that show it.
#include "viz/labs/calculus/directional_derivative/directional_derivative.hpp"

namespace lossfield::viz::directional_derivative {
namespace {

Inputs valley() {
    Inputs in;
    in.landscape = LandscapeKind::Rosenbrock;
    in.point = {-1, 1};
    in.angle = 53.13010235415598;  // (0.6, 0.8)
    return in;
}

Inputs sign_step() {
    Inputs in;
    in.point = {-1, 0.5};
    in.norm = "linf";
    in.angle = 75;
    return in;
}

Inputs zigzag() {
    Inputs in;
    in.landscape = LandscapeKind::Bowl;
    in.kappa = 10, in.rotation = 0;
    in.point = {2, 0.2};  // (kappa, 1): the worst start there is
    in.angle = 180;
    in.zigzag = true;
    in.steps = 10;
    return in;
}

Inputs tiny_h() {
    Inputs in;
    in.point = {-2.2, 0.4};
    in.angle = 40;
    in.h = 1e-12;
    return in;
}

Inputs right_angle() {
    Inputs in;
    in.landscape = LandscapeKind::Bowl;
    in.kappa = 3, in.rotation = 0;
    in.point = {1.5, 0};
    in.angle = 90;
    return in;
}

Inputs stationary() {
    Inputs in;
    in.landscape = LandscapeKind::Saddle;
    in.point = {0, 0};
    in.angle = 70;
    in.error = "absolute";
    in.level_rule = LevelRule::Linear;
    return in;
}

}  // namespace

std::vector<PresetOf<Inputs>> presets() {
    return {
        {"valley", "On the valley's floor",
         "A small slope and a large curvature: v = (0.6, 0.8) descends, but not for long.", valley()},
        {"sign-step", "Steepest in another norm",
         "The square's corner reaches farther down than the circle: the step by signs.", sign_step()},
        {"zig-zag", "Exact line search",
         "From the worst start every step turns by a right angle and keeps the same share of the height.",
         zigzag()},
        {"tiny-step", "A step too small",
         "With h = 10^-12 rounding takes most digits of the quotient; nothing of f is to blame.", tiny_h(),
         true},
        {"right-angle", "Exactly 90 degrees",
         "On the edge of the half-plane the slope is 0: not a descent direction.", right_angle(), true},
        {"stationary", "No slope at all",
         "At the saddle every slope is 0, and yet some directions lead down: only the curvature knows.",
         stationary(), true},
    };
}

}  // namespace lossfield::viz::directional_derivative
