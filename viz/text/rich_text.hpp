// Rich text: words with symbols between dollar signs, such as "the loss $L_{i-1}^2$".
//   words    set as they are; "\$" is a dollar sign
//   $...$    Latin and lower-case Greek letters are symbols (italic), all else signs (upright), '-' is a
//   minus _x ^x    scripts: one character, a group {...} or \text{...}; a script may hold scripts \text{}
//   words between symbols;  \$ \{ \} \_ \^ \\  the signs themselves
// Reading never fails: a mark-up without its partner stands for itself, so no character is lost.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace lossfield::viz {

enum class Tone { Words, Symbol, Sign, Subscript, Superscript };

struct RichPiece {
    Tone tone = Tone::Words;
    std::u32string text;            // of words, symbols and signs
    std::vector<RichPiece> inside;  // of scripts
};

[[nodiscard]] std::vector<RichPiece> parse_rich(std::string_view rich);

// The rich text cut at its spaces outside dollar signs; each part is rich text again.
[[nodiscard]] std::vector<std::string> rich_words(std::string_view rich);

// Where a rich text may be cut so that both parts are rich text: byte offsets between characters outside of dollar
// signs, ascending, never inside a letter with its accents.
[[nodiscard]] std::vector<std::size_t> rich_cuts(std::string_view rich);

// Plain words as rich text: signs that would mark something up stand for themselves.
[[nodiscard]] std::string escaped(std::string_view words);

// Rich text without its marks-up, for tooltips, files and search: "$z_1$" -> "z₁" where Unicode has the sign.
[[nodiscard]] std::string plain(const std::string& rich);

}  // namespace lossfield::viz
