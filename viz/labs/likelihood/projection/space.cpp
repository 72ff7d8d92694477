// The picture in space: y, the columns' plane or a disc in it, the dropped perpendicular and the angles.
#include <tuple>

#include "math/numerics/plane_section.hpp"
#include "viz/fragments/space.hpp"
#include "viz/labs/likelihood/projection/projection.hpp"

namespace lossfield::viz::projection {
namespace {

using Outline = std::vector<SpacePoint>;

constexpr int rim_samples = 96;
constexpr double no_angle = 1e-6;  // radians

Place place(const SpacePoint& p) { return {p.x, p.y, p.z}; }

// A place of the plane, by its coordinates along the two directions.
SpacePoint seen(const Computed& r, const math::PlanePoint& c) {
    return c.x * r.seen.first + c.y * r.seen.second;
}

// The box, wider by some slack on all sides.
math::SpaceBox walls(const Computed& r, double slack) {
    return {{r.box[0].low - slack, r.box[1].low - slack, r.box[2].low - slack},
            {r.box[0].high + slack, r.box[1].high + slack, r.box[2].high + slack}};
}

// Squares drawn on the plane, which show how it lies.
Curve squares(const Computed& r, const math::PlanePolygon& polygon) {
    Curve lines{.id = "grid", .colour = series(of_fit.index, 0.28), .width = 0.8};
    const double step = choose_ticks(ScaleKind::Linear, {0, r.size()}, 6).at(1).at;
    for (const std::size_t k : {0U, 1U}) {
        Interval reach{0, 0};
        for (const auto& c : polygon) reach = holding(reach, c[k]);
        for (double at = std::ceil(reach.low / step) * step; at < reach.high; at += step) {
            const math::PlanePolygon ends = math::crossings(polygon, k, at);
            if (ends.size() != 2) continue;
            for (const auto& end : ends) add_to(lines, seen(r, end));
            add_to(lines, {nan, nan, nan});
        }
    }
    return lines;
}

void add_set(Panel& panel, const Inputs& in, const Computed& r) {
    const auto tint = [](double opacity) { return series(of_fit.index, opacity); };
    if (rank_deficient(r)) {
        const SpacePoint tip = (disc(in) ? in.radius : 0.5 * r.size()) * r.seen.first;
        panel.add(space_line("line", disc(in) ? "segment" : "span of the columns", {-tip, tip}, of_fit, 3));
        return;
    }
    const double slack = rounding * r.size();
    const auto polygon = math::section(r.seen.first, r.seen.second, walls(r, slack), 4 * r.size());
    if (polygon.size() > 2) {
        Outline outline;
        for (const auto& c : polygon) outline.push_back(seen(r, c));
        outline.push_back(outline.front());
        panel.add(flat_piece("plane", disc(in) ? "" : "span of the columns", outline,
                             tint(disc(in) ? 0.07 : 0.17)));
        panel.add(space_line("plane-edge", "", outline, tint(disc(in) ? 0.25 : 0.5), 1));
        if (!disc(in)) panel.add(squares(r, polygon));
    }
    if (!disc(in)) return;
    Outline rim;
    for (int i = 0; i <= rim_samples; ++i) {
        const double angle = 2 * std::numbers::pi * i / rim_samples;
        rim.push_back(std::cos(angle) * (in.radius * r.seen.first) +
                      std::sin(angle) * (in.radius * r.seen.second));
    }
    panel.add(flat_piece("disc", "the convex set", rim, tint(0.22)));
    panel.add(space_line("rim", "", rim, of_fit, 1.8));
}

// Between the rest and the way to the set's point: a square where it is right, else an arc with its degrees.
void add_foot_angle(Panel& panel, const Computed& r) {
    const auto& [foot, up, way] = std::tie(r.seen.fitted, r.seen.rest, r.seen.way);
    if (exact(r) || way.norm() < rounding * r.size()) return;
    const double angle = angle_between(up, way), size = 0.055 * r.size();
    if (right_angled(r)) {
        const double side = std::min({size, 0.5 * up.norm(), 0.5 * way.norm()});
        const SpacePoint a = side * up.normalized(), b = side * way.normalized();
        panel.add(space_line("right-angle", "", {foot + b, foot + a + b, foot + a}, {Role::Ink}, 1.5));
        return;
    }
    panel.add(space_arc("angle", foot, up, way, 1.6 * size));
    panel.add(space_words("degrees", on_arc(foot, up, way, 3 * size, angle / 2),
                          fixed(degrees(angle), 1) + "°", {Role::Ink}));
}

// Of y and its projection as seen from the mean: its squared cosine is R^2.
void add_mean_angle(Panel& panel, const Computed& r) {
    const SpacePoint mean = r.seen.mean, a = r.seen.fitted - mean, b = r.seen.y - mean;
    Arrows arrows{.id = "centred", .label = "from the mean", .width = 1.6};
    add_arrow(arrows, mean, r.seen.y, {Role::Ink, 0, 0.7}, "");
    add_arrow(arrows, mean, r.seen.fitted, {Role::Ink, 0, 0.7}, "");
    panel.add(std::move(arrows));
    const double least = std::min(a.norm(), b.norm());
    if (least < rounding * r.size()) return;
    const double angle = angle_between(a, b);
    if (angle < no_angle) return;
    panel.add(space_arc("centred-angle", mean, a, b, 0.35 * least));
    panel.add(space_words("phi", on_arc(mean, a, b, 0.52 * least, angle / 2), "$φ$", {Role::Ink}));
}

void add_handles(Panel& panel, const Inputs& in, const Computed& r) {
    if (!r.orthonormal)
        panel.add(
            Handle{"y", "observations", in.y[0], in.y[1], MoveTriple{"y"}, of_y, HandleShape::Disc, in.y[2]});
    if (rank_deficient(r)) return;
    const auto& [first, second, at] = std::tie(r.seen.first, r.seen.second, r.seen.inside);
    const MoveInPlane move{"inside", {0, 0, 0}, place(first), place(second)};
    panel.add(Handle{"inside", "point of the set", at.x, at.y, move, of_inside, HandleShape::Disc, at.z,
                     Glide::Plane, place(first.cross(second))});
}

void add_arrows(Panel& panel, const char* id, double width,
                std::initializer_list<std::pair<SpacePoint, const char*>> tips, Colour colour) {
    Arrows arrows{.id = id, .width = width};
    for (const auto& [tip, name] : tips) add_arrow(arrows, {}, tip, colour, name);
    panel.add(std::move(arrows));
}

}  // namespace

bool right_angled(const Computed& r) {
    return std::abs(angle_between(r.seen.rest, r.seen.way) - std::numbers::pi / 2) < no_angle;
}

Panel space_panel(const Inputs& in, const Computed& r) {
    const bool own = r.orthonormal;
    Panel panel{.id = "space", .kind = PanelKind::Space, .cell = {0, 0, 2, 1}, .equal_aspect = true};
    panel.title = own ? "in the span of the columns and $y$" : "in the space of the observations";
    panel.x = {.label = own ? "along ones" : "$y_1$", .range = r.box[0]};
    panel.y = {.label = own ? "along $x$, centred" : "$y_2$", .range = r.box[1]};
    panel.z = {.label = own ? "across" : "$y_3$", .range = r.box[2]};
    panel.camera = own ? Camera{-62, 24, 1} : Camera{14, 20, 1};
    panel.height = r.box[2].length() / std::max(r.box[0].length(), r.box[1].length());
    add_set(panel, in, r);
    const auto& [y, fitted, inside] = std::tie(r.seen.y, r.seen.fitted, r.seen.inside);
    // Columns end where the box does.
    const auto shown = [&](const SpacePoint& column) {
        return math::share_inside(column, walls(r, 0), rounding * r.size()) * column;
    };
    if (!disc(in) && !in.centred)
        add_arrows(panel, "columns", 1.8, {{shown(r.seen.one), "1"}, {shown(r.seen.x), "$x$"}}, of_columns);
    add_arrows(panel, "fit", 2.6, {{fitted, ""}}, of_fit);
    add_arrows(panel, "y", 2.6, {{y, "$y$"}}, of_y);
    if (!exact(r)) {
        panel.add(space_line("rest", "$y - ŷ$", {y, fitted}, of_rest, 2.4));
        // Beyond the foot, where the angle is not.
        const SpacePoint beyond = fitted - 0.05 * r.size() * (y - fitted).normalized();
        panel.add(space_words("foot-name", beyond, "$ŷ$", of_fit));
    }
    if (in.centred && !disc(in)) {
        add_mean_angle(panel, r);
    } else {
        panel.add(
            space_line("way", "$s - ŷ$", {fitted, inside}, series(of_inside.index, 0.8), 1.4, Dash::Dashed));
        panel.add(space_point("inside", inside, of_inside, PointShape::Disc, 8, "$s$"));
    }
    add_foot_angle(panel, r);
    panel.add(space_point("foot", fitted, of_fit, PointShape::Disc, 6, ""));
    panel.add(space_point("tip", y, of_y, PointShape::Ring, 10, ""));
    add_handles(panel, in, r);
    return panel;
}

}  // namespace lossfield::viz::projection
