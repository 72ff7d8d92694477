// One value of a lab taken through several.
//   text: `ID=V1,V2,...` for a number, a choice or a switch; `ID[k]=...` for the k-th entry (from 1) of a vector;
//         `step=...` for the steps of a run
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "viz/lab/lab.hpp"

namespace lossfield::viz {

struct Repeat {
    std::optional<std::size_t> parameter{};  // none: the step shown
    std::optional<std::size_t> entry{};      // of a vector, from 0
    std::vector<Value> values{};             // one or more; of a step whole numbers
};

inline constexpr std::size_t most_repeated = 24;

// Throws InputError for an unknown id (with the nearest), a kind that cannot be repeated, a value that the parameter refuses,
// none or too many of them. `values` tell how long vectors are.
[[nodiscard]] Repeat parse_repeat(const Lab& lab, const Values& values, const std::string& text);
[[nodiscard]] std::string repeat_text(const Lab& lab, const Repeat& repeat);

// Values and view with the i-th of them; unchecked, as what values demand of each other is known once all are set.
void set_repeated(const Repeat& repeat, std::size_t i, Values& values, View& view);

// Rich texts: "$T$", and "0.2" or what the option is called.
[[nodiscard]] std::string repeated_name(const Lab& lab, const Repeat& repeat);
[[nodiscard]] std::string repeated_value(const Lab& lab, const Repeat& repeat, std::size_t i);

}  // namespace lossfield::viz
