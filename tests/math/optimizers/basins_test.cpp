// Basins against descents written out here, the counts against each other, and what begins nowhere, ends nowhere or is stopped.
#include "math/optimizers/basins.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "math/numerics/plane_range.hpp"
#include "tests/support/support.hpp"

namespace lossfield::tests {
namespace basins_test {

using math::Basins, math::Descent, math::PlanePoint;

std::vector<PlanePoint> grid(std::size_t side, const math::PlaneRange& range = {-4.3, 4.1, -3.9, 4.4}) {
    return math::PlaneCells{range, side}.centres();
}

Basins basins(const Descent& descent, const std::vector<PlanePoint>& starts, std::uint64_t steps,
              double radius = 1e-3) {
    return basins_of(descent, stationary(descent.landscape), radius, starts, steps, descent.noise.on());
}

bool near_one_of(const std::vector<PlanePoint>& places, const PlanePoint& at, double radius) {
    return std::any_of(places.begin(), places.end(),
                       [&](const PlanePoint& p) { return distance(p, at) <= radius; });
}

// Heavy ball by its definition, beta = 0: gradient descent; `steps`: until it arrives.
struct Ball {
    PlanePoint at, velocity{};
    std::size_t steps = 0;
    int goal = -1;
};
Ball rolled(const math::Landscape& f, const PlanePoint& start, double rate, double beta, std::size_t most,
            const std::vector<PlanePoint>& goals, double radius) {
    Ball ball{start};
    while (ball.steps < most && ball.goal < 0) {
        const PlanePoint g = gradient(f, ball.at);
        ball.velocity = {beta * ball.velocity.x - rate * g.x, beta * ball.velocity.y - rate * g.y};
        ball.at = {ball.at.x + ball.velocity.x, ball.at.y + ball.velocity.y};
        ++ball.steps;
        if (!(std::abs(ball.at.x) <= 1e6 && std::abs(ball.at.y) <= 1e6)) break;
        if (std::hypot(ball.velocity.x, ball.velocity.y) > radius) continue;
        for (std::size_t k = 0; k < goals.size() && ball.goal < 0; ++k)
            if (distance(goals[k], ball.at) <= radius) ball.goal = static_cast<int>(k);
    }
    return ball;
}

TEST(Basins, EveryStartEndsWhereADescentWrittenOutEnds) {
    struct Case {
        math::Landscape landscape;
        double rate, beta;
    };
    const std::vector<Case> cases{{math::Himmelblau{}, 0.01, 0},     {math::Himmelblau{}, 0.021, 0},
                                  {math::Himmelblau{}, 0.003, 0.9},  {math::DoubleWell{0.1}, 0.05, 0.85},
                                  {math::StyblinskiTang{}, 0.02, 0}, {math::Bowl(10, 30), 0.15, 0}};
    const auto starts = grid(15);
    for (const auto& [f, rate, beta] : cases) {
        const Descent descent{f, math::Momentum{rate, beta}};
        const Basins r = basins(descent, starts, 400);
        ASSERT_EQ(r.ends.size(), starts.size());
        for (std::size_t i = 0; i < starts.size(); ++i) {
            const Ball ball = rolled(f, starts[i], rate, beta, 400, r.points.minima, 1e-3);
            const bool lost = !(std::abs(ball.at.x) <= 1e6 && std::abs(ball.at.y) <= 1e6);
            const auto kind = static_cast<std::size_t>(r.ends[i]);
            EXPECT_EQ(kind < r.resting() ? static_cast<int>(kind) : -1, ball.goal) << facts(f).id << ' ' << i;
            EXPECT_EQ(kind == r.lost(), lost) << facts(f).id << ' ' << i;
            EXPECT_EQ(r.taken[i], ball.steps) << facts(f).id << ' ' << i;
        }
    }
}

// Without an arrival: after many more steps a plain run of the engine stands at that minimum.
TEST(Basins, APlainRunOfTheEngineStaysAtTheMinimum) {
    const auto starts = grid(9);
    for (const math::Optimizer& optimizer :
         {math::Optimizer(math::Adam{0.1}), math::Optimizer(math::Nesterov{0.005, 0.8}),
          math::Optimizer(math::RmsProp{0.002}), math::Optimizer(math::Newton{})}) {
        const Descent descent{math::Himmelblau{}, optimizer};
        const Basins r = basins(descent, starts, 1500, 0.02);
        std::size_t arrived = 0;
        for (std::size_t i = 0; i < starts.size(); ++i) {
            const math::Walk walk(descent, starts[i], static_cast<std::uint32_t>(i));
            auto state = walk.start();
            walk.advance(state, 0, 4000);
            const auto kind = static_cast<std::size_t>(r.ends[i]);
            if (kind < r.resting()) {
                ++arrived;
                EXPECT_LT(distance(walk.shown(state), r.points.minima[kind]), 0.02)
                    << facts(optimizer).id << ' ' << i;
            } else if (kind == r.resting()) {
                EXPECT_TRUE(near_one_of(r.points.saddles, walk.shown(state), 0.02) ||
                            near_one_of(r.points.maxima, walk.shown(state), 0.02));
            }
        }
        EXPECT_GT(arrived, starts.size() / 3) << facts(optimizer).id;
    }
}

TEST(Basins, ThePathOfAStartEndsAsItsCellDoes) {
    Descent shaken{math::DoubleWell{0.1}, math::Momentum{0.02, 0.8}};
    shaken.noise = {0.3, 7, 0};
    const std::vector<Descent> descents{{math::Himmelblau{}, math::Adam{0.3}},
                                        {math::Bowl(10, 0), math::GradientDescent{0.21}},
                                        {math::Rastrigin{}, math::GradientDescent{0.002}},
                                        shaken};
    const auto starts = grid(11);
    for (const Descent& descent : descents) {
        const Basins r = basins(descent, starts, 250, 0.05);
        for (std::size_t i = 0; i < starts.size(); ++i) {
            const math::ArrivalPath path =
                arrival_path(descent, starts[i], static_cast<std::uint32_t>(i), 250, {r.points.minima, 0.05});
            EXPECT_EQ(path.steps, r.taken[i]);
            ASSERT_EQ(path.x.size(), path.steps + 1);
            EXPECT_EQ((PlanePoint{path.x[0], path.y[0]}), starts[i]);
            EXPECT_EQ(path.values.front(), value(descent.landscape, starts[i]));
            const auto kind = static_cast<std::size_t>(r.ends[i]);
            EXPECT_EQ(path.diverged, kind == r.lost());
            EXPECT_EQ(path.goal.has_value(), kind < r.resting());
            EXPECT_EQ(path.goal.value_or(kind), kind);
        }
    }
    EXPECT_TRUE(
        math::arrival_path({math::Bowl(1, 0), math::ExponentiatedGradient{}}, {-1, 1}, 0, 9, {}).x.empty());
}

TEST(Basins, SharesSumToOneAndCountsAreTheirs) {
    const std::vector<Descent> descents{{math::Himmelblau{}, math::GradientDescent{0.021}},
                                        {math::Himmelblau{}, math::Newton{}},
                                        {math::Rastrigin{}, math::Momentum{0.003, 0.9}},
                                        {math::Bowl(10, 0), math::GradientDescent{0.21}}};
    const auto starts = grid(24);
    for (const Descent& descent : descents) {
        const Basins r = basins(descent, starts, 300);
        ASSERT_EQ(r.shares.size(), r.kinds());
        EXPECT_TRUE(close(std::accumulate(r.shares.begin(), r.shares.end(), 0.0), 1, {1e-12, 0}));
        const auto all = static_cast<double>(starts.size());
        for (std::size_t k = 0; k < r.kinds(); ++k) {
            const auto count = std::count(r.ends.begin(), r.ends.end(), static_cast<double>(k));
            EXPECT_TRUE(close(r.shares[k], static_cast<double>(count) / all, {1e-12, 1e-15})) << k;
        }
        double sum = 0, arrived = 0;
        std::vector<std::vector<double>> bins(r.resting());
        for (std::size_t i = 0; i < starts.size(); ++i) {
            EXPECT_GE(r.slowness[i], 0);
            EXPECT_LE(r.slowness[i], 1);
            if (r.ends[i] >= static_cast<double>(r.resting())) {
                EXPECT_EQ(r.slowness[i], 1);
                continue;
            }
            const double taken = std::max(1U, r.taken[i]);
            sum += taken, arrived += 1;
            auto& of = bins[static_cast<std::size_t>(r.ends[i])];
            of.resize(std::max(of.size(), static_cast<std::size_t>(std::ceil(taken / r.bin))), 0);
            of[static_cast<std::size_t>(std::ceil(taken / r.bin)) - 1] += 1;
        }
        EXPECT_TRUE(close(r.mean_steps, sum / arrived));  // 0 / 0: none does
        for (std::size_t k = 0; k < r.resting(); ++k) {
            ASSERT_LE(bins[k].size(), r.arrivals[k].size());
            bins[k].resize(r.arrivals[k].size(), 0);
            EXPECT_EQ(bins[k], r.arrivals[k]) << k;
        }
    }
}

TEST(Basins, BeyondTheLimitAllButTheMinimumItselfDiverge) {
    const auto starts = grid(9, {-1, 1, -1, 1});  // the middle one stands at the minimum
    const Basins r = basins({math::Bowl(10, 0), math::GradientDescent{0.21}}, starts, 2000);
    EXPECT_EQ(r.ends[40], 0);
    EXPECT_EQ(r.taken[40], 1U);
    // On the axis of the small curvature the rate is within its limit.
    for (std::size_t i = 0; i < starts.size(); ++i)
        EXPECT_EQ(r.ends[i], i / 9 == 4 ? 0 : static_cast<double>(r.lost())) << i;
}

TEST(Basins, StartsThatCannotBeginAreHoles) {
    const auto starts = grid(8, {-1, 1, -1, 1});
    const Basins r = basins({math::Bowl(3, 0), math::ExponentiatedGradient{0.05}}, starts, 50, 0.1);
    EXPECT_EQ(r.unusable, 48U);
    for (std::size_t i = 0; i < starts.size(); ++i)
        EXPECT_EQ(std::isnan(r.ends[i]), !(starts[i].x > 0 && starts[i].y > 0)) << i;
    EXPECT_TRUE(close(std::accumulate(r.shares.begin(), r.shares.end(), 0.0), 1, {1e-12, 0}));
}

TEST(Basins, MinimaBeyondTheUsualViewAreFound) {
    const auto known = math::stationary(math::Griewank{}).minima.size();
    const Basins r =
        basins({math::Griewank{}, math::GradientDescent{0.5}}, grid(24, {-30, 30, -30, 30}), 300);
    ASSERT_GT(r.points.minima.size(), known);
    for (std::size_t k = known; k < r.points.minima.size(); ++k) {
        const PlanePoint g = gradient(math::Griewank{}, r.points.minima[k]);
        EXPECT_LT(std::hypot(g.x, g.y), 1e-12);
        EXPECT_GT(r.shares[k], 0);
    }
}

TEST(Basins, ThreadsChangeNothingAndAStopLeavesSharesOfZero) {
    Descent descent{math::Himmelblau{}, math::Momentum{0.003, 0.9}};
    descent.noise = {0.2, 5, 0};
    const auto starts = grid(40);
    const auto points = stationary(descent.landscape);
    const Basins one = basins_of(descent, points, 0.1, starts, 200, true, 1);
    const Basins three = basins_of(descent, points, 0.1, starts, 200, true, 3);
    EXPECT_EQ(one.ends, three.ends);
    EXPECT_EQ(one.taken, three.taken);
    EXPECT_EQ(one.slowness, three.slowness);
    std::stop_source stop;
    stop.request_stop();
    const Basins none = basins_of(descent, points, 0.1, starts, 200, true, 1, stop.get_token());
    EXPECT_TRUE(none.ends.empty());
    EXPECT_EQ(none.shares, std::vector<double>(none.kinds(), 0));
}

}  // namespace basins_test
}  // namespace lossfield::tests
