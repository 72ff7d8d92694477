// Contrastive loss: what a pair of embeddings does to each other at any distance, similar or not, in three forms of the loss, and a
// cloud of labelled points in which every pair does so. Drag the pair, the points, the margins; declarations.
#include "viz/labs/margins/contrastive/contrastive.hpp"

namespace lossfield::viz::contrastive {
namespace {

Traits place() {
    return {.group = "Pair", .soft = {-2, 2}, .hard = {-10, 10}, .min_length = 2, .max_length = 2};
}

Parameters<Inputs> margins() {
    return {real(&Inputs::margin, "margin",
                 {"Margin", "$m$", "dissimilar pairs within it push each other: in units of D, or of D²"},
                 {.group = "Loss", .soft = margin_range}),
            real(&Inputs::similar_margin, "similar-margin",
                 {"Similar margin", "$m_1$", "similar pairs with D² up to it are left alone"},
                 {.group = "Loss", .soft = similar_margin_range}),
            real(&Inputs::far_margin, "far-margin",
                 {"Dissimilar margin", "$m_2$", "dissimilar pairs with D² below it push each other"},
                 {.group = "Loss", .soft = far_margin_range})};
}

Parameters<Inputs> parameters() {
    return {
        choice(&Inputs::form, "form", {"Form", "", "what the margin is held against"},
               {{Form::Original, "original", "original: D"},
                {Form::Squared, "squared", "squared: D²"},
                {Form::DoubleMargin, "double-margin", "double margin: D²"}},
               {.group = "Loss"}),
        margins(),
        toggle(&Inputs::similar, "similar", {"Similar", "$y$", "whether the pair is of one class"},
               {.group = "Pair"}),
        vector(&Inputs::first, "first", {"First point", "$z_a$", "of class 1; drag it on the plane"},
               place()),
        vector(&Inputs::second, "second",
               {"Second point", "$z_b$", "of class 1 where the pair is similar, of class 2 where it is not"},
               place()),
        training_parameters(),
        points(&Inputs::data, "data",
               {"Other points", "", "every pair of all points counts; points of one class are similar"},
               {.group = "Cloud",
                .soft = {-2, 2},
                .hard = {-10, 10},
                .min_length = 0,
                .max_length = 40,
                .labels = class_labels,
                .panel = "plane"})};
}

std::vector<PresetOf<Inputs>> presets() {
    return {
        preset("beyond", "Beyond the margin",
               "Two dissimilar points further apart than m leave each other alone.",
               [](Inputs& in) {
                   in.second = {0.9, 0.55};
               }),
        preset("squared", "Margin of the square",
               "Held against D² the margin reaches to √m only, and the push fades towards D = 0.",
               [](Inputs& in) { in.form = Form::Squared, in.margin = 2; }),
        preset("dead-zone", "Similar is near enough",
               "With two margins similar pairs are left alone within √m₁: the classes keep some width.",
               [](Inputs& in) {
                   in.form = Form::DoubleMargin, in.similar = true, in.second = {-0.05, 0.1};
                   in.steps = 400;
               }),
        preset("hair", "A hair apart",
               "The original form pushes hardest where two dissimilar points almost coincide.",
               [](Inputs& in) {
                   in.first = {-0.0005, 0}, in.second = {0.0005, 0}, in.data = {};
                   in.steps = 60, in.rate_of(OptimizerKind::GradientDescent) = 0.05;
               }),
        preset(
            "stuck", "Coincident negatives",
            "Under the squared form two dissimilar points at one place have the slope 0: no gradient parts "
            "them.",
            [](Inputs& in) {
                in.form = Form::Squared, in.first = in.second = {0.2, 0.1}, in.data = {}, in.steps = 60;
            },
            failure),
        preset(
            "collapse", "Classes shrink to points",
            "Without a dead zone similar points are pulled on at any distance: in the end each class is one "
            "point.",
            [](Inputs& in) { in.steps = 600, in.rate_of(OptimizerKind::GradientDescent) = 1; }, failure),
    };
}

}  // namespace

Points overlapping_classes() {
    return {{-0.9, 0.35, "1"},  {-0.3, 0.75, "1"}, {0.25, -0.15, "1"}, {-0.75, -0.8, "1"},
            {0.55, 0.6, "2"},   {0.95, -0.1, "2"}, {-0.15, 0.3, "2"},  {0.5, -0.75, "2"},
            {-0.2, -0.95, "3"}, {0.05, -0.5, "3"}, {-1.1, -0.2, "3"},  {0.85, -0.5, "3"}};
}

Lab lab() {
    return make_lab<Inputs, Computed>({
        .id = "contrastive",
        .topic = "margins",
        .title = "Contrastive loss",
        .formula = original_formula,
        .formulas = {squared_formula, double_formula},
        .parameters = parameters(),
        .presets = presets(),
        .compute = compute,
        .draw = draw,
        .probes = {{"curve", probe_curve}},
    });
}

}  // namespace lossfield::viz::contrastive
