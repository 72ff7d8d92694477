// Loss surfaces: a loss over two logits, or over the slope and intercept of a fit, as a surface and as its contour map,
// with a ball that rolls down by gradient descent.
#include "viz/labs/classification/loss_surfaces.hpp"
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

std::vector<Binding<Inputs>> subject() {
    return {choice(&Inputs::over, "over",
                   {.label = "Over",
                    .help = "what the two axes are: two logits, or slope and intercept of a fit to data",
                    .group = "Loss",
                    .options = {{"logits", "two logits"}, {"line", "line fit"}, {"logistic", "logistic fit"}},
                    .restarts = true}),
            choice(&Inputs::loss, "loss",
                   {.label = "Loss",
                    .help = "the loss of the softmax of the logits; its surface is shown",
                    .group = "Loss",
                    .options = logit_losses,
                    .restarts = true}),
            choice(&Inputs::overlay, "overlay",
                   {.label = "Overlay",
                    .help = "a second loss: dashed contours on the map, dashed in the section",
                    .group = "Loss",
                    .options = or_none(logit_losses)}),
            choice(&Inputs::line_loss, "line-loss",
                   {.label = "Loss",
                    .help = "the loss of the residuals of the line, averaged over the data",
                    .group = "Loss",
                    .options = line_losses,
                    .restarts = true}),
            choice(&Inputs::line_overlay, "line-overlay",
                   {.label = "Overlay",
                    .help = "a second loss of the same residuals: dashed",
                    .group = "Loss",
                    .options = or_none(line_losses)}),
            choice(&Inputs::logistic_overlay, "logistic-overlay",
                   {.label = "Overlay",
                    .help = "the squared error of the same probability beside the logistic loss: dashed",
                    .group = "Loss",
                    .options = or_none({{"squared-error", "squared error"}})}),
            real(&Inputs::gamma, "gamma",
                 {.label = "γ of γ-cross-entropy",
                  .symbol = "$γ$",
                  .help = "0 is cross-entropy, 1 is 1 − p of the target",
                  .group = "Loss",
                  .soft = {0, 1},
                  .restarts = true}),
            real(&Inputs::focal_gamma, "focal-gamma",
                 {.label = "Focus",
                  .symbol = "$γ_f$",
                  .help = "how strongly the focal loss forgets easy examples; 0 is cross-entropy",
                  .group = "Loss",
                  .soft = {0, 5},
                  .snaps = {{2, "2"}},
                  .restarts = true}),
            real(&Inputs::smoothing, "smoothing",
                 {.label = "Smoothing",
                  .symbol = "$ε$",
                  .help = "the part of the target that is spread evenly over the classes",
                  .group = "Loss",
                  .soft = {0, 0.5},
                  .restarts = true}),
            real(&Inputs::delta, "delta",
                 {.label = "Huber's threshold",
                  .symbol = "$δ$",
                  .help = "residuals beyond it pull with constant force",
                  .group = "Loss",
                  .soft = {0.05, 5},
                  .spacing = Spacing::Log,
                  .snaps = {{1, "1"}},
                  .restarts = true}),
            real(&Inputs::nu, "nu",
                 {.label = "Degrees of freedom",
                  .symbol = "$ν$",
                  .help = "of Student's t: few let go of outliers, many come near the Gaussian",
                  .group = "Loss",
                  .soft = {1, 30},
                  .spacing = Spacing::Log,
                  .restarts = true}),
            real(&Inputs::scale, "scale",
                 {.label = "Scale of Student's t",
                  .symbol = "$s$",
                  .help = "the pull of a residual is strongest at s √ν",
                  .group = "Loss",
                  .soft = {0.05, 5},
                  .spacing = Spacing::Log,
                  .restarts = true}),
            real(&Inputs::temperature, "temperature",
                 {.label = "Temperature",
                  .symbol = "$T$",
                  .help = "divides the logits",
                  .group = "Input",
                  .soft = {0.05, 10},
                  .spacing = Spacing::Log,
                  .snaps = {{1, "1"}},
                  .restarts = true}),
            whole(&Inputs::target, "target",
                  {.label = "Target class",
                   .help = "the right class",
                   .group = "Input",
                   .soft = {1, 3},
                   .restarts = true})};
}

std::vector<Binding<Inputs>> places() {
    return {
        vector(&Inputs::point, "point",
               {.label = "Point",
                .symbol = "$z_1, z_2$",
                .help = "the two logits at the point, where the ball starts",
                .group = "Input",
                .soft = {-6, 6},
                .hard = {-1000, 1000},
                .min_length = 2,
                .max_length = 2,
                .restarts = true}),
        real(&Inputs::third_logit, "third-logit",
             {.label = "Third logit",
              .symbol = "$z_3$",
              .help = "the logit that is held",
              .group = "Input",
              .soft = {-6, 6},
              .hard = {-1000, 1000},
              .restarts = true}),
        vector(&Inputs::line, "line",
               {.label = "Slope, intercept",
                .symbol = "$w, b$",
                .help = "slope and intercept at the point, where the ball starts",
                .group = "Input",
                .soft = {-6, 6},
                .hard = {-1000, 1000},
                .min_length = 2,
                .max_length = 2,
                .restarts = true}),
        points(&Inputs::data, "data",
               {.label = "Data",
                .help = "the points that the line is fitted to",
                .group = "Input",
                .soft = {-6, 6},
                .hard = {-1000, 1000},
                .max_length = 64,
                .restarts = true}),
        points(&Inputs::labelled_data, "labelled-data",
               {.label = "Data",
                .help = "x and label: above 1/2 is class 1, else class 0",
                .group = "Input",
                .soft = {-3, 3},
                .hard = {-1000, 1000},
                .max_length = 64,
                .restarts = true}),
        real(&Inputs::rate, "rate",
             {.label = "Learning rate",
              .symbol = "$η$",
              .help = "each step of the ball goes this many gradients downhill",
              .group = "Ball",
              .soft = {1e-4, 100},
              .spacing = Spacing::Log,
              .restarts = true}),
        whole(
            &Inputs::steps, "steps",
            {.label = "Steps", .help = "how many steps the ball makes", .group = "Ball", .soft = {1, 2000}})};
}

