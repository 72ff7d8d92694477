// What a table's writer meant: which sign separates cells, whether the first row names columns, which sign is the decimal
// mark. The rules stand in viz/tables/table.hpp.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "viz/tables/numeral.hpp"
#include "viz/tables/records.hpp"
#include "viz/tables/table.hpp"

namespace lossfield::viz::tables {

struct Cut {
    char separator = nothing;
    bool named = false;  // by the first line
    std::vector<Record> records{};
};
[[nodiscard]] Cut cut_table(std::string text, Layout layout, const std::string& where);

[[nodiscard]] bool is_header(const std::vector<Record>& records);

// Of rows without the header; `decided` takes what has to be said.
[[nodiscard]] DecimalMark decimal_mark(const std::vector<Record>& rows, char separator,
                                       const std::string& where, std::vector<std::string>& decided);

// Of a list that stands in one row: "commas separate" where a comma might be a decimal one instead ("1,5,2"); else nothing.
[[nodiscard]] std::string said_of_commas(const std::vector<Record>& rows);

// For a table without a header and with decimal commas: "1,0;0,1" in one row is what the command line takes for two rows.
void refuse_command_line(const std::vector<Record>& rows, char separator, const std::string& where);

}  // namespace lossfield::viz::tables
