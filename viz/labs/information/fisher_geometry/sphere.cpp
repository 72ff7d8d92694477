// The octant of the sphere with all that the triangle shows.
#include "viz/fragments/space.hpp"
#include "viz/labs/information/fisher_geometry/fisher_geometry.hpp"

namespace lossfield::viz::fisher_geometry {
namespace {

// Of the octant and of the simplex inside it.
constexpr std::array<SpacePoint, 3> corners{{{2, 0, 0}, {0, 2, 0}, {0, 0, 2}}};

Patch octant(const Inputs& in, const Computed& r) {
    Patch patch{.id = "octant", .columns = octant_nodes, .rows = octant_nodes};
    for (const math::Barycentric& b : math::octant_grid(octant_nodes)) add_to(patch, math::to_sphere(b));
    patch.colour = {Role::Muted, 0, in.flat ? 0.22 : 0.4};
    if (in.field == Contoured::None) return patch;
    patch.values = r.sphere_field;
    patch.scale.reversed = true;
    patch.opacity = in.flat ? 0.72 : 0.95;
    patch.levels.rule = in.field == Contoured::Kl ? LevelRule::EqualArea : LevelRule::Linear;
    return patch;
}

Patch flat_triangle() {
    Patch patch{.id = "flat", .columns = 2, .rows = 2, .colour = {Role::Muted, 0, 0.16}};
    for (const std::size_t k : {0, 1, 2, 2}) add_to(patch, corners[k]);
    return patch;
}

// The three sides of the octant or of the flat triangle.
Curve outline(const char* id, bool flat) {
    Curve line = flat ? curve(id, "", {}, {}, {Role::Muted, 0, 0.7}, 1)
                      : curve(id, "", {}, {}, {Role::Ink, 0, 0.8}, 1.4);
    constexpr int points = 32;
    for (std::size_t side = 0; side < 3; ++side)
        for (int i = 0; i <= points; ++i) {
            const double part = static_cast<double>(i) / points, turn = part * std::numbers::pi / 2;
            add_to(line, (flat ? 1 - part : std::cos(turn)) * corners[side] +
                             (flat ? part : std::sin(turn)) * corners[(side + 1) % 3]);
        }
    return line;
}

// On the sphere and, where the flat triangle is shown, paler in it.
void add_line(Panel& panel, const Inputs& in, const Line& line) {
    Curve above = curve(line.id, "", {}, {}, line.colour, line.width, line.dash);
    Curve below = curve(line.id + std::string("-flat"), "", {}, {},
                        {line.colour.role, line.colour.index, 0.6}, 1.2, line.dash);
    for (const math::Barycentric& b : *line.way) {
        add_to(above, math::to_sphere(b));
        add_to(below, SpacePoint(2 * b[0], 2 * b[1], 2 * b[2]));
    }
    panel.add(std::move(above));
    if (in.flat) panel.add(std::move(below));
}

void add_spot(Panel& panel, const Spot& spot) {
    const SpacePoint at = math::to_sphere(spot.at);
    panel.add(space_point(spot.id, at, spot.colour, spot.shape(), spot.size(), spot.text));
    if (spot.is_result()) return;
    Handle handle = handle_at("sphere-" + spot.parameter, spot.words, {at.x, at.y},
                              MoveOnOctant{spot.parameter}, spot.colour);
    handle.z = at.z, handle.glide = Glide::Sphere, handle.axis = {0, 0, 0};
    panel.add(std::move(handle));
}

}  // namespace

Panel sphere_panel(const Inputs& in, const Computed& r) {
    Panel panel{.id = "sphere", .title = "the same on the sphere, $x = 2√p$", .kind = PanelKind::Space};
    panel.cell = {0, 1, 1, 1};
    panel.x = panel.y = {.range = Interval{0, 2}, .visible = false};
    panel.z = {.range = Interval{-0.1, 2.3}, .visible = false};
    panel.camera = {45, 33, 1.1};
    panel.height = 1.2;  // room above for a name
    panel.equal_aspect = true;
    if (in.flat) panel.add(flat_triangle());
    if (in.flat) panel.add(outline("flat-outline", true));
    panel.add(octant(in, r));
    panel.add(outline("outline", false));
    if (!r.circles.empty()) {
        Curve circles = curve("circles", "", {}, {}, {Role::Muted, 0, 0.8}, 1);
        for (const Way& circle : r.circles) {
            for (const math::Barycentric& b : circle) add_to(circles, math::to_sphere(b));
            add_to(circles, math::to_sphere(circle.front()));
            add_to(circles, SpacePoint(nan, nan, nan));
        }
        panel.add(std::move(circles));
    }
    for (const Line& line : lines_of(in, r)) add_line(panel, in, line);
    for (std::size_t k = 0; k < 3; ++k) {
        const bool top = k == 2;
        TextMark words = space_words(fmt::format("corner-{}", k + 1), (top ? 1.06 : 1.1) * corners[k],
                                     fmt::format("outcome {}", k + 1), series(static_cast<int>(k)));
        words.anchor = top ? Anchor::Above : Anchor::Below, words.optional = false;
        panel.add(std::move(words));
    }
    for (const Spot& spot : spots_of(in, r)) add_spot(panel, spot);
    return panel;
}

}  // namespace lossfield::viz::fisher_geometry
