// The values of a lab, and the states pinned beside them, as they stand in a state.
#pragma once

#include <vector>

#include "viz/comparison/pin.hpp"
#include "viz/files/figure_options.hpp"
#include "viz/lab/lab.hpp"
#include "viz/text/json.hpp"

namespace lossfield::viz {

[[nodiscard]] Json values_json(const Lab& lab, const Values& values);

// Values that are missing or damaged keep those of `start`; ids of earlier versions are read as what they mean now. Every value is
// checked on its own.
[[nodiscard]] Values read_values(const Lab& lab, const Json& given, const Values& start, LeftOut& left_out);

// [{"name", "values", "view"}]
[[nodiscard]] Json pins_json(const Lab& lab, const std::vector<Pin>& pins);
// A pin without a name, or whose values the lab refuses, is left out, and so are those beyond the first few.
[[nodiscard]] std::vector<Pin> read_pins(const Lab& lab, const Json& given, LeftOut& left_out);

}  // namespace lossfield::viz
