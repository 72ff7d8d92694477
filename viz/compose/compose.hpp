// Turns a Figure into a DisplayList: page layout, scales, ticks, legends, contour lines, text places. The
// same step serves the window and files. Sizes are logical pixels (1/96 inch).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "viz/display/display_list.hpp"
#include "viz/display/font_set.hpp"
#include "viz/display/theme.hpp"
#include "viz/figure/figure.hpp"
#include "viz/figure/view.hpp"
#include "viz/space/scene.hpp"

namespace lossfield::viz {

// A panel's place and its map between data and pixels.
struct PanelFrame {
    std::string id{};
    PanelKind kind = PanelKind::Axes;
    Rect cell{};  // all of the panel, with its title and labels
    Rect plot{};
    Domain range{};  // what is visible
    ScaleKind x_scale = ScaleKind::Linear;
    ScaleKind y_scale = ScaleKind::Linear;
    std::optional<SpaceFrame> space{};  // 3-D panels
    bool folded = false;                // a small picture beside the leading panel, without axes and words
    [[nodiscard]] Vec2 to_pixels(double x, double y) const;
    [[nodiscard]] Vec2 to_data(Vec2 pixel) const;
};

// `to_pixels` of a frame for many points.
class ToPixels {
  public:
    explicit ToPixels(const PanelFrame& frame)
        : plot_(frame.plot), x_(frame.x_scale, frame.range.x), y_(frame.y_scale, frame.range.y) {}
    [[nodiscard]] Vec2 operator()(double x, double y) const { return page(offset(x, y)); }
    // On the axes' scales, from the plot's lower left corner; and from there onto the page. Between the two lines and
    // polygons are cut: what lies far away, 1e300 beside 1e-12, has a place among offsets but none in pixels.
    [[nodiscard]] Vec2 offset(double x, double y) const { return {x_.offset(x), y_.offset(y)}; }
    [[nodiscard]] Vec2 page(Vec2 offset) const {
        return {plot_.x + plot_.width * (offset.x / x_.length()),
                plot_.bottom() - plot_.height * (offset.y / y_.length())};
    }
    // A rectangle of the page in offsets.
    [[nodiscard]] Domain offsets(const Rect& page) const {
        return {{(page.x - plot_.x) / plot_.width * x_.length(),
                 (page.right() - plot_.x) / plot_.width * x_.length()},
                {(plot_.bottom() - page.bottom()) / plot_.height * y_.length(),
                 (plot_.bottom() - page.y) / plot_.height * y_.length()}};
    }

  private:
    Rect plot_;
    Placement x_, y_;
};

// Where a handle stands on the page; and where, in its panel's coordinates, it is pulled to from a pixel (z = 0 in a flat
// panel).
[[nodiscard]] Vec2 place_of(const PanelFrame& frame, const Handle& handle);
[[nodiscard]] Vec3 target_of(const PanelFrame& frame, const Handle& handle, Vec2 pixel);

// What stands still while a handle is held, whatever the new values would need: every panel's place and the footer's
// height. (Ranges stand still through View::ranges.)
struct Hold {
    std::vector<PanelFrame> panels{};
    double footer = 0;
};

// What is left out of a page.
struct Omissions {
    bool title = false, caption = false, formulas = false, numbers = false, legend = false,
         colour_bar = false;
};

struct Page {
    double width = 1280;
    double height = 800;
    std::string title{};    // empty: none
    std::string formula{};  // LaTeX; empty: none
    Omissions without{};    // of small pages more leaves by itself: numbers, then formulas, then the caption
    bool live = false;      // values change while it is looked at: words and numbers have room of their own
    bool show_handles = false;  // the window draws handles; files show the marks alone
    std::string held_handle{};  // drawn emphasised
    std::string panel{};        // not empty: this panel alone
    std::optional<Hold> hold{};
    Finish finish = Finish::File;  // of surfaces
};

struct HandleFrame {
    std::string id{};
    std::string panel{};
    Vec2 at{};   // centre
    Rect box{};  // what a pointer may grab; empty where the handle lies outside of its plot
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

// The layout of a finished page, to be kept while one of its handles is held.
[[nodiscard]] Hold hold_of(const Composition& composition);

[[nodiscard]] Composition compose(const Figure& figure, const View& view, const Page& page,
                                  const Theme& theme, const FontSet& fonts);

}  // namespace lossfield::viz
