#include "app/shell/help.hpp"

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include "app/ui/actions.hpp"

namespace lossfield::app {

bool draw_help(Ui& ui) {
    std::vector<std::pair<std::string, std::string>> rows;
    for (const auto& s : shortcuts())
        if (s.shown[0] != 0) rows.emplace_back(s.shown, s.words);
    for (const auto& g : gestures()) rows.emplace_back(g.shown, g.words);

    const ImVec2 screen = ImGui::GetIO().DisplaySize;
    constexpr double size = 12;
    float keys = 0, words = 0;
    for (const auto& [key, text] : rows) {
        keys = std::max(keys, ui.width(key, size, viz::Style::Strong));
        words = std::max(words, ui.width(text, size));
    }
    const float gap = ui.px(14), column = keys + gap + words, margin = ui.px(24), row_height = ui.px(20);
    const bool two = 2 * column + 3 * margin < screen.x;
    const std::size_t half = two ? (rows.size() + 1) / 2 : rows.size();
    const float width = (two ? 2 * column + margin : column) + 2 * margin;
    const float height = ui.px(50) + row_height * static_cast<float>(half) + margin / 2;
    ImGui::SetNextWindowPos(
        ImVec2(std::round((screen.x - width) / 2), std::max(0.0F, std::round((screen.y - height) / 2))));
    ImGui::SetNextWindowSize(ImVec2(width, std::min(height, screen.y)));
    ImGui::PushStyleVar(ImGuiStyleVar_WindowBorderSize, 1);
    ImGui::PushStyleVar(ImGuiStyleVar_WindowRounding, ui.px(6));
    ImGui::Begin("##help", nullptr,
                 ImGuiWindowFlags_NoTitleBar | ImGuiWindowFlags_NoResize | ImGuiWindowFlags_NoMove |
                     ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoCollapse);
    const ImVec2 corner = ImGui::GetCursorScreenPos();
    ui.text(ImVec2(corner.x + margin, corner.y + ui.px(32)), "Keys", 15, ui.theme().ink, viz::Style::Strong);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const float x = corner.x + margin + (i >= half ? column + margin : 0);
        const float y = corner.y + ui.px(62) + row_height * static_cast<float>(i % half);
        ui.text(ImVec2(x, y), rows[i].first, size, ui.accent(), viz::Style::Strong);
        ui.text(ImVec2(x + keys + gap, y), rows[i].second, size, ui.theme().ink);
    }
    ImGui::SetCursorScreenPos(corner);
    const bool clicked = ui.item("help", ImVec2(width, height), false).clicked;
    ImGui::End();
    ImGui::PopStyleVar(2);
    return clicked;
}

}  // namespace lossfield::app
