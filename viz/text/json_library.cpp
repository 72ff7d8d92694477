// JSON's text, read and written by nlohmann::json. No other unit knows it.
#include <cstdint>
#include <limits>
#include <string>
#include <unordered_set>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

#include "viz/text/json.hpp"

namespace lossfield::viz {

using nlohmann::ordered_json;

namespace {

// Puts a value together as the library reads it. The library's own objects look through all members for each that is added,
// which takes minutes for a hundred thousand.
class Building {
  public:
    explicit Building(int deepest) : deepest_(deepest) {}

    bool null() { return add({}); }
    bool boolean(bool value) { return add(value); }
    bool number_integer(std::int64_t value) { return add(static_cast<long long>(value)); }
    bool number_unsigned(std::uint64_t value) {
        if (value > std::numeric_limits<long long>::max()) return add(static_cast<double>(value));
        return add(static_cast<long long>(value));
    }
    bool number_float(double value, const std::string&) { return add(value); }
    bool string(std::string& text) { return add(std::move(text)); }
    bool binary(ordered_json::binary_t&) { return false; }
    bool start_array(std::size_t) { return open(Json::array()); }
    bool start_object(std::size_t) {
        keys_.emplace_back();
        return open(Json::object());
    }
    bool key(std::string& name) {
        check_depth();
        if (!keys_.back().insert(name).second) throw JsonError(JsonError::Reason::KeyTwice, 0, name);
        open_.back()->items().push_back({std::move(name), {}});
        return true;
    }
    bool end_array() { return close(); }
    bool end_object() {
        keys_.pop_back();
        return close();
    }
    bool parse_error(std::size_t, const std::string&, const nlohmann::detail::exception& e) {
        if (const auto* syntax = dynamic_cast<const ordered_json::parse_error*>(&e))
            throw JsonError(JsonError::Reason::Syntax, syntax->byte, e.what());
        throw JsonError(JsonError::Reason::LargeNumber, 0, e.what());
    }

    Json root{};

  private:
    // A stack holds so much only.
    void check_depth() const {
        if (open_.size() > static_cast<std::size_t>(deepest_))
            throw JsonError(JsonError::Reason::Depth, 0, "nested too deeply");
    }
    Json& put(Json value) {
        check_depth();
        if (open_.empty()) return root = std::move(value);
        Json& around = *open_.back();
        if (around.is_object()) return around.items().back().value = std::move(value);
        around.push_back(std::move(value));
        return around.back();
    }
    bool add(Json value) {
        put(std::move(value));
        return true;
    }
    bool open(Json value) {
        open_.push_back(&put(std::move(value)));
        return true;
    }
    bool close() {
        open_.pop_back();
        return true;
    }

    int deepest_;
    std::vector<Json*> open_{};                            // outermost first
    std::vector<std::unordered_set<std::string>> keys_{};  // of the objects among them
};

ordered_json to_library(const Json& json) {
    if (json.is_array()) {
        ordered_json array = ordered_json::array();
        for (const Json& entry : json) array.push_back(to_library(entry));
        return array;
    }
    if (json.is_object()) {
        ordered_json::object_t object;
        for (const auto& [key, value] : json.items()) object.emplace_back(key, to_library(value));
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
    Building building(deepest);
    ordered_json::sax_parse(text, &building);
    return std::move(building.root);
}

std::string Json::dump(int indent) const { return dumped(to_library(*this), indent); }

std::string json_quoted(std::string_view text) { return dumped(ordered_json(text), -1); }

}  // namespace lossfield::viz
