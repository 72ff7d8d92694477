// Pixels of 3-D scenes. viz knows what they show; who paints them (OpenGL) is given from outside.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <variant>

#include "viz/display/display_list.hpp"
#include "viz/figure/figure.hpp"

namespace lossfield::viz {

class SurfacePainter {
  public:
    virtual ~SurfacePainter() = default;
    // The scene over its rectangle on a transparent ground, `scale` pixels per logical pixel.
    [[nodiscard]] virtual ImagePrim paint(const ScenePrim& scene, double scale) = 0;
};

// A painter, or why there is none: one clause. Asked only when there is a scene to paint.
using SurfaceSource = std::function<std::variant<std::shared_ptr<SurfacePainter>, std::string>()>;

// Every scene of the list becomes an image.
void paint_scenes(DisplayList& list, SurfacePainter& painter, double scale);

// Whether the figure (or this panel of it alone) has a 3-D panel.
[[nodiscard]] bool has_space(const Figure& figure, const std::string& panel = {});
// Every 3-D panel as a contour map of its first surface, or as a drawing of what lies in space; a notice says why.
[[nodiscard]] Figure flattened(Figure figure, const std::string& why);

}  // namespace lossfield::viz
