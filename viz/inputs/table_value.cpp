#include "viz/inputs/table_value.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include <fmt/format.h>

#include "viz/inputs/values.hpp"
#include "viz/tables/numeral.hpp"
#include "viz/tables/records.hpp"
#include "viz/text/numbers.hpp"

namespace lossfield::viz {
namespace {

std::string counted_things(std::size_t n, const std::string& thing) {
    return fmt::format("{} {}{}", n, thing, n == 1 ? "" : "s");
}

// A first column without a name, or called #, that counts the rows from 0 or 1.
bool first_counts_rows(const tables::Table& table) {
    if (!table.header || table.columns.size() < 2 ||
        (!table.columns[0].name.empty() && table.columns[0].name != "#"))
        return false;
    const auto& numbers = table.columns[0].numbers;
    for (std::size_t i = 0; i < numbers.size(); ++i)
        if (numbers[i] != numbers[0] + static_cast<double>(i)) return false;
    return !numbers.empty() && (numbers[0] == 0 || numbers[0] == 1);
}

// A parameter, the table it takes and what that is called.
struct Reading {
    const Parameter& parameter;
    const tables::Table& table;
    const std::string& where;
    std::vector<std::string> said{};

    [[nodiscard]] std::string wanted() const {
        const char* what = parameter.kind == Kind::Vector   ? "one column or one row of numbers"
                           : parameter.kind == Kind::Points ? "columns x, y and perhaps a label"
                                                            : "rows of numbers";
        return fmt::format("{} takes {}", parameter.id, what);
    }
    [[noreturn]] void refuse(const std::string& what) const {
        throw InputError(fmt::format("{}: {}; {}", where, what, wanted()));
    }
    [[nodiscard]] std::string names() const {
        if (!table.header)
            return fmt::format("there {} {} without names; give numbers from 1",
                               table.columns.size() == 1 ? "is" : "are",
                               counted_things(table.columns.size(), "column"));
        constexpr std::size_t most = 20;
        std::string text = table.columns.size() == 1 ? "there is" : "there are";
        for (std::size_t i = 0; i < table.columns.size() && i < most; ++i)
            text += fmt::format("{} {} {}", i == 0 ? "" : ",", i + 1, in_quotes(table.columns[i].name));
        if (table.columns.size() > most) text += fmt::format(" and {} more", table.columns.size() - most);
        return text;
    }

    [[nodiscard]] std::size_t column(const std::string& given) const {
        std::vector<std::string> known;
        std::vector<std::size_t> found;
        for (std::size_t i = 0; i < table.columns.size(); ++i) {
            known.push_back(table.columns[i].name);
            if (table.columns[i].name == given && !given.empty()) found.push_back(i);
        }
        if (found.size() > 1)
            throw InputError(fmt::format("{}: {} columns are called {}; choose by number: {}", where,
                                         found.size(), in_quotes(given), names()));
        if (found.size() == 1) return found.front();
        const auto number = parse_number(given);
        if (number && *number == std::floor(*number) && *number >= 1 &&
            *number <= static_cast<double>(table.columns.size()))
            return static_cast<std::size_t>(*number) - 1;
        throw InputError(fmt::format("{}: no column {}{}; {}", where, in_quotes(given),
                                     number ? std::string() : nearest(given, known), names()));
    }

    [[nodiscard]] std::vector<std::size_t> chosen(const std::vector<std::string>& given) {
        std::vector<std::size_t> indices;
        for (const auto& name : given) indices.push_back(column(name));
        if (!given.empty()) return indices;
        const bool counts = first_counts_rows(table);
        if (counts) said.emplace_back("column 1 left out, which counts the rows");
        indices.resize(table.columns.size() - (counts ? 1 : 0));
        std::iota(indices.begin(), indices.end(), counts ? 1 : 0);
        return indices;
    }

    // The rows in which each of these columns has a number; a cell that neither has one nor says so is refused.
    [[nodiscard]] std::vector<std::size_t> whole_rows(const std::vector<std::size_t>& columns) {
        std::vector<std::size_t> kept, left_out;
        for (std::size_t row = 0; row < table.rows(); ++row) {
            bool whole = true;
            for (const std::size_t c : columns) {
                if (!std::isnan(table.columns[c].numbers[row])) continue;
                const std::string& cell = table.columns[c].cells[row];
                if (!tables::is_missing(cell))
                    refuse(fmt::format("line {}, column {}: {} {}", table.lines[row], c + 1, in_quotes(cell),
                                       why_no_number(cell)));
                whole = false;
            }
            (whole ? kept : left_out).push_back(row);
        }
        if (left_out.empty()) return kept;
        constexpr std::size_t most = 5;
        std::string lines;
        for (std::size_t i = 0; i < left_out.size() && i < most; ++i)
            lines += fmt::format("{}{}", i == 0 ? "" : ", ", table.lines[left_out[i]]);
        if (left_out.size() > most) lines += fmt::format(" and {} more", left_out.size() - most);
        said.push_back(fmt::format("{} left out, where a number is missing: line{} {}",
                                   counted_things(left_out.size(), "row"), left_out.size() == 1 ? "" : "s",
                                   lines));
        return kept;
    }

    [[nodiscard]] std::string column_name(std::size_t c) const {
        const std::string& name = table.columns[c].name;
        return name.empty() ? fmt::format("column {}", c + 1) : in_quotes(name);
    }

