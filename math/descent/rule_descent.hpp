// Steps of a chosen rule on any function of any number of parameters, with all that they pass through.
//   theta_t from theta_(t-1) by a rule of steppers.hpp; momentum keeps 0.9 of its last move, Adam has its usual decays
// They end early where the value is not finite any more or a parameter is beyond 10^6 or, where that is more, 10^6
// times the largest of the start: diverged.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <stop_token>
#include <vector>

namespace lossfield::math {

enum class StepRule { GradientDescent, Momentum, Adam };

struct ValueAndGradient {
    double value = 0;
    std::vector<double> gradient;
};

struct RuleDescent {
    std::vector<std::vector<double>> path;  // the parameters after every step, the start first
    std::vector<double> loss;
    bool diverged = false;

    [[nodiscard]] std::size_t last() const { return path.size() - 1; }
    // The first step whose value is not at most `more` above the one before.
    [[nodiscard]] std::optional<std::size_t> first_rise(double more) const;
};
// A requested stop ends it after the step under way.
[[nodiscard]] RuleDescent rule_descent(
    const std::function<ValueAndGradient(const std::vector<double>&)>& function, StepRule rule, double rate,
    const std::vector<double>& from, std::size_t steps, const std::stop_token& stop = {});

}  // namespace lossfield::math
