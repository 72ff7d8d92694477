// Dear ImGui's own widgets (text fields, lists, scroll bars) in the figures' colours, fonts and sizes.
#pragma once

#include "viz/display/font_set.hpp"
#include "viz/display/theme.hpp"

namespace lossfield::app {

void apply_style(const viz::Theme& theme, float scale);

// The regular face, filled up by the fallback faces; before the first frame and after a change of scale.
void load_fonts(const viz::FontSet& fonts, float scale);

}  // namespace lossfield::app