std::vector<Binding<Inputs>> picture() {
    return {
        domain(&Inputs::domain, "domain",
               {.label = "Range",
                .help = "the part of the plane that is shown",
                .group = "Picture",
                .soft = {-6, 6},
                .hard = {-2000, 2000},
                .panel = "map"}),
        choice(&Inputs::height, "height",
               {.label = "Height",
                .help = "how the loss becomes height and colour",
                .group = "Picture",
                .options = {{"linear", "linear"}, {"logarithmic", "logarithmic"}, {"clipped", "clipped"}}}),
        real(&Inputs::clip, "clip",
             {.label = "Clip at",
              .help = "where the surface is cut off",
              .group = "Picture",
              .soft = {0.01, 1000},
              .hard = {1e-9, 1e9},
              .spacing = Spacing::Log}),
        toggle(&Inputs::field, "field",
               {.label = "Gradient field", .help = "arrows of −∇L on the map", .group = "Picture"}),
        toggle(&Inputs::contours, "contours",
               {.label = "Contour lines", .help = "lines of equal loss", .group = "Picture"}),
        toggle(&Inputs::contour_labels, "contour-labels",
               {.label = "Contour labels", .help = "the loss on each line", .group = "Picture"}),
        toggle(&Inputs::section, "section",
               {.label = "Section through the point",
                .help = "the losses along and across the gradient",
                .group = "Picture"}),
        choice(&Inputs::local_model, "local-model",
               {.label = "Local model",
                .help = "what gradient descent (plane) and Newton's method (bowl) see at the point",
                .group = "Picture",
                .options = {{"none", "none"},
                            {"tangent-plane", "tangent plane"},
                            {"quadratic-bowl", "quadratic bowl"}}}),
        toggle(&Inputs::curvature_directions, "curvature-directions",
               {.label = "Curvature directions",
                .help = "the directions of largest and smallest curvature at the point",
                .group = "Picture"}),
        level_rule_parameter(&Inputs::level_rule),
        level_count_parameter(&Inputs::levels)};
}

std::vector<Binding<Inputs>> parameters() {
    auto all = subject();
    for (auto part : {places(), picture()})
        for (auto& binding : part) all.push_back(std::move(binding));
    return all;
}

Inputs with(void (*change)(Inputs&)) {
    Inputs in;
    change(in);
    return in;
}

Inputs outlier(const char* loss) {
    Inputs in;
    in.over = "line";
    in.line_loss = loss;
    in.line_overlay = in.line_loss == "mse" ? "none" : "mse";
    in.data = line_with_outlier();
    in.rate = in.line_loss == "mse" ? 0.1 : 0.4;
    in.steps = 120;
    return in;
}

std::vector<PresetOf<Inputs>> presets() {
    return {
        {"ramp", "Ramp against plateau",
         "Cross-entropy slopes all the way down; softmax-MSE, dashed, is flat where the answer is wrong.",
         with([](Inputs& in) { in.rate = 0.6; })},
        {"plateau", "Stuck on the plateau",
         "The same start under softmax-MSE: the gradient has vanished and the ball does not move.",
         with([](Inputs& in) {
             in.loss = "softmax-mse", in.overlay = "cross-entropy", in.point = {-5, 5};
         }),
         true},
        {"focal", "Easy examples forgotten",
         "The focal loss has a flat valley: what is nearly right hardly pulls any more.",
         with([](Inputs& in) {
             in.loss = "focal", in.overlay = "cross-entropy", in.point = {-2, 1};
         })},
        {"outlier-mse", "Outlier and MSE", "One point far below turns the whole line.", outlier("mse")},
        {"outlier-huber", "Outlier and Huber", "Huber's loss lets the outlier pull with bounded force only.",
         outlier("huber")},
        {"outlier-student", "Outlier and Student-t", "Student's t lets go of the outlier altogether.",
         outlier("student-t")},
        {"separable", "No minimum", "A threshold tells the classes apart: ever steeper fits are ever better.",
         with([](Inputs& in) {
             in.over = "logistic", in.labelled_data = separable_labels();
             in.line = {-4, -4}, in.rate = 4, in.steps = 200;
         }),
         true},
        {"step-too-large", "Step too large", "Beyond 2/L every step overshoots by more than the last.",
         with([](Inputs& in) {
             in.over = "line", in.line = {1.2, 2.6}, in.rate = 0.71, in.steps = 150;
         }),
         true},
        {"kink", "Kinks of MAE",
         "The gradient of |r| does not shrink towards the minimum: the ball never settles.",
         with([](Inputs& in) {
             in.over = "line", in.line_loss = "mae", in.line_overlay = "mse", in.rate = 0.9,
             in.line = {-3, 4};
         }),
         true},
    };
}

}  // namespace

Lab lab() {
    return make_lab<Inputs, Computed>({
        .id = "loss-surfaces",
        .topic = "classification",
        .title = "Loss surfaces and their gradients",
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
