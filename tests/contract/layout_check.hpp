// Whether anything of a composed page covers something else: no text meets another text, a formula or a handle that can
// be grabbed, and all of it is on the page.
#pragma once

#include <string>
#include <vector>

#include "viz/compose/compose.hpp"

namespace lossfield::tests {

// One sentence for each fault, with both boxes; empty when the page is clean.
[[nodiscard]] std::vector<std::string> layout_faults(const viz::Composition& page);

}  // namespace lossfield::tests
