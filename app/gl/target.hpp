// A framebuffer of OpenGL 3.3 with colour and depth that ends as a texture: drawn with 4 samples a pixel or one,
// colours premultiplied by their alpha. Needs a current context.
//   Throws viz::OutputError when the driver has no room for it.
#pragma once

#include <cstdint>

namespace lossfield::app {

class GlTarget {
  public:
    GlTarget() = default;
    ~GlTarget();
    GlTarget(const GlTarget&) = delete;
    GlTarget& operator=(const GlTarget&) = delete;

    // Makes it anew where size or sampling differ.
    void fit(int width, int height, bool multisampled);
    // What is drawn next goes there; all of it is transparent and far away.
    void begin() const;
    // The samples become the texture's pixels; the window's framebuffer is bound again.
    void end() const;
    // Of what was drawn: 0xAABBGGRR, premultiplied, rows from the bottom.
    void read(std::uint32_t* pixels) const;

    [[nodiscard]] unsigned texture() const { return texture_; }
    [[nodiscard]] int width() const { return width_; }
    [[nodiscard]] int height() const { return height_; }

  private:
    void clear();

    int width_ = 0, height_ = 0;
    bool multisampled_ = false;
    unsigned framebuffer_ = 0, texture_ = 0, depth_ = 0;
    unsigned samples_ = 0, sample_colours_ = 0;  // the framebuffer with several samples
};

}  // namespace lossfield::app
