// A value from a file that holds a table: FILE, or FILE:COLUMNS with columns by name or number.
//   Colons may belong to the file's name: the longest part before a colon (or the whole) that is a file is the file.
#pragma once

#include <string>
#include <vector>

#include "viz/inputs/table_value.hpp"

namespace lossfield::viz {

struct TablePlace {
    std::string path;
    std::vector<std::string> columns;
};
// Throws InputError where no file is named.
[[nodiscard]] TablePlace table_place(const std::string& text);

[[nodiscard]] TableValue value_from_file(const Parameter& parameter, const std::string& text);

}  // namespace lossfield::viz
