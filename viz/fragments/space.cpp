#include "viz/fragments/space.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "viz/fragments/marks.hpp"

namespace lossfield::viz {
namespace {

constexpr int arc_samples = 24;

}  // namespace

Curve space_line(std::string id, std::string label, const std::vector<SpacePoint>& points, Colour colour,
                 double width, Dash dash) {
    Curve line = curve(std::move(id), std::move(label), {}, {}, colour, width, dash);
    for (const SpacePoint& p : points) add_to(line, p);
    return line;
}

void add_arrow(Arrows& arrows, const SpacePoint& from, const SpacePoint& to, Colour colour,
               std::string text) {
    if (arrows.x.empty()) arrows.colours.clear();
    const SpacePoint way = to - from;
    arrows.x.push_back(from.x), arrows.y.push_back(from.y), arrows.z.push_back(from.z);
    arrows.u.push_back(way.x), arrows.v.push_back(way.y), arrows.w.push_back(way.z);
    arrows.colours.push_back(colour);
    arrows.texts.push_back(std::move(text));
}

PointSet space_point(std::string id, const SpacePoint& p, Colour colour, PointShape shape, double size,
                     std::string text) {
    PointSet mark = point(std::move(id), p.x, p.y, colour, shape, size);
    mark.texts = {std::move(text)}, mark.z = {p.z};
    return mark;
}

TextMark space_words(std::string id, const SpacePoint& p, std::string text, Colour colour) {
    TextMark mark = words_at(std::move(id), {p.x, p.y}, std::move(text), Anchor::Centre, colour, true);
    mark.strong = true, mark.z = p.z;
    return mark;
}

Patch flat_piece(std::string id, std::string label, const std::vector<SpacePoint>& outline, Colour colour) {
    Patch patch{.id = std::move(id), .label = std::move(label), .columns = outline.size(), .rows = 2};
    SpacePoint middle;
    for (std::size_t i = 0; i + 1 < outline.size(); ++i)
        middle = middle + outline[i] / static_cast<double>(outline.size() - 1);
    for (const bool rim : {false, true})
        for (const SpacePoint& p : outline) add_to(patch, rim ? p : middle);
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
    Curve arc{.id = std::move(id), .colour = {Role::Ink}, .width = 1.7};
    const double angle = angle_between(first, second);
    for (int i = 0; i <= arc_samples; ++i)
        add_to(arc, on_arc(centre, first, second, radius, angle * i / arc_samples));
    return arc;
}

}  // namespace lossfield::viz
