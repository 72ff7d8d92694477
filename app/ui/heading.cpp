#include "app/ui/heading.hpp"

namespace lossfield::app {

std::string capitals(std::string text) {
    for (char& c : text)
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    return text;
}

void heading(Ui& ui, const std::string& text, float width_pixels) {
    ImGui::Dummy(ImVec2(width_pixels, ui.px(12)));
    const ImVec2 at = ImGui::GetCursorScreenPos();
    ui.text(ImVec2(at.x, at.y + ui.px(12)), capitals(text), 10.5, ui.theme().muted);
    ImGui::Dummy(ImVec2(width_pixels, ui.px(20)));
}

}  // namespace lossfield::app
