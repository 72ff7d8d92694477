// Bytes of a table to UTF-8.
//   with the mark (BOM) of UTF-8, UTF-16 little or big endian: as it says
//   without: UTF-8; where not one character beyond ASCII is UTF-8, Latin-1 as Windows writes it (Windows-1252)
// A zero byte, half a UTF-16 character and UTF-8 that breaks off are refused: InputError with the line.
#pragma once

#include <string>
#include <string_view>

namespace lossfield::viz::tables {

struct Decoded {
    std::string text{};     // UTF-8 without a mark
    std::string decided{};  // "read as Latin-1"; empty for UTF-8
};

// `where` names the file in errors.
[[nodiscard]] Decoded decoded(std::string_view bytes, const std::string& where);

}  // namespace lossfield::viz::tables
