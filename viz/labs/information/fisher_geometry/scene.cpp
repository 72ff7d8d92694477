// The two main panels, which show the same: the triangle of probabilities and the octant of the sphere.
#include "viz/fragments/space.hpp"
#include "viz/labs/information/fisher_geometry/fisher_geometry.hpp"

namespace lossfield::viz::fisher_geometry {
namespace {

// One curve as it is drawn in both panels.
struct Line {
    const char* id;
    std::string label;
    const Way* way;
    Colour colour;
    double width = 2.4;
    Dash dash = Dash::Solid;
};

std::vector<Line> lines_of(const Inputs& in, const Computed& r) {
    std::vector<Line> out;
    switch (in.view) {
        case Scene::Paths:
            for (std::size_t k = 0; k < 3; ++k)
                out.push_back({path_names[k], path_names[k], &r.path[k], path_colour(k)});
            break;
        case Scene::Flows:
            out.push_back({"natural", "natural gradient", &r.natural.way, {Role::Accent}});
            out.push_back({"plain", "plain gradient of the logits", &r.plain.way, series(0)});
            break;
        case Scene::Projections:
            out.push_back({"linear-family", "linear family", &r.mixture_line, path_colour(0), 1.8});
            out.push_back(
                {"exponential-family", "exponential family", &r.exponential_line, path_colour(1), 1.8});
            if (r.m) out.push_back({"m-drop", "", &r.m->drop, path_colour(0), 1.6, Dash::Dashed});
            if (r.e) out.push_back({"e-drop", "", &r.e->drop, path_colour(1), 1.6, Dash::Dashed});
            if (r.m) out.push_back({"m-corner", "", &r.m->corner, {Role::Ink}, 1.2});
            if (r.e) out.push_back({"e-corner", "", &r.e->corner, {Role::Ink}, 1.2});
            break;
        case Scene::Triangle:
            out.push_back({"side-pq", "geodesics", &r.side[0], path_colour(2)});
            out.push_back({"side-qa", "", &r.side[1], path_colour(2)});
            out.push_back({"side-ap", "", &r.side[2], path_colour(2)});
            break;
    }
    std::erase_if(out, [](const Line& l) { return l.way->empty(); });
    return out;
}

// One point as it is drawn in both panels; `parameter`: what its handle moves, empty for a result.
struct Spot {
    const char* id;
    std::string text, words;
    math::Barycentric at;
    Colour colour;
    std::string parameter{};

    [[nodiscard]] bool is_result() const { return parameter.empty(); }
    [[nodiscard]] PointShape shape() const { return is_result() ? PointShape::Diamond : PointShape::Ring; }
    [[nodiscard]] double size() const { return is_result() ? 8 : 11; }
};

std::vector<Spot> spots_of(const Inputs& in, const Computed& r) {
    const bool projections = in.view == Scene::Projections, flows = in.view == Scene::Flows;
    std::vector<Spot> out;
    if (projections && r.m) out.push_back({"m-projection", "$r_m$", "", triple(r.m->r), path_colour(1)});
    if (projections && r.e) out.push_back({"e-projection", "$r_e$", "", triple(r.e->r), path_colour(0)});
    if (projections || in.view == Scene::Triangle)
        out.push_back({"a", "$a$", "third point", triple(r.a), {Role::Ink}, "a"});
    out.push_back({"q", "$q$", flows ? "target" : "point q", triple(r.q), {Role::Ink}, "q"});
    out.push_back({"p", "$p$", flows ? "start" : "point p", triple(r.p), {Role::Accent}, "p"});
    return out;
}

// Of the octant and of the simplex inside it.
constexpr std::array<SpacePoint, 3> corners{{{2, 0, 0}, {0, 2, 0}, {0, 0, 2}}};

ColourBar field_bar(const Inputs& in, const char* mark) {
    return {.label = in.field == Contoured::Kl ? "$KL(p‖·)$, nats" : "$d(p,·)$", .mark = mark};
}

Patch octant(const Inputs& in, const Computed& r) {
    Patch patch{.id = "octant", .columns = octant_nodes, .rows = octant_nodes};
    for (const math::Barycentric& b : math::octant_grid(octant_nodes)) add_to(patch, math::to_sphere(b));
    patch.colour = {Role::Muted, 0, in.flat ? 0.22 : 0.4};
    if (in.field == Contoured::None) return patch;
    patch.values = r.sphere_field;
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

Colour path_colour(std::size_t path) { return path == 2 ? Colour{Role::Accent} : series(path == 0 ? 0 : 5); }

Panel triangle_panel(const Inputs& in, const Computed& r) {
    Panel panel{.id = "triangle", .title = "probabilities", .kind = PanelKind::Simplex, .cell = {0, 0, 1, 1}};
    for (int k = 0; k < 3; ++k) panel.corners.push_back({fmt::format("outcome {}", k + 1), series(k)});
    if (in.field != Contoured::None) {
        panel.colour_bar = field_bar(in, "field");
        panel.add(Contours{.id = "field",
                           .field = r.field,
                           .levels = {in.field == Contoured::Kl ? LevelRule::EqualArea : LevelRule::Linear}});
    }
    if (!r.circles.empty()) {
        Polygon circles{
            .id = "circles", .label = "Fisher circles, radius " + brief(in.radius, 2), .width = 1};
        circles.fill = {Role::Muted, 0, 0.12}, circles.stroke = {Role::Muted, 0, 0.7};
        for (const Way& circle : r.circles) {
            const Curve ring = triangle_line("", "", circle, {});
            circles.x.push_back(ring.x), circles.y.push_back(ring.y);
        }
        panel.add(std::move(circles));
    }
    for (const Line& line : lines_of(in, r))
        panel.add(triangle_line(line.id, line.label, *line.way, line.colour, line.width, line.dash));
    const auto add_times = [&](const char* id, const Flow& flow, Colour colour) {
        PointSet times{.id = id, .colours = {colour}, .size = 6};
        for (const math::Barycentric& b : flow.marks) add_to(times, b);
        if (!times.x.empty()) panel.add(std::move(times));
    };
    add_times("natural-times", r.natural, {Role::Accent});
    add_times("plain-times", r.plain, series(0));
    for (const Spot& spot : spots_of(in, r)) {
        const math::PlanePoint at = math::to_plane(spot.at);
        panel.add(point(spot.id, at, spot.colour, spot.shape(), spot.size(), spot.text));
        if (!spot.is_result())
            panel.add(handle_at("triangle-" + spot.parameter, spot.words, at,
                                MoveProbabilities{spot.parameter, {0, 1, 2}}, spot.colour));
    }
    return panel;
}

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
