// Regression with its own uncertainty: least squares beside it, and what the parameters make of every point.
#include "math/likelihood/uncertain_fit.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "tests/math/oracle.hpp"
#include "tests/support/support.hpp"

namespace lossfield::tests {
namespace uncertain_fit_test {

using math::NoiseFamily;
using Numbers = std::vector<double>;

const Numbers places{-2, -1, 0, 1, 2}, heights{-1.5, 0.2, 0.1, 1.4, 1.1};
const math::UncertainModel plain{.floor = -6.0, .centre = 0, .reach = 2};

TEST(UncertainFit, LeastSquaresFindsTheLineAndTheParabola) {
    Numbers line, parabola;
    for (const double v : places) line.push_back(0.5 * v + 0.25), parabola.push_back(v * v - v);
    EXPECT_EQ(math::mean_by_least_squares(plain, places, line), (Numbers{0.25, 1}));
    math::UncertainModel bent = plain;
    bent.mean_terms = 3;
    EXPECT_EQ(math::mean_by_least_squares(bent, places, parabola), (Numbers{0, -2, 4}));
}

TEST(UncertainFit, TheGradientIsThatOfDualNumbers) {
    EXPECT_LT(math::check_uncertain_gradient(plain, Numbers{0.1, -0.2, 0.3, 0.4}, places, heights), 1e-9);
}

struct Case {
    math::UncertainModel model;
    Numbers x, y, theta;
};

std::vector<Case> cases() {
    std::vector<Case> all;
    for (std::uint64_t s = 0; s < 40; ++s) {
        const std::size_t n = 4 + s % 9;
        Case c;
        c.model.family = s % 2 == 0 ? NoiseFamily::Gaussian : NoiseFamily::Laplace;
        c.model.mean_terms = 1 + s % 3, c.model.spread_terms = 1 + s / 3 % 3;
        if (s % 4 == 1) c.model.floor = -1.0;
        c.model.centre = 0.3, c.model.reach = 4;
        c.x = random_point(s, n, 4), c.y = random_point(s + 100, n, 5);
        c.theta = random_point(s + 200, c.model.parameters(), 2);
        all.push_back(c);
    }
    return all;
}

// No line or parabola comes nearer, and with its spread no other spread is likelier: held against the loss itself.
TEST(UncertainFit, OneSpreadIsTheLeastLossOfTheMeanOfLeastSquares) {
    for (auto [model, x, y, unused] : cases()) {
        const auto fit = math::fit_one_spread(model, x, y);
        double square = 0, size = 0;
        for (std::size_t i = 0; i < x.size(); ++i) {
            const double r = y[i] - model.mean(fit.mean, x[i]);
            square += r * r / static_cast<double>(x.size()),
                size += std::abs(r) / static_cast<double>(x.size());
        }
        EXPECT_TRUE(close(fit.mse, square, {1e-12, 1e-15}));
        for (std::size_t j = 0; j < fit.mean.size(); ++j)
            for (const double off : {-0.01, 0.01}) {
                Numbers other = fit.mean;
                other[j] += off;
                double mse = 0;
                for (std::size_t i = 0; i < x.size(); ++i)
                    mse += std::pow(y[i] - model.mean(other, x[i]), 2) / static_cast<double>(x.size());
                EXPECT_GE(mse, fit.mse - 1e-12);
            }
        model.spread_terms = 1, model.floor.reset();
        const double best = 2 * std::log(model.family == NoiseFamily::Gaussian ? std::sqrt(square) : size);
        for (const double off : {0.0, -0.2, 0.2}) {
            Numbers theta = fit.mean;
            theta.push_back(best + off);
            const double loss = math::uncertain_loss<double>(model, theta, x, y);
            if (off == 0) {
                EXPECT_TRUE(close(fit.loss, loss, {1e-11, 1e-11}));
            } else {
                EXPECT_GT(loss, fit.loss);
            }
        }
    }
    const auto exact = math::fit_one_spread(plain, places, places);
    EXPECT_EQ(exact.mse, 0);
    EXPECT_EQ(exact.loss, -std::numeric_limits<double>::infinity());
}

// The pull on the mean of a residual of 1 at the log scale of each point, by the derivative of its loss.
TEST(UncertainFit, WeightsAreSharesOfThePullOfEqualResiduals) {
    for (const auto& [model, x, y, theta] : cases()) {
        const auto all = math::uncertain_points(model, theta, x, y);
        Numbers pulls;
        double sum = 0, lightest = 1e300, heaviest = 0;
        for (std::size_t i = 0; i < x.size(); ++i) {
            EXPECT_TRUE(close(all.residual[i], y[i] - model.mean(theta, x[i])));
            pulls.push_back(-math::uncertain_terms(model.family, 1, model.log_scale(theta, x[i])).by_mean);
            sum += pulls[i], lightest = std::min(lightest, pulls[i]), heaviest = std::max(heaviest, pulls[i]);
        }
        for (std::size_t i = 0; i < x.size(); ++i) {
            EXPECT_TRUE(close(all.weight[i], pulls[i] / sum, {1e-12, 0}));
            EXPECT_LE(all.log_scale[all.surest], all.log_scale[i]);
        }
        EXPECT_TRUE(close(all.weight_ratio, heaviest / lightest, {1e-12, 0}));
        const auto [low, high] = std::minmax_element(all.log_scale.begin(), all.log_scale.end());
        EXPECT_EQ(all.least_deviation, math::noise_deviation(model.family, *low));
        EXPECT_EQ(all.most_deviation, math::noise_deviation(model.family, *high));
        EXPECT_EQ(all.gradient, math::uncertain_loss_and_gradient(model, theta, x, y).gradient);
    }
}

// Log scales so far apart that e^-s alone would overflow.
TEST(UncertainFit, WeightsStandExtremeScales) {
    const math::UncertainModel level{.mean_terms = 1, .floor = {}};
    const auto all = math::uncertain_points(level, Numbers{0, 0, -1000}, Numbers{-1, 1}, Numbers{0, 0});
    EXPECT_EQ(all.weight, (Numbers{0, 1}));
    EXPECT_EQ(all.surest, 1U);
    EXPECT_EQ(all.weight_ratio, std::numeric_limits<double>::infinity());
}

// The second moment of the density e^-l, by trapezoids.
TEST(UncertainFit, DeviationIsThatOfTheNoise) {
    for (const NoiseFamily family : {NoiseFamily::Gaussian, NoiseFamily::Laplace})
        for (const double s : {-3.0, 0.0, 1.7}) {
            const double reach = 60 * std::exp(0.5 * s), step = reach / 60000;
            double mass = 0, square = 0;
            for (double r = -reach; r <= reach; r += step) {
                const double density = std::exp(-math::uncertain_nll(family, r, s)) * step;
                mass += density, square += density * r * r;
            }
            EXPECT_NEAR(mass, 1, 1e-5);
            EXPECT_TRUE(close(math::noise_deviation(family, s), std::sqrt(square), {1e-5, 0}));
        }
}

TEST(UncertainFit, ResidualOfALossHasThatLoss) {
    for (std::uint64_t s = 0; s < 40; ++s) {
        const auto family = s % 2 == 0 ? NoiseFamily::Gaussian : NoiseFamily::Laplace;
        const double scale = 8 * uniform_at(61, s, 0) - 4, r = 5 * uniform_at(61, s, 1);
        const double value = math::uncertain_nll(family, r, scale);
        EXPECT_TRUE(close(math::residual_of_loss(family, value, scale), r, {1e-6, 1e-6}));
        const double least = math::uncertain_nll(family, 0.0, scale);
        EXPECT_EQ(math::residual_of_loss(family, least - 1, scale), 0);
        const double infinity = std::numeric_limits<double>::infinity();
        EXPECT_EQ(math::residual_of_loss(family, infinity, scale), infinity);
    }
}

}  // namespace uncertain_fit_test
}  // namespace lossfield::tests
