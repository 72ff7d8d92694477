// The rate up to which no step of gradient descent raises a loss, 2 / L with L its highest second derivative along any line, and what is
// said where a loss rises. Of gradient descent alone: other optimizers have no such limit.
#pragma once

#include "viz/training/training_inputs.hpp"

namespace lossfield::viz {

struct SafeRate {
    double rate = 0;
    std::string symbol{};       // rich text: what it is by the lab's parameters
    std::string loss = "loss";  // "ranking loss": which one, where there are several
};

// In how many steps up to `last` the values rise by more than rounding.
[[nodiscard]] std::size_t count_rises(const Vector& values, std::size_t last);

// Gradient descent, of whose first `last` steps one at least is longer.
[[nodiscard]] bool beyond_safe_rate(const TrainingInputs& in, const SafeRate& safe, std::size_t last);

// "rises", where the loss of any step does; with its cause where the rate is beyond the safe one.
void add_rises(Notices& out, const TrainingInputs& in, const SafeRate& safe, const Vector& losses,
               Severity severity);

// The mark and the jump beside the rate of gradient descent where that is chosen.
void mark_safe_rate(Figure& figure, const TrainingInputs& in, const SafeRate& safe);

}  // namespace lossfield::viz
