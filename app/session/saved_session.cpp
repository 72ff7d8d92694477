#include "app/session/saved_session.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <system_error>

#include "viz/files/state.hpp"
#include "viz/files/text_file.hpp"
#include "viz/text/json.hpp"

namespace lossfield::app {
namespace {

using viz::Json;

// Null where it is no JSON.
Json parsed(const std::string& text) {
    try {
        return Json::parse(text);
    } catch (const viz::JsonError&) {
        return {};
    }
}

bool field(const Json& from, const char* name, bool otherwise) {
    const Json* found = from.find(name);
    return found != nullptr && found->is_boolean() ? found->get<bool>() : otherwise;
}

std::string field(const Json& from, const char* name, const std::string& otherwise) {
    const Json* found = from.find(name);
    return found != nullptr && found->is_string() ? found->get<std::string>() : otherwise;
}

bool is_number(const Json& json) { return json.is_number(); }

// A side of the window.
int side(const Json& number, double least) {
    return static_cast<int>(std::clamp(number.get<double>(), least, 16384.0));
}

}  // namespace

std::string session_json(const Session& session, const Look& look) {
    Json json;
    json["lossfield"] = 1;
    json["lab"] = session.lab().id;
    json["theme"] = viz::theme_name(look.theme);
    json["window"] = {look.width, look.height};
    json["folded"] = look.folded;
    json["reduced_motion"] = look.reduced_motion;
    json["topics"] = look.topics;
    json["export_folder"] = look.export_folder;
    json["labs"] = Json::object();
    for (std::size_t i = 0; i < session.labs().size(); ++i) {
        const auto& lab = session.labs()[i];
        if (session.values_of(i) == viz::defaults(lab) && session.view_of(i) == viz::View{} &&
            session.pins_of(i).empty())
            continue;
        json["labs"][lab.id] = Json::parse(viz::write_state(
            lab, {lab.id, session.values_of(i), session.view_of(i), {}, {}, session.pins_of(i)}));
    }
    return json.dump(1) + "\n";
}

std::vector<std::string> take_session(const std::string& text, const std::string& where, Session& session,
                                      Look& look) {
    const Json json = parsed(text);
    const Json* version = json.find("lossfield");
    if (version == nullptr || *version != 1)
        throw viz::InputError(where + ": not a saved session; expected a JSON object with \"lossfield\": 1");
    std::vector<std::string> messages;
    const std::string chosen = field(json, "lab", std::string());
    const Json labs = json.contains("labs") ? json["labs"] : Json::object();
    for (std::size_t i = 0; i < session.labs().size(); ++i) {
        const auto& lab = session.labs()[i];
        if (lab.id == chosen) session.choose(i);
        const Json* state = labs.find(lab.id);
        if (state == nullptr) continue;
        try {
            auto read = viz::read_state(lab, state->dump(), where, viz::defaults(lab));
            session.restore(i, std::move(read.state.values), std::move(read.state.view),
                            std::move(read.state.pins));
            for (auto& note : read.notes(where + ": " + lab.id)) messages.push_back(std::move(note));
        } catch (const viz::InputError& e) {
            messages.emplace_back(e.what());
        }
    }
    for (const auto& [id, state] : labs.items()) {
        const bool known = std::any_of(session.labs().begin(), session.labs().end(),
                                       [&name = id](const viz::Lab& lab) { return lab.id == name; });
        if (!known) messages.push_back(where + ": there is no lab " + id);
    }
    try {
        look.theme = viz::parse_theme(field(json, "theme", viz::theme_name(look.theme)));
    } catch (const viz::InputError& e) {
        messages.push_back(where + ": " + e.what());
    }
    const Json* size = json.find("window");
    if (size != nullptr && size->is_array() && size->size() == 2 &&
        std::all_of(size->begin(), size->end(), is_number)) {
        look.width = side(size->at(0), 400);
        look.height = side(size->at(1), 300);
    }
    look.folded = field(json, "folded", false);
    look.reduced_motion = field(json, "reduced_motion", false);
    const Json* topics = json.find("topics");
    if (topics != nullptr && topics->is_array()) {
        look.topics.clear();
        for (const Json& topic : *topics)
            if (topic.is_string()) look.topics.push_back(topic.get<std::string>());
    }
    look.export_folder = field(json, "export_folder", std::string());
    return messages;
}

std::vector<std::string> load_session(const std::filesystem::path& file, Session& session, Look& look) {
    std::error_code error;
    if (file.empty() || !std::filesystem::exists(file, error)) return {};
    std::ifstream in(file, std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(in), {}};
    if (!in.is_open() || in.bad()) return {file.string() + " could not be read; starting afresh"};
    try {
        return take_session(text, file.string(), session, look);
    } catch (const viz::InputError& e) {
        auto kept = file;
        kept += ".broken";
        std::filesystem::rename(file, kept, error);
        return {std::string(e.what()) + (error ? "" : "; kept as " + kept.string())};
    }
}

void save_session(const std::filesystem::path& file, const Session& session, const Look& look) {
    if (file.empty()) return;
    std::error_code error;
    std::filesystem::create_directories(file.parent_path(), error);
    viz::write_file(file.string(), session_json(session, look));
}

}  // namespace lossfield::app
