// The picture in space: y, the columns' plane or a disc in it, the dropped perpendicular and the angles.
#include <tuple>

#include "viz/fragments/space.hpp"
#include "viz/labs/likelihood/projection/projection.hpp"

namespace lossfield::viz::projection {
namespace {

using Outline = std::vector<SpacePoint>;
// A place in the plane, by its coordinates along the two directions; a polygon of them.
using Flat = std::array<double, 2>;
using Polygon = std::vector<Flat>;

constexpr int rim_samples = 96;
constexpr double right = 1e-6;  // radians about 90 degrees

Place place(const SpacePoint& p) { return {p.x, p.y, p.z}; }
SpacePoint seen(const Computed& r, const Flat& c) { return c[0] * r.seen.first + c[1] * r.seen.second; }
Flat between(const Flat& a, const Flat& b, double share) {
    return {a[0] + share * (b[0] - a[0]), a[1] + share * (b[1] - a[1])};
}

// The part of a polygon of the plane's coordinates where way . c <= bound.
Polygon cut(const Polygon& polygon, const Flat& way, double bound) {
    Polygon out;
    for (std::size_t i = 0; i < polygon.size(); ++i) {
        const Flat &a = polygon[i], &b = polygon[(i + 1) % polygon.size()];
        const double u = way[0] * a[0] + way[1] * a[1] - bound, v = way[0] * b[0] + way[1] * b[1] - bound;
        if (u <= 0) out.push_back(a);
        if ((u < 0 && v > 0) || (u > 0 && v < 0)) out.push_back(between(a, b, u / (u - v)));
    }
    return out;
}

// Where the plane meets the box, in the plane's coordinates.
Polygon section(const Computed& r) {
    const double far = 4 * r.size(), slack = rounding * r.size();
    Polygon polygon{{-far, -far}, {far, -far}, {far, far}, {-far, far}};
    for (std::size_t k = 0; k < 3; ++k) {
        const double u = r.seen.first[k], v = r.seen.second[k];
        polygon = cut(polygon, {u, v}, r.box[k].high + slack);
        polygon = cut(polygon, {-u, -v}, slack - r.box[k].low);
    }
    return polygon;
}

// Squares drawn on the plane, which show how it lies.
Curve squares(const Computed& r, const Polygon& polygon) {
    constexpr double none = nan;
    Curve lines{.id = "grid", .colour = series(of_fit.index, 0.28), .width = 0.8};
    const double step = choose_ticks(ScaleKind::Linear, {0, r.size()}, 6).at(1).at;
    for (const std::size_t k : {0U, 1U}) {
        Interval reach{0, 0};
        for (const Flat& c : polygon) reach = {std::min(reach.low, c[k]), std::max(reach.high, c[k])};
        for (double at = std::ceil(reach.low / step) * step; at < reach.high; at += step) {
            // The two sides of the polygon that the line crosses.
            Polygon ends;
            for (std::size_t i = 0; i < polygon.size(); ++i) {
                const Flat &a = polygon[i], &b = polygon[(i + 1) % polygon.size()];
                if ((a[k] < at) != (b[k] < at)) ends.push_back(between(a, b, (at - a[k]) / (b[k] - a[k])));
            }
            if (ends.size() != 2) continue;
            for (const Flat& end : ends) add_to(lines, seen(r, end));
            add_to(lines, {none, none, none});
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
    const Polygon polygon = section(r);
    if (polygon.size() > 2) {
        Outline outline;
        for (const Flat& c : polygon) outline.push_back(seen(r, c));
        outline.push_back(outline.front());
        panel.add(flat_piece("plane", disc(in) ? "" : "span of the columns", outline,
                             tint(disc(in) ? 0.07 : 0.17)));
        panel.add(space_line("plane-edge", "", outline, tint(disc(in) ? 0.25 : 0.5), 1));
        if (!disc(in)) panel.add(squares(r, polygon));
    }
    if (!disc(in)) return;
    const SpacePoint a = in.radius * r.seen.first, b = in.radius * r.seen.second;
    Outline rim;
    for (int i = 0; i <= rim_samples; ++i) {
        const double angle = 2 * std::numbers::pi * i / rim_samples;
        rim.push_back(std::cos(angle) * a + std::sin(angle) * b);
    }
    panel.add(flat_piece("disc", "the convex set", rim, tint(0.22)));
    panel.add(space_line("rim", "", rim, of_fit, 1.8));
}

// A column as an arrow from the origin, no longer than the box holds.
SpacePoint shown(const Computed& r, const SpacePoint& column) {
    const double slack = rounding * r.size();
    double fits = 1;
    for (std::size_t i = 0; i < 3; ++i) {
        const Interval& side = r.box[i];
        if (column[i] > side.high + slack) fits = std::min(fits, side.high / column[i]);
        if (column[i] < side.low - slack) fits = std::min(fits, side.low / column[i]);
    }
    return fits * column;
}

// Between the rest and the way to the set's point: a square where it is right, else an arc with its degrees.
void add_foot_angle(Panel& panel, const Computed& r) {
    const auto& [foot, up, way] = std::tie(r.seen.fitted, r.seen.rest, r.seen.way);
    if (exact(r) || way.norm() < rounding * r.size()) return;
    const double angle = angle_between(up, way), size = 0.055 * r.size();
    if (std::abs(angle - std::numbers::pi / 2) < right) {
        const double side = std::min({size, 0.5 * up.norm(), 0.5 * way.norm()});
        const SpacePoint a = side * up.normalized(), b = side * way.normalized();
        panel.add(space_line("right-angle", "", {foot + b, foot + a + b, foot + a}, {Role::Ink}, 1.5));
        return;
    }
    panel.add(space_arc("angle", foot, up, way, 1.6 * size));
    panel.add(space_words("degrees", on_arc(foot, up, way, 3 * size, angle / 2),
                          fixed(angle * 180 / std::numbers::pi, 1) + "°", {Role::Ink}));
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
    if (angle < right) return;
    panel.add(space_arc("centred-angle", mean, a, b, 0.35 * least));
    panel.add(space_words("phi", on_arc(mean, a, b, 0.52 * least, angle / 2), "$φ$", {Role::Ink}));
}

void add_handles(Panel& panel, const Inputs& in, const Computed& r) {
    if (!r.orthonormal)
        panel.add(Handle{.id = "y",
                         .label = "observations",
                         .x = in.y[0],
                         .y = in.y[1],
                         .move = MoveTriple{"y"},
                         .colour = of_y,
                         .z = in.y[2]});
    if (rank_deficient(r)) return;
    const auto& [first, second, at] = std::tie(r.seen.first, r.seen.second, r.seen.inside);
    panel.add(Handle{.id = "inside",
                     .label = "point of the set",
                     .x = at.x,
                     .y = at.y,
                     .move = MoveInPlane{"inside", {0, 0, 0}, place(first), place(second)},
                     .colour = of_inside,
                     .z = at.z,
                     .glide = Glide::Plane,
                     .axis = place(first.cross(second))});
}

void add_arrows(Panel& panel, const char* id, double width,
                std::initializer_list<std::pair<SpacePoint, const char*>> tips, Colour colour) {
    Arrows arrows{.id = id, .width = width};
    for (const auto& [tip, name] : tips) add_arrow(arrows, {}, tip, colour, name);
    panel.add(std::move(arrows));
}

}  // namespace

Panel space_panel(const Inputs& in, const Computed& r) {
    const bool own = r.orthonormal;
    Panel panel{.id = "space",
                .title = own ? "in the span of the columns and $y$" : "in the space of the observations",
                .kind = PanelKind::Space,
                .cell = {0, 0, 2, 1},
                .x = {.label = own ? "along 1" : "$y_1$", .range = r.box[0]},
                .y = {.label = own ? "along $x$, centred" : "$y_2$", .range = r.box[1]},
                .z = {.label = own ? "across" : "$y_3$", .range = r.box[2]},
                .camera = own ? Camera{-62, 24, 1} : Camera{14, 20, 1},
                .height = r.box[2].length() / std::max(r.box[0].length(), r.box[1].length()),
                .equal_aspect = true};
    add_set(panel, in, r);
    const auto& [y, fitted, inside] = std::tie(r.seen.y, r.seen.fitted, r.seen.inside);
    if (!disc(in) && !in.centred)
        add_arrows(panel, "columns", 1.8, {{shown(r, r.seen.one), "1"}, {shown(r, r.seen.x), "$x$"}},
                   of_columns);
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
