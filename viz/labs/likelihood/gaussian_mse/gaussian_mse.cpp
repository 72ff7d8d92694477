// Mean squared error as Gaussian likelihood: the same minimiser for every sigma, and what other noise would say.
#include "viz/labs/likelihood/gaussian_mse/gaussian_mse.hpp"

#include "viz/fragments/contour_levels.hpp"

namespace lossfield::viz::gaussian_mse {
namespace {

std::vector<Binding<Inputs>> subject() {
    return {
        choice(&Inputs::model, "model",
               {.label = "Model",
                .help = "what predicts y: a straight line, or one constant for all",
                .group = "Model",
                .options = {{"line", "line"}, {"constant", "constant"}}}),
        choice(&Inputs::shown, "shown",
               {.label = "Shown fit",
                .help = "whose squares and numbers are shown: one that is dragged on the map, or a best one",
                .group = "Model",
                .options = {{"free", "dragged"},
                            {"mse", "MSE"},
                            {"mae", "MAE"},
                            {"huber", "Huber"},
                            {"student-t", "Student-t"}}}),
        vector(&Inputs::line, "line",
               {.label = "Slope, intercept",
                .symbol = "$w, b$",
                .help = "the line that is dragged on the map",
                .group = "Model",
                .soft = {-4, 4},
                .hard = {-1000, 1000},
                .min_length = 2,
                .max_length = 2}),
        real(&Inputs::sigma, "sigma",
             {.label = "Noise",
              .symbol = "$σ$",
              .help =
                  "standard deviation of the Gaussian noise: it scales the likelihood, the best line stays",
              .group = "Model",
              .soft = {0.1, 5},
              .hard = sigma_range,
              .spacing = Spacing::Log,
              .snaps = {{1, "1"}}}),
        vector(&Inputs::constant, "constant",
               {.label = "Mean, log deviation",
                .symbol = "$μ, \\text{log} σ$",
                .help = "the constant and its noise, dragged on the map",
                .group = "Model",
                .soft = {-4, 6},
                .hard = {-300, 300},
                .min_length = 2,
                .max_length = 2}),
        points(&Inputs::data, "data",
               {.label = "Data",
                .help = "the points that are fitted; drag one far away",
                .group = "Model",
                .soft = {-4, 4},
                .hard = {-1000, 1000},
                .max_length = 64}),
        real(&Inputs::delta, "delta",
             {.label = "Huber's threshold",
              .symbol = "$δ$",
              .help = "residuals beyond it pull with constant force",
              .group = "Other noise",
              .soft = {0.05, 5},
              .spacing = Spacing::Log,
              .snaps = {{1, "1"}}}),
        real(&Inputs::nu, "nu",
             {.label = "Degrees of freedom",
              .symbol = "$ν$",
              .help = "of Student's t: few let go of outliers, many come near the Gaussian",
              .group = "Other noise",
              .soft = {1, 30},
              .spacing = Spacing::Log}),
        real(&Inputs::scale, "scale",
             {.label = "Scale of Student's t",
              .symbol = "$s$",
              .help = "the pull of a residual is strongest at s √ν",
              .group = "Other noise",
              .soft = {0.05, 5},
              .spacing = Spacing::Log})};
}

Binding<Inputs> range(Domain Inputs::*member, const char* id, Interval hard) {
    return domain(member, id,
                  {.label = "Range",
                   .help = "the part of the parameters' plane that is shown",
                   .group = "Picture",
                   .soft = {-4, 4},
                   .hard = hard,
                   .panel = "map"});
}

std::vector<Binding<Inputs>> picture() {
    return {
        toggle(&Inputs::squares, "squares",
               {.label = "Squares", .help = "the square of every residual, as one", .group = "Picture"}),
        toggle(&Inputs::profiles, "profiles",
               {.label = "Gaussian profiles",
                .help = "how likely each y is, at a few places along the line",
                .group = "Picture"}),
        toggle(&Inputs::show_mae, "show-mae",
               {.label = "MAE (Laplace)", .help = "the fit of least absolute residuals", .group = "Picture"}),
        toggle(&Inputs::show_huber, "show-huber",
               {.label = "Huber", .help = "the fit of least Huber loss", .group = "Picture"}),
        toggle(&Inputs::show_student, "show-student",
               {.label = "Student-t", .help = "the most likely fit under Student's t", .group = "Picture"}),
        choice(&Inputs::landscape, "landscape",
               {.label = "Likelihood",
                .help = "a map of the negative log-likelihood, or the likelihood itself as a hill",
                .group = "Picture",
                .options = {{"map", "map of the NLL"}, {"surface", "likelihood in 3-D"}}}),
        choice(&Inputs::residuals, "residuals",
               {.label = "Residuals",
                .help = "what a residual costs under each loss, or how strongly it pulls",
                .group = "Picture",
                .options = {{"pull", "pull"}, {"loss", "loss"}}}),
        range(&Inputs::line_range, "line-range", {-2000, 2000}),
        range(&Inputs::constant_range, "constant-range", {-300, 300}),
        level_rule_parameter(&Inputs::level_rule),
        level_count_parameter(&Inputs::levels)};
}

std::vector<Binding<Inputs>> parameters() {
    auto all = subject();
    for (auto& binding : picture()) all.push_back(std::move(binding));
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
