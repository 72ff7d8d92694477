// Which ranges axes can show: the one limit of the command line, of state files, of parameters and of the window's zoom.
//   resolvable: both ends finite and of at most 1e300, low < high, and the length
//               at least 1e-300 and 1e-12 of the larger end: doubles tell thousands of places within it apart
#pragma once

#include <string>

#include "viz/inputs/value.hpp"

namespace lossfield::viz {

inline constexpr double farthest_end = 1e300;
inline constexpr double shortest_length = 1e-300;
inline constexpr double finest_length = 1e-12;  // of the larger end

[[nodiscard]] bool resolvable(const Interval& range);
[[nodiscard]] bool resolvable(const Domain& range);

// What is wrong with a range, as the end of a sentence that begins with its numbers; empty for one that is resolvable.
[[nodiscard]] std::string range_fault(const Domain& range);

}  // namespace lossfield::viz
