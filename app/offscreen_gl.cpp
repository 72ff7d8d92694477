#include "app/offscreen_gl.hpp"

#include <EGL/egl.h>
#include <EGL/eglext.h>
#include <fmt/format.h>
#include <glad/gl.h>

#include <algorithm>
#include <string_view>

namespace lossfield::app {
namespace {

std::string egl_failure(const char* what) { return fmt::format("{}: EGL error 0x{:x}", what, eglGetError()); }

// The words of a list separated by spaces.
bool lists(const char* extensions, std::string_view name) {
    const std::string all = extensions != nullptr ? fmt::format(" {} ", extensions) : "";
    return all.find(fmt::format(" {} ", name)) != std::string::npos;
}

}  // namespace

std::variant<std::unique_ptr<OffscreenGl>, std::string> OffscreenGl::make(int width, int height) {
    std::unique_ptr<OffscreenGl> made(new OffscreenGl);
    std::string failure = made->make_context();
    if (failure.empty()) failure = made->make_framebuffer(width, height);
    if (!failure.empty()) return failure;
    return made;
}

std::string OffscreenGl::make_context() {
    if (!lists(eglQueryString(EGL_NO_DISPLAY, EGL_EXTENSIONS), "EGL_MESA_platform_surfaceless"))
        return "no driver that draws without a display";
    const auto get_display =
        reinterpret_cast<PFNEGLGETPLATFORMDISPLAYEXTPROC>(eglGetProcAddress("eglGetPlatformDisplayEXT"));
    if (get_display == nullptr) return "EGL lacks eglGetPlatformDisplayEXT";
    EGLDisplay display = get_display(EGL_PLATFORM_SURFACELESS_MESA, EGL_DEFAULT_DISPLAY, nullptr);
    if (display == EGL_NO_DISPLAY || eglInitialize(display, nullptr, nullptr) == EGL_FALSE)
        return egl_failure("EGL cannot be initialised");
    display_ = display;
    if (!lists(eglQueryString(display, EGL_EXTENSIONS), "EGL_KHR_surfaceless_context"))
        return "EGL lacks EGL_KHR_surfaceless_context";
    if (eglBindAPI(EGL_OPENGL_API) == EGL_FALSE) return egl_failure("EGL offers no OpenGL");
    const EGLint wanted[] = {EGL_SURFACE_TYPE, EGL_PBUFFER_BIT, EGL_RENDERABLE_TYPE, EGL_OPENGL_BIT,
                             EGL_NONE};
    EGLConfig config = nullptr;
    EGLint count = 0;
    if (eglChooseConfig(display, wanted, &config, 1, &count) == EGL_FALSE || count == 0)
        return egl_failure("EGL offers no configuration for OpenGL");
    const EGLint version[] = {EGL_CONTEXT_MAJOR_VERSION,
                              3,
                              EGL_CONTEXT_MINOR_VERSION,
                              3,
                              EGL_CONTEXT_OPENGL_PROFILE_MASK,
                              EGL_CONTEXT_OPENGL_CORE_PROFILE_BIT,
                              EGL_NONE};
    context_ = eglCreateContext(display, config, EGL_NO_CONTEXT, version);
    if (context_ == EGL_NO_CONTEXT) return egl_failure("no OpenGL 3.3");
    if (eglMakeCurrent(display, EGL_NO_SURFACE, EGL_NO_SURFACE, context_) == EGL_FALSE)
        return egl_failure("the OpenGL context cannot be used");
    if (gladLoadGL(eglGetProcAddress) == 0) return "the OpenGL functions cannot be loaded";
    return {};
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
    if (display_ == nullptr) return;
    eglMakeCurrent(display_, EGL_NO_SURFACE, EGL_NO_SURFACE, EGL_NO_CONTEXT);
    if (context_ != nullptr) eglDestroyContext(display_, context_);
    // The display is the process's, shared by all that is drawn off screen, and stays initialised.
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

std::string OffscreenGl::renderer() const {
    const auto* text = glGetString(GL_RENDERER);
    return text != nullptr ? reinterpret_cast<const char*>(text) : "";
}

}  // namespace lossfield::app
