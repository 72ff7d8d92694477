#include <optional>
#include <utility>

#include "viz/embed/embed.hpp"
#include "viz/files/state.hpp"
#include "viz/text/errors.hpp"

namespace lossfield::viz {

std::string state_in(const std::string& bytes, const std::string& where) {
    std::optional<std::string> found;
    try {
        switch (embed::carrier_of(bytes)) {
            case embed::Carrier::Png:
                found = embed::text_in_png(bytes);
                break;
            case embed::Carrier::Svg:
                found = embed::text_in_svg(bytes);
                break;
            case embed::Carrier::Pdf:
                found = embed::text_in_pdf(bytes);
                break;
            case embed::Carrier::None:
                if (bytes.find('\0') != std::string::npos)
                    throw InputError("neither a figure (PNG, SVG, PDF) nor a saved state (JSON)");
                if (bytes.size() > embed::longest_text) embed::refuse_long_text();
                return bytes;
        }
    } catch (const InputError& e) {
        throw InputError(where + ": " + e.what());
    }
    if (found) return *std::move(found);
    throw InputError(where +
                     ": no state is inside; this is no figure of Lossfield, or a program has taken it out");
}

}  // namespace lossfield::viz
