#include "app/shell/stage.hpp"

#include <algorithm>
#include <cmath>

#include <glad/gl.h>
#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>
#include <backends/imgui_impl_glfw.h>
#include <backends/imgui_impl_opengl3.h>
#include <imgui.h>

#include "app/shell/window_size.hpp"

namespace lossfield::app {
namespace {

// GLFW hands errors to a function without context, on whichever thread calls it.
thread_local std::string last_error;

// Of the monitor without what bars and docks take of it.
WindowSize room_on_screen() {
    WindowSize room;
    int x = 0, y = 0;
    if (GLFWmonitor* monitor = glfwGetPrimaryMonitor())
        glfwGetMonitorWorkarea(monitor, &x, &y, &room.width, &room.height);
    return room;
}

// A software renderer copies its buffer to the screen. OpenGL does not promise it and cannot be asked, so it is tried;
// a graphics card may do so at one time and exchange buffers at another.
bool swap_copies(GLFWwindow* window) {
    const std::string renderer = reinterpret_cast<const char*>(glGetString(GL_RENDERER));
    if (renderer.rfind("llvmpipe", 0) != 0 && renderer.rfind("softpipe", 0) != 0) return false;
    constexpr unsigned char levels[] = {8, 9, 10};
    for (const auto level : levels) {
        glClearColor(static_cast<float>(level) / 255, 0, 0, 1);
        glClear(GL_COLOR_BUFFER_BIT);
        glfwSwapBuffers(window);
    }
    unsigned char pixel[4] = {};
    glReadPixels(0, 0, 1, 1, GL_RGBA, GL_UNSIGNED_BYTE, pixel);
    return pixel[0] == levels[2];
}

}  // namespace

Stage::Stage() {
    glfwSetErrorCallback([](int, const char* text) { last_error = text; });
    initialised_ = glfwInit() == GLFW_TRUE;
}

Stage::~Stage() {
    if (ready_) {
        ImGui_ImplOpenGL3_Shutdown();
        ImGui_ImplGlfw_Shutdown();
        ImGui::DestroyContext();
    }
    if (window_ != nullptr) glfwDestroyWindow(window_);
    if (initialised_) glfwTerminate();
}

std::string Stage::problem() const { return last_error.empty() ? "no display" : last_error; }

double Stage::content_scale() const {
    float x = 1, y = 1;
    GLFWmonitor* monitor = glfwGetPrimaryMonitor();
    if (window_ != nullptr) {
        glfwGetWindowContentScale(window_, &x, &y);
    } else if (monitor != nullptr) {
        glfwGetMonitorContentScale(monitor, &x, &y);
    }
    return std::clamp(static_cast<double>(x), 1.0, 3.0);
}

void Stage::open(int width, int height, std::optional<double> given_scale) {
    if (!initialised_) return;
    const double scale = given_scale.value_or(content_scale());
    glfwWindowHint(GLFW_CONTEXT_VERSION_MAJOR, 3);
    glfwWindowHint(GLFW_CONTEXT_VERSION_MINOR, 3);
    glfwWindowHint(GLFW_OPENGL_PROFILE, GLFW_OPENGL_CORE_PROFILE);
    glfwWindowHint(GLFW_OPENGL_FORWARD_COMPAT, GLFW_TRUE);
    // Surfaces have a depth buffer of their own.
    glfwWindowHint(GLFW_DEPTH_BITS, 0);
    glfwWindowHint(GLFW_STENCIL_BITS, 0);
    const WindowSize size =
        within({static_cast<int>(std::lround(width * scale)), static_cast<int>(std::lround(height * scale))},
               room_on_screen());
    window_ = glfwCreateWindow(size.width, size.height, "Lossfield", nullptr, nullptr);
    if (window_ == nullptr) return;
    glfwSetWindowSizeLimits(window_, 480, 360, GLFW_DONT_CARE, GLFW_DONT_CARE);
    glfwMakeContextCurrent(window_);
    glfwSwapInterval(1);
    if (gladLoadGL(glfwGetProcAddress) == 0) {
        last_error = "the OpenGL functions cannot be loaded";
        return;
    }
    ImGui::CreateContext();
    ImGui::GetIO().IniFilename = nullptr;
    ImGui::GetIO().LogFilename = nullptr;
    ImGui::GetIO().MouseDoubleClickTime = 0.4F;  // a frame may take long without a graphics card
    ImGui_ImplGlfw_InitForOpenGL(window_, false);
    ImGui_ImplOpenGL3_Init("#version 330 core");
    stays_ = swap_copies(window_);
    ready_ = true;
}

}  // namespace lossfield::app
