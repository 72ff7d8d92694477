#include "math/likelihood/gaussian_likelihood.hpp"

#include <gtest/gtest.h>

#include <limits>

#include "tests/math/oracle.hpp"
#include "tests/support/support.hpp"

namespace lossfield::tests {
namespace gaussian_likelihood_test {

using math::Dual;
using Vector = std::vector<double>;

// -sum log of the density, term by term.
template <class Scalar>
Scalar definition(const Vector& y, std::span<const Scalar> at) {
    using std::log;
    Scalar sum = 0.0;
    const Scalar& s = at.back();
    for (std::size_t i = 0; i < y.size(); ++i) {
        const Scalar u = (y[i] - at[i]) / s;
        sum += 0.5 * u * u + log(s) + 0.5 * std::log(2 * std::numbers::pi);
    }
    return sum;
}

struct Case {
    Vector y, prediction;
    double deviation;
};

std::vector<Case> cases() {
    std::vector<Case> all{{{1}, {1}, 1}, {{0, 0}, {0, 0}, 0.1}, {{1000, -1000}, {-1000, 1000}, 5}};
    for (std::uint64_t s = 0; s < 60; ++s) {
        const std::size_t n = 1 + s % 9;
        all.push_back({random_point(s, n, s % 4 == 3 ? 1000 : 3), random_point(s + 100, n, 3),
                       0.1 * std::exp(4 * uniform_at(5, s, 0))});
    }
    return all;
}

TEST(GaussianLikelihood, ValueAndGradientAgreeWithTheDefinition) {
    for (const auto& [y, prediction, deviation] : cases()) {
        Vector at = prediction;
        at.push_back(deviation);
        const auto nll = math::gaussian_nll_sum(y, prediction, deviation);
        EXPECT_TRUE(close(nll.value, definition<double>(y, at), {1e-12, 1e-12}));
        Vector closed = nll.by_prediction;
        closed.push_back(nll.by_deviation);
        const auto dual =
            math::dual_gradient([&y = y](std::span<const Dual<>> p) { return definition<Dual<>>(y, p); }, at);
        EXPECT_TRUE(close(closed, dual, {1e-10, 1e-10}));
        const auto differences = central_differences(
            [&y = y](std::span<const double> p) { return definition<double>(y, p); }, at, 1e-5);
        EXPECT_TRUE(close(closed, differences, {1e-5, 1e-5 + 1e-10 * std::abs(nll.value)}));
    }
}

TEST(GaussianLikelihood, IsAffineInTheMse) {
    for (const auto& [y, prediction, deviation] : cases()) {
        const double n = static_cast<double>(y.size());
        const double mse = math::mean_squared_error(y, prediction);
        const auto nll = math::gaussian_nll_sum(y, prediction, deviation);
        EXPECT_TRUE(close(nll.value,
                          n / 2 * std::log(2 * std::numbers::pi * deviation * deviation) +
                              n / (2 * deviation * deviation) * mse,
                          {1e-13, 1e-13}));
        // The gradients by the prediction differ by the factor N / (2 s^2): the same minimiser for every s.
        for (std::size_t i = 0; i < y.size(); ++i)
            EXPECT_TRUE(close(nll.by_prediction[i],
                              n / (2 * deviation * deviation) * (2 / n) * (prediction[i] - y[i]),
                              {1e-13, 1e-300}));
    }
}

TEST(GaussianLikelihood, TheBestDeviationIsTheRootOfTheMse) {
    for (const auto& [y, prediction, deviation] : cases()) {
        const double mse = math::mean_squared_error(y, prediction);
        const double least = math::least_gaussian_nll(y.size(), mse);
        if (mse == 0) {
            EXPECT_EQ(least, -std::numeric_limits<double>::infinity());
            continue;
        }
        const auto best = math::gaussian_nll_sum(y, prediction, std::sqrt(mse));
        EXPECT_TRUE(close(best.value, least, {1e-13, 1e-12}));
        EXPECT_TRUE(close(best.by_deviation, 0, {0, 1e-12 * static_cast<double>(y.size()) / mse}));
        EXPECT_GE(math::gaussian_nll_sum(y, prediction, deviation).value, least - 1e-12 * std::abs(least));
    }
}

TEST(GaussianMle, MeanAndBiasedVarianceAreStationaryAndLeast) {
    for (const auto& [x, unused, deviation] : cases()) {
        const auto fit = math::gaussian_mle(x);
        if (fit.variance == 0) {
            EXPECT_EQ(fit.average_nll, -std::numeric_limits<double>::infinity());
            continue;
        }
        const auto at = math::gaussian_average_nll(x, fit.mean, fit.variance);
        EXPECT_TRUE(close(at.value, fit.average_nll));
        EXPECT_TRUE(close(at.by_mean, 0, {0, 1e-12 / std::sqrt(fit.variance)}));
        EXPECT_TRUE(close(at.by_variance, 0, {0, 1e-12 / fit.variance}));
        const auto other = math::gaussian_average_nll(x, fit.mean + 0.1 * deviation, fit.variance * 1.1);
        EXPECT_GT(other.value, fit.average_nll);
        const Dual<> mu{fit.mean + 0.3, 1}, fixed_mu = fit.mean + 0.3;
        const Dual<> v{2 * fit.variance, 1}, fixed_v = 2 * fit.variance;
        const auto value = [&x = x](const Dual<>& m, const Dual<>& variance) {
            Dual<> sum = 0.0;
            for (const double at_x : x) sum += (at_x - m) * (at_x - m) / static_cast<double>(x.size());
            return 0.5 * (std::log(2 * std::numbers::pi) + log(variance) + sum / variance);
        };
        const auto here = math::gaussian_average_nll(x, mu.value, v.value);
        EXPECT_TRUE(close(here.value, value(mu, v).value));
        EXPECT_TRUE(close(here.by_mean, value(mu, fixed_v).derivative, {1e-10, 1e-12}));
        EXPECT_TRUE(close(here.by_variance, value(fixed_mu, v).derivative, {1e-10, 1e-12}));
    }
}

// E v_hat = (n - 1) / n of the variance: over all samples of three from a fair coin of -1 and 1.
TEST(GaussianMle, TheVarianceIsBiased) {
    double mean = 0;
    for (int k = 0; k < 8; ++k)
        mean +=
            math::gaussian_mle(Vector{k & 1 ? 1.0 : -1.0, k & 2 ? 1.0 : -1.0, k & 4 ? 1.0 : -1.0}).variance /
            8;
    EXPECT_TRUE(close(mean, 2.0 / 3));
}

// By mean and log deviation of one constant for all, against differences of the definition.
TEST(GaussianLikelihood, GradientOfAConstant) {
    for (const auto& [y, prediction, deviation] : cases()) {
        const double mean = prediction[0], n = static_cast<double>(y.size());
        const double mse = math::mean_squared_error(y, Vector(y.size(), mean));
        const auto closed = math::gaussian_constant_gradient(y, mean, mse, deviation);
        const auto value = [&y = y](std::span<const double> at) {
            Vector all(y.size(), at[0]);
            all.push_back(std::exp(at[1]));
            return definition<double>(y, all);
        };
        const Vector at{mean, std::log(deviation)};
        const double size = n * (1 + mse / deviation / deviation);
        EXPECT_TRUE(close(closed.gradient, central_differences(value, at, 1e-5), {1e-5, 1e-5 + 1e-9 * size}));
        EXPECT_LT(closed.worst, 1e-8);
    }
}

// By slope and intercept, against differences of the sum over the data.
TEST(GaussianLikelihood, GradientOfALine) {
    for (std::uint64_t s = 0; s < 30; ++s) {
        const Vector x = random_point(s, 2 + s % 8, 3), y = random_point(s + 40, 2 + s % 8, 3);
        const double deviation = 0.3 + 2 * uniform_at(6, s, 0);
        const Vector at = random_point(s + 80, 2, 2);
        const auto value = [&](std::span<const double> p) {
            Vector all;
            for (const double v : x) all.push_back(p[0] * v + p[1]);
            all.push_back(deviation);
            return definition<double>(y, all);
        };
        const auto closed = math::gaussian_line_gradient(x, y, {at[0], at[1]}, deviation);
        EXPECT_TRUE(close(closed.gradient, central_differences(value, at, 1e-5), {1e-6, 1e-5}));
        EXPECT_LT(closed.worst, 1e-9);
    }
    EXPECT_THROW((void)math::gaussian_line_gradient(Vector{1}, Vector{1}, {}, 0), std::invalid_argument);
}

TEST(GaussianLikelihood, TheGridOfAConstantIsTheSumOverTheData) {
    for (std::uint64_t s = 0; s < 10; ++s) {
        const Vector y = random_point(s, 1 + s, 3);
        const math::PlaneGrid grid{-2, 4, -1, 1.5, 7, 5};
        const Vector values = math::gaussian_constant_nll(y.size(), math::gaussian_mle(y), grid);
        for (std::size_t j = 0; j < grid.rows; ++j)
            for (std::size_t i = 0; i < grid.columns; ++i) {
                Vector at(y.size(), grid.x(i));
                at.push_back(std::exp(grid.y(j)));
                EXPECT_TRUE(close(values[j * grid.columns + i], definition<double>(y, at), {1e-12, 1e-12}));
            }
    }
}

// Over every fit that training may give and every noise: bias^2 + variance + noise.
TEST(GaussianLikelihood, MseIsBiasPlusVariancePlusNoise) {
    const double truth = 0.7;
    const Vector fits{0.1, 0.9, 1.6}, noise{-0.5, 0.5};
    double mse = 0, mean = 0, variance = 0;
    for (const double f : fits) {
        mean += f / 3;
        for (const double e : noise) mse += math::mean_squared_error(Vector{truth + e}, Vector{f}) / 6;
    }
    for (const double f : fits) variance += (f - mean) * (f - mean) / 3;
    EXPECT_TRUE(close(mse, (mean - truth) * (mean - truth) + variance + 0.25));
}

TEST(GaussianLikelihood, RefusesWhatHasNoMeaning) {
    EXPECT_THROW((void)math::gaussian_nll_sum(Vector{1}, Vector{1}, 0), std::invalid_argument);
    EXPECT_THROW((void)math::gaussian_nll_sum(Vector{1}, Vector{1, 2}, 1), std::invalid_argument);
    EXPECT_THROW((void)math::gaussian_mle(Vector{}), std::invalid_argument);
    EXPECT_THROW((void)math::gaussian_average_nll(Vector{1}, 0, -1), std::invalid_argument);
}

}  // namespace gaussian_likelihood_test
}  // namespace lossfield::tests
