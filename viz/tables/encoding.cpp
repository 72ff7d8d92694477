#include "viz/tables/encoding.hpp"

#include <array>

#include <fmt/format.h>

#include "viz/text/errors.hpp"
#include "viz/text/utf8.hpp"

namespace lossfield::viz::tables {
namespace {

// The line, counted from 1, that is reached after `before`; a lone \r, \r\n and \n end one.
template <class Text>
std::size_t line_after(const Text& before) {
    std::size_t line = 1;
    for (std::size_t i = 0; i < before.size(); ++i)
        if (before[i] == '\n' || (before[i] == '\r' && (i + 1 == before.size() || before[i + 1] != '\n')))
            ++line;
    return line;
}

template <class Text>
void refuse_zero(const Text& text, const std::string& where) {
    const auto zero = text.find(typename Text::value_type{0});
    if (zero == Text::npos) return;
    throw InputError(fmt::format(
        "{}: line {}: a zero byte; a table is text in UTF-8, in UTF-16 with its mark (BOM) or in Latin-1",
        where, line_after(text.substr(0, zero))));
}

std::string from_utf16(std::string_view bytes, bool little, const std::string& where) {
    std::u32string text;
    const auto unit = [&](std::size_t i) -> char32_t {
        const auto a = static_cast<unsigned char>(bytes[i]), b = static_cast<unsigned char>(bytes[i + 1]);
        return little ? b << 8U | a : a << 8U | b;
    };
    const auto half = [&]() {
        return InputError(fmt::format("{}: line {}: half a character of UTF-16", where, line_after(text)));
    };
    for (std::size_t i = 0; i < bytes.size(); i += 2) {
        if (i + 1 == bytes.size()) throw half();
        char32_t code = unit(i);
        if (code >= 0xD800 && code < 0xE000) {
            if (code >= 0xDC00 || i + 3 >= bytes.size()) throw half();
            const char32_t low = unit(i + 2);
            if (low < 0xDC00 || low >= 0xE000) throw half();
            code = 0x10000 + ((code - 0xD800) << 10U) + (low - 0xDC00);
            i += 2;
        }
        text += code;
    }
    refuse_zero(text, where);
    return to_utf8(text);
}

// Windows-1252 from 0x80 to 0x9F; 0: not assigned.
constexpr std::array<char32_t, 32> windows = {0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                              0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0,      0x017D, 0,
                                              0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                              0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

std::string from_latin1(std::string_view bytes, const std::string& where) {
    std::u32string text;
    for (const char c : bytes) {
        const char32_t byte = static_cast<unsigned char>(c);
        const char32_t code = byte < 0x80 || byte > 0x9F ? byte : windows[byte - 0x80];
        if (code == 0 && byte != 0)
            throw InputError(
                fmt::format("{}: line {}: the byte {:02X} (hexadecimal) belongs neither to UTF-8 nor to "
                            "Latin-1; save the table as UTF-8",
                            where, line_after(text), static_cast<unsigned>(byte)));
        text += code;
    }
    return to_utf8(text);
}

}  // namespace

Decoded decoded(std::string_view bytes, const std::string& where) {
    if (bytes.starts_with("\xFF\xFE")) return {from_utf16(bytes.substr(2), true, where), "read as UTF-16"};
    if (bytes.starts_with("\xFE\xFF")) return {from_utf16(bytes.substr(2), false, where), "read as UTF-16"};
    const bool marked = bytes.starts_with("\xEF\xBB\xBF");
    if (marked) bytes.remove_prefix(3);
    refuse_zero(bytes, where);
    // What is broken comes back as U+FFFD, one for each byte.
    bool whole = false, broken = false;
    std::size_t at = 0, first = 0;
    for (const char32_t c : from_utf8(bytes)) {
        const std::size_t length = to_utf8(std::u32string_view(&c, 1)).size();
        const bool bad = c == U'\uFFFD' && bytes.substr(at, 3) != "\xEF\xBF\xBD";
        if (bad && !broken) first = at;
        broken = broken || bad;
        whole = whole || (!bad && length > 1);
        at += bad ? 1 : length;
    }
    if (!broken) return {std::string(bytes), {}};
    if (whole || marked)
        throw InputError(fmt::format("{}: line {}: broken UTF-8", where, line_after(bytes.substr(0, first))));
    return {from_latin1(bytes, where), "read as Latin-1"};
}

}  // namespace lossfield::viz::tables
