#include "viz/tables/numeral.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <string>

#include "viz/text/numbers.hpp"

namespace lossfield::viz::tables {
namespace {

// Every sign by its plain letter.
std::string plain(std::string_view cell) {
    constexpr std::array<std::pair<std::string_view, char>, 5> signs{
        {{"\u2212", '-'}, {"\u2019", '\''}, {"\u00A0", ' '}, {"\u202F", ' '}, {"\u2009", ' '}}};
    std::string text;
    while (!cell.empty()) {
        const auto sign = std::find_if(signs.begin(), signs.end(),
                                       [&](const auto& s) { return cell.starts_with(s.first); });
        text += sign == signs.end() ? cell.front() : sign->second;
        cell.remove_prefix(sign == signs.end() ? 1 : sign->first.size());
    }
    return std::string(trimmed(text));
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// The digits of an integral part without its thousands marks; nothing when they do not stand as they must.
std::optional<std::string> ungrouped(std::string_view whole, char decimal) {
    const auto first_mark = std::find_if_not(whole.begin(), whole.end(), is_digit);
    if (first_mark == whole.end()) return std::string(whole);
    const char mark = *first_mark;
    if (mark == decimal || std::string_view(".,' ").find(mark) == std::string_view::npos) return std::nullopt;
    std::string digits(whole.begin(), first_mark);
    if (digits.empty() || digits.size() > 3 || digits[0] == '0') return std::nullopt;
    for (auto at = first_mark; at != whole.end(); at += 4) {
        if (*at != mark || whole.end() - at < 4 || !std::all_of(at + 1, at + 4, is_digit))
            return std::nullopt;
        digits.append(at + 1, at + 4);
    }
    return digits;
}

}  // namespace

std::optional<Numeral> numeral(std::string_view cell, DecimalMark mark) {
    const std::string text = plain(cell);
    std::string_view rest = text;
    std::string number;
    if (rest.starts_with('+') || rest.starts_with('-')) {
        if (rest[0] == '-') number = "-";
        rest.remove_prefix(1);
    }
    const char decimal = mark == DecimalMark::Point ? '.' : ',';
    const auto exponent_at = std::min(rest.find_first_of("eE"), rest.size());
    const std::string_view exponent = rest.substr(exponent_at);
    rest = rest.substr(0, exponent_at);
    const auto decimal_at = std::min(rest.find(decimal), rest.size());
    const auto whole = ungrouped(rest.substr(0, decimal_at), decimal);
    if (!whole) return std::nullopt;
    const bool grouped = whole->size() != decimal_at;
    if (grouped && !exponent.empty()) return std::nullopt;
    number += *whole;
    if (decimal_at < rest.size()) {
        const std::string_view fraction = rest.substr(decimal_at + 1);
        if (!std::all_of(fraction.begin(), fraction.end(), is_digit)) return std::nullopt;
        // "1," is what stands before a separator.
        if (fraction.empty() && (mark == DecimalMark::Comma || whole->empty())) return std::nullopt;
        number.append(1, '.').append(fraction);
    } else if (whole->empty()) {
        return std::nullopt;
    }
    number += exponent;
    const auto value = parse_number(number);
    if (!value) return std::nullopt;
    return Numeral{*value, grouped};
}

bool is_numeral(std::string_view cell) {
    return numeral(cell, DecimalMark::Point) || numeral(cell, DecimalMark::Comma);
}

bool is_missing(std::string_view cell) {
    cell = trimmed(cell);
    std::string text(cell);
    std::transform(text.begin(), text.end(), text.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    constexpr std::array<std::string_view, 10> marks{"",     "na", "n/a",    "#n/a",   "nan",
                                                     "null", "-",  "\u2212", "\u2013", "\u2014"};
    return std::find(marks.begin(), marks.end(), text) != marks.end();
}

}  // namespace lossfield::viz::tables
