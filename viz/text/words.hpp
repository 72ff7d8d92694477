// Pieces of sentences said to a person: what was given, which known name is meant, what else there is.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace lossfield::viz {

class Json;

// A person's text in double quotes on one line: control characters and broken UTF-8 made visible, shortened
// beyond 60 bytes.
[[nodiscard]] std::string in_quotes(std::string_view text);

// A value of a person's file as it stands there, treated likewise.
[[nodiscard]] std::string json_shown(const Json& json);

// The known name closest to a misspelt one, as " (nearest: x)"; empty when none is near. Near: at most half
// of the letters differ, or one name begins with or contains the other. Case and _ for - count for nothing.
[[nodiscard]] std::string nearest(const std::string& given, const std::vector<std::string>& known);

// "a", "a or b", "a, b or c".
[[nodiscard]] std::string one_of(const std::vector<std::string>& names);

// A number that has been put into words with its unit: "1 step", "0.5 steps".
[[nodiscard]] std::string counted(const std::string& number, const std::string& unit);

// Printable text in UTF-8: no control character, no broken sequence.
[[nodiscard]] bool is_plain_line(const std::string& text);

}  // namespace lossfield::viz
