// Ridge regression on two features: the penalty as a prior, its path from least squares to 0, what it keeps of every
// singular direction, and the early stopping that does nearly the same.
#include "viz/labs/likelihood/ridge/ridge.hpp"

namespace lossfield::viz::ridge {
namespace {

Inputs preset(double lambda, double collinearity) {
    Inputs in;
    in.lambda = lambda, in.collinearity = collinearity;
    return in;
}

Inputs flown() {
    Inputs in = preset(1e-4, 0.999);
    in.domain = {{-9, 9}, {-9, 9}};
    return in;
}

Inputs too_fast() {
    Inputs in = preset(4, 0.9);
    in.rate = 0.054;
    return in;
}

Parameters<Inputs> parameters() {
    return {
        real(&Inputs::lambda, "lambda",
             {"Penalty", "$λ$", "strength of the penalty; the prior of the weights has the variance σ²/λ"},
             {.soft = lambda_range, .spacing = Spacing::Log, .snaps = {{1, "1"}}}),
        real(&Inputs::collinearity, "collinearity",
             {"Collinearity", "$ρ$", "the correlation of the two features; at 1 they are the same"},
             {.soft = {0, 0.999}, .hard = {0, 1}}),
        vector(&Inputs::truth, "truth", {"True weights", "", "the weights that the data are made with"},
               {.soft = {-5, 5}, .hard = {-1000, 1000}, .min_length = 2, .max_length = 2}),
        real(&Inputs::noise, "noise",
             {"Noise", "$σ$", "standard deviation of the observations about the true plane"},
             {.soft = {0, 5}, .hard = {0, 1000}}),
        whole(&Inputs::observations, "observations", {"Observations", "$n$", "how many rows the data have"},
              {.soft = {3, 200}}),
        whole(&Inputs::sample, "sample", {"Sample", "", "another draw of the features and of the noise"},
              {.soft = {1, 100}}),
        toggle(&Inputs::stopping, "stopping",
               {"Early stopping", "", "gradient steps on the data term alone, from 0, stopped at t = 1/(ηλ)"},
               {.group = "Early stopping"}),
        real(&Inputs::rate, "rate", {"Rate", "$η$", "size of the gradient steps"},
             {.group = "Early stopping", .soft = {1e-4, 0.2}, .hard = {1e-6, 10}, .spacing = Spacing::Log}),
        domain(&Inputs::domain, "domain", {"Range", "", "the part of the plane that is shown"},
               {.group = "Picture", .soft = {-5, 5}, .hard = {-5000, 5000}, .panel = "map"}),
    };
}

}  // namespace

Lab lab() {
    return make_lab<Inputs, Computed>({
        .id = "ridge",
        .topic = "likelihood",
        .title = "Ridge regression",
        .formula =
            R"(w_\lambda = \mathrm{argmin}\;\tfrac{1}{2}\|y - Xw\|^2 + \tfrac{\lambda}{2}\|w\|^2 = (X^{\top}X + \lambda I)^{-1}X^{\top}y )"
            R"(= \sum_i \frac{\sigma_i^2}{\sigma_i^2 + \lambda}\,\frac{u_i^{\top}y}{\sigma_i}\,v_i \qquad w \sim \mathcal{N}(0, \tfrac{\sigma^2}{\lambda} I))",
        .formulas = {},
        .parameters = parameters(),
        .presets =
            {
                {"orthogonal", "Independent features",
                 "Circles meet circles: all directions shrink alike, the path is straight.", preset(20, 0)},
                {"held", "Collinear, but held",
                 "The direction that the data hardly see is given up, the other one stays.", preset(2, 0.99)},
                {"prior-wins", "A strong prior",
                 "The prior is narrow: nearly nothing is left of either direction.", preset(300, 0.9)},
                {"flies-away", "Least squares flies away",
                 "Nearly collinear features and no penalty: the noise decides where the weights are.",
                 flown(), true},
                {"same-twice", "One feature twice",
                 "A valley of solutions; the least penalty picks the shortest.", preset(0.01, 1), true},
                {"steps-too-large", "Steps too large",
                 "Early stopping needs steps that converge: beyond 2/σ₁² they do not.", too_fast(), true},
            },
        .compute = compute,
        .draw = draw,
        .probe = probe,
    });
}

}  // namespace lossfield::viz::ridge
