// Points that come from outside: pasted from the clipboard, or a CSV file dropped on the window.
#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "app/session/session.hpp"

namespace lossfield::app {

// The points parameter that takes what is dropped: the first one that has an effect.
[[nodiscard]] std::optional<std::size_t> points_wanted(const Session& session);

// One step of undo. What cannot be used is refused with a sentence that names `where`, and nothing changes.
void take_points(Session& session, std::size_t parameter, const std::string& csv, const std::string& where);

// A file into the points that are wanted.
void take_dropped(Session& session, const std::string& path);

}  // namespace lossfield::app
