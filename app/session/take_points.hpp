// Points that come from outside: pasted from the clipboard, or a CSV file dropped on the window.
#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "app/session/session.hpp"

namespace lossfield::app {

// The points parameter that takes what is dropped: the first one that has an effect.
[[nodiscard]] std::optional<std::size_t> points_wanted(const Session& session);

// One step of undo. Of a table with more columns than points have, the first two that hold numbers are x and y, and the table
// is kept so that others can be chosen, also where these two are refused. What cannot be used is refused with a sentence that
// names `where`, and no point changes.
void take_points(Session& session, std::size_t parameter, const std::string& csv, const std::string& where);

// The columns (of TakenTable::table) that are x and y now; nothing changes where no table is kept.
void take_columns(Session& session, ColumnPair columns);

}  // namespace lossfield::app
