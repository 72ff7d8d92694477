// The unit sphere in a 3-D panel and regions on it, each given around a pole: ranges of the angle to the pole along every azimuth.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "math/numerics/arc.hpp"
#include "math/numerics/space.hpp"
#include "viz/figure/figure.hpp"

namespace lossfield::viz {

[[nodiscard]] Patch globe(Colour colour);

// Azimuth i of n: 2 pi i / n, counted as on_sphere (math/numerics/space.hpp) does.
using PolarRanges = std::vector<std::vector<math::Arc>>;

// A little above the sphere: the patches `id`, `id-2`, ... and their outlines `id-line`, ...; what one azimuth alone has is left out.
void add_polar_region(Panel& panel, const std::string& id, const math::SpacePoint& pole,
                      const PolarRanges& ranges, Colour colour, double opacity);

}  // namespace lossfield::viz
