// The surface and its contour map: two panels with the same things lying on them.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "viz/fragments/named.hpp"
#include "viz/geometry/scale.hpp"
#include "viz/labs/classification/loss_surfaces/loss_surfaces.hpp"
#include "viz/text/numbers.hpp"

namespace lossfield::viz::loss_surfaces {
namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();
constexpr double model_side = 0.42;  // of the local model's patch, of the map's sides
constexpr std::size_t model_nodes = 129;
constexpr std::size_t most_dots = 250;  // of a path whose steps are marked
constexpr double log_decades = 1e-8;    // a logarithmic height shows no more than these

Axis axis_of(const Inputs& in, std::size_t k) {
    const std::string symbol = coordinates(in)[k];
    if (!over_logits(in)) return {(k == 0 ? "slope " : "intercept ") + symbol};
    return {"logit " + symbol + (in.target == static_cast<int>(k) + 1 ? " (target)" : "")};
}

// How loss becomes height and colour.
struct Heights {
    ScaleKind scale = ScaleKind::Linear;
    Interval range{};
    ColourScale colours{};
    std::optional<double> cut;
};

Heights heights_of(const Inputs& in, const Computed& r) {
    Heights h;
    h.range = r.range;
    if (!(h.range.high > h.range.low)) h.range.high = h.range.low + std::max(1e-12, std::abs(h.range.low));
    h.cut = cut_of(in, r);
    if (h.cut) h.range.high = *h.cut;
    if (in.height == "logarithmic") {
        h.scale = h.range.low > 0 ? ScaleKind::Log : ScaleKind::Symlog;
        if (h.scale == ScaleKind::Log) h.range.low = std::max(h.range.low, h.range.high * log_decades);
    }
    h.colours.low = h.range.low, h.colours.high = h.range.high;
    h.colours.logarithmic = h.scale == ScaleKind::Log;
    return h;
}

Vector first(const Vector& v, std::size_t n) {
    return {v.begin(), v.begin() + static_cast<std::ptrdiff_t>(std::min(n, v.size()))};
}

// The path up to the shown step, the rest of it faint, and the ball.
void add_path(Marks& marks, const Computed& r, const View& view) {
    const std::size_t step = shown_step(r, view);
    if (step < r.path.last()) {
        auto rest = named<Curve>("path-ahead");
        rest.x.assign(r.path.x.begin() + static_cast<std::ptrdiff_t>(step), r.path.x.end());
        rest.y.assign(r.path.y.begin() + static_cast<std::ptrdiff_t>(step), r.path.y.end());
        rest.colour = {Role::Accent, 0, 0.35};
        marks.push_back(std::move(rest));
    }
    auto path = named<Curve>("path");
    path.x = first(r.path.x, step + 1), path.y = first(r.path.y, step + 1);
    path.colour = {Role::Accent};
    path.width = 2.4;
    if (step <= most_dots) {
        auto dots = named<PointSet>("steps");
        dots.x = path.x, dots.y = path.y;
        dots.size = 4;
        dots.colours = {{Role::Accent}};
        marks.push_back(std::move(dots));
    }
    marks.push_back(std::move(path));
    auto ball = named<PointSet>("ball");
    ball.x = {r.path.x[step]}, ball.y = {r.path.y[step]};
    ball.colours = {{Role::Accent}};
    ball.size = 9;
    marks.push_back(std::move(ball));
}

// Where the path leaves the map, if it has left for good.
void add_leaving(Marks& marks, const Inputs& in, const Computed& r) {
    if (!r.path.diverged || !r.path.outside || *r.path.outside == 0) return;
    const std::size_t k = *r.path.outside;
    const double ax = r.path.x[k - 1], ay = r.path.y[k - 1];
    const double dx = r.path.x[k] - ax, dy = r.path.y[k] - ay;
    double f = 1;
    const auto until = [&](double p, double d, const Interval& side) {
        if (p + d > side.high) f = std::min(f, (side.high - p) / d);
        if (p + d < side.low) f = std::min(f, (side.low - p) / d);
    };
    until(ax, dx, in.domain.x);
    until(ay, dy, in.domain.y);
    auto leaves = named<PointSet>("leaves");
    leaves.x = {ax + f * dx}, leaves.y = {ay + f * dy};
    leaves.shape = PointShape::Cross;
    leaves.size = 12;
    leaves.colours = {{Role::Warning}};
    marks.push_back(leaves);
    // Inwards of the cross, which stands at the map's edge.
    const bool right = leaves.x[0] > 0.5 * (in.domain.x.low + in.domain.x.high);
    auto said = named<TextMark>("leaves-at");
    said.x = leaves.x[0] + (right ? -0.03 : 0.03) * in.domain.x.length();
    const bool high = leaves.y[0] > 0.5 * (in.domain.y.low + in.domain.y.high);
    said.y = leaves.y[0] + (high ? -0.05 : 0.05) * in.domain.y.length();
    said.text = fmt::format("leaves at step {}", k);
    said.anchor = right ? Anchor::Right : Anchor::Left;
    said.colour = {Role::Warning};
    said.optional = true;
    marks.push_back(std::move(said));
}

void add_curvature(Marks& marks, const Inputs& in, const Computed& r) {
    if (!in.curvature_directions) return;
    const auto [c, s] = r.curvature.direction;
    const double half = 0.16 * std::min(in.domain.x.length(), in.domain.y.length());
    const auto add = [&](const char* id, const char* name, double value, double u, double v, Dash dash) {
        auto line = named<Curve>(id, fmt::format("{} curvature {}", name, readable(value, 3)));
        for (int i = -20; i <= 20; ++i) {
            line.x.push_back(r.at[0] + half * i / 20 * u);
            line.y.push_back(r.at[1] + half * i / 20 * v);
        }
        line.colour = {Role::Ink};
        line.width = 2;
        line.dash = dash;
        marks.push_back(std::move(line));
    };
    add("largest-curvature", "largest", r.curvature.largest, c, s, Dash::Solid);
    add("smallest-curvature", "smallest", r.curvature.smallest, -s, c, Dash::Dotted);
}

void add_crosshair_point(Marks& marks, const std::array<double, 2>& at) {
    auto cross = named<PointSet>("pointer");
    cross.x = {at[0]}, cross.y = {at[1]};
    cross.shape = PointShape::Cross;
    cross.size = 9;
    cross.colours = {{Role::Ink}};
    marks.push_back(std::move(cross));
}

PointSet point_mark(const Computed& r, bool told) {
    auto point = named<PointSet>("point");
    point.x = {r.at[0]}, point.y = {r.at[1]};
    point.shape = PointShape::Ring;
    point.size = 12;
    if (told) point.texts = {"$L$ = " + readable(r.model.value, 4)};
    return point;
}

bool shows_model(const Inputs& in) { return in.local_model != "none"; }

// Tangent plane or bowl over a patch around the point as far as it stays in the box, one translucent colour.
Surface local_model(const Inputs& in, const Computed& r, Interval heights) {
    const double x = 0.5 * model_side * in.domain.x.length(), y = 0.5 * model_side * in.domain.y.length();
    math::LocalModel model = r.model;
    if (in.local_model == "tangent-plane") model.hessian = {};
    auto surface =
        named<Surface>("local-model", in.local_model == "tangent-plane" ? "tangent plane" : "quadratic bowl");
    surface.field = sample_grid({{r.at[0] - x, r.at[0] + x}, {r.at[1] - y, r.at[1] + y}}, model_nodes,
                                model_nodes, [&](double a, double b) {
                                    const double v = model.at(a - r.at[0], b - r.at[1]);
                                    return heights.contains(v) ? v : nan;
                                });
    surface.colour = Colour{Role::Accent, 0, 0.4};
    surface.lines = false;
    return surface;
}

// Where the bowl is lowest: Newton's next point. Nothing where the model has no minimum.
std::optional<std::array<double, 2>> newton_point(const Computed& r) {
    const auto& [xx, xy, yy] = r.model.hessian;
    if (!(r.curvature.smallest > 1e-12 * r.curvature.largest)) return std::nullopt;
    const double determinant = xx * yy - xy * xy;
    const auto& g = r.model.gradient;
    return std::array{r.at[0] - (yy * g[0] - xy * g[1]) / determinant,
                      r.at[1] - (xx * g[1] - xy * g[0]) / determinant};
}

}  // namespace

