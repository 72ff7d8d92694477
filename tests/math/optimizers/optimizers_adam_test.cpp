// What holds for Adam's family on any gradients, and NAdam's definition written out.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "tests/math/optimizers/stepper_paths.hpp"
#include "tests/math/oracle.hpp"
#include "tests/support/support.hpp"

namespace lossfield::tests {
namespace optimizers_adam_test {

using math::Adam;
using math::AdamW;
using math::AmsGrad;
using math::NAdam;
using math::RmsProp;

// Gradients of all sizes from 1e-3 to 1e3, so that the means rise and fall.
std::vector<double> wild_gradients(std::uint64_t seed, std::size_t n) {
    Draws draws(seed);
    std::vector<double> g;
    for (std::size_t t = 0; t < n; ++t) {
        const double size = std::exp(draws.between(-7, 7));
        g.push_back(draws.between(-1, 1) < 0 ? -size : size);
    }
    return g;
}

TEST(AmsGradStepper, ItsDenominatorIsTheLargestOfAdamsAndItsMovesAreNoLonger) {
    for (bool correction : {false, true}) {
        for (std::uint64_t seed = 0; seed < 20; ++seed) {
            const AmsGrad ams{{1.0, 0.9, 0.99, 1e-8, correction}};
            const Adam adam{{1.0, 0.9, 0.99, 1e-8, correction}};
            math::MemoryOf<AmsGrad> by_ams{};
            math::MemoryOf<Adam> by_adam{};
            double largest = 0;
            std::uint64_t t = 0;
            int shorter = 0;
            for (const double g : wild_gradients(seed, 200)) {
                ++t;
                double x = 0, y = 0;
                ams.update(x, g, by_ams, at_step(ams, t));
                adam.update(y, g, by_adam, at_step(adam, t));
                largest = std::max(largest, by_adam[1]);
                EXPECT_EQ(by_ams[2], largest);
                EXPECT_EQ(by_ams[0], by_adam[0]);
                EXPECT_GE(by_ams[2], by_adam[1]);
                EXPECT_LE(std::abs(x), std::abs(y));
                EXPECT_EQ(std::signbit(x), std::signbit(y));
                shorter += std::abs(x) < std::abs(y);
            }
            EXPECT_GT(shorter, 20) << seed;
        }
    }
}

// The example that the paper was written for: gradients 3, -1, -1 in turns on [-1, 1], steps that fade as 1 / sqrt(t).
// Their sum is positive, so the minimum is at -1; Adam divides the large ones by their own size and goes to 1.
template <typename Stepper>
double end_of_the_counterexample(const Stepper& stepper) {
    double x = 0;
    math::MemoryOf<Stepper> memory{};
    for (std::uint64_t t = 1; t <= 3000; ++t) {
        stepper.update(x, t % 3 == 1 ? 3.0 : -1.0, memory,
                       at_step(stepper, t, 1 / std::sqrt(static_cast<double>(t))));
        x = std::clamp(x, -1.0, 1.0);
    }
    return x;
}

TEST(AmsGradStepper, ConvergesWhereAdamGoesTheWrongWay) {
    EXPECT_LT(end_of_the_counterexample(AmsGrad{{0.1, 0, 0.1, 1e-12, false}}), -0.9);
    EXPECT_GT(end_of_the_counterexample(Adam{{0.1, 0, 0.1, 1e-12, false}}), 0.9);
}

TEST(RmsPropStepper, IsAdamWithoutFirstMeanAndCorrection) {
    for (double epsilon : {0.0, 1e-8, 0.1}) {
        for (std::uint64_t seed = 0; seed < 5; ++seed) {
            const auto g = wild_gradients(seed, 150);
            EXPECT_EQ(path(RmsProp{0.03, 0.95, epsilon}, g), path(Adam{{0.03, 0, 0.95, epsilon, false}}, g));
        }
    }
}

// v = (1 - decay^t) g^2.
TEST(RmsPropStepper, AConstantGradientHasAClosedForm) {
    const auto x = path(RmsProp{0.5, 0.9, 0}, std::vector<double>(40, -7.0));
    Real expected = 0;
    for (std::size_t t = 1; t <= x.size(); ++t) {
        expected += 0.5L / std::sqrt(1 - std::pow(static_cast<Real>(0.9), static_cast<Real>(t)));
        EXPECT_TRUE(close(x[t - 1], static_cast<double>(expected), {1e-13, 0})) << t;
    }
}

// A coordinate without a gradient shrinks by what the decay says. L2 in Adam's gradient moves it by the whole rate,
// however weak the decay is.
TEST(AdamWStepper, DecaysACoordinateWithoutGradientAndL2DoesNot) {
    for (double decay : {1e-3, 0.05, 1.0}) {
        AdamW adamw{{0.01}};
        adamw.decay = decay;
        const auto x = path(adamw, std::vector<double>(300, 0.0), 3.0);
        for (std::size_t t : {1u, 2u, 50u, 300u})
            EXPECT_TRUE(close(x[t - 1], 3 * std::pow(1 - 0.01 * decay, static_cast<double>(t)), {1e-12, 0}))
                << decay << ' ' << t;

        const Adam adam{{0.01, 0.9, 0.999, 1e-12}};
        math::MemoryOf<Adam> memory{};
        double y = 3;
        for (std::uint64_t t = 1; t <= 50; ++t) {
            const double before = y;
            adam.update(y, decay * y, memory, at_step(adam, t));
            EXPECT_NEAR((before - y) / 0.01, 1, 0.1) << decay;
        }
    }
}

TEST(AdamWStepper, WithoutDecayIsAdamAndTheDecayFollowsTheSchedule) {
    AdamW adamw{{0.02, 0.9, 0.99, 1e-8}};
    adamw.decay = 0;
    const auto g = wild_gradients(3, 150);
    EXPECT_EQ(path(adamw, g, 0.4), path(Adam{{0.02, 0.9, 0.99, 1e-8}}, g, 0.4));
    adamw.decay = 0.5;
    math::MemoryOf<AdamW> memory{};
    double x = 1;
    adamw.update(x, 0, memory, at_step(adamw, 1, 0.25));
    EXPECT_TRUE(close(x, 1 - 0.25 * 0.02 * 0.5, {1e-15, 0}));
}

// The recursion with products of mu, as Dozat wrote it down.
std::vector<double> products_of_mu(const NAdam& by, const std::vector<double>& gradients) {
    std::vector<double> all;
    Real x = 0, m = 0, v = 0, product = 1;
    const Real beta1 = by.beta1, beta2 = by.beta2;
    const auto mu = [&](std::size_t t) {
        return beta1 * (1 - 0.5L * std::pow(static_cast<Real>(0.96),
                                            static_cast<Real>(t) * static_cast<Real>(by.schedule)));
    };
    for (std::size_t t = 1; t <= gradients.size(); ++t) {
        const Real g = gradients[t - 1];
        product *= mu(t);
        m = beta1 * m + (1 - beta1) * g;
        v = beta2 * v + (1 - beta2) * g * g;
        const Real size = by.bias_correction ? v / (1 - std::pow(beta2, static_cast<Real>(t))) : v;
        const Real of_mean = mu(t + 1) * m / (1 - product * mu(t + 1));
        const Real of_gradient = (1 - mu(t)) * g / (1 - product);
        x -= static_cast<Real>(by.rate) * (of_mean + of_gradient) /
             (std::sqrt(size) + static_cast<Real>(by.epsilon));
        all.push_back(static_cast<double>(x));
    }
    return all;
}

TEST(NAdamStepper, IsTheRecursionWithProducts) {
    for (bool correction : {true, false}) {
        for (double schedule : {0.0, 0.004, 1.0}) {
            NAdam nadam{{0.05, 0.9, 0.99, 1e-6, correction}};
            nadam.schedule = schedule;
            for (std::uint64_t seed = 0; seed < 5; ++seed) {
                const auto g = wild_gradients(seed, 300);
                EXPECT_TRUE(close(path(nadam, g), products_of_mu(nadam, g), {1e-11, 1e-12})) << schedule;
            }
        }
    }
}

// The first move: mu_2 m / (1 - mu_1 mu_2) + g instead of g.
TEST(NAdamStepper, TheFirstStepIsLongerThanAdams) {
    const NAdam nadam{{1.0, 0.9, 0.999, 0}};
    const double first = nadam.mu(1), second = nadam.mu(2);
    const double expected = 1 + second * 0.1 / (1 - first * second);
    EXPECT_TRUE(close(-path(nadam, {4.0})[0], expected, {1e-13, 0}));
}

template <typename Stepper>
void expect_no_scale(const Stepper& stepper) {
    for (std::uint64_t seed = 0; seed < 10; ++seed) {
        const auto g = wild_gradients(seed, 120);
        for (double scale : {0x1p40, 0x1p-30}) {
            std::vector<double> scaled = g;
            for (double& v : scaled) v *= scale;
            EXPECT_EQ(path(stepper, g), path(stepper, scaled)) << Stepper::facts.id;
        }
    }
}

// A power of two scales all means and roots without rounding: the same bits.
TEST(AdaptiveSteppers, WithoutEpsilonTheSizeOfTheGradientsDoesNotMatter) {
    for (bool correction : {true, false}) {
        expect_no_scale(Adam{{0.1, 0.9, 0.99, 0, correction}});
        expect_no_scale(AmsGrad{{0.1, 0.9, 0.99, 0, correction}});
        expect_no_scale(NAdam{{0.1, 0.9, 0.99, 0, correction}});
        AdamW adamw{{0.1, 0.9, 0.99, 0, correction}};
        adamw.decay = 0.3;
        expect_no_scale(adamw);
    }
    expect_no_scale(RmsProp{0.1, 0.95, 0});
    expect_no_scale(math::AdaGrad{0.1, 0});
}

}  // namespace optimizers_adam_test
}  // namespace lossfield::tests
