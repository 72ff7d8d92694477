// Where a pull of a handle should have ended: under the pointer, or on the bound that its way of moving declares.
#pragma once

#include <string>

#include "viz/compose/compose.hpp"
#include "viz/lab/lab.hpp"

namespace lossfield::tests {

struct Pull {
    const viz::Lab* lab = nullptr;
    viz::PanelFrame frame{};  // of the panel, as it stood when the handle was taken
    viz::Vec2 pointer{};      // pixels
    viz::Vec2 ended{};        // pixels: where the handle was drawn again
    const viz::Handle* handle = nullptr;
    const viz::Values* after = nullptr;
};

// One sentence when it ended elsewhere, with both places; else empty. Half a pixel is allowed.
[[nodiscard]] std::string pull_fault(const Pull& pull);

}  // namespace lossfield::tests
