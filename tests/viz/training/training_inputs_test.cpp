// Live training's parameters: what they make of an optimizer, what they hide and refuse, and the panel of a run.
#include "viz/training/training_inputs.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <limits>

namespace lossfield::tests {
namespace training_inputs_test {

using namespace viz;

bool hides(const Figure& figure, const std::string& id) {
    return std::find(figure.hidden.begin(), figure.hidden.end(), id) != figure.hidden.end();
}

TEST(TrainingInputs, EveryOptimizerTrainsOrSaysWhyNot) {
    for (std::size_t k = 0; k < math::optimizer_count; ++k) {
        TrainingInputs in;
        in.optimizer = static_cast<OptimizerKind>(k);
        Figure figure;
        fit_training_parameters(figure, in, false);
        const std::string id = math::facts(math::default_optimizer(k)).id;
        const std::string why = why_unfit(figure, "optimizer", id);
        EXPECT_EQ(why.empty(), can_train(in)) << id;
        EXPECT_EQ(figure.notices.empty(), can_train(in)) << id;
        EXPECT_EQ(steps_of(in), can_train(in) ? 200U : 0U) << id;
        EXPECT_EQ(math::facts(rules_of(in).optimizer).id, can_train(in) ? id : "gd");
    }
}

TEST(TrainingInputs, OnlyTheChosenOptimizersNumbersAreShown) {
    TrainingInputs in;
    in.optimizer = OptimizerKind::Adam;
    in.rate_of(OptimizerKind::Adam) = 0.37;
    EXPECT_EQ(math::rate_of(rules_of(in).optimizer), 0.37);
    Figure figure;
    fit_training_parameters(figure, in, false);
    EXPECT_FALSE(hides(figure, "adam-rate"));
    EXPECT_FALSE(hides(figure, "beta1"));
    EXPECT_TRUE(hides(figure, "gd-rate"));
    EXPECT_TRUE(hides(figure, "momentum"));
    EXPECT_TRUE(hides(figure, "seed"));
    // What is hidden is there to be hidden.
    const Parameters<TrainingInputs> all = training_parameters();
    for (const std::string& id : figure.hidden)
        EXPECT_TRUE(std::any_of(all.begin(), all.end(), [&](const Binding& b) {
            return b.parameter.id == id;
        })) << id;
}

TEST(TrainingInputs, TheSeedIsShownWhereSomethingIsDrawnByIt) {
    TrainingInputs in;
    Figure drawn;
    fit_training_parameters(drawn, in, true);
    EXPECT_FALSE(hides(drawn, "seed"));
    in.optimizer = OptimizerKind::Langevin;
    Figure thermal;
    fit_training_parameters(thermal, in, false);
    EXPECT_FALSE(hides(thermal, "seed"));
}

TEST(TrainingInputs, ThePanelHoldsTheRun) {
    const Vector values{4, 3.5, 1, 0.2};
    const Panel panel = course_panel("course", "the run", "loss", values, 2);
    EXPECT_EQ(panel.x.range, (Interval{0, 3}));
    EXPECT_GE(panel.y.range->high, 4);
    // Of a run that blows up, its beginning.
    const Panel lost =
        course_panel("course", "the run", "loss", {2, 40, 1e9, std::numeric_limits<double>::infinity()}, 0);
    EXPECT_GE(lost.y.range->high, 2);
    EXPECT_LE(lost.y.range->high, 50);
    // A run without a step.
    const Panel still = course_panel("course", "the run", "loss", {0}, 0);
    EXPECT_EQ(still.x.range, (Interval{0, 1}));
    EXPECT_GT(still.y.range->high, 0);
}

}  // namespace training_inputs_test
}  // namespace lossfield::tests
