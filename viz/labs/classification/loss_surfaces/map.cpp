// The surface and its contour map: two panels with the same things lying on them.
#include "viz/labs/classification/loss_surfaces/loss_surfaces.hpp"

namespace lossfield::viz::loss_surfaces {
namespace {

constexpr double model_side = 0.42;  // of the local model's patch, of the map's sides
constexpr std::size_t model_nodes = 129;
constexpr std::size_t most_dots = 250;  // of a path whose steps are marked
constexpr double log_decades = 1e-8;    // a logarithmic height shows no more than these

Axis x_axis(const Inputs& in) {
    if (in.over != Over::Logits) return {.label = "slope $w$", .range = in.domain.x};
    return {.label = in.target == 1 ? "logit $z_1$ (target)" : "logit $z_1$", .range = in.domain.x};
}

Axis y_axis(const Inputs& in) {
    if (in.over != Over::Logits) return {.label = "intercept $b$", .range = in.domain.y};
    return {.label = in.target == 2 ? "logit $z_2$ (target)" : "logit $z_2$", .range = in.domain.y};
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
    if (in.height == Height::Logarithmic) {
        h.scale = h.range.low > 0 ? ScaleKind::Log : ScaleKind::Symlog;
        if (h.scale == ScaleKind::Log) h.range.low = std::max(h.range.low, h.range.high * log_decades);
    }
    h.colours.low = h.range.low, h.colours.high = h.range.high;
    h.colours.logarithmic = h.scale == ScaleKind::Log;
    return h;
}

// The path up to the shown step, the rest of it faint, and the ball.
void add_path(Panel& panel, const Computed& r, const View& view) {
    const auto step = static_cast<std::ptrdiff_t>(shown_step(r, view));
    const auto x = r.path.x.begin(), y = r.path.y.begin();
    if (x + step + 1 < r.path.x.end())
        panel.add(curve("path-ahead", "", {x + step, r.path.x.end()}, {y + step, r.path.y.end()},
                        {Role::Accent, 0, 0.35}));
    const Curve path = curve("path", "", {x, x + step + 1}, {y, y + step + 1}, {Role::Accent}, 2.4);
    if (path.x.size() <= most_dots + 1)
        panel.add(PointSet{.id = "steps", .x = path.x, .y = path.y, .colours = {{Role::Accent}}, .size = 4});
    panel.add(path);
    panel.add(point("ball", path.x.back(), path.y.back(), {Role::Accent}, PointShape::Disc, 9));
}

// Where the path leaves the map, if it has left for good.
void add_leaving(Panel& panel, const Inputs& in, const Computed& r) {
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
    const double x = ax + f * dx, y = ay + f * dy;
    panel.add(point("leaves", x, y, {Role::Warning}, PointShape::Cross, 12));
    // Inwards of the cross, which stands at the map's edge.
    const bool right = x > 0.5 * (in.domain.x.low + in.domain.x.high);
    const bool high = y > 0.5 * (in.domain.y.low + in.domain.y.high);
    panel.add(TextMark{.id = "leaves-at",
                       .x = x + (right ? -0.03 : 0.03) * in.domain.x.length(),
                       .y = y + (high ? -0.05 : 0.05) * in.domain.y.length(),
                       .text = fmt::format("leaves at step {}", k),
                       .anchor = right ? Anchor::Right : Anchor::Left,
                       .colour = {Role::Warning},
                       .optional = true});
}

// Through the point, along a direction; named on the map alone.
Curve curvature_line(const Inputs& in, const Computed& r, const char* id, std::string label, double u,
                     double v, Dash dash) {
    const double half = 0.16 * std::min(in.domain.x.length(), in.domain.y.length());
    Curve line = curve(id, std::move(label), {}, {}, {Role::Ink}, 2, dash);
    for (int i = -20; i <= 20; ++i) {
        line.x.push_back(r.at[0] + half * i / 20 * u);
        line.y.push_back(r.at[1] + half * i / 20 * v);
    }
    return line;
}

void add_curvature(Panel& panel, const Inputs& in, const Computed& r, bool labelled) {
    if (!in.curvature_directions) return;
    const auto label = [&](const char* which, double value) {
        return labelled ? fmt::format("{} curvature {}", which, readable(value, 3)) : std::string();
    };
    const auto [c, s] = r.curvature.direction;
    panel.add(
        curvature_line(in, r, "largest-curvature", label("largest", r.curvature.largest), c, s, Dash::Solid));
    panel.add(curvature_line(in, r, "smallest-curvature", label("smallest", r.curvature.smallest), -s, c,
                             Dash::Dotted));
}

// Tangent plane or bowl over a patch around the point as far as it stays in the box, one translucent colour.
Surface local_model(const Inputs& in, const Computed& r, const TouchingModel& touching, Interval heights) {
    const double x = 0.5 * model_side * in.domain.x.length(), y = 0.5 * model_side * in.domain.y.length();
    const auto value = [&](double a, double b) {
        const double v = touching.model.at(a - r.at[0], b - r.at[1]);
        return heights.contains(v) ? v : nan;
    };
    const Domain patch{{r.at[0] - x, r.at[0] + x}, {r.at[1] - y, r.at[1] + y}};
    return {.id = "local-model",
            .label = touching.name,
            .field = sample_grid(patch, model_nodes, model_nodes, value),
            .colour = Colour{Role::Accent, 0, 0.4},
            .lines = false};
}

// Where the bowl is lowest: Newton's next point. Nothing where the model has no minimum.
std::optional<Pair> newton_point(const Computed& r) {
    const auto& [xx, xy, yy] = r.model.hessian;
    if (!(r.curvature.smallest > 1e-12 * r.curvature.largest)) return std::nullopt;
    const double determinant = xx * yy - xy * xy;
    const auto& g = r.model.gradient;
    return Pair{r.at[0] - (yy * g[0] - xy * g[1]) / determinant,
                r.at[1] - (xx * g[1] - xy * g[0]) / determinant};
}

}  // namespace

Panel surface_panel(const Inputs& in, const Computed& r, const View& view) {
    const Heights h = heights_of(in, r);
    const Interval z = round_range(h.scale, h.range);
    Panel panel{.id = "surface",
                .title = r.main.name + " surface",
                .kind = PanelKind::Space,
                .x = x_axis(in),
                .y = y_axis(in),
                .z = {.label = "loss $L$", .scale = h.scale, .range = z},
                .height = 0.5};
    // Into a bowl one looks from higher up than onto a slope.
    panel.camera.elevation = in.over == Over::Logits ? 27 : 38;
    panel.add(Surface{.id = "loss",
                      .field = r.field,
                      .scale = h.colours,
                      .levels = {.exactly = r.levels},
                      .lines = in.contours && !r.levels.empty(),
                      .cut = h.cut});
    if (const auto touching = touching_model(in, r)) panel.add(local_model(in, r, *touching, z));
    add_curvature(panel, in, r, false);
    add_path(panel, r, view);
    if (const auto at = pointed(r, view))
        panel.add(point("pointer", (*at)[0], (*at)[1], {Role::Ink}, PointShape::Cross, 9));
    panel.add(point("point", r.at[0], r.at[1], {Role::Accent}, PointShape::Ring, 12));
    return panel;
}

Panel map_panel(const Inputs& in, const Computed& r, const View& view) {
    const bool logits = in.over == Over::Logits;
    const Heights h = heights_of(in, r);
    Panel panel{.id = "map",
                .title = in.field ? "contours, $-∇L$" : "contours",
                .cell = {0, 1, 1, 1},
                .x = x_axis(in),
                .y = y_axis(in),
                .equal_aspect = true,  // descent crosses the contours at right angles
                .colour_bar = ColourBar{"loss $L$", h.colours}};
    Contours loss{.id = "loss", .field = r.field, .levels = {.exactly = r.levels}, .lines = in.contours};
    loss.labels = in.contour_labels;
    loss.scale = h.colours;
    panel.add(loss);
    if (in.field) {
        Arrows field{.id = "field", .x = r.arrows_x, .y = r.arrows_y, .u = r.arrows_u, .v = r.arrows_v};
        field.length = ArrowLength::Uniform, field.pixels = 13, field.width = 1;
        field.colours = {{Role::Ink, 0, 0.55}};
        panel.add(field);
    }
    if (r.overlay && in.contours && !r.overlay_levels.empty())
        panel.add(Contours{.id = "overlay",
                           .label = r.overlay->name,
                           .field = r.overlay_field,
                           .levels = {.exactly = r.overlay_levels},
                           .filled = false,
                           .labels = false,
                           .line_colour = series(5),
                           .line_width = 1.5,
                           .dash = Dash::Dashed});
    add_curvature(panel, in, r, true);
    const auto newton = newton_point(r);
    if (in.local_model == Model::QuadraticBowl && newton) {
        PointSet lowest = point("newton", (*newton)[0], (*newton)[1], {Role::Ink}, PointShape::Diamond, 10);
        lowest.label = "minimum of the bowl";
        panel.add(lowest);
    }
    add_path(panel, r, view);
    add_leaving(panel, in, r);
    if (const auto at = pointed(r, view)) {
        panel.add(vertical_rule("pointer-x", (*at)[0], {Role::Muted}, Dash::Dotted));
        panel.add(horizontal_rule("pointer-y", (*at)[1], {Role::Muted}, Dash::Dotted));
    }
    panel.add(point("point", r.at[0], r.at[1], {Role::Accent}, PointShape::Ring, 12,
                    "$L$ = " + readable(r.model.value, 4)));
    panel.add(Handle{"point", logits ? "logits" : "slope and intercept", r.at[0], r.at[1],
                     MovePair{logits ? "point" : "line", 0, 1}});
    return panel;
}

}  // namespace lossfield::viz::loss_surfaces
