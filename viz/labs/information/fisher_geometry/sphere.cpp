// The octant of the sphere with all that the triangle shows, and the panel of numbers.
#include "viz/labs/information/fisher_geometry/fisher_geometry.hpp"

namespace lossfield::viz::fisher_geometry {
namespace {

template <class Placed>
void add(Placed& mark, const math::Spatial& at) {
    mark.x.push_back(at[0]), mark.y.push_back(at[1]), mark.z.push_back(at[2]);
}

Patch octant(const Inputs& in, const Computed& r) {
    Patch patch{.id = "octant", .columns = octant_nodes, .rows = octant_nodes};
    for (std::size_t j = 0; j < octant_nodes; ++j)
        for (std::size_t i = 0; i < octant_nodes; ++i) add(patch, math::to_sphere(octant_node(j, i)));
    patch.colour = {Role::Muted, 0, in.flat ? 0.22 : 0.4};
    if (in.field == Contoured::None) return patch;
    patch.values = r.sphere_field;
    patch.scale.reversed = true;
    patch.opacity = in.flat ? 0.72 : 0.95;
    patch.levels.rule = in.field == Contoured::Kl ? LevelRule::EqualArea : LevelRule::Linear;
    return patch;
}

// The simplex itself: corners where the octant has its own.
Patch flat_triangle() {
    Patch patch{.id = "flat", .columns = 2, .rows = 2};
    for (const std::size_t corner : {0, 1, 2, 2}) {
        math::Spatial at{};
        at[corner] = 2;
        add(patch, at);
    }
    patch.colour = {Role::Muted, 0, 0.16};
    return patch;
}

// The octant's three sides and, where the flat triangle is shown, its own.
Curve outline(const char* id, bool flat) {
    Curve curve{
        .id = id, .colour = {flat ? Role::Muted : Role::Ink, 0, flat ? 0.7 : 0.8}, .width = flat ? 1 : 1.4};
    constexpr int points = 32;
    for (std::size_t side = 0; side < 3; ++side)
        for (int i = 0; i <= points; ++i) {
            const double turn = static_cast<double>(i) / points * std::numbers::pi / 2;
            math::Spatial at{};
            at[side] = 2 * (flat ? 1 - static_cast<double>(i) / points : std::cos(turn));
            at[(side + 1) % 3] = 2 * (flat ? static_cast<double>(i) / points : std::sin(turn));
            add(curve, at);
        }
    return curve;
}

Panel length_panel(const Computed& r) {
    Panel panel{.id = "lengths", .title = "lengths", .kind = PanelKind::Bars};
    panel.x.label = "Fisher–Rao length";
    Bars bars{.id = "lengths", .lying = true};
    double longest = 0;
    for (std::size_t k = 0; k < 3; ++k) {
        const double at = 3 - static_cast<double>(k);
        panel.y.ticks.push_back({at, path_names[k]});
        if (!std::isfinite(r.length[k])) continue;
        bars.position.push_back(at);
        bars.base.push_back(0);
        bars.value.push_back(r.length[k]);
        bars.colours.push_back(path_colour(k));
        bars.colours.back().opacity = 0.85;
        bars.texts.push_back(readable(r.length[k], 4));
        longest = std::max(longest, r.length[k]);
    }
    panel.x.range = Interval{0, std::max(0.25, std::ceil(longest * 2.3) / 2)};
    panel.y.range = Interval{0.4, 3.6};
    panel.marks = {std::move(bars)};
    return panel;
}

Panel flow_panel(const Inputs& in, const Computed& r) {
    const bool from = in.objective == math::FlowObjective::KlFromTarget;
    Panel panel{
        .id = "flows",
        .title = "objective against flow time",
        .x = {.label = "flow time $t$", .range = Interval{0, 40}},
        .y = {
            .label = from ? "KL(q ‖ p)" : "KL(p ‖ q)", .scale = ScaleKind::Log, .range = Interval{1e-8, 10}}};
    const auto add_flow = [&](const char* id, const char* label, const Flow& flow, Colour colour) {
        Curve loss = curve(id, label, flow.time, flow.loss, colour);
        for (double& v : loss.y)
            if (!(v > 0)) v = std::nan("");
        panel.add(std::move(loss));
    };
    add_flow("natural", "natural gradient", r.natural, {Role::Accent});
    add_flow("plain", "plain gradient of the logits", r.plain, series(0));
    return panel;
}

Panel pythagoras_panel(const Computed& r) {
    Panel panel{.id = "pythagoras", .title = "divergences that add up", .kind = PanelKind::Bars};
    panel.x.label = "nats";
    Bars whole{.id = "whole", .colours = {{Role::Muted, 0, 0.55}}, .width = 0.36, .lying = true},
        parts{.id = "parts", .width = 0.36, .lying = true};
    double row = 4, most = 0;
    const auto add_relation = [&](const Projection& projection, std::size_t i, const char* name,
                                  const Colour& first, const Colour& second) {
        const auto& [all, one, two] = projection.relation[i];
        panel.y.ticks.push_back({row, name});
        if (std::isfinite(all) && std::isfinite(one + two)) {
            whole.position.push_back(row + 0.2), whole.base.push_back(0), whole.value.push_back(all);
            whole.texts.push_back(readable(all, 4));
            parts.position.insert(parts.position.end(), {row - 0.2, row - 0.2});
            parts.base.insert(parts.base.end(), {0, one});
            parts.value.insert(parts.value.end(), {one, one + two});
            parts.colours.insert(parts.colours.end(), {first, second});
            parts.texts.insert(parts.texts.end(), {readable(one, 3), readable(two, 3)});
            most = std::max(most, all);
        } else {
            whole.position.push_back(row), whole.base.push_back(0), whole.value.push_back(0);
            whole.texts.push_back("∞");
        }
        row -= 1;
    };
    const Colour mixture = series(0, 0.8), exponential = series(5, 0.8);
    if (r.m) {
        add_relation(*r.m, 0, "$KL(p‖q)$", mixture, exponential);
        add_relation(*r.m, 1, "$KL(p‖a)$", mixture, exponential);
    }
    if (r.e) {
        add_relation(*r.e, 0, "$KL(q‖p)$", exponential, mixture);
        add_relation(*r.e, 1, "$KL(a‖p)$", exponential, mixture);
    }
    panel.x.range = Interval{0, std::max(0.5, std::ceil(most * 2.4) / 2)};
    panel.y.range = Interval{std::min(3.4, row + 0.4), 4.6};
    panel.marks = {std::move(whole), std::move(parts)};
    return panel;
}

Panel excess_panel(const Computed& r) {
    constexpr double all = 2 * std::numbers::pi;
    Panel panel{.id = "excess",
                .title = "excess of the angles against area",
                .x = {.label = "area", .range = Interval{0, 6.5}},
                .y = {.label = "excess (rad)", .range = Interval{-0.1, 1.7}}};
    panel.add(curve("flat", "flat: 0", {0, all}, {0, 0}, {Role::Muted}, 2, Dash::Dashed));
    panel.add(curve("sphere", "sphere of radius 2: slope 1/4", {0, all}, {0, all / 4}, {Role::Accent}));
    const double area = r.triangle.area, excess = r.triangle.excess();
    if (area > 1e-9)
        panel.add(PointSet{.id = "triangle",
                           .x = {area},
                           .y = {excess},
                           .shape = PointShape::Ring,
                           .size = 11,
                           .texts = {"excess / area = " + readable(excess / area, 4)}});
    return panel;
}

}  // namespace

Panel sphere_panel(const Inputs& in, const Computed& r) {
    Panel panel{.id = "sphere",
                .title = "the same on the sphere, $x = 2√p$",
                .kind = PanelKind::Space,
                .cell = {0, 1, 1, 1},
                .x = {.range = Interval{0, 2}, .visible = false},
                .y = {.range = Interval{0, 2}, .visible = false},
                .z = {.range = Interval{-0.1, 2.3}, .visible = false},
                .camera = {45, 33, 1.1},
                .height = 1.2,  // room above for a name
                .equal_aspect = true};
    if (in.flat) {
        panel.add(flat_triangle());
        panel.add(outline("flat-outline", true));
    }
    panel.add(octant(in, r));
    panel.add(outline("outline", false));
    if (!r.circles.empty()) {
        Curve circles{.id = "circles", .colour = {Role::Muted, 0, 0.8}, .width = 1};
        for (const Way& circle : r.circles) {
            for (const auto& b : circle) add(circles, math::to_sphere(b));
            add(circles, math::to_sphere(circle.front()));
            add(circles, {NAN, NAN, NAN});
        }
        panel.add(std::move(circles));
    }
    for (const Line& line : lines_of(in, r)) {
        Curve above{.id = line.id, .colour = line.colour, .width = line.width, .dash = line.dash};
        for (const auto& b : *line.way) add(above, math::to_sphere(b));
        panel.add(std::move(above));
        if (!in.flat) continue;
        // In the flat triangle as well, paler.
        Curve below = curve(line.id + std::string("-flat"), "", {}, {},
                            {line.colour.role, line.colour.index, 0.6}, 1.2, line.dash);
        for (const auto& b : *line.way) add(below, {2 * b[0], 2 * b[1], 2 * b[2]});
        panel.add(std::move(below));
    }
    for (std::size_t k = 0; k < 3; ++k) {
        const std::string number = std::to_string(k + 1);
        math::Spatial at{};
        at[k] = k == 2 ? 2.12 : 2.2;
        panel.add(TextMark{.id = "corner-" + number,
                           .x = at[0],
                           .y = at[1],
                           .text = "outcome " + number,
                           .anchor = k == 2 ? Anchor::Above : Anchor::Below,
                           .colour = series(static_cast<int>(k)),
                           .strong = true,
                           .z = at[2]});
    }
    for (const Spot& spot : spots_of(in, r)) {
        const math::Spatial at = math::to_sphere(spot.at);
        const bool result = spot.parameter.empty();
        PointSet mark = point(spot.id, at[0], at[1], spot.colour,
                              result ? PointShape::Diamond : PointShape::Ring, result ? 8 : 11, spot.text);
        mark.z = {at[2]};
        panel.add(std::move(mark));
        if (result) continue;
        panel.add(Handle{.id = "sphere-" + spot.parameter,
                         .label = spot.words,
                         .x = at[0],
                         .y = at[1],
                         .move = MoveOnOctant{spot.parameter},
                         .colour = spot.colour,
                         .z = at[2],
                         .glide = Glide::Sphere,
                         .axis = {0, 0, 0}});
    }
    return panel;
}

Panel numbers_panel(const Inputs& in, const Computed& r) {
    const auto panel = [&] {
        switch (in.view) {
            case Scene::Paths:
                return length_panel(r);
            case Scene::Flows:
                return flow_panel(in, r);
            case Scene::Projections:
                return pythagoras_panel(r);
            case Scene::Triangle:
                break;
        }
        return excess_panel(r);
    };
    Panel shown = panel();
    shown.cell = {1, 0, 1, 2};
    return shown;
}

}  // namespace lossfield::viz::fisher_geometry
