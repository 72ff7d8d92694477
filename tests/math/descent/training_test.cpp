// Training on any number of parameters: the engine's bits on landscapes, steps that can be taken again, retractions, batches by t.
#include "math/descent/training.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "math/landscapes/landscapes.hpp"
#include "math/optimizers/engine.hpp"

namespace lossfield::math {
namespace training_test {

TrainingRules rules_for(std::size_t number) {
    const Optimizer optimizer = with_rate(default_optimizer(number), 0.002);
    return {optimizer,
            {.kind = ScheduleKind::Cosine, .total = 40, .floor = 0.2, .warm_up = 5},
            {.coupled = 0.01, .decoupled = 0.02},
            {.norm = 30.0},
            {.deviation = 0.3, .seed = 7, .stream = 3, .batch = 4.0}};
}

Training on_landscape(const Landscape& landscape, const TrainingRules& rules, const PlanePoint& from) {
    return {rules,
            {from.x, from.y},
            [landscape](std::span<const double> x, std::uint64_t /*t*/, std::span<double> g) {
                const auto gradient = math::gradient(landscape, PlanePoint{x[0], x[1]});
                g[0] = gradient.x, g[1] = gradient.y;
            }};
}

TEST(Training, StepsAsTheEngineDoes) {
    const Landscape landscape = Himmelblau{};
    const PlanePoint from{-1.3, 2.1};
    std::size_t tried = 0;
    for (std::size_t k = 0; k < optimizer_count; ++k) {
        const TrainingRules rules = rules_for(k);
        if (!trains(rules.optimizer)) continue;
        ++tried;
        const Walk walk(
            {landscape, rules.optimizer, rules.schedule, rules.decay, rules.clipping, rules.noise}, from);
        const Training training = on_landscape(landscape, rules, from);
        DescentState expected = walk.start();
        TrainingState state = training.start();
        for (std::uint64_t t = 1; t <= 60; ++t) {
            expected = walk.step(expected, t);
            state = training.step(state, t);
            ASSERT_EQ(state.x[0], expected.x[0]) << facts(rules.optimizer).name << " step " << t;
            ASSERT_EQ(state.x[1], expected.x[1]) << facts(rules.optimizer).name << " step " << t;
        }
    }
    EXPECT_EQ(tried, 15U);
}

TEST(Training, SaysWhichOptimizersNeedMore) {
    for (std::size_t k = 0; k < optimizer_count; ++k) {
        const Optimizer& optimizer = default_optimizer(k);
        const Needs& needs = facts(optimizer).needs;
        const bool more = needs.hessian || needs.metric || needs.positive || needs.matrix;
        EXPECT_FALSE(more && trains(optimizer)) << facts(optimizer).name;
        if (trains(optimizer)) continue;
        EXPECT_THROW(Training({optimizer}, {1.0}, [](auto, auto, auto) {}), std::invalid_argument);
    }
    EXPECT_THROW(Training({GradientDescent{}}, {}, [](auto, auto, auto) {}), std::invalid_argument);
}

// A parameter knows nothing of the others but through the gradient: many alike go as one alone.
TEST(Training, ManyParametersGoEachItsOwnWay) {
    const auto gradient = [](std::span<const double> x, std::uint64_t /*t*/, std::span<double> g) {
        for (std::size_t d = 0; d < x.size(); ++d) g[d] = std::sinh(x[d]);
    };
    for (std::size_t k = 0; k < optimizer_count; ++k) {
        TrainingRules rules = rules_for(k);
        if (!trains(rules.optimizer) || k == Optimizer(Langevin{}).index()) continue;
        rules.noise = {}, rules.clipping = {};
        const std::vector<double> from{0.4, -1.2, 2.0, 0.0, 1.1, -0.3, 0.9};
        const Training all(rules, from, gradient);
        TrainingState together = all.start();
        for (std::uint64_t t = 1; t <= 30; ++t) together = all.step(together, t);
        for (std::size_t d = 0; d < from.size(); ++d) {
            const Training one(rules, {from[d]}, gradient);
            TrainingState alone = one.start();
            one.advance(alone, 0, 30);
            EXPECT_EQ(alone.x[0], together.x[d]) << facts(rules.optimizer).name << ' ' << d;
        }
    }
}

TEST(Training, ARetractionActsAtTheStartAndAfterEveryStep) {
    const auto unit = [](std::span<double> x) {
        const double length = std::hypot(x[0], x[1]);
        x[0] /= length, x[1] /= length;
    };
    const Training training(
        {GradientDescent{0.1}}, {3.0, 4.0},
        [](std::span<const double>, std::uint64_t, std::span<double> g) { g[0] = -1.0, g[1] = 0.0; }, unit);
    TrainingState state = training.start();
    EXPECT_DOUBLE_EQ(state.x[0], 0.6);
    double before = state.x[0];
    for (std::uint64_t t = 1; t <= 50; ++t) {
        state = training.step(state, t);
        EXPECT_NEAR(std::hypot(state.x[0], state.x[1]), 1.0, 1e-15);
        EXPECT_GT(state.x[0], before);
        before = state.x[0];
    }
}

TEST(Training, GoesBackToTheSameBits) {
    const auto batch = [](std::span<const double> x, std::uint64_t t, std::span<double> g) {
        for (std::size_t d = 0; d < x.size(); ++d)
            g[d] = x[d] - random_normal({11, 5, t, static_cast<std::uint32_t>(d)});
    };
    TrainingRules rules{Adam{}};
    rules.noise = {.deviation = 0.1, .seed = 2};
    const Training training(rules, {1.0, 2.0, 3.0}, batch);
    TrainingState at20 = training.start();
    training.advance(at20, 0, 20);
    TrainingState straight = at20, again = at20;
    training.advance(straight, 20, 45);
    for (std::uint64_t t = 21; t <= 45; ++t) again = training.step(again, t);
    EXPECT_EQ(straight, again);
}

TEST(Training, EndsWhereItDiverges) {
    const Training training({GradientDescent{3.0}}, {1.0, 0.0},
                            [](std::span<const double> x, std::uint64_t, std::span<double> g) {
                                for (std::size_t d = 0; d < x.size(); ++d) g[d] = x[d];
                            });
    TrainingState state = training.start();
    training.advance(state, 0, 1000);
    EXPECT_TRUE(training.finished(state));
    // x_t = (-2)^t passes the bound at t = 20.
    EXPECT_EQ(state.x[0], std::pow(2.0, 20));
    const TrainingState after = training.step(state, 21);
    EXPECT_EQ(after, state);
}

}  // namespace training_test
}  // namespace lossfield::math
