// All values of a lab together: what they demand of each other, and how some of them are set.
#pragma once

#include <cstddef>
#include <vector>

#include "viz/lab/lab.hpp"

namespace lossfield::viz {

// Checks every value and what they demand of each other (shared lengths, the lab's own check). Throws InputError.
void check_values(const Lab& lab, const Values& values);

// The values with a vector set to a new length, together with all vectors that share it: grown by zeros (a
// distribution gives a new class nothing), shrunk at the end (a distribution is scaled back to sum 1).
[[nodiscard]] Values resized(const Lab& lab, const Values& values, std::size_t parameter_index,
                             std::size_t length);

// The values with some of them set, unchecked. Throws InputError where there is no such parameter.
[[nodiscard]] Values with_settings(const Lab& lab, Values values, const std::vector<Setting>& settings);
// Values of lab `to`: of its parameters those that `from` has by the same id and kind, and under no other identity, take its
// values where they accept them, all others their defaults; then the settings, parameters of `to`.
[[nodiscard]] Values carried_over(const Lab& from, const Values& values, const Lab& to,
                                  const std::vector<Setting>& settings);

}  // namespace lossfield::viz
