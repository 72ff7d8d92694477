// An OpenGL texture that Dear ImGui can draw with; needs a current context.
#pragma once

#include <cstdint>

namespace lossfield::app {

class Texture {
  public:
    enum class Format { Rgba, Coverage };  // coverage: one byte, seen as white with that alpha

    Texture() = default;
    Texture(Format format, int width, int height, const void* pixels, bool smooth);
    ~Texture();
    Texture(Texture&& other) noexcept;
    Texture& operator=(Texture&& other) noexcept;

    void update(int x, int y, int width, int height, const std::uint8_t* coverage) const;
    [[nodiscard]] unsigned name() const { return name_; }
    [[nodiscard]] int width() const { return width_; }
    [[nodiscard]] int height() const { return height_; }

  private:
    unsigned name_ = 0;
    int width_ = 0, height_ = 0;
};

}  // namespace lossfield::app
