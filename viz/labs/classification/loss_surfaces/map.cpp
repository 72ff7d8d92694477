// The surface and its contour map: two panels with the same things lying on them.
#include "viz/labs/classification/loss_surfaces/loss_surfaces.hpp"

namespace lossfield::viz::loss_surfaces {
namespace {

constexpr double model_side = 0.42;  // of the local model's patch, of the map's sides
constexpr std::size_t model_nodes = 129;
constexpr double most_aspect = 3.5;     // of a map whose sides have one unit
constexpr std::size_t most_dots = 250;  // of a path whose steps are marked
constexpr double log_decades = 1e-8;    // a logarithmic height shows no more than these

// Of logit 1 or 2, or of slope or intercept.
Axis axis(const Inputs& in, const Computed& r, int k) {
    const Interval& range = k == 1 ? r.domain.x : r.domain.y;
    const std::string units = !in.standardise         ? ""
                              : in.over == Over::Line ? ", $x$ and $y$ standardised"
                                                      : ", $x$ standardised";
    if (in.over != Over::Logits)
        return {.label = (k == 1 ? "slope $w$" : "intercept $b$") + units, .range = range};
    return {.label = fmt::format("logit $z_{}${}", k, in.target == k ? " (target)" : ""), .range = range};
}

// How loss becomes height and colour.
struct Heights {
    ScaleKind scale = ScaleKind::Linear;
    Interval range{};
    ColourScale colours{};
    std::optional<double> cut;
    bool flat = false;  // one value everywhere
};

Heights heights_of(const Inputs& in, const Computed& r) {
    Heights h;
    h.range = r.range;
    h.flat = !(h.range.high > h.range.low);
    if (h.flat) {
        // One value in the middle, in the colour of the middle.
        const double around = 0.5 * std::max(1.0, std::abs(h.range.low));
        h.range = {h.range.low - around, h.range.low + around};
        return h;
    }
    h.cut = cut_of(in, r);
    if (h.cut) h.range.high = *h.cut;
    if (in.height == Height::Logarithmic) {
        h.scale = h.range.low > 0 ? ScaleKind::Log : ScaleKind::Symlog;
        if (h.scale == ScaleKind::Log) h.range.low = std::max(h.range.low, h.range.high * log_decades);
    }
    h.colours = {.low = h.range.low, .high = h.range.high, .logarithmic = h.scale == ScaleKind::Log};
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
void add_leaving(Panel& panel, const Computed& r) {
    if (!leaves(r)) return;
    const std::size_t k = *r.path.outside;
    const math::PlanePoint inside = r.path.at(k - 1);
    const math::PlanePoint step{r.path.x[k] - inside.x, r.path.y[k] - inside.y};
    const double share = std::min(1.0, math::reach(plane_range(r.domain), inside, step).high);
    const double x = inside.x + share * step.x, y = inside.y + share * step.y;
    panel.add(point("leaves", x, y, {Role::Warning}, PointShape::Cross, 12));
    // Inwards of the cross, which stands at the map's edge.
    const bool right = x > 0.5 * (r.domain.x.low + r.domain.x.high);
    const bool high = y > 0.5 * (r.domain.y.low + r.domain.y.high);
    panel.add(TextMark{.id = "leaves-at",
                       .x = x + (right ? -0.03 : 0.03) * r.domain.x.length(),
                       .y = y + (high ? -0.05 : 0.05) * r.domain.y.length(),
                       .text = fmt::format("leaves at step {}", k),
                       .anchor = right ? Anchor::Right : Anchor::Left,
                       .colour = {Role::Warning},
                       .optional = true});
}

// Lines through the point; named on the map alone.
void add_curvature(Panel& panel, const Inputs& in, const Computed& r, bool named) {
    if (!in.curvature_directions) return;
    const double half = 0.16 * std::min(r.domain.x.length(), r.domain.y.length());
    const auto add = [&](const char* which, double curvature, double u, double v, Dash dash) {
        const std::string label = fmt::format("{} curvature {}", which, readable(curvature, 3));
        Curve line =
            curve(fmt::format("{}-curvature", which), named ? label : "", {}, {}, {Role::Ink}, 2, dash);
        for (int i = -20; i <= 20; ++i) {
            line.x.push_back(r.at.x + half * i / 20 * u);
            line.y.push_back(r.at.y + half * i / 20 * v);
        }
        panel.add(std::move(line));
    };
    const auto [c, s] = r.curvature.direction;
    add("largest", r.curvature.largest, c, s, Dash::Solid);
    add("smallest", r.curvature.smallest, -s, c, Dash::Dotted);
}

// Tangent plane or bowl over a patch around the point as far as it stays in the box, one translucent colour.
Surface local_model(const Computed& r, const TouchingModel& touching, Interval heights) {
    const double x = 0.5 * model_side * r.domain.x.length(), y = 0.5 * model_side * r.domain.y.length();
    const auto value = [&](double a, double b) {
        const double v = touching.model.at(a - r.at.x, b - r.at.y);
        return heights.contains(v) ? v : nan;
    };
    const Domain patch{{r.at.x - x, r.at.x + x}, {r.at.y - y, r.at.y + y}};
    return {.id = "local-model",
            .label = touching.name,
            .field = sample_grid(patch, model_nodes, model_nodes, value),
            .colour = Colour{Role::Accent, 0, 0.4},
            .lines = false};
}

}  // namespace

Panel surface_panel(const Inputs& in, const Computed& r, const View& view) {
    const Heights h = heights_of(in, r);
    const Interval z = h.flat ? h.range : round_range(h.scale, h.range);
    Panel panel{.id = "surface", .title = r.main.name + " surface", .kind = PanelKind::Space, .height = 0.5};
    panel.x = axis(in, r, 1), panel.y = axis(in, r, 2);
    panel.z = {.label = "loss $L$", .scale = h.scale, .range = z};
    if (h.flat) panel.z.ticks = {{r.range.low, readable(r.range.low, 3)}};
    // Into a bowl one looks from higher up than onto a slope.
    panel.camera.elevation = in.over == Over::Logits ? 27 : 38;
    panel.add(Surface{.id = "loss",
                      .field = r.field,
                      .scale = h.colours,
                      .levels = {.exactly = r.levels},
                      .lines = in.contours && !r.levels.empty(),
                      .cut = h.cut});
    if (const auto touching = touching_model(in, r)) panel.add(local_model(r, *touching, z));
    add_curvature(panel, in, r, false);
    add_path(panel, r, view);
    if (const auto at = pointed(r, view))
        panel.add(point("pointer", at->x, at->y, {Role::Ink}, PointShape::Cross, 9));
    panel.add(point("point", r.at.x, r.at.y, {Role::Accent}, PointShape::Ring, 12));
    return panel;
}

Panel map_panel(const Inputs& in, const Computed& r, const View& view) {
    const bool logits = in.over == Over::Logits;
    const Heights h = heights_of(in, r);
    Panel panel{.id = "map", .title = in.field ? "contours, $-∇L$" : "contours", .cell = {0, 1, 1, 1}};
    panel.x = axis(in, r, 1), panel.y = axis(in, r, 2);
    // Where slope and intercept have one unit, descent crosses the contours at right angles.
    panel.equal_aspect = r.domain.x.length() < most_aspect * r.domain.y.length() &&
                         r.domain.y.length() < most_aspect * r.domain.x.length();
    panel.colour_bar = ColourBar{.label = "loss $L$", .scale = h.colours, .mark = "loss"};
    Contours loss{.id = "loss", .field = r.field, .levels = {.exactly = r.levels}, .lines = in.contours};
    loss.labels = in.contour_labels;
    loss.scale = h.colours;
    panel.add(loss);
    if (in.field) panel.add(r.arrows);
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
    const auto newton = math::way_to_lowest(r.model);
    if (in.local_model == Model::QuadraticBowl && newton) {
        const auto [dx, dy] = *newton;
        PointSet lowest = point("newton", r.at.x + dx, r.at.y + dy, {Role::Ink}, PointShape::Diamond, 10);
        lowest.label = "minimum of the bowl";
        panel.add(std::move(lowest));
    }
    add_path(panel, r, view);
    add_leaving(panel, r);
    if (const auto at = pointed(r, view)) {
        panel.add(vertical_rule("pointer-x", at->x, {Role::Muted}, Dash::Dotted));
        panel.add(horizontal_rule("pointer-y", at->y, {Role::Muted}, Dash::Dotted));
    }
    panel.add(point("point", r.at.x, r.at.y, {Role::Accent}, PointShape::Ring, 12,
                    "$L$ = " + readable(r.model.value, 4)));
    panel.add(Handle{"point", logits ? "logits" : "slope and intercept", r.at.x, r.at.y,
                     MovePair{logits ? "point" : "line", 0, 1}});
    return panel;
}

}  // namespace lossfield::viz::loss_surfaces
