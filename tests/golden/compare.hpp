// Goldens: what a picture was when somebody looked at it. Compared by structure with a tolerance for numbers, never as
// bytes. LOSSFIELD_UPDATE_GOLDENS=1 in the environment rewrites those that differ; the reason belongs into the commit.
#pragma once

#include <string>
#include <vector>

#include "viz/text/json.hpp"

namespace lossfield::tests {

// What differs, each with its place and both values; at most 20.
[[nodiscard]] std::vector<std::string> json_differences(const viz::Json& actual, const viz::Json& expected,
                                                        double relative);

// Texts with numbers in them: equal but for numbers that differ by at most `tolerance`.
[[nodiscard]] std::vector<std::string> text_differences(const std::string& actual,
                                                        const std::string& expected, double tolerance);

[[nodiscard]] bool updating_goldens();
[[nodiscard]] std::string read_golden(const std::string& name);
void write_golden(const std::string& name, const std::string& text);

}  // namespace lossfield::tests
