#include "viz/lab/simulation.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <thread>

#include "math/landscapes/landscapes.hpp"
#include "math/optimizers/modifiers.hpp"
#include "math/optimizers/steppers.hpp"

namespace lossfield::tests {
namespace simulation_test {

using viz::Simulation;

// Adam with noise on Himmelblau's function.
struct Noisy {
    struct State {
        math::PlanePoint x;
        std::array<math::MemoryOf<math::Adam>, 2> memory{};
    };
    math::Adam adam{{0.1, 0.9, 0.99, 1e-8}};
    math::GradientNoise noise{5, 12, 3};
    State start() const { return {{-0.5, -1}, {}}; }
    State step(State s, std::uint64_t t) const {
        const math::PlanePoint g = math::Himmelblau{}.gradient(s.x.x, s.x.y);
        const auto c = at_step(adam, t);
        adam.update(s.x.x, g.x + noise.at(t, 0), s.memory[0], c);
        adam.update(s.x.y, g.y + noise.at(t, 1), s.memory[1], c);
        return s;
    }
};

bool same_bits(const Noisy::State& a, const Noisy::State& b) { return a.x == b.x && a.memory == b.memory; }

std::vector<Noisy::State> straight_run(int steps) {
    const Noisy model;
    std::vector<Noisy::State> all{model.start()};
    for (int t = 1; t <= steps; ++t) all.push_back(model.step(all.back(), static_cast<std::uint64_t>(t)));
    return all;
}

TEST(Simulation, AnyStepHasTheBitsOfTheStraightRunUnderAnyMemoryCap) {
    const auto run = straight_run(777);
    for (std::size_t cap : {std::size_t{0}, sizeof(Noisy::State), 3 * sizeof(Noisy::State),
                            50 * sizeof(Noisy::State), std::size_t{1} << 20}) {
        const Simulation<Noisy> simulation(Noisy{}, {777, cap});
        ASSERT_EQ(simulation.last(), 777u);
        for (std::size_t t = run.size(); t-- > 0;)
            ASSERT_TRUE(same_bits(simulation.at(t), run[t])) << "step " << t << ", cap " << cap;
        EXPECT_TRUE(same_bits(simulation.at(100000), run.back()));
    }
}

TEST(Simulation, TheCapBoundsTheNumberOfCheckpoints) {
    const Simulation<Noisy> all(Noisy{}, {1000, 1001 * sizeof(Noisy::State)});
    EXPECT_EQ(all.stride(), 1u);
    const Simulation<Noisy> half(Noisy{}, {1000, 1000 * sizeof(Noisy::State)});
    EXPECT_EQ(half.stride(), 2u);
    const Simulation<Noisy> few(Noisy{}, {1000, 10 * sizeof(Noisy::State)});
    EXPECT_EQ(few.stride(), 128u);  // 0, 128, ..., 896
}

TEST(Simulation, TwoThreadsReadTheSameBits) {
    const auto run = straight_run(400);
    const Simulation<Noisy> simulation(Noisy{}, {400, 5 * sizeof(Noisy::State)});
    std::atomic<int> wrong = 0;
    const auto read = [&](std::size_t first) {
        for (std::size_t t = first; t <= 400; t += 2) wrong += !same_bits(simulation.at(t), run[t]);
    };
    std::thread other(read, 1);
    read(0);
    other.join();
    EXPECT_EQ(wrong, 0);
}

TEST(Simulation, TheObserverSeesEveryStepOnceInOrder) {
    const auto run = straight_run(30);
    std::uint64_t expected = 0;
    const Simulation<Noisy> simulation(Noisy{}, {30, 0}, {}, [&](const Noisy::State& state, std::uint64_t t) {
        EXPECT_EQ(t, expected);
        EXPECT_TRUE(same_bits(state, run[t]));
        ++expected;
    });
    EXPECT_EQ(expected, 31u);
    EXPECT_EQ(simulation.last(), 30u);
}

TEST(Simulation, GoingOnFromAKnownStateIsTheSameAsStartingOver) {
    const Simulation<Noisy> simulation(Noisy{}, {200, 0});
    EXPECT_TRUE(same_bits(simulation.continued(simulation.at(60), 60, 140), simulation.at(140)));
}

// A walk that says when it has arrived, and whose states hold memory of their own.
struct Growing {
    using State = std::vector<double>;
    std::size_t arrived = 25;
    State start() const { return {}; }
    State step(State before, std::uint64_t t) const {
        before.push_back(static_cast<double>(t));
        return before;
    }
    bool finished(const State& state) const { return state.size() >= arrived; }
    std::size_t bytes(const State& state) const { return sizeof(State) + state.size() * sizeof(double); }
};

TEST(Simulation, EndsWhereAStateSaysSo) {
    const Simulation<Growing> simulation(Growing{}, {1000, 600});
    EXPECT_EQ(simulation.last(), 25u);
    EXPECT_GT(simulation.stride(), 1u);
    for (std::size_t t = 0; t <= 25; ++t) {
        const auto state = simulation.at(t);
        ASSERT_EQ(state.size(), t);
        if (t > 0) {
            EXPECT_EQ(state.back(), static_cast<double>(t));
        }
    }
    const Simulation<Growing> finished_at_once(Growing{0}, {1000, 600});
    EXPECT_EQ(finished_at_once.last(), 0u);
    EXPECT_TRUE(finished_at_once.at(5).empty());
}

TEST(Simulation, ARequestedStopEndsTheRunAfterTheStepUnderWay) {
    std::stop_source source;
    const Simulation<Growing> simulation(Growing{500}, {1000, 1 << 20}, source.get_token(),
                                         [&](const Growing::State& /*state*/, std::uint64_t t) {
                                             if (t == 7) source.request_stop();
                                         });
    EXPECT_EQ(simulation.last(), 7u);
    EXPECT_EQ(simulation.at(7).size(), 7u);
}

// A step that the observer does not take is no step of the run: neither the last one nor a checkpoint, under any cap of memory.
TEST(Simulation, EndsBeforeAStepThatTheObserverRefuses) {
    for (const std::size_t cap : {std::size_t{0}, std::size_t{600}, std::size_t{1} << 20})
        for (const std::uint64_t first : {1U, 2U, 16U, 23U}) {
            std::uint64_t seen = 0;
            const Simulation<Growing> simulation(Growing{}, {1000, cap}, {},
                                                 [&](const Growing::State& state, std::uint64_t t) {
                                                     EXPECT_EQ(state.size(), t);
                                                     seen = t;
                                                     return t < first;
                                                 });
            EXPECT_EQ(seen, first);
            EXPECT_TRUE(simulation.refused());
            EXPECT_EQ(simulation.last(), first - 1);
            for (std::uint64_t t = 0; t < 40; ++t)
                EXPECT_EQ(simulation.at(t).size(), std::min<std::uint64_t>(t, first - 1));
        }
    const Simulation<Growing> all(Growing{}, {1000, 600}, {},
                                  [](const Growing::State& /*state*/, std::uint64_t /*t*/) { return true; });
    EXPECT_FALSE(all.refused());
    EXPECT_EQ(all.last(), 25U);
    // The start is there whatever is thought of it.
    const Simulation<Growing> start(
        Growing{}, {0, 600}, {}, [](const Growing::State& /*state*/, std::uint64_t /*t*/) { return false; });
    EXPECT_FALSE(start.refused());
    EXPECT_EQ(start.last(), 0U);
}

}  // namespace simulation_test
}  // namespace lossfield::tests
