#include "viz/fragments/space.hpp"
#include "viz/fragments/named.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace lossfield::viz {
namespace {

constexpr int arc_samples = 24;

}  // namespace

void add_to(Curve& curve, const SpacePoint& p) {
    curve.x.push_back(p[0]), curve.y.push_back(p[1]), curve.z.push_back(p[2]);
}

Curve space_line(std::string id, std::string label, const std::vector<SpacePoint>& points, Colour colour,
                 double width, Dash dash) {
    auto curve = named<Curve>(std::move(id), std::move(label));
    for (const SpacePoint& p : points) add_to(curve, p);
    curve.colour = colour, curve.width = width, curve.dash = dash;
    return curve;
}

void add_arrow(Arrows& arrows, const SpacePoint& from, const SpacePoint& to, Colour colour,
               std::string text) {
    if (arrows.x.empty()) arrows.colours.clear();
    const SpacePoint way = to - from;
    arrows.x.push_back(from[0]), arrows.y.push_back(from[1]), arrows.z.push_back(from[2]);
    arrows.u.push_back(way[0]), arrows.v.push_back(way[1]), arrows.w.push_back(way[2]);
    arrows.colours.push_back(colour);
    arrows.texts.push_back(std::move(text));
}

PointSet space_point(std::string id, const SpacePoint& p, Colour colour, PointShape shape, double size,
                     std::string text) {
    auto mark = named<PointSet>(std::move(id));
    mark.x = {p[0]}, mark.y = {p[1]}, mark.z = {p[2]};
    mark.colours = {colour};
    mark.shape = shape, mark.size = size;
    mark.texts = {std::move(text)};
    return mark;
}

TextMark space_words(std::string id, const SpacePoint& p, std::string text, Colour colour) {
    auto said = named<TextMark>(std::move(id));
    said.x = p[0], said.y = p[1], said.z = p[2];
    said.text = std::move(text);
    said.colour = colour;
    said.strong = true;
    said.optional = true;
    return said;
}

Patch flat_piece(std::string id, std::string label, const std::vector<SpacePoint>& outline, Colour colour) {
    auto patch = named<Patch>(std::move(id), std::move(label));
    patch.rows = 2, patch.columns = outline.size();
    SpacePoint middle = SpacePoint::Zero();
    for (std::size_t i = 0; i + 1 < outline.size(); ++i)
        middle += outline[i] / static_cast<double>(outline.size() - 1);
    for (const bool rim : {false, true})
        for (const SpacePoint& p : outline) {
            const SpacePoint at = rim ? p : middle;
            patch.x.push_back(at[0]), patch.y.push_back(at[1]), patch.z.push_back(at[2]);
        }
    patch.colour = colour;
    return patch;
}

double angle_between(const SpacePoint& first, const SpacePoint& second) {
    // From both their sum and their difference: right also for ways that are nearly one.
    const SpacePoint a = first / first.norm(), b = second / second.norm();
    return 2 * std::atan2((a - b).norm(), (a + b).norm());
}

SpacePoint on_arc(const SpacePoint& centre, const SpacePoint& first, const SpacePoint& second, double radius,
                  double turned) {
    const SpacePoint a = first.normalized();
    const SpacePoint across = (second - a.dot(second) * a).normalized();
    return centre + radius * (std::cos(turned) * a + std::sin(turned) * across);
}

Curve space_arc(std::string id, const SpacePoint& centre, const SpacePoint& first, const SpacePoint& second,
                double radius) {
    auto arc = named<Curve>(std::move(id));
    const double angle = angle_between(first, second);
    for (int i = 0; i <= arc_samples; ++i)
        add_to(arc, on_arc(centre, first, second, radius, angle * i / arc_samples));
    arc.colour = {Role::Ink};
    arc.width = 1.7;
    return arc;
}

}  // namespace lossfield::viz
