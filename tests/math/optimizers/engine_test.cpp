#include "math/optimizers/engine.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "tests/math/oracle.hpp"
#include "tests/support/support.hpp"

namespace lossfield::tests {
namespace engine_test {

using math::Descent;
using math::Outcome;
using math::PlanePoint;
using math::Walk;

std::vector<PlanePoint> starts(std::size_t n, double low = 0.2, double high = 2.5) {
    std::vector<PlanePoint> all;
    for (std::size_t i = 0; i < n; ++i)
        all.push_back({low + (high - low) * uniform_at(5, i, 0), low + (high - low) * uniform_at(5, i, 1)});
    return all;
}

// Every optimizer that fits, on every landscape, at a rate that does no harm at once.
std::vector<Descent> descents() {
    std::vector<Descent> all;
    for (const math::Landscape& landscape :
         {math::Landscape(math::Rosenbrock{}), math::Landscape(math::Himmelblau{}),
          math::Landscape(math::Bowl(30, 25)), math::Landscape(math::DoubleWell{0.1})})
        for (std::size_t k = 0; k < math::optimizer_count; ++k) {
            const math::Optimizer optimizer = with_rate(math::default_optimizer(k), 1e-3);
            if (!unfit(optimizer, landscape, {1, 1})) all.push_back({landscape, optimizer});
        }
    return all;
}

// An arrival that never happens.
const math::Arrival nowhere{{}, 0.0};

TEST(Engine, OneStartAndManyHaveTheSameBits) {
    const auto from = starts(300);
    for (const Descent& descent : descents()) {
        std::vector<Outcome> many(from.size());
        run_starts(descent, from, 37, nowhere, many);
        for (std::size_t i : {0u, 1u, 7u, 255u, 256u, 299u}) {
            const Walk walk(descent, from[i], static_cast<std::uint32_t>(i));
            auto state = walk.start();
            walk.advance(state, 0, 37);
            EXPECT_EQ(walk.shown(state).x, many[i].end.x) << facts(descent.optimizer).id << ' ' << i;
            EXPECT_EQ(walk.shown(state).y, many[i].end.y) << facts(descent.optimizer).id << ' ' << i;
        }
    }
}

TEST(Engine, StepsTakenAtOnceOrOneByOneOrFromTheMiddleAreTheSame) {
    for (Descent descent : descents()) {
        descent.noise = {0.01, 3, 2, 4.0, 5.0};
        descent.schedule = {math::ScheduleKind::Cosine, 0.5, 10, 30, 0.1, 5};
        const Walk walk(descent, {0.7, 1.2});
        auto at_once = walk.start();
        walk.advance(at_once, 0, 25);
        auto one_by_one = walk.start();
        for (std::uint64_t t = 1; t <= 12; ++t) one_by_one = walk.step(one_by_one, t);
        auto middle = one_by_one;
        for (std::uint64_t t = 13; t <= 25; ++t) one_by_one = walk.step(one_by_one, t);
        walk.advance(middle, 12, 25);
        EXPECT_EQ(at_once, one_by_one) << facts(descent.optimizer).id;
        EXPECT_EQ(at_once, middle) << facts(descent.optimizer).id;
    }
}

TEST(Engine, AStepSeesTheGradientAtItsLookAheadPointWithItsNoise) {
    Descent descent{math::Bowl(4, 0), math::Nesterov{0.1, 0.5}};
    descent.noise = {0.5, 1, 0};
    const Walk walk(descent, {1, 2}, 3);
    auto state = walk.start();
    state.memory = {0.2, -0.6};
    const Walk::Seen seen = walk.seen(state, 9);
    EXPECT_TRUE(close(seen.at[0], 1.1));
    EXPECT_TRUE(close(seen.at[1], 1.7));
    EXPECT_TRUE(close(seen.raw[0], 1.1));
    EXPECT_TRUE(close(seen.raw[1], 6.8));
    EXPECT_EQ(seen.gradient[0], seen.raw[0] + descent.noise.at(9, 0, 3));
    EXPECT_EQ(seen.gradient[1], seen.raw[1] + descent.noise.at(9, 1, 3));
    state = walk.step(state, 9);
    EXPECT_TRUE(close(state.x[0], 1 + 0.5 * 0.2 - 0.1 * seen.gradient[0]));
    EXPECT_TRUE(close(state.x[1], 2 - 0.5 * 0.6 - 0.1 * seen.gradient[1]));
}

TEST(Engine, DivergenceIsSaidOfTheIteratesAlone) {
    const double bound = math::divergence_bound;
    const auto said = [](double x, double y) { return math::diverged(math::DescentState{{x, y}, {}}); };
    EXPECT_FALSE(said(bound, -bound));
    EXPECT_TRUE(said(std::nextafter(bound, 2 * bound), 0));
    EXPECT_TRUE(said(0, -std::nextafter(bound, 2 * bound)));
    EXPECT_TRUE(said(0, std::numeric_limits<double>::quiet_NaN()));
    EXPECT_TRUE(said(std::numeric_limits<double>::infinity(), 0));
}

// T55: on the ridge the descent ends at the saddle; the least noise leads off it, at the rate e^t.
TEST(Engine, OnlyNoiseLeavesTheRidgeOfTheDoubleWell) {
    Descent descent{math::DoubleWell{0}, math::GradientDescent{0.1}};
    const Walk still(descent, {0, 1});
    descent.noise = {1e-6, 3, 0};
    const Walk shaken(descent, {0, 1});
    auto ridge = still.start(), slope = shaken.start();
    still.advance(ridge, 0, 400);
    shaken.advance(slope, 0, 400);
    EXPECT_EQ(ridge.x[0], 0.0);
    EXPECT_LT(std::abs(ridge.x[1]), 1e-15);
    EXPECT_NEAR(std::abs(slope.x[0]), 1, 1e-5);
}

// The definition written out, start by start.
TEST(Engine, AStartRetiresAtTheFirstStepThatArrivesOrDiverges) {
    struct Case {
        math::Optimizer optimizer;
        double decay, radius;
        std::size_t diverging;
    };
    const Case cases[]{{math::Momentum{0.01, 0.8}, 0, 0.01, 0},  {math::Momentum{0.02, 0.8}, 0, 0.01, 20},
                       {math::Momentum{0.03, 0.8}, 0, 0.01, 20}, {math::Nesterov{0.01, 0.8}, 0, 0.01, 0},
                       {math::GradientDescent{0.01}, 2, 0.2, 0}, {math::Newton{}, 0, 0.01, 0},
                       {math::Langevin{0.01, 0.01}, 0, 0.05, 0}};
    for (const Case& c : cases) {
        Descent descent{math::Himmelblau{}, c.optimizer};
        descent.decay.decoupled = c.decay;
        const auto from = starts(500, -6, 6);
        const math::Arrival arrival{math::stationary(descent.landscape).minima, c.radius};
        std::vector<Outcome> outcomes(from.size());
        run_starts(descent, from, 300, arrival, outcomes, 2);
        std::size_t arrived = 0, diverged = 0;
        for (std::size_t i = 0; i < from.size(); ++i) {
            const Walk walk(descent, from[i], static_cast<std::uint32_t>(i));
            auto state = walk.start();
            Outcome expected{from[i], 300, -1, false};
            for (std::uint64_t t = 1; t <= 300; ++t) {
                const auto before = walk.shown(state);
                state = walk.step(state, t);
                const auto now = walk.shown(state);
                expected.end = now;
                expected.steps = static_cast<std::uint32_t>(t);
                expected.diverged = math::diverged(state);
                if (distance(before, now) <= arrival.radius)
                    for (std::size_t k = 0; k < arrival.goals.size(); ++k)
                        if (distance(now, arrival.goals[k]) <= arrival.radius)
                            expected.goal = static_cast<std::int32_t>(k);
                if (expected.diverged || expected.goal >= 0) break;
            }
            EXPECT_EQ(outcomes[i].steps, expected.steps) << i;
            EXPECT_EQ(outcomes[i].goal, expected.goal) << i;
            EXPECT_EQ(outcomes[i].diverged, expected.diverged) << i;
            if (!expected.diverged) {
                EXPECT_EQ(outcomes[i].end, expected.end) << i;
            }
            arrived += expected.goal >= 0;
            diverged += expected.diverged;
        }
        EXPECT_GT(arrived, 20U);
        EXPECT_GE(diverged, c.diverging);
    }
}

TEST(Engine, OfGoalsWithinReachTheFirstGivenCounts) {
    const math::Descent descent{math::Bowl{}, math::GradientDescent{0.01}};
    const std::vector<math::PlanePoint> starts{{1, 1}, {-1, 1}, {1, -1}};
    std::vector<math::PlanePoint> goals{{3e-6, 0}, {-3e-6, 0}, {0, 2e-6}, {50, 50}};
    for (int round = 0; round < 4; ++round) {
        std::vector<math::Outcome> outcomes(starts.size());
        run_starts(descent, starts, 20'000, {goals, 1e-3}, outcomes);
        for (const math::Outcome& o : outcomes) EXPECT_EQ(o.goal, goals.front().x == 50 ? 1 : 0) << round;
        std::rotate(goals.begin(), goals.begin() + 1, goals.end());
    }
}

TEST(Engine, AnAbsurdRateOrStartStopsAtOnce) {
    for (std::size_t k = 0; k < math::optimizer_count; ++k) {
        const math::Landscape landscape = math::Himmelblau{};
        const math::Optimizer optimizer = with_rate(math::default_optimizer(k), 1e300);
        if (unfit(optimizer, landscape, {1, 2})) continue;
        const Walk walk({landscape, optimizer}, {1, 2});
        auto state = walk.start();
        // A line search finds a length whatever it is told, a mirror step may end at zero, which is a place.
        const std::uint64_t last = walk.advance(state, 0, 50);
        if (math::diverged(state)) {
            EXPECT_LE(last, 3U) << facts(optimizer).id;
        }
    }
    const double nan = std::numeric_limits<double>::quiet_NaN();
    for (const PlanePoint& start : {PlanePoint{nan, 1}, PlanePoint{1, 1e300}}) {
        const Walk walk({math::Rosenbrock{}, math::Adam{}}, start);
        auto state = walk.start();
        EXPECT_EQ(walk.advance(state, 0, 10), 0U);
        std::vector<Outcome> outcomes(1);
        run_starts(walk.descent(), std::vector<PlanePoint>{start}, 10, {{{1, 1}}, 0.1}, outcomes);
        EXPECT_TRUE(outcomes[0].diverged);
    }
}

TEST(Engine, AStopLeavesTheRestUntouched) {
    std::stop_source stop;
    stop.request_stop();
    std::vector<Outcome> outcomes(1000, Outcome{{7, 7}, 0, 5, false});
    run_starts({math::Rosenbrock{}, math::Adam{}}, starts(1000), 100, nowhere, outcomes, 2, stop.get_token());
    for (const Outcome& outcome : outcomes) EXPECT_EQ(outcome.goal, 5);
    EXPECT_THROW(run_starts({math::Rosenbrock{}, math::Adam{}}, starts(3), 1, nowhere, outcomes),
                 std::invalid_argument);
}

// One coordinate after one step of gradient descent on the bowl f = (x^2 + y^2)/2, where the gradient is x.
double after_one(const Descent& by, double x) {
    const Walk walk(by, {x, 0});
    return walk.step(walk.start(), 1).x[0];
}

TEST(Modifiers, DecayClippingAndScheduleActAsDefined) {
    Descent descent{math::Bowl(1, 0), math::GradientDescent{0.1}};
    EXPECT_TRUE(close(after_one(descent, 2), 1.8));
    descent.decay = {0.5, 0};
    EXPECT_TRUE(close(after_one(descent, 2), 2 - 0.1 * (2 + 0.5 * 2)));
    descent.decay = {0, 0.5};
    EXPECT_TRUE(close(after_one(descent, 2), 2 * (1 - 0.1 * 0.5) - 0.1 * 2));
    descent.decay = {};
    descent.clipping.norm = 0.5;
    EXPECT_TRUE(close(after_one(descent, 2), 2 - 0.1 * 0.5));
    EXPECT_TRUE(close(after_one(descent, 0.4), 0.4 - 0.1 * 0.4));
    descent.clipping = {};
    descent.schedule.warm_up = 4;
    EXPECT_TRUE(close(after_one(descent, 2), 2 - 0.1 * 2 / 4));
}

TEST(Modifiers, DecoupledDecayOfAdamIsAdamW) {
    math::AdamW adamw{{0.05, 0.9, 0.99, 1e-8}};
    adamw.decay = 0.2;
    const math::Adam adam{{0.05, 0.9, 0.99, 1e-8}};
    Descent decayed{math::Rosenbrock{}, adam};
    decayed.decay.decoupled = 0.2;
    Descent coupled{math::Rosenbrock{}, adam};
    coupled.decay.coupled = 0.2;
    const Walk a({math::Rosenbrock{}, adamw}, {0.3, 1.1}), b(decayed, {0.3, 1.1}), c(coupled, {0.3, 1.1});
    auto x = a.start(), y = b.start(), z = c.start();
    a.advance(x, 0, 60);
    b.advance(y, 0, 60);
    c.advance(z, 0, 60);
    EXPECT_TRUE(close(x.x, y.x, {1e-10, 1e-12}));
    // Adam divides a coupled decay by the size of the gradients: another path.
    EXPECT_GT(std::abs(x.x[0] - z.x[0]), 1e-3);
}

// Newton's Hessian is that of the place where the gradient was taken.
TEST(Modifiers, DecoupledDecayLeavesAJointStepAsItIs) {
    for (const math::Optimizer& optimizer :
         {math::Optimizer(math::Newton{0.7}), math::Optimizer(math::Lbfgs{})}) {
        Descent plain{math::Rosenbrock{}, optimizer}, decaying = plain;
        decaying.decay.decoupled = 0.2;
        const Walk without(plain, {-1.2, 1}), with(decaying, {-1.2, 1});
        auto state = with.start();
        const math::DescentState before = state, stepped = without.step(state, 1);
        state = with.step(state, 1);
        const double rate = math::rate_of(optimizer);
        for (std::size_t d = 0; d < 2; ++d)
            EXPECT_TRUE(close(state.x[d], stepped.x[d] - rate * 0.2 * before.x[d])) << d;
    }
}

TEST(Modifiers, NoiseHasTheDeviationOfItsBatchAndTheTailAskedFor) {
    for (double tail : {std::numeric_limits<double>::infinity(), 6.0, 3.0}) {
        const math::GradientNoise noise{2, 11, 4, 16, tail};
        double squares = 0, beyond = 0;
        const int n = 40000;
        for (std::uint64_t t = 1; t <= n; ++t) {
            const double v = noise.at(t, 1, 3);
            squares += v * v / n;
            beyond += std::abs(v) > 4 * 0.5 ? 1.0 : 0.0;
        }
        // Of Student's t: nu / (nu - 2), and the share beyond four scales.
        const double variance = std::isinf(tail) ? 0.25 : 0.25 * tail / (tail - 2);
        EXPECT_NEAR(squares / variance, 1, tail == 3 ? 0.25 : 0.05) << tail;
        const double share = std::isinf(tail) ? 6.33e-5 : tail == 6 ? 7.12e-3 : 2.80e-2;
        EXPECT_NEAR(beyond / n, share, 5 * std::sqrt(share / n)) << tail;
    }
    const math::GradientNoise noise{1, 2, 3};
    EXPECT_NE(noise.at(5, 0, 0), noise.at(5, 0, 1));
    EXPECT_NE(noise.at(5, 0, 0), noise.at(5, 1, 0));
    EXPECT_EQ(noise.at(5, 1, 7), noise.at(5, 1, 7));
}

TEST(Schedule, SharesAreTheirFormulas) {
    using Kind = math::ScheduleKind;
    const auto share = [](math::Schedule schedule, std::uint64_t t) { return schedule.share(t); };
    EXPECT_EQ(share({Kind::Constant, 0.5, 3, 10, 0, 0}, 17), 1.0);
    EXPECT_EQ(share({Kind::Step, 0.5, 3, 10, 0, 0}, 3), 1.0);
    EXPECT_EQ(share({Kind::Step, 0.5, 3, 10, 0, 0}, 4), 0.5);
    EXPECT_EQ(share({Kind::Step, 0.5, 3, 10, 0, 0}, 7), 0.25);
    EXPECT_TRUE(close(share({Kind::Exponential, 0.5, 3, 10, 0, 0}, 7), 0.25));
    EXPECT_TRUE(close(share({Kind::Exponential, 0.9, 1, 10, 0, 0}, 4), 0.9 * 0.9 * 0.9));
    EXPECT_EQ(share({Kind::Cosine, 0.5, 3, 10, 0.2, 0}, 1), 1.0);
    EXPECT_TRUE(close(share({Kind::Cosine, 0.5, 3, 10, 0.2, 0}, 6), 0.6));
    EXPECT_TRUE(close(share({Kind::Cosine, 0.5, 3, 10, 0.2, 0}, 400), 0.2));
    EXPECT_TRUE(close(share({Kind::InverseRoot, 0.5, 3, 10, 0, 0}, 16), 0.25));
    EXPECT_TRUE(close(share({Kind::InverseRoot, 0.5, 3, 10, 0, 8}, 4), 0.5 * 0.5));
    EXPECT_TRUE(close(share({Kind::Inverse, 0.5, 3, 10, 0, 0}, 16), 1.0 / 16));
    EXPECT_TRUE(close(share({Kind::Constant, 0.5, 3, 10, 0, 8}, 8), 1.0));
}

}  // namespace engine_test
}  // namespace lossfield::tests
