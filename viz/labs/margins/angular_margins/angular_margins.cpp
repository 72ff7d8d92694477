// Angular margins: softmax, L-Softmax, A-Softmax, CosFace and ArcFace on one picture; what each asks of the right class's angle, the
// empty wedges that it leaves between the classes, and features that contract. Declarations.
#include "viz/labs/margins/angular_margins/angular_margins.hpp"

namespace lossfield::viz::angular_margins {
namespace {

using math::MarginKind;

Parameters<Inputs> margin_parameters() {
    return group<Inputs>(
        "Loss",
        {choice(&Inputs::kind, "kind", {"Loss", "", "what stands for the right class's cosine"},
                {{MarginKind::Softmax, "softmax", "softmax"},
                 {MarginKind::NormalisedSoftmax, "normalised-softmax", "normalised softmax"},
                 {MarginKind::LSoftmax, "l-softmax", "L-Softmax"},
                 {MarginKind::ASoftmax, "a-softmax", "A-Softmax (SphereFace)"},
                 {MarginKind::CosFace, "cosface", "CosFace (AM-Softmax)"},
                 {MarginKind::ArcFace, "arcface", "ArcFace"}}),
         whole(&Inputs::multiple, "multiple",
               {"Multiple", "$m$", "how many times its angle the right class must bear: L- and A-Softmax"},
               {.soft = {1, 4}}),
         real(&Inputs::annealing, "annealing",
              {"Annealing", "$λ$",
               "the share of the plain cosine, λ to 1: high at first, then lowered: L- and A-Softmax"},
              {.soft = {0.01, 1000}, .hard = {0, 1e6}, .spacing = Spacing::LogWithZero}),
         real(&Inputs::cosface, "cosine-margin",
              {"Margin of the cosine", "$m$", "what the right class's cosine must be ahead by: CosFace"},
              {.soft = {0, 0.5}, .hard = {0, 2}, .snaps = {{0.35, "0.35"}}}),
         real(&Inputs::arcface, "angle-margin",
              {"Margin of the angle", "$m$", "what the right class's angle must be ahead by: ArcFace"},
              {.unit = "rad", .soft = {0, 1}, .hard = {0, 3}, .snaps = {{0.5, "0.5"}}}),
         toggle(
             &Inputs::repair, "repair",
             {"Usual repair", "", "beyond π − m ArcFace's logit falls as cos θ − m sin m instead of rising"}),
         real(&Inputs::scale, "scale",
              {"Scale", "$s$",
               "what cosines are multiplied by; where the loss sees the feature's length, the length of a "
               "feature on the unit circle"},
              {.soft = scale_range, .hard = {0.05, 1000}, .spacing = Spacing::Log}),
         real(&Inputs::probability, "probability",
              {"Wanted probability", "$P$", "what the ideal layout of the classes should reach"},
              {.soft = {0.5, 0.999}, .hard = {0.5, 0.999999}, .snaps = {{0.9, "0.9"}}})});
}

Parameters<Inputs> class_parameters() {
    const Traits space{.soft = {-1, 1}, .hard = {-1000, 1000}, .min_length = 3, .max_length = 3};
    const Words first{"In space 1", "$w_1$",
                      "direction of class 1 in the panel in space; its length does not count"};
    const Words second{"In space 2", "$w_2$", "direction of class 2 in the panel in space"};
    const Words third{"In space 3", "$w_3$", "direction of class 3 in the panel in space"};
    return group<Inputs>(
        "Classes",
        {vector(&Inputs::angles, "angles",
                {"Directions", "", "where the classes point in the plane, two to four"},
                {.unit = "°", .soft = {-180, 180}, .min_length = 2, .max_length = 4}),
         vector(
             &Inputs::lengths, "lengths", {"Lengths", "$‖w‖$", "only softmax and L-Softmax see them"},
             {.soft = {0.5, 2}, .hard = {0.1, 10}, .min_length = 2, .max_length = 4, .length_of = "angles"}),
         vector(&Inputs::space1, "space-1", first, space), vector(&Inputs::space2, "space-2", second, space),
         vector(&Inputs::space3, "space-3", third, space)});
}

Parameters<Inputs> feature_parameters() {
    return group<Inputs>(
        "Features",
        {choice(&Inputs::of_class, "class",
                {"Live feature is of class", "", "the right class of the feature that is dragged"},
                {{OfClass::One, "class-1", "1"},
                 {OfClass::Two, "class-2", "2"},
                 {OfClass::Three, "class-3", "3"},
                 {OfClass::Four, "class-4", "4"}}),
         real(&Inputs::feature_angle, "angle",
              {"Its direction", "", "drag it in the plane or along the curve"},
              {.unit = "°", .soft = {-180, 180}, .hard = {-360, 360}}),
         real(&Inputs::feature_length, "length",
              {"Its length", "$‖x‖/s$", "the kinds that normalise do not see it"},
              {.soft = {0.2, 2}, .hard = {0.05, 20}}),
         choice(&Inputs::features, "features",
                {"Others", "", "where the other features of the plane come from"},
                {{Features::Drawn, "drawn", "drawn about their class"},
                 {Features::Placed, "placed", "placed by hand"}}),
         points(&Inputs::data, "data",
                {"Placed", "", "x, y and class; those of a class that is not there are left out"},
                {.soft = {-2, 2},
                 .hard = {-20, 20},
                 .min_length = 0,
                 .max_length = 80,
                 .labels = class_names,
                 .panel = "plane"}),
         whole(&Inputs::count, "count", {"Drawn per class", "", "in the plane and in space"},
               {.soft = {2, 20}, .hard = {1, 30}}),
         real(&Inputs::spread, "spread", {"Spread", "$σ$", "standard deviation of their angles"},
              {.unit = "°", .soft = {0, 60}, .hard = {0, 90}})});
}

Parameters<Inputs> parameters() {
    return {
        margin_parameters(), class_parameters(), feature_parameters(), training_parameters(),
        group<Inputs>(
            "Training",
            {toggle(&Inputs::keep_lengths, "keep-lengths",
                    {"Keep lengths", "", "steps turn features and directions and leave their lengths"}),
             toggle(&Inputs::train_directions, "train-directions",
                    {"Train directions", "", "the class directions take steps too, down the mean loss"})})};
}

std::vector<PresetOf<Inputs>> presets() {
    return {
        preset("wedge", "The wedge of L-Softmax",
               "Two classes at 90°: with m = 4 each must keep its angle below a quarter of the other's, and "
               "54° between them stay empty.",
               [](Inputs& in) {
                   in.angles = {45, -45}, in.lengths = {1, 1}, in.multiple = 4;
                   in.feature_angle = 12, in.spread = 20, in.steps = 80;
               }),
        preset("one-ray", "One ray, two lengths",
               "Two classes in one direction: the longer one wins near it, the shorter one the far side, for "
               "L-Softmax sees lengths.",
               [](Inputs& in) {
                   in.angles = {20, 20}, in.lengths = {4, 0.8};
                   in.features = Features::Placed;
                   in.data = {
                       {1.1, 0.1, "1"}, {0.7, 0.8, "1"}, {-0.3, 0.9, "2"}, {-1, 0.1, "2"}, {-0.4, -0.8, "2"}};
                   in.feature_angle = 70, in.feature_length = 1.2;
               }),
        preset(
            "annealed", "Annealing",
            "A part λ of the plain cosine narrows the wedge; training starts with a large one and lowers it.",
            [](Inputs& in) { in.kind = MarginKind::ASoftmax, in.multiple = 4, in.annealing = 3; }),
        preset("cosface", "CosFace, directions trained",
               "The class directions take steps as well and drive each other apart.",
               [](Inputs& in) {
                   in.kind = MarginKind::CosFace, in.angles = {70, 5, -60}, in.train_directions = true;
                   in.feature_angle = 30, in.spread = 16, in.steps = 150, in.scale = 12;
               }),
        preset(
            "same-ray", "One ray for A-Softmax",
            "Two classes in one direction: A-Softmax sees directions only, and nothing tells them apart.",
            [](Inputs& in) {
                in.kind = MarginKind::ASoftmax, in.angles = {20, 20}, in.lengths = {4, 0.8};
                in.features = Features::Placed;
                in.data = {
                    {1.1, 0.1, "1"}, {0.7, 0.8, "1"}, {-0.3, 0.9, "2"}, {-1, 0.1, "2"}, {-0.4, -0.8, "2"}};
                in.feature_angle = 70, in.feature_length = 1.2;
            },
            failure),
        preset(
            "wrong-way", "ArcFace beyond π − m",
            "Far on the wrong side ArcFace's logit rises with the angle and holds features there; the repair "
            "frees them.",
            [](Inputs& in) {
                in.kind = MarginKind::ArcFace, in.arcface = 0.8, in.angles = {90, -90}, in.lengths = {1, 1};
                in.feature_angle = -72, in.spread = 24, in.steps = 120, in.scale = 8;
            },
            failure)};
}

}  // namespace

Lab lab() {
    return make_lab<Inputs, Computed>({
        .id = "angular-margins",
        .topic = "margins",
        .title = "Angular margins",
        .formula = formula_of(MarginKind::LSoftmax),
        .formulas = all_formulas(),
        .parameters = parameters(),
        .presets = presets(),
        .compute = compute,
        .draw = draw,
        .probes = {{"plane", probe_plane}, {"logit", probe_logit}},
        .check = check,
    });
}

}  // namespace lossfield::viz::angular_margins
