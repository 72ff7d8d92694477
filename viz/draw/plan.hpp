// A panel on its way onto the page: planned first, then drawn into its frame.
#pragma once

#include <optional>
#include <vector>

#include "viz/draw/colour_key.hpp"
#include "viz/draw/panel_frame.hpp"

namespace lossfield::viz {

struct Insets {
    double left = 0, right = 0, top = 0, bottom = 0;
};

struct Plan {
    const Panel* panel = nullptr;
    const PanelFrame* held = nullptr;  // where the panel has to stay
    Cell place{};                      // in the grid
    Rect cell;
    Insets insets;
    PanelFrame frame;
    std::vector<Tick> x_ticks, y_ticks;
    double heading_left = 0;                // from the cell's edge, as it was planned
    double heading = 0;                     // of title, legend and colour bar
    std::optional<ColourKey> key;           // of the colour bar
    Rect bar;                               // empty: there is none
    bool x_labels = true, y_labels = true;  // false: a shared axis is labelled elsewhere
    bool compact =
        false;           // the page is small for its panels: names of x axes stand among their ticks' labels
    bool live = false;   // of a live page: numbers that grow longer do not move the plot
    bool legend = true;  // whether it is shown
    bool legend_in_corner = false;  // of a triangle
    bool name_above = false;        // the y axis' name stands over the axis, not along it
    double name_x = 0;              // its left end then
    bool folded = false;            // a small picture without axes and words
};

inline constexpr double handle_radius = 6;

}  // namespace lossfield::viz
