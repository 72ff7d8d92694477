#include "viz/text/rich_text.hpp"

#include <utility>

#include "viz/text/utf8.hpp"

namespace lossfield::viz {
namespace {

using Pieces = std::vector<RichPiece>;
using View = std::u32string_view;

constexpr std::size_t none = View::npos;
constexpr int deepest = 4;  // groups in groups; beyond, braces stand for themselves
constexpr View text_command = U"\\text{";

void append(Pieces& pieces, Tone tone, View text) {
    if (pieces.empty() || pieces.back().tone != tone) pieces.push_back({tone, {}, {}});
    pieces.back().text += text;
}

bool escaped_at(View s, std::size_t i, View signs) {
    return s[i] == U'\\' && i + 1 < s.size() && signs.find(s[i + 1]) != none;
}

// The first `sign` from `i` on that no backslash precedes.
std::size_t find_plain(View s, char32_t sign, std::size_t i) {
    while (i < s.size() && s[i] != sign) i += escaped_at(s, i, U"$\\") ? 2 : 1;
    return i < s.size() ? i : none;
}

// `open` is a brace's place; the place of the brace that closes it.
std::size_t closing_brace(View s, std::size_t open) {
    int depth = 0;
    for (std::size_t i = open; i < s.size(); ++i) {
        if (escaped_at(s, i, U"{}\\")) {
            ++i;
        } else if (s[i] == U'{') {
            ++depth;
        } else if (s[i] == U'}' && --depth == 0) {
            return i;
        }
    }
    return none;
}

bool is_combining(char32_t c) { return c >= 0x300 && c < 0x370; }

bool is_symbol(char32_t c) {
    const bool latin = (c >= U'A' && c <= U'Z') || (c >= U'a' && c <= U'z') ||
                       (c >= 0xc0 && c < 0x250 && c != U'×' && c != U'÷');
    const bool greek = (c >= U'α' && c <= U'ω') || c == U'ϑ' || c == U'ϕ' || c == U'ϖ' || c == U'ϱ' ||
                       c == U'ϵ' || c == U'ϰ';
    return latin || greek;
}

// What one script mark applies to: a group, \text{...}, an escaped sign, or a character with its accents.
std::size_t argument_length(View s, std::size_t i) {
    const bool text = s.substr(i).starts_with(text_command);
    if (s[i] == U'{' || text) {
        const std::size_t open = text ? i + text_command.size() - 1 : i;
        const std::size_t close = closing_brace(s, open);
        return close == none ? 0 : close + 1 - i;
    }
    if (escaped_at(s, i, U"${}_^\\")) return 2;
    std::size_t end = i + 1;
    while (end < s.size() && is_combining(s[end])) ++end;
    return end - i;
}

// A braced group without its braces, any other argument as it is.
View without_braces(View argument) {
    return argument.front() == U'{' ? argument.substr(1, argument.size() - 2) : argument;
}

Pieces parse_symbols(View s, int depth) {
    Pieces out;
    std::size_t i = 0;
    while (i < s.size()) {
        const char32_t c = s[i];
        const bool script = c == U'_' || c == U'^';
        const std::size_t start = script ? i + 1 : i;
        const bool group = script || c == U'{' || s.substr(i).starts_with(text_command);
        const std::size_t length =
            group && depth < deepest && start < s.size() ? argument_length(s, start) : 0;
        if (length == 0) {
            if (escaped_at(s, i, U"${}_^\\")) ++i;
            const bool accent = is_combining(s[i]) && !out.empty() && !out.back().text.empty();
            const Tone tone = accent ? out.back().tone : is_symbol(s[i]) ? Tone::Symbol : Tone::Sign;
            append(out, tone, s[i] == U'-' ? View(U"−") : s.substr(i, 1));
            ++i;
            continue;
        }
        const View argument = s.substr(start, length);
        if (script) {
            out.push_back({c == U'_' ? Tone::Subscript : Tone::Superscript,
                           {},
                           parse_symbols(without_braces(argument), depth + 1)});
        } else if (c == U'{') {
            for (RichPiece& piece : parse_symbols(without_braces(argument), depth + 1)) {
                out.push_back(std::move(piece));
            }
        } else {
            append(out, Tone::Words, argument.substr(text_command.size(), length - text_command.size() - 1));
        }
        i = start + length;
    }
    return out;
}

}  // namespace

std::vector<RichPiece> parse_rich(std::string_view rich) {
    std::u32string whole = from_utf8(rich);
    for (char32_t& c : whole) {
        const bool control = c < 0x20 || (c >= 0x7f && c < 0xa0);
        if (control) c = U' ';
    }
    const View s = whole;
    Pieces out;
    std::size_t i = 0;
    while (i < s.size()) {
        const std::size_t close = s[i] == U'$' ? find_plain(s, U'$', i + 1) : none;
        if (close != none) {
            for (RichPiece& piece : parse_symbols(s.substr(i + 1, close - i - 1), 0)) {
                out.push_back(std::move(piece));
            }
            i = close + 1;
        } else {
            if (escaped_at(s, i, U"$")) ++i;
            append(out, Tone::Words, s.substr(i, 1));
            ++i;
        }
    }
    return out;
}

std::vector<std::string> rich_words(std::string_view rich) {
    const std::u32string whole = from_utf8(rich);
    const View s = whole;
    std::vector<std::string> words;
    std::size_t start = 0;
    for (std::size_t i = 0; i <= s.size(); ++i) {
        if (i == s.size() || s[i] == U' ' || s[i] == U'\n') {
            if (i > start) words.push_back(to_utf8(s.substr(start, i - start)));
            start = i + 1;
        } else if (escaped_at(s, i, U"$")) {
            ++i;
        } else if (s[i] == U'$') {
            const std::size_t close = find_plain(s, U'$', i + 1);
            if (close != none) i = close;
        }
    }
    return words;
}

std::vector<std::size_t> rich_cuts(std::string_view rich) {
    const std::u32string whole = from_utf8(rich);
    const View s = whole;
    const auto joins = [](char32_t c) { return is_combining(c) || c == 0x200d || c == 0xfe0f; };
    std::vector<std::size_t> cuts;
    std::size_t bytes = 0;
    for (std::size_t i = 0; i < s.size();) {
        std::size_t next = i + (escaped_at(s, i, U"$") ? 2 : 1);
        if (s[i] == U'$') {
            const std::size_t close = find_plain(s, U'$', i + 1);
            if (close != none) next = close + 1;
        }
        while (next < s.size() && (joins(s[next]) || s[next - 1] == 0x200d)) ++next;
        for (; i < next; ++i)
            bytes += s[i] == 0xfffd && !rich.substr(bytes).starts_with("\xef\xbf\xbd")
                         ? 1  // a byte that is not UTF-8
                         : to_utf8(s.substr(i, 1)).size();
        cuts.push_back(bytes);
    }
    return cuts;
}

std::string escaped(std::string_view words) {
    std::string out;
    for (const char c : words) {
        if (c == '$') out += '\\';
        out += c;
    }
    return out;
}

}  // namespace lossfield::viz
