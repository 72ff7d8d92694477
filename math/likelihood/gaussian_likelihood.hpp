// Gaussian noise of one deviation s: why the most likely prediction has the least mean squared error.
//   r_i = yhat_i - y_i,   MSE = 1/N sum_i r_i^2
//   NLL = N/2 log(2 pi s^2) + N MSE / (2 s^2)        affine in MSE, of slope N / (2 s^2)
//     d/dyhat_i = r_i / s^2,   d/ds = N/s - N MSE / s^3
//     least over s at s^2 = MSE, where it is N/2 (log(2 pi MSE) + 1); -inf for MSE = 0
// A sample x of N(mu, v):
//   average NLL = 1/2 log(2 pi v) + mean (x - mu)^2 / (2 v)
//     d/dmu = (mu - mean x) / v,   d/dv = 1/(2 v) - mean (x - mu)^2 / (2 v^2)
//     least at mu = mean x, v = mean (x - mean x)^2 (expected (n-1)/n of the true variance): 1/2 (log(2 pi v) + 1)
// N, n >= 1 numbers; s, v > 0. Unit: nats.
// Failure: sizes that differ, no number, s or v <= 0 throw std::invalid_argument. [Gauss 1809; Fisher 1922]
#pragma once

#include <array>
#include <cmath>
#include <cstddef>
#include <numbers>
#include <span>
#include <vector>

#include "math/losses/residual_losses.hpp"
#include "math/numerics/plane_grid.hpp"

namespace lossfield::math {

[[nodiscard]] double mean_squared_error(std::span<const double> y, std::span<const double> prediction);

struct GaussianNll {
    double value = 0.0;
    std::vector<double> by_prediction;
    double by_deviation = 0.0;
};
[[nodiscard]] GaussianNll gaussian_nll_sum(std::span<const double> y, std::span<const double> prediction,
                                           double deviation);

// The same as a function of the MSE alone, and its least value over the deviation.
template <typename Scalar>
[[nodiscard]] Scalar gaussian_nll_of_mse(std::size_t n, const Scalar& mse, const Scalar& log_deviation) {
    using std::exp;
    const double count = static_cast<double>(n), half_log_two_pi = 0.5 * std::log(2.0 * std::numbers::pi);
    return count * (half_log_two_pi + log_deviation + 0.5 * mse * exp(-2.0 * log_deviation));
}
// Of one constant for all, by its mean and its log deviation: N (mean - mean y) / deviation^2 and N (1 - MSE / deviation^2),
// and the worst relative error of that against dual numbers.
struct CheckedGradient {
    std::array<double, 2> gradient{};
    double worst = 0.0;
};
[[nodiscard]] CheckedGradient gaussian_constant_gradient(std::span<const double> y, double mean, double mse,
                                                         double deviation);
// Of a line by slope and intercept: N / (2 deviation^2) times that of the MSE.
[[nodiscard]] CheckedGradient gaussian_line_gradient(std::span<const double> x, std::span<const double> y,
                                                     const Line& line, double deviation);
[[nodiscard]] double least_gaussian_nll(std::size_t n, double mse);

struct GaussianFit {
    double mean = 0.0;
    double variance = 0.0;
    double average_nll = 0.0;  // -inf where all x are equal
};
[[nodiscard]] GaussianFit gaussian_mle(std::span<const double> x);

// NLL of n numbers with this mean and variance, MSE = variance + (m - mean)^2, at every node (m, log s) of a grid, row by row.
[[nodiscard]] std::vector<double> gaussian_constant_nll(std::size_t n, const GaussianFit& numbers,
                                                        const PlaneGrid& grid);

struct GaussianAverageNll {
    double value = 0.0;
    double by_mean = 0.0;
    double by_variance = 0.0;
};
[[nodiscard]] GaussianAverageNll gaussian_average_nll(std::span<const double> x, double mean,
                                                      double variance);

}  // namespace lossfield::math
