// The bars of logits and probabilities, the triangle of the probabilities, and the loss against the step.
#include "math/simplex/simplex.hpp"
#include "viz/labs/classification/softmax_descent/softmax_descent.hpp"

namespace lossfield::viz::softmax_descent {
namespace {

constexpr std::size_t arrow_subdivisions = 14;
constexpr double decades = 1e-8;  // that the loss axis shows below its highest value

Vector list(const math::ThreeLogits& v) { return {v.begin(), v.end()}; }

// m y, which the softmax takes off the logits.
Vector offset_of_margin(const Inputs& in, const Computed& r) {
    if (in.margin == 0) return {};
    const math::ThreeLogits& y = r.loss.target();
    return {in.margin * y[0], in.margin * y[1], in.margin * y[2]};
}

Curve bend(const Track& t, std::size_t from, std::size_t to, Colour colour, double width) {
    const auto slice = [&](const Vector& v) {
        return Vector(v.begin() + static_cast<std::ptrdiff_t>(t.bend[from]),
                      v.begin() + static_cast<std::ptrdiff_t>(t.bend[to]) + 1);
    };
    return curve(t.facts().id, "", slice(t.bend_x), slice(t.bend_y), colour, width,
                 optimizer_dash(t.optimizer));
}

void add_paths(Panel& panel, const Computed& r, std::size_t step) {
    for (const Track& t : r.tracks) {
        if (t.step(step) == t.run.last()) continue;
        Curve ahead = bend(t, t.step(step), t.run.last(), optimizer_colour(t.optimizer, 0.35), 1.4);
        ahead.id += "-ahead";
        panel.add(std::move(ahead));
    }
    for (const Track& t : r.tracks) panel.add(bend(t, 0, t.step(step), optimizer_colour(t.optimizer), 2.2));
    PointSet now{.id = "positions", .size = 7};
    for (const Track& t : r.tracks) {
        if (t.ended(step)) continue;
        const std::size_t k = t.bend[t.step(step)];
        now.x.push_back(t.bend_x[k]), now.y.push_back(t.bend_y[k]);
        now.colours.push_back(optimizer_colour(t.optimizer));
        now.shapes.push_back(optimizer_marker(t.optimizer));
    }
    if (!now.x.empty()) panel.add(std::move(now));
}

math::Barycentric velocity(const Inputs& in, const Computed& r, const math::Barycentric& b) {
    const math::ThreeLogits& t = r.loss.smoothed();
    const Vector v = in.direction == Direction::Natural ? math::straight_direction(b, t)
                                                        : math::logit_flow(b, in.temperature, t);
    return {v[0], v[1], v[2]};
}

// A short line across the bar of each class.
Curve levels_at(const char* id, std::string label, const math::ThreeLogits& heights, Colour colour,
                double width, Dash dash = Dash::Solid) {
    Curve lines = curve(id, std::move(label), {}, {}, colour, width, dash);
    for (std::size_t k = 0; k < 3; ++k) {
        const double at = static_cast<double>(k + 1);
        lines.x.insert(lines.x.end(), {at - 0.36, at + 0.36, nan});
        lines.y.insert(lines.y.end(), {heights[k], heights[k], nan});
    }
    return lines;
}

}  // namespace

Panel logit_panel(const Inputs& in, const Computed& r) {
    // The pull has the units of the logits over T: where it is far longer than they are, the frame cuts it.
    double bars = 2, tips = 0;
    for (std::size_t k = 0; k < 3; ++k) {
        bars = std::max(bars, std::abs(r.z[k]));
        tips = std::max(tips, std::abs(r.z[k] - r.gradient[k]));
    }
    const double end = axis_end(std::max(1.25 * bars, std::min(tips, 2 * bars)));
    Panel panel = outcome_panel("logits", "logits $z$", {0, 0, 2, 1}, 3, "z", {-1.2 * end, 1.2 * end});
    panel.add(
        outcome_bars("logits", list(r.z), {readable(r.z[0], 3), readable(r.z[1], 3), readable(r.z[2], 3)}));
    Arrows pull{"pull", fmt::format("pull $-(p - {})/T$", target_symbol(in))};
    for (std::size_t k = 0; k < 3; ++k) {
        pull.x.push_back(static_cast<double>(k + 1) + 0.4), pull.y.push_back(r.z[k]);
        pull.u.push_back(0), pull.v.push_back(-r.gradient[k]);
    }
    pull.colours = {{Role::Accent}}, pull.width = 2.2;
    panel.add(std::move(pull));
    for (std::size_t k = 0; k < 3; ++k)
        panel.add(
            outcome_handle("logit", "logit of " + class_name(k), k, in.logits[k], MoveEntry{"logits", k}));
    return panel;
}

Panel probability_panel(const Inputs& in, const Computed& r) {
    Panel panel = outcome_panel("probabilities", "probabilities $p$", {2, 0, 2, 1}, 3, "p", {0, 1.08});
    panel.y.ticks = {{0, "0"}, {0.5, "0.5"}, {1, "1"}};
    panel.add(outcome_bars("probabilities", list(r.p)));
    if (in.margin != 0)
        panel.add(levels_at("plain", "without margin", r.plain.probabilities(r.z), {Role::Muted}, 1.6,
                            Dash::Dotted));
    panel.add(levels_at("target", fmt::format("target ${}$", target_symbol(in)), r.loss.smoothed(),
                        {Role::Ink}, 2.4));
    const math::ThreeLogits& y = r.loss.target();
    for (std::size_t k = 0; k < 3; ++k) {
        panel.add(outcome_handle("probability", "probability of " + class_name(k), k, r.p[k],
                                 MoveLogitByProbability{"logits", "temperature", k, offset_of_margin(in, r)},
                                 -0.18));
        Handle share =
            outcome_handle("target", "target of " + class_name(k), k, y[k], MoveShare{"target", k}, 0.3);
        share.colour = {Role::Ink}, share.shape = HandleShape::Bar;
        panel.add(std::move(share));
    }
    return panel;
}

Panel simplex_panel(const Inputs& in, const Computed& r, const View& view, std::size_t step) {
    Panel panel{.id = "simplex", .title = "simplex: the same descent", .kind = PanelKind::Simplex};
    panel.cell = {0, 2, 3, 1};
    panel.colour_bar = ColourBar{.label = "$L$, nats", .mark = "loss"};
    const auto target = target_class(r);
    for (std::size_t k = 0; k < 3; ++k)
        panel.corners.push_back(
            {class_name(k) + (target == k ? " · target" : ""), series(static_cast<int>(k))});
    Contours loss{.id = "loss", .field = r.triangle, .levels = {LevelRule::EqualArea, 9, {}}};
    loss.interpolation = Interpolation::NegativeExponential;
    loss.lines = in.contours;
    panel.add(std::move(loss));
    if (in.field) {
        Arrows field = triangle_field(arrow_subdivisions,
                                      [&](const math::Barycentric& b) { return velocity(in, r, b); });
        field.id = "field", field.colours = {{Role::Ink, 0, 0.42}}, field.pixels = 11, field.width = 1;
        panel.add(std::move(field));
    }
    add_paths(panel, r, step);
    if (r.minimum && in.smoothing > 0)
        panel.add(point("minimum", math::to_plane(on_triangle(r.loss.smoothed())), {Role::Ink},
                        PointShape::Cross, 9));
    if (in.margin != 0)
        panel.add(point("plain", math::to_plane(on_triangle(r.plain.probabilities(r.z))), {Role::Muted},
                        PointShape::Ring, 9));
    const math::PlanePoint y = math::to_plane(on_triangle(r.loss.target()));
    panel.add(point("target", y, {Role::Ink}, PointShape::Diamond, 10));
    panel.add(handle_at("target", "target", y, MoveProbabilities{"target", {0, 1, 2}}, {Role::Ink},
                        HandleShape::Diamond));
    if (const auto at = pointed(r, view); at && view.pointer->panel != panel.id)
        panel.add(point("pointer", math::to_plane(on_triangle(r.loss.probabilities(math::logits_at(*at)))),
                        {Role::Ink}, PointShape::Cross, 9));
    const math::PlanePoint p = math::to_plane(on_triangle(r.p));
    panel.add(point("point", p, {Role::Accent}, PointShape::Ring, 12));
    panel.add(handle_at("prediction", "prediction", p,
                        MoveLogits{"logits", "temperature", {0, 1, 2}, offset_of_margin(in, r)}));
    return panel;
}

Panel loss_panel(const Inputs& in, const Computed& r, std::size_t step) {
    Panel panel{.id = "loss", .title = "loss $L$"};
    if (r.least > 0) panel.title = fmt::format("loss $L - H({})$", target_symbol(in));
    panel.cell = {4, 0, 2, 1};
    panel.x = {.label = "step",
               .range = Interval{0, static_cast<double>(std::max<std::size_t>(1, r.last_step))}};
    double top = 0, low = infinity;
    for (const Track& t : r.tracks)
        for (const double v : t.run.above) {
            // Of what flies off, the start alone.
            if (std::isfinite(v) && (!diverged(t) || v <= t.run.above.front())) top = std::max(top, v);
            if (v > 0) low = std::min(low, v);
        }
    // Of zeros alone there are no decades.
    panel.y.scale = top > 0 ? ScaleKind::Log : ScaleKind::Linear;
    panel.y.range =
        top > 0 ? round_range(ScaleKind::Log, {std::clamp(low, top * decades, top), top}) : Interval{0, 1};
    // A logarithmic axis has no place for zero: what lies below its end is drawn there.
    const auto drawn_at = [&](double v) { return std::isfinite(v) ? std::max(v, panel.y.range->low) : nan; };
    for (const Track& t : r.tracks) {
        Vector steps(t.run.above.size());
        std::iota(steps.begin(), steps.end(), 0.0);
        panel.add(curve(t.facts().id, "", std::move(steps), each(t.run.above, drawn_at),
                        optimizer_colour(t.optimizer), 1.8, optimizer_dash(t.optimizer)));
    }
    panel.add(vertical_rule("now", static_cast<double>(step), {Role::Muted}, Dash::Dashed));
    return panel;
}

}  // namespace lossfield::viz::softmax_descent
