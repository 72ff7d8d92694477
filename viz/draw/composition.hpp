// What composing a page gives: primitives to paint, and where everything stands.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "viz/display/display_list.hpp"
#include "viz/draw/panel_frame.hpp"

namespace lossfield::viz {

struct HandleFrame {
    std::string id{};
    std::string panel{};
    Vec2 at{};     // where it is drawn and taken
    Vec2 place{};  // where it stands: elsewhere than `at` when that lies outside of its plot
    Rect box{};    // what a pointer may grab; empty where the handle has no place
    [[nodiscard]] bool beyond() const { return !(at == place) && box.width > 0; }
};

// A text's box, for hit tests and for the check that no two meet.
struct TextFrame {
    std::string owner{};  // "panel/what", "caption", "readout/loss", ...
    Rect box{};
};

// The heading of a table's column that can be clicked.
struct HeadingFrame {
    std::string panel{};
    std::size_t column = 0;
    Rect box{};
};

struct Composition {
    DisplayList list{};
    std::vector<PanelFrame> panels{};
    double footer = 0;  // height
    std::vector<HandleFrame> handles{};
    std::vector<TextFrame> texts{};
    std::vector<HeadingFrame> headings{};
    std::size_t contour_vertices = 0;
    std::size_t arrows = 0;
};

}  // namespace lossfield::viz
