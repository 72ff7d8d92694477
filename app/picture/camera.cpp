// 3-D panels under the pointer: turned by dragging, by arrows and by keys for views along the axes.
#include <algorithm>
#include <cmath>

#include "app/picture/picture.hpp"

namespace lossfield::app {
namespace {

constexpr double degrees_per_pixel = 0.4, fine = 0.1;
constexpr double degrees_per_key = 5, fine_degrees_per_key = 1;
constexpr double flight_seconds = 0.25;
constexpr double draft_seconds = 0.2;  // after a single step, until the picture is painted in full

// From above it stands as a map does, x to the right.
constexpr viz::Camera along_x{0, 0, 1}, along_y{-90, 0, 1}, from_above{-90, 90, 1};

// -180 to 180 degrees.
double wrapped(double degrees) { return std::remainder(degrees, 360.0); }

// The up axis never turns over.
viz::Camera turned(viz::Camera camera, double azimuth, double elevation) {
    camera.azimuth = wrapped(camera.azimuth + azimuth);
    camera.elevation = std::clamp(camera.elevation + elevation, 0.0, 90.0);
    return camera;
}

}  // namespace

const viz::ScenePrim* Picture::scene_of(const viz::PanelFrame& frame) const {
    for (const auto& prim : composition_.list.prims)
        if (const auto* scene = std::get_if<viz::ScenePrim>(&prim))
            if (frame.plot.contains(
                    {scene->rect.x + scene->rect.width / 2, scene->rect.y + scene->rect.height / 2}))
                return scene;
    return nullptr;
}

std::optional<viz::Vec2> Picture::data_at(const viz::PanelFrame& frame, viz::Vec2 at) const {
    if (frame.kind != viz::PanelKind::Space) return frame.to_data(at);
    const viz::ScenePrim* prim = scene_of(frame);
    if (prim == nullptr) return std::nullopt;
    return viz::data_under(*prim->scene, {at.x / prim->unit, at.y / prim->unit});
}

viz::Camera Picture::camera_of(const Session& session, const std::string& panel) const {
    const auto& cameras = session.view_of(session.chosen()).cameras;
    if (const auto turned_to = cameras.find(panel); turned_to != cameras.end()) return turned_to->second;
    const viz::Panel* own = viz::find_panel(figure_, panel);
    return own != nullptr ? own->camera : viz::Camera{};
}

void Picture::set_camera(Session& session, const std::string& panel, viz::Camera camera) {
    camera.zoom = std::clamp(camera.zoom, viz::camera_zoom.low, viz::camera_zoom.high);
    session.view().cameras[panel] = camera;
}

void Picture::step_camera(Ui& ui, Session& session, const std::string& panel, const viz::Camera& camera) {
    flight_.reset();
    draft_until_ = ui.now() + draft_seconds;
    set_camera(session, panel, camera);
}

// Two quick drags are no double click, so the clicks are told apart here.
void Picture::press_space(Ui& ui, Session& session, const viz::PanelFrame& frame) {
    const bool again = clicked_at_ >= 0 && ui.now() - clicked_at_ < ImGui::GetIO().MouseDoubleClickTime;
    clicked_at_ = -1;
    if (again) return fly(ui, session, frame.id, std::nullopt);
    flight_.reset();
    turn_ = Turn{frame.id, camera_of(session, frame.id), ui.now()};
}

void Picture::turn(Ui& ui, Session& session) {
    const ImVec2 by = ImGui::GetIO().MouseDelta;
    if (by.x == 0 && by.y == 0) return;
    turn_->moved = true;
    const double pace = degrees_per_pixel / scale_ * (ui.input().shift() ? fine : 1);
    // The near side follows the pointer.
    turn_->camera = turned(turn_->camera, -pace * by.x, pace * by.y);
    set_camera(session, turn_->panel, turn_->camera);
}

void Picture::fly(Ui& ui, Session& session, const std::string& panel, const std::optional<viz::Camera>& to) {
    const viz::Panel* own = viz::find_panel(figure_, panel);
    if (own == nullptr) return;
    const viz::Camera from = camera_of(session, panel);
    viz::Camera goal = to.value_or(own->camera);
    // The short way round.
    goal.azimuth = from.azimuth + wrapped(goal.azimuth - from.azimuth);
    flight_ = Flight{session.lab().id, panel, from, goal, ui.now(), !to};
}

void Picture::continue_flight(Ui& ui, Session& session) {
    if (!flight_) return;
    if (flight_->lab != session.lab().id) return flight_.reset();
    const double t = ui.reduced_motion() ? 1 : (ui.now() - flight_->begun) / flight_seconds;
    if (t < 1) {
        const double s = std::max(t, 0.0), eased = s * s * (3 - 2 * s);
        const viz::Camera &a = flight_->from, &b = flight_->to;
        set_camera(session, flight_->panel,
                   {wrapped(std::lerp(a.azimuth, b.azimuth, eased)),
                    std::lerp(a.elevation, b.elevation, eased), std::lerp(a.zoom, b.zoom, eased)});
        return;
    }
    if (flight_->home) {
        session.view().cameras.erase(flight_->panel);
    } else {
        viz::Camera there = flight_->to;
        there.azimuth = wrapped(there.azimuth);
        set_camera(session, flight_->panel, there);
    }
    flight_.reset();
}

const viz::PanelFrame* Picture::space_for_keys(const Ui& ui) const {
    const auto is_space = [](const viz::PanelFrame& f) { return f.kind == viz::PanelKind::Space; };
    for (const auto& frame : composition_.panels)
        if (is_space(frame) && ui.focused("panel/" + frame.id)) return &frame;
    // Keys belong to what has the focus.
    if (!ui.focus().empty() || ui.editing() || ui.field_active()) return nullptr;
    const viz::PanelFrame* under = pointer_inside_ ? panel_under(pointer()) : nullptr;
    return under != nullptr && is_space(*under) ? under : nullptr;
}

void Picture::camera_keys(Ui& ui, Session& session) {
    const viz::PanelFrame* frame = space_for_keys(ui);
    if (frame == nullptr) return;
    const std::string panel = frame->id;
    switch (ui.input().take_character("1230")) {
        case '1':
            return fly(ui, session, panel, along_x);
        case '2':
            return fly(ui, session, panel, along_y);
        case '3':
            return fly(ui, session, panel, from_above);
        case '0':
            return fly(ui, session, panel, std::nullopt);
        default:
            break;
    }
    if (!ui.focused("panel/" + panel)) return;
    const auto nudge = ui.take_nudge();
    if (nudge.x == 0 && nudge.y == 0) return;
    const double step = nudge.fine ? fine_degrees_per_key : degrees_per_key;
    step_camera(ui, session, panel, turned(camera_of(session, panel), step * nudge.x, step * nudge.y));
}

}  // namespace lossfield::app
