// Ways to fit a model of uncertain_regression.hpp: gradient steps on its likelihood, and least squares for its mean alone.
//   steps          theta_t from theta_(t-1) by a rule of steppers.hpp on L; momentum keeps 0.9 of its last move, Adam has its
//                  usual decays. They end early where L is not finite any more or a parameter is beyond 10^6: diverged.
//   least squares  coefficients of u^0 .. u^(mean_terms - 1), to twelve digits, so that data on a line of few digits are hit
//                  exactly, not to within rounding; directions that the data do not tell keep 0
// Sizes as there; failure as there.
#pragma once

#include <span>
#include <stop_token>
#include <vector>

#include "math/likelihood/uncertain_regression.hpp"

namespace lossfield::math {

enum class StepRule { GradientDescent, Momentum, Adam };

struct UncertainDescent {
    std::vector<std::vector<double>> path;  // the parameters after every step, the start first
    std::vector<double> loss;
    bool diverged = false;
};
// A requested stop ends it after the step under way.
[[nodiscard]] UncertainDescent uncertain_descent(const UncertainModel& model, std::span<const double> x,
                                                 std::span<const double> y, StepRule rule, double rate,
                                                 const std::vector<double>& from, std::size_t steps,
                                                 const std::stop_token& stop = {});

[[nodiscard]] std::vector<double> mean_by_least_squares(const UncertainModel& model,
                                                        const std::vector<double>& x,
                                                        const std::vector<double>& y);

// Worst relative error of the gradient at theta against dual numbers.
[[nodiscard]] double check_uncertain_gradient(const UncertainModel& model, std::span<const double> theta,
                                              std::span<const double> x, std::span<const double> y);

}  // namespace lossfield::math
