// OpenGL 3.3 without a display, on no surface: surfaceless EGL (a software driver serves).
//   No EGL or no such driver: nothing is made, and a reason is given.
#pragma once

#include <memory>
#include <string>
#include <variant>

namespace lossfield::app {

class OffscreenContext {
  public:
    // Current on this thread afterwards; no other context may be current there. The reason: one clause that fits
    // into "no OpenGL (...)".
    [[nodiscard]] static std::variant<std::unique_ptr<OffscreenContext>, std::string> make();
    ~OffscreenContext();
    OffscreenContext(const OffscreenContext&) = delete;
    OffscreenContext& operator=(const OffscreenContext&) = delete;

    // On this thread, between release() elsewhere and release() here. Throws std::runtime_error where EGL refuses.
    void make_current() const;
    void release() const;
    // What draws, in the driver's words; while current.
    [[nodiscard]] std::string renderer() const;

  private:
    OffscreenContext() = default;
    // Empty when all went well.
    std::string open();

    void* display_ = nullptr;
    void* context_ = nullptr;
};

}  // namespace lossfield::app
