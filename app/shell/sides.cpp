// The sides of the window: labs with find-as-you-type, controls with presets.
#include <algorithm>
#include <cmath>

#include <imgui.h>
#include <imgui_stdlib.h>

#include "app/shell/shell.hpp"
#include "app/ui/heading.hpp"
#include "viz/display/font_set.hpp"
#include "viz/text/rich_text.hpp"

namespace lossfield::app {
namespace {

std::string lower(std::string text) {
    for (char& c : text)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return text;
}

}  // namespace

bool Shell::begin_side(const char* name, Area area) {
    ImGui::SetNextWindowPos(ImVec2(area.x, area.y));
    ImGui::SetNextWindowSize(ImVec2(area.width, area.height));
    ImGui::PushStyleColor(ImGuiCol_WindowBg, packed(ui_.theme().side));
    const bool open = ImGui::Begin(name, nullptr, fixed_window & ~ImGuiWindowFlags_NoScrollbar);
    ImGui::PopStyleColor();
    const float edge = area.x == 0 ? area.width - 1 : area.x;
    auto& list = *ImGui::GetWindowDrawList();
    const ImVec2 end(area.x + area.width, area.y + area.height);
    list.AddRectFilled(ImVec2(edge, area.y), ImVec2(edge + 1, end.y), packed(ui_.theme().faint));
    if (area.y > 0)
        list.AddRectFilled(ImVec2(area.x, area.y), ImVec2(end.x, area.y + 1), packed(ui_.theme().faint));
    return open;
}

bool Shell::lab_is_found(const viz::Lab& lab) const {
    const std::string wanted = lower(find_);
    return lower(lab.id + " " + viz::plain(lab.title) + " " + lab.topic).find(wanted) != std::string::npos;
}

void Shell::find_field(float width) {
    if (focus_find_) ImGui::SetKeyboardFocusHere();
    ImGui::SetNextItemWidth(width);
    const bool entered =
        ImGui::InputTextWithHint("##find", "Find a lab…", &find_, ImGuiInputTextFlags_EnterReturnsTrue);
    ui_.note_field();
    if (ImGui::IsItemActive()) focus_find_ = false;
    const ImVec2 min = ImGui::GetItemRectMin(), size = ImGui::GetItemRectSize();
    ui_.place("find", {min.x, min.y, size.x, size.y}, false);
    if (!entered) return;
    const auto found = std::find_if(session_.labs().begin(), session_.labs().end(),
                                    [&](const viz::Lab& lab) { return lab_is_found(lab); });
    if (found != session_.labs().end())
        session_.choose(static_cast<std::size_t>(found - session_.labs().begin()));
    find_.clear();
}

bool Shell::is_open(const std::string& topic) const {
    if (topic == session_.lab().topic) return !topic_closed_;
    return std::find(look_.topics.begin(), look_.topics.end(), topic) != look_.topics.end();
}

void Shell::turn(const std::string& topic) {
    const bool open = is_open(topic);
    if (topic == session_.lab().topic) topic_closed_ = open;
    std::erase(look_.topics, topic);
    if (!open) look_.topics.push_back(topic);
}

void Shell::labs_of(const std::string& topic, float width) {
    std::vector<std::size_t> labs;
    for (std::size_t i = 0; i < session_.labs().size(); ++i)
        if (session_.labs()[i].topic == topic && lab_is_found(session_.labs()[i])) labs.push_back(i);
    if (labs.empty()) return;
    // What is looked for is shown wherever it is.
    if (find_.empty()) {
        const bool open = is_open(topic);
        if (folding_heading(ui_, "topic/" + topic, topic, std::to_string(labs.size()), width, open))
            turn(topic);
        if (!open) return;
    } else {
        heading(ui_, topic, width);
    }
    for (const std::size_t i : labs) lab_row(i, width);
    ImGui::Dummy(ImVec2(width, ui_.px(4)));
}

void Shell::lab_row(std::size_t i, float width) {
    const viz::Lab& lab = session_.labs()[i];
    const bool chosen = i == session_.chosen();
    const Item row = ui_.item("lab/" + lab.id, ImVec2(width, ui_.px(26)));
    if (chosen && show_chosen_ && !ImGui::IsItemVisible()) ImGui::SetScrollHereY();
    if (chosen || row.hovered)
        ImGui::GetWindowDrawList()->AddRectFilled(
            ImVec2(row.min.x - ui_.px(6), row.min.y), ImVec2(row.max.x + ui_.px(6), row.max.y),
            packed(faded(ui_.theme().selected, chosen ? 1 : 0.5)), ui_.px(4));
    const auto style = chosen ? viz::Style::Strong : viz::Style::Regular;
    const std::string title = ui_.fitted(viz::plain(lab.title), 13, width, style);
    ui_.text(ImVec2(row.min.x, row.min.y + ui_.px(17.5)), title, 13, chosen ? ui_.accent() : ui_.theme().ink,
             style);
    if (row.hovered) ui_.tooltip(lab.id, {lab.id});
    if (row.clicked) session_.choose(i);
}

void Shell::labs_panel(Area area) {
    begin_side("##labs", area);
    const float margin = ui_.px(16), width = area.width - 2 * margin;
    ImGui::SetCursorPos(ImVec2(margin, 0));
    const ImVec2 top = ImGui::GetCursorScreenPos();
    ui_.text(ImVec2(top.x, top.y + ui_.px(34)), "Lossfield", 17, ui_.theme().ink, viz::Style::Strong);
    ImGui::SetCursorScreenPos(ImVec2(top.x, top.y + ui_.px(50)));
    find_field(width);
    ImGui::Indent(margin);
    ImGui::Dummy(ImVec2(1, ui_.px(6)));
    std::vector<std::string> topics;
    for (const viz::Lab& lab : session_.labs())
        if (std::find(topics.begin(), topics.end(), lab.topic) == topics.end()) topics.push_back(lab.topic);
    for (const std::string& topic : topics) labs_of(topic, width);
    show_chosen_ = false;
    ImGui::Unindent(margin);
    ImGui::End();
}

void Shell::presets(float width) {
    heading(ui_, "Presets", width);
    const ImVec2 start = ImGui::GetCursorScreenPos();
    const auto active = session_.preset();
    float x = 0, y = 0;
    const float height = ui_.px(26);
    const auto& theme = ui_.theme();
    for (std::size_t i = 0; i < session_.lab().presets.size(); ++i) {
        const viz::Preset& preset = session_.lab().presets[i];
        const float pill = std::min(ui_.width(preset.title, 12) + ui_.px(22), width);
        if (x > 0 && x + pill > width) x = 0, y += height + ui_.px(6);
        ImGui::SetCursorScreenPos(start + ImVec2(x, y));
        const Item item = ui_.item("preset/" + preset.id, ImVec2(pill, height));
        auto& list = *ImGui::GetWindowDrawList();
        const auto tint = preset.failure ? theme.warning : ui_.accent();
        const bool on = active == i;
        list.AddRectFilled(item.min, item.max,
                           packed(on || preset.failure ? faded(tint, on ? 0.18 : 0.06) : theme.ground),
                           height / 2);
        list.AddRect(item.min, item.max,
                     packed(on               ? tint
                            : preset.failure ? faded(tint, 0.5)
                            : item.hovered   ? theme.muted
                                             : theme.faint),
                     height / 2);
        ui_.text_centred(ImVec2((item.min.x + item.max.x) / 2, item.min.y + ui_.px(17)),
                         ui_.fitted(preset.title, 12, pill - ui_.px(16)), 12,
                         preset.failure || on ? tint : theme.ink);
        if (item.hovered) ui_.tooltip(preset.id, {preset.sentence.empty() ? preset.title : preset.sentence});
        if (item.clicked) session_.choose_preset(i);
        x += pill + ui_.px(6);
    }
    ImGui::SetCursorScreenPos(start);
    ImGui::Dummy(ImVec2(width, y + height + ui_.px(16)));
}

void Shell::controls_panel(Area area) {
    begin_side("##controls", area);
    const float margin = ui_.px(18);
    ImGui::Indent(margin);
    ImGui::Dummy(ImVec2(1, ui_.px(4)));
    Controls controls{ui_, session_, controls_, session_.last_figure(), area.width - 2 * margin};
    if (const auto& run = playhead())
        if (const auto asked = draw_time(controls, player_, *run)) act(*asked);
    draw_controls(controls);
    if (!session_.lab().presets.empty()) presets(area.width - 2 * margin);
    ImGui::Unindent(margin);
    ImGui::End();
    if (const auto way = std::exchange(controls_.leaving, std::nullopt)) session_.follow(*way);
}

}  // namespace lossfield::app
