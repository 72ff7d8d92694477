// InfoNCE: an anchor pulled to its positive and pushed by its negatives on the unit circle, with the von Mises-Fisher density that the
// temperature stands for, and how much mutual information the loss can certify. Drag the points, the temperature, the information.
#include "viz/labs/margins/info_nce/info_nce.hpp"

namespace lossfield::viz::info_nce {
namespace {

Parameters<Inputs> circle_parameters() {
    constexpr Interval round{-180, 180};
    return group<Inputs>(
        "Embeddings",
        {real(&Inputs::temperature, "tau",
              {"Temperature", "$τ$", "the smaller, the more of the negatives' weight is the nearest one's"},
              {.soft = temperatures,
               .hard = {0.01, 10},
               .spacing = Spacing::Log,
               .snaps = {{0.07, "0.07"}, {0.5, "0.5"}},
               .restarts = true}),
         real(&Inputs::anchor, "anchor", {"Anchor", "", "its angle at the start; drag it on the circle"},
              {.unit = "°", .soft = round, .restarts = true}),
         real(&Inputs::positive, "positive",
              {"Positive", "", "the angle of what belongs to the anchor, at the start"},
              {.unit = "°", .soft = round, .restarts = true}),
         vector(&Inputs::negatives, "negatives",
                {"Negatives", "", "the angles of what does not, at the start"},
                {.unit = "°", .soft = round, .min_length = 1, .max_length = 31, .restarts = true}),
         choice(&Inputs::moving, "moving",
                {"Trained", "", "what moves: all embeddings, or the anchor among fixed ones"},
                {{Moving::All, "all", "all"}, {Moving::Anchor, "anchor", "anchor"}}, {.restarts = true})});
}

Parameters<Inputs> information_parameters() {
    return group<Inputs>(
        "Information",
        {real(&Inputs::information, "information",
              {"Information", "$I$", "what two Gaussians tell of each other: their correlation says it"},
              {.unit = "nats", .soft = {0, 6}, .hard = {0, 8}}),
         whole(&Inputs::doublings, "doublings",
               {"Doublings", "$\\text{log}_2 N$", "the estimates are of 2, 4, ..., N candidates"},
               {.soft = {1, 8}, .hard = {1, 8}}),
         whole(&Inputs::dimension, "dimension",
               {"Dimension", "$d$", "of the space of the sphere whose density is fitted"},
               {.soft = {2, 16}, .hard = {2, 1024}})});
}

std::vector<PresetOf<Inputs>> presets() {
    return {
        preset("warm", "Warm",
               "At τ = 1 every negative counts: the nearest at most e² = 7.4 times as much as the farthest.",
               [](Inputs& in) { in.temperature = 1, in.steps = 0; }),
        preset("far-side", "To the far side",
               "Trained for long, the negatives are pushed to the point opposite the anchor, all to the same "
               "one.",
               [](Inputs& in) {
                   in.temperature = 0.5, in.steps = 1000, in.rate_of(OptimizerKind::GradientDescent) = 0.1;
               }),
        preset(
            "between", "Anchor alone",
            "Only the anchor moves, until the pull of its positive and the pushes of the negatives cancel.",
            [](Inputs& in) { in.moving = Moving::Anchor, in.steps = 400, in.temperature = 0.3; }),
        preset(
            "cold", "One negative alone",
            "As τ goes to 0 the softmax becomes a maximum: only the nearest negative counts.",
            [](Inputs& in) { in.temperature = 0.01, in.steps = 0, in.negatives[0] = 135; }, failure),
        preset(
            "capped", "More than log N", "The estimate cannot pass log N, however much information there is.",
            [](Inputs& in) { in.information = 5, in.doublings = 6; }, failure)};
}

}  // namespace

Lab lab() {
    return make_lab<Inputs, Computed>({
        .id = "info-nce",
        .topic = "margins",
        .title = "InfoNCE",
        .formula = loss_formula,
        .formulas = {information_formula},
        .parameters = {circle_parameters(), information_parameters(), training_parameters()},
        .presets = presets(),
        .compute = compute,
        .draw = draw,
    });
}

}  // namespace lossfield::viz::info_nce
