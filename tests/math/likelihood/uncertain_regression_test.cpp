#include "math/likelihood/uncertain_regression.hpp"

#include <gtest/gtest.h>

#include <limits>

#include "math/likelihood/gaussian_likelihood.hpp"
#include "math/losses/residual_losses.hpp"
#include "math/numerics/gradient_check.hpp"
#include "tests/math/oracle.hpp"
#include "tests/support/support.hpp"

namespace lossfield::tests {
namespace uncertain_regression_test {

using math::Dual;
using math::NoiseFamily;
using math::UncertainModel;
using Vector = std::vector<double>;
constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr NoiseFamily families[] = {NoiseFamily::Gaussian, NoiseFamily::Laplace};

double oracle_nll(NoiseFamily family, double r, double s) {
    const Real b = std::exp(static_cast<Real>(s) / 2), z = static_cast<Real>(r) / b;
    const Real two_pi = 2 * std::acos(static_cast<Real>(-1));
    const Real l = family == NoiseFamily::Gaussian ? std::log(two_pi) / 2 + std::log(b) + z * z / 2
                                                   : std::log(2 * b) + std::abs(z);
    return static_cast<double>(l);
}

TEST(UncertainNll, IsTheNegativeLogDensity) {
    for (const auto family : families)
        for (const double r : {-4.0, -0.3, 0.0, 1e-9, 2.0})
            for (const double s : {-30.0, -6.0, 0.0, 0.7, 4.0})
                EXPECT_TRUE(
                    close(math::uncertain_nll(family, r, s), oracle_nll(family, r, s), {1e-13, 1e-14}))
                    << r << ' ' << s;
    EXPECT_TRUE(close(math::uncertain_nll(NoiseFamily::Gaussian, 1.0, 0.0), 1.4189385332046727, {1e-15, 0}));
    // The densities integrate to 1.
    for (const auto family : families) {
        double mass = 0;
        for (double r = -60; r < 60; r += 1.0 / 64)
            mass += std::exp(-math::uncertain_nll(family, r + 1.0 / 128, 1.2)) / 64;
        EXPECT_NEAR(mass, 1, 1e-4);
    }
}

TEST(UncertainNll, GradientsAgreeWithDualNumbersAndDifferences) {
    for (const auto family : families)
        for (std::uint64_t k = 0; k < 60; ++k) {
            const Vector at{8 * uniform_at(3, k, 0) - 4, 10 * uniform_at(3, k, 1) - 6};
            const auto value = [&](const auto& p) {
                return math::uncertain_nll(family, -p[0], p[1]);  // mu = p[0], y = 0
            };
            const auto terms = math::uncertain_terms(family, -at[0], at[1]);
            const Vector closed{terms.by_mean, terms.by_log_scale};
            EXPECT_EQ(terms.value, value(at));
            EXPECT_TRUE(close(closed, math::dual_gradient(value, at), {1e-13, 1e-14})) << k;
            EXPECT_TRUE(close(closed, central_differences(value, at, 1e-6), {1e-5, 1e-5})) << k;
        }
    EXPECT_EQ(math::uncertain_terms(NoiseFamily::Laplace, 0, -3).by_mean, 0);
    // The noisier, the weaker the pull of the same residual.
    EXPECT_TRUE(
        close(math::uncertain_terms(NoiseFamily::Gaussian, 1, std::log(100.0)).by_mean, -0.01, {1e-14, 0}));
}

TEST(UncertainNll, IsLeastOnTheValleyWhichHasNoBottom) {
    for (const auto family : families) {
        for (const double r : {-3.0, 0.02, 1.0, 2.5}) {
            const double s = math::best_log_scale(r), least = math::best_uncertain_nll(family, r);
            EXPECT_TRUE(close(math::uncertain_nll(family, r, s), least, {1e-13, 1e-14}));
            EXPECT_NEAR(math::uncertain_terms(family, r, s).by_log_scale, 0, 1e-15);
            for (const double aside : {-1.0, -0.01, 0.01, 1.0})
                EXPECT_GT(math::uncertain_nll(family, r, s + aside), least);
        }
        EXPECT_EQ(math::best_log_scale(0), -infinity);
        EXPECT_EQ(math::best_uncertain_nll(family, 0), -infinity);
        EXPECT_LT(math::uncertain_nll(family, 0.0, -1000.0), -499);
        EXPECT_EQ(math::uncertain_nll(family, 1.0, -2000.0), infinity);
    }
    const double pi = std::acos(-1.0);
    EXPECT_TRUE(close(math::best_uncertain_nll(NoiseFamily::Gaussian, 2),
                      0.5 * std::log(2 * pi * std::exp(1.0) * 4), {1e-15, 0}));
    EXPECT_TRUE(
        close(math::best_uncertain_nll(NoiseFamily::Laplace, 2), std::log(4 * std::exp(1.0)), {1e-15, 0}));
}

struct Problem {
    UncertainModel model;
    Vector theta, x, y;
};

std::vector<Problem> problems() {
    std::vector<Problem> all;
    for (std::uint32_t k = 0; k < 48; ++k) {
        Problem p{{k % 2 == 0 ? NoiseFamily::Gaussian : NoiseFamily::Laplace,
                   1 + k % 3,
                   1 + k / 3 % 3,
                   {},
                   0.4,
                   2.5},
                  {},
                  {},
                  {}};
        if (k % 4 < 2) p.model.floor = -3.0;
        for (std::uint32_t j = 0; j < p.model.parameters(); ++j)
            p.theta.push_back(6 * uniform_at(17, k, j) - 3);
        for (std::uint32_t i = 0; i < 7; ++i) {
            p.x.push_back(6 * uniform_at(18, k, i) - 3);
            p.y.push_back(6 * uniform_at(19, k, i) - 3);
        }
        all.push_back(p);
    }
    return all;
}

TEST(UncertainLoss, IsTheMeanOfItsPointsAndItsGradientAgreesWithDualNumbers) {
    for (const Problem& p : problems()) {
        const auto loss = math::uncertain_loss_and_gradient(p.model, p.theta, p.x, p.y);
        double mean = 0;
        for (std::size_t i = 0; i < p.x.size(); ++i)
            mean += math::uncertain_nll(p.model.family, p.y[i] - p.model.mean(p.theta, p.x[i]),
                                        p.model.log_scale(p.theta, p.x[i])) /
                    7;
        EXPECT_TRUE(close(loss.value, mean, {1e-13, 1e-14}));
        const auto of_theta = [&](std::span<const Dual<>> theta) {
            return math::uncertain_loss(p.model, theta, p.x, p.y);
        };
        EXPECT_TRUE(close(loss.gradient, math::dual_gradient(of_theta, p.theta), {1e-11, 1e-12}));
        const auto value = [&](std::span<const double> theta) {
            return math::uncertain_loss(p.model, theta, p.x, p.y);
        };
        if (p.model.family == NoiseFamily::Gaussian) {
            EXPECT_TRUE(close(loss.gradient, central_differences(value, p.theta, 1e-6), {1e-4, 1e-4}));
        }
    }
}

TEST(UncertainLoss, TheFloorKeepsItBounded) {
    UncertainModel model{NoiseFamily::Gaussian, 1, 1, -4.0};
    const Vector x{1, 2}, y{0.5, 0.5};
    EXPECT_TRUE(close(model.log_scale(Vector{0, -1e6}, 0), -4, {1e-15, 0}));
    EXPECT_TRUE(close(model.log_scale(Vector{0, 50}, 0), 50, {1e-15, 0}));
    for (const double a : {-1e6, -100.0, -4.0, 0.0, 3.0})
        EXPECT_GE(math::uncertain_loss_and_gradient(model, Vector{0.5, a}, x, y).value,
                  0.9189385332046727 - 2 - 1e-12);
    // Below the floor a point that is not hit still pulls s up again.
    EXPECT_LT(math::uncertain_loss_and_gradient(model, Vector{2.5, -8}, x, y).gradient[1], 0);
    model.floor.reset();
    EXPECT_LT(math::uncertain_loss_and_gradient(model, Vector{0.5, -1000}, x, y).value, -499);
}

TEST(UncertainLoss, WithOneSpreadForAllItIsLeastSquares) {
    UncertainModel model;
    model.spread_terms = 1;
    const Vector x{0, 1, 2, 4}, y{0.3, 1.4, 1.1, 3.9};
    const Vector theta{0.2, 0.9, 0.6};
    Vector prediction;
    for (const double v : x) prediction.push_back(model.mean(theta, v));
    const double total = math::gaussian_nll_sum(y, prediction, std::exp(0.3)).value;
    EXPECT_TRUE(close(math::uncertain_loss_and_gradient(model, theta, x, y).value, total / 4, {1e-14, 0}));
    // At the line of least squares with s = log MSE nothing pulls any more.
    const math::Line line = math::least_squares_line(x, y);
    Vector at{line.intercept, line.slope, 0};
    prediction.clear();
    for (const double v : x) prediction.push_back(model.mean(at, v));
    at[2] = std::log(math::mean_squared_error(y, prediction));
    const auto least = math::uncertain_loss_and_gradient(model, at, x, y);
    EXPECT_TRUE(close(least.gradient, Vector(3, 0.0), {0, 1e-13}));
    EXPECT_TRUE(close(least.value, math::least_gaussian_nll(4, std::exp(at[2])) / 4, {1e-14, 0}));
}

TEST(UncertainLoss, RefusesWhatDoesNotFit) {
    const UncertainModel model;
    const Vector four(4, 0.0), one{1};
    EXPECT_THROW((void)math::uncertain_loss_and_gradient(model, one, one, one), std::invalid_argument);
    EXPECT_THROW((void)math::uncertain_loss_and_gradient(model, four, Vector{}, Vector{}),
                 std::invalid_argument);
    EXPECT_THROW((void)math::uncertain_loss_and_gradient(model, four, one, four), std::invalid_argument);
    UncertainModel odd;
    odd.mean_terms = 4, odd.spread_terms = 0;
    EXPECT_THROW((void)math::uncertain_loss_and_gradient(odd, four, one, one), std::invalid_argument);
}

}  // namespace uncertain_regression_test
}  // namespace lossfield::tests
