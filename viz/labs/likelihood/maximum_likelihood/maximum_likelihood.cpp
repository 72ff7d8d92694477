// Maximum likelihood as the nearest model by Kullback-Leibler: four models fitted to samples, and one Gaussian held
// against two hills in both directions.
#include "viz/labs/likelihood/maximum_likelihood/maximum_likelihood.hpp"

#include "viz/fragments/contour_levels.hpp"

namespace lossfield::viz::maximum_likelihood {
namespace {

constexpr Interval line_range{-20, 20};

Parameters<Inputs> pair(Vector Inputs::*member, const char* id, const char* label, const char* symbol,
                        const char* help, const char* group) {
    return vector(member, id, {label, symbol, help},
                  {.group = group, .soft = {-4, 4}, .hard = line_range, .min_length = 2, .max_length = 2});
}

Parameters<Inputs> models() {
    return {
        choice(
            &Inputs::view, "view",
            {"View", "", "a model fitted to samples, or one Gaussian held against two hills"},
            {.group = "Model", .options = {{"fit", "fit to samples"}, {"direction", "covering or seeking"}}}),
        choice(&Inputs::model, "model", {"Model", "", "what gives the samples their likelihood"},
               {.group = "Model",
                .options = {{"gaussian", "Gaussian"},
                            {"bernoulli", "Bernoulli (coin)"},
                            {"laplace", "Laplace"},
                            {"mixture", "two Gaussians"}}}),
        choice(&Inputs::direction, "direction",
               {"Direction", "", "which divergence is drawn: the forward one covers, the reverse one seeks"},
               {.group = "Model",
                .options = {{"reverse", "KL(q‖p), reverse"}, {"forward", "KL(p‖q), forward"}}}),
        pair(&Inputs::gaussian, "gaussian", "Mean, log variance", "$μ, \\text{log} v$",
             "the Gaussian that is held against the samples", "Model"),
        pair(&Inputs::laplace, "laplace", "Centre, log scale", "$μ, \\text{log} b$",
             "the Laplace density that is held against the samples", "Model"),
        pair(&Inputs::means, "means", "Means", "$μ_1, μ_2$",
             "the two means; expectation maximisation starts from them", "Model"),
        real(&Inputs::width, "model-width",
             {"Width of both", "$s$",
              "standard deviation of both components of the model, each of weight one half"},
             {.group = "Model", .soft = {0.3, 3}, .spacing = Spacing::Log}),
        pair(&Inputs::seeker, "seeker", "Mean, log deviation", "$μ, \\text{log} σ$",
             "the Gaussian q that is held against p", "Model"),
        real(&Inputs::chance, "chance", {"Chance of heads", "$p$", "of the model"}, {.group = "Model"}),
        vector(&Inputs::data, "data",
               {"Samples", "$x$", "numbers that the model is fitted to; dragged along the axis"},
               {.group = "Data", .soft = {-6, 6}, .hard = line_range, .max_length = 48}),
        whole(&Inputs::heads, "heads", {"Heads", "$k$", "how often heads came up"},
              {.group = "Data", .soft = {0, 50}}),
        whole(&Inputs::tails, "tails", {"Tails", "$n - k$", "how often tails came up"},
              {.group = "Data", .soft = {0, 50}})};
}

Parameters<Inputs> truth() {
    const auto mean = [](double Inputs::*member, const char* id, const char* label, const char* symbol) {
        return real(member, id, {label, symbol, "where this hill of p stands"},
                    {.group = "Known density p", .soft = {-5, 5}, .hard = line_range});
    };
    const auto width = [](double Inputs::*member, const char* id, const char* label, const char* symbol) {
        return real(
            member, id, {label, symbol, "standard deviation of this hill of p"},
            {.group = "Known density p", .soft = {0.3, 3}, .hard = width_range, .spacing = Spacing::Log});
    };
    return {real(&Inputs::true_chance, "true-chance", {"True chance", "", "of heads: the known distribution"},
                 {.group = "Known density p"}),
            real(&Inputs::weight, "weight", {"Weight of the first hill", "$w$", "1: p is a single Gaussian"},
                 {.group = "Known density p", .snaps = {{0.5, "1/2"}}}),
            mean(&Inputs::mean_1, "mean-1", "First mean", "$m_1$"),
            width(&Inputs::width_1, "width-1", "First width", "$s_1$"),
            mean(&Inputs::mean_2, "mean-2", "Second mean", "$m_2$"),
            width(&Inputs::width_2, "width-2", "Second width", "$s_2$")};
}

Parameters<Inputs> range(Domain Inputs::*member, const char* id) {
    return domain(member, id, {"Range", "", "the part of the parameters' plane that is shown"},
                  {.group = "Picture", .soft = {-6, 6}, .hard = line_range, .panel = "map"});
}

Parameters<Inputs> parameters() {
    return {models(),
            truth(),
            range(&Inputs::gaussian_range, "gaussian-range"),
            range(&Inputs::laplace_range, "laplace-range"),
            range(&Inputs::means_range, "means-range"),
            range(&Inputs::seeker_range, "seeker-range"),
            level_rule_parameter(&Inputs::level_rule),
            level_count_parameter(&Inputs::levels)};
}

}  // namespace

Lab lab() {
    return make_lab<Inputs, Computed>({
        .id = "maximum-likelihood",
        .topic = "likelihood",
        .title = "Maximum likelihood",
        .formula = R"(-E_p \log f_s = H(p) + KL(p\,\|\,f_s) \qquad KL(q\,\|\,p) = E_q \log\frac{q}{p})",
        .formulas = {},
        .parameters = parameters(),
        .presets = presets(),
        .compute = compute,
        .draw = draw,
        .probe = probe,
    });
}

}  // namespace lossfield::viz::maximum_likelihood
