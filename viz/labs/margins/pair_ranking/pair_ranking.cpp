// Pair ranking: scores pulled into the order of their labels by a soft maximum over the pairs that are not (CoSENT), and the square of
// one positive and one negative similarity with the fields of the unified and of the circle loss. Drag the scores, lambda, the pair.
#include "viz/labs/margins/pair_ranking/pair_ranking.hpp"

namespace lossfield::viz::pair_ranking {
namespace {

Parameters<Inputs> ranking_parameters() {
    return group<Inputs>(
        "Ranking",
        {vector(
             &Inputs::scores, "scores", {"Scores", "$f$", "where they start; drag them on the axis"},
             {.soft = {-1, 1}, .hard = {-1000, 1000}, .min_length = 2, .max_length = 12, .restarts = true}),
         vector(&Inputs::grades, "labels", {"Labels", "$y$", "of which only the order counts"},
                {.soft = {0, 4},
                 .hard = {-1000, 1000},
                 .min_length = 2,
                 .max_length = 12,
                 .length_of = "scores",
                 .restarts = true}),
         choice(&Inputs::labels, "grading", {"Order", "", "as many steps as there are labels, or two"},
                {{Labels::Graded, "graded", "graded"}, {Labels::Binary, "binary", "binary"}},
                {.restarts = true}),
         real(&Inputs::cut, "cut", {"Cut", "", "labels above it are positive, the others negative"},
              {.soft = {0, 4}, .hard = {-1000, 1000}, .restarts = true}),
         toggle(&Inputs::cosines, "cosines", {"Cosines", "", "scores cannot leave −1 to 1"},
                {.restarts = true}),
         real(&Inputs::lambda, "lambda",
              {"Sharpness", "$λ$", "the larger, the more of the pull goes to the worst pair"},
              {.soft = {0.5, 50},
               .spacing = Spacing::Log,
               .snaps = {{1, "1"}, {20, "20"}},
               .restarts = true})});
}

Parameters<Inputs> pair_parameters() {
    using enum math::PairLossKind;
    return group<Inputs>(
        "One pair",
        {choice(&Inputs::kind, "kind", {"Loss", "", "of a positive and a negative similarity"},
                {{Unified, "unified", "unified"}, {Circle, "circle", "circle"}}, {.restarts = true}),
         choice(
             &Inputs::pull, "pull",
             {"Gradient", "", "as circle loss is trained, its weights held constant, or the true derivative"},
             {{Pull::Training, "training", "weights held"}, {Pull::True, "true", "true"}},
             {.restarts = true}),
         real(&Inputs::gamma, "gamma", {"Scale", "$γ$", "how steeply the loss rises beyond the boundary"},
              {.soft = {1, 256},
               .spacing = Spacing::Log,
               .snaps = {{32, "32"}, {80, "80"}},
               .restarts = true}),
         real(&Inputs::margin, "margin",
              {"Margin", "$m$",
               "the unified loss's boundary is s_p = s_n + m, circle loss's has the radius √2 m about the "
               "goal"},
              {.soft = {-0.2, 0.5}, .snaps = {{0, "0"}, {0.25, "0.25"}}, .restarts = true}),
         real(&Inputs::negative, "negative",
              {"Negative", "$s_n$", "similarity of a pair of different kinds, at the start"},
              {.soft = {0, 1}, .hard = {-1, 1}, .restarts = true}),
         real(&Inputs::positive, "positive",
              {"Positive", "$s_p$", "similarity of a pair of one kind, at the start"},
              {.soft = {0, 1}, .hard = {-1, 1}, .restarts = true})});
}

std::vector<PresetOf<Inputs>> presets() {
    return {preset("worst-pair", "One pair out of order",
                   "At a large λ nearly all of the pull goes to the one pair that is not in order.",
                   [](Inputs& in) {
                       in.scores = {-0.8, -0.5, -0.2, 0.4, 0.15, 0.7}, in.grades = {0, 1, 2, 3, 4, 5};
                       in.lambda = 50, in.steps = 0;
                   }),
            preset("gentle", "Raw scores, λ = 1",
                   "Without bounds the scores drift apart for as long as one trains.",
                   [](Inputs& in) {
                       in.cosines = false, in.lambda = 1, in.rate_of(OptimizerKind::GradientDescent) = 0.5;
                       in.scores = {2, -1, 3, -2, 0.5, 1}, in.gamma = 1;
                   }),
            preset("binary", "Two kinds of labels",
                   "With two labels the sum over pairs is a product of two sums.",
                   [](Inputs& in) { in.labels = Labels::Binary; }),
            preset("parallel", "Unified loss", "Its arrows are parallel: both similarities are pulled alike.",
                   [](Inputs& in) {
                       in.kind = math::PairLossKind::Unified, in.negative = 0.8, in.positive = 0.5;
                   }),
            preset("past-goal", "Past the goal",
                   "With its weights held circle loss aims at (−m, 1 + m), beyond the goal: its own loss "
                   "rises again on the "
                   "way. The true derivative ends at the goal.",
                   [](Inputs& in) { in.steps = 800; }),
            preset(
                "too-fast", "Beyond $1/λ^2$",
                "Steps this long throw the scores past each other: the loss rises before it falls.",
                [](Inputs& in) { in.rate_of(OptimizerKind::GradientDescent) = 0.1; }, failure)};
}

}  // namespace

Lab lab() {
    return make_lab<Inputs, Computed>({
        .id = "pair-ranking",
        .topic = "margins",
        .title = "Pairs and rankings",
        .formula = cosent_formula,
        .formulas = {binary_formula, unified_formula, circle_formula},
        .parameters = {ranking_parameters(), pair_parameters(), training_parameters(),
                       level_count_parameter(&Inputs::levels)},
        .presets = presets(),
        .compute = compute,
        .draw = draw,
        .probes = {{"square", probe_square}},
    });
}

}  // namespace lossfield::viz::pair_ranking
