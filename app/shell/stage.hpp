// The window with its OpenGL context and Dear ImGui.
#pragma once

#include <optional>
#include <string>

struct GLFWwindow;

namespace lossfield::app {

class Stage {
  public:
    Stage();
    ~Stage();
    Stage(const Stage&) = delete;
    Stage& operator=(const Stage&) = delete;

    // Logical size, less where the screen has no room for it; without a scale the monitor's is taken. Needs a display and OpenGL 3.3; where one is missing
    // ready() stays false and problem() says what.
    void open(int width, int height, std::optional<double> scale);
    [[nodiscard]] bool ready() const { return ready_; }
    [[nodiscard]] std::string problem() const;
    [[nodiscard]] GLFWwindow* window() const { return window_; }

    // Pixels per logical pixel, 1 to 3, of the monitor that the window is on.
    [[nodiscard]] double content_scale() const;

    // Whether what was drawn stays in the back buffer when it has come to the screen, until the window is exposed or its
    // size changes.
    [[nodiscard]] bool stays() const { return stays_; }

  private:
    GLFWwindow* window_ = nullptr;
    bool initialised_ = false, ready_ = false, stays_ = false;
};

}  // namespace lossfield::app
