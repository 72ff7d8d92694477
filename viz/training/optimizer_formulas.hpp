// The update rules of optimizers as formulas, each as its stepper takes it (math/optimizers).
#pragma once

#include <string>
#include <vector>

#include "viz/training/optimizer_inputs.hpp"

namespace lossfield::viz {

inline constexpr std::size_t most_rules = 3;

// The rules of the first three of these optimizers, in their order, each after the symbols that it is the first to need; then
// what noise, weight decay, clipping and schedule make of them.
[[nodiscard]] std::vector<std::string> update_formulas(const OptimizerInputs& in,
                                                       const std::vector<std::size_t>& shown);

// Whatever update_formulas may return.
[[nodiscard]] std::vector<std::string> all_update_formulas();

}  // namespace lossfield::viz
