// Mean squared error as Gaussian likelihood: the same minimiser for every sigma, and what other noise would say.
#include "viz/labs/likelihood/gaussian_mse/gaussian_mse.hpp"

#include "viz/fragments/contour_levels.hpp"

namespace lossfield::viz::gaussian_mse {
namespace {

Parameters<Inputs> subject() {
    return {
        choice(&Inputs::model, "model",
               {"Model", "", "what predicts y: a straight line, or one constant for all"},
               {.group = "Model", .options = {{"line", "line"}, {"constant", "constant"}}}),
        choice(&Inputs::shown, "shown",
               {"Shown fit", "",
                "whose squares and numbers are shown: one that is dragged on the map, or a best one"},
               {.group = "Model",
                .options = {{"free", "dragged"},
                            {"mse", "MSE"},
                            {"mae", "MAE"},
                            {"huber", "Huber"},
                            {"student-t", "Student-t"}}}),
        vector(&Inputs::line, "line", {"Slope, intercept", "$w, b$", "the line that is dragged on the map"},
               {.group = "Model", .soft = {-4, 4}, .hard = {-1000, 1000}, .min_length = 2, .max_length = 2}),
        real(&Inputs::sigma, "sigma",
             {"Noise", "$σ$",
              "standard deviation of the Gaussian noise: it scales the likelihood, the best line stays"},
             {.group = "Model",
              .soft = {0.1, 5},
              .hard = sigma_range,
              .spacing = Spacing::Log,
              .snaps = {{1, "1"}}}),
        vector(
            &Inputs::constant, "constant",
            {"Mean, log deviation", "$μ, \\text{log} σ$", "the constant and its noise, dragged on the map"},
            {.group = "Model", .soft = {-4, 6}, .hard = {-300, 300}, .min_length = 2, .max_length = 2}),
        points(&Inputs::data, "data", {"Data", "", "the points that are fitted; drag one far away"},
               {.group = "Model", .soft = {-4, 4}, .hard = {-1000, 1000}, .max_length = 64}),
        real(&Inputs::delta, "delta",
             {"Huber's threshold", "$δ$", "residuals beyond it pull with constant force"},
             {.group = "Other noise", .soft = {0.05, 5}, .spacing = Spacing::Log, .snaps = {{1, "1"}}}),
        real(&Inputs::nu, "nu",
             {"Degrees of freedom", "$ν$",
              "of Student's t: few let go of outliers, many come near the Gaussian"},
             {.group = "Other noise", .soft = {1, 30}, .spacing = Spacing::Log}),
        real(&Inputs::scale, "scale",
             {"Scale of Student's t", "$s$", "the pull of a residual is strongest at s √ν"},
             {.group = "Other noise", .soft = {0.05, 5}, .spacing = Spacing::Log})};
}

Parameters<Inputs> range(Domain Inputs::*member, const char* id, Interval hard) {
    return domain(member, id, {"Range", "", "the part of the parameters' plane that is shown"},
                  {.group = "Picture", .soft = {-4, 4}, .hard = hard, .panel = "map"});
}

Parameters<Inputs> picture() {
    return {
        toggle(&Inputs::squares, "squares", {"Squares", "", "the square of every residual, as one"},
               {.group = "Picture"}),
        toggle(&Inputs::profiles, "profiles",
               {"Gaussian profiles", "", "how likely each y is, at a few places along the line"},
               {.group = "Picture"}),
        toggle(&Inputs::show_mae, "show-mae", {"MAE (Laplace)", "", "the fit of least absolute residuals"},
               {.group = "Picture"}),
        toggle(&Inputs::show_huber, "show-huber", {"Huber", "", "the fit of least Huber loss"},
               {.group = "Picture"}),
        toggle(&Inputs::show_student, "show-student",
               {"Student-t", "", "the most likely fit under Student's t"}, {.group = "Picture"}),
        choice(
            &Inputs::landscape, "landscape",
            {"Likelihood", "", "a map of the negative log-likelihood, or the likelihood itself as a hill"},
            {.group = "Picture", .options = {{"map", "map of the NLL"}, {"surface", "likelihood in 3-D"}}}),
        choice(&Inputs::residuals, "residuals",
               {"Residuals", "", "what a residual costs under each loss, or how strongly it pulls"},
               {.group = "Picture", .options = {{"pull", "pull"}, {"loss", "loss"}}}),
        range(&Inputs::line_range, "line-range", {-2000, 2000}),
        range(&Inputs::constant_range, "constant-range", {-300, 300}),
        level_rule_parameter(&Inputs::level_rule),
        level_count_parameter(&Inputs::levels)};
}

Parameters<Inputs> parameters() {
    auto all = subject();
    all.add(picture());
    return all;
}

}  // namespace

Lab lab() {
    return make_lab<Inputs, Computed>({
        .id = "gaussian-mse",
        .topic = "likelihood",
        .title = "Gaussians and squares",
        .formula = R"(-\log L = \tfrac{N}{2}\log(2\pi\sigma^2) + \frac{N}{2\sigma^2}\,\mathrm{MSE} \qquad )"
                   R"(\mathrm{MSE} = \frac{1}{N}\sum_i (\hat y_i - y_i)^2)",
        .formulas = {},
        .parameters = parameters(),
        .presets = presets(),
        .compute = compute,
        .draw = draw,
        .probe = probe,
    });
}

}  // namespace lossfield::viz::gaussian_mse
