// Numbers read back from a sentence: the first one after some words, a true minus and a power of ten among them.
#pragma once

#include <cmath>
#include <cstdlib>
#include <limits>
#include <string>

namespace lossfield::said_numbers {

inline std::string replaced(std::string text, const std::string& what, const std::string& with) {
    for (std::size_t at = 0; (at = text.find(what, at)) != std::string::npos; at += with.size())
        text.replace(at, what.size(), with);
    return text;
}

// NaN where the words do not occur.
inline double after(const std::string& text, const std::string& words) {
    std::string plain = replaced(text, "·$10^{", "e");
    plain = replaced(plain, "−", "-");
    const std::string key = replaced(replaced(words, "·$10^{", "e"), "−", "-");
    const std::size_t at = plain.find(key);
    if (at == std::string::npos) return std::numeric_limits<double>::quiet_NaN();
    std::size_t from = at + key.size();
    while (from < plain.size() && plain[from] == ' ') ++from;
    const std::string rest = plain.substr(from);
    if (rest.rfind("∞", 0) == 0) return std::numeric_limits<double>::infinity();
    return std::strtod(rest.c_str(), nullptr);
}

// As said with so many digits.
inline bool near(double said, double true_value, double share = 0.06) {
    return std::abs(said - true_value) <= share * std::abs(true_value);
}

inline bool has(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

}  // namespace lossfield::said_numbers
