// A step taken apart adds up to the step again, whoever takes it.
#include "math/optimizers/taken_step.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/support/support.hpp"

namespace lossfield::tests {
namespace taken_step_test {

using math::Coordinates;
using math::Descent;
using math::DescentState;
using math::Optimizer;
using math::TakenStep;
using math::Walk;
using math::operator+;
using math::operator-;
using math::operator*;

// A landscape on which the optimizer runs.
math::Landscape landscape_for(const Optimizer& optimizer) {
    const math::Needs& needs = math::facts(optimizer).needs;
    if (needs.matrix) return math::MatrixRegression(20, 30);
    if (needs.metric) return math::GaussianLikelihood{};
    return math::Himmelblau{};
}

// With everything that can be done to a step.
Descent descent_of(const Optimizer& optimizer) {
    Descent descent{landscape_for(optimizer), math::with_rate(optimizer, 0.01)};
    descent.schedule = {.kind = math::ScheduleKind::Exponential, .every = 7, .warm_up = 3};
    descent.decay = {.coupled = 0.02, .decoupled = 0.1};
    descent.clipping.norm = 3;
    descent.noise = {.deviation = 0.1, .seed = 5, .stream = 2};
    return descent;
}

TakenStep step_at(const Descent& descent, std::uint64_t t, std::uint32_t index = 4) {
    const Walk walk(descent, {1.3, 0.7}, index);
    DescentState state = walk.start();
    if (t > 0) walk.advance(state, 0, t - 1);
    return math::taken_step(walk, state, t);
}

TEST(TakenStep, DecayAndMoveLeadFromBeforeToAfter) {
    for (std::size_t k = 0; k < math::optimizer_count; ++k) {
        const Descent descent = descent_of(math::default_optimizer(k));
        const TakenStep step = step_at(descent, 6);
        EXPECT_EQ(step.after, step.walk.step(step.before, 6));
        EXPECT_EQ(step.rate, 0.01 * descent.schedule.share(6));
        EXPECT_TRUE(close(step.decay, -(step.rate * 0.1) * step.before.x));
        EXPECT_TRUE(close(step.before.x + step.decay + step.move, step.after.x)) << k;
        EXPECT_EQ(step.gradient(), step.walk.seen(step.before, 6).gradient);
    }
}

TEST(TakenStep, BeforeTheFirstStepNothingHasMoved) {
    const TakenStep step = step_at(descent_of(math::Adam{}), 0);
    EXPECT_EQ(step.after, step.before);
    EXPECT_EQ(step.gradient(), step.walk.seen(step.before, 1).gradient);
    EXPECT_EQ(step.rate, 0.01 * step.descent().schedule.share(1));
}

TEST(TakenStep, LinearPartsAddUpToTheMove) {
    std::size_t linear = 0;
    for (std::size_t k = 0; k < math::optimizer_count; ++k) {
        const TakenStep step = step_at(descent_of(math::default_optimizer(k)), 6);
        const math::StepParts parts = math::parts_of(step);
        if (!parts.linear) continue;
        ++linear;
        EXPECT_TRUE(close(parts.gradient + parts.memory + parts.heat, step.move)) << k;
        EXPECT_FALSE(parts.mean);
    }
    EXPECT_EQ(linear, 5U);
}

TEST(TakenStep, LangevinsHeatIsNoneAtTemperatureZero) {
    EXPECT_EQ(math::parts_of(step_at(descent_of(math::Langevin{0.01, 0}), 6)).heat, Coordinates{});
    EXPECT_GT(math::norm(math::parts_of(step_at(descent_of(math::Langevin{0.01, 1}), 6)).heat), 0);
}

TEST(TakenStep, AdamsMoveIsTheRatioOfItsMeans) {
    for (const bool corrected : {true, false}) {
        math::Adam adam;
        adam.bias_correction = corrected;
        const TakenStep step = step_at(descent_of(adam), 6);
        adam.rate = 0.01;
        const Coordinates ratio = math::adam_ratio(adam, 6, step.slot(0), step.slot(1));
        EXPECT_TRUE(close(-step.rate * ratio, step.move));
        EXPECT_EQ(*math::parts_of(step).mean, step.slot(0));
    }
}

TEST(TakenStep, AdamWsOwnDecayIsApartFromItsMean) {
    math::AdamW adamw;
    adamw.decay = 0.3;
    const TakenStep step = step_at(descent_of(adamw), 6);
    const math::StepParts parts = math::parts_of(step);
    const Coordinates ratio = math::adam_ratio(adamw, 6, step.slot(0), step.slot(1));
    // Its own decay acts on what the modifier's has left.
    const Coordinates between = step.rate * 0.3 * step.decay;
    EXPECT_TRUE(close(parts.decay - step.rate * ratio - between, step.move, {1e-9, 1e-12}));
}

TEST(TakenStep, LionsMeanIsTheOneWithTheGradientMixedIn) {
    const math::Lion lion;
    const TakenStep step = step_at(descent_of(lion), 6);
    const Coordinates mean = *math::parts_of(step).mean;
    for (std::size_t d = 0; d < 2; ++d) {
        EXPECT_TRUE(
            close(mean[d], lion.beta1 * step.last_slot(0)[d] + (1 - lion.beta1) * step.gradient()[d]));
        EXPECT_TRUE(close(step.move[d], -step.rate * math::sign(mean[d])));
    }
}

TEST(TakenStep, TheGradientBeforeClippingHasNoiseAndDecay) {
    Descent descent = descent_of(math::GradientDescent{});
    const TakenStep clipped = step_at(descent, 6);
    const Coordinates whole = math::unclipped(clipped);
    EXPECT_GT(math::norm(whole), 3);
    EXPECT_TRUE(close(math::norm(clipped.gradient()), 3));
    EXPECT_TRUE(close(3 / math::norm(whole) * whole, clipped.gradient()));
    descent.clipping = {};
    const TakenStep free = step_at(descent, 1);
    EXPECT_TRUE(close(math::unclipped(free), free.gradient()));
}

TEST(TakenStep, APlainMoveHasNeitherScheduleNorDecay) {
    const Descent descent = descent_of(math::GradientDescent{});
    const TakenStep step = step_at(descent, 6);
    EXPECT_TRUE(close(math::plain_move(step, math::GradientDescent{0.5}), -0.5 * step.gradient()));
}

TEST(TakenStep, OnlyMeansThatStartAtZeroCanBeUncorrected) {
    math::Adam adam;
    EXPECT_TRUE(math::corrects_bias(adam));
    adam.bias_correction = false;
    EXPECT_FALSE(math::corrects_bias(adam));
    EXPECT_TRUE(math::corrects_bias(math::GradientDescent{}));
}

TEST(Schedule, RisesDuringItsWarmUpOnly) {
    math::Schedule schedule{.kind = math::ScheduleKind::Exponential, .factor = 0.5, .every = 4, .warm_up = 6};
    EXPECT_TRUE(schedule.changes());
    for (const std::uint64_t last : {1U, 3U, 6U, 40U}) {
        double highest = 0;
        for (std::uint64_t t = 1; t <= last; ++t) highest = std::max(highest, schedule.share(t));
        EXPECT_EQ(schedule.highest_share(last), highest) << last;
    }
    EXPECT_EQ(math::Schedule{}.highest_share(0), 1);
    EXPECT_FALSE(math::Schedule{}.changes());
}

// The formulas of the limits, where there is one.
TEST(OptimizerFacts, HaveAFormulaOfTheLimitExactlyWhereThereIsOne) {
    for (std::size_t k = 0; k < math::optimizer_count; ++k) {
        const Optimizer& optimizer = math::default_optimizer(k);
        EXPECT_EQ(std::string(math::facts(optimizer).limit).empty(),
                  std::isinf(math::rate_limit(optimizer, 2)))
            << k;
    }
}

}  // namespace taken_step_test
}  // namespace lossfield::tests
