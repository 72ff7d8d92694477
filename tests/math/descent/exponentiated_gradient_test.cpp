#include "math/descent/exponentiated_gradient.hpp"

#include <gtest/gtest.h>

#include <numeric>

#include "math/numerics/dual.hpp"
#include "math/optimizers/adaptive_steppers.hpp"
#include "tests/math/oracle.hpp"
#include "tests/support/support.hpp"

namespace lossfield::tests {
namespace exponentiated_gradient_test {

using Vector = std::vector<double>;
using LearnedRates = math::Hypergradient;

struct Situation {
    Vector theta, g;
    double rate;
};

Situation situation(std::uint64_t sample, std::size_t size) {
    Draws draws(1000 + sample);
    Situation s;
    for (std::size_t i = 0; i < size; ++i) {
        s.theta.push_back(std::exp(draws.between(-3, 1)));
        s.g.push_back(draws.between(-4, 4));
    }
    s.rate = draws.between(0.05, 1.5);
    return s;
}

Vector over_sum(Vector v) {
    const double sum = std::accumulate(v.begin(), v.end(), 0.0);
    for (double& x : v) x /= sum;
    return v;
}

Vector logarithms(Vector v) {
    for (double& x : v) x = std::log(x);
    return v;
}

TEST(ExponentiatedGradient, MultipliesByTheExponential) {
    EXPECT_TRUE(close(math::exponentiated_gradient(Vector{1, 2, 0.5}, Vector{0, 1, -2}, 0.5),
                      Vector{1, 2 * std::exp(-0.5), 0.5 * std::exp(1)}, {1e-15, 0}));
    EXPECT_TRUE(close(math::descent_of_logarithms(Vector{1, 2, 0.5}, Vector{0, 1, -2}, 0.5),
                      Vector{1, 2 * std::exp(-1), 0.5 * std::exp(0.5)}, {1e-15, 0}));
    EXPECT_THROW((void)math::exponentiated_gradient(Vector{1}, Vector{1, 2}, 1), std::invalid_argument);
}

// The gradient of the objective, rate g + log(v / theta), is zero; no other point is as low.
TEST(ExponentiatedGradient, IsTheMirrorStepOnTheOrthant) {
    for (std::uint64_t n = 0; n < 60; ++n) {
        const auto s = situation(n, 1 + n % 6);
        const Vector v = math::exponentiated_gradient(s.theta, s.g, s.rate);
        const auto objective = [&](std::span<const double> at) {
            return math::mirror_objective(at, s.theta, s.g, s.rate);
        };
        for (double d : central_differences(objective, v, 1e-5 * *std::min_element(v.begin(), v.end())))
            EXPECT_NEAR(d, 0, 1e-6);
        EXPECT_NEAR(
            objective(v),
            std::accumulate(s.theta.begin(), s.theta.end(), 0.0) - std::accumulate(v.begin(), v.end(), 0.0),
            1e-12 * (1 + std::abs(objective(v))));
        for (std::uint64_t m = 0; m < 20; ++m) {
            Vector other = v;
            const Vector change = random_point(1000 * n + m, v.size(), m % 2 == 0 ? 0.01 : 2);
            for (std::size_t i = 0; i < v.size(); ++i) other[i] *= std::exp(change[i]);
            EXPECT_GT(objective(other), objective(v));
        }
    }
}

TEST(ExponentiatedGradient, IsTheMirrorStepOnTheSimplex) {
    for (std::uint64_t n = 0; n < 60; ++n) {
        auto s = situation(n, 2 + n % 6);
        s.theta = over_sum(s.theta);
        const Vector p =
            math::softmax(math::exponentiated_gradient_on_simplex(logarithms(s.theta), s.g, s.rate));
        // The same as the step on the orthant, divided by its sum.
        const Vector free = math::exponentiated_gradient(s.theta, s.g, s.rate);
        EXPECT_TRUE(close(p, over_sum(free), {1e-14, 0}));
        const double least = math::mirror_objective(p, s.theta, s.g, s.rate);
        EXPECT_NEAR(least, -std::log(std::accumulate(free.begin(), free.end(), 0.0)), 1e-13);
        for (std::uint64_t m = 0; m < 20; ++m) {
            Vector other = p;
            const Vector change = random_point(1000 * n + m, p.size(), m % 2 == 0 ? 0.01 : 2);
            for (std::size_t i = 0; i < p.size(); ++i) other[i] *= std::exp(change[i]);
            EXPECT_GT(math::mirror_objective(over_sum(other), s.theta, s.g, s.rate), least);
        }
    }
}

// Against a minimiser that knows nothing of the closed form: golden sections on the segment of two classes.
TEST(ExponentiatedGradient, AgreesWithANumericalMinimiserOnTheSegment) {
    for (std::uint64_t n = 0; n < 20; ++n) {
        auto s = situation(n, 2);
        s.theta = over_sum(s.theta);
        const auto objective = [&](double x) {
            return math::mirror_objective(Vector{x, 1 - x}, s.theta, s.g, s.rate);
        };
        double low = 0;
        double high = 1;
        for (int i = 0; i < 80; ++i) {
            const double step = 0.6180339887498949 * (high - low);
            if (objective(high - step) < objective(low + step)) {
                high = low + step;
            } else {
                low = high - step;
            }
        }
        const Vector next = math::exponentiated_gradient_on_simplex(logarithms(s.theta), s.g, s.rate);
        EXPECT_NEAR(std::exp(next[0]), 0.5 * (low + high), 1e-7);
    }
}

TEST(ExponentiatedGradient, TheSimplexIsNeverLeftAndItsBoundaryNeverReached) {
    for (std::uint64_t n = 0; n < 40; ++n) {
        const auto s = situation(n, 2 + n % 7);
        Vector log_p = logarithms(s.theta);
        Vector huge = s.g;
        for (double& x : huge) x *= n % 4 == 0 ? 1e6 : 1;
        for (int t = 0; t < 50; ++t) {
            log_p = math::exponentiated_gradient_on_simplex(log_p, huge, s.rate);
            Real sum = 0;
            for (double p : math::softmax(log_p)) sum += p;
            EXPECT_NEAR(static_cast<double>(sum), 1, 1e-15);
            for (double x : log_p) {
                EXPECT_TRUE(std::isfinite(x));
                EXPECT_LE(x, 0);
            }
        }
    }
}

// A common offset of the gradient changes nothing on the simplex; steps with the same gradient add up.
TEST(ExponentiatedGradient, StepsAddUpAndOffsetsDropOut) {
    for (std::uint64_t n = 0; n < 20; ++n) {
        const auto s = situation(n, 4);
        const Vector start = logarithms(over_sum(s.theta));
        Vector shifted = s.g;
        for (double& x : shifted) x += 17;
        const Vector once = math::exponentiated_gradient_on_simplex(start, s.g, s.rate);
        EXPECT_TRUE(
            close(math::exponentiated_gradient_on_simplex(start, shifted, s.rate), once, {1e-12, 1e-13}));
        const Vector half = math::exponentiated_gradient_on_simplex(start, s.g, s.rate / 2);
        EXPECT_TRUE(
            close(math::exponentiated_gradient_on_simplex(half, s.g, s.rate / 2), once, {1e-12, 1e-13}));
    }
}

TEST(ExponentiatedGradient, InContinuousTimeTheVelocitiesDifferByAFactorTheta) {
    const auto s = situation(3, 5);
    const double h = 1e-7;
    const Vector mirror = math::exponentiated_gradient(s.theta, s.g, h);
    const Vector plain = math::descent_of_logarithms(s.theta, s.g, h);
    for (std::size_t i = 0; i < 5; ++i) {
        const double x = s.theta[i];
        EXPECT_TRUE(close((mirror[i] - x) / h, -x * s.g[i], {1e-5, 1e-6}));
        EXPECT_TRUE(close((plain[i] - x) / h, -x * x * s.g[i], {1e-5, 1e-6}));
    }
}

struct OnQuadratic {
    double x;
    double nu;
};

double nu_of(const math::MemoryOf<LearnedRates>& memory) { return std::exp(memory[0]); }

OnQuadratic after(const LearnedRates& stepper, double h, double x, int steps) {
    math::MemoryOf<LearnedRates> memory{};
    for (int t = 0; t < steps; ++t) stepper.update(x, h * x, memory, at_step(stepper, 1));
    return {x, nu_of(memory)};
}

TEST(LearnedRates, TheMetaGradientIsTheDerivativeByTheRate) {
    for (std::uint64_t n = 0; n < 30; ++n) {
        Draws draws(n);
        const double x = draws.between(-2, 2);
        const double rate = draws.between(0.01, 1);
        const auto quartic = [](auto at) { return 0.25 * at * at * at * at - 0.7 * at; };
        const auto slope = [](double at) { return at * at * at - 0.7; };
        const math::Dual<double> nu{draws.between(0.3, 2), 1};
        const math::Dual<double> loss = quartic(x - rate * slope(x) * nu);
        const double next = x - rate * nu.value * slope(x);
        EXPECT_TRUE(close(math::meta_gradient(rate, slope(x), slope(next)), loss.derivative, {1e-13, 1e-15}));
    }
}

// The step of nu is the exponentiated gradient of its own gradient, at the rate meta_rate / rate.
TEST(LearnedRates, NuFollowsTheExponentiatedGradient) {
    const LearnedRates stepper{0.3, 0.8};
    math::MemoryOf<LearnedRates> memory{};
    double x = 0;
    Vector nu{1};
    double previous = 0;
    double sum = 0;
    for (double g : {0.4, 1.0, -0.7, -0.2, 0.9, 0.8}) {
        nu = math::exponentiated_gradient(nu, Vector{math::meta_gradient(0.3, previous, g)}, 0.8 / 0.3);
        const double from = x;
        stepper.update(x, g, memory, at_step(stepper, 1));
        EXPECT_TRUE(close(nu_of(memory), nu[0], {1e-14, 0}));
        EXPECT_TRUE(close(x, from - 0.3 * nu[0] * g, {1e-14, 0}));
        sum += previous * g;
        EXPECT_TRUE(close(nu_of(memory), std::exp(0.8 * sum), {1e-14, 0}));
        previous = g;
    }
}

TEST(LearnedRates, SameSignsRaiseTheRateAndAlternatingOnesLowerIt) {
    for (bool same : {true, false}) {
        math::MemoryOf<LearnedRates> memory{};
        double x = 0;
        double last = 1;
        for (int t = 0; t < 10; ++t) {
            const LearnedRates stepper{0.05, 0.5};
            stepper.update(x, same || t % 2 == 0 ? 0.5 : -0.5, memory, at_step(stepper, 1));
            const double nu = nu_of(memory);
            if (t == 0) {
                EXPECT_EQ(nu, 1);
            } else if (same) {
                EXPECT_GT(nu, last);
            } else {
                EXPECT_LT(nu, last);
            }
            last = nu;
        }
    }
}

// On h x^2 / 2 the product of the gradients is h^2 x^2 (1 - rate nu h): none at rate nu h = 1.
TEST(LearnedRates, OnAQuadraticTheTargetIsTheInverseCurvature) {
    for (double h : {0.2, 1.0, 3.0}) {
        for (double share : {0.3, 1.0, 1.7}) {
            const LearnedRates stepper{share / h, 0.4};
            const double x1 = after(stepper, h, 1.2, 1).x;
            const double nu = after(stepper, h, 1.2, 2).nu;
            EXPECT_NEAR(std::log(nu), 0.4 * h * h * 1.44 * (1 - share), 1e-13);
            EXPECT_NEAR(x1, 1.2 * (1 - share), 1e-15);
        }
    }
}

TEST(LearnedRates, FreezesWhenTheGradientsAreGoneAndExplodesWhenTooEager) {
    EXPECT_NEAR(0.05 * after({0.05, 0.5}, 1, 1, 3000).nu, 0.308, 5e-4);
    EXPECT_NEAR(1.9 * after({1.9, 0.5}, 1, 1, 3000).nu, 1.110, 5e-4);
    EXPECT_EQ(after({0.05, 0.5}, 1, 1, 3000).nu, after({0.05, 0.5}, 1, 1, 2000).nu);
    EXPECT_GT(std::abs(after({0.05, 5}, 1, 1, 6).x), 1e30);
}

// A loss scaled by c with the rate scaled by 1 / c is the same descent, but the rates learn c^2 times as fast.
TEST(LearnedRates, DependOnTheScaleOfTheLoss) {
    const auto plain = after({0.1, 0.2}, 1, 1, 30);
    const auto scaled = after({0.1 / 3, 0.2}, 3, 1, 30);
    const auto corrected = after({0.1 / 3, 0.2 / 9}, 3, 1, 30);
    EXPECT_GT(scaled.nu, 1.05 * plain.nu);
    EXPECT_NEAR(corrected.nu, plain.nu, 1e-13);
    EXPECT_NEAR(corrected.x, plain.x, 1e-13);
}

}  // namespace exponentiated_gradient_test
}  // namespace lossfield::tests
