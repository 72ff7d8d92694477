#include <algorithm>
#include <optional>

#include <fmt/format.h>

#include "viz/tables/dialect.hpp"
#include "viz/text/errors.hpp"
#include "viz/text/numbers.hpp"
#include "viz/text/words.hpp"

namespace lossfield::viz::tables {
namespace {

using Records = std::vector<Record>;

// Nothing where quotes do not stand as this separator would have them.
std::optional<Records> attempt(std::string_view text, char separator, const std::string& where) {
    try {
        return records_of(text, separator, where);
    } catch (const InputError&) {
        return std::nullopt;
    }
}

// How many rows there are, and how many hold the sign outside of quotes. A quote opens where a cell may begin, whatever the
// separator is.
struct Tally {
    std::size_t rows = 0, holding = 0;
};
Tally tally(std::string_view text, char sign) {
    Tally tally;
    bool within = false, found = false, content = false, comment = false;
    char before = '\n';
    const auto end_row = [&] {
        if (content) ++tally.rows;
        if (found) ++tally.holding;
        found = content = comment = false;
    };
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        const bool blank = c == ' ' || c == '\t';
        if (within) {
            within = c != '"';
        } else if (c == '\n' || c == '\r') {
            end_row();
        } else if (!comment) {
            comment = c == '#' && !content && is_comment(text.substr(i, 8));
            // The second of two quotes within quotes opens again.
            within = c == '"' && std::string_view("\n\r;,\t \"").find(before) != std::string_view::npos;
            found = found || (c == sign && !comment);
            content = (content || !blank) && !comment;
        }
        before = c;
    }
    end_row();
    return tally;
}

// Most rows hold the sign; of a comma half are enough.
bool divides(std::string_view text, char separator) {
    const Tally t = tally(text, separator);
    return t.holding > 0 && (separator == ',' ? 2 * t.holding >= t.rows : 2 * t.holding > t.rows);
}

bool divides(const std::optional<Records>& records) {
    if (!records) return false;
    const auto cut =
        std::count_if(records->begin(), records->end(), [](const Record& r) { return r.cells.size() > 1; });
    return cut > 0 && 2 * static_cast<std::size_t>(cut) >= records->size();
}

bool holds_number(const Cell& cell) { return is_missing(cell.text) || is_numeral(cell.text); }

// No cell without quotes, below a header, is one that this test finds wrong.
template <class Wrong>
bool is_clean(const Records& records, Wrong wrong) {
    const auto first = records.begin() + (records.size() > 1 && is_header(records) ? 1 : 0);
    return std::none_of(first, records.end(), [&](const Record& r) {
        return std::any_of(r.cells.begin(), r.cells.end(),
                           [&](const Cell& cell) { return !cell.quoted && wrong(cell.text); });
    });
}

// Cut at blanks, a comma is a decimal one.
bool blanks_can_separate(const Records& records) {
    return is_clean(records, [](std::string_view cell) {
        return cell.starts_with(',') || (cell.find(',') != std::string_view::npos && !is_numeral(cell));
    });
}

// Cut at commas, no cell is a number and something else.
bool commas_can_separate(const Records& records) {
    return is_clean(records, [](std::string_view cell) {
        const auto blank = cell.find_first_of(" \t");
        return blank != std::string_view::npos && is_numeral(cell.substr(0, blank)) && !is_numeral(cell);
    });
}

bool one_number_a_row(const std::optional<Records>& records) {
    if (!records || records->size() < 2) return false;
    const auto number = [](const Record& r) {
        const Cell& cell = r.cells.front();
        return holds_number(cell) && (cell.quoted || cell.text.find_first_of(" \t") == std::string::npos);
    };
    const Cell& first = records->front().cells.front();
    const bool name = !holds_number(first) && (first.quoted || first.text.find(',') == std::string::npos);
    return (name || number(records->front())) && std::all_of(records->begin() + 1, records->end(), number);
}

// "1 000": as digits in groups, blanks are thousands marks, or they separate. Beside quotes they separate.
bool one_grouped_number(const Record& record) {
    std::string joined;
    for (const Cell& cell : record.cells) {
        if (cell.quoted) return false;
        joined += (joined.empty() ? "" : " ") + cell.text;
    }
    return record.cells.size() > 1 && is_numeral(joined);
}

bool has_group_with_leading_zero(const Record& record) {
    return std::any_of(record.cells.begin() + 1, record.cells.end(),
                       [](const Cell& cell) { return cell.text.starts_with('0') && cell.text.size() == 3; });
}

void refuse_groups(const Records& records, Layout layout, const std::string& where) {
    const auto first = records.begin() + (is_header(records) ? 1 : 0);
    if (first == records.end() || !std::all_of(first, records.end(), one_grouped_number)) return;
    const bool several = records.end() - first > 1;
    if (!std::any_of(first, records.end(), has_group_with_leading_zero) &&
        (layout == Layout::Columns || !several))
        return;
    std::string shown, whole;
    for (const Cell& cell : first->cells) {
        const std::string_view text = trimmed(cell.text);
        (shown += shown.empty() ? "" : " ") += text;
        whole += text;
    }
    throw InputError(
        fmt::format("{}: line {}: {} may be the number {} with a thousands mark or {} numbers; write it "
                    "without the blank "
                    "or separate with ;",
                    where, first->line, in_quotes(shown), whole, first->cells.size()));
}

// "sep=;" in the first line, which spreadsheets write: the separator, and the text with an empty line instead.
std::optional<char> named_separator(std::string& text) {
    if (text.size() < 6 || !text.starts_with("sep=") || (text[5] != '\n' && text[5] != '\r'))
        return std::nullopt;
    const char separator = text[4];
    if (std::string_view(",;\t ").find(separator) == std::string_view::npos) return std::nullopt;
    text.replace(0, 5, 5, ' ');
    return separator;
}

}  // namespace

