#include "viz/fragments/simplex.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "viz/fragments/marks.hpp"

namespace lossfield::viz {

TriangleField sample_triangle(std::size_t subdivisions,
                              const std::function<double(const math::Barycentric&)>& value) {
    TriangleField field{subdivisions, {}};
    const auto nodes = math::triangle_grid(subdivisions);
    field.values.reserve(nodes.size());
    for (const math::Barycentric& b : nodes) field.values.push_back(value(b));
    return field;
}

Arrows triangle_field(std::size_t subdivisions,
                      const std::function<math::Barycentric(const math::Barycentric&)>& velocity) {
    Arrows arrows;
    arrows.length = ArrowLength::Uniform;
    // None of the centres lies on a side, where some fields have no value.
    for (const math::Barycentric& b : math::triangle_cell_centres(subdivisions)) {
        const math::PlanePoint v = math::to_plane(velocity(b));
        add_to(arrows, b);
        arrows.u.push_back(v.x);
        arrows.v.push_back(v.y);
    }
    return arrows;
}

void add_velocity_arrow(Arrows& arrows, const math::Barycentric& at, const math::Barycentric& velocity,
                        double longest, const Colour& colour) {
    const math::PlanePoint v = math::to_plane(velocity);
    const double speed = std::hypot(v.x, v.y);
    if (!(speed > 1e-9) || !std::isfinite(speed)) return;
    double length = longest * speed / (speed + 0.12);
    // A direction may lead out of the triangle; its tip stays close to the side.
    constexpr double beyond = 0.035;
    for (std::size_t c = 0; c < 3; ++c)
        if (velocity[c] < 0) length = std::min(length, (at[c] + beyond) * speed / -velocity[c]);
    if (arrows.x.empty()) arrows.colours.clear();
    add_to(arrows, at);
    arrows.u.push_back(v.x / speed * length);
    arrows.v.push_back(v.y / speed * length);
    arrows.colours.push_back(colour);
}

Curve triangle_line(std::string id, std::string label, const std::vector<math::Barycentric>& points,
                    Colour colour, double width, Dash dash) {
    Curve line = curve(std::move(id), std::move(label), {}, {}, colour, width, dash);
    for (const math::Barycentric& b : points) add_to(line, b);
    return line;
}

std::optional<math::Barycentric> inside_triangle(double x, double y) {
    const math::Barycentric b = math::to_barycentric({x, y});
    if (*std::min_element(b.begin(), b.end()) < 0) return std::nullopt;
    return b;
}

math::Face shown_face(const Vector& p, const std::vector<std::size_t>& shown) {
    math::Face face = math::face_of(p, {shown[0], shown[1], shown[2]});
    if (!(face.share > 0)) face.b = {1.0 / 3, 1.0 / 3, 1.0 / 3};
    return face;
}

Vector shown_shares(double share, const math::Barycentric& b) {
    return {share * b[0], share * b[1], share * b[2]};
}

}  // namespace lossfield::viz
