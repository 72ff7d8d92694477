// What the next start takes up again: chosen lab, every lab's values and view, theme, window.
//   {"lossfield": 1, "lab", "theme", "window": [w, h], "folded", "reduced_motion", "topics",
//    "export_folder", "labs": {id: state}}
// Written beside and renamed. A file that cannot be read is kept under another name and a message says so.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "app/session/session.hpp"
#include "viz/display/theme.hpp"

namespace lossfield::app {

// How the window looks, beside the labs.
struct Look {
    viz::ThemeId theme = viz::ThemeId::Light;
    int width = 1280, height = 800;  // logical pixels
    bool folded = false;
    bool reduced_motion = false;      // the camera is there at once
    std::vector<std::string> topics;  // that stay open in the list of labs, beside the chosen lab's
    std::string export_folder;
};

[[nodiscard]] std::string session_json(const Session& session, const Look& look);

// Takes over what the text holds; returns what could not be used. Throws InputError, having changed nothing,
// when it is no saved session at all.
std::vector<std::string> take_session(const std::string& json, const std::string& where, Session& session,
                                      Look& look);

// Reads the file if there is one; messages for the person.
std::vector<std::string> load_session(const std::filesystem::path& file, Session& session, Look& look);

// Throws OutputError.
void save_session(const std::filesystem::path& file, const Session& session, const Look& look);

}  // namespace lossfield::app
