// How a figure is made beside its values and view, and the same as the object "figure" of a state:
//   {"width", "height", "scale", "theme", "panel", "without": [..], "sweeps": [..], "columns", "beside",
//    "type", "line-weight", "transparent", "handles", "text"}   from panel on only what is not as usual
#pragma once

#include <string>
#include <vector>

#include "viz/compose/compose.hpp"
#include "viz/display/theme.hpp"
#include "viz/export/export.hpp"
#include "viz/text/json.hpp"

namespace lossfield::viz {

struct FigureOptions {
    double width = 1280;  // logical pixels: alone decides the layout
    double height = 800;
    double scale = 1;  // raster pixels per logical pixel
    ThemeId theme = ThemeId::Light;
    std::string panel{};  // not empty: this panel alone
    Omissions without{};
    std::vector<std::string>
        sweeps{};         // not empty: small multiples of the panel, "ID=V1,V2,..." (comparison/repeat.hpp)
    int columns = 0;      // of them; 0: about as many as rows
    bool beside = false;  // pinned states beside the live one, not behind it
    // Type of the axes' names in points at 96 pixels an inch, which the layout follows; 0: 9 points, less on small pages.
    double type = 0;
    double line_weight = 1;    // times as wide as usual
    bool transparent = false;  // no ground
    bool handles = false;      // as the window shows them
    SvgText text = SvgText::Text;
    bool operator==(const FigureOptions&) const = default;
};

inline constexpr Interval figure_sides{150, 16384}, figure_scales{0.1, 16}, figure_types{4, 72},
    line_weights{0.1, 10};
inline constexpr int most_columns = 24;
inline constexpr double most_pixels = 16384;  // of a side, scaled

[[nodiscard]] SvgText parse_svg_text(
    const std::string& name);  // text, outlines or embedded; throws InputError
[[nodiscard]] std::string svg_text_name(SvgText way);

// "caption,numbers", any of title, caption, formulas, numbers, legend, colour-bar, or none; throws InputError for others.
[[nodiscard]] Omissions parse_omissions(const std::string& list);
[[nodiscard]] std::vector<std::string> omission_names(const Omissions& without);

[[nodiscard]] Json figure_json(const FigureOptions& options);

// What a file holds and this program does not know, and what is no value of its kind, in a sentence.
struct LeftOut {
    std::vector<std::string> unknown{};
    std::vector<std::string> damaged{};
};
// What is left out keeps its usual value.
[[nodiscard]] FigureOptions read_figure_options(const Json& json, LeftOut& left_out);

}  // namespace lossfield::viz
