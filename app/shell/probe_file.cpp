#include "app/shell/probe_file.hpp"

#include "viz/display/theme.hpp"
#include "viz/inputs/values.hpp"
#include "viz/text/json.hpp"

namespace lossfield::app {
namespace {

using viz::Json;

Json rect_json(const viz::Rect& r) { return {r.x, r.y, r.width, r.height}; }

Json values_of(const viz::Lab& lab, const viz::Values& values) {
    Json json = Json::object();
    for (std::size_t i = 0; i < values.size(); ++i)
        json[lab.parameters[i].id] = viz::value_json(lab.parameters[i], values[i]);
    return json;
}

Json readout_json(const viz::Readout& readout) {
    if (const auto* number = std::get_if<double>(&readout.value)) return viz::number_json(*number);
    if (const auto* text = std::get_if<std::string>(&readout.value)) return *text;
    Json list = Json::array();
    for (const double v : std::get<viz::Vector>(readout.value)) list.push_back(viz::number_json(v));
    return list;
}

}  // namespace

std::string probe_json(const ProbeFrame& frame, Session& session, const Ui& ui, const Shell& shell) {
    const Picture& picture = shell.picture();
    const auto pixels = [&](const viz::Rect& r) {
        const viz::Vec2 corner = picture.to_window({r.x, r.y});
        return viz::Rect{corner.x, corner.y, r.width * ui.scale(), r.height * ui.scale()};
    };
    Json json;
    json["frame"] = frame.frame;
    json["busy"] = frame.busy;
    json["lab"] = session.lab().id;
    json["theme"] = viz::theme_name(ui.theme().id);
    json["values"] = values_of(session.lab(), session.values());
    json["window"] = {frame.width, frame.height};
    json["title_end"] = picture.title_end();
    json["widgets"] = Json::array();
    for (const auto& widget : ui.widgets())
        json["widgets"].push_back({{"name", widget.name}, {"rect", rect_json(widget.rect)}});
    json["handles"] = Json::array();
    for (const auto& handle : picture.composition().handles) {
        const viz::Vec2 at = picture.to_window(handle.at);
        json["handles"].push_back({{"id", handle.id},
                                   {"panel", handle.panel},
                                   {"at", {at.x, at.y}},
                                   {"box", rect_json(pixels(handle.box))}});
    }
    json["panels"] = Json::array();
    for (const auto& panel : picture.composition().panels) {
        const auto& r = panel.range;
        json["panels"].push_back({{"id", panel.id},
                                  {"plot", rect_json(pixels(panel.plot))},
                                  {"folded", panel.folded},
                                  {"range", {r.x.low, r.x.high, r.y.low, r.y.high}}});
    }
    json["cameras"] = Json::object();
    for (const auto& [panel, camera] : session.view().cameras)
        json["cameras"][panel] = {camera.azimuth, camera.elevation, camera.zoom};
    json["readouts"] = Json::object();
    for (const auto& readout : session.last_figure().readouts)
        json["readouts"][readout.id] = readout_json(readout);
    json["shown"] =
        session.shown() != nullptr ? values_of(session.lab(), session.shown()->job.values) : Json();
    json["focus"] = ui.focus();
    json["message"] = shell.message();
    json["tip"] = ui.tip();
    json["playing"] = shell.playing();
    const auto& playhead = shell.playhead();
    json["step"] = playhead ? Json(step_shown(session.view(), *playhead)) : Json();
    json["last_step"] = playhead ? Json(playhead->last) : Json();
    json["undo"] = session.can_undo();
    json["redo"] = session.can_redo();
    return json.dump() + "\n";
}

}  // namespace lossfield::app
