#include "app/session/saved_session.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <system_error>

#include <nlohmann/json.hpp>

#include "viz/files/state.hpp"
#include "viz/files/text_file.hpp"

namespace lossfield::app {
namespace {

using Json = nlohmann::ordered_json;

template <class T>
T field(const Json& from, const char* name, T otherwise) {
    const auto found = from.find(name);
    if (found == from.end()) return otherwise;
    try {
        return found->get<T>();
    } catch (const nlohmann::json::exception&) {
        return otherwise;
    }
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
    json["export_folder"] = look.export_folder;
    json["labs"] = Json::object();
    for (std::size_t i = 0; i < session.labs().size(); ++i) {
        const auto& lab = session.labs()[i];
        if (session.values_of(i) == viz::defaults(lab) && session.view_of(i) == viz::View{}) continue;
        json["labs"][lab.id] =
            Json::parse(viz::write_state(lab, {lab.id, session.values_of(i), session.view_of(i)}));
    }
    return json.dump(1) + "\n";
}

std::vector<std::string> take_session(const std::string& text, const std::string& where, Session& session,
                                      Look& look) {
    const Json json = Json::parse(text, nullptr, false);
    if (!json.is_object() || field(json, "lossfield", 0) != 1)
        throw viz::InputError(where + ": not a saved session; expected a JSON object with \"lossfield\": 1");
    std::vector<std::string> messages;
    const std::string chosen = field(json, "lab", std::string());
    const Json labs = field(json, "labs", Json::object());
    for (std::size_t i = 0; i < session.labs().size(); ++i) {
        const auto& lab = session.labs()[i];
        if (lab.id == chosen) session.choose(i);
        const auto state = labs.find(lab.id);
        if (state == labs.end()) continue;
        try {
            auto read = viz::read_state(lab, state->dump(), where, viz::defaults(lab));
            session.restore(i, std::move(read.state.values), std::move(read.state.view));
            for (const auto& id : read.ignored) messages.push_back(where + ": " + lab.id + " knows no " + id);
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
    const auto size = field(json, "window", std::vector<int>());
    if (size.size() == 2) {
        look.width = std::clamp(size[0], 400, 16384);
        look.height = std::clamp(size[1], 300, 16384);
    }
    look.folded = field(json, "folded", false);
    look.reduced_motion = field(json, "reduced_motion", false);
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
