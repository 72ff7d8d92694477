#include "app/gl/offscreen_context.hpp"

#include <EGL/egl.h>
#include <EGL/eglext.h>
#include <fmt/format.h>
#include <glad/gl.h>

#include <stdexcept>
#include <string_view>

namespace lossfield::app {
namespace {

constexpr const char* not_current = "the OpenGL context cannot be used";

std::string egl_failure(const char* what) { return fmt::format("{}: EGL error 0x{:x}", what, eglGetError()); }

// The words of a list separated by spaces.
bool lists(const char* extensions, std::string_view name) {
    const std::string all = extensions != nullptr ? fmt::format(" {} ", extensions) : "";
    return all.find(fmt::format(" {} ", name)) != std::string::npos;
}

}  // namespace

std::variant<std::unique_ptr<OffscreenContext>, std::string> OffscreenContext::make() {
    std::unique_ptr<OffscreenContext> made(new OffscreenContext);
    std::string failure = made->open();
    if (!failure.empty()) return failure;
    return made;
}

std::string OffscreenContext::open() {
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
        return egl_failure(not_current);
    if (gladLoadGL(eglGetProcAddress) == 0) return "the OpenGL functions cannot be loaded";
    return {};
}

OffscreenContext::~OffscreenContext() {
    if (display_ == nullptr) return;
    release();
    if (context_ != nullptr) eglDestroyContext(display_, context_);
    // The display is the process's, shared by all that is drawn off screen, and stays initialised.
}

void OffscreenContext::make_current() const {
    // Which API EGL speaks is each thread's own affair.
    if (eglBindAPI(EGL_OPENGL_API) == EGL_FALSE ||
        eglMakeCurrent(display_, EGL_NO_SURFACE, EGL_NO_SURFACE, context_) == EGL_FALSE)
        throw std::runtime_error(egl_failure(not_current));
}

void OffscreenContext::release() const {
    eglMakeCurrent(display_, EGL_NO_SURFACE, EGL_NO_SURFACE, EGL_NO_CONTEXT);
}

std::string OffscreenContext::renderer() const {
    const auto* text = glGetString(GL_RENDERER);
    return text != nullptr ? reinterpret_cast<const char*>(text) : "";
}

}  // namespace lossfield::app
