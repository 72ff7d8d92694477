// Loss surfaces: a loss over two logits, or over the slope and intercept of a fit, as a surface and as its contour map,
// with a ball that rolls down by gradient descent.
#include "viz/labs/classification/loss_surfaces/loss_surfaces.hpp"
#include "viz/fragments/contour_levels.hpp"

namespace lossfield::viz::loss_surfaces {
namespace {

const std::vector<Option> logit_losses{{"cross-entropy", "cross-entropy"},
                                       {"softmax-mse", "softmax-MSE"},
                                       {"brier", "Brier (softmax-MSE × 2)"},
                                       {"gamma-cross-entropy", "γ-cross-entropy"},
                                       {"focal", "focal"},
                                       {"label-smoothed", "label-smoothed"}};
const std::vector<Option> line_losses{
    {"mse", "MSE"}, {"mae", "MAE"}, {"huber", "Huber"}, {"log-cosh", "log-cosh"}, {"student-t", "Student-t"}};

std::vector<Option> or_none(std::vector<Option> options) {
    options.insert(options.begin(), {"none", "none"});
    return options;
}

Parameters<Inputs> subject() {
    return {
        choice(&Inputs::over, "over",
               {"Over", "", "what the two axes are: two logits, or slope and intercept of a fit to data"},
               {.group = "Loss",
                .options = {{"logits", "two logits"}, {"line", "line fit"}, {"logistic", "logistic fit"}},
                .restarts = true}),
        choice(&Inputs::loss, "loss",
               {"Loss", "", "the loss of the softmax of the logits; its surface is shown"},
               {.group = "Loss", .options = logit_losses, .restarts = true}),
        choice(&Inputs::overlay, "overlay",
               {"Overlay", "", "a second loss: dashed contours on the map, dashed in the section"},
               {.group = "Loss", .options = or_none(logit_losses)}),
        choice(&Inputs::line_loss, "line-loss",
               {"Loss", "", "the loss of the residuals of the line, averaged over the data"},
               {.group = "Loss", .options = line_losses, .restarts = true}),
        choice(&Inputs::line_overlay, "line-overlay",
               {"Overlay", "", "a second loss of the same residuals: dashed"},
               {.group = "Loss", .options = or_none(line_losses)}),
        choice(&Inputs::logistic_overlay, "logistic-overlay",
               {"Overlay", "", "the squared error of the same probability beside the logistic loss: dashed"},
               {.group = "Loss", .options = or_none({{"squared-error", "squared error"}})}),
        real(&Inputs::gamma, "gamma",
             {"γ of γ-cross-entropy", "$γ$", "0 is cross-entropy, 1 is 1 − p of the target"},
             {.group = "Loss", .soft = {0, 1}, .restarts = true}),
        real(&Inputs::focal_gamma, "focal-gamma",
             {"Focus", "$γ_f$", "how strongly the focal loss forgets easy examples; 0 is cross-entropy"},
             {.group = "Loss", .soft = {0, 5}, .snaps = {{2, "2"}}, .restarts = true}),
        real(&Inputs::smoothing, "smoothing",
             {"Smoothing", "$ε$", "the part of the target that is spread evenly over the classes"},
             {.group = "Loss", .soft = {0, 0.5}, .restarts = true}),
        real(&Inputs::delta, "delta",
             {"Huber's threshold", "$δ$", "residuals beyond it pull with constant force"},
             {.group = "Loss",
              .soft = {0.05, 5},
              .spacing = Spacing::Log,
              .snaps = {{1, "1"}},
              .restarts = true}),
        real(&Inputs::nu, "nu",
             {"Degrees of freedom", "$ν$",
              "of Student's t: few let go of outliers, many come near the Gaussian"},
             {.group = "Loss", .soft = {1, 30}, .spacing = Spacing::Log, .restarts = true}),
        real(&Inputs::scale, "scale",
             {"Scale of Student's t", "$s$", "the pull of a residual is strongest at s √ν"},
             {.group = "Loss", .soft = {0.05, 5}, .spacing = Spacing::Log, .restarts = true}),
        real(&Inputs::temperature, "temperature", {"Temperature", "$T$", "divides the logits"},
             {.soft = {0.05, 10}, .spacing = Spacing::Log, .snaps = {{1, "1"}}, .restarts = true}),
        whole(&Inputs::target, "target", {"Target class", "", "the right class"},
              {.soft = {1, 3}, .restarts = true})};
}

Parameters<Inputs> places() {
    return {
        vector(&Inputs::point, "point",
               {"Point", "$z_1, z_2$", "the two logits at the point, where the ball starts"},
               {.soft = {-6, 6}, .hard = {-1000, 1000}, .min_length = 2, .max_length = 2, .restarts = true}),
        real(&Inputs::third_logit, "third-logit", {"Third logit", "$z_3$", "the logit that is held"},
             {.soft = {-6, 6}, .hard = {-1000, 1000}, .restarts = true}),
        vector(&Inputs::line, "line",
               {"Slope, intercept", "$w, b$", "slope and intercept at the point, where the ball starts"},
               {.soft = {-6, 6}, .hard = {-1000, 1000}, .min_length = 2, .max_length = 2, .restarts = true}),
        points(&Inputs::data, "data", {"Data", "", "the points that the line is fitted to"},
               {.soft = {-6, 6}, .hard = {-1000, 1000}, .max_length = 64, .restarts = true}),
        points(&Inputs::labelled_data, "labelled-data",
               {"Data", "", "x and label: above 1/2 is class 1, else class 0"},
               {.soft = {-3, 3}, .hard = {-1000, 1000}, .max_length = 64, .restarts = true}),
        real(&Inputs::rate, "rate",
             {"Learning rate", "$η$", "each step of the ball goes this many gradients downhill"},
             {.group = "Ball", .soft = {1e-4, 100}, .spacing = Spacing::Log, .restarts = true}),
        whole(&Inputs::steps, "steps", {"Steps", "", "how many steps the ball makes"},
              {.group = "Ball", .soft = {1, 2000}})};
}

Parameters<Inputs> picture() {
    return {
        domain(&Inputs::domain, "domain", {"Range", "", "the part of the plane that is shown"},
               {.group = "Picture", .soft = {-6, 6}, .hard = {-2000, 2000}, .panel = "map"}),
        choice(&Inputs::height, "height", {"Height", "", "how the loss becomes height and colour"},
               {.group = "Picture",
                .options = {{"linear", "linear"}, {"logarithmic", "logarithmic"}, {"clipped", "clipped"}}}),
        real(&Inputs::clip, "clip", {"Clip at", "", "where the surface is cut off"},
             {.group = "Picture", .soft = {0.01, 1000}, .hard = {1e-9, 1e9}, .spacing = Spacing::Log}),
        toggle(&Inputs::field, "field", {"Gradient field", "", "arrows of −∇L on the map"},
               {.group = "Picture"}),
        toggle(&Inputs::contours, "contours", {"Contour lines", "", "lines of equal loss"},
               {.group = "Picture"}),
        toggle(&Inputs::contour_labels, "contour-labels", {"Contour labels", "", "the loss on each line"},
               {.group = "Picture"}),
        toggle(&Inputs::section, "section",
               {"Section through the point", "", "the losses along and across the gradient"},
               {.group = "Picture"}),
        choice(
            &Inputs::local_model, "local-model",
            {"Local model", "", "what gradient descent (plane) and Newton's method (bowl) see at the point"},
            {.group = "Picture",
             .options = {{"none", "none"},
                         {"tangent-plane", "tangent plane"},
                         {"quadratic-bowl", "quadratic bowl"}}}),
        toggle(&Inputs::curvature_directions, "curvature-directions",
               {"Curvature directions", "", "the directions of largest and smallest curvature at the point"},
               {.group = "Picture"}),
        level_rule_parameter(&Inputs::level_rule),
        level_count_parameter(&Inputs::levels)};
}

Parameters<Inputs> parameters() { return {subject(), places(), picture()}; }

}  // namespace

Lab lab() {
    return make_lab<Inputs, Computed>({
        .id = "loss-surfaces",
        .topic = "classification",
        .title = "Loss surfaces",
        .formula = R"(L_{\mathrm{CE}} = \log\sum_j e^{z_j/T} - z_t/T \qquad )"
                   R"(L_{\mathrm{MSE}} = \tfrac{1}{2}\,\|\mathrm{softmax}(z/T) - y\|^2 \qquad )"
                   R"(L(w, b) = \frac{1}{N}\sum_i \ell(w\,x_i + b,\; y_i))",
        .formulas = {},
        .parameters = parameters(),
        .presets = presets(),
        .compute = compute,
        .draw = draw,
        .probe = probe,
    });
}

}  // namespace lossfield::viz::loss_surfaces