Panel surface_panel(const Inputs& in, const Computed& r, const View& view) {
    const Heights h = heights_of(in, r);
    Panel panel{.id = "surface", .title = r.main.name + " surface", .kind = PanelKind::Space};
    panel.x = axis_of(in, 0), panel.y = axis_of(in, 1);
    panel.x.range = in.domain.x, panel.y.range = in.domain.y;
    panel.z.label = "loss $L$";
    panel.z.scale = h.scale;
    panel.z.range = round_range(h.scale, h.range);
    panel.height = 0.5;
    // Into a bowl one looks from higher up than onto a slope.
    panel.camera.elevation = over_logits(in) ? 27 : 38;
    auto surface = named<Surface>("loss");
    surface.field = r.field;
    surface.scale = h.colours;
    surface.levels.exactly = r.levels;
    surface.lines = in.contours && !r.levels.empty();
    surface.cut = h.cut;
    panel.add(std::move(surface));
    if (shows_model(in)) panel.add(local_model(in, r, *panel.z.range));
    add_curvature(panel.marks, in, r);
    for (Mark& m : panel.marks)
        if (auto* line = std::get_if<Curve>(&m)) line->label.clear();
    add_path(panel.marks, r, view);
    if (const auto at = pointed(r, view)) add_crosshair_point(panel.marks, *at);
    panel.add(point_mark(r, false));
    return panel;
}

