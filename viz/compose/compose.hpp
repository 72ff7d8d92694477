// Turns a Figure into a DisplayList: page layout, scales, ticks, legends, contour lines, text places. The
// same step serves the window and files. Sizes are logical pixels (1/96 inch).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "viz/display/font_set.hpp"
#include "viz/display/theme.hpp"
#include "viz/draw/composition.hpp"
#include "viz/figure/figure.hpp"
#include "viz/figure/view.hpp"

namespace lossfield::viz {

// What stands still while a handle is held, whatever the new values would need: every panel's place and the footer's
// height. (Ranges stand still through View::ranges.) Under a slider the footer's height alone: without panels their places
// are solved for, and come out the same.
struct Hold {
    std::vector<PanelFrame> panels{};
    double footer = 0;
};

// What is left out of a page.
struct Omissions {
    bool title = false, caption = false, formulas = false, numbers = false, legend = false,
         colour_bar = false;
    bool operator==(const Omissions&) const = default;
};

struct Page {
    double width = 1280;
    double height = 800;
    std::string title{};    // empty: none
    std::string formula{};  // LaTeX; empty: none
    Omissions without{};    // of small pages more leaves by itself: numbers, then formulas, then the caption
    bool live = false;      // values change while it is looked at: words and numbers have room of their own
    bool show_handles =
        false;  // the window draws handles; files show the marks alone, and what lies beyond a border
    std::string held_handle{};  // drawn emphasised
    std::string panel{};        // not empty: this panel alone
    std::optional<Hold> hold{};
    double type =
        0;  // all type is so many times as large as usual, and the layout with it; 0: as usual, less on small pages
    bool even = false;             // panels are alike: none leads, and each stays in its cell
    Finish finish = Finish::File;  // of surfaces
};

// The layout of a finished page, to be kept while one of its handles is held.
[[nodiscard]] Hold hold_of(const Composition& composition);

[[nodiscard]] Composition compose(const Figure& figure, const View& view, const Page& page,
                                  const Theme& theme, const FontSet& fonts);

}  // namespace lossfield::viz
