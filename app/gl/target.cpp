#include "app/gl/target.hpp"

#include <fmt/format.h>
#include <glad/gl.h>

#include "viz/text/errors.hpp"

namespace lossfield::app {
namespace {

constexpr int sample_count = 4;

}  // namespace

GlTarget::~GlTarget() { clear(); }

void GlTarget::clear() {
    // Nothing is no name to OpenGL, so that what was not made needs no care.
    glDeleteFramebuffers(1, &framebuffer_);
    glDeleteFramebuffers(1, &samples_);
    glDeleteRenderbuffers(1, &depth_);
    glDeleteRenderbuffers(1, &sample_colours_);
    glDeleteTextures(1, &texture_);
    framebuffer_ = samples_ = depth_ = sample_colours_ = texture_ = 0;
    width_ = height_ = 0;
}

void GlTarget::fit(int width, int height, bool multisampled) {
    if (width == width_ && height == height_ && multisampled == multisampled_) return;
    clear();
    while (glGetError() != GL_NO_ERROR) continue;
    glGenTextures(1, &texture_);
    glBindTexture(GL_TEXTURE_2D, texture_);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_NEAREST);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_NEAREST);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_S, GL_CLAMP_TO_EDGE);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_T, GL_CLAMP_TO_EDGE);
    glTexImage2D(GL_TEXTURE_2D, 0, GL_RGBA8, width, height, 0, GL_RGBA, GL_UNSIGNED_BYTE, nullptr);
    glBindTexture(GL_TEXTURE_2D, 0);

    const auto storage = [&](unsigned& name, GLenum format) {
        glGenRenderbuffers(1, &name);
        glBindRenderbuffer(GL_RENDERBUFFER, name);
        glRenderbufferStorageMultisample(GL_RENDERBUFFER, multisampled ? sample_count : 0, format, width,
                                         height);
    };
    const auto complete = [] { return glCheckFramebufferStatus(GL_FRAMEBUFFER) == GL_FRAMEBUFFER_COMPLETE; };
    storage(depth_, GL_DEPTH_COMPONENT24);
    glGenFramebuffers(1, &framebuffer_);
    glBindFramebuffer(GL_FRAMEBUFFER, framebuffer_);
    glFramebufferTexture2D(GL_FRAMEBUFFER, GL_COLOR_ATTACHMENT0, GL_TEXTURE_2D, texture_, 0);
    bool whole = complete();
    if (multisampled) {
        storage(sample_colours_, GL_RGBA8);
        glGenFramebuffers(1, &samples_);
        glBindFramebuffer(GL_FRAMEBUFFER, samples_);
        glFramebufferRenderbuffer(GL_FRAMEBUFFER, GL_COLOR_ATTACHMENT0, GL_RENDERBUFFER, sample_colours_);
    }
    glFramebufferRenderbuffer(GL_FRAMEBUFFER, GL_DEPTH_ATTACHMENT, GL_RENDERBUFFER, depth_);
    whole = whole && complete() && glGetError() == GL_NO_ERROR;
    glBindFramebuffer(GL_FRAMEBUFFER, 0);
    if (!whole) {
        clear();
        throw viz::OutputError(
            fmt::format("OpenGL has no room to paint a surface of {} x {} pixels", width, height));
    }
    width_ = width, height_ = height;
    multisampled_ = multisampled;
}

void GlTarget::begin() const {
    glBindFramebuffer(GL_FRAMEBUFFER, multisampled_ ? samples_ : framebuffer_);
    glViewport(0, 0, width_, height_);
    glClearColor(0, 0, 0, 0);
    glDepthMask(GL_TRUE);
    glClear(GL_COLOR_BUFFER_BIT | GL_DEPTH_BUFFER_BIT);
}

void GlTarget::end() const {
    if (multisampled_) {
        glBindFramebuffer(GL_READ_FRAMEBUFFER, samples_);
        glBindFramebuffer(GL_DRAW_FRAMEBUFFER, framebuffer_);
        glBlitFramebuffer(0, 0, width_, height_, 0, 0, width_, height_, GL_COLOR_BUFFER_BIT, GL_NEAREST);
    }
    glBindFramebuffer(GL_FRAMEBUFFER, 0);
}

void GlTarget::read(std::uint32_t* pixels) const {
    glBindFramebuffer(GL_READ_FRAMEBUFFER, framebuffer_);
    glPixelStorei(GL_PACK_ALIGNMENT, 4);
    glReadPixels(0, 0, width_, height_, GL_RGBA, GL_UNSIGNED_BYTE, pixels);
    glBindFramebuffer(GL_READ_FRAMEBUFFER, 0);
}

}  // namespace lossfield::app
