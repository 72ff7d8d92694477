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

std::optional<double> parse_number(std::string_view text) {
    constexpr std::string_view minus = "\u2212";
    if (text.find(minus) != std::string_view::npos) {
        std::string plain;
        for (auto at = text.find(minus); at != std::string_view::npos; at = text.find(minus)) {
            plain.append(text.substr(0, at)).append(1, '-');
            text.remove_prefix(at + minus.size());
        }
        return parse_number(plain.append(text));
    }
    text = trimmed(text);
    if (text.starts_with('+') && !text.starts_with("+-")) text.remove_prefix(1);
    double v = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), v);
    if (error != std::errc() || end != text.data() + text.size() || !std::isfinite(v)) return std::nullopt;
    return v;
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

std::string fixed(double value, int decimals) {
    if (std::isnan(value)) return "NaN";
    if (std::isinf(value)) return value > 0 ? "∞" : "−∞";
    std::string text = fmt::format("{:.{}f}", value, decimals);
    // "-0.00" says nothing that "0.00" does not.
    if (text.find_first_not_of("-0.") == std::string::npos && text[0] == '-') text.erase(0, 1);
    return true_minus(std::move(text));
}

std::string readable(double value, int digits) {
    if (!std::isfinite(value)) return fixed(value, 0);
    if (value == 0) return "0";
    const double magnitude = std::abs(value);
    int exponent = static_cast<int>(std::floor(std::log10(magnitude)));
    if (exponent < -4 || exponent > 6) {
        const int decimals = std::max(0, std::min(digits, 3) - 1);
        double mantissa = value / std::pow(10.0, exponent);
        // 9.999 that rounds up to 10.00
        if (std::abs(mantissa) >= 10 - 0.5 * std::pow(10.0, -decimals)) mantissa /= 10, ++exponent;
        return fixed(mantissa, decimals) + "·" + fmt::format("$10^{{{}}}$", exponent);
    }
    return fixed(value, std::max(0, digits - 1 - std::max(exponent, 0)));
}

std::string brief(double value, int digits) {
    if (!std::isfinite(value) || value == 0) return readable(value, digits);
    const double magnitude = std::abs(value);
    if (magnitude < 1e-4 || magnitude >= 1e6) return readable(value, digits);
    const int exponent = static_cast<int>(std::floor(std::log10(magnitude)));
    std::string text = fixed(value, std::max(0, digits - 1 - exponent));
    if (text.find('.') != std::string::npos) {
        text.erase(text.find_last_not_of('0') + 1);
        if (text.back() == '.') text.pop_back();
    }
    return text;
}

}  // namespace lossfield::viz
