#include "math/likelihood/gaussian_likelihood.hpp"

#include <algorithm>

#include "math/numerics/check.hpp"
#include "math/numerics/gradient_check.hpp"

namespace lossfield::math {
namespace {

const double log_two_pi = std::log(2.0 * std::numbers::pi);

}  // namespace

double mean_squared_error(std::span<const double> y, std::span<const double> prediction) {
    check_at_least("mean_squared_error: number of observations", y.size(), 1);
    check_size("mean_squared_error: number of predictions", prediction.size(), y.size());
    double sum = 0.0;
    for (std::size_t i = 0; i < y.size(); ++i) sum += (prediction[i] - y[i]) * (prediction[i] - y[i]);
    return sum / static_cast<double>(y.size());
}

GaussianNll gaussian_nll_sum(std::span<const double> y, std::span<const double> prediction,
                             double deviation) {
    check_positive("gaussian_nll_sum: deviation", deviation);
    const double mse = mean_squared_error(y, prediction), n = static_cast<double>(y.size());
    GaussianNll out;
    out.value = gaussian_nll_of_mse(y.size(), mse, std::log(deviation));
    for (std::size_t i = 0; i < y.size(); ++i)
        out.by_prediction.push_back((prediction[i] - y[i]) / deviation / deviation);
    out.by_deviation = n / deviation * (1.0 - mse / deviation / deviation);
    return out;
}

CheckedGradient gaussian_constant_gradient(std::span<const double> y, double mean, double mse,
                                           double deviation) {
    const double n = static_cast<double>(y.size());
    const auto nll = gaussian_nll_sum(y, std::vector<double>(y.size(), mean), deviation);
    double by_mean = 0, size = 0;
    for (const double g : nll.by_prediction) by_mean += g, size += std::abs(g);
    const std::array<double, 2> gradient{by_mean, n * (1 - mse / deviation / deviation)};
    const auto value = [&](std::span<const Dual<>> at) {
        Dual<> square = 0.0;
        for (const double v : y) square += (at[0] - v) * (at[0] - v) / n;
        return gaussian_nll_of_mse(y.size(), square, at[1]);
    };
    const std::array<double, 2> at{mean, std::log(deviation)};
    const std::array<double, 2> scale{1e-6 * size + 1e-300, 1e-6 * n * (1 + mse / deviation / deviation)};
    return {gradient, check_gradient(value, at, gradient, scale).worst};
}

CheckedGradient gaussian_line_gradient(std::span<const double> x, std::span<const double> y, const Line& line,
                                       double deviation) {
    check_positive("gaussian_line_gradient: deviation", deviation);
    const double factor = static_cast<double>(y.size()) / 2 / deviation / deviation;
    const auto g = line_gradient({}, line.slope, line.intercept, x, y);
    return {{factor * g[0], factor * g[1]}, check_line_gradient({}, line.slope, line.intercept, x, y).worst};
}

double least_gaussian_nll(std::size_t n, double mse) {
    return 0.5 * static_cast<double>(n) * (log_two_pi + std::log(mse) + 1.0);
}

GaussianFit gaussian_mle(std::span<const double> x) {
    check_at_least("gaussian_mle: number of values", x.size(), 1);
    const double n = static_cast<double>(x.size());
    GaussianFit fit;
    for (const double v : x) fit.mean += v / n;
    // Of equal numbers the sum of n-th parts may be another.
    const auto [least, most] = std::minmax_element(x.begin(), x.end());
    fit.mean = std::clamp(fit.mean, *least, *most);
    for (const double v : x) fit.variance += (v - fit.mean) * (v - fit.mean) / n;
    fit.average_nll = 0.5 * (log_two_pi + std::log(fit.variance) + 1.0);
    return fit;
}

std::vector<double> gaussian_constant_nll(std::size_t n, const GaussianFit& numbers, const PlaneGrid& grid) {
    std::vector<double> values(grid.nodes());
    for (std::size_t j = 0; j < grid.rows; ++j)
        for (std::size_t i = 0; i < grid.columns; ++i) {
            const double off = grid.x(i) - numbers.mean;
            values[j * grid.columns + i] = gaussian_nll_of_mse(n, numbers.variance + off * off, grid.y(j));
        }
    return values;
}

GaussianAverageNll gaussian_average_nll(std::span<const double> x, double mean, double variance) {
    check_at_least("gaussian_average_nll: number of values", x.size(), 1);
    check_positive("gaussian_average_nll: variance", variance);
    const double n = static_cast<double>(x.size());
    double off = 0.0, square = 0.0;
    for (const double v : x) off += (mean - v) / n, square += (mean - v) * (mean - v) / n;
    return {0.5 * (log_two_pi + std::log(variance) + square / variance), off / variance,
            0.5 * (1.0 - square / variance) / variance};
}

}  // namespace lossfield::math
