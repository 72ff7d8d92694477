// What a pinned state is called.
#pragma once

#include <string>
#include <vector>

#include "viz/comparison/pin.hpp"

namespace lossfield::app {

// The preset that the values are; else what differs from the last pin, or where there is none from the defaults, if it is one thing
// that can be said in short ("temperature = 0.5"); else "pinned". No two pins have one name.
[[nodiscard]] std::string pin_name(const viz::Lab& lab, const viz::Values& values,
                                   const std::vector<viz::Pin>& pins);

}  // namespace lossfield::app
