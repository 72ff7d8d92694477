// A table as people have it: bytes to columns of numbers or labels, and what had to be decided on the way.
//   encoding    viz/tables/encoding.hpp;  cells and quotes  viz/tables/records.hpp;  numbers  viz/tables/numeral.hpp
//   separator   one for the whole: what a first line "sep=;" names, else the first of ; and tab that more than half of the rows
//               hold outside of quotes, else comma or blanks. Where both could, a
//               comma separates unless every comma then is a decimal one between blanks ("1,5 2,5") and commas would leave a
//               number with something behind it; where both readings stand it is refused.
//   Layout::List (a vector is wanted): of several rows that are one number each, the comma is a decimal comma, no separator. A
//               single row is cut at its commas, which is said where they could be decimal ones ("1,5,2").
//   header      the first row where it holds text and no number; beside text above a number also numbers in quotes above numbers
//               without ("TV","1990" above 2,3)
//   decimal     one mark for the whole. A number that only one mark allows (0,5 or 1.234,5; 0.5 or 1,234.5) decides; two that
//               disagree are refused. Where all may be read both ways (1.000 and 1,000: one or a thousand) it is refused, but in
//               a table with commas between cells, where an unquoted point is the decimal one.
//   rows        a cell that a row lacks at its end counts as empty, but is refused in a column of numbers; columns at the end that
//               have neither name nor content are left out
//   size        at most four million cells
// A refusal is an InputError that names line and column and, where there are two readings, both. What a number is missing in stays
// a row here; who takes the table leaves it out.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace lossfield::viz::tables {

struct Column {
    std::string name{};                // empty: none
    std::vector<std::string> cells{};  // one a row, without quotes
    std::vector<double> numbers{};     // one a row; NaN where the cell is no number
    // Every cell is a number or says that it is missing, and there is a number.
    [[nodiscard]] bool holds_numbers() const;
};

struct Table {
    std::vector<Column> columns{};
    std::vector<std::size_t> lines{};  // where each row begins, counted from 1
    bool header = false;
    bool cut_by_commas = false;
    std::vector<std::string> decided{};  // "decimal comma"; empty where nothing had to be decided
    [[nodiscard]] std::size_t rows() const { return lines.size(); }
};

enum class Layout { Columns, List };

// `where` names the table in errors.
[[nodiscard]] Table read_table(std::string_view bytes, const std::string& where,
                               Layout layout = Layout::Columns);

}  // namespace lossfield::viz::tables
