// The list of keys and gestures over the window.
#pragma once

#include "app/ui/ui.hpp"

namespace lossfield::app {

// True when it was clicked away.
[[nodiscard]] bool draw_help(Ui& ui);

}  // namespace lossfield::app
