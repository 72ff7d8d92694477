// One surface of a 3-D scene inside OpenGL: its nodes, and its colours and levels as textures. What has not changed
// since the last time is not sent again; the light goes round with the camera, so colours follow its azimuth.
//   Needs a current context.
#pragma once

#include <optional>

#include "app/gl/program.hpp"
#include "viz/space/scene.hpp"

namespace lossfield::app {

class SurfaceUpload {
  public:
    SurfaceUpload();
    ~SurfaceUpload();
    SurfaceUpload(const SurfaceUpload&) = delete;
    SurfaceUpload& operator=(const SurfaceUpload&) = delete;

    // True when anything was sent, so that the surface looks different.
    bool update(const viz::SceneSurface& surface, const viz::Camera& camera, viz::ThemeId theme);

    // Draws with the surface program in use; `scale` pixels per pixel of the scene.
    void draw(const GlProgram& program, double scale) const;
    [[nodiscard]] bool translucent() const { return opacity_ < 1; }

  private:
    void send_mesh(const viz::SceneSurface& surface);
    void send_texels(const viz::SurfaceTexels& texels);

    std::optional<viz::SceneSurface> sent_;
    double azimuth_ = 0;
    viz::ThemeId theme_ = viz::ThemeId::Light;
    double opacity_ = 1;
    int index_count_ = 0;
    unsigned array_ = 0, nodes_ = 0, indices_ = 0, colours_ = 0, levels_ = 0;
};

}  // namespace lossfield::app
