// All that the mean squared residual of a straight line knows of its data: of N points five moments, whatever N.
//   MSE(slope, intercept) = var_x (slope - slope*)^2 + lift^2 + MSE*,   lift = intercept - mean_y + slope mean_x
//   gradient  2 (var_x (slope - slope*) + lift mean_x, lift);   Hessian  2 (var_x + mean_x^2, mean_x, 1)
// Means are counted from the first point and moments about the means, so that data far from 0 keep the digits of their spread.
// Where all x are equal slope* is 0. x, y: N >= 1 numbers each; sizes that differ, N = 0: std::invalid_argument.
#pragma once

#include <array>
#include <span>

#include "math/numerics/local_model.hpp"

namespace lossfield::math {

// The mean and the deviation (the root of the mean square about it) of n >= 1 numbers, to the digits of their spread.
struct Spread {
    double mean = 0.0;
    double deviation = 0.0;
};
[[nodiscard]] Spread spread_of(std::span<const double> numbers);

struct LineMoments {
    double mean_x = 0.0, mean_y = 0.0;
    double variance_x = 0.0, variance_y = 0.0;
    double slope = 0.0;  // of least squares
    double least = 0.0;  // its MSE

    [[nodiscard]] double intercept() const { return mean_y - slope * mean_x; }
    [[nodiscard]] double value(double at_slope, double at_intercept) const;
    [[nodiscard]] std::array<double, 2> gradient(double at_slope, double at_intercept) const;
    [[nodiscard]] LocalModel model(double at_slope, double at_intercept) const;
};
[[nodiscard]] LineMoments line_moments(std::span<const double> x, std::span<const double> y);

}  // namespace lossfield::math
