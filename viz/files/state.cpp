#include "viz/files/state.hpp"

#include <algorithm>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "viz/files/state_values.hpp"
#include "viz/files/view_json.hpp"
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

// Nothing inside where there is none or where it is no object, which is told.
const Json& object_in(const Json& json, const std::string& key, LeftOut& left_out) {
    static const Json none = Json::object();
    const Json* found = json.find(key);
    if (found == nullptr) return none;
    if (found->is_object()) return *found;
    left_out.damaged.push_back(in_quotes(key) + " is not an object");
    return none;
}

// Two characters that XML cannot hold in any way.
std::string for_xml(std::string json) {
    for (const auto& [character, escape] :
         {std::pair{"\xEF\xBF\xBE", "\\ufffe"}, {"\xEF\xBF\xBF", "\\uffff"}})
        for (auto at = json.find(character); at != std::string::npos; at = json.find(character, at))
            json.replace(at, 3, escape);
    return json;
}

}  // namespace

std::string write_state(const Lab& lab, const State& state) {
    View view = state.view;
    if (!state.figure) view.pointer.reset();
    Json json = {{"lossfield", format_version}};
    if (!state.program.empty()) json["program"] = state.program;
    json["lab"] = lab.id;
    json["values"] = values_json(lab, state.values);
    json["view"] = view_json(view);
    if (state.figure) json["figure"] = figure_json(*state.figure);
    if (!state.pins.empty()) json["pins"] = pins_json(lab, state.pins);
    return for_xml(json_text(json)) + "\n";
}

ReadState read_state(const Lab& lab, const std::string& json, const std::string& where, const Values& start) {
    const auto whole = envelope(json, where);
    const auto id = whole["lab"].get<std::string>();
    if (id != lab.id)
        throw InputError(
            fmt::format("{}: this state belongs to the lab {}, not to {}", where, in_quotes(id), lab.id));
    ReadState read{{lab.id, start, {}}, {}};
    static const std::set<std::string> known{"lossfield", "program", "lab", "values",
                                             "view",      "figure",  "pins"};
    for (const auto& [key, value] : whole.items())
        if (!known.contains(key)) read.left_out.unknown.push_back(key);
    read.state.values = read_values(lab, object_in(whole, "values", read.left_out), start, read.left_out);
    read.state.view = read_view(object_in(whole, "view", read.left_out), read.left_out);
    if (whole.contains("figure"))
        read.state.figure = read_figure_options(object_in(whole, "figure", read.left_out), read.left_out);
    if (const Json* pins = whole.find("pins"); pins != nullptr)
        read.state.pins = read_pins(lab, *pins, read.left_out);
    if (const Json* program = whole.find("program"); program != nullptr && program->is_string())
        read.state.program = program->get<std::string>();
    else if (program != nullptr)
        read.left_out.damaged.push_back("\"program\" is not a version");
    return read;
}

std::vector<std::string> ReadState::notes(const std::string& where, std::size_t most) const {
    std::vector<std::string> sentences;
    for (const auto& id : left_out.unknown)
        sentences.push_back(fmt::format("{}: unknown {} is left out", where, in_quotes(id)));
    for (const auto& sentence : left_out.damaged)
        sentences.push_back(fmt::format("{}: left out: {}", where, sentence));
    if (sentences.size() > most) {
        const std::size_t more = sentences.size() - most;
        sentences.resize(most);
        sentences.push_back(fmt::format("{}: {} more left out", where, more));
    }
    return sentences;
}

std::string lab_of_state(const std::string& json, const std::string& where) {
    return envelope(json, where)["lab"].get<std::string>();
}

}  // namespace lossfield::viz
