// Mean squared error as Gaussian likelihood: the same minimiser for every sigma, and what other noise would say.
#include "viz/labs/likelihood/gaussian_mse/gaussian_mse.hpp"

namespace lossfield::viz::gaussian_mse {
namespace {

Parameters<Inputs> range() {
    return shared("gaussian-mse/domain",
                  domain(&Inputs::range, &Inputs::domain, "domain",
                         {"Range", "", "the part of the parameters' plane that is shown"},
                         {.soft = {-4, 4},
                          .hard = {-3e15, 3e15},
                          .panel = "map",
                          .former = {{"line-range", {{"model", "line"}}},
                                     {"constant-range", {{"model", "constant"}}}}}));
}

Parameters<Inputs> subject() {
    return {
        choice(&Inputs::model, "model",
               {"Model", "", "what predicts y: a straight line, or one constant for all"},
               {{Predictor::Line, "line", "line"}, {Predictor::Constant, "constant", "constant"}},
               {.refits = "domain"}),
        choice(&Inputs::shown, "shown",
               {"Shown fit", "",
                "whose squares and numbers are shown: one that is dragged on the map, or a best one"},
               {{Shown::Free, "free", "dragged"},
                {Shown::Mse, "mse", "MSE"},
                {Shown::Mae, "mae", "MAE"},
                {Shown::Huber, "huber", "Huber"},
                {Shown::StudentT, "student-t", "Student-t"}}),
        vector(&Inputs::line, "line", {"Slope, intercept", "$w, b$", "the line that is dragged on the map"},
               {.soft = {-4, 4}, .hard = {-farthest, farthest}, .min_length = 2, .max_length = 2}),
        real(&Inputs::sigma, "sigma",
             {"Noise", "$σ$",
              "standard deviation of the Gaussian noise: it scales the likelihood, the best line stays"},
             {.soft = {0.1, 5}, .hard = sigma_range, .spacing = Spacing::Log, .snaps = {{1, "1"}}}),
        vector(
            &Inputs::constant, "constant",
            {"Mean, log deviation", "$μ, \\text{log} σ$", "the constant and its noise, dragged on the map"},
            {.soft = {-4, 6}, .hard = {-1e12, 1e12}, .min_length = 2, .max_length = 2}),
        points(&Inputs::data, "data", {"Data", "", "the points that are fitted; drag one far away"},
               {.soft = {-4, 4}, .hard = {-1e12, 1e12}, .max_length = 10000}),
    };
}

Parameters<Inputs> picture() {
    return {
        toggle(&Inputs::squares, "squares", {"Squares", "", "the square of every residual, as one"}),
        toggle(&Inputs::profiles, "profiles",
               {"Gaussian profiles", "", "how likely each y is, at a few places along the line"}),
        toggle(&Inputs::show_mae, "show-mae", {"MAE (Laplace)", "", "the fit of least absolute residuals"}),
        toggle(&Inputs::show_huber, "show-huber", {"Huber", "", "the fit of least Huber loss"}),
        toggle(&Inputs::show_student, "show-student",
               {"Student-t", "", "the most likely fit under Student's t"}),
        choice(&Inputs::landscape, "landscape",
               {"Likelihood", "", "a map of the negative log-likelihood, or the likelihood itself as a hill"},
               {{Height::Map, "map", "map of the NLL"}, {Height::Surface, "surface", "likelihood in 3-D"}}),
        choice(&Inputs::residuals, "residuals",
               {"Residuals", "", "what a residual costs under each loss, or how strongly it pulls"},
               {{Drawn::Pull, "pull", "pull"}, {Drawn::Loss, "loss", "loss"}}),
        range(),
        level_rule_parameter(&Inputs::level_rule),
        level_count_parameter(&Inputs::levels),
    };
}

}  // namespace

Domain Inputs::domain() const { return range ? *range : automatic_range(*this); }

std::optional<std::string> check(const Inputs& in) {
    if (of_line(in)) return std::nullopt;
    const auto fault = [](const char* what, double v) {
        return fmt::format("{}: log σ = {} is out of range; give a number from {} to {}", what, shortest(v),
                           shortest(log_sigma_range.low), shortest(log_sigma_range.high));
    };
    if (!log_sigma_range.contains(in.constant[1])) return fault("constant", in.constant[1]);
    if (!in.range) return std::nullopt;
    for (const double end : {in.range->y.low, in.range->y.high})
        if (!log_sigma_range.contains(end)) return fault("domain", end);
    return std::nullopt;
}

Lab lab() {
    return make_lab<Inputs, Computed>({
        .id = "gaussian-mse",
        .topic = "likelihood",
        .title = "Gaussians and squares",
        .formula = likelihood_formula,
        .formulas = {residual_formulas.begin(), residual_formulas.end()},
        .parameters = {group("Model", subject()), huber_threshold_parameter(&Inputs::delta, "Other noise"),
                       student_parameters(&Inputs::nu, &Inputs::scale, "Other noise"),
                       group("Picture", picture())},
        .presets =
            {{"least-squares", "Least squares",
              "The squares of this line have the least mean area; with σ at its root the likelihood is the "
              "largest.",
              Inputs{.shown = Shown::Mse, .sigma = 0.6}},
             preset(
                 "outlier", "One outlier",
                 "Against a fit without the far point least squares turns most, MAE and Huber less, "
                 "Student's t hardly.",
                 [](Inputs& in) { in.data.back().y = -4.5, in.shown = Shown::Mse, in.sigma = 2; }, failure),
             preset("mean-and-median", "Mean and median",
                    "A constant: the mean has the least MSE, the median the least MAE; the map is over μ and "
                    "log σ.",
                    [](Inputs& in) {
                        in.model = Predictor::Constant, in.constant = {1.9, 0.4};
                        in.data = {{-3.5, -0.6}, {-2.6, 0.3}, {-1.6, -0.2}, {-0.7, 0.6}, {0.3, 0},
                                   {1.2, 0.9},   {2.1, 1.9},  {2.9, 2.5},   {3.6, 3.4}};
                    }),
             {"hill", "The likelihood as a hill",
              "Over slope and intercept the likelihood of Gaussian noise is itself a Gaussian hill.",
              Inputs{.line = {0.7, 0.8}, .squares = false, .landscape = Height::Surface}},
             {"overconfident", "Overconfident",
              "A σ far below the residuals: in the NLL the same squares weigh 25 times as much as at σ = 1.",
              Inputs{.sigma = 0.2}, failure},
             {"unbounded", "A line through every point",
              "With two points nothing is left over: ever smaller σ is ever more likely.",
              Inputs{.shown = Shown::Mse, .sigma = 0.5, .data = {{-2, -0.5}, {2, 2.5}}}, failure}},
        .compute = compute,
        .draw = draw,
        .probes = {{"data", probe_data},
                   {"map", probe_map},
                   {"surface", probe_map},
                   {"affine", probe_affine},
                   {"residuals", probe_residuals}},
        .check = check,
    });
}

}  // namespace lossfield::viz::gaussian_mse
