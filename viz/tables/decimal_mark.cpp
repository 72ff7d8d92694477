#include <algorithm>
#include <cmath>
#include <optional>

#include <fmt/format.h>

#include "viz/tables/dialect.hpp"
#include "viz/text/errors.hpp"
#include "viz/text/numbers.hpp"
#include "viz/text/words.hpp"

namespace lossfield::viz::tables {
namespace {

struct Found {
    std::size_t line = 0, column = 0;  // counted from 1
    std::string text{};
};
using Place = std::optional<Found>;

void note(Place& place, const Found& found) {
    if (!place) place = found;
}

std::string words(const Found& found) {
    return fmt::format("line {}, column {}: {}", found.line, found.column, in_quotes(found.text));
}

// What the numbers say of the mark; of each the first place.
struct Evidence {
    Place comma, point;                  // only one mark allows it
    Place comma_or_mark, point_or_mark;  // decimal or thousands mark
    Place comma_groups, point_groups;    // has thousands marks, if the decimal mark is this
};

void weigh(const Found& found, Evidence& evidence) {
    const auto by_point = numeral(found.text, DecimalMark::Point);
    const auto by_comma = numeral(found.text, DecimalMark::Comma);
    if (by_point && by_point->grouped) note(evidence.point_groups, found);
    if (by_comma && by_comma->grouped) note(evidence.comma_groups, found);
    if (by_point && !by_comma) note(evidence.point, found);
    if (by_comma && !by_point) note(evidence.comma, found);
    if (by_point && by_comma && by_point->value != by_comma->value)
        note(found.text.find(',') != std::string::npos ? evidence.comma_or_mark : evidence.point_or_mark,
             found);
}

// At least half of what a column holds are numbers.
bool counts(const std::vector<Record>& rows, std::size_t column) {
    std::size_t present = 0, numbers = 0;
    for (const Record& row : rows) {
        if (column >= row.cells.size() || is_missing(row.cells[column].text)) continue;
        ++present;
        if (is_numeral(row.cells[column].text)) ++numbers;
    }
    return numbers > 0 && 2 * numbers >= present;
}

Evidence evidence_of(const std::vector<Record>& rows) {
    std::size_t width = 0;
    for (const Record& row : rows) width = std::max(width, row.cells.size());
    Evidence evidence;
    for (std::size_t column = 0; column < width; ++column) {
        if (!counts(rows, column)) continue;
        for (const Record& row : rows)
            if (column < row.cells.size()) weigh({row.line, column + 1, row.cells[column].text}, evidence);
    }
    return evidence;
}

[[noreturn]] void refuse_two_readings(const Found& found, const std::string& where) {
    const double by_point = numeral(found.text, DecimalMark::Point)->value;
    const double by_comma = numeral(found.text, DecimalMark::Comma)->value;
    // A fourth digit makes the mark a decimal one.
    throw InputError(fmt::format(
        "{}: {} may be {} (decimal point) or {} (decimal comma), and no other number decides; "
        "write {} or {}0",
        where, words(found), shortest(by_point), shortest(by_comma),
        shortest(std::abs(by_point) < std::abs(by_comma) ? by_comma : by_point), trimmed(found.text)));
}

}  // namespace

DecimalMark decimal_mark(const std::vector<Record>& rows, char separator, const std::string& where,
                         std::vector<std::string>& decided) {
    const Evidence evidence = evidence_of(rows);
    if (evidence.comma && evidence.point)
        throw InputError(fmt::format("{}: {} has a decimal comma, {} a decimal point", where,
                                     words(*evidence.comma), words(*evidence.point)));
    if (!evidence.comma && !evidence.point) {
        if (evidence.comma_or_mark) refuse_two_readings(*evidence.comma_or_mark, where);
        if (evidence.point_or_mark && separator != ',') refuse_two_readings(*evidence.point_or_mark, where);
    }
    const DecimalMark mark = evidence.comma ? DecimalMark::Comma : DecimalMark::Point;
    if (evidence.comma) decided.emplace_back("decimal comma");
    const Place& groups = evidence.comma ? evidence.comma_groups : evidence.point_groups;
    if (groups)
        decided.push_back(fmt::format("thousands marks ({} is {})", in_quotes(groups->text),
                                      shortest(numeral(groups->text, mark)->value)));
    return mark;
}

std::string said_of_commas(const std::vector<Record>& rows) {
    if (rows.size() != 1) return {};
    const auto& cells = rows.front().cells;
    const auto joined = [](const Cell& left, const Cell& right) { return left.text + "," + right.text; };
    // A point in any number shows that it is the decimal one.
    if (std::any_of(cells.begin(), cells.end(),
                    [](const Cell& cell) { return cell.text.find('.') != std::string::npos; }))
        return {};
    const auto doubtful =
        std::adjacent_find(cells.begin(), cells.end(), [&](const Cell& left, const Cell& right) {
            return !left.quoted && !right.quoted && !right.text.empty() &&
                   numeral(joined(left, right), DecimalMark::Comma);
        });
    if (doubtful == cells.end()) return {};
    return fmt::format("commas separate ({} is two numbers)", in_quotes(joined(*doubtful, doubtful[1])));
}

void refuse_command_line(const std::vector<Record>& rows, char separator, const std::string& where) {
    if (separator != ';' || rows.size() != 1) return;
    const auto& cells = rows.front().cells;
    if (!std::all_of(cells.begin(), cells.end(),
                     [](const Cell& c) { return c.text.find(',') != std::string::npos; }))
        return;
    throw InputError(fmt::format(
        "{}: line {}: this may be one row with decimal commas or {} rows separated by ; as on the command "
        "line; give each row a line of its own",
        where, rows.front().line, cells.size()));
}

}  // namespace lossfield::viz::tables
