// UTF-8 to code points and back.
#pragma once

#include <string>
#include <string_view>

namespace lossfield::viz {

// Bytes that are not UTF-8 (overlong forms, surrogates, cut sequences) become U+FFFD, one for each byte.
[[nodiscard]] std::u32string from_utf8(std::string_view bytes);
[[nodiscard]] std::string to_utf8(std::u32string_view code_points);

}  // namespace lossfield::viz
