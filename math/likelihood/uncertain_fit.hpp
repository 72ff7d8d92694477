// Beside the likelihood of uncertain_regression.hpp: the mean alone by least squares, what the parameters make of every point,
// and a check of the gradient.
//   least squares  coefficients of u^0 .. u^(mean_terms - 1), to twelve digits, so that data on a line of few digits are hit
//                  exactly, not to within rounding; directions that the data do not tell keep 0
//   one spread     for all of its residuals: e^(s/2) = sqrt(MSE), of Laplace mean |r|; -inf where there is no residual
//   weights        how hard points of one and the same residual pull the mean: 1/sigma^2 = e^-s, of Laplace 1/b = e^(-s/2), as
//                  shares of their sum
// Sizes as there; failure as there.
#pragma once

#include <span>
#include <vector>

#include "math/likelihood/uncertain_regression.hpp"

namespace lossfield::math {

[[nodiscard]] std::vector<double> mean_by_least_squares(const UncertainModel& model,
                                                        const std::vector<double>& x,
                                                        const std::vector<double>& y);

// The same with the MSE of its residuals and the likelihood's loss at the spread that suits them best.
struct OneSpreadFit {
    std::vector<double> mean;
    double mse = 0.0, loss = 0.0;
};
[[nodiscard]] OneSpreadFit fit_one_spread(const UncertainModel& model, const std::vector<double>& x,
                                          const std::vector<double>& y);

// All points at one place of the parameters.
struct UncertainPoints {
    std::vector<double> residual, log_scale, weight;
    std::size_t surest = 0;                          // the first of the least log scale
    double least_deviation = 0, most_deviation = 0;  // of the noise
    double weight_ratio = 1;                         // of the heaviest to the lightest
    std::vector<double> gradient;                    // of the loss, by the parameters
};
[[nodiscard]] UncertainPoints uncertain_points(const UncertainModel& model, std::span<const double> theta,
                                               std::span<const double> x, std::span<const double> y);

// Worst relative error of the gradient at theta against dual numbers.
[[nodiscard]] double check_uncertain_gradient(const UncertainModel& model, std::span<const double> theta,
                                              std::span<const double> x, std::span<const double> y);

}  // namespace lossfield::math
