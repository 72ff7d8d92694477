// Values as text, checked and in JSON.
//   text: numbers `0.8` or `1/3`; vectors `2,0.5,-1`; matrices with rows by `;`; points `x,y[,label];...`; domains
//         `auto` or `x0,x1,y0,y1`; choices by id; toggles `on` or `off`
// Numbers are written as the shortest text that reads back to the same double (viz/text/numbers.hpp).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "viz/inputs/parameter.hpp"
#include "viz/text/json.hpp"
#include "viz/text/words.hpp"

namespace lossfield::viz {

// As texts and JSON say that a domain is automatic.
inline constexpr const char* automatic_word = "auto";

// Throws InputError: what was given, what is accepted.
[[nodiscard]] Value parse_value(const Parameter& parameter, const std::string& text);
[[nodiscard]] std::string format_value(const Parameter& parameter, const Value& value);

// What is wrong with this value alone (kind, length, hard range, unknown option); nothing when it is fine.
[[nodiscard]] std::optional<std::string> problem_of(const Parameter& parameter, const Value& value);

// What the parameter accepts, in words: "a number from 0.05 to 10".
[[nodiscard]] std::string accepted(const Parameter& parameter);

// One class given as a single entry of a distribution spreads to one-hot; n: number of classes.
[[nodiscard]] Vector as_distribution(const Vector& target, std::size_t n);

[[nodiscard]] Json number_json(double v);  // non-finite ones as "nan", "inf", "-inf"
[[nodiscard]] Json vector_json(const Vector& v);
[[nodiscard]] Json value_json(const Parameter& parameter, const Value& value);
[[nodiscard]] Value value_from_json(const Parameter& parameter,
                                    const Json& json);  // throws InputError

}  // namespace lossfield::viz
