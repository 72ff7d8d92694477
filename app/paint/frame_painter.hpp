// Paints whole pictures without a window, as `profile` times it: with the window's own painter into an
// off-screen OpenGL framebuffer, keeping what has not changed since the picture before; where there is no OpenGL, with
// Cairo into memory.
#pragma once

#include <memory>
#include <string>

#include "viz/display/display_list.hpp"
#include "viz/display/font_set.hpp"
#include "viz/export/export.hpp"

namespace lossfield::app {

class FramePainter {
  public:
    virtual ~FramePainter() = default;
    // Returns when the pixels are there.
    virtual void paint(const viz::DisplayList& list) = 0;
    // The share of its pixels that the last picture painted anew.
    [[nodiscard]] virtual double repainted() const { return 1; }
    // What was painted last.
    [[nodiscard]] virtual viz::Raster read() const = 0;

    std::string name;      // "opengl" or "cairo"
    std::string renderer;  // what draws, in words
    std::string fallback;  // why there is no OpenGL; empty when there is
};

[[nodiscard]] std::unique_ptr<FramePainter> make_frame_painter(const viz::FontSet& fonts, int width,
                                                               int height);

}  // namespace lossfield::app
