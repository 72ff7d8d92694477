// A lab of what lies in space: patches, arrows, points, curves and words with places of their own, and a handle for each
// way of gliding.
#pragma once

#include "viz/lab/lab.hpp"

namespace lossfield::tests {

[[nodiscard]] const viz::Lab& space_specimen();

}  // namespace lossfield::tests
