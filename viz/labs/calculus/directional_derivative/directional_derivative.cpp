// The directional derivative: which directions descend and how fast, which is the steepest of each norm, and how well a
// difference quotient finds it.
#include "viz/labs/calculus/directional_derivative/directional_derivative.hpp"

#include "viz/fragments/contour_levels.hpp"

namespace lossfield::viz::directional_derivative {
namespace {

Parameters<Inputs> own_parameters() {
    return {
        vector(&Inputs::point, "point", {"Point", "$x$", "where the derivative is taken; drag it on the map"},
               {.group = "Point and direction",
                .soft = {-6, 6},
                .hard = {-1000, 1000},
                .min_length = 2,
                .max_length = 2}),
        real(&Inputs::angle, "angle",
             {"Direction", "$v$",
              "the angle of v to the x axis; drag its tip on the map or its place on the curve"},
             {.unit = "°",
              .group = "Point and direction",
              .soft = {-180, 180},
              .snaps = {{-90, "−90"}, {0, "0"}, {90, "90"}}}),
        choice(
            &Inputs::norm, "norm",
            {"Norm", "", "what measures a direction's length: v has length 1 in it, and so has the steepest"},
            {.group = "Point and direction",
             .options = {{"l2", "ℓ2: Euclidean"}, {"l1", "ℓ1: sum"}, {"linf", "ℓ∞: largest entry"}}}),
        real(&Inputs::reach, "reach",
             {"Reach of the slice", "",
              "to either side, as a share of the map's shorter side: a short one looks straight"},
             {.group = "Slice", .soft = {0.001, 0.5}, .spacing = Spacing::Log}),
        real(&Inputs::h, "h", {"Step", "$h$", "of the difference quotients"},
             {.group = "Finite differences", .soft = h_range, .spacing = Spacing::Log}),
        choice(
            &Inputs::error, "error",
            {"Error", "",
             "of the difference quotients against the closed form; relative needs a derivative "
             "that is not 0"},
            {.group = "Finite differences", .options = {{"relative", "relative"}, {"absolute", "absolute"}}}),
        toggle(&Inputs::zigzag, "zigzag",
               {"Zig-zag", "", "steps of exact line search along the steepest direction of the norm"},
               {.group = "Exact line search"}),
        whole(&Inputs::steps, "steps", {"Steps", "", "how many line searches follow each other"},
              {.group = "Exact line search", .soft = {1, 40}}),
        level_rule_parameter(&Inputs::level_rule),
        level_count_parameter(&Inputs::levels)};
}

Parameters<Inputs> parameters() { return {landscape_parameters(), own_parameters()}; }

}  // namespace

Lab lab() {
    return make_lab<Inputs, Computed>({
        .id = "directional-derivative",
        .topic = "calculus",
        .title = "Directional derivative",
        .formula =
            R"(D_v f(x) = \lim_{h \to 0} \frac{f(x + hv) - f(x)}{h} = \langle \nabla f(x), v \rangle = \|\nabla f\|_2\,\|v\|_2 \cos\alpha )"
            R"(\qquad \min_{\|v\| \le 1} D_v f = -\|\nabla f\|_*)",
        .formulas = {},
        .parameters = parameters(),
        .presets = presets(),
        .compute = compute,
        .draw = draw,
        .probe = probe,
    });
}

}  // namespace lossfield::viz::directional_derivative
