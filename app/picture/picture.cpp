#include "app/picture/picture.hpp"

#include <algorithm>
#include <cmath>

#include "app/platform/imgui_compat.hpp"
#include "viz/draw/handles.hpp"
#include "viz/inputs/values.hpp"

namespace lossfield::app {
namespace {

constexpr double still = 3;  // so many pixels a hand moves in a click

// Whether a panel shows a range that can be moved.
bool has_axes(viz::PanelKind kind) {
    return kind == viz::PanelKind::Axes || kind == viz::PanelKind::Bars || kind == viz::PanelKind::Simplex;
}

}  // namespace

viz::Vec2 Picture::to_window(viz::Vec2 p) const {
    return {corner_.x + p.x * scale_, corner_.y + p.y * scale_};
}

float Picture::title_end() const {
    for (const auto& text : composition_.texts)
        if (text.owner == "title") return static_cast<float>(to_window({text.box.right(), 0}).x);
    return 0;
}

viz::Vec2 Picture::pointer() const {
    const ImVec2 at = ImGui::GetIO().MousePos;
    return {(at.x - corner_.x) / scale_, (at.y - corner_.y) / scale_};
}

const viz::PanelFrame* Picture::frame_of(const std::string& panel) const {
    for (const auto& frame : composition_.panels)
        if (frame.id == panel) return &frame;
    return nullptr;
}

const viz::PanelFrame* Picture::panel_under(viz::Vec2 at) const {
    for (const auto& frame : composition_.panels)
        if (!frame.folded && frame.plot.contains(at)) return &frame;
    return nullptr;
}

const viz::Handle* Picture::handle_named(const std::string& id) const {
    for (const auto& panel : figure_.panels)
        for (const auto& handle : panel.handles)
            if (handle.id == id) return &handle;
    return nullptr;
}

void Picture::grab(Ui& ui, Session& session, ControlState& controls, const viz::HandleFrame& at) {
    const viz::Handle* handle = handle_named(at.id);
    const viz::PanelFrame* frame = frame_of(at.panel);
    if (handle == nullptr || frame == nullptr) return;
    const viz::Vec2 p = pointer();
    held_ = Held{*handle,
                 *frame,
                 viz::hold_of(composition_),
                 p,
                 {at.at.x - p.x, at.at.y - p.y},
                 !at.beyond(),
                 {handle->x, handle->y, handle->z},
                 session.values()};
    ui.set_focus("handle/" + at.id);
    if (const auto* point = std::get_if<viz::MovePoint>(&handle->move)) controls.chosen_point = point->index;
    session.press();
}

void Picture::pull(Session& session) {
    const viz::Vec2 p = pointer();
    held_->follows = held_->follows || std::hypot(p.x - held_->from.x, p.y - held_->from.y) > still;
    if (!held_->follows) return;
    const viz::Vec3 to =
        viz::target_of(held_->frame, held_->handle, {p.x + held_->offset.x, p.y + held_->offset.y});
    held_->target = to;
    session.change(viz::drag(session.lab().parameters, held_->before, held_->handle, to.x, to.y, to.z));
}

void Picture::interact(Ui& ui, Session& session, ControlState& controls, const viz::Rect& area) {
    menu_asked_ = false;
    corner_ = {area.x, area.y};
    scale_ = ui.scale();
    ImGui::SetCursorScreenPos(ImVec2(static_cast<float>(area.x), static_cast<float>(area.y)));
    const Item item =
        ui.item("picture", ImVec2(static_cast<float>(area.width), static_cast<float>(area.height)), false);
    pointer_inside_ = item.hovered;
    const viz::Vec2 at = pointer();
    const viz::HandleFrame* over = item.hovered && !holding() ? viz::handle_under(composition_, at) : nullptr;
    const viz::PanelFrame* panel = item.hovered ? panel_under(at) : nullptr;

    if (item.pressed) {
        ui.set_focus({});
        // The first click of a double click may have moved a handle a little, or added a point.
        if (item.double_clicked && last_click_changed_) session.forget_step();
        const bool on_handle = over != nullptr && !(item.double_clicked && last_click_added_);
        last_click_changed_ = last_click_added_ = false;
        if (on_handle && item.double_clicked) {
            ui.edit("handle/" + over->id, "");
        } else if (on_handle) {
            grab(ui, session, controls, *over);
        } else if (const auto* heading = heading_under(at)) {
            pressed_heading_ = *heading;
        } else if (std::string lead = lead_under(at); !lead.empty()) {
            pressed_lead_ = std::move(lead);
        } else if (panel != nullptr && panel->kind == viz::PanelKind::Space) {
            press_space(ui, session, *panel);
        } else if (panel != nullptr && item.double_clicked) {
            set_range(session, panel->id, std::nullopt);
        } else if (panel != nullptr && has_axes(panel->kind)) {
            pan_ = Pan{*panel, at, false};
        }
    } else if (held_ && (item.held || item.released)) {
        if (ImGui::GetIO().MouseDelta.x != 0 || ImGui::GetIO().MouseDelta.y != 0) pull(session);
    } else if (pan_ && item.held) {
        const viz::Vec2 by{at.x - pan_->from.x, at.y - pan_->from.y};
        pan_->moved = pan_->moved || std::hypot(by.x, by.y) > still;
        const viz::Rect& plot = pan_->frame.plot;
        if (pan_->moved) {
            const viz::Vec2 low = pan_->frame.to_data({plot.x - by.x, plot.bottom() - by.y});
            const viz::Vec2 high = pan_->frame.to_data({plot.right() - by.x, plot.y - by.y});
            set_range(session, pan_->frame.id, viz::Domain{{low.x, high.x}, {low.y, high.y}});
        }
    }
    if (turn_ && item.held) turn(ui, session);
    if (item.released) {
        if (held_) last_click_changed_ = session.release();
        if (pan_ && !pan_->moved) click_plot(session, controls, pan_->frame, at);
        if (pressed_heading_ && pressed_heading_->box.contains(at)) click_heading(session, *pressed_heading_);
        if (!pressed_lead_.empty() && lead_under(at) == pressed_lead_) toggle_lead(session, pressed_lead_);
        pressed_heading_.reset();
        pressed_lead_.clear();
        held_.reset();
        pan_.reset();
        if (turn_) clicked_at_ = turn_->moved ? -1 : turn_->begun;
        turn_.reset();
    }
    if (panel != nullptr && ui.input().wheel() != 0 && !holding())
        zoom(session, ui, std::pow(1.15, -ui.input().wheel()));
    if (item.right_clicked) {
        menu_asked_ =
            std::any_of(composition_.texts.begin(), composition_.texts.end(), [&](const viz::TextFrame& t) {
                const viz::Rect wide{0, t.box.y - 4, composition_.list.width, t.box.height + 8};
                return t.owner.rfind("readout", 0) == 0 && wide.contains(at);
            });
        menu_panel_.clear();
        if (panel != nullptr && table_of(panel->id) != nullptr) menu_panel_ = panel->id, menu_asked_ = true;
    }
    if (over != nullptr || held_ || (item.hovered && !holding() && !lead_under(at).empty()))
        ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
    if ((pan_ && pan_->moved) || (turn_ && turn_->moved)) ImGui::SetMouseCursor(ImGuiMouseCursor_ResizeAll);
    handle_keys(ui, session, controls);
    camera_keys(ui, session);
    lead_keys(ui, session);
    continue_flight(ui, session);
}

void Picture::show(Ui& ui, Session& session, const viz::Rect& area, bool lively) {
    viz::View view = session.view();
    if (held_) view.ranges[held_->frame.id] = held_->frame.range;  // scales stand still under a held handle
    const viz::Vec2 at = pointer();
    const viz::PanelFrame* panel = pointer_inside_ && !holding() ? panel_under(at) : nullptr;
    if (panel != nullptr)
        if (const auto data = data_at(*panel, at)) view.pointer = viz::Pointer{panel->id, data->x, data->y};
    const bool brief = ui.now() < draft_until_;
    if (brief) ui.wake_at(draft_until_);
    const viz::Figure& figure = session.figure(view);
    const bool ahead = held_ && held_->follows && session.behind();
    const Key key{
        session.drawn(),
        view,
        area.width / scale_,
        area.height / scale_,
        &ui.theme(),
        held_ && held_->follows ? held_->handle.id : std::string(),
        session.lab().id,
        ahead ? held_->target : viz::Vec3{},
        lively || brief || session.pressed() || moving() ? viz::Finish::Draft : viz::Finish::Screen};
    if (composed_ != key) {
        figure_ = figure;
        if (ahead) {
            for (auto& p : figure_.panels)
                for (auto& handle : p.handles)
                    if (handle.id == held_->handle.id)
                        handle.x = held_->target.x, handle.y = held_->target.y, handle.z = held_->target.z;
        }
        viz::Page page;
        page.width = key.width;
        page.height = key.height;
        page.title = session.lab().title;
        page.formula = session.lab().formula;
        page.live = true;
        page.show_handles = true;
        page.held_handle = key.held;
        page.finish = key.finish;
        if (held_) page.hold = held_->hold;
        // Under a slider notices come and go: until it is let go they take the room that there is.
        else if (session.pressed() && composed_ && key.is_page_of(*composed_))
            page.hold = viz::Hold{{}, composition_.footer};
        composition_ = viz::compose(figure_, view, page, ui.theme(), ui.painter().fonts());
        composed_ = key;
    }
    auto& list = *ImGui::GetWindowDrawList();
    const ImVec2 corner(static_cast<float>(corner_.x), static_cast<float>(corner_.y));
    ui.painter().paint(list, composition_.list, corner, scale_);
    for (const auto& handle : composition_.handles) {
        const viz::Vec2 low = to_window({handle.box.x, handle.box.y});
        const std::string name = "handle/" + handle.id;
        ui.place(name, {low.x, low.y, handle.box.width * scale_, handle.box.height * scale_}, true);
        if (!ui.focused(name)) continue;
        const viz::Vec2 centre = to_window(handle.at);
        list.AddCircle(ImVec2(static_cast<float>(centre.x), static_cast<float>(centre.y)), ui.px(12),
                       packed(faded(ui.accent(), 0.55)), 0, std::max(1.0F, 1.2F * scale_));
    }
    for (const auto& frame : composition_.panels) {
        if (frame.kind != viz::PanelKind::Space) continue;
        const viz::Vec2 low = to_window({frame.plot.x, frame.plot.y});
        const viz::Rect place{low.x, low.y, frame.plot.width * scale_, frame.plot.height * scale_};
        ui.place("panel/" + frame.id, place, true);
        if (ui.focused("panel/" + frame.id))
            compat::outline(list, ImVec2(static_cast<float>(place.x), static_cast<float>(place.y)),
                            ImVec2(static_cast<float>(place.right()), static_cast<float>(place.bottom())),
                            packed(faded(ui.accent(), 0.45)), ui.px(4), std::max(1.0F, scale_));
    }
    show_headings(ui);
    show_lead_targets(ui);
    handle_field(ui, session);
    hover(ui, session);
}

}  // namespace lossfield::app