bool is_header(const std::vector<Record>& records) {
    if (records.empty()) return false;
    const auto below = [&](std::size_t column) {
        return records.size() > 1 && column < records[1].cells.size() ? records[1].cells[column] : Cell();
    };
    bool text = false, text_above_number = false, digits = false;
    for (std::size_t i = 0; i < records[0].cells.size(); ++i) {
        const Cell& cell = records[0].cells[i];
        if (is_missing(cell.text)) continue;
        if (!is_numeral(cell.text)) {
            text = true;
            text_above_number = text_above_number || is_numeral(below(i).text);
        } else if (cell.quoted && is_numeral(below(i).text) && !below(i).quoted) {
            digits = true;
        } else {
            return false;
        }
    }
    return digits ? text_above_number : text;
}

Cut cut_table(std::string text, Layout layout, const std::string& where) {
    if (const auto separator = named_separator(text))
        return {*separator, true, records_of(text, *separator, where)};
    for (const char separator : {';', '\t'})
        if (divides(text, separator)) return {separator, false, records_of(text, separator, where)};
    if (layout == Layout::List)
        if (auto records = attempt(text, nothing, where); one_number_a_row(records))
            return {nothing, false, std::move(*records)};
    auto by_blanks = attempt(text, blanks, where);
    if (divides(text, ',')) {
        auto by_comma = attempt(text, ',', where);
        // A header that only commas cut has their say.
        const bool names_by_comma = by_comma && is_header(*by_comma) && by_comma->front().cells.size() > 1 &&
                                    by_blanks && by_blanks->front().cells.size() == 1;
        const bool blanks_fit = !names_by_comma && divides(by_blanks) && blanks_can_separate(*by_blanks);
        if (!blanks_fit) return {',', false, records_of(text, ',', where)};
        if (by_comma && commas_can_separate(*by_comma))
            throw InputError(
                fmt::format("{}: line {}: either commas or blanks may separate here; separate with ;", where,
                            by_comma->back().line));
    }
    if (divides(by_blanks)) {
        refuse_groups(*by_blanks, layout, where);
        return {blanks, false, std::move(*by_blanks)};
    }
    return {nothing, false, records_of(text, nothing, where)};
}

}  // namespace lossfield::viz::tables
