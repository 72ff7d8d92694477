// The hinge and its kin: losses of the margin, and the line they train between points of two labels. Drag a point through the strip and its
// pull switches on; the exact answer stands beside the run.
#include "viz/labs/margins/hinge/hinge.hpp"

namespace lossfield::viz::hinge {
namespace {

constexpr int most_points = 200;

std::vector<OptionOf<LossKind>> loss_options() {
    std::vector<OptionOf<LossKind>> all;
    for (const LossName& l : loss_names) all.push_back({l.kind, l.id, l.name});
    return all;
}

Parameters<Inputs> shown_parameters() {
    Parameters<Inputs> all;
    for (std::size_t k = 0; k < loss_names.size(); ++k)
        all.add(bound(Stored::Bool, offset_of<Inputs>([=](Inputs& in) -> bool& { return in.shown[k]; }),
                      std::string("show-") + loss_names[k].id, Kind::Toggle,
                      {std::string("Show ") + loss_names[k].name, "",
                       "whether its curves are drawn; the loss that is trained always has them"},
                      {.group = "Losses shown"}));
    return all;
}

Parameters<Inputs> data_parameters() {
    return points(&Inputs::data, "data",
                  {"Points", "$x, y$", "a click on the plane adds one; each has the label +1 or -1"},
                  {.group = "Points",
                   .soft = {-6, 6},
                   .hard = {-100, 100},
                   .max_length = most_points,
                   .labels = labels,
                   .panel = "plane",
                   .restarts = true});
}

Parameters<Inputs> line_parameters() {
    return group<Inputs>(
        "Line",
        {real(
             &Inputs::lambda, "lambda",
             {"Weight of the strip", "$λ$", "large: a wide strip with points in it; small: few points in it"},
             {.soft = lambda_range, .hard = {0, 1000}, .spacing = Spacing::LogWithZero, .restarts = true}),
         vector(&Inputs::start, "start",
                {"Start $w$", "$w_0$", "from where the line is trained: the arrow from the origin"},
                {.soft = {-3, 3}, .hard = {-20, 20}, .min_length = 2, .max_length = 2, .restarts = true}),
         real(&Inputs::start_bias, "start-b",
              {"Start $b$", "$b_0$", "how far the first line lies from the origin: $-b/‖w‖$"},
              {.soft = {-3, 3}, .hard = {-largest_bias, largest_bias}, .restarts = true})});
}

Parameters<Inputs> loss_parameters() {
    return {
        choice(&Inputs::loss, "loss",
               {"Loss", "$ℓ$", "which loss of the margin is trained, and drawn strong"}, loss_options(),
               {.restarts = true}),
        real(
            &Inputs::width, "width",
            {"Smoothed over", "$γ$", "from $m$ = 1 down to 1 − γ the slope grows evenly; γ → 0 is the hinge"},
            {.soft = {0.01, 2}, .hard = {0.001, 100}, .snaps = {{1, "1"}}, .restarts = true}),
        real(&Inputs::focusing, "focusing",
             {"Focusing", "$f$", "how much less what is already right counts; 0 is the logistic loss"},
             {.soft = {0, 5}, .hard = {0, 50}, .restarts = true}),
        real(&Inputs::margin, "margin", {"Margin", "$m = ys$", "where loss, slope and curvature are read"},
             {.soft = {-3, 3}, .hard = {-100, 100}, .snaps = {{0, "0"}, {1, "1"}}}),
        real(&Inputs::eta, "eta", {"Prior", "$η$", "how probable the label +1 is where the labels are mixed"},
             {.soft = {0, 1}, .snaps = {{0.5, "1/2"}}})};
}

std::vector<PresetOf<Inputs>> presets() {
    return {
        preset("widest", "The widest strip",
               "Labels that a line separates, and λ small enough: the exact strip holds no point and rests "
               "on a few.",
               [](Inputs& in) {
                   in.data = clouds(20, 1.9, 0.55, 5), in.lambda = 0.1, in.batch_size = most_points;
                   in.rate_of(OptimizerKind::GradientDescent) = 2,
                   in.schedule = math::ScheduleKind::InverseRoot, in.steps = 600;
               }),
        preset("outlier", "An outlier",
               "One point far on the wrong side: the squared hinge's pull grows with the distance and turns "
               "the line "
               "far; that of the hinge does not grow and turns it less.",
               [](Inputs& in) {
                   in.data = clouds(20, 1.6, 0.5, 5), in.data.push_back({-2.5, -2.5, labels[0]});
                   in.loss = LossKind::SquaredHinge, in.lambda = 0.1, in.batch_size = most_points;
                   in.rate_of(OptimizerKind::GradientDescent) = 0.1;
                   in.schedule = math::ScheduleKind::Constant;
               }),
        preset("pegasos", "Pegasos",
               "One random point a step, at the rate 1/(λt): the first steps are wild, and later ones stay "
               "near the exact strip.",
               [](Inputs& in) {
                   in.lambda = 0.1, in.rate_of(OptimizerKind::GradientDescent) = 10, in.batch_size = 1,
                   in.steps = 2000;
                   in.schedule = math::ScheduleKind::Inverse, in.start = {0, 0};
               }),
        preset("perceptron", "The perceptron",
               "One random point a step, and only a mistake turns the line. It stops at the first that "
               "separates, however close a point is: it knows no margin.",
               [](Inputs& in) {
                   in.data = clouds(20, 1.9, 0.55, 5), in.loss = LossKind::Perceptron, in.lambda = 0;
                   in.batch_size = 1, in.start = {-1.5, 1}, in.steps = 400;
                   in.rate_of(OptimizerKind::GradientDescent) = 0.02,
                   in.schedule = math::ScheduleKind::Constant;
                   in.shown[static_cast<std::size_t>(LossKind::Perceptron)] = true;
               }),
        preset(
            "too-fast", "Rate beyond 2/λ",
            "Each step throws $w$ past its mirror image: it grows from step to step.",
            [](Inputs& in) {
                in.lambda = 1, in.rate_of(OptimizerKind::GradientDescent) = 2.2, in.batch_size = most_points;
                in.schedule = math::ScheduleKind::Constant;
            },
            failure),
        preset(
            "zero-one", "Counting mistakes", "The 0-1 loss is what is meant, but it is flat: no point pulls.",
            [](Inputs& in) { in.loss = LossKind::ZeroOne, in.lambda = 0.001, in.batch_size = most_points; },
            failure)};
}

}  // namespace

Inputs::Inputs() : data(clouds(30, 1.1, 0.85, 3)) {
    rates = training_rates(0.5, 0.05);
    schedule = math::ScheduleKind::InverseRoot;
    steps = 300;
}

Lab lab() {
    std::vector<std::string> formulas(dual_formulas.begin(), dual_formulas.end());
    formulas.insert(formulas.end(), loss_formulas.begin(), loss_formulas.end());
    Parameters<Inputs> parameters{loss_parameters(), line_parameters()};
    Parameters<Inputs> training(training_parameters());
    parameters.add(training);
    parameters.add(group<Inputs>(
        "Training", {whole(&Inputs::batch_size, "batch-size",
                           {"Points a step", "$B$",
                            "how many random points a step sees; as many as there are: all of them"},
                           {.soft = {1, 64}, .hard = {1, most_points}, .restarts = true})}));
    parameters.add(shown_parameters());
    parameters.add(data_parameters());
    return make_lab<Inputs, Computed>({
        .id = "hinge",
        .topic = "margins",
        .title = "Hinge and margin losses",
        .formula = objective_formula,
        .formulas = std::move(formulas),
        .parameters = std::move(parameters),
        .presets = presets(),
        .compute = compute,
        .draw = draw,
        .probes = {{"plane", probe_plane},
                   {"landscape", probe_landscape},
                   {"losses", probe_loss},
                   {"pulls", probe_loss},
                   {"prior", probe_prior}},
        .check = check,
    });
}

}  // namespace lossfield::viz::hinge
