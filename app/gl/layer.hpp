// A picture that stays from frame to frame: colours alone, one sample a pixel. Needs a current context.
//   Throws viz::OutputError when the driver has no room for it.
#pragma once

#include <vector>

#include "viz/display/display_list.hpp"

namespace lossfield::app {

// Pixels from the upper left; right and bottom are the first ones outside.
struct PixelRect {
    int left = 0, top = 0, right = 0, bottom = 0;
    [[nodiscard]] bool empty() const { return left >= right || top >= bottom; }
    bool operator==(const PixelRect&) const = default;
};
[[nodiscard]] PixelRect common(const PixelRect& a, const PixelRect& b);

// Of the framebuffer that is bound, whose pixels have so many rows.
void clear(const std::vector<PixelRect>& where, int height, const viz::Rgba& colour);

class Layer {
  public:
    Layer() = default;
    ~Layer();
    Layer(const Layer&) = delete;
    Layer& operator=(const Layer&) = delete;

    // Makes it anew, its colours unknown, where the size differs.
    void fit(int width, int height);
    [[nodiscard]] unsigned framebuffer() const { return framebuffer_; }
    [[nodiscard]] int width() const { return width_; }
    [[nodiscard]] int height() const { return height_; }
    [[nodiscard]] unsigned texture() const { return texture_; }  // rows from the bottom
    // All of it to another framebuffer of this size, which is bound then.
    void copy(unsigned framebuffer) const;

  private:
    void end();

    int width_ = 0, height_ = 0;
    unsigned framebuffer_ = 0, texture_ = 0;
};

}  // namespace lossfield::app
