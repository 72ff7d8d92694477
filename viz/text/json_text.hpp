// JSON as text for people and tools: one member a line, indented by one space, lists of plain values on one
// line. Numbers are the shortest text that reads back to the same double; broken UTF-8 is replaced.
#pragma once

#include <string>

#include "viz/text/json.hpp"

namespace lossfield::viz {

// Without a newline at the end.
[[nodiscard]] std::string json_text(const Json& json);

}  // namespace lossfield::viz
