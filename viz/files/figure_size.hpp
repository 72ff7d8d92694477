// How large a figure is: lengths with units as people and journals give them, and sizes by name.
//   1 in = 25.4 mm = 2.54 cm = 72 pt = 96 px; a length without a unit is in px (logical pixels)
#pragma once

#include <string>
#include <vector>

namespace lossfield::viz {

inline constexpr double pixels_per_inch = 96, points_per_inch = 72;

struct FigureSize {
    double width = 0, height = 0;  // logical pixels
    double type = 0;               // points; 0: not said
};

// "1280x800", "85mmx60mm", "85x60mm" (a unit at the end holds for both), "3.3inx2.5in". Throws InputError for others and for sides
// outside of figure_sides (figure_options.hpp).
[[nodiscard]] FigureSize parse_figure_size(const std::string& text);

// one-column 85 x 64 mm and two-column 178 x 105 mm with type of 8 pt, note (A4 between its margins) 160 x 100 mm with 10 pt,
// square 120 x 120 mm with 9 pt, slide (16:9) 1280 x 720 px with 16 pt. Throws InputError naming the nearest.
[[nodiscard]] FigureSize named_figure_size(const std::string& name);
[[nodiscard]] std::vector<std::string> figure_size_names();

}  // namespace lossfield::viz
