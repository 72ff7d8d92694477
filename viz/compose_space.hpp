// 3-D panels: the box that data lies in, its place on the page, its walls and axes, and the scene inside.
#pragma once

#include "viz/compose_parts.hpp"
#include "viz/scene.hpp"

namespace lossfield::viz {

// Data to box coordinates (scene.hpp).
struct SpaceFrame {
    Domain ground{};
    Interval z{};
    ScaleKind x_scale = ScaleKind::Linear, y_scale = ScaleKind::Linear, z_scale = ScaleKind::Linear;
    Vec3 side{1, 1, 0.6};  // of the box
    Projection projection{};

    [[nodiscard]] double x_in_box(double x) const { return side.x * (fraction(x_scale, ground.x, x) - 0.5); }
    [[nodiscard]] double y_in_box(double y) const { return side.y * (fraction(y_scale, ground.y, y) - 0.5); }
    [[nodiscard]] double z_in_box(double v) const { return side.z * (fraction(z_scale, z, v) - 0.5); }
};

// The camera a panel is seen by.
[[nodiscard]] Camera camera_of(const Panel& panel, const View& view);

// For a plot of this place on the page. The box keeps its size while the camera goes round it.
[[nodiscard]] SpaceFrame space_frame(const Panel& panel, const Camera& camera, const Rect& plot);

void add_marks(Scene& scene, const Panel& panel, const SpaceFrame& frame, const Theme& theme);

}  // namespace lossfield::viz
