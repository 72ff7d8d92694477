// One panel large: a click on its title or on its small picture, or Enter on either, gives it the page; the same again, or
// Escape, gives all panels their places back.
#include <algorithm>

#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>

#include "app/picture/picture.hpp"
#include "app/platform/imgui_compat.hpp"

namespace lossfield::app {
namespace {

// A title's text with a margin that is easier to hit.
viz::Rect title_target(const viz::TextFrame& title) {
    return {title.box.x - 4, title.box.y - 3, title.box.width + 8, title.box.height + 6};
}

}  // namespace

std::vector<Picture::LeadTarget> Picture::lead_targets() const {
    std::vector<LeadTarget> all;
    if (figure_.panels.size() < 2) return all;
    for (const viz::PanelFrame& frame : composition_.panels) {
        if (frame.folded) {
            all.push_back({frame.id, frame.cell});
            continue;
        }
        for (const viz::TextFrame& text : composition_.texts)
            if (text.owner == frame.id + "/title") all.push_back({frame.id, title_target(text)});
    }
    return all;
}

std::string Picture::lead_under(viz::Vec2 at) const {
    for (const LeadTarget& target : lead_targets())
        if (target.box.contains(at)) return target.panel;
    return {};
}

void Picture::toggle_lead(Session& session, const std::string& panel) {
    std::string& lead = session.view().lead;
    lead = lead == panel ? std::string() : panel;
}

void Picture::lead_keys(Ui& ui, Session& session) {
    for (const LeadTarget& target : lead_targets())
        if (ui.focused("title/" + target.panel) && ui.input().take_key(GLFW_KEY_ENTER))
            return toggle_lead(session, target.panel);
}

void Picture::show_lead_targets(Ui& ui) {
    auto& list = *ImGui::GetWindowDrawList();
    for (const LeadTarget& target : lead_targets()) {
        const std::string name = "title/" + target.panel;
        const viz::Vec2 low = to_window({target.box.x, target.box.y});
        const viz::Rect place{low.x, low.y, target.box.width * scale_, target.box.height * scale_};
        ui.place(name, place, true);
        if (!ui.focused(name)) continue;
        compat::outline(list, ImVec2(static_cast<float>(place.x), static_cast<float>(place.y)),
                        ImVec2(static_cast<float>(place.right()), static_cast<float>(place.bottom())),
                        packed(faded(ui.accent(), 0.45)), ui.px(4), std::max(1.0F, scale_));
    }
}

}  // namespace lossfield::app
