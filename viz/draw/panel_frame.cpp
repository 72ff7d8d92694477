#include "viz/draw/panel_frame.hpp"

#include "viz/space/glide.hpp"

namespace lossfield::viz {

Vec2 PanelFrame::to_pixels(double x, double y) const { return ToPixels(*this)(x, y); }

Vec2 PanelFrame::to_data(Vec2 pixel) const {
    return {from_fraction(x_scale, range.x, (pixel.x - plot.x) / plot.width),
            from_fraction(y_scale, range.y, (plot.bottom() - pixel.y) / plot.height)};
}

Vec2 place_of(const PanelFrame& frame, const Handle& handle) {
    return frame.space ? frame.space->to_pixels(handle.x, handle.y, handle.z)
                       : frame.to_pixels(handle.x, handle.y);
}

Vec3 target_of(const PanelFrame& frame, const Handle& handle, Vec2 pixel) {
    if (frame.space) return glide(*frame.space, handle, pixel);
    const Vec2 data = frame.to_data(pixel);
    return {data.x, data.y, 0};
}

}  // namespace lossfield::viz
