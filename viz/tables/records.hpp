// Text cut into records and cells, as RFC 4180 does, for any separator.
//   A record ends with \n, \r\n or \r. Blanks around a cell do not count.
//   A cell that begins with " runs to the next single "; "" within is one ". It may hold separators and line ends.
//   A " elsewhere is a letter. Empty lines and comments are left out.
// InputError with line and column: a quote that is not closed, text behind a closed one.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace lossfield::viz::tables {

struct Cell {
    std::string text{};
    bool quoted = false;
};

struct Record {
    std::size_t line = 0;  // where it begins, counted from 1
    std::vector<Cell> cells{};
};

inline constexpr char blanks = ' ';    // any number of blanks and tabs separates
inline constexpr char nothing = '\0';  // a record is one cell

// A line that begins with #, but not one whose first cell is # alone or what a spreadsheet writes for an error (#N/A, #DIV/0!).
[[nodiscard]] bool is_comment(std::string_view line);

[[nodiscard]] std::vector<Record> records_of(std::string_view text, char separator, const std::string& where);

}  // namespace lossfield::viz::tables
