// The picture's keyboard twins, and what a click on an empty plot does.
#include <algorithm>
#include <cmath>

#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>

#include "app/picture/picture.hpp"
#include "viz/inputs/resolvable.hpp"
#include "viz/inputs/values.hpp"
#include "viz/text/numbers.hpp"
#include "viz/text/words.hpp"

namespace lossfield::app {
namespace {

// The points parameter that a panel's handles move, if they do, or that names the panel: it may have no point yet.
std::optional<std::size_t> points_of(const viz::Lab& lab, const viz::Figure& figure,
                                     const std::string& panel_id) {
    const viz::Panel* panel = viz::find_panel(figure, panel_id);
    if (panel == nullptr) return std::nullopt;
    for (const auto& handle : panel->handles)
        if (const auto* point = std::get_if<viz::MovePoint>(&handle.move))
            return viz::index_of(lab, point->parameter);
    for (std::size_t i = 0; i < lab.parameters.size(); ++i)
        if (lab.parameters[i].kind == viz::Kind::Points && lab.parameters[i].panel == panel_id &&
            viz::has_effect(figure, lab.parameters[i].id))
            return i;
    return std::nullopt;
}

// A point that was chosen: Delete removes it, X gives it the next class.
void handle_point_keys(Ui& ui, Session& session, ControlState& controls, const viz::MovePoint& point) {
    const std::size_t i = viz::index_of(session.lab(), point.parameter);
    const viz::Parameter& parameter = session.lab().parameters[i];
    viz::Values values = session.values();
    auto& points = std::get<viz::Points>(values[i]);
    if (point.index >= points.size()) return;
    if (ui.input().take_key(GLFW_KEY_DELETE) || ui.input().take_key(GLFW_KEY_BACKSPACE)) {
        if (points.size() <= parameter.min_length) return;
        points.erase(points.begin() + static_cast<std::ptrdiff_t>(point.index));
        controls.chosen_point.reset();
        session.apply(std::move(values));
    } else if (!parameter.labels.empty() && ui.input().take_key(GLFW_KEY_X)) {
        points[point.index].label = next_label(parameter, points[point.index].label);
        session.apply(std::move(values));
    }
}

// Where along its panel a handle goes when one number is typed: the axis it moves along.
viz::Vec2 moved_to(const viz::Handle& handle, double number) {
    const auto along = [&](viz::Along axis) {
        return axis == viz::Along::X ? viz::Vec2{number, handle.y} : viz::Vec2{handle.x, number};
    };
    if (const auto* real = std::get_if<viz::MoveReal>(&handle.move)) return along(real->axis);
    if (const auto* entry = std::get_if<viz::MoveEntry>(&handle.move)) return along(entry->axis);
    const bool upright = std::holds_alternative<viz::MoveShare>(handle.move) ||
                         std::holds_alternative<viz::MoveLogitByProbability>(handle.move);
    return along(upright ? viz::Along::Y : viz::Along::X);
}

}  // namespace

void set_range(Session& session, const std::string& panel, const std::optional<viz::Domain>& range) {
    if (range && !viz::resolvable(*range)) return;  // zooming and moving end there
    const auto& parameters = session.lab().parameters;
    for (std::size_t i = 0; i < parameters.size(); ++i) {
        if (parameters[i].kind != viz::Kind::Domain || parameters[i].panel != panel ||
            !viz::has_effect(session.last_figure(), parameters[i].id))
            continue;
        session.look(i, range);
        return;
    }
    if (range) {
        session.view().ranges[panel] = *range;
    } else {
        session.view().ranges.erase(panel);
    }
}

const viz::PanelFrame* Picture::chosen_panel(const Ui& ui) const {
    if (pointer_inside_)
        if (const auto* under = panel_under(pointer())) return under;
    for (const auto& handle : composition_.handles)
        if (ui.focused("handle/" + handle.id)) return frame_of(handle.panel);
    for (const auto& frame : composition_.panels)
        if (ui.focused("panel/" + frame.id)) return &frame;
    return composition_.panels.empty() ? nullptr : &composition_.panels.front();
}

void Picture::zoom(Session& session, Ui& ui, double factor) {
    const viz::PanelFrame* frame = chosen_panel(ui);
    if (frame == nullptr || frame->kind == viz::PanelKind::Matrix || frame->kind == viz::PanelKind::Sheet)
        return;
    if (frame->kind == viz::PanelKind::Space) {
        viz::Camera camera = camera_of(session, frame->id);
        camera.zoom /= factor;
        return step_camera(ui, session, frame->id, camera);
    }
    const viz::Rect& plot = frame->plot;
    viz::Vec2 about = pointer();
    if (!pointer_inside_ || !plot.contains(about))
        about = {plot.x + plot.width / 2, plot.y + plot.height / 2};
    const auto scaled = [&](double x, double y) {
        return frame->to_data({about.x + (x - about.x) * factor, about.y + (y - about.y) * factor});
    };
    const viz::Vec2 low = scaled(plot.x, plot.bottom()), high = scaled(plot.right(), plot.y);
    viz::Domain range{{low.x, high.x}, {low.y, high.y}};
    // Bars keep their places; only their values are zoomed.
    if (frame->kind == viz::PanelKind::Bars) {
        const viz::Panel* panel = viz::find_panel(figure_, frame->id);
        bool lying = false;
        for (const auto& mark : panel->marks)
            if (const auto* bars = std::get_if<viz::Bars>(&mark)) lying = bars->lying;
        (lying ? range.y : range.x) = lying ? frame->range.y : frame->range.x;
    }
    // Farther out a triangle is a dot, farther in one flat colour.
    constexpr viz::Interval triangle_zoom{0.01, 2};
    if (frame->kind == viz::PanelKind::Simplex && !triangle_zoom.contains(range.x.length())) return;
    set_range(session, frame->id, range);
}

void Picture::restore_view(Session& session, Ui& ui) {
    const auto* frame = chosen_panel(ui);
    if (frame == nullptr) return;
    if (frame->kind == viz::PanelKind::Space) return fly(ui, session, frame->id, std::nullopt);
    set_range(session, frame->id, std::nullopt);
}

void Picture::click_plot(Session& session, ControlState& controls, const viz::PanelFrame& frame,
                         viz::Vec2 at) {
    const auto parameter = points_of(session.lab(), figure_, frame.id);
    if (!parameter) return;
    auto points = std::get<viz::Points>(session.values()[*parameter]);
    const viz::Parameter& declared = session.lab().parameters[*parameter];
    if (points.size() >= declared.max_length) return;
    const viz::Vec2 data = frame.to_data(at);
    points.push_back({data.x, data.y, new_label(controls, declared)});
    controls.chosen_point = points.size() - 1;
    viz::Values values = session.values();
    values[*parameter] = std::move(points);
    last_click_changed_ = last_click_added_ = session.apply(std::move(values));
}

void Picture::handle_keys(Ui& ui, Session& session, ControlState& controls) {
    for (const auto& place : composition_.handles) {
        const std::string name = "handle/" + place.id;
        if (!ui.focused(name)) continue;
        const viz::Handle* handle = handle_named(place.id);
        const viz::PanelFrame* frame = frame_of(place.panel);
        if (handle == nullptr || frame == nullptr) return;
        if (ui.editing(name)) return;
        if (const char typed = ui.take_number_start()) ui.edit(name, "", typed);
        if (ui.input().take_key(GLFW_KEY_ENTER)) ui.edit(name, viz::shortest(handle->y));
        const auto nudge = ui.take_nudge();
        if (nudge.x != 0 || nudge.y != 0) {
            const double share = nudge.fine ? 0.001 : 0.01;
            const viz::Vec2 pixel = viz::place_of(*frame, *handle);
            const viz::Vec3 to = viz::target_of(*frame, *handle,
                                                {pixel.x + nudge.x * share * frame->plot.width,
                                                 pixel.y - nudge.y * share * frame->plot.height});
            session.apply(viz::drag(session.lab().parameters, session.values(), *handle, to.x, to.y, to.z),
                          nudge.repeat);
        }
        if (const auto* point = std::get_if<viz::MovePoint>(&handle->move))
            handle_point_keys(ui, session, controls, *point);
        return;
    }
}

void Picture::handle_field(Ui& ui, Session& session) {
    for (const auto& place : composition_.handles) {
        const viz::Handle* handle = handle_named(place.id);
        if (handle == nullptr || !ui.editing("handle/" + place.id)) continue;
        const float width = ui.px(110);
        const viz::Vec2 at = to_window(place.at);
        const viz::Vec2 end = to_window({composition_.list.width, 0});
        ImGui::SetCursorScreenPos(ImVec2(static_cast<float>(std::min(at.x + ui.px(14), end.x - width)),
                                         static_cast<float>(at.y) - ui.px(28)));
        if (const auto text = ui.field(width)) typed_place(ui, session, *handle, *text);
        return;
    }
}

void Picture::typed_place(Ui& ui, Session& session, const viz::Handle& handle, const std::string& text) {
    const auto comma = text.find(',');
    const auto first = viz::parse_number(text.substr(0, comma));
    const auto second = comma == std::string::npos ? first : viz::parse_number(text.substr(comma + 1));
    if (!first || !second) {
        session.refuse(handle.label + ": " + viz::in_quotes(text) + " is not a number or a pair x,y");
        return ui.finish_edit(false);
    }
    if (const auto* along = std::get_if<viz::MoveAlong>(&handle.move)) {
        const Spot spot{viz::index_of(session.lab(), along->parameter), 0};
        return ui.finish_edit(session.apply(with_number(session.lab(), session.values(), spot, *first)));
    }
    const viz::Vec2 to = comma == std::string::npos ? moved_to(handle, *first) : viz::Vec2{*first, *second};
    ui.finish_edit(
        session.apply(viz::drag(session.lab().parameters, session.values(), handle, to.x, to.y, handle.z)));
}

}  // namespace lossfield::app
