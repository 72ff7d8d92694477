#include "viz/fragments/simplex.hpp"

#include <algorithm>
#include <cmath>

namespace lossfield::viz {

TriangleField sample_triangle(std::size_t subdivisions,
                              const std::function<double(const math::Barycentric&)>& value) {
    TriangleField field{subdivisions, {}};
    const double n = static_cast<double>(subdivisions);
    field.values.reserve((subdivisions + 1) * (subdivisions + 2) / 2);
    for (std::size_t j = 0; j <= subdivisions; ++j)
        for (std::size_t i = 0; i + j <= subdivisions; ++i)
            field.values.push_back(value({static_cast<double>(subdivisions - i - j) / n,
                                          static_cast<double>(i) / n, static_cast<double>(j) / n}));
    return field;
}

Arrows triangle_field(std::size_t subdivisions,
                      const std::function<math::Barycentric(const math::Barycentric&)>& velocity) {
    Arrows arrows;
    arrows.length = ArrowLength::Uniform;
    const double n = static_cast<double>(subdivisions);
    // Centres of the upright cells: none lies on a side, where some fields have no value.
    for (std::size_t j = 0; j < subdivisions; ++j)
        for (std::size_t i = 0; i + j < subdivisions; ++i) {
            const double b1 = (static_cast<double>(i) + 1.0 / 3) / n,
                         b2 = (static_cast<double>(j) + 1.0 / 3) / n;
            const math::Barycentric b{1 - b1 - b2, b1, b2};
            const math::PlanePoint p = math::to_plane(b), v = math::to_plane(velocity(b));
            arrows.x.push_back(p.x);
            arrows.y.push_back(p.y);
            arrows.u.push_back(v.x);
            arrows.v.push_back(v.y);
        }
    return arrows;
}

void add_velocity_arrow(Arrows& arrows, const math::Barycentric& at, const math::Barycentric& velocity,
                        double longest, const Colour& colour) {
    const math::PlanePoint p = math::to_plane(at), v = math::to_plane(velocity);
    const double speed = std::hypot(v.x, v.y);
    if (!(speed > 1e-9) || !std::isfinite(speed)) return;
    double length = longest * speed / (speed + 0.12);
    // A direction may lead out of the triangle; its tip stays close to the side.
    constexpr double beyond = 0.035;
    for (std::size_t c = 0; c < 3; ++c)
        if (velocity[c] < 0) length = std::min(length, (at[c] + beyond) * speed / -velocity[c]);
    if (arrows.x.empty()) arrows.colours.clear();
    arrows.x.push_back(p.x);
    arrows.y.push_back(p.y);
    arrows.u.push_back(v.x / speed * length);
    arrows.v.push_back(v.y / speed * length);
    arrows.colours.push_back(colour);
}

}  // namespace lossfield::viz
