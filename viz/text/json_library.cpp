// JSON's text, read and written by nlohmann::json. No other unit knows it.
#include <limits>
#include <set>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "viz/text/json.hpp"

namespace lossfield::viz {

using nlohmann::ordered_json;

namespace {

Json from_library(const ordered_json& json) {
    switch (json.type()) {
        case ordered_json::value_t::boolean:
            return json.get<bool>();
        case ordered_json::value_t::number_integer:
            return json.get<long long>();
        case ordered_json::value_t::number_unsigned:
            if (json.get<unsigned long long>() <= std::numeric_limits<long long>::max())
                return json.get<long long>();
            [[fallthrough]];
        case ordered_json::value_t::number_float:
            return json.get<double>();
        case ordered_json::value_t::string:
            return json.get_ref<const std::string&>();
        case ordered_json::value_t::array: {
            Json array = Json::array();
            for (const auto& entry : json) array.push_back(from_library(entry));
            return array;
        }
        case ordered_json::value_t::object: {
            Json object = Json::object();
            for (const auto& [key, value] : json.items())
                object.items().push_back({key, from_library(value)});
            return object;
        }
        default:
            return {};
    }
}

ordered_json to_library(const Json& json) {
    if (json.is_array()) {
        ordered_json array = ordered_json::array();
        for (const Json& entry : json) array.push_back(to_library(entry));
        return array;
    }
    if (json.is_object()) {
        ordered_json object = ordered_json::object();
        for (const auto& [key, value] : json.items()) object[key] = to_library(value);
        return object;
    }
    if (json.is_boolean()) return json.get<bool>();
    if (json.is_number_integer()) return json.get<long long>();
    if (json.is_number_float()) return json.get<double>();
    if (json.is_string()) return json.get<std::string>();
    return nullptr;
}

std::string dumped(const ordered_json& json, int indent) {
    return json.dump(indent, ' ', false, ordered_json::error_handler_t::replace);
}

}  // namespace

Json Json::parse(std::string_view text, int deepest) {
    std::vector<std::set<std::string>> keys;  // of the objects that are open
    const auto check = [&](int depth, ordered_json::parse_event_t event, const ordered_json& json) {
        // A stack holds so much only.
        if (depth > deepest) throw JsonError(JsonError::Reason::Depth, 0, "nested too deeply");
        if (event == ordered_json::parse_event_t::object_start) keys.emplace_back();
        if (event == ordered_json::parse_event_t::object_end) keys.pop_back();
        if (event == ordered_json::parse_event_t::key && !keys.back().insert(json.get<std::string>()).second)
            throw JsonError(JsonError::Reason::KeyTwice, 0, json.get<std::string>());
        return true;
    };
    try {
        return from_library(ordered_json::parse(text, check));
    } catch (const ordered_json::parse_error& e) {
        throw JsonError(JsonError::Reason::Syntax, e.byte, e.what());
    } catch (const ordered_json::exception& e) {
        throw JsonError(JsonError::Reason::LargeNumber, 0, e.what());
    }
}

std::string Json::dump(int indent) const { return dumped(to_library(*this), indent); }

std::string json_quoted(std::string_view text) { return dumped(ordered_json(text), -1); }

}  // namespace lossfield::viz
