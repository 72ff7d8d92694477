// The picture in space: y, the columns' plane or a disc in it, the dropped perpendicular.
#include <fmt/format.h>

#include <Eigen/Geometry>
#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

#include "viz/fragments/space.hpp"
#include "viz/geometry/scale.hpp"
#include "viz/labs/likelihood/projection/projection.hpp"

namespace lossfield::viz::projection {
namespace {

using Eigen::Vector2d;
using Vector3d = SpacePoint;

constexpr int rim_samples = 96;

Place place(const Vector3d& p) { return {p[0], p[1], p[2]}; }

// The part of a polygon of the plane's coordinates where way . c <= bound.
std::vector<Vector2d> cut(const std::vector<Vector2d>& polygon, const Vector2d& way, double bound) {
    std::vector<Vector2d> out;
    for (std::size_t i = 0; i < polygon.size(); ++i) {
        const Vector2d &a = polygon[i], &b = polygon[(i + 1) % polygon.size()];
        const double u = way.dot(a) - bound, v = way.dot(b) - bound;
        if (u <= 0) out.push_back(a);
        if ((u < 0 && v > 0) || (u > 0 && v < 0)) out.push_back(a + u / (u - v) * (b - a));
    }
    return out;
}

// Where the plane meets the box, in the plane's coordinates.
std::vector<Vector2d> section(const Computed& r) {
    const Eigen::Matrix<double, 3, 2> directions = r.axes * r.basis;
    const double far = 4 * size_of(r), slack = rounding * size_of(r);
    std::vector<Vector2d> polygon{{-far, -far}, {far, -far}, {far, far}, {-far, far}};
    for (int k = 0; k < 3; ++k) {
        const Interval& side = r.box[static_cast<std::size_t>(k)];
        polygon = cut(polygon, directions.row(k), side.high + slack);
        polygon = cut(polygon, -directions.row(k), slack - side.low);
    }
    return polygon;
}

// Squares drawn on the plane, which show how it lies.
Curve squares(const Computed& r, const std::vector<Vector2d>& polygon) {
    const Eigen::Matrix<double, 3, 2> directions = r.axes * r.basis;
    auto lines = named<Curve>("grid");
    lines.colour = {of_fit.role, of_fit.index, 0.28};
    lines.width = 0.8;
    const double step = choose_ticks(ScaleKind::Linear, {0, size_of(r)}, 6).at(1).at;
    for (const int k : {0, 1}) {
        Interval reach{0, 0};
        for (const Vector2d& c : polygon) reach = {std::min(reach.low, c[k]), std::max(reach.high, c[k])};
        for (double at = std::ceil(reach.low / step) * step; at < reach.high; at += step) {
            // The two sides of the polygon that the line crosses.
            std::vector<Vector2d> ends;
            for (std::size_t i = 0; i < polygon.size(); ++i) {
                const Vector2d &a = polygon[i], &b = polygon[(i + 1) % polygon.size()];
                if ((a[k] < at) != (b[k] < at)) ends.push_back(a + (at - a[k]) / (b[k] - a[k]) * (b - a));
            }
            if (ends.size() != 2) continue;
            for (const Vector2d& end : ends) add_to(lines, directions * end);
            add_to(lines, Vector3d::Constant(std::numeric_limits<double>::quiet_NaN()));
        }
    }
    return lines;
}

std::vector<Vector3d> closed(const Computed& r, const std::vector<Vector2d>& polygon) {
    std::vector<Vector3d> outline;
    for (const Vector2d& c : polygon) outline.push_back(r.axes * r.basis * c);
    outline.push_back(outline.front());
    return outline;
}

std::vector<Vector3d> rim(const Computed& r, double radius) {
    const Eigen::Matrix<double, 3, 2> directions = r.axes * r.basis;
    std::vector<Vector3d> outline;
    for (int i = 0; i <= rim_samples; ++i) {
        const double angle = 2 * std::numbers::pi * i / rim_samples;
        outline.push_back(radius * (directions * Vector2d(std::cos(angle), std::sin(angle))));
    }
    return outline;
}

void add_set(Panel& panel, const Inputs& in, const Computed& r) {
    if (rank_deficient(r)) {
        const Vector3d along = r.seen(r.basis.col(0));
        const double end = disc(in) ? in.radius : 0.5 * size_of(r);
        panel.add(space_line("line", disc(in) ? "segment" : "span of the columns",
                             {-end * along, end * along}, of_fit, 3));
        return;
    }
    const std::vector<Vector2d> polygon = section(r);
    if (polygon.size() > 2) {
        const std::vector<Vector3d> outline = closed(r, polygon);
        panel.add(flat_piece("plane", disc(in) ? "" : "span of the columns", outline,
                             {of_fit.role, of_fit.index, disc(in) ? 0.07 : 0.17}));
        panel.add(
            space_line("plane-edge", "", outline, {of_fit.role, of_fit.index, disc(in) ? 0.25 : 0.5}, 1));
    }
    if (!disc(in)) {
        if (polygon.size() > 2) panel.add(squares(r, polygon));
        return;
    }
    panel.add(flat_piece("disc", "the convex set", rim(r, in.radius), {of_fit.role, of_fit.index, 0.22}));
    panel.add(space_line("rim", "", rim(r, in.radius), of_fit, 1.8));
}

// A column as an arrow from the origin, no longer than the box holds.
Vector3d shown_column(const Computed& r, Eigen::Index k) {
    Vector3d tip = r.seen(r.columns.col(k));
    double fits = 1;
    for (int i = 0; i < 3; ++i) {
        const Interval& side = r.box[static_cast<std::size_t>(i)];
        const double slack = rounding * size_of(r);
        if (tip[i] > side.high + slack) fits = std::min(fits, side.high / tip[i]);
        if (tip[i] < side.low - slack) fits = std::min(fits, side.low / tip[i]);
    }
    return fits * tip;
}

void add_handles(Panel& panel, const Inputs& in, const Computed& r) {
    if (!r.orthonormal) {
        Handle y{"y", "observations", in.y[0], in.y[1], MoveTriple{"y"}, of_y};
        y.z = in.y[2];
        panel.add(std::move(y));
    }
    if (rank_deficient(r)) return;
    const Vector3d first = r.seen(r.basis.col(0)), second = r.seen(r.basis.col(1)), at = r.seen(r.inside);
    Handle inside{"inside",
                  "point of the set",
                  at[0],
                  at[1],
                  MoveInPlane{"inside", {0, 0, 0}, place(first), place(second)},
                  of_inside};
    inside.z = at[2];
    inside.glide = Glide::Plane;
    inside.axis = place(first.cross(second));
    panel.add(std::move(inside));
}

}  // namespace

Panel space_panel(const Inputs& in, const Computed& r) {
    Panel panel{
        .id = "space",
        .title = r.orthonormal ? "in the span of the columns and $y$" : "in the space of the observations",
        .kind = PanelKind::Space,
        .cell = {0, 0, 2, 1}};
    panel.camera = r.orthonormal ? Camera{-62, 24, 1} : Camera{14, 20, 1};
    panel.x.range = r.box[0], panel.y.range = r.box[1], panel.z.range = r.box[2];
    panel.equal_aspect = true;
    panel.height = r.box[2].length() / std::max(r.box[0].length(), r.box[1].length());
    panel.x.label = r.orthonormal ? "along 1" : "$y_1$";
    panel.y.label = r.orthonormal ? "along $x$, centred" : "$y_2$";
    panel.z.label = r.orthonormal ? "across" : "$y_3$";
    add_set(panel, in, r);
    const Vector3d y = r.seen(r.y), fitted = r.seen(r.fitted), origin = Vector3d::Zero();
    if (!disc(in) && !in.centred) {
        auto columns = named<Arrows>("columns");
        columns.width = 1.8;
        add_arrow(columns, origin, shown_column(r, 0), of_columns, "1");
        add_arrow(columns, origin, shown_column(r, 1), of_columns, "$x$");
        panel.add(std::move(columns));
    }
    auto fit = named<Arrows>("fit");
    fit.width = 2.6;
    add_arrow(fit, origin, fitted, of_fit, "");
    panel.add(std::move(fit));
    auto arrow = named<Arrows>("y");
    arrow.width = 2.6;
    add_arrow(arrow, origin, y, of_y, "$y$");
    panel.add(std::move(arrow));
    if (!exact(r)) {
        panel.add(space_line("rest", "$y - ŷ$", {y, fitted}, of_rest, 2.4));
        // Beyond the foot, where the angle is not.
        const Vector3d beyond = fitted - 0.05 * size_of(r) * (y - fitted).normalized();
        panel.add(space_words("foot-name", beyond, "$ŷ$", of_fit));
    }
    if (in.centred && !disc(in)) {
        add_mean_angle(panel, r);
    } else {
        const Vector3d inside = r.seen(r.inside);
        panel.add(space_line("way", "$s - ŷ$", {fitted, inside}, {of_inside.role, of_inside.index, 0.8}, 1.4,
                             Dash::Dashed));
        panel.add(space_point("inside", inside, of_inside, PointShape::Disc, 8, "$s$"));
    }
    add_foot_angle(panel, r);
    panel.add(space_point("foot", fitted, of_fit, PointShape::Disc, 6, ""));
    panel.add(space_point("tip", y, of_y, PointShape::Ring, 10, ""));
    add_handles(panel, in, r);
    return panel;
}

}  // namespace lossfield::viz::projection
