// The octant of the sphere with all that the triangle shows, and the panel of numbers.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numbers>

#include "viz/fragments/named.hpp"
#include "viz/labs/information/fisher_geometry/fisher_geometry.hpp"
#include "viz/text/numbers.hpp"

namespace lossfield::viz::fisher_geometry {
namespace {

template <class Placed>
void add(Placed& mark, const math::Spatial& at) {
    mark.x.push_back(at[0]), mark.y.push_back(at[1]), mark.z.push_back(at[2]);
}

Patch octant(const Inputs& in, const Computed& r) {
    auto patch = named<Patch>("octant");
    patch.columns = patch.rows = octant_nodes;
    for (std::size_t j = 0; j < octant_nodes; ++j)
        for (std::size_t i = 0; i < octant_nodes; ++i) add(patch, math::to_sphere(octant_node(j, i)));
    patch.colour = {Role::Muted, 0, in.flat ? 0.22 : 0.4};
    if (in.field == "none") return patch;
    patch.values = r.sphere_field;
    patch.scale.reversed = true;
    patch.opacity = in.flat ? 0.72 : 0.95;
    patch.levels.rule = in.field == "kl" ? LevelRule::EqualArea : LevelRule::Linear;
    return patch;
}

// The simplex itself: corners where the octant has its own.
Patch flat_triangle() {
    auto patch = named<Patch>("flat");
    patch.columns = patch.rows = 2;
    for (const math::Barycentric& b : {math::Barycentric{1, 0, 0}, math::Barycentric{0, 1, 0},
                                       math::Barycentric{0, 0, 1}, math::Barycentric{0, 0, 1}})
        add(patch, {2 * b[0], 2 * b[1], 2 * b[2]});
    patch.colour = {Role::Muted, 0, 0.16};
    return patch;
}

// The octant's three sides and, where the flat triangle is shown, its own.
Curve outline(const char* id, bool flat) {
    auto curve = named<Curve>(id);
    constexpr int points = 32;
    for (std::size_t side = 0; side < 3; ++side)
        for (int i = 0; i <= points; ++i) {
            const double turn = static_cast<double>(i) / points * std::numbers::pi / 2;
            math::Spatial at{};
            at[side] = 2 * (flat ? 1 - static_cast<double>(i) / points : std::cos(turn));
            at[(side + 1) % 3] = 2 * (flat ? static_cast<double>(i) / points : std::sin(turn));
            add(curve, at);
        }
    curve.colour = {flat ? Role::Muted : Role::Ink, 0, flat ? 0.7 : 0.8};
    curve.width = flat ? 1 : 1.4;
    return curve;
}

Panel length_panel(const Computed& r) {
    Panel panel{.id = "lengths", .title = "lengths", .kind = PanelKind::Bars};
    panel.x.label = "Fisher–Rao length";
    auto bars = named<Bars>("lengths");
    bars.lying = true;
    double longest = 0;
    for (std::size_t k = 0; k < 3; ++k) {
        const double at = 3 - static_cast<double>(k);
        panel.y.ticks.push_back({at, path_names[k]});
        if (!std::isfinite(r.length[k])) continue;
        bars.position.push_back(at);
        bars.base.push_back(0);
        bars.value.push_back(r.length[k]);
        Colour colour = path_colour(k);
        colour.opacity = 0.85;
        bars.colours.push_back(colour);
        bars.texts.push_back(readable(r.length[k], 4));
        longest = std::max(longest, r.length[k]);
    }
    panel.x.range = Interval{0, std::max(0.25, std::ceil(longest * 2.3) / 2)};
    panel.y.range = Interval{0.4, 3.6};
    panel.marks = {std::move(bars)};
    return panel;
}

Panel flow_panel(const Inputs& in, const Computed& r) {
    Panel panel{.id = "flows", .title = "objective against flow time"};
    panel.x.label = "flow time $t$";
    panel.x.range = Interval{0, 40};
    panel.y.label = in.objective == "from-target" ? "KL(q ‖ p)" : "KL(p ‖ q)";
    panel.y.scale = ScaleKind::Log;
    panel.y.range = Interval{1e-8, 10};
    for (const auto& [flow, id, label, colour] :
         {std::tuple{&r.natural, "natural", "natural gradient", Colour{Role::Accent}},
          {&r.plain, "plain", "plain gradient of the logits", series(0)}}) {
        auto curve = named<Curve>(id, label);
        curve.x = flow->time, curve.y = flow->loss;
        for (double& v : curve.y)
            if (!(v > 0)) v = std::nan("");
        curve.colour = colour;
        panel.add(std::move(curve));
    }
    return panel;
}

Panel pythagoras_panel(const Computed& r) {
    Panel panel{.id = "pythagoras", .title = "divergences that add up", .kind = PanelKind::Bars};
    panel.x.label = "nats";
    auto whole = named<Bars>("whole", "$p$ and the member"), parts = named<Bars>("parts");
    whole.lying = parts.lying = true;
    whole.width = parts.width = 0.36;
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
    whole.colours = {{Role::Muted, 0, 0.55}};
    panel.x.range = Interval{0, std::max(0.5, std::ceil(most * 2.4) / 2)};
    panel.y.range = Interval{std::min(3.4, row + 0.4), 4.6};
    whole.label = "";
    panel.marks = {std::move(whole), std::move(parts)};
    return panel;
}

Panel excess_panel(const Computed& r) {
    constexpr double all = 2 * std::numbers::pi;
    Panel panel{.id = "excess", .title = "excess of the angles against area"};
    panel.x.label = "area";
    panel.x.range = Interval{0, 6.5};
    panel.y.label = "excess (rad)";
    panel.y.range = Interval{-0.1, 1.7};
    auto sphere = named<Curve>("sphere", "sphere of radius 2: slope 1/4"),
         flat = named<Curve>("flat", "flat: 0");
    sphere.x = {0, all}, sphere.y = {0, all / 4};
    sphere.colour = {Role::Accent};
    flat.x = {0, all}, flat.y = {0, 0};
    flat.colour = {Role::Muted};
    flat.dash = Dash::Dashed;
    panel.marks = {std::move(flat), std::move(sphere)};
    if (r.triangle.area > 1e-9) {
        panel.add(
            PointSet{.id = "triangle",
                     .x = {r.triangle.area},
                     .y = {r.triangle.excess()},
                     .shape = PointShape::Ring,
                     .size = 11,
                     .texts = {"excess / area = " + readable(r.triangle.excess() / r.triangle.area, 4)}});
    }
    return panel;
}

}  // namespace

Panel sphere_panel(const Inputs& in, const Computed& r) {
    Panel panel{.id = "sphere",
                .title = "the same on the sphere, $x = 2√p$",
                .kind = PanelKind::Space,
                .cell = {0, 1, 1, 1}};
    panel.camera = {45, 33, 1.1};
    panel.equal_aspect = true;
    panel.height = 1.2;  // room above for a name
    for (Axis* axis : {&panel.x, &panel.y, &panel.z}) {
        axis->range = Interval{0, 2};
        axis->visible = false;
    }
    panel.z.range = Interval{-0.1, 2.3};
    if (in.flat) {
        panel.add(flat_triangle());
        panel.add(outline("flat-outline", true));
    }
    panel.add(octant(in, r));
    panel.add(outline("outline", false));
    if (!r.circles.empty()) {
        auto circles = named<Curve>("circles");
        for (const Way& circle : r.circles) {
            for (const auto& b : circle) add(circles, math::to_sphere(b));
            add(circles, math::to_sphere(circle.front()));
            add(circles, {NAN, NAN, NAN});
        }
        circles.colour = {Role::Muted, 0, 0.8};
        circles.width = 1;
        panel.add(std::move(circles));
    }
    for (const Line& line : lines_of(in, r)) {
        auto curve = named<Curve>(line.id);
        for (const auto& b : *line.way) add(curve, math::to_sphere(b));
        curve.colour = line.colour, curve.width = line.width, curve.dash = line.dash;
        panel.add(std::move(curve));
        if (!in.flat) continue;
        // In the flat triangle as well, paler.
        auto below = named<Curve>(std::string(line.id) + "-flat");
        for (const auto& b : *line.way) add(below, {2 * b[0], 2 * b[1], 2 * b[2]});
        below.colour = {line.colour.role, line.colour.index, 0.6};
        below.width = 1.2, below.dash = line.dash;
        panel.add(std::move(below));
    }
    for (std::size_t k = 0; k < 3; ++k) {
        auto name = named<TextMark>(fmt::format("corner-{}", k + 1));
        math::Spatial at{};
        at[k] = k == 2 ? 2.12 : 2.2;
        name.x = at[0], name.y = at[1], name.z = at[2];
        name.text = fmt::format("outcome {}", k + 1);
        name.colour = series(static_cast<int>(k));
        name.strong = true;
        name.anchor = k == 2 ? Anchor::Above : Anchor::Below;
        panel.add(std::move(name));
    }
    for (const Spot& spot : spots_of(in, r)) {
        const math::Spatial at = math::to_sphere(spot.at);
        auto point = named<PointSet>(spot.id);
        add(point, at);
        point.colours = {spot.colour};
        point.texts = {spot.text};
        point.shape = spot.parameter.empty() ? PointShape::Diamond : PointShape::Ring;
        point.size = spot.parameter.empty() ? 8 : 11;
        panel.add(std::move(point));
        if (spot.parameter.empty()) continue;
        Handle handle{"sphere-" + spot.parameter,   spot.words, at[0], at[1],
                      MoveOnOctant{spot.parameter}, spot.colour};
        handle.z = at[2];
        handle.glide = Glide::Sphere;
        handle.axis = {0, 0, 0};
        panel.add(std::move(handle));
    }
    return panel;
}

Panel numbers_panel(const Inputs& in, const Computed& r) {
    Panel panel = in.view == "paths"         ? length_panel(r)
                  : in.view == "flows"       ? flow_panel(in, r)
                  : in.view == "projections" ? pythagoras_panel(r)
                                             : excess_panel(r);
    panel.cell = {1, 0, 1, 2};
    return panel;
}

}  // namespace lossfield::viz::fisher_geometry
