// Places of the plane as marks of a map or of the surface over it: minima, starts, positions, where paths leave.
#pragma once

#include <optional>
#include <vector>

#include "math/numerics/plane.hpp"
#include "viz/figure/figure.hpp"

namespace lossfield::viz {

[[nodiscard]] bool contains(const Domain& range, const math::PlanePoint& at);

// Adds the places that lie in `range` (none: all) as one mark that looks like `look`, whose colours are one for all or one
// each: add_places(panel, {.id = "minima", .colours = {{Role::Ink}}, .shape = PointShape::Cross}, minima, range);
// Nothing where there are none.
void add_places(Panel& panel, PointSet look, const std::vector<math::PlanePoint>& places,
                const std::optional<Domain>& range = std::nullopt);

}  // namespace lossfield::viz
