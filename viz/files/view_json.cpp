#include "viz/files/view_json.hpp"

#include <cmath>
#include <functional>

#include <fmt/format.h>

#include "viz/inputs/resolvable.hpp"
#include "viz/inputs/values.hpp"

namespace lossfield::viz {

namespace {

Vector numbers_of(const Json& json, std::size_t count, const std::string& place) {
    Vector numbers;
    if (json.is_array() && json.size() == count) {
        for (const auto& entry : json)
            if (entry.is_number() && std::isfinite(entry.get<double>()))
                numbers.push_back(entry.get<double>());
    }
    if (numbers.size() != count) throw InputError(fmt::format("{} is not {} numbers", place, count));
    return numbers;
}

Vector numbers_of(const Camera& c) {
    return c.zoom == 1 ? Vector{c.azimuth, c.elevation} : Vector{c.azimuth, c.elevation, c.zoom};
}

void read_range(const std::string& panel, const Json& given, View& view) {
    const auto v = numbers_of(given, 4, "the range of " + in_quotes(panel));
    const Domain range{{v[0], v[1]}, {v[2], v[3]}};
    if (const auto fault = range_fault(range); !fault.empty())
        throw InputError(fmt::format("the range of {} {}", in_quotes(panel), fault));
    view.ranges[panel] = range;
}

// The zoom may be left out.
void read_camera(const std::string& panel, const Json& given, View& view) {
    const bool zoomed = given.is_array() && given.size() == 3;
    const auto v = numbers_of(given, zoomed ? 3 : 2, "the camera of " + in_quotes(panel));
    const Camera camera{v[0], v[1], zoomed ? v[2] : 1};
    if (const auto fault = camera_fault(camera); !fault.empty())
        throw InputError(fmt::format("the camera of {}: {}", in_quotes(panel), fault));
    view.cameras[panel] = camera;
}

void read_pointer(const std::string& panel, const Json& given, View& view) {
    const auto v = numbers_of(given, 2, "the pointer in " + in_quotes(panel));
    view.pointer = Pointer{panel, v[0], v[1]};
}

void attempt(const std::function<void()>& read, LeftOut& left_out) {
    try {
        read();
    } catch (const InputError& e) {
        left_out.damaged.emplace_back(e.what());
    }
}

// Panel by panel.
void read_each(const std::string& key, const Json& json, void (*read)(const std::string&, const Json&, View&),
               View& view, LeftOut& left_out) {
    if (!json.is_object()) throw InputError(in_quotes(key) + " is not an object");
    for (const auto& [panel, given] : json.items())
        attempt([&, &name = panel, &numbers = given] { read(name, numbers, view); }, left_out);
}

void read_part(const std::string& key, const Json& value, View& view, LeftOut& left_out) {
    if (key == "step") {
        if (!value.is_number_integer() || value.get<long long>() < 0)
            throw InputError("view: step is not a whole number from 0");
        view.step = value.get<long long>();
    } else if (key == "ranges") {
        read_each(key, value, read_range, view, left_out);
    } else if (key == "cameras") {
        read_each(key, value, read_camera, view, left_out);
    } else if (key == "pointer") {
        read_each(key, value, read_pointer, view, left_out);
    } else if (key == "lead") {
        if (!value.is_string()) throw InputError("view: lead is not the name of a panel");
        view.lead = value.get<std::string>();
    } else {
        left_out.unknown.push_back("view." + key);
    }
}

}  // namespace

Json view_json(const View& view) {
    Json json = Json::object();
    if (view.step) json["step"] = *view.step;
    if (!view.lead.empty()) json["lead"] = view.lead;
    for (const auto& [panel, range] : view.ranges)
        json["ranges"][panel] = vector_json({range.x.low, range.x.high, range.y.low, range.y.high});
    for (const auto& [panel, camera] : view.cameras) json["cameras"][panel] = vector_json(numbers_of(camera));
    if (view.pointer) json["pointer"][view.pointer->panel] = vector_json({view.pointer->x, view.pointer->y});
    return json;
}

View read_view(const Json& json, LeftOut& left_out) {
    View view;
    for (const auto& [key, value] : json.items())
        attempt([&, &name = key, &part = value] { read_part(name, part, view, left_out); }, left_out);
    return view;
}

}  // namespace lossfield::viz
