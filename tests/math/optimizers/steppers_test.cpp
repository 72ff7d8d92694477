#include "math/optimizers/steppers.hpp"

#include <gtest/gtest.h>

#include <complex>

#include "math/descent/quadratic_descent.hpp"
#include "tests/math/oracle.hpp"
#include "tests/support/support.hpp"

namespace lossfield::tests {
namespace steppers_test {

using math::Adam;
using math::GradientDescent;
using math::Momentum;
using math::Nesterov;

// x after `steps` steps on f = h x^2 / 2 from x0.
template <typename Stepper>
double on_quadratic(const Stepper& stepper, double h, double x0, int steps) {
    double x = x0;
    math::MemoryOf<Stepper> memory{};
    for (int t = 1; t <= steps; ++t) {
        const double g = h * look_ahead(stepper, x, memory);
        stepper.update(x, g, memory, at_step(stepper, static_cast<std::uint64_t>(t)));
    }
    return x;
}

// The moves of Adam for given gradients.
std::vector<double> adam_path(const Adam& adam, const std::vector<double>& gradients) {
    std::vector<double> path;
    double x = 0;
    math::MemoryOf<Adam> memory{};
    for (std::size_t t = 1; t <= gradients.size(); ++t) {
        adam.update(x, gradients[t - 1], memory, at_step(adam, t));
        path.push_back(x);
    }
    return path;
}

// x_t = a z1^t + b z2^t with the roots of z^2 - trace z + product, x_0 = x0, x_1 = x0 (1 - rate h).
double second_order(Real trace, Real product, Real first, Real x0, int steps) {
    using Complex = std::complex<Real>;
    const Complex root = std::sqrt(Complex(trace * trace - 4 * product));
    const Complex z1 = (trace + root) / Real(2);
    const Complex z2 = (trace - root) / Real(2);
    const Complex a = (first * x0 - z2 * x0) / (z1 - z2);
    return static_cast<double>((a * std::pow(z1, steps) + (x0 - a) * std::pow(z2, steps)).real());
}

constexpr double curvatures[] = {0.05, 0.7, 1.0, 13.0};
constexpr double momenta[] = {0.1, 0.5, 0.9, 0.99};

// Rates from gentle to just above the limit: real, complex and negative roots.
const std::vector<double> shares_of_limit{0.003, 0.2, 0.55, 0.93, 0.999, 1.004};

TEST(GradientDescentStepper, IteratesAreAPowerOnQuadratics) {
    for (double h : curvatures) {
        for (double share : shares_of_limit) {
            const GradientDescent stepper{share * 2 / h};
            const Real factor = 1 - static_cast<Real>(stepper.rate) * static_cast<Real>(h);
            EXPECT_TRUE(close(on_quadratic(stepper, h, 1.5, 60),
                              static_cast<double>(1.5L * std::pow(factor, 60)), {1e-11, 1e-15}))
                << h << ' ' << share;
        }
    }
}

TEST(MomentumStepper, IteratesFollowTheCharacteristicRoots) {
    for (double h : curvatures) {
        for (double momentum : momenta) {
            for (double share : shares_of_limit) {
                const Momentum stepper{share * 2 * (1 + momentum) / h, momentum};
                const Real rh = static_cast<Real>(stepper.rate) * static_cast<Real>(h);
                const Real beta = momentum;
                const double exact = second_order(1 + beta - rh, beta, 1 - rh, -0.8L, 45);
                EXPECT_TRUE(close(on_quadratic(stepper, h, -0.8, 45), exact, {1e-10, 1e-13}))
                    << h << ' ' << momentum << ' ' << share;
            }
        }
    }
}

TEST(NesterovStepper, IteratesFollowTheCharacteristicRoots) {
    for (double h : curvatures) {
        for (double momentum : momenta) {
            for (double share : shares_of_limit) {
                const Nesterov stepper{share * 2 * (1 + momentum) / ((1 + 2 * momentum) * h), momentum};
                const Real kept = 1 - static_cast<Real>(stepper.rate) * static_cast<Real>(h);
                const Real beta = momentum;
                const double exact = second_order((1 + beta) * kept, beta * kept, kept, 2.5L, 45);
                EXPECT_TRUE(close(on_quadratic(stepper, h, 2.5, 45), exact, {1e-10, 1e-13}))
                    << h << ' ' << momentum << ' ' << share;
            }
        }
    }
}

template <typename Stepper>
void expect_stable_below_only(Stepper stepper, const char* name) {
    for (double h : curvatures) {
        const double limit = limit_of(stepper, h);
        stepper.rate = 0.999 * limit;
        EXPECT_LT(std::abs(on_quadratic(stepper, h, 1, 20000)), 1e-3) << name << ' ' << h;
        stepper.rate = 1.001 * limit;
        // Far above its limit the iterate overflows to inf and then to NaN.
        EXPECT_FALSE(std::abs(on_quadratic(stepper, h, 1, 20000)) < 1e3) << name << ' ' << h;
    }
}

TEST(StabilityLimits, ConvergesJustBelowAndDivergesJustAbove) {
    expect_stable_below_only(GradientDescent{}, "gradient descent");
    for (double momentum : {0.0, 0.3, 0.9, 0.99}) {
        expect_stable_below_only(Momentum{.rate = 0, .momentum = momentum}, "momentum");
        expect_stable_below_only(Nesterov{.rate = 0, .momentum = momentum}, "Nesterov");
    }
    EXPECT_EQ(limit_of(Adam{}, 1e9), std::numeric_limits<double>::infinity());
    EXPECT_TRUE(close(Momentum{.rate = 0, .momentum = 0.5}.limit(4), 0.75));
    EXPECT_TRUE(close(Nesterov{.rate = 0, .momentum = 0.5}.limit(4), 0.375));
}

TEST(Steppers, WithoutMomentumAllThreeAreGradientDescent) {
    const double expected = on_quadratic(GradientDescent{0.3}, 2, 1, 30);
    EXPECT_EQ(on_quadratic(Momentum{0.3, 0}, 2, 1, 30), expected);
    EXPECT_EQ(on_quadratic(Nesterov{0.3, 0}, 2, 1, 30), expected);
}

// T56: along a constant gradient the move tends to rate / (1 - momentum).
TEST(MomentumStepper, AConstantGradientIsAmplified) {
    const Momentum stepper{0.01, 0.9};
    double x = 0;
    math::MemoryOf<Momentum> memory{};
    for (int t = 0; t < 400; ++t) stepper.update(x, 2.0, memory, at_step(stepper, 1));
    EXPECT_TRUE(close(memory[0], -2.0 * 0.01 / (1 - 0.9), {1e-12, 0}));
}

// T56, exponential-average form: m = beta m + (1 - beta) g, x -= rate' m with rate' = rate / (1 - beta).
TEST(MomentumStepper, IsTheAveragingFormWithAnotherRate) {
    const Momentum stepper{0.02, 0.8};
    double x = 1.0;
    double averaged = 1.0;
    double m = 0.0;
    math::MemoryOf<Momentum> memory{};
    for (int t = 0; t < 50; ++t) {
        stepper.update(x, 5 * x, memory, at_step(stepper, 1));
        m = 0.8 * m + 0.2 * (5 * averaged);
        averaged -= 0.02 / 0.2 * m;
    }
    EXPECT_TRUE(close(x, averaged, {1e-12, 1e-15}));
}

// -rate g / (|g| + epsilon), whatever beta1 and beta2.
TEST(AdamStepper, TheFirstStepIsTheSignSoftenedByEpsilon) {
    for (double beta1 : {0.0, 0.5, 0.9, 0.9999}) {
        for (double beta2 : {0.0, 0.9, 0.999, 0.9999}) {
            for (double epsilon : {0.0, 1e-8, 1e-3, 1.0}) {
                for (double g : {-1e6, -0.3, 1e-9, 2.0}) {
                    const auto path = adam_path({{0.1, beta1, beta2, epsilon}}, {g});
                    EXPECT_TRUE(close(path[0], -0.1 * g / (std::abs(g) + epsilon), {1e-12, 0}))
                        << beta1 << ' ' << beta2 << ' ' << epsilon << ' ' << g;
                }
            }
        }
    }
}

TEST(AdamStepper, AConstantGradientGivesTheSameStepForEver) {
    for (double g : {-4.0, 0.02}) {
        const auto path = adam_path({{0.01, 0.9, 0.999, 1e-4}}, std::vector<double>(3000, g));
        for (std::size_t t : {1u, 2u, 10u, 100u, 1000u, 3000u})
            EXPECT_TRUE(
                close(path[t - 1], -0.01 * static_cast<double>(t) * g / (std::abs(g) + 1e-4), {1e-11, 0}))
                << t;
    }
}

TEST(AdamStepper, WithoutEpsilonTheSizeOfTheGradientsDoesNotMatter) {
    std::vector<double> gradients;
    std::vector<double> scaled;
    for (std::uint64_t t = 0; t < 200; ++t) {
        gradients.push_back(random_point(t, 1, 3)[0]);
        scaled.push_back(0x1p40 * gradients.back());
    }
    // A power of two scales m exactly and sqrt(v) exactly: the same bits.
    EXPECT_EQ(adam_path({{0.1, 0.9, 0.99, 0}}, gradients), adam_path({{0.1, 0.9, 0.99, 0}}, scaled));
}

TEST(AdamStepper, WithoutMemoryItIsTheSignOfTheGradient) {
    EXPECT_EQ(adam_path({{0.25, 0, 0, 0}}, {3, -1e-5, 7, -2}), (std::vector<double>{-0.25, 0, -0.25, 0}));
}

// T57: after long silence one gradient moves (1 - beta1) / sqrt(1 - beta2) times the rate.
TEST(AdamStepper, ASpikeAfterSilenceMovesByTheKnownFactor) {
    std::vector<double> gradients(200000, 0.0);
    gradients.push_back(5.0);
    const auto path = adam_path({{1.0, 0.9, 0.999, 1e-12}}, gradients);
    EXPECT_TRUE(close(-path.back(), 3.16227766, {1e-8, 0}));
}

TEST(AdamStepper, BiasCorrectionKeepsItsDigitsAndEndsAtOne) {
    EXPECT_EQ(math::BiasCorrection(0.0).at(1), 1.0);
    EXPECT_TRUE(close(math::BiasCorrection(0.9999).at(1), 1 - 0.9999, {1e-14, 0}));
    for (double beta : {0.5, 0.9, 0.999, 0.9999}) {
        for (std::uint64_t t : {1u, 2u, 7u, 100u, 5000u, 100000u, 4000000u}) {
            const Real exact = -std::expm1(static_cast<Real>(t) * std::log(static_cast<Real>(beta)));
            EXPECT_TRUE(close(math::BiasCorrection(beta).at(t), static_cast<double>(exact), {1e-14, 0}))
                << beta << ' ' << t;
        }
    }
    EXPECT_EQ(math::BiasCorrection(0.9).at(100000), 1.0);
}

TEST(BestRates, ContractAsStatedOnBothEndsOfTheSpectrum) {
    const double mu = 0.5;
    const double largest = 40;
    const auto gd = math::best_gradient_descent(mu, largest);
    for (double h : {mu, largest}) {
        EXPECT_TRUE(close(std::abs(on_quadratic(GradientDescent{gd.rate}, h, 1, 100)),
                          std::pow(gd.contraction, 100), {1e-10, 0}));
        const auto best = math::best_heavy_ball(mu, largest);
        const Momentum stepper{best.rate, best.momentum};
        // A double root: |x_t| grows like t q^t, so the ratio over many steps tends to q.
        const double late = std::abs(on_quadratic(stepper, h, 1, 101) / on_quadratic(stepper, h, 1, 100));
        EXPECT_NEAR(late, best.contraction, 0.02);
        EXPECT_LT(best.contraction, gd.contraction);
    }
    EXPECT_THROW(static_cast<void>(math::best_heavy_ball(2, 1)), std::invalid_argument);
    EXPECT_THROW(static_cast<void>(math::best_gradient_descent(0, 1)), std::invalid_argument);
}

}  // namespace steppers_test
}  // namespace lossfield::tests
