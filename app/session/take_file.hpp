// A file dropped on the window: a figure or saved state, which comes back as it was made, or a table, whose points are taken.
#pragma once

#include <string>

#include "app/session/saved_session.hpp"
#include "app/session/session.hpp"

namespace lossfield::app {

// By the file's content. What cannot be used is refused with a sentence that names the file, and nothing changes.
void take_file(Session& session, Look& look, const std::string& path);

// Lab, values and view, which one step of undo takes back, and the theme; a panel that the figure shows alone leads.
// Throws InputError.
void bring_back(Session& session, Look& look, const std::string& state, const std::string& where);

}  // namespace lossfield::app
