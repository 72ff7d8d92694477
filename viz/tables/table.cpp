#include "viz/tables/table.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include <fmt/format.h>

#include "viz/tables/dialect.hpp"
#include "viz/tables/encoding.hpp"
#include "viz/text/errors.hpp"

namespace lossfield::viz::tables {
namespace {

std::string counted(std::size_t n, const std::string& thing) {
    return fmt::format("{} {}{}", n, thing, n == 1 ? "" : "s");
}

// Without what is empty at the end.
std::size_t width_of(const Record& record) {
    std::size_t width = record.cells.size();
    while (width > 0 && record.cells[width - 1].text.empty()) --width;
    return width;
}

// One long row among many short ones would fill the memory.
void check_size(const std::vector<Record>& rows, const std::string& where) {
    constexpr std::size_t most = 4'000'000;
    std::size_t widest = 1;
    for (const Record& row : rows) widest = std::max(widest, row.cells.size());
    if (rows.size() > most / widest)
        throw InputError(fmt::format("{}: {} of {} are too many; give up to {} cells", where,
                                     counted(rows.size(), "row"), counted(widest, "column"), most));
}

// The columns right of the names are labels, or the names belong elsewhere.
void check_header(const Record& header, const std::vector<Record>& rows, char separator,
                  const std::string& where) {
    const std::size_t names = width_of(header);
    std::size_t widest = 0, wider = 0;
    const Record* beyond = nullptr;  // the first row with a number there
    for (const Record& row : rows) {
        const std::size_t width = width_of(row);
        widest = std::max(widest, width);
        wider += width > names;
        for (std::size_t i = names; i < row.cells.size(); ++i)
            if (beyond == nullptr && is_numeral(row.cells[i].text)) beyond = &row;
    }
    if (rows.empty() || !(beyond != nullptr || (separator == blanks && names != widest))) return;
    // Where most rows keep to the names, it is the row that is at fault.
    if (beyond != nullptr && 2 * wider <= rows.size())
        throw InputError(fmt::format("{}: line {}: {} under {}; each column has one name", where,
                                     beyond->line, counted(width_of(*beyond), "column"),
                                     counted(names, "name")));
    throw InputError(
        fmt::format("{}: line {}: {} over {}; each column has one name, in quotes where a name "
                    "holds a separator",
                    where, header.line, counted(names, "name"), counted(widest, "column")));
}

// A row that ends before a column of numbers has lost something.
void check_short_rows(const Table& table, const std::vector<Record>& rows, const std::string& where) {
    for (std::size_t c = 0; c < table.columns.size(); ++c) {
        if (!table.columns[c].holds_numbers()) continue;
        for (const Record& row : rows)
            if (row.cells.size() <= c)
                throw InputError(fmt::format("{}: line {}: {} where there are {}", where, row.line,
                                             counted(row.cells.size(), "column"), table.columns.size()));
    }
}

}  // namespace

bool Column::holds_numbers() const {
    bool any = false;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        const bool number = !std::isnan(numbers[i]);
        if (!number && !is_missing(cells[i])) return false;
        any = any || number;
    }
    return any;
}

Table read_table(std::string_view bytes, const std::string& where, Layout layout) {
    Decoded text = decoded(bytes, where);
    Cut cut = cut_table(std::move(text.text), layout, where);
    Table table;
    table.cut_by_commas = cut.separator == ',';
    if (!text.decided.empty()) table.decided.push_back(std::move(text.decided));
    auto& rows = cut.records;
    Record header;
    check_size(rows, where);
    if (is_header(rows)) {
        header = std::move(rows.front());
        rows.erase(rows.begin());
        table.header = true;
        check_header(header, rows, cut.separator, where);
    }
    const DecimalMark mark = decimal_mark(rows, cut.separator, where, table.decided);
    if (cut.separator == ',' && !cut.named && layout == Layout::List && !table.header)
        if (auto said = said_of_commas(rows); !said.empty()) table.decided.push_back(std::move(said));
    if (mark == DecimalMark::Comma && layout == Layout::Columns && !table.header)
        refuse_command_line(rows, cut.separator, where);

    std::size_t width = width_of(header);
    for (const Record& row : rows) width = std::max(width, width_of(row));
    table.columns.resize(width);
    for (std::size_t c = 0; c < width; ++c) {
        Column& column = table.columns[c];
        if (c < header.cells.size()) column.name = header.cells[c].text;
        for (const Record& row : rows) {
            const std::string text_of_cell = c < row.cells.size() ? row.cells[c].text : std::string();
            const auto number = numeral(text_of_cell, mark);
            column.numbers.push_back(number ? number->value : std::numeric_limits<double>::quiet_NaN());
            column.cells.push_back(text_of_cell);
        }
    }
    for (const Record& row : rows) table.lines.push_back(row.line);
    check_short_rows(table, rows, where);
    return table;
}

}  // namespace lossfield::viz::tables
