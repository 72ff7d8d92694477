// Numbers as text: exactly, for files and command lines, or rounded, for a reader.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lossfield::viz {

// The shortest text that reads back to the same double; "nan", "inf", "-inf" otherwise.
[[nodiscard]] std::string shortest(double v);

// "2,0.5,-1"
[[nodiscard]] std::string joined(const std::vector<double>& numbers);

// Reads a whole text as one finite number, also with the minus sign − (U+2212); nothing when it is not one.
[[nodiscard]] std::optional<double> parse_number(std::string_view text);
// Of a text that is none, as a sentence goes on: "is not a number", or "is a number beyond the range of doubles" of one that
// is larger than all of them or smaller than all but 0.
[[nodiscard]] const char* why_no_number(std::string_view text);

// Without blanks at either end.
[[nodiscard]] std::string_view trimmed(std::string_view text);

// A number for reading: as many decimals as `digits` significant digits need from 1 to 9, so that a number that moves keeps its
// decimals, but never fewer than two significant digits: 1.234, 0.123, 0.0123, 0.00012 with four. True minus, 10^k for very large
// and small ones (rich text); only 0 is told as 0.
[[nodiscard]] std::string readable(double value, int digits);
// At most `digits` significant digits and no trailing zeros: what a label says of a level.
[[nodiscard]] std::string brief(double value, int digits);
// `brief` of each, all with as many digits, `digits` or what it takes to tell different numbers apart.
[[nodiscard]] std::vector<std::string> told_apart(const std::vector<double>& values, int digits);
// The same of one number that is told beside another: a rate and its limit, a factor and 1.
[[nodiscard]] std::string told_from(double value, double other, int digits);
// A share for reading, with its sign: "81 %", "more than 99.9 %", "less than 0.1 %"; only 0 and 1 are told as 0 and 100.
[[nodiscard]] std::string percent(double share);
// A number with fixed decimals and a true minus.
[[nodiscard]] std::string fixed(double value, int decimals);

// Every hyphen becomes a minus sign.
[[nodiscard]] std::string true_minus(std::string text);

}  // namespace lossfield::viz
