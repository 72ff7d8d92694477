#include "viz/text/numbers.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <system_error>

#include <fmt/format.h>

namespace lossfield::viz {

std::string shortest(double v) {
    if (std::isnan(v)) return "nan";
    if (std::isinf(v)) return v > 0 ? "inf" : "-inf";
    char text[32];
    const auto end = std::to_chars(text, text + sizeof text, v).ptr;
    return {text, end};
}

std::string joined(const std::vector<double>& numbers) {
    std::string text;
    for (std::size_t i = 0; i < numbers.size(); ++i) {
        if (i > 0) text += ',';
        text += shortest(numbers[i]);
    }
    return text;
}

std::string_view trimmed(std::string_view text) {
    constexpr std::string_view blank = " \t\r\n";
    const auto first = text.find_first_not_of(blank);
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(blank) - first + 1);
}

namespace {

// What from_chars makes of the whole text, with an error where it does not take it as a finite number.
std::errc read_number(std::string_view text, double& v) {
    constexpr std::string_view minus = "\u2212";
    if (text.find(minus) != std::string_view::npos) {
        std::string plain;
        for (auto at = text.find(minus); at != std::string_view::npos; at = text.find(minus)) {
            plain.append(text.substr(0, at)).append(1, '-');
            text.remove_prefix(at + minus.size());
        }
        return read_number(plain.append(text), v);
    }
    text = trimmed(text);
    if (text.starts_with('+') && !text.starts_with("+-")) text.remove_prefix(1);
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), v);
    if (end != text.data() + text.size()) return std::errc::invalid_argument;
    return error == std::errc() && !std::isfinite(v) ? std::errc::invalid_argument : error;
}

}  // namespace

std::optional<double> parse_number(std::string_view text) {
    double v = 0;
    return read_number(text, v) == std::errc() ? std::optional(v) : std::nullopt;
}

const char* why_no_number(std::string_view text) {
    double v = 0;
    return read_number(text, v) == std::errc::result_out_of_range ? "is a number beyond the range of doubles"
                                                                  : "is not a number";
}

std::string true_minus(std::string text) {
    std::string out;
    for (const char c : text) {
        if (c == '-')
            out += "−";
        else
            out += c;
    }
    return out;
}

std::string percent(double share) {
    if (share < 1 && share > 0.999) return "more than 99.9 %";
    if (share > 0 && share < 0.001) return "less than 0.1 %";
    return brief(100 * share, share > 0.99 ? 3 : 2) + " %";
}

std::string fixed(double value, int decimals) {
    if (std::isnan(value)) return "NaN";
    if (std::isinf(value)) return value > 0 ? "∞" : "−∞";
    std::string text = fmt::format("{:.{}f}", value, decimals);
    // "-0.00" says nothing that "0.00" does not.
    if (text.find_first_not_of("-0.") == std::string::npos && text[0] == '-') text.erase(0, 1);
    return true_minus(std::move(text));
}

namespace {

// "1.23·$10^{-7}$"
std::string scientific(double value, int digits) {
    const std::string text = fmt::format("{:.{}e}", value, digits - 1);
    const std::size_t e = text.find('e');
    return true_minus(text.substr(0, e)) + "·" + fmt::format("$10^{{{}}}$", std::stoi(text.substr(e + 1)));
}

std::string without_zeros(std::string text) {
    if (text.find('.') == std::string::npos) return text;
    text.erase(text.find_last_not_of('0') + 1);
    if (text.back() == '.') text.pop_back();
    return text;
}

// `mantissa`: digits where a power of ten is needed.
std::string brief(double value, int digits, int mantissa) {
    if (!std::isfinite(value) || value == 0) return readable(value, digits);
    const double magnitude = std::abs(value);
    if (magnitude < 1e-4 || magnitude >= 1e6) return scientific(value, mantissa);
    const int exponent = static_cast<int>(std::floor(std::log10(magnitude)));
    return without_zeros(fixed(value, std::max(0, digits - 1 - exponent)));
}

}  // namespace

std::string readable(double value, int digits) {
    if (!std::isfinite(value)) return fixed(value, 0);
    if (value == 0) return "0";
    const int exponent = static_cast<int>(std::floor(std::log10(std::abs(value))));
    if (exponent < -4 || exponent > 6) return scientific(value, std::min(digits, 3));
    return fixed(value, std::max({0, digits - 1 - std::max(exponent, 0), exponent < 0 ? 1 - exponent : 0}));
}

std::string brief(double value, int digits) { return brief(value, digits, std::min(digits, 3)); }

std::vector<std::string> told_apart(const std::vector<double>& values, int digits) {
    std::vector<std::string> texts(values.size());
    // 17 digits tell all doubles apart.
    for (int more = digits; more <= 17; ++more) {
        bool apart = true;
        for (std::size_t i = 0; i < values.size(); ++i) {
            texts[i] = brief(values[i], more, std::max(3, more));
            apart = apart && (i == 0 || texts[i] != texts[i - 1] || values[i] == values[i - 1]);
        }
        if (apart) break;
    }
    return texts;
}

std::string told_from(double value, double other, int digits) {
    return told_apart({value, other}, digits).front();
}

}  // namespace lossfield::viz
