// Where a panel stands on the page.
#pragma once

#include <optional>
#include <string>

#include "viz/display/display_list.hpp"
#include "viz/figure/figure.hpp"
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

}  // namespace lossfield::viz
