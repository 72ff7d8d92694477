// Roles to colours, values to colours, sizes of type. Light and dark are for screens, print is for paper
// (white, no tinted ground, darker lines).
#pragma once

#include <array>
#include <string>
#include <vector>

#include "viz/display/display_list.hpp"
#include "viz/figure/roles.hpp"

namespace lossfield::viz {

enum class ThemeId { Light, Dark, Print };

struct Theme {
    ThemeId id = ThemeId::Light;
    Rgba ground, ink, muted, faint, accent, warning;
    Rgba control;   // sliders and focus in the window
    Rgba side;      // side panels of the window
    Rgba selected;  // the chosen row in the window
    std::array<Rgba, 10> series;
    std::array<Rgba, 256> sequential;  // dark (low) to light (high) on light ground, the other way on dark
    std::array<Rgba, 256> diverging;
    double dash = 1;  // how much longer dashes and gaps are than on a screen
};

[[nodiscard]] const Theme& theme(ThemeId id);
[[nodiscard]] ThemeId parse_theme(const std::string& name);  // light, dark, print; throws InputError
[[nodiscard]] std::string theme_name(ThemeId id);

[[nodiscard]] Rgba colour_of(const Theme& theme, const Colour& colour);

// Position of a value on its scale, 0..1 (clamped); NaN for NaN.
[[nodiscard]] double position_on(const ColourScale& scale, double value);
[[nodiscard]] Rgba colour_at(const Theme& theme, const ColourScale& scale, double value);
// Of a position on a map; nothing to be seen for NaN.
[[nodiscard]] Rgba colour_at(const Theme& theme, ColourMapKind map, double position);

// Font sizes in logical pixels (em).
struct TypeSizes {
    double tick = 11;
    double label = 12;
    double panel_title = 13;
    double caption = 14;
    double readout = 13;
    double title = 20;
    double formula = 16;
};
inline constexpr TypeSizes type_sizes{};

}  // namespace lossfield::viz
