// The one painter of 3-D scenes (viz/space/scene.hpp): OpenGL 3.3 with a depth buffer, in a framebuffer of its own.
//   Opaque surfaces, lines on them, translucent surfaces, points: what an opaque surface hides is not seen. Surfaces
//   stand back by as much depth as a line is wide, so that what lies on them is seen whole. 4 samples a pixel, one for a
//   draft. Lengths are page pixels times `scale`.
//   Works in the context that is current when it is made; that one is to be current whenever it is used or ended.
//   Throws viz::OutputError where the driver has no room, std::runtime_error where it cannot run the shaders.
#pragma once

#include <memory>
#include <vector>

#include "app/gl/program.hpp"
#include "app/gl/scene_overlay.hpp"
#include "app/gl/surface_upload.hpp"
#include "app/gl/target.hpp"
#include "viz/display/display_list.hpp"

namespace lossfield::app {

// What is kept of a scene between two frames: its surfaces inside OpenGL and the last picture of it.
class SceneImage {
  public:
    [[nodiscard]] unsigned texture() const {
        return target_.texture();
    }  // premultiplied, rows from the bottom
    [[nodiscard]] int width() const { return target_.width(); }
    [[nodiscard]] int height() const { return target_.height(); }

  private:
    friend class SurfaceGl;
    struct Look {
        viz::Projection projection{};
        viz::Finish finish = viz::Finish::File;
        ImagePlace place{};
        bool operator==(const Look&) const = default;
    };
    GlTarget target_;
    std::vector<std::unique_ptr<SurfaceUpload>> surfaces_;
    Overlay overlay_;
    Look look_;
    std::shared_ptr<const viz::Scene> shown_;
};

class SurfaceGl {
  public:
    SurfaceGl();
    ~SurfaceGl();
    SurfaceGl(const SurfaceGl&) = delete;
    SurfaceGl& operator=(const SurfaceGl&) = delete;

    // Brings the image up to date; nothing is drawn where nothing changed. True when it was drawn.
    bool show(SceneImage& image, const std::shared_ptr<const viz::Scene>& scene, const ImagePlace& place);

    // For a file: part by part, so that memory stays within bounds.
    [[nodiscard]] viz::ImagePrim paint(const viz::ScenePrim& prim, double scale);

  private:
    void draw(SceneImage& image, const viz::Scene& scene, const ImagePlace& place);
    void send_overlay(const Overlay& overlay);
    // So many quads from the first one.
    void draw_overlay(std::size_t first, std::size_t count, const ImagePlace& place);

    GlProgram surface_, overlay_;
    unsigned array_ = 0, corners_ = 0, indices_ = 0;
};

// Where a scene's rectangle lies among whole pixels, its page's corner at (x, y).
[[nodiscard]] ImagePlace image_place(const viz::ScenePrim& prim, double scale, double x = 0, double y = 0);

}  // namespace lossfield::app
