// All values of a lab together: what they demand of each other, how some of them are set, and which ranges are shown where
// they are automatic.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "viz/lab/lab.hpp"

namespace lossfield::viz {

// Checks every value and what they demand of each other (shared lengths, the lab's own check). Throws InputError.
void check_values(const Lab& lab, const Values& values);

// The values with a vector set to a new length, together with all vectors that share it: grown by zeros (a
// distribution gives a new class nothing), shrunk at the end (a distribution is scaled back to sum 1).
[[nodiscard]] Values resized(const Lab& lab, const Values& values, std::size_t parameter_index,
                             std::size_t length);

// The values with some of them set, unchecked. A choice that becomes another one makes the domain it refits automatic,
// unless that is set as well. Throws InputError where there is no such parameter.
[[nodiscard]] Values with_settings(const Lab& lab, Values values, const std::vector<Setting>& settings);
// Values of lab `to`: of its parameters those that `from` has by the same id and kind, and under no other identity, take its
// values where they accept them, all others their defaults; then the settings, parameters of `to`. A domain that a choice
// refits is taken over only together with that choice.
[[nodiscard]] Values carried_over(const Lab& from, const Values& values, const Lab& to,
                                  const std::vector<Setting>& settings);

// The values with the range that is shown in place of each automatic one.
[[nodiscard]] Values settled(const Lab& lab, const Values& values);
// The values with ranges of other, settled ones in place of automatic ones: what is shown while something is held, whose
// press found those.
[[nodiscard]] Values with_ranges_of(const Values& settled, Values values);
// Whether a choice that refits this domain differs between the two.
[[nodiscard]] bool refitted(const Lab& lab, std::size_t domain, const Values& before, const Values& after);

// A parameter by an id that it had in earlier versions.
struct Formerly {
    std::size_t parameter = 0;
    bool applies = false;  // the choices of `values` stand where the id meant this parameter
};
// What a former id means; none: no parameter had it. Where it applied under several conditions, the one that holds.
[[nodiscard]] std::optional<Formerly> formerly(const Lab& lab, const std::string& id, const Values& values);

}  // namespace lossfield::viz
