// Maximum likelihood as the nearest model by Kullback-Leibler: four models fitted to samples, and one Gaussian held
// against two hills in both directions.
#include "viz/labs/likelihood/maximum_likelihood/maximum_likelihood.hpp"

#include "viz/fragments/contour_levels.hpp"

namespace lossfield::viz::maximum_likelihood {
namespace {

constexpr Interval line_range{-20, 20};

Binding<Inputs> pair(Vector Inputs::*member, const char* id, const char* label, const char* symbol,
                     const char* help, const char* group) {
    return vector(member, id,
                  {.label = label,
                   .symbol = symbol,
                   .help = help,
                   .group = group,
                   .soft = {-4, 4},
                   .hard = line_range,
                   .min_length = 2,
                   .max_length = 2});
}

std::vector<Binding<Inputs>> models() {
    return {choice(&Inputs::view, "view",
                   {.label = "View",
                    .help = "a model fitted to samples, or one Gaussian held against two hills",
                    .group = "Model",
                    .options = {{"fit", "fit to samples"}, {"direction", "covering or seeking"}}}),
            choice(&Inputs::model, "model",
                   {.label = "Model",
                    .help = "what gives the samples their likelihood",
                    .group = "Model",
                    .options = {{"gaussian", "Gaussian"},
                                {"bernoulli", "Bernoulli (coin)"},
                                {"laplace", "Laplace"},
                                {"mixture", "two Gaussians"}}}),
            choice(&Inputs::direction, "direction",
                   {.label = "Direction",
                    .help = "which divergence is drawn: the forward one covers, the reverse one seeks",
                    .group = "Model",
                    .options = {{"reverse", "KL(q‖p), reverse"}, {"forward", "KL(p‖q), forward"}}}),
            pair(&Inputs::gaussian, "gaussian", "Mean, log variance", "$μ, \\text{log} v$",
                 "the Gaussian that is held against the samples", "Model"),
            pair(&Inputs::laplace, "laplace", "Centre, log scale", "$μ, \\text{log} b$",
                 "the Laplace density that is held against the samples", "Model"),
            pair(&Inputs::means, "means", "Means", "$μ_1, μ_2$",
                 "the two means; expectation maximisation starts from them", "Model"),
            real(&Inputs::width, "model-width",
                 {.label = "Width of both",
                  .symbol = "$s$",
                  .help = "standard deviation of both components of the model, each of weight one half",
                  .group = "Model",
                  .soft = {0.3, 3},
                  .spacing = Spacing::Log}),
            pair(&Inputs::seeker, "seeker", "Mean, log deviation", "$μ, \\text{log} σ$",
                 "the Gaussian q that is held against p", "Model"),
            real(&Inputs::chance, "chance",
                 {.label = "Chance of heads", .symbol = "$p$", .help = "of the model", .group = "Model"}),
            vector(&Inputs::data, "data",
                   {.label = "Samples",
                    .symbol = "$x$",
                    .help = "numbers that the model is fitted to; dragged along the axis",
                    .group = "Data",
                    .soft = {-6, 6},
                    .hard = line_range,
                    .max_length = 48}),
            whole(&Inputs::heads, "heads",
                  {.label = "Heads",
                   .symbol = "$k$",
                   .help = "how often heads came up",
                   .group = "Data",
                   .soft = {0, 50}}),
            whole(&Inputs::tails, "tails",
                  {.label = "Tails",
                   .symbol = "$n - k$",
                   .help = "how often tails came up",
                   .group = "Data",
                   .soft = {0, 50}})};
}

std::vector<Binding<Inputs>> truth() {
    const auto mean = [](double Inputs::*member, const char* id, const char* label, const char* symbol) {
        return real(member, id,
                    {.label = label,
                     .symbol = symbol,
                     .help = "where this hill of p stands",
                     .group = "Known density p",
                     .soft = {-5, 5},
                     .hard = line_range});
    };
    const auto width = [](double Inputs::*member, const char* id, const char* label, const char* symbol) {
        return real(member, id,
                    {.label = label,
                     .symbol = symbol,
                     .help = "standard deviation of this hill of p",
                     .group = "Known density p",
                     .soft = {0.3, 3},
                     .hard = width_range,
                     .spacing = Spacing::Log});
    };
    return {
        real(
            &Inputs::true_chance, "true-chance",
            {.label = "True chance", .help = "of heads: the known distribution", .group = "Known density p"}),
        real(&Inputs::weight, "weight",
             {.label = "Weight of the first hill",
              .symbol = "$w$",
              .help = "1: p is a single Gaussian",
              .group = "Known density p",
              .snaps = {{0.5, "1/2"}}}),
        mean(&Inputs::mean_1, "mean-1", "First mean", "$m_1$"),
        width(&Inputs::width_1, "width-1", "First width", "$s_1$"),
        mean(&Inputs::mean_2, "mean-2", "Second mean", "$m_2$"),
        width(&Inputs::width_2, "width-2", "Second width", "$s_2$")};
}

Binding<Inputs> range(Domain Inputs::*member, const char* id) {
    return domain(member, id,
                  {.label = "Range",
                   .help = "the part of the parameters' plane that is shown",
                   .group = "Picture",
                   .soft = {-6, 6},
                   .hard = line_range,
                   .panel = "map"});
}

std::vector<Binding<Inputs>> parameters() {
    auto all = models();
    for (auto& binding : truth()) all.push_back(std::move(binding));
    for (auto& binding : std::vector<Binding<Inputs>>{
             range(&Inputs::gaussian_range, "gaussian-range"), range(&Inputs::laplace_range, "laplace-range"),
             range(&Inputs::means_range, "means-range"), range(&Inputs::seeker_range, "seeker-range"),
             level_rule_parameter(&Inputs::level_rule), level_count_parameter(&Inputs::levels)})
        all.push_back(std::move(binding));
    return all;
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
