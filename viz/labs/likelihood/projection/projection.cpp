// Least squares as the nearest point: three observations are a point of space, the columns span a plane in it, and the fit
// is the foot of the perpendicular. On a convex set the right angle becomes an obtuse one.
#include "viz/labs/likelihood/projection/projection.hpp"

namespace lossfield::viz::projection {
namespace {

Inputs preset(Vector x, Vector y) {
    Inputs in;
    in.x = std::move(x), in.y = std::move(y);
    return in;
}

Inputs rim() {
    Inputs in = preset({0, 1, 2}, {1, 3, 2});
    in.set = "disc";
    in.axes = "orthonormal";
    return in;
}

Inputs angle() {
    Inputs in = preset({0, 1, 2}, {0.5, 2.6, 2.2});
    in.centred = true;
    return in;
}

Parameters<Inputs> parameters() {
    return {
        vector(&Inputs::x, "x", {"Places", "$x$", "the second column of X, the first being 1"},
               {.group = "Data", .soft = {-3, 3}, .hard = {-1000, 1000}, .min_length = 3, .max_length = 20}),
        vector(&Inputs::y, "y",
               {"Observations", "$y$", "what is fitted: with three of them a point of space"},
               {.group = "Data",
                .soft = {-3, 4},
                .hard = {-1000, 1000},
                .min_length = 3,
                .max_length = 20,
                .length_of = "x"}),
        choice(&Inputs::set, "set",
               {"Onto", "", "the whole plane of the columns, or a disc about the origin in it"},
               {.group = "Set", .options = {{"plane", "the plane"}, {"disc", "a disc"}}}),
        real(&Inputs::radius, "radius", {"Radius", "", "of the disc"},
             {.group = "Set", .soft = {0.1, 6}, .hard = {0.001, 1000}}),
        vector(&Inputs::inside, "inside",
               {"Point of the set", "$s$",
                "any point of the plane: coordinates along 1 and along the centred x"},
               {.group = "Set", .soft = {-4, 4}, .hard = {-1000, 1000}, .min_length = 2, .max_length = 2}),
        choice(&Inputs::axes, "axes",
               {"Axes", "", "the observations themselves, or directions along and across the plane"},
               {.group = "Picture",
                .options = {{"observations", "the observations"},
                            {"orthonormal", "along and across the plane"}}}),
        toggle(&Inputs::centred, "centred", {"Angle of R²", "", "y and its projection as seen from the mean"},
               {.group = "Picture"}),
    };
}

}  // namespace

Lab lab() {
    return make_lab<Inputs, Computed>({
        .id = "projection",
        .topic = "likelihood",
        .title = "Least-squares projection",
        .formula =
            R"(\hat y = Py = X(X^{\top}X)^{-1}X^{\top}y \qquad P^2 = P = P^{\top} \qquad X^{\top}(y - \hat y) = 0 \qquad )"
            R"(\langle y - \hat y,\, s - \hat y\rangle \le 0 \;\;\mathrm{for\ all}\; s \in S)",
        .formulas = {},
        .parameters = parameters(),
        .presets =
            {
                {"disc", "Onto a disc",
                 "The nearest point of a convex set: at the rim the right angle becomes obtuse.", rim()},
                {"angle", "The angle of R²",
                 "Seen from the mean, R² is the squared cosine of the angle between y and its projection.",
                 angle()},
                {"in-the-plane", "A perfect fit", "The points lie on a line: y lies in the plane.",
                 preset({0, 1, 2}, {0.5, 1.5, 2.5})},
                {"no-slope", "Nothing explained",
                 "The perpendicular falls on the mean: the slope is 0 and so is R².",
                 preset({0, 1, 2}, {1, 2.8, 1})},
                {"ten-points", "Ten points",
                 "Ten dimensions, of which three matter: the columns' plane and the direction across it.",
                 preset({-2.2, -1.8, -1.1, -0.7, -0.2, 0.3, 0.9, 1.2, 1.9, 2.4},
                        {-0.6, 0.2, -0.9, 0.5, 0.1, 1.2, 0.3, 1.7, 1.1, 2.2})},
                {"same-x", "All at one place",
                 "The columns are multiples of one another: the plane is only a line.",
                 preset({1.5, 1.5, 1.5}, {1, 3, 2}), true},
            },
        .compute = compute,
        .draw = draw,
        .probe = probe,
    });
}

}  // namespace lossfield::viz::projection