Panel map_panel(const Inputs& in, const Computed& r, const View& view) {
    const Heights h = heights_of(in, r);
    Panel panel{.id = "map", .title = "contours"};
    if (in.field) panel.title += ", $-∇L$";
    panel.x = axis_of(in, 0), panel.y = axis_of(in, 1);
    panel.x.range = in.domain.x, panel.y.range = in.domain.y;
    panel.equal_aspect = true;  // descent crosses the contours at right angles
    panel.colour_bar = ColourBar{"loss $L$", h.colours, {}};
    auto loss = named<Contours>("loss");
    loss.field = r.field;
    loss.levels.exactly = r.levels;
    loss.scale = h.colours;
    loss.lines = in.contours;
    loss.labels = in.contour_labels;
    panel.add(std::move(loss));
    if (in.field) {
        panel.add(Arrows{.id = "field",
                         .x = r.arrows_x,
                         .y = r.arrows_y,
                         .u = r.arrows_u,
                         .v = r.arrows_v,
                         .length = ArrowLength::Uniform,
                         .pixels = 13,
                         .colours = {{Role::Ink, 0, 0.55}},
                         .width = 1});
    }
    if (r.overlay && in.contours && !r.overlay_levels.empty()) {
        auto second = named<Contours>("overlay", r.overlay->name);
        second.field = r.overlay_field;
        second.levels.exactly = r.overlay_levels;
        second.filled = false, second.labels = false;
        second.line_colour = series(5);
        second.line_width = 1.5;
        second.dash = Dash::Dashed;
        panel.add(std::move(second));
    }
    add_curvature(panel.marks, in, r);
    if (in.local_model == "quadratic-bowl")
        if (const auto newton = newton_point(r)) {
            panel.add(PointSet{.id = "newton",
                               .label = "minimum of the bowl",
                               .x = {(*newton)[0]},
                               .y = {(*newton)[1]},
                               .colours = {{Role::Ink}},
                               .shape = PointShape::Diamond,
                               .size = 10});
        }
    add_path(panel.marks, r, view);
    add_leaving(panel.marks, in, r);
    if (const auto at = pointed(r, view)) {
        for (const bool vertical : {true, false}) {
            panel.add(viz::Rule{.id = vertical ? "pointer-x" : "pointer-y",
                                .at = (*at)[vertical ? 0 : 1],
                                .vertical = vertical,
                                .dash = Dash::Dotted});
        }
    }
    panel.add(point_mark(r, true));
    panel.add(Handle{"point", over_logits(in) ? "logits" : "slope and intercept", r.at[0], r.at[1],
                     MovePair{over_logits(in) ? "point" : "line", 0, 1}});
    return panel;
}

}  // namespace lossfield::viz::loss_surfaces
