// Numbers as pictures show them, read as numbers again.
#pragma once

#include <gtest/gtest.h>

#include <cstdlib>
#include <string>

namespace lossfield::tests {

inline void replace_all(std::string& text, const std::string& from, const std::string& to) {
    for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
        text.replace(at, from.size(), to);
}

// "−1.5·$10^{6}$" as a number.
inline double read_back(std::string label) {
    replace_all(label, "−", "-");
    replace_all(label, "·$10^{", "e");
    replace_all(label, "$10^{", "1e");
    replace_all(label, "}$", "");
    char* end = nullptr;
    const double v = std::strtod(label.c_str(), &end);  // subnormal numbers too
    EXPECT_TRUE(!label.empty() && *end == '\0') << "'" << label << "' is no number";
    return v;
}

}  // namespace lossfield::tests
