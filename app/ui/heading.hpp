// Headings of the side panels.
#pragma once

#include <string>

#include "app/ui/ui.hpp"

namespace lossfield::app {

// Capitals of ASCII letters; other signs stay as they are.
[[nodiscard]] std::string capitals(std::string text);

// A small grey heading with room above; at the cursor.
void heading(Ui& ui, const std::string& text, float width_pixels);

// The same as a button that opens and closes what stands under it; so do the arrow keys right and left. True when it is turned
// now. `note`: at the right while it is closed.
[[nodiscard]] bool folding_heading(Ui& ui, const std::string& name, const std::string& text,
                                   const std::string& note, float width_pixels, bool open);
// A line of words that does so.
[[nodiscard]] bool folding_line(Ui& ui, const std::string& name, const std::string& words, float width_pixels,
                                bool open);

}  // namespace lossfield::app
