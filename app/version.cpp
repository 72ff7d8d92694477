#include "app/version.hpp"

#include <GLFW/glfw3.h>
#include <fmt/format.h>
#include <imgui.h>

namespace lossfield::app {

std::string version_line() {
    return fmt::format("lossfield {} (Dear ImGui {}, GLFW {})", LOSSFIELD_VERSION, ImGui::GetVersion(),
                       glfwGetVersionString());
}

}  // namespace lossfield::app
