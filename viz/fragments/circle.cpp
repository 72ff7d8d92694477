#include "viz/fragments/circle.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <utility>

namespace lossfield::viz {
namespace {

constexpr double piece = std::numbers::pi / 90;

void append_arc(Vector& x, Vector& y, const math::Arc& arc, double radius) {
    const int pieces = std::max(2, static_cast<int>(std::ceil(arc.width() / piece)));
    for (int i = 0; i <= pieces; ++i) {
        const double angle = arc.from + arc.width() * i / pieces;
        x.push_back(radius * std::cos(angle)), y.push_back(radius * std::sin(angle));
    }
}

void append_gap(Curve& curve) {
    curve.x.push_back(std::numeric_limits<double>::quiet_NaN());
    curve.y.push_back(std::numeric_limits<double>::quiet_NaN());
}

}  // namespace

void add_arc(Curve& arcs, const math::Arc& arc, double radius) {
    append_arc(arcs.x, arcs.y, arc, radius);
    append_gap(arcs);
}

void add_ray(Curve& rays, double angle, double radius) {
    rays.x.insert(rays.x.end(), {0, radius * std::cos(angle)});
    rays.y.insert(rays.y.end(), {0, radius * std::sin(angle)});
    append_gap(rays);
}

Polygon sectors(std::string id, const std::vector<math::Arc>& arcs, double radius, Colour fill) {
    Polygon out{.id = std::move(id), .fill = fill, .stroke = {Role::Ink, 0, 0}, .width = 0};
    for (const math::Arc& arc : arcs) {
        Vector x, y;
        if (!arc.is_circle()) x.push_back(0), y.push_back(0);
        append_arc(x, y, arc, radius);
        x.push_back(x.front()), y.push_back(y.front());
        out.x.push_back(std::move(x)), out.y.push_back(std::move(y));
    }
    return out;
}

Polygon circle(std::string id, std::string label, const math::PlanePoint& centre, double radius,
               Colour stroke, double fill) {
    Vector x, y;
    for (int i = 0; i < 96; ++i) {
        const double angle = math::full_turn * i / 96;
        x.push_back(centre.x + radius * std::cos(angle)), y.push_back(centre.y + radius * std::sin(angle));
    }
    Polygon disc{.id = std::move(id),
                 .label = std::move(label),
                 .x = {x},
                 .y = {y},
                 .fill = stroke,
                 .stroke = stroke,
                 .width = 1.5};
    disc.fill.opacity = fill;
    return disc;
}

}  // namespace lossfield::viz
