// Beside the likelihood of uncertain_regression.hpp: the mean alone by least squares, and a check of the gradient.
//   least squares  coefficients of u^0 .. u^(mean_terms - 1), to twelve digits, so that data on a line of few digits are hit
//                  exactly, not to within rounding; directions that the data do not tell keep 0
// Sizes as there; failure as there.
#pragma once

#include <span>
#include <vector>

#include "math/likelihood/uncertain_regression.hpp"

namespace lossfield::math {

[[nodiscard]] std::vector<double> mean_by_least_squares(const UncertainModel& model,
                                                        const std::vector<double>& x,
                                                        const std::vector<double>& y);

// Worst relative error of the gradient at theta against dual numbers.
[[nodiscard]] double check_uncertain_gradient(const UncertainModel& model, std::span<const double> theta,
                                              std::span<const double> x, std::span<const double> y);

}  // namespace lossfield::math
