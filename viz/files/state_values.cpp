#include "viz/files/state_values.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "viz/files/view_json.hpp"
#include "viz/inputs/values.hpp"
#include "viz/lab/settings.hpp"

namespace lossfield::viz {
namespace {

Pin read_pin(const Lab& lab, const Json& json, LeftOut& left_out) {
    const Json* name = json.is_object() ? json.find("name") : nullptr;
    const Json* values = json.is_object() ? json.find("values") : nullptr;
    if (name == nullptr || !name->is_string() || values == nullptr || !values->is_object())
        throw InputError(R"(it is not {"name": .., "values": {..}})");
    Pin pin{name->get<std::string>(), read_values(lab, *values, defaults(lab), left_out), {}};
    if (!is_pin_name(pin.name)) throw InputError(fmt::format("{} is no name for it", in_quotes(pin.name)));
    check_values(lab, pin.values);
    if (const Json* view = json.find("view"); view != nullptr && view->is_object())
        pin.view = read_view(*view, left_out);
    return pin;
}

}  // namespace

Json values_json(const Lab& lab, const Values& values) {
    Json json = Json::object();
    for (std::size_t i = 0; i < lab.parameters.size(); ++i)
        json[lab.parameters[i].id] = value_json(lab.parameters[i], values[i]);
    return json;
}

Values read_values(const Lab& lab, const Json& given, const Values& start, LeftOut& left_out) {
    Values values = start;
    const auto take = [&](std::size_t parameter, const Json& value) {
        try {
            values[parameter] = value_from_json(lab.parameters[parameter], value);
        } catch (const InputError& e) {
            left_out.damaged.emplace_back(e.what());
        }
    };
    for (const auto& [key, value] : given.items()) {
        const auto found = std::find_if(lab.parameters.begin(), lab.parameters.end(),
                                        [&id = key](const Parameter& p) { return p.id == id; });
        if (found != lab.parameters.end())
            take(static_cast<std::size_t>(found - lab.parameters.begin()), value);
        else if (!formerly(lab, key, start))
            left_out.unknown.push_back(key);
    }
    // What a former id means depends on the choices; one that means nothing by now is no loss.
    for (const auto& [key, value] : given.items()) {
        const auto meant = formerly(lab, key, values);
        if (!meant || !meant->applies || given.contains(lab.parameters[meant->parameter].id)) continue;
        take(meant->parameter, value);
        // A range that nobody had moved was written as what it was.
        Values automatic = values;
        automatic[meant->parameter] = Automatic{};
        if (settled(lab, automatic)[meant->parameter] == values[meant->parameter])
            values = std::move(automatic);
    }
    return values;
}

Json pins_json(const Lab& lab, const std::vector<Pin>& pins) {
    Json json = Json::array();
    for (const Pin& pin : pins)
        json.push_back(Json{
            {"name", pin.name}, {"values", values_json(lab, pin.values)}, {"view", view_json(pin.view)}});
    return json;
}

std::vector<Pin> read_pins(const Lab& lab, const Json& given, LeftOut& left_out) {
    std::vector<Pin> pins;
    if (!given.is_array()) {
        left_out.damaged.emplace_back("\"pins\" is not a list");
        return pins;
    }
    for (std::size_t i = 0; i < given.size(); ++i) {
        if (pins.size() == most_pins) {
            left_out.damaged.push_back(fmt::format("pins beyond the first {}", most_pins));
            break;
        }
        try {
            pins.push_back(read_pin(lab, given.at(i), left_out));
        } catch (const InputError& e) {
            left_out.damaged.push_back(fmt::format("pin {}: {}", i + 1, e.what()));
        }
    }
    return pins;
}

}  // namespace lossfield::viz
