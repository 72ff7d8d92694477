// Maximum likelihood as the nearest model by Kullback-Leibler: four models fitted to samples, and one Gaussian held
// against two hills in both directions.
#include "viz/labs/likelihood/maximum_likelihood/maximum_likelihood.hpp"

namespace lossfield::viz::maximum_likelihood {
namespace {

constexpr Interval line_range{-20, 20}, sample_range{-1e12, 1e12};

Parameters<Inputs> pair(Vector Inputs::*member, const char* id, Words words, Interval hard = sample_range) {
    return vector(member, id, std::move(words),
                  {.soft = {-4, 4}, .hard = hard, .min_length = 2, .max_length = 2});
}

Parameters<Inputs> models() {
    return {
        choice(&Inputs::view, "view",
               {"View", "", "a model fitted to samples, or one Gaussian held against the hills of p"},
               {{Question::Fit, "fit", "fit to samples"},
                {Question::Direction, "direction", "covering or seeking"}},
               {.refits = "domain"}),
        choice(&Inputs::model, "model", {"Model", "", "what gives the samples their likelihood"},
               {{Choice::Gaussian, "gaussian", "Gaussian"},
                {Choice::Bernoulli, "bernoulli", "Bernoulli (coin)"},
                {Choice::Laplace, "laplace", "Laplace"},
                {Choice::Mixture, "mixture", "two Gaussians"}},
               {.refits = "domain"}),
        choice(&Inputs::direction, "direction",
               {"Direction", "",
                "which divergence is drawn: the forward one charges for what q misses, the reverse one for q "
                "where p is not"},
               {{math::KlDirection::Reverse, "reverse", "KL(q‖p), reverse"},
                {math::KlDirection::Forward, "forward", "KL(p‖q), forward"}}),
        pair(&Inputs::gaussian, "gaussian",
             {"Mean, log variance", "$μ, \\text{log} v$", "the Gaussian that is held against the samples"}),
        pair(&Inputs::laplace, "laplace",
             {"Centre, log scale", "$μ, \\text{log} b$",
              "the Laplace density that is held against the samples"}),
        pair(&Inputs::means, "means",
             {"Means", "$μ_1, μ_2$", "the two means; expectation maximisation starts from them"}),
        real(&Inputs::width, "model-width",
             {"Width of both", "$τ$",
              "standard deviation of both components of the model, each of weight one half"},
             {.soft = {0.3, 3}, .hard = {0.001, 1e12}, .spacing = Spacing::Log}),
        pair(&Inputs::seeker, "seeker",
             {"Mean, log deviation", "$μ, \\text{log} σ$", "the Gaussian q that is held against p"},
             seeker_range),
        real(&Inputs::chance, "chance", {"Chance of heads", "$f$", "of the model"}),
    };
}

Parameters<Inputs> data() {
    return {
        vector(&Inputs::data, "data",
               {"Samples", "$x$", "numbers that the model is fitted to; dragged along the axis"},
               {.soft = {-6, 6}, .hard = sample_range, .max_length = 10000}),
        whole(&Inputs::heads, "heads", {"Heads", "$k$", "how often heads came up"}, {.soft = {0, 50}}),
        whole(&Inputs::tails, "tails", {"Tails", "$n - k$", "how often tails came up"}, {.soft = {0, 50}}),
    };
}

// Of a hill of p: where it stands and how wide it is.
Parameters<Inputs> hill(double Inputs::*mean, double Inputs::*width, const std::string& number,
                        const std::string& which) {
    const auto symbol = [&](const char* letter) { return fmt::format("${}_{}$", letter, number); };
    return {real(mean, "mean-" + number, {which + " mean", symbol("m"), "where this hill of p stands"},
                 {.soft = {-5, 5}, .hard = line_range}),
            real(width, "width-" + number,
                 {which + " width", symbol("s"), "standard deviation of this hill of p"},
                 {.soft = {0.3, 3}, .hard = width_range, .spacing = Spacing::Log})};
}

Parameters<Inputs> truth() {
    return {
        real(&Inputs::true_chance, "true-chance", {"True chance", "$p$", "of heads: the known distribution"}),
        real(&Inputs::weight, "weight", {"Weight of the first hill", "$w$", "1: p is a single Gaussian"},
             {.snaps = {{0.5, "1/2"}}}),
        hill(&Inputs::mean_1, &Inputs::width_1, "1", "First"),
        hill(&Inputs::mean_2, &Inputs::width_2, "2", "Second")};
}

Parameters<Inputs> range() {
    const auto of_fit = [](const char* id, const char* model) {
        return FormerId{id, {{"view", "fit"}, {"model", model}}};
    };
    return shared("maximum-likelihood/domain",
                  domain(&Inputs::range, &Inputs::domain, "domain",
                         {"Range", "", "the part of the parameters' plane that is shown"},
                         {.group = "Picture",
                          .soft = {-6, 6},
                          .hard = {-1e15, 1e15},
                          .panel = "map",
                          .former = {of_fit("gaussian-range", "gaussian"),
                                     of_fit("laplace-range", "laplace"),
                                     of_fit("means-range", "mixture"),
                                     {"seeker-range", {{"view", "direction"}}}}}));
}

Inputs two_hills(Inputs in) {
    in.mean_1 = -3, in.width_1 = 1, in.mean_2 = 3, in.width_2 = 1, in.weight = 0.5;
    return in;
}

}  // namespace

Lab lab() {
    return make_lab<Inputs, Computed>({
        .id = "maximum-likelihood",
        .topic = "likelihood",
        .title = "Maximum likelihood",
        .formula = parts_formula,
        .formulas = {model_formulas.begin(), model_formulas.end()},
        .parameters = {group("Model", models()), group("Data", data()), group("Known density p", truth()),
                       range(), level_rule_parameter(&Inputs::level_rule),
                       level_count_parameter(&Inputs::levels)},
        .presets =
            {{"seeking", "Reverse KL seeks",
              "One Gaussian for two hills: the reverse divergence has a minimum on either, and a higher one "
              "between.",
              two_hills({.view = Question::Direction})},
             {"covering", "Forward KL covers",
              "The same two hills: the least forward KL spreads over both and peaks where p has next to "
              "nothing.",
              two_hills({.view = Question::Direction,
                         .direction = math::KlDirection::Forward,
                         .seeker = {0.8, 0.7}})},
             {"mixture", "Expectation maximisation",
              "Two means climb the likelihood together; there are two tops, one for each naming of the "
              "means.",
              two_hills({.model = Choice::Mixture,
                         .data = {-4.3, -3.6, -3.1, -2.8, -2.2, -1.7, 1.6, 2.1, 2.6, 2.9, 3.3, 3.8, 4.6},
                         .means = {0.4, 1.2},
                         .width = 1.5})},
             {"laplace", "Laplace and its kinks",
              "The likelihood of a Laplace density has a crease at every sample and its top at the median.",
              Inputs{.model = Choice::Laplace}},
             {"coin", "A coin", "Seven heads in ten tosses: the likelihood of the chance is largest at 0.7.",
              Inputs{.model = Choice::Bernoulli}},
             {"single-sample", "A single sample",
              "One sample is no ground for a width: the narrower the model, the more likely.",
              Inputs{.data = {0.6}}, failure},
             {"all-heads", "All heads",
              "Five heads in five tosses: most likely is that tails are impossible.",
              Inputs{.model = Choice::Bernoulli, .heads = 5, .tails = 0, .chance = 0.9}, failure}},
        .compute = compute,
        .draw = draw,
        .probes = {{"density", probe_density},
                   {"chance", probe_chance},
                   {"hill", probe_chance},
                   {"map", probe_map},
                   {"surface", probe_map}},
        .check = check,
    });
}

}  // namespace lossfield::viz::maximum_likelihood
