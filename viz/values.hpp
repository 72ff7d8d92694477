// Values as text, checked and in JSON.
//   text: numbers `0.8`; vectors `2,0.5,-1`; matrices with rows by `;`; points `x,y[,label];...`; domains
//   `x0,x1,y0,y1`;
//         choices by id; toggles `on` or `off`
// Numbers are written as the shortest text that reads back to the same double.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "viz/json.hpp"
#include "viz/lab.hpp"
#include "viz/words.hpp"

namespace lossfield::viz {

// The shortest text that reads back to the same double; "nan", "inf", "-inf" otherwise.
[[nodiscard]] std::string shortest(double v);

// "2,0.5,-1"
[[nodiscard]] std::string joined(const Vector& numbers);

// Reads a whole text as one finite number; nothing when it is not one.
[[nodiscard]] std::optional<double> parse_number(std::string_view text);

// Throws InputError: what was given, what is accepted.
[[nodiscard]] Value parse_value(const Parameter& parameter, const std::string& text);
[[nodiscard]] std::string format_value(const Parameter& parameter, const Value& value);

// What is wrong with this value alone (kind, length, hard range, unknown option); nothing when it is fine.
[[nodiscard]] std::optional<std::string> problem_of(const Parameter& parameter, const Value& value);

// Checks every value and what they demand of each other (shared lengths, the lab's own check). Throws
// InputError.
void check_values(const Lab& lab, const Values& values);

// What the parameter accepts, in words: "a number from 0.05 to 10".
[[nodiscard]] std::string accepted(const Parameter& parameter);

// One class given as a single entry of a distribution spreads to one-hot; n: number of classes.
[[nodiscard]] Vector as_distribution(const Vector& target, std::size_t n);

// The values with a vector set to a new length, together with all vectors that share it: grown by zeros (a
// distribution gives a new class nothing), shrunk at the end (a distribution is scaled back to sum 1).
[[nodiscard]] Values resized(const Lab& lab, const Values& values, std::size_t parameter_index,
                             std::size_t length);

// The values with some of them set, unchecked. Throws InputError where there is no such parameter.
[[nodiscard]] Values with_settings(const Lab& lab, Values values, const std::vector<Setting>& settings);
// Values of lab `to`: of its parameters those that `from` has by the same id and kind take its values where they accept
// them, all others their defaults; then the settings, parameters of `to`.
[[nodiscard]] Values carried_over(const Lab& from, const Values& values, const Lab& to,
                                  const std::vector<Setting>& settings);

[[nodiscard]] Json number_json(double v);  // non-finite ones as "nan", "inf", "-inf"
[[nodiscard]] Json vector_json(const Vector& v);
[[nodiscard]] Json value_json(const Parameter& parameter, const Value& value);
[[nodiscard]] Value value_from_json(const Parameter& parameter,
                                    const Json& json);  // throws InputError

// CSV text to a vector, points or matrix (comma, semicolon, tab or space separated; a header line is
// skipped). `where` names the file in errors.
[[nodiscard]] Value value_from_csv(const Parameter& parameter, const std::string& csv,
                                   const std::string& where);

}  // namespace lossfield::viz
