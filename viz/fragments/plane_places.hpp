// Places of the plane as marks of a map or of the surface over it: minima, starts, positions, where paths leave; the way
// through places, the place under the pointer; and the colours of the heights below them.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "math/numerics/plane_range.hpp"
#include "viz/figure/figure.hpp"

namespace lossfield::viz {

[[nodiscard]] inline math::PlaneRange plane_range(const Domain& d) {
    return {d.x.low, d.x.high, d.y.low, d.y.high};
}
[[nodiscard]] inline Domain domain_of(const math::PlaneRange& r) {
    return {{r.x_low, r.x_high}, {r.y_low, r.y_high}};
}
[[nodiscard]] bool contains(const Domain& range, const math::PlanePoint& at);

// Adds the places that lie in `range` (none: all) as one mark that looks like `look`, whose colours are one for all or one
// each, as its texts are: add_places(panel, {.id = "minima", .colours = {{Role::Ink}}, .shape = PointShape::Cross}, minima, range);
// Nothing where there are none.
void add_places(Panel& panel, PointSet look, const std::vector<math::PlanePoint>& places,
                const std::optional<Domain>& range = std::nullopt);

// The line from place to place.
[[nodiscard]] Curve way(std::string id, std::string label, const std::vector<math::PlanePoint>& places,
                        Colour colour, double width = 2, Dash dash = Dash::Solid);

// What a map of heights above the lowest minimum shows, where there is one.
[[nodiscard]] std::string height_name(const std::optional<double>& lowest);
// Logarithmic down to a thousandth of the greatest height, or to the least one; none where heights allow no logarithm.
[[nodiscard]] ColourScale height_colours(const GridField& heights);

// Where the pointer stands on a panel; none while it stands elsewhere.
[[nodiscard]] std::optional<math::PlanePoint> pointed_at(const View& view, const std::string& panel);

}  // namespace lossfield::viz
