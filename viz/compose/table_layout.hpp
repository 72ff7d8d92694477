// How a table lies in its plot: type and rows keep a readable size, whatever its size. Rows that are too many stand in
// blocks beside each other; what has no room even then is left out and counted.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "viz/draw/canvas.hpp"

namespace lossfield::viz {

struct TableLayout {
    std::size_t blocks = 1;
    std::size_t rows = 0;                                     // of a block
    std::size_t shown = 0;                                    // of all
    double size = 0;                                          // of type
    double row = 0, top = 0, label = 0, head = 0, block = 0;  // heights of a row and of the headings; widths
    std::vector<double> width{};                              // of the columns
    std::vector<std::string> texts{};                         // of the entries
    std::vector<std::vector<std::string>> headings{};         // in one line or two
    bool fits = false;                                        // nothing has to be shortened
};

inline constexpr double table_block_gap = 26, table_mark_room = 14, table_arrow_room = 11;

[[nodiscard]] TableLayout lay_table(const Table& table, const Rect& plot, const Canvas& canvas);

// What is said of a column; the usual where nothing is.
[[nodiscard]] const TableColumn& column_of(const Table& table, std::size_t column);
// Whether words stand for the number of an entry (counted row by row).
[[nodiscard]] bool has_words(const Table& table, std::size_t entry);
// All entries at their full length, row by row. The numbers of a column have as many digits as it says, and up to three more where
// it takes them to tell one row from the next; none but 0 is told as 0.
[[nodiscard]] std::vector<std::string> entry_texts(const Table& table);

}  // namespace lossfield::viz