    void say_names(const std::vector<std::size_t>& columns, const std::vector<const char*>& roles) {
        if (!table.header) return;
        std::string text;
        for (std::size_t i = 0; i < columns.size() && i < roles.size(); ++i)
            text += fmt::format("{}{}{}", i == 0 ? "" : ", ", roles[i], column_name(columns[i]));
        said.push_back(text);
    }
};

Vector vector_of(Reading& reading, const std::vector<std::size_t>& columns) {
    const auto& table = reading.table;
    if (columns.size() > 1 && table.rows() > 1)
        reading.refuse(fmt::format("{} of {}; choose a column, as in @FILE:1; {}",
                                   counted_things(table.rows(), "row"),
                                   counted_things(columns.size(), "column"), reading.names()));
    Vector entries;
    if (columns.size() == 1) reading.say_names(columns, {"column "});
    for (const std::size_t row : reading.whole_rows(columns))
        for (const std::size_t c : columns) entries.push_back(table.columns[c].numbers[row]);
    reading.said.insert(reading.said.begin(), "read " + counted_things(entries.size(), "number"));
    return entries;
}

Points points_of(Reading& reading, const std::vector<std::size_t>& columns) {
    const auto& table = reading.table;
    if (table.rows() > 0 && (columns.size() < 2 || columns.size() > 3))
        reading.refuse(
            fmt::format("line {}: {}{}; choose two or three, as in @FILE:1,2; {}", table.lines[0],
                        counted_things(columns.size(), "column"),
                        table.cut_by_commas && !table.header
                            ? " (commas separate; beside decimal commas write ; or tabs between columns)"
                            : "",
                        reading.names()));
    Points points;
    if (columns.size() == 3 && !table.header)
        reading.said.push_back(fmt::format("label is column {}", columns[2] + 1));
    if (columns.size() > 1) {
        reading.say_names(columns, {"x is ", "y is ", "label is "});
        for (const std::size_t row : reading.whole_rows({columns[0], columns[1]}))
            points.push_back({table.columns[columns[0]].numbers[row], table.columns[columns[1]].numbers[row],
                              columns.size() == 3 ? table.columns[columns[2]].cells[row] : std::string()});
    }
    reading.said.insert(reading.said.begin(), "read " + counted_things(points.size(), "row"));
    return points;
}

Matrix matrix_of(Reading& reading, const std::vector<std::size_t>& columns) {
    Matrix matrix;
    for (const std::size_t row : reading.whole_rows(columns)) {
        ++matrix.rows;
        for (const std::size_t c : columns) matrix.entries.push_back(reading.table.columns[c].numbers[row]);
    }
    matrix.columns = matrix.rows == 0 ? 0 : columns.size();
    reading.said.insert(reading.said.begin(), fmt::format("read {} of {}", counted_things(matrix.rows, "row"),
                                                          counted_things(columns.size(), "number")));
    return matrix;
}

Value value_of(Reading& reading, const std::vector<std::size_t>& columns) {
    switch (reading.parameter.kind) {
        case Kind::Vector:
            return vector_of(reading, columns);
        case Kind::Points:
            return points_of(reading, columns);
        case Kind::Matrix:
            return matrix_of(reading, columns);
        default:
            throw InputError(fmt::format("{}: not read from a table ({}); give {}", reading.parameter.id,
                                         reading.where, accepted(reading.parameter)));
    }
}

TableValue taken(Reading& reading, const std::vector<std::size_t>& columns) {
    Value value = value_of(reading, columns);
    const auto problem = problem_of(reading.parameter, value);
    if (problem && reading.table.rows() == 0)
        reading.refuse(reading.table.header ? "a header and no row below it" : "there is nothing in it");
    if (problem) throw InputError(reading.where + ": " + *problem);
    // The count first, then what was decided, then what was left out.
    auto& said = reading.said;
    said.insert(said.begin() + 1, reading.table.decided.begin(), reading.table.decided.end());
    return {std::move(value), fmt::format("{}: {}", reading.where, fmt::join(said, "; "))};
}

}  // namespace

std::vector<std::string> column_list(std::string_view text, const std::string& where) {
    std::vector<std::string> names;
    for (const tables::Record& record : tables::records_of(text, ',', where))
        for (const tables::Cell& cell : record.cells) names.push_back(cell.text);
    return names;
}

tables::Layout layout_for(const Parameter& parameter, const std::vector<std::string>& columns) {
    const bool beyond_first = std::any_of(columns.begin(), columns.end(), [](const std::string& column) {
        const auto number = parse_number(column);
        return number && *number > 1;
    });
    return parameter.kind == Kind::Vector && !beyond_first ? tables::Layout::List : tables::Layout::Columns;
}

TableValue value_from_table(const Parameter& parameter, const tables::Table& table, const std::string& where,
                            const std::vector<std::string>& columns) {
    Reading reading{parameter, table, where, {}};
    const auto indices = reading.chosen(columns);
    return taken(reading, indices);
}

TableValue value_from_columns(const Parameter& parameter, const tables::Table& table,
                              const std::string& where, const std::vector<std::size_t>& columns) {
    Reading reading{parameter, table, where, {}};
    return taken(reading, columns);
}

std::vector<std::size_t> number_columns(const tables::Table& table) {
    std::vector<std::size_t> columns;
    for (std::size_t i = first_counts_rows(table) ? 1 : 0; i < table.columns.size(); ++i)
        if (table.columns[i].holds_numbers()) columns.push_back(i);
    return columns;
}

TableValue value_from_table(const Parameter& parameter, std::string_view bytes, const std::string& where,
                            const std::vector<std::string>& columns) {
    return value_from_table(parameter, tables::read_table(bytes, where, layout_for(parameter, columns)),
                            where, columns);
}

}  // namespace lossfield::viz
