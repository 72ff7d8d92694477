// Laws of the optimizers that update every coordinate by itself, but for Adam's family.
#include <gtest/gtest.h>

#include <cmath>

#include "math/descent/exponentiated_gradient.hpp"
#include "math/optimizers/engine.hpp"
#include "tests/math/optimizers/stepper_paths.hpp"
#include "tests/math/oracle.hpp"
#include "tests/support/support.hpp"

namespace lossfield::tests {
namespace optimizers_laws_test {

using math::Adadelta;
using math::AdaGrad;
using math::GradientDescent;
using math::Langevin;
using math::Lion;
using math::Momentum;
using math::Nesterov;
using math::QuasiHyperbolic;
using math::SignDescent;
using math::Walk;

// Iterates on h x^2 / 2 from 1; `seen`: the points that the gradients were taken at.
template <typename Stepper>
std::vector<double> on_quadratic(const Stepper& stepper, double h, int steps, bool seen = false) {
    std::vector<double> all;
    double x = 1;
    math::MemoryOf<Stepper> memory{};
    for (int t = 1; t <= steps; ++t) {
        const double at = look_ahead(stepper, x, memory);
        if (seen) all.push_back(at);
        stepper.update(x, h * at, memory, at_step(stepper, static_cast<std::uint64_t>(t)));
        if (!seen) all.push_back(x);
    }
    return all;
}

TEST(AdaGradStepper, AConstantGradientGivesTheSumOfInverseRoots) {
    for (double g : {-3.0, 0.02, 1e5}) {
        for (double epsilon : {0.0, 1e-3}) {
            const auto x = path(AdaGrad{0.2, epsilon}, std::vector<double>(500, g));
            Real sum = 0;
            for (std::size_t t = 1; t <= x.size(); ++t) {
                sum += g / (std::abs(static_cast<Real>(g)) * std::sqrt(static_cast<Real>(t)) + epsilon);
                EXPECT_TRUE(close(x[t - 1], static_cast<double>(-0.2L * sum), {1e-12, 0})) << g << ' ' << t;
            }
        }
    }
}

TEST(AdadeltaStepper, TheFirstStepIsAsLongAsEpsilonAllows) {
    for (double decay : {0.0, 0.5, 0.9, 0.99}) {
        for (double epsilon : {1e-10, 1e-6, 1e-2}) {
            for (double g : {-40.0, 1e-3, 1.0}) {
                const double expected = -0.7 * g * std::sqrt(epsilon / ((1 - decay) * g * g + epsilon));
                EXPECT_TRUE(close(path(Adadelta{0.7, decay, epsilon}, {g})[0], expected, {1e-13, 0}));
            }
        }
    }
    EXPECT_EQ(path(Adadelta{1, 0.9, 0}, {1, 2, 3}), (std::vector<double>{0, 0, 0}));
}

// Far above epsilon a move is a ratio of lengths: the gradients may be of any unit.
TEST(AdadeltaStepper, TheSizeOfLargeGradientsDoesNotMatter) {
    for (std::uint64_t seed = 0; seed < 5; ++seed) {
        Draws draws(seed);
        std::vector<double> g, scaled;
        for (int t = 0; t < 200; ++t) {
            g.push_back(1e6 * draws.between(0.5, 1) * (draws.between(-0.3, 1) < 0 ? -1 : 1));
            scaled.push_back(1e9 * g.back());
        }
        EXPECT_TRUE(close(path(Adadelta{}, scaled), path(Adadelta{}, g), {1e-9, 1e-12}));
    }
}

TEST(SignSteppers, MoveEveryCoordinateByExactlyTheRateAndRestAtZero) {
    const double rate = 0.0625;
    for (std::uint64_t seed = 0; seed < 10; ++seed) {
        Draws draws(seed);
        std::vector<double> g;
        for (int t = 0; t < 100; ++t) g.push_back(draws.between(-1, 1) * std::exp(draws.between(-20, 20)));
        const auto by_sign = path(SignDescent{rate}, g, 2);
        const auto by_lion = path(Lion{rate, 0.9, 0.99}, g, 2);
        double before = 2, before_lion = 2;
        for (std::size_t t = 0; t < g.size(); ++t) {
            EXPECT_EQ(by_sign[t] - before, g[t] > 0 ? -rate : rate);
            EXPECT_EQ(std::abs(by_lion[t] - before_lion), rate);
            before = by_sign[t];
            before_lion = by_lion[t];
        }
        EXPECT_EQ(path(Lion{rate, 0, 0}, g, 2), by_sign);
    }
    EXPECT_EQ(path(SignDescent{rate}, {0.0, -0.0}, 2), (std::vector<double>{2, 2}));
    EXPECT_EQ(path(Lion{rate}, {0.0, -0.0}, 2), (std::vector<double>{2, 2}));
}

// After n gradients of 1 the mean is 1 - beta2^n; a gradient of -a turns Lion where a (1 - beta1) outweighs beta1 of it.
TEST(LionStepper, AGradientTurnsItOnlyBeyondAKnownSize) {
    for (double beta1 : {0.3, 0.9}) {
        for (double beta2 : {0.5, 0.99}) {
            for (int n : {1, 10, 300}) {
                const double turning = beta1 * (1 - std::pow(beta2, n)) / (1 - beta1);
                for (double share : {0.999, 1.001}) {
                    std::vector<double> g(static_cast<std::size_t>(n), 1.0);
                    g.push_back(-share * turning);
                    const auto x = path(Lion{1, beta1, beta2}, g);
                    EXPECT_EQ(x.back() - x[x.size() - 2], share < 1 ? -1 : 1)
                        << beta1 << ' ' << beta2 << ' ' << n;
                }
            }
        }
    }
}

TEST(QuasiHyperbolicStepper, ItsEndsAreGradientDescentAndAveragedMomentum) {
    EXPECT_EQ(on_quadratic(QuasiHyperbolic{0.3, 0.8, 0}, 2, 40), on_quadratic(GradientDescent{0.3}, 2, 40));
    EXPECT_TRUE(close(on_quadratic(QuasiHyperbolic{0.3, 0.8, 1}, 2, 40),
                      on_quadratic(Momentum{0.3 * (1 - 0.8), 0.8}, 2, 40), {1e-11, 1e-13}));
    // With the share equal to the momentum its iterates are Nesterov's look-ahead points.
    const auto iterates = on_quadratic(QuasiHyperbolic{0.3, 0.8, 0.8}, 2, 40);
    const auto ahead = on_quadratic(Nesterov{0.3 * (1 - 0.8), 0.8}, 2, 41, true);
    EXPECT_TRUE(close(iterates, {ahead.begin() + 1, ahead.end()}, {1e-11, 1e-13}));
}

TEST(QuasiHyperbolicStepper, ConvergesJustBelowItsLimitAndDivergesJustAbove) {
    for (double momentum : {0.0, 0.5, 0.9}) {
        for (double share : {0.0, 0.3, 0.7, 1.0}) {
            QuasiHyperbolic stepper{0, momentum, share};
            for (double h : {0.2, 1.0, 30.0}) {
                stepper.rate = 0.999 * limit_of(stepper, h);
                EXPECT_LT(std::abs(on_quadratic(stepper, h, 30000).back()), 1e-3) << momentum << ' ' << share;
                stepper.rate = 1.001 * limit_of(stepper, h);
                EXPECT_FALSE(std::abs(on_quadratic(stepper, h, 30000).back()) < 1e3)
                    << momentum << ' ' << share;
            }
        }
    }
}

// x <- (1 - rate h) x + sqrt(2 rate T) xi keeps the variance T / (h (1 - rate h / 2)); T / h is that of a fine rate.
TEST(LangevinStepper, TheStationaryVarianceIsTheTemperatureOverTheCurvature) {
    const double rate = 0.5, temperature = 0.3, kappa = 3;
    const Walk walk({math::Bowl(kappa, 0), Langevin{rate, temperature}}, {0, 0});
    auto state = walk.start();
    walk.advance(state, 0, 100);
    const int n = 30000;
    double xx = 0, yy = 0, xy = 0, x = 0, y = 0;
    for (int t = 101; t <= 100 + n; ++t) {
        walk.advance(state, static_cast<std::uint64_t>(t - 1), static_cast<std::uint64_t>(t));
        x += state.x[0] / n;
        y += state.x[1] / n;
        xx += state.x[0] * state.x[0] / n;
        yy += state.x[1] * state.x[1] / n;
        xy += state.x[0] * state.x[1] / n;
    }
    const auto variance = [&](double h) { return temperature / (h * (1 - rate * h / 2)); };
    // Five standard errors of n / (1 + 2 sum of squared autocorrelations) draws.
    EXPECT_NEAR(xx / variance(1), 1, 5 * std::sqrt(2 * 1.25 / 0.75 / n));
    EXPECT_NEAR(yy / variance(kappa), 1, 5 * std::sqrt(2 * 1.25 / 0.75 / n));
    EXPECT_NEAR(x, 0, 5 * std::sqrt(3 * variance(1) / n));
    EXPECT_NEAR(y, 0, 5 * std::sqrt(3 * variance(kappa) / n));
    EXPECT_NEAR(xy / std::sqrt(variance(1) * variance(kappa)), 0, 5 / std::sqrt(n));
}

// From one place, a step of many starts: gradient noise and thermal noise are independent of each other and of the start.
TEST(LangevinStepper, ManyStartsSpreadByBothNoises) {
    const double rate = 0.2, temperature = 0.4;
    math::Descent descent{math::Booth{}, Langevin{rate, temperature}};
    descent.noise = {1.5, 8, 3};
    const std::vector<math::PlanePoint> starts(4000, math::PlanePoint{1, 3});
    std::vector<math::Outcome> ends(starts.size());
    for (bool thermal : {true, false}) {
        if (!thermal) descent.optimizer = GradientDescent{rate};
        run_starts(descent, starts, 1, {{}, 0}, ends);
        double xx = 0, xy = 0;
        for (const math::Outcome& end : ends) {
            xx += (end.end.x - 1) * (end.end.x - 1) / 4000;
            xy += (end.end.x - 1) * (end.end.y - 3) / 4000;
        }
        const double variance = rate * rate * 2.25 + (thermal ? 2 * rate * temperature : 0);
        EXPECT_NEAR(xx / variance, 1, 5 * std::sqrt(2.0 / 4000)) << thermal;
        EXPECT_NEAR(xy / variance, 0, 5 / std::sqrt(4000.0)) << thermal;
    }
}

TEST(LangevinStepper, WithoutTemperatureIsGradientDescent) {
    const Walk cold({math::Rosenbrock{}, Langevin{1e-3, 0}}, {-1.2, 1});
    const Walk plain({math::Rosenbrock{}, GradientDescent{1e-3}}, {-1.2, 1});
    auto a = cold.start(), b = plain.start();
    cold.advance(a, 0, 200);
    plain.advance(b, 0, 200);
    EXPECT_EQ(a.x, b.x);
}

TEST(ExponentiatedGradientStepper, IsTheMirrorStepAndStaysPositive) {
    const Walk walk({math::Booth{}, math::ExponentiatedGradient{0.02}}, {4, 0.5});
    auto state = walk.start();
    for (std::uint64_t t = 1; t <= 500; ++t) {
        const auto g = walk.seen(state, t).gradient;
        const auto expected =
            math::exponentiated_gradient(std::vector{state.x[0], state.x[1]}, std::vector{g[0], g[1]}, 0.02);
        state = walk.step(state, t);
        EXPECT_EQ(state.x[0], expected[0]);
        EXPECT_EQ(state.x[1], expected[1]);
        EXPECT_GT(std::min(state.x[0], state.x[1]), 0);
    }
    EXPECT_NEAR(state.x[0], 1, 1e-6);
    EXPECT_NEAR(state.x[1], 3, 1e-6);
}

// More of its laws beside the exponentiated gradient: exponentiated_gradient_test.cpp.
TEST(HypergradientStepper, HasItsReferenceValuesAndIsDescentWithoutLearning) {
    // T21-3: x after five steps at curvatures 1 and 0.1.
    EXPECT_TRUE(close(on_quadratic(math::Hypergradient{0.5, 0.5}, 1, 5).back(), 0.006207806832958975));
    EXPECT_TRUE(close(on_quadratic(math::Hypergradient{0.5, 0.5}, 0.1, 5).back(), 0.7720172214706232));
    EXPECT_EQ(path(math::Hypergradient{0.2, 0}, {1, -3, 2}), path(GradientDescent{0.2}, {1, -3, 2}));
}

}  // namespace optimizers_laws_test
}  // namespace lossfield::tests
