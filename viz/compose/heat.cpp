// Heat maps as pixels.
#include <algorithm>
#include <cmath>

#include "viz/compose/parts.hpp"
#include "viz/figure/field.hpp"

namespace lossfield::viz {
namespace {

constexpr std::size_t shades = 64;
constexpr double palest = 0.28;  // of a class's own colour over the page

std::uint32_t packed(const Rgba& k) {
    return static_cast<std::uint32_t>(k.r) | static_cast<std::uint32_t>(k.g) << 8 |
           static_cast<std::uint32_t>(k.b) << 16 | static_cast<std::uint32_t>(k.a) << 24;
}

// value(i): the pixel of node i.
template <class Pixel>
std::shared_ptr<std::vector<std::uint32_t>> pixels_of(const GridField& f, const Pixel& pixel) {
    auto pixels = std::make_shared<std::vector<std::uint32_t>>(f.values.size());
    for (std::size_t r = 0; r < f.rows; ++r)
        for (std::size_t c = 0; c < f.columns; ++c)
            (*pixels)[r * f.columns + c] = pixel((f.rows - 1 - r) * f.columns + c);
    return pixels;
}

}  // namespace

std::shared_ptr<std::vector<std::uint32_t>> heat_pixels(const Heat& m, const Theme& theme) {
    const ColourScale scale = fitted(m.scale, m.field.values);
    return pixels_of(m.field,
                     [&](std::size_t i) { return packed(colour_at(theme, scale, m.field.values[i])); });
}

std::shared_ptr<std::vector<std::uint32_t>> class_pixels(const Heat& m, const Theme& theme) {
    std::vector<std::uint32_t> table;
    for (const Colour& colour : m.classes) {
        const Rgba full = colour_of(theme, colour);
        for (std::size_t k = 0; k < shades; ++k) {
            const double share =
                full.a / 255.0 * (palest + (1 - palest) * static_cast<double>(k) / (shades - 1));
            const auto mixed = [share](std::uint8_t page, std::uint8_t own) {
                return static_cast<std::uint8_t>(std::lround(std::lerp(page, own, share)));
            };
            table.push_back(packed({mixed(theme.ground.r, full.r), mixed(theme.ground.g, full.g),
                                    mixed(theme.ground.b, full.b), 255}));
        }
    }
    return pixels_of(m.field, [&](std::size_t i) -> std::uint32_t {
        const double value = m.field.values[i];
        if (!(value >= 0 && value < static_cast<double>(m.classes.size()))) return 0;
        const double shade = m.shade.empty() ? 1 : std::clamp(m.shade[i], 0.0, 1.0);
        return table[static_cast<std::size_t>(value) * shades +
                     static_cast<std::size_t>(shade * (shades - 1) + 0.5)];
    });
}

}  // namespace lossfield::viz
