// What the pointer is told: of handles, of values under it, of tables' headings, which are buttons.
#include <algorithm>
#include <cmath>

#include "app/picture/picture.hpp"
#include "app/session/hover.hpp"
#include "viz/draw/handles.hpp"
#include "viz/lab/settings.hpp"

namespace lossfield::app {

const viz::HeadingFrame* Picture::heading_under(viz::Vec2 at) const {
    const auto& all = composition_.headings;
    const auto found =
        std::find_if(all.begin(), all.end(), [&](const viz::HeadingFrame& h) { return h.box.contains(at); });
    return found == all.end() ? nullptr : &*found;
}

const viz::Table* Picture::table_of(const std::string& panel_id) const {
    const viz::Panel* panel = viz::find_panel(figure_, panel_id);
    return panel != nullptr && panel->table ? &*panel->table : nullptr;
}

void Picture::click_heading(Session& session, const viz::HeadingFrame& heading) {
    const viz::Table* table = table_of(heading.panel);
    if (table == nullptr || heading.column >= table->columns.size()) return;
    session.apply(viz::with_settings(session.lab(), session.values(), table->columns[heading.column].sets));
}

void Picture::show_headings(Ui& ui) {
    const viz::HeadingFrame* over = pointer_inside_ && !holding() ? heading_under(pointer()) : nullptr;
    for (const auto& heading : composition_.headings) {
        const viz::Vec2 low = to_window({heading.box.x, heading.box.y});
        const viz::Rect place{low.x, low.y, heading.box.width * scale_, heading.box.height * scale_};
        const std::string name = "heading/" + heading.panel + "/" + std::to_string(heading.column + 1);
        // A table in blocks shows its headings more than once; the first stands for all.
        const bool known = std::any_of(ui.widgets().begin(), ui.widgets().end(),
                                       [&](const Widget& w) { return w.name == name; });
        if (!known) ui.place(name, place, false);
        if (over != &heading) continue;
        const viz::Table* table = table_of(heading.panel);
        if (table == nullptr || heading.column >= table->columns.size()) continue;
        const float y = std::round(static_cast<float>(place.bottom()) - ui.px(3));
        ImGui::GetWindowDrawList()->AddRectFilled(
            ImVec2(static_cast<float>(place.x) + ui.px(3), y),
            ImVec2(static_cast<float>(place.right()) - ui.px(3), y + ui.px(1.5)), packed(ui.accent()));
        ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
        const viz::TableColumn& column = table->columns[heading.column];
        ui.tooltip(name,
                   {column.help.empty() ? "sort by " + table->column_labels[heading.column] : column.help});
    }
}

void Picture::hover(Ui& ui, Session& session) {
    if (!pointer_inside_ || holding()) return;
    const viz::Vec2 at = pointer();
    if (const auto* over = viz::handle_under(composition_, at)) {
        const viz::Handle* handle = handle_named(over->id);
        if (handle != nullptr && !handle->label.empty())
            ui.tooltip(over->id, {"drag: " + handle->label}, 0.3);
        return;
    }
    if (heading_under(at) != nullptr) return;  // it has said what it does
    const viz::PanelFrame* frame = panel_under(at);
    const viz::Panel* panel = frame != nullptr ? viz::find_panel(figure_, frame->id) : nullptr;
    const Answer* shown = session.shown();
    if (panel == nullptr || shown == nullptr) return;
    const auto data = data_at(*frame, at);
    if (!data) return;
    std::vector<std::string> lines;
    if (session.lab().probe)
        lines = told(session.lab().probe(shown->job.values, shown->result, session.view(), panel->id, data->x,
                                         data->y));
    if (lines.empty())
        lines = panel->kind == viz::PanelKind::Space ? interpolated(*panel, *data)
                                                     : interpolated(*panel, *frame, at);
    if (!lines.empty()) ui.tooltip("panel/" + panel->id, lines, 0.15);
}

}  // namespace lossfield::app
