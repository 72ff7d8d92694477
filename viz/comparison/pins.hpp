// The figures of pinned states.
#pragma once

#include <vector>

#include "viz/comparison/ghosts.hpp"
#include "viz/comparison/pin.hpp"

namespace lossfield::viz {

[[nodiscard]] Pinned drawn(const Lab& lab, const Pin& pin, Detail detail);
[[nodiscard]] std::vector<Pinned> drawn(const Lab& lab, const std::vector<Pin>& pins, Detail detail);

}  // namespace lossfield::viz
