// A table as the value of a parameter: a vector from one column (or one row), points from columns x, y and perhaps a label, a
// matrix from rows of numbers.
//   columns   by name or, counted from 1, by number; a name goes first. None given: all there are, without a nameless first
//             column that counts the rows.
//   rows      one that says a needed number is missing (empty, NA, N/A, nan, -) is left out and counted
// `said` is what a person should know of it: "read 97 rows; x is population, y is profit; decimal comma; 3 rows left out, ...".
// What does not fit is an InputError with line and column.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "viz/inputs/parameter.hpp"
#include "viz/tables/table.hpp"

namespace lossfield::viz {

// "sales,TV": separated by commas, in quotes where a name holds one.
[[nodiscard]] std::vector<std::string> column_list(std::string_view text, const std::string& where);

struct TableValue {
    Value value;
    std::string said;
};

// How a table for this parameter is read: for a vector as a list, unless a second or later column is asked for by number.
[[nodiscard]] tables::Layout layout_for(const Parameter& parameter, const std::vector<std::string>& columns);

[[nodiscard]] TableValue value_from_table(const Parameter& parameter, const tables::Table& table,
                                          const std::string& where,
                                          const std::vector<std::string>& columns = {});
// With columns counted from 0.
[[nodiscard]] TableValue value_from_columns(const Parameter& parameter, const tables::Table& table,
                                            const std::string& where,
                                            const std::vector<std::size_t>& columns);
// Columns that hold numbers, without a nameless first one that counts the rows.
[[nodiscard]] std::vector<std::size_t> number_columns(const tables::Table& table);

[[nodiscard]] TableValue value_from_table(const Parameter& parameter, std::string_view bytes,
                                          const std::string& where,
                                          const std::vector<std::string>& columns = {});

}  // namespace lossfield::viz
