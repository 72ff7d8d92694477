// The row of tools, the picture's window and passing messages.
#include <algorithm>
#include <cmath>
#include <string_view>
#include <vector>

#include <imgui.h>

#include "app/shell/shell.hpp"
#include "viz/files/report.hpp"

namespace lossfield::app {
void Shell::tools(Area area, bool narrow) {
    struct Tool {
        const char* name;
        std::string text;
        Action action;
        bool enabled = true;
    };
    std::vector<Tool> row;
    if (narrow) row.push_back({"tool/labs", "labs", Action::Labs});
    row.push_back({"tool/undo", "undo", Action::Undo, session_.can_undo()});
    row.push_back({"tool/redo", "redo", Action::Redo, session_.can_redo()});
    row.push_back({"tool/reset", "reset", Action::Reset, session_.values() != viz::defaults(session_.lab())});
    row.push_back({"tool/play", playing() ? "pause" : "play", Action::Play});
    row.push_back({"tool/theme", "theme", Action::Theme});
    row.push_back({"tool/export", "export", Action::Export});
    row.push_back({"tool/help", "?", Action::Help});
    if (narrow) row.push_back({"tool/controls", "controls", Action::Controls});
    const float gap = ui_.px(14), height = ui_.px(24);
    const float right = area.x + area.width - ui_.px(24);
    const auto width_of_row = [&] {
        float sum = -gap;
        for (const auto& tool : row) sum += ui_.width(tool.text, 12) + gap;
        return sum;
    };
    // Companions a long title there is not room for all; those that go have keys.
    const float title = picture_.title_end();
    for (const char* spare :
         {"tool/theme", "tool/redo", "tool/reset", "tool/undo", "tool/play", "tool/export", "tool/help"}) {
        if (right - width_of_row() >= title + gap) break;
        std::erase_if(row, [spare](const Tool& tool) { return std::string_view(tool.name) == spare; });
    }
    const float width = width_of_row();
    // On the baseline of the picture's title, and above its first row of headings.
    ImGui::SetNextWindowPos(ImVec2(std::round(right - width - ui_.px(4)), ui_.px(6)));
    ImGui::SetNextWindowSize(ImVec2(width + ui_.px(8), height));
    ImGui::Begin("##tools", nullptr, fixed_window | ImGuiWindowFlags_NoBackground);
    float x = ui_.px(4);
    for (const auto& tool : row) {
        const float room = ui_.width(tool.text, 12);
        ImGui::SetCursorPos(ImVec2(x, 0));
        const Item item = ui_.item(tool.name, ImVec2(room, height), tool.enabled);
        const auto& theme = ui_.theme();
        ui_.text(ImVec2(item.min.x, item.min.y + ui_.px(16)), tool.text, 12,
                 !tool.enabled  ? faded(theme.muted, 0.4)
                 : item.hovered ? ui_.accent()
                                : theme.muted);
        if (item.hovered) {
            const std::string words =
                tool.action == Action::Theme ? "theme: " + viz::theme_name(look_.theme) : tool.text;
            ui_.tooltip(tool.name, {words + "  (" + key_of(tool.action) + ")"});
        }
        if (tool.enabled && item.clicked) act(tool.action);
        x += room + gap;
    }
    ImGui::End();
}

void Shell::picture(Area area) {
    ImGui::SetNextWindowPos(ImVec2(area.x, area.y));
    ImGui::SetNextWindowSize(ImVec2(area.width, area.height));
    ImGui::Begin("##picture", nullptr,
                 fixed_window | ImGuiWindowFlags_NoBackground | ImGuiWindowFlags_NoBringToFrontOnFocus |
                     ImGuiWindowFlags_NoScrollWithMouse);
    const viz::Rect place{area.x, area.y, std::max(area.width, 1.0F), std::max(area.height, 1.0F)};
    picture_.interact(ui_, session_, controls_, place);
    session_.update();
    picture_.show(ui_, session_, place, playing() || !controls_.held.empty());
    if (picture_.menu_asked()) ImGui::OpenPopup("readouts");
    readouts_menu();
    ImGui::End();
}

void Shell::readouts_menu() {
    if (!ImGui::BeginPopup("readouts")) return;
    struct Entry {
        const char* name;
        const char* text;
        std::optional<Action> action;  // none: copies the table that was clicked
    };
    const viz::Table* table = picture_.menu_table();
    std::vector<Entry> entries;
    if (table != nullptr) {
        entries.push_back({"menu/rows", "copy the table, tab-separated", std::nullopt});
    } else {
        entries.push_back({"menu/table", "copy as tab-separated text", Action::CopyTable});
        entries.push_back({"menu/latex", "copy as LaTeX", Action::CopyLatex});
        entries.push_back({"menu/python", "copy the leading panel as Python", Action::CopyPython});
    }
    entries.push_back({"menu/command", "copy the picture as a command", Action::CopyCommand});
    for (const Entry& entry : entries) {
        const Item row = ui_.item(entry.name, ImVec2(ui_.px(230), ui_.px(25)), false);
        if (row.hovered)
            ImGui::GetWindowDrawList()->AddRectFilled(row.min, row.max, packed(ui_.theme().selected),
                                                      ui_.px(3));
        ui_.text(ImVec2(row.min.x + ui_.px(7), row.min.y + ui_.px(17)), entry.text, 13, ui_.theme().ink);
        if (row.clicked) {
            if (entry.action) {
                act(*entry.action);
            } else {
                ImGui::SetClipboardText(viz::table_tsv(*table).c_str());
                say("Table copied.");
            }
            ImGui::CloseCurrentPopup();
        }
    }
    ImGui::EndPopup();
}

void Shell::message_bar(Area area) {
    if (!message_.empty() && ui_.now() > message_until_) message_.clear();
    if (message_.empty()) return;
    ui_.wake_at(message_until_ + 0.01);
    const float most = std::min(ui_.px(640), area.width - ui_.px(32));
    const auto lines = ui_.painter().fonts().wrap(message_, 12, (most - ui_.px(28)) / ui_.scale());
    float widest = 0;
    for (const auto& line : lines) widest = std::max(widest, ui_.width(line, 12));
    const ImVec2 size(widest + ui_.px(28), ui_.px(18) * static_cast<float>(lines.size()) + ui_.px(12));
    ImGui::SetNextWindowPos(ImVec2(std::round(area.x + (area.width - size.x) / 2), ui_.px(46)));
    ImGui::SetNextWindowSize(size);
    ImGui::Begin("##message", nullptr,
                 fixed_window | ImGuiWindowFlags_NoBackground | ImGuiWindowFlags_NoFocusOnAppearing);
    const Item item = ui_.item("message", size, false);
    auto& list = *ImGui::GetWindowDrawList();
    list.AddRectFilled(item.min, item.max, packed(ui_.theme().ground), ui_.px(5));
    list.AddRect(item.min, item.max, packed(ui_.theme().muted), ui_.px(5));
    float y = item.min.y + ui_.px(19);
    for (const auto& line : lines) {
        ui_.text(ImVec2(item.min.x + ui_.px(14), y), line, 12, ui_.theme().ink);
        y += ui_.px(18);
    }
    if (item.clicked) message_.clear();
    ImGui::End();
}

}  // namespace lossfield::app
