#include "app/gl/offscreen_gl.hpp"

#include <fmt/format.h>
#include <glad/gl.h>

#include <algorithm>
#include <utility>

namespace lossfield::app {

std::variant<std::unique_ptr<OffscreenGl>, std::string> OffscreenGl::make(int width, int height) {
    std::unique_ptr<OffscreenGl> made(new OffscreenGl);
    auto context = OffscreenContext::make();
    if (auto* failure = std::get_if<std::string>(&context)) return *failure;
    made->context_ = std::move(std::get<std::unique_ptr<OffscreenContext>>(context));
    const std::string failure = made->make_framebuffer(width, height);
    if (!failure.empty()) return failure;
    return made;
}

std::string OffscreenGl::make_framebuffer(int width, int height) {
    GLint largest_buffer = 0, largest_view[2] = {0, 0};
    glGetIntegerv(GL_MAX_RENDERBUFFER_SIZE, &largest_buffer);
    glGetIntegerv(GL_MAX_VIEWPORT_DIMS, largest_view);
    const int widest = std::min(largest_buffer, largest_view[0]);
    const int highest = std::min(largest_buffer, largest_view[1]);
    if (width < 1 || height < 1 || width > widest || height > highest)
        return fmt::format("{} x {} pixels; the driver takes up to {} x {}", width, height, widest, highest);
    width_ = width;
    height_ = height;
    glGenFramebuffers(1, &framebuffer_);
    glGenRenderbuffers(1, &colour_);
    glGenRenderbuffers(1, &depth_);
    glBindRenderbuffer(GL_RENDERBUFFER, colour_);
    glRenderbufferStorage(GL_RENDERBUFFER, GL_RGBA8, width, height);
    glBindRenderbuffer(GL_RENDERBUFFER, depth_);
    glRenderbufferStorage(GL_RENDERBUFFER, GL_DEPTH_COMPONENT24, width, height);
    bind();
    glFramebufferRenderbuffer(GL_FRAMEBUFFER, GL_COLOR_ATTACHMENT0, GL_RENDERBUFFER, colour_);
    glFramebufferRenderbuffer(GL_FRAMEBUFFER, GL_DEPTH_ATTACHMENT, GL_RENDERBUFFER, depth_);
    if (glCheckFramebufferStatus(GL_FRAMEBUFFER) != GL_FRAMEBUFFER_COMPLETE || glGetError() != GL_NO_ERROR)
        return fmt::format("no framebuffer of {} x {} pixels can be had", width, height);
    return {};
}

OffscreenGl::~OffscreenGl() {
    if (framebuffer_ != 0) {
        glDeleteFramebuffers(1, &framebuffer_);
        glDeleteRenderbuffers(1, &colour_);
        glDeleteRenderbuffers(1, &depth_);
    }
}

void OffscreenGl::bind() const {
    glBindFramebuffer(GL_FRAMEBUFFER, framebuffer_);
    glViewport(0, 0, width_, height_);
}

viz::Raster OffscreenGl::read() const {
    viz::Raster raster;
    raster.width = width_;
    raster.height = height_;
    const auto row = static_cast<std::size_t>(width_);
    raster.pixels.resize(row * static_cast<std::size_t>(height_));
    glBindFramebuffer(GL_READ_FRAMEBUFFER, framebuffer_);
    glPixelStorei(GL_PACK_ALIGNMENT, 4);
    glReadPixels(0, 0, width_, height_, GL_BGRA, GL_UNSIGNED_INT_8_8_8_8_REV, raster.pixels.data());
    // OpenGL counts rows from the bottom.
    for (std::size_t y = 0, n = static_cast<std::size_t>(height_); y < n / 2; ++y)
        std::swap_ranges(&raster.pixels[y * row], &raster.pixels[y * row] + row,
                         &raster.pixels[(n - 1 - y) * row]);
    return raster;
}

}  // namespace lossfield::app
