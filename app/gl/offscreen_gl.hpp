// OpenGL 3.3 without a display: an off-screen context of its own and a framebuffer (colour and depth) of a given
// size in pixels.
//   The context is current on the thread that made it, for as long as this lives; no other context may be
//   current there.
//   No such context, or a size beyond what the driver takes: nothing is made, and a reason is given.
#pragma once

#include <memory>
#include <string>
#include <variant>

#include "app/gl/offscreen_context.hpp"
#include "viz/export/export.hpp"

namespace lossfield::app {

class OffscreenGl {
  public:
    // The reason: one clause that fits into "no OpenGL (...)".
    [[nodiscard]] static std::variant<std::unique_ptr<OffscreenGl>, std::string> make(int width, int height);
    ~OffscreenGl();
    OffscreenGl(const OffscreenGl&) = delete;
    OffscreenGl& operator=(const OffscreenGl&) = delete;

    // The framebuffer is what is drawn into, all of it.
    void bind() const;
    // What was drawn, rows from the top; colours were drawn premultiplied by their alpha.
    [[nodiscard]] viz::Raster read() const;
    // What draws, in the driver's words.
    [[nodiscard]] std::string renderer() const { return context_->renderer(); }

    [[nodiscard]] int width() const { return width_; }
    [[nodiscard]] int height() const { return height_; }

  private:
    OffscreenGl() = default;
    // Empty when all went well.
    std::string make_framebuffer(int width, int height);

    std::unique_ptr<OffscreenContext> context_;
    unsigned framebuffer_ = 0, colour_ = 0, depth_ = 0;
    int width_ = 0, height_ = 0;
};

}  // namespace lossfield::app
