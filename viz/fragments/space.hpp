// Marks of 3-D panels from points of space: lines, arrows, points, words, flat pieces, and the angle between two ways.
#pragma once

#include <string>
#include <vector>

#include "math/numerics/space.hpp"
#include "viz/figure/marks.hpp"

namespace lossfield::viz {

using math::SpacePoint;

template <class Mark>
void add_to(Mark& mark, const SpacePoint& p) {
    mark.x.push_back(p.x), mark.y.push_back(p.y), mark.z.push_back(p.z);
}
[[nodiscard]] Curve space_line(std::string id, std::string label, const std::vector<SpacePoint>& points,
                               Colour colour, double width, Dash dash = Dash::Solid);
void add_arrow(Arrows& arrows, const SpacePoint& from, const SpacePoint& to, Colour colour, std::string text);
[[nodiscard]] PointSet space_point(std::string id, const SpacePoint& p, Colour colour, PointShape shape,
                                   double size, std::string text);
// Left out where they would cover other words.
[[nodiscard]] TextMark space_words(std::string id, const SpacePoint& p, std::string text, Colour colour);

// A flat piece: a fan from its middle to a closed convex outline, whose last point is its first.
[[nodiscard]] Patch flat_piece(std::string id, std::string label, const std::vector<SpacePoint>& outline,
                               Colour colour);

// The angle between two ways from a point, in radians; NaN where one has no length.
[[nodiscard]] double angle_between(const SpacePoint& first, const SpacePoint& second);
// A point on the arc of a radius about `centre`, `turned` radians from the first way towards the second one.
[[nodiscard]] SpacePoint on_arc(const SpacePoint& centre, const SpacePoint& first, const SpacePoint& second,
                                double radius, double turned);
// The arc from the first way to the second.
[[nodiscard]] Curve space_arc(std::string id, const SpacePoint& centre, const SpacePoint& first,
                              const SpacePoint& second, double radius);

}  // namespace lossfield::viz
