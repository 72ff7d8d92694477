// Regression that knows how sure it is: mean and log variance fitted to funnel-shaped data by gradient steps of the
// likelihood, least squares beside it, and the valley that every point rolls into.
#include "viz/labs/likelihood/uncertain_regression/uncertain_regression.hpp"
#include "math/numerics/random.hpp"

namespace lossfield::viz::uncertain_regression {
namespace {

// About the line through the origin with slope 0.4, spread as given; two decimals.
template <class Spread>
Points scattered(std::uint64_t seed, int count, const Spread& spread) {
    Points data;
    for (int i = 0; i < count; ++i) {
        const double x = -3.7 + 7.4 * i / (count - 1);
        const double noise = math::random_normal({.seed = seed, .step = static_cast<std::uint64_t>(i)});
        const double y = 0.4 * x + spread(x) * noise;
        data.push_back({std::round(100 * x) / 100, std::round(100 * y) / 100});
    }
    return data;
}

// Four points on a line, and a descent that starts there.
Inputs hit_exactly(bool use_floor) {
    return {.data = {{-3, -1}, {-1, 0}, {1, 1}, {3, 2}},
            .use_floor = use_floor,
            .optimizer = math::StepRule::GradientDescent,
            .start = Start::LeastSquares,
            .rate = 0.3};
}

// A change of any of them starts the run anew.
Parameters<Inputs> restarting(Parameters<Inputs> parameters) {
    for (Binding& b : parameters) b.parameter.restarts = true;
    return parameters;
}

Parameters<Inputs> model_parameters() {
    return {
        points(&Inputs::data, "data", {"Data", "", "the points that are fitted; drag them"},
               {.soft = {-4, 4}, .hard = {-1e12, 1e12}, .max_length = 10000}),
        toggle(&Inputs::standardise, "standardise",
               {"Standardise", "",
                "the fit sees y less its mean, over its deviation; x it sees from -1 to 1 in any case"}),
        choice(
            &Inputs::likelihood, "likelihood",
            {"Likelihood", "", "of a residual r: Gaussian with variance e^s, or Laplace with scale e^(s/2)"},
            {{math::NoiseFamily::Gaussian, "gaussian", "Gaussian"},
             {math::NoiseFamily::Laplace, "laplace", "Laplace"}}),
        whole(&Inputs::mean_degree, "mean-degree",
              {"Degree of the mean", "$μ(x)$", "0 constant, 1 straight, 2 parabola"}, {.soft = {0, 2}}),
        whole(&Inputs::spread_degree, "spread-degree",
              {"Degree of the log scale", "$s(x)$",
               "0: one spread for all, so that all points weigh alike; 1 straight, 2 parabola"},
              {.soft = {0, 2}}),
        toggle(&Inputs::use_floor, "use-floor",
               {"Floor under s", "",
                "s = floor + softplus(a − floor) instead of s = a: keeps the likelihood bounded"}),
        real(&Inputs::floor, "floor", {"Floor", "$s_0$", "the least log scale that can be predicted"},
             {.soft = {-12, 0}}),
    };
}

Parameters<Inputs> descent_parameters() {
    return {
        choice(&Inputs::optimizer, "optimizer",
               {"Optimizer", "", "what takes the steps; momentum keeps 0.9 of its last move"},
               {{math::StepRule::GradientDescent, "gd", "gradient descent"},
                {math::StepRule::Momentum, "momentum", "momentum"},
                {math::StepRule::Adam, "adam", "Adam"}}),
        real(&Inputs::rate, "rate", {"Learning rate", "$η$", "of every step, for mean and log scale alike"},
             {.soft = {1e-3, 1}, .spacing = Spacing::Log}),
        whole(&Inputs::steps, "steps", {"Steps", "", "how many steps are taken"},
              {.soft = {1, 1000}, .spacing = Spacing::Log}),
        choice(&Inputs::start, "start",
               {"Start", "",
                "the mean at step 0: zero, or least squares already; the coefficients of s start at 0"},
               {{Start::Zero, "zero", "μ = 0"}, {Start::LeastSquares, "least-squares", "least squares"}}),
    };
}

Parameters<Inputs> picture_parameter() {
    return choice(&Inputs::view, "view",
                  {"Loss of one point", "", "over residual and log scale: as a map, as a surface, or both"},
                  {{Shown::Both, "both", "map and surface"},
                   {Shown::Map, "map", "map"},
                   {Shown::Surface, "surface", "surface"}},
                  {.group = "Picture"});
}

}  // namespace

Points funnel() {
    return scattered(260, 26, [](double x) { return std::exp(-1.15 + 0.37 * x); });
}

Lab lab() {
    return make_lab<Inputs, Computed>({
        .id = "uncertain-regression",
        .topic = "likelihood",
        .title = "Uncertain regression",
        .formula = gaussian_formula,
        .formulas = {laplace_formula, floor_formula},
        .parameters = {group("Data and model", restarting(model_parameters())),
                       group("Descent", restarting(descent_parameters())), picture_parameter()},
        .presets =
            {{"one-spread", "One spread for all",
              "A constant s makes it least squares: both lines fall together.", Inputs{.spread_degree = 0}},
             {"bow-tie", "Quiet in the middle", "A parabola for s finds the waist of the data.",
              Inputs{.data = scattered(5, 30, [](double x) { return 0.12 + 0.13 * x * x; }),
                     .spread_degree = 2,
                     .steps = 400}},
             {"laplace", "Laplace",
              "Absolute residuals: far points pull no harder than near ones of the same spread.",
              Inputs{.likelihood = math::NoiseFamily::Laplace, .steps = 400}},
             {"hit-exactly", "Hit exactly",
              "The line goes through every point, and without a floor the loss falls for ever.",
              hit_exactly(false), failure},
             {"floored", "The same with a floor", "The floor ends the fall: s cannot sink below it.",
              hit_exactly(true)},
             {"too-fast", "Too sure for the rate",
              "Gradient descent: the surer the prediction, the steeper the loss, until a step overshoots.",
              Inputs{.optimizer = math::StepRule::GradientDescent, .rate = 0.3}, failure}},
        .compute = compute,
        .draw = draw,
        .probes = {{"map", probe_map}, {"data", probe_data}, {"loss", probe_loss}},
    });
}

}  // namespace lossfield::viz::uncertain_regression
