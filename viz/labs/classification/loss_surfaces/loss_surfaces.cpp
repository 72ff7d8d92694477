// Loss surfaces: a loss over two logits, or over the slope and intercept of a fit, as a surface and as its contour map,
// with a ball that rolls down by gradient descent.
#include "viz/labs/classification/loss_surfaces/loss_surfaces.hpp"

namespace lossfield::viz::loss_surfaces {
namespace {

// Offsets of the data from their line, once drawn at random and rounded; their mean is near 0.
constexpr std::array<double, 20> noise{0.31,  -0.42, 0.12, 0.55, -0.18, -0.36, 0.44,  -0.07, 0.21,  -0.51,
                                       -0.12, 0.38,  0.05, -0.3, 0.27,  -0.47, -0.09, 0.49,  -0.24, 0.16};

// Over twenty places x: y(k, x).
template <class Function>
Points twenty(const Function& y) {
    Points points;
    for (const double x : evenly({-2, 2}, 19)) points.push_back({x, y(points.size(), x), ""});
    return points;
}

// A digit each, 0 or 1.
Points labelled(const char* labels) {
    return twenty([&](std::size_t k, double) { return labels[k] == '1' ? 1.0 : 0.0; });
}

using LossOptions = std::vector<OptionOf<Loss>>;
LossOptions losses_between(Loss first, Loss last) {
    LossOptions all;
    for (auto k = static_cast<int>(first); k <= static_cast<int>(last); ++k) {
        const auto loss = static_cast<Loss>(k);
        all.push_back({loss, words_of(loss).id, words_of(loss).label});
    }
    return all;
}
const LossOptions logit_losses = losses_between(Loss::CrossEntropy, Loss::LabelSmoothed);
const LossOptions line_losses = losses_between(Loss::Mse, Loss::StudentT);

LossOptions or_none(LossOptions options) {
    options.insert(options.begin(), {Loss::None, words_of(Loss::None).id, words_of(Loss::None).label});
    return options;
}

// With a change of these the ball starts anew.
Parameters<Inputs> restarting(Parameters<Inputs> parameters) {
    for (Binding& b : parameters) b.parameter.restarts = true;
    return parameters;
}

Parameters<Inputs> losses() {
    return {
        choice(&Inputs::over, "over",
               {"Over", "", "what the two axes are: two logits, or slope and intercept of a fit to data"},
               {{Over::Logits, "logits", "two logits"},
                {Over::Line, "line", "line fit"},
                {Over::Logistic, "logistic", "logistic fit"}},
               {.refits = "domain", .restarts = true}),
        choice(&Inputs::loss, "loss",
               {"Loss", "", "the loss of the softmax of the logits; its surface is shown"}, logit_losses,
               {.restarts = true}),
        choice(&Inputs::overlay, "overlay",
               {"Overlay", "", "a second loss: dashed contours on the map, dashed in the section"},
               or_none(logit_losses)),
        choice(&Inputs::line_loss, "line-loss",
               {"Loss", "", "the loss of the residuals of the line, averaged over the data"}, line_losses,
               {.restarts = true}),
        choice(&Inputs::line_overlay, "line-overlay",
               {"Overlay", "", "a second loss of the same residuals: dashed"}, or_none(line_losses)),
        choice(&Inputs::logistic_overlay, "logistic-overlay",
               {"Overlay", "", "the squared error of the same probability beside the logistic loss: dashed"},
               or_none(losses_between(Loss::SquaredError, Loss::SquaredError))),
        restarting(
            {real(&Inputs::gamma, "gamma",
                  {"γ of γ-cross-entropy", "$γ$", "0 is cross-entropy, 1 is 1 − p of the target"}),
             real(&Inputs::focal_gamma, "focal-gamma",
                  {"Focus", "$γ_f$", "how strongly the focal loss forgets easy examples; 0 is cross-entropy"},
                  {.soft = {0, 5}, .snaps = {{2, "2"}}}),
             real(&Inputs::smoothing, "smoothing",
                  {"Smoothing", "$ε$", "the part of the target that is spread evenly over the classes"},
                  {.soft = {0, 0.5}}),
             huber_threshold_parameter(&Inputs::delta, "Loss"),
             student_parameters(&Inputs::nu, &Inputs::scale, "Loss")})};
}

Parameters<Inputs> places() {
    const Traits pair{.soft = {-6, 6}, .hard = {-1000, 1000}, .min_length = 2, .max_length = 2};
    const Traits fit{.soft = {-6, 6}, .hard = {-1e15, 1e15}, .min_length = 2, .max_length = 2};
    const auto data = [](Interval soft) {
        return Traits{.soft = soft, .hard = {-1e12, 1e12}, .max_length = 10000};
    };
    return restarting(
        {temperature_parameter(&Inputs::temperature, "divides the logits"),
         whole(&Inputs::target, "target", {"Target class", "$t$", "the right class"}, {.soft = {1, 3}}),
         vector(&Inputs::point, "point",
                {"Point", "$z_1, z_2$", "the two logits at the point, where the ball starts"}, pair),
         real(&Inputs::third_logit, "third-logit", {"Third logit", "$z_3$", "the logit that is held"},
              {.soft = {-6, 6}, .hard = {-1000, 1000}}),
         vector(&Inputs::line, "line",
                {"Slope, intercept", "$w, b$", "slope and intercept at the point, where the ball starts"},
                fit),
         points(&Inputs::data, "data", {"Data", "", "the points that the line is fitted to"}, data({-6, 6})),
         points(&Inputs::labelled_data, "labelled-data",
                {"Data", "", "x and label: above 1/2 is class 1, else class 0"}, data({-3, 3})),
         toggle(&Inputs::standardise, "standardise",
                {"Standardise", "",
                 "the fit sees each column less its mean, over its deviation; labels stay 0 and 1"},
                {.refits = "domain"}),
         real(&Inputs::rate, "rate",
              {"Learning rate", "$η$", "each step of the ball goes this many gradients downhill"},
              {.group = "Ball", .soft = {1e-4, 100}, .hard = rate_range, .spacing = Spacing::Log})});
}

Parameters<Inputs> picture() {
    return {
        plane_range_parameter("loss-surfaces/domain", &Inputs::range, &Inputs::domain, {-6, 6},
                              {-3e15, 3e15}),
        choice(&Inputs::height, "height", {"Height", "", "how the loss becomes height and colour"},
               {{Height::Linear, "linear", "linear"},
                {Height::Logarithmic, "logarithmic", "logarithmic"},
                {Height::Clipped, "clipped", "clipped"}}),
        real(&Inputs::clip, "clip", {"Clip at", "", "where the surface is cut off"},
             {.soft = {0.01, 1000}, .hard = {1e-9, 1e30}, .spacing = Spacing::Log}),
        toggle(&Inputs::field, "field", {"Gradient field", "", "arrows of −∇L on the map"}),
        toggle(&Inputs::contours, "contours", {"Contour lines", "", "lines of equal loss"}),
        toggle(&Inputs::contour_labels, "contour-labels", {"Contour labels", "", "the loss on each line"}),
        toggle(&Inputs::section, "section",
               {"Section through the point", "", "the losses along and across the gradient"}),
        choice(&Inputs::local_model, "local-model",
               {"Local model", "",
                "what gradient descent (plane) and Newton's method (quadratic) see at the point"},
               {{Model::None, "none", "none"},
                {Model::TangentPlane, "tangent-plane", "tangent plane"},
                {Model::QuadraticBowl, "quadratic-bowl", "quadratic model"}}),
        toggle(&Inputs::curvature_directions, "curvature-directions",
               {"Curvature directions", "", "the directions of largest and smallest curvature at the point"}),
        level_rule_parameter(&Inputs::level_rule),
        level_count_parameter(&Inputs::levels)};
}

void show_outlier(Inputs& in, Loss loss) {
    in.over = Over::Line;
    in.line_loss = loss;
    in.data[18].y = -8;
    in.rate = 0.1;
    in.steps = 120;
    if (loss != Loss::Mse) in.line_overlay = Loss::Mse, in.rate = 0.4;
}

std::vector<PresetOf<Inputs>> presets() {
    return {
        preset(
            "ramp", "Ramp against plateau",
            "Cross-entropy slopes all the way down; softmax-MSE, dashed, is flat where the answer is wrong.",
            [](Inputs& in) { in.rate = 0.6; }),
        preset(
            "plateau", "Stuck on the plateau",
            "Far on the wrong side softmax-MSE has hardly a gradient left, and the ball hardly moves.",
            [](Inputs& in) {
                in.loss = Loss::SoftmaxMse, in.overlay = Loss::CrossEntropy, in.point = {-5, 5};
            },
            failure),
        preset("focal", "Easy examples forgotten",
               "The focal loss has a flat valley: what is nearly right hardly pulls any more.",
               [](Inputs& in) {
                   in.loss = Loss::Focal, in.overlay = Loss::CrossEntropy, in.point = {-2, 1};
               }),
        preset("outlier-mse", "Outlier and MSE", "One point far below turns the whole line.",
               [](Inputs& in) { show_outlier(in, Loss::Mse); }),
        preset("outlier-huber", "Outlier and Huber",
               "Huber's loss lets the outlier pull with bounded force only.",
               [](Inputs& in) { show_outlier(in, Loss::Huber); }),
        preset("outlier-student", "Outlier and Student-t", "Student's t nearly lets go of the outlier.",
               [](Inputs& in) { show_outlier(in, Loss::StudentT); }),
        preset(
            "separable", "No minimum",
            "A threshold tells the classes apart: ever steeper fits are ever better.",
            [](Inputs& in) {
                in.over = Over::Logistic, in.labelled_data = labelled("00000000000111111111");
                in.line = {-4, -4}, in.rate = 4, in.steps = 200;
            },
            failure),
        preset(
            "step-too-large", "Step too large",
            "Along the steepest direction every step overshoots the minimum by more than the last.",
            [](Inputs& in) {
                in.over = Over::Line, in.line = {1.2, 2.6}, in.rate = 0.71, in.steps = 150;
            },
            failure),
        preset(
            "kink", "Kinks of MAE",
            "The gradient of |r| keeps its size up to the kink: the ball does not settle.",
            [](Inputs& in) {
                in.over = Over::Line, in.line_loss = Loss::Mae, in.line_overlay = Loss::Mse;
                in.rate = 0.9, in.line = {-3, 4};
            },
            failure)};
}

}  // namespace

Points line_data() {
    return twenty([](std::size_t k, double x) { return 1 + 1.5 * x + noise[k]; });
}

Points overlapping_labels() { return labelled("00000100010110111111"); }

Lab lab() {
    return make_lab<Inputs, Computed>({
        .id = "loss-surfaces",
        .topic = "classification",
        .title = "Loss surfaces",
        .formula = R"(L_{\mathrm{CE}} = \log\sum_j e^{z_j/T} - z_t/T \qquad )"
                   R"(L_{\mathrm{MSE}} = \tfrac{1}{2}\,\|\mathrm{softmax}(z/T) - y\|^2 \qquad )"
                   R"(L(w, b) = \frac{1}{N}\sum_i \ell(w\,x_i + b,\; y_i))",
        .formulas = all_formulas(),
        .parameters = {group("Loss", losses()), places(),
                       whole(&Inputs::steps, "steps", {"Steps", "", "how many steps the ball makes"},
                             {.group = "Ball", .soft = {1, 2000}}),
                       group("Picture", picture())},
        .presets = presets(),
        .compute = compute,
        .draw = draw,
        .probes = {{"surface", probe_plane},
                   {"map", probe_plane},
                   {section_id, probe_section},
                   {data_id, probe_data}},
    });
}

}  // namespace lossfield::viz::loss_surfaces
