// Regression that knows how sure it is: mean and log variance fitted to funnel-shaped data by gradient steps of the
// likelihood, least squares beside it, and the valley that every point rolls into.
#include "viz/labs/likelihood/uncertain_regression/uncertain_regression.hpp"

namespace lossfield::viz::uncertain_regression {
namespace {

Parameters<Inputs> parameters() {
    return {
        points(&Inputs::data, "data", {"Data", "", "the points that are fitted; drag them"},
               {.group = "Data and model",
                .soft = {-4, 4},
                .hard = {-100, 100},
                .max_length = 60,
                .restarts = true}),
        choice(
            &Inputs::likelihood, "likelihood",
            {"Likelihood", "", "of a residual r: Gaussian with variance e^s, or Laplace with scale e^(s/2)"},
            {.group = "Data and model",
             .options = {{"gaussian", "Gaussian"}, {"laplace", "Laplace"}},
             .restarts = true}),
        whole(&Inputs::mean_degree, "mean-degree",
              {"Degree of the mean", "$μ(x)$", "0 constant, 1 straight, 2 parabola"},
              {.group = "Data and model", .soft = {0, 2}, .restarts = true}),
        whole(&Inputs::spread_degree, "spread-degree",
              {"Degree of the log scale", "$s(x)$",
               "0: one spread for all, which is least squares; 1 straight, 2 parabola"},
              {.group = "Data and model", .soft = {0, 2}, .restarts = true}),
        toggle(&Inputs::use_floor, "use-floor",
               {"Floor under s", "",
                "s = floor + softplus(a − floor) instead of s = a: keeps the likelihood bounded"},
               {.group = "Data and model", .restarts = true}),
        real(&Inputs::floor, "floor", {"Floor", "$s_0$", "the least log scale that can be predicted"},
             {.group = "Data and model", .soft = {-12, 0}, .restarts = true}),
        choice(&Inputs::optimizer, "optimizer",
               {"Optimizer", "", "what takes the steps; momentum keeps 0.9 of its last move"},
               {.group = "Descent",
                .options = {{"gd", "gradient descent"}, {"momentum", "momentum"}, {"adam", "Adam"}},
                .restarts = true}),
        real(&Inputs::rate, "rate", {"Learning rate", "$η$", "of every step, for mean and log scale alike"},
             {.group = "Descent", .soft = {1e-3, 1}, .spacing = Spacing::Log, .restarts = true}),
        whole(&Inputs::steps, "steps", {"Steps", "", "how many steps are taken"},
              {.group = "Descent", .soft = {1, 1000}, .spacing = Spacing::Log, .restarts = true}),
        choice(&Inputs::start, "start",
               {"Start", "", "the mean at step 0: zero, or least squares already; s starts at 0"},
               {.group = "Descent",
                .options = {{"zero", "μ = 0"}, {"least-squares", "least squares"}},
                .restarts = true}),
        choice(&Inputs::view, "view",
               {"Loss of one point", "", "over residual and log scale: as a map, as a surface, or both"},
               {.group = "Picture",
                .options = {{"both", "map and surface"}, {"map", "map"}, {"surface", "surface"}}}),
    };
}

}  // namespace

Lab lab() {
    return make_lab<Inputs, Computed>({
        .id = "uncertain-regression",
        .topic = "likelihood",
        .title = "Uncertain regression",
        .formula =
            R"(\ell = \tfrac{1}{2}\log 2\pi + \tfrac{1}{2}\,s + \tfrac{1}{2}\,(y - \mu)^2 e^{-s} \qquad )"
            R"(\frac{\partial \ell}{\partial \mu} = (\mu - y)\,e^{-s} \qquad )"
            R"(\frac{\partial \ell}{\partial s} = \tfrac{1}{2} - \tfrac{1}{2}\,(y - \mu)^2 e^{-s} \qquad )"
            R"(\ell_{\mathrm{Laplace}} = \log 2b + |y - \mu| / b)",
        .formulas = {},
        .parameters = parameters(),
        .presets = presets(),
        .compute = compute,
        .draw = draw,
        .probe = probe,
    });
}

}  // namespace lossfield::viz::uncertain_regression
