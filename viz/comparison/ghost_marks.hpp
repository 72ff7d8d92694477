// The ghost of one mark.
#pragma once

#include <optional>

#include "viz/figure/marks.hpp"

namespace lossfield::viz {

// None where the mark has no ghost, or is what the live one (the mark of that id; null: there is none) is. `dash` tells pins apart.
[[nodiscard]] std::optional<Mark> ghost_of(const Mark& pinned, const Mark* live, Dash dash);

// A mark that covers what is drawn before it.
[[nodiscard]] bool is_ground(const Mark& mark);

}  // namespace lossfield::viz
