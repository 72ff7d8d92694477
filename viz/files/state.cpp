#include "viz/files/state.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "viz/inputs/resolvable.hpp"
#include "viz/inputs/values.hpp"
#include "viz/lab/settings.hpp"
#include "viz/text/json_text.hpp"

namespace lossfield::viz {

namespace {

constexpr int format_version = 1;
constexpr int deepest = 8;  // no state nests deeper

Json parsed(const std::string& text, const std::string& where) {
    try {
        return Json::parse(text, deepest);
    } catch (const JsonError& e) {
        if (e.reason == JsonError::Reason::Depth)
            throw InputError(where + ": nested too deeply to be a Lossfield state");
        if (e.reason == JsonError::Reason::KeyTwice)
            throw InputError(fmt::format("{}: {} stands twice in one object", where, in_quotes(e.what())));
        if (e.reason == JsonError::Reason::LargeNumber) throw InputError(where + ": a number is too large");
        const auto end =
            text.begin() + static_cast<std::ptrdiff_t>(std::min(e.byte > 0 ? e.byte - 1 : 0, text.size()));
        const auto line_start = std::find(std::make_reverse_iterator(end), text.rend(), '\n').base();
        throw InputError(fmt::format("{}: line {}, column {}: this is not JSON", where,
                                     1 + std::count(text.begin(), end, '\n'), 1 + (end - line_start)));
    }
}

// A state's outer shape: an object of a known version that names its lab.
Json envelope(const std::string& text, const std::string& where) {
    auto json = parsed(text, where);
    if (!json.is_object() || !json.contains("lossfield") || !json["lossfield"].is_number_integer() ||
        !json.contains("lab") || !json["lab"].is_string()) {
        throw InputError(where + R"(: not a Lossfield state; it begins with {"lossfield": 1, "lab": ...})");
    }
    if (json["lossfield"] != format_version) {
        throw InputError(fmt::format("{}: the state has version {}; this program reads version {}", where,
                                     json["lossfield"].dump(), format_version));
    }
    return json;
}

const Json& object_in(const Json& json, const std::string& key, const std::string& where) {
    static const Json none = Json::object();
    const Json* found = json.find(key);
    if (found == nullptr) return none;
    if (!found->is_object()) throw InputError(fmt::format("{}: {} is not an object", where, in_quotes(key)));
    return *found;
}

Vector numbers_of(const Json& json, std::size_t count, const std::string& where, const std::string& place) {
    Vector numbers;
    if (json.is_array() && json.size() == count) {
        for (const auto& entry : json)
            if (entry.is_number() && std::isfinite(entry.get<double>()))
                numbers.push_back(entry.get<double>());
    }
    if (numbers.size() != count)
        throw InputError(fmt::format("{}: {} is not {} numbers", where, place, count));
    return numbers;
}

Vector numbers_of(const Camera& c) {
    return c.zoom == 1 ? Vector{c.azimuth, c.elevation} : Vector{c.azimuth, c.elevation, c.zoom};
}

View view_of(const Json& json, const std::string& where, std::vector<std::string>& ignored) {
    View view;
    for (const auto& [key, value] : json.items()) {
        if (key == "step") {
            if (!value.is_number_integer() || value.get<long long>() < 0)
                throw InputError(where + ": view: step is not a whole number from 0");
            view.step = value.get<long long>();
        } else if (key == "ranges") {
            for (const auto& [panel, given] : object_in(json, key, where).items()) {
                const auto v = numbers_of(given, 4, where, "the range of " + in_quotes(panel));
                const Domain range{{v[0], v[1]}, {v[2], v[3]}};
                if (const auto fault = range_fault(range); !fault.empty())
                    throw InputError(fmt::format("{}: the range of {} {}", where, in_quotes(panel), fault));
                view.ranges[panel] = range;
            }
        } else if (key == "cameras") {
            for (const auto& [panel, given] : object_in(json, key, where).items()) {
                // The zoom may be left out.
                const bool zoomed = given.is_array() && given.size() == 3;
                const auto v = numbers_of(given, zoomed ? 3 : 2, where, "the camera of " + in_quotes(panel));
                const Camera camera{v[0], v[1], zoomed ? v[2] : 1};
                if (const auto fault = camera_fault(camera); !fault.empty())
                    throw InputError(fmt::format("{}: the camera of {}: {}", where, in_quotes(panel), fault));
                view.cameras[panel] = camera;
            }
        } else if (key == "lead") {
            if (!value.is_string()) throw InputError(where + ": view: lead is not the name of a panel");
            view.lead = value.get<std::string>();
        } else {
            ignored.push_back("view." + key);
        }
    }
    return view;
}

}  // namespace

std::string write_state(const Lab& lab, const State& state) {
    Json values = Json::object();
    for (std::size_t i = 0; i < lab.parameters.size(); ++i)
        values[lab.parameters[i].id] = value_json(lab.parameters[i], state.values[i]);
    Json view = Json::object();
    if (state.view.step) view["step"] = *state.view.step;
    if (!state.view.lead.empty()) view["lead"] = state.view.lead;
    for (const auto& [panel, range] : state.view.ranges)
        view["ranges"][panel] = vector_json({range.x.low, range.x.high, range.y.low, range.y.high});
    for (const auto& [panel, camera] : state.view.cameras)
        view["cameras"][panel] = vector_json(numbers_of(camera));
    return json_text(
               Json{{"lossfield", format_version}, {"lab", lab.id}, {"values", values}, {"view", view}}) +
           "\n";
}

ReadState read_state(const Lab& lab, const std::string& json, const std::string& where, const Values& start) {
    const auto whole = envelope(json, where);
    const auto id = whole["lab"].get<std::string>();
    if (id != lab.id)
        throw InputError(
            fmt::format("{}: this state belongs to the lab {}, not to {}", where, in_quotes(id), lab.id));
    ReadState read{{lab.id, start, {}}, {}};
    const auto take = [&](std::size_t parameter, const Json& value) {
        try {
            read.state.values[parameter] = value_from_json(lab.parameters[parameter], value);
        } catch (const InputError& e) {
            throw InputError(where + ": " + e.what());
        }
    };
    for (const auto& [key, value] : whole.items())
        if (key != "lossfield" && key != "lab" && key != "values" && key != "view")
            read.ignored.push_back(key);
    const Json& given = object_in(whole, "values", where);
    for (const auto& [key, value] : given.items()) {
        const auto found = std::find_if(lab.parameters.begin(), lab.parameters.end(),
                                        [&id = key](const Parameter& p) { return p.id == id; });
        if (found != lab.parameters.end())
            take(static_cast<std::size_t>(found - lab.parameters.begin()), value);
        else if (!formerly(lab, key, start))
            read.ignored.push_back(key);
    }
    // What a former id means depends on the choices; one that means nothing by now is no loss.
    for (const auto& [key, value] : given.items()) {
        const auto meant = formerly(lab, key, read.state.values);
        if (!meant || !meant->applies || given.contains(lab.parameters[meant->parameter].id)) continue;
        take(meant->parameter, value);
        // A range that nobody had moved was written as what it was.
        Values automatic = read.state.values;
        automatic[meant->parameter] = Automatic{};
        if (settled(lab, automatic)[meant->parameter] == read.state.values[meant->parameter])
            read.state.values = std::move(automatic);
    }
    read.state.view = view_of(object_in(whole, "view", where), where, read.ignored);
    return read;
}

std::string lab_of_state(const std::string& json, const std::string& where) {
    return envelope(json, where)["lab"].get<std::string>();
}

}  // namespace lossfield::viz
