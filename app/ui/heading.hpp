// Headings of the side panels.
#pragma once

#include <string>

#include "app/ui/ui.hpp"

namespace lossfield::app {

// Capitals of ASCII letters; other signs stay as they are.
[[nodiscard]] std::string capitals(std::string text);

// A small grey heading with room above; at the cursor.
void heading(Ui& ui, const std::string& text, float width_pixels);

}  // namespace lossfield::app
