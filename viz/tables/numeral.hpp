// A cell as a number, for either decimal mark.
//   sign + - or − (U+2212);  digits with perhaps one decimal mark;  perhaps e and an exponent
//   thousands marks, of one kind: blanks (also no-break and thin ones), apostrophes (' ’), and the one of . and , that is not
//   the decimal mark. Groups have three digits, the first one to three and no leading 0; no exponent then.
#pragma once

#include <optional>
#include <string_view>

namespace lossfield::viz::tables {

enum class DecimalMark { Point, Comma };

struct Numeral {
    double value = 0;
    bool grouped = false;  // has thousands marks
};
[[nodiscard]] std::optional<Numeral> numeral(std::string_view cell, DecimalMark mark);

// With one mark or the other.
[[nodiscard]] bool is_numeral(std::string_view cell);

// Says that a value is not there: nothing, NA, N/A, #N/A, nan, null (any case), a dash or minus alone.
[[nodiscard]] bool is_missing(std::string_view cell);

}  // namespace lossfield::viz::tables
