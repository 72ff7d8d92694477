// The rows over a plot. Its title, its legend and its colour bar share them: the legend follows the title where it does not
// fit beside it as a whole, and the bar stands at the right end, lying, its numbers below it.
#pragma once

#include <string>
#include <vector>

#include "viz/draw/canvas.hpp"
#include "viz/draw/plan.hpp"

namespace lossfield::viz {

struct LegendEntry {
    const Mark* mark = nullptr;
    std::string name{};
    Vec2 left{};  // the middle of its key's left end
};

struct Heading {
    double height = 0;
    double left = 0;  // where its rows begin
    double title_x = 0;
    std::string title{};  // what of it has room
    std::vector<LegendEntry> legend{};
    Rect bar{};  // empty: there is none here
};

// Over a plot from `left` to `right`; what is long may begin with the panel. Widths follow no live numbers.
[[nodiscard]] Heading lay_heading(const Plan& plan, double left, double right, const Canvas& canvas);
// For the plot in its place: as narrow as that is, where it takes no more room than was planned.
[[nodiscard]] Heading settled_heading(const Plan& plan, const Canvas& canvas);
void draw_heading(const Plan& plan, const Heading& heading, Canvas& canvas);

// Whether a triangle's legend stands below its title, in the corner that the left slope leaves free.
[[nodiscard]] bool fits_corner(const Plan& plan, const Canvas& canvas);

}  // namespace lossfield::viz
