#include <fmt/format.h>

#include "viz/embed/embed.hpp"
#include "viz/text/errors.hpp"

namespace lossfield::viz::embed {

Carrier carrier_of(std::string_view bytes) {
    constexpr std::size_t header_within = 1024;  // as readers of PDF look for it
    if (bytes.starts_with("\x89PNG\r\n\x1a\n")) return Carrier::Png;
    if (bytes.substr(0, header_within).find("%PDF-") != std::string_view::npos) return Carrier::Pdf;
    if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
    const auto first = bytes.find_first_not_of(" \t\r\n");
    return first != std::string_view::npos && bytes[first] == '<' ? Carrier::Svg : Carrier::None;
}

void refuse_long_text() {
    throw InputError(fmt::format("its state is longer than the {} MiB that are read", longest_text >> 20));
}

}  // namespace lossfield::viz::embed
