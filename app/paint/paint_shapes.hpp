// Lines and fills of a DisplayList as Dear ImGui polygons.
#pragma once

#include <imgui.h>

#include "viz/display/display_list.hpp"

namespace lossfield::app {

// Logical to device pixels.
struct Place {
    ImVec2 origin;
    float scale = 1;
    [[nodiscard]] ImVec2 at(viz::Vec2 p) const {
        return {origin.x + static_cast<float>(p.x) * scale, origin.y + static_cast<float>(p.y) * scale};
    }
};

void stroke(ImDrawList& to, const viz::StrokePrim& prim, const Place& place);
void fill(ImDrawList& to, const viz::FillPrim& prim, const Place& place);

}  // namespace lossfield::app
