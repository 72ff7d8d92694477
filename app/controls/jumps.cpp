// Places of theory to jump to, and ways to other labs, as quiet buttons under the control that they stand beside.
#include <algorithm>

#include "app/controls/controls.hpp"
#include "viz/lab/settings.hpp"

namespace lossfield::app {
namespace {

bool has_come_to(const Controls& c, const viz::Jump& jump) {
    return jump.lab.empty() && std::all_of(jump.sets.begin(), jump.sets.end(), [&](const viz::Setting& s) {
               return c.session.values()[viz::index_of(c.session.lab(), s.first)] == s.second;
           });
}

}  // namespace

void jumps_beside(Controls& c, const std::vector<std::string>& parameters) {
    Ui& ui = c.ui;
    const ImVec2 start = ImGui::GetCursorScreenPos();
    const float height = ui.px(20), gap = ui.px(5);
    float x = 0, y = 0;
    const viz::Jump* clicked = nullptr;
    for (const viz::Jump& jump : c.state.standing->jumps) {
        if (std::find(parameters.begin(), parameters.end(), jump.parameter) == parameters.end()) continue;
        const float width = std::min(ui.width(jump.label, 11) + ui.px(16), c.width);
        if (x > 0 && x + width > c.width) x = 0, y += height + gap;
        ImGui::SetCursorScreenPos(start + ImVec2(x, y));
        const Item item = ui.item("jump/" + jump.id, ImVec2(width, height));
        const auto& theme = ui.theme();
        auto& list = *ImGui::GetWindowDrawList();
        const bool there = has_come_to(c, jump);
        if (there) list.AddRectFilled(item.min, item.max, packed(faded(ui.accent(), 0.14)), height / 2);
        list.AddRect(item.min, item.max,
                     packed(there          ? faded(ui.accent(), 0.6)
                            : item.hovered ? theme.muted
                                           : theme.faint),
                     height / 2);
        ui.text_centred(ImVec2((item.min.x + item.max.x) / 2, item.min.y + ui.px(14)), jump.label, 11,
                        there || item.hovered ? ui.accent() : theme.muted);
        if (item.hovered && !jump.help.empty()) ui.tooltip("jump/" + jump.id, {jump.help});
        if (item.clicked) clicked = &jump;
        x += width + gap;
    }
    if (x == 0) return;
    ImGui::SetCursorScreenPos(start);
    ImGui::Dummy(ImVec2(c.width, y + height + ui.px(8)));
    if (clicked != nullptr && !clicked->lab.empty())
        c.state.leaving = *clicked;
    else if (clicked != nullptr)
        c.session.apply(viz::with_settings(c.session.lab(), c.session.values(), clicked->sets));
}

}  // namespace lossfield::app
