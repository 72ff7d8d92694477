// The plane on which the points are dragged: the zones of the negative about the anchor, or the circle about the centre of the
// positives, and the forces.
#include "viz/labs/margins/triplet/triplet.hpp"

namespace lossfield::viz::triplet {
namespace {

constexpr double triplet_arrow = 0.25, cluster_arrow = 0.5;  // of the forces, in lengths of the plane
constexpr Colour hard_colour = series(5), semi_hard_colour = series(3);

math::PlanePoint at(const Vector& v) { return {v[0], v[1]}; }

// Of two circles the ring between them, else the disc.
Polygon ring(Polygon outer, const Polygon& inner) {
    outer.x.push_back(inner.x.front()), outer.y.push_back(inner.y.front());
    return outer;
}

void add_zones(Panel& panel, const Inputs& in) {
    const math::PlanePoint a = at(in.anchor);
    const double near = positive_radius(in), far = easy_radius(in);
    const Polygon hard = circle("hard", "hard: $d(a,n) ≤ d(a,p)$", a, near, hard_colour, 0.13);
    if (far > near)
        panel.add(
            ring(circle("semi-hard", "semi-hard: within the margin", a, far, semi_hard_colour, 0.16), hard));
    panel.add(hard);
    // Where the rings are wide enough for them; the easy zone is all the rest.
    const double height = panel.y.range->length();
    const auto name = [&](const char* id, const char* text, double radius, bool room) {
        if (room) panel.add(words_at(id, {a.x, a.y - radius}, text, Anchor::Centre, {Role::Muted}, true));
    };
    name("hard-name", "hard", 0.6 * near, near > 0.08 * height);
    name("semi-hard-name", "semi-hard", 0.5 * (near + far), far - near > 0.05 * height);
    name("easy-name", "easy", far + 0.04 * height, a.y - far > panel.y.range->low + 0.08 * height);
}

void add_ties(Panel& panel, const Inputs& in) {
    panel.add(curve("to-positive", "", {in.anchor[0], in.positive[0]}, {in.anchor[1], in.positive[1]},
                    positive_colour, 1.4));
    panel.add(curve("to-negative", "", {in.anchor[0], in.negative[0]}, {in.anchor[1], in.negative[1]},
                    negative_colour, 1.4, Dash::Dashed));
}

// The centre, its circle, and the ways to it.
void add_centre(Panel& panel, const Inputs& in, const One& r) {
    const math::PlanePoint c = at(r.clusters.centre);
    if (!without_circle(r))
        panel.add(circle("circle", "circle of radius$^2$ $‖v‖^2 - m$", c, std::sqrt(r.clusters.radius_square),
                         {Role::Ink, 0, 0.8}, 0.05));
    const Vector positives = positives_of(in), negatives = negatives_of(in);
    Curve inside = curve("inside", "", {}, {}, {Role::Muted, 0, 0.7}, 1.1), out = inside;
    out.id = "outside", out.colour = positive_colour, out.width = 2;
    PointSet glow{.id = "active", .colours = {{Role::Accent}}, .shape = PointShape::Ring, .size = 15};
    for (std::size_t i = 0; 2 * i < positives.size(); ++i) {
        Curve& line = r.clusters.active[i] ? out : inside;
        line.x.insert(line.x.end(), {c.x, positives[2 * i], nan});
        line.y.insert(line.y.end(), {c.y, positives[2 * i + 1], nan});
        if (r.clusters.active[i]) glow.x.push_back(positives[2 * i]), glow.y.push_back(positives[2 * i + 1]);
    }
    for (Curve* line : {&inside, &out})
        if (!line->x.empty()) panel.add(std::move(*line));
    const std::size_t n = 2 * r.clusters.nearest;
    panel.add(curve("to-nearest", "", {c.x, negatives[n]}, {c.y, negatives[n + 1]}, negative_colour, 1.6,
                    Dash::Dashed));
    if (!glow.x.empty())
        panel.add(labelled(std::move(glow), without_circle(r) ? "active" : "outside of the circle: active"));
    panel.add(point("centre", c, {Role::Ink}, PointShape::Cross, 12, "$c$"));
}

void add_forces(Panel& panel, const Inputs& in, const One& r) {
    Arrows forces{.id = "forces", .width = 2.2};
    const double scale = in.clusters() ? cluster_arrow : triplet_arrow;
    forces.label = in.clusters() ? "force $-∇L$, halved" : "force $-∇L$, a quarter";
    forces.colours = {{Role::Accent}};
    const auto add = [&](const Vector& points, const Vector& gradient) {
        for (std::size_t i = 0; i < points.size(); i += 2) {
            if (gradient[i] == 0 && gradient[i + 1] == 0) continue;
            forces.x.push_back(points[i]), forces.y.push_back(points[i + 1]);
            forces.u.push_back(-scale * gradient[i]), forces.v.push_back(-scale * gradient[i + 1]);
        }
    };
    if (in.clusters()) {
        add(positives_of(in), r.clusters.by_positives), add(negatives_of(in), r.clusters.by_negatives);
    } else {
        add(in.anchor, r.triplet.by_anchor), add(in.positive, r.triplet.by_positive);
        add(in.negative, r.triplet.by_negative);
    }
    if (!forces.x.empty()) panel.add(std::move(forces));
}

void add_points(Panel& panel, const Inputs& in) {
    PointSet others{.id = "others", .size = 7};
    std::array<int, 2> numbers{2, 1};  // a and p are the first positives, n is the first negative
    const double opacity = in.clusters() ? 1 : 0.6;  // the triplet does not see them
    for (std::size_t i = 0; i < in.others.size(); ++i) {
        const DataPoint& p = in.others[i];
        const bool negative = class_of(p, side_labels) == 1;
        Colour colour = negative ? negative_colour : positive_colour;
        others.x.push_back(p.x), others.y.push_back(p.y);
        others.shapes.push_back(negative ? PointShape::Square : PointShape::Disc);
        panel.add(Handle{fmt::format("others-{}", i + 1), fmt::format("{} {}", p.label, i + 1), p.x, p.y,
                         MovePoint{"others", i}, colour});
        others.texts.push_back(
            fmt::format("${}_{{{}}}$", negative ? "n" : "z", ++numbers.at(negative ? 1 : 0)));
        colour.opacity = opacity;
        others.colours.push_back(colour);
    }
    if (!in.others.empty()) panel.add(std::move(others));
    panel.add(point("anchor", at(in.anchor), positive_colour, PointShape::Diamond, 13, "$a$"));
    panel.add(point("positive", at(in.positive), positive_colour, PointShape::Disc, 10, "$p$"));
    panel.add(point("negative", at(in.negative), negative_colour, PointShape::Square, 9, "$n$"));
    panel.add(handle_at("anchor", "anchor", at(in.anchor), MovePair{"anchor"}, positive_colour,
                        HandleShape::Diamond));
    panel.add(handle_at("positive", "positive", at(in.positive), MovePair{"positive"}, positive_colour));
    panel.add(handle_at("negative", "negative", at(in.negative), MovePair{"negative"}, negative_colour));
}

}  // namespace

double positive_radius(const Inputs& in) { return math::distance(at(in.anchor), at(in.positive)); }

double easy_radius(const Inputs& in) {
    const double near = positive_radius(in);
    return in.squared() ? std::sqrt(near * near + in.margin) : near + in.margin;
}

Panel plane_panel(const Inputs& in, const One& r) {
    Panel panel{.id = "plane", .cell = {0, 0, 2, 1}};
    panel.title = in.clusters() ? "two clusters: circle and forces" : "zones of the negative and forces";
    panel.x = {.label = "$x$", .range = r.range.x}, panel.y = {.label = "$y$", .range = r.range.y};
    panel.equal_aspect = true;
    if (in.clusters())
        add_centre(panel, in, r);
    else
        add_zones(panel, in), add_ties(panel, in);
    add_points(panel, in);
    add_forces(panel, in, r);
    return panel;
}

}  // namespace lossfield::viz::triplet
