// The plane of the logits as a map and as the surface of the loss over it, with the same paths.
#include "viz/labs/classification/softmax_descent/softmax_descent.hpp"

namespace lossfield::viz::softmax_descent {
namespace {

constexpr std::size_t most_dots = 80;  // steps of a path that are marked

Axis axis_of(const char* label, const Interval& range) { return {.label = label, .range = range}; }

Curve part(const Track& t, std::size_t from, std::size_t to, Colour colour, double width) {
    const auto slice = [&](const Vector& v) {
        return Vector(v.begin() + static_cast<std::ptrdiff_t>(from),
                      v.begin() + static_cast<std::ptrdiff_t>(to) + 1);
    };
    return curve(t.facts().id, "", slice(t.x), slice(t.y), colour, width, optimizer_dash(t.optimizer));
}

// Weak beyond the step shown, strong up to it.
void add_paths(Panel& panel, const Computed& r, std::size_t step, bool named) {
    for (const Track& t : r.tracks) {
        Curve ahead = part(t, t.step(step), t.run.last(), optimizer_colour(t.optimizer, 0.35), 1.4);
        ahead.id += "-ahead";
        if (ahead.x.size() > 1) panel.add(std::move(ahead));
    }
    for (const Track& t : r.tracks) {
        Curve path = part(t, 0, t.step(step), optimizer_colour(t.optimizer), 2.2);
        if (named) path.label = optimizer_title(t.optimizer);
        panel.add(std::move(path));
    }
}

void add_steps(Panel& panel, const Computed& r, std::size_t step) {
    for (const Track& t : r.tracks) {
        const std::size_t last = t.step(step);
        if (last == 0 || last > most_dots) continue;
        PointSet dots{.id = std::string(t.facts().id) + "-steps", .colours = {optimizer_colour(t.optimizer)}};
        dots.size = 3.6;
        dots.x.assign(t.x.begin() + 1, t.x.begin() + static_cast<std::ptrdiff_t>(last) + 1);
        dots.y.assign(t.y.begin() + 1, t.y.begin() + static_cast<std::ptrdiff_t>(last) + 1);
        panel.add(std::move(dots));
    }
}

// Where the runs are; those that have diverged are nowhere.
void add_positions(Panel& panel, const Computed& r, std::size_t step, const Domain& domain) {
    PointSet look{.id = "positions", .size = 8};
    std::vector<math::PlanePoint> places;
    for (const Track& t : r.tracks) {
        if (t.ended(step)) continue;
        places.push_back({t.x[t.step(step)], t.y[t.step(step)]});
        look.colours.push_back(optimizer_colour(t.optimizer));
        look.shapes.push_back(optimizer_marker(t.optimizer));
    }
    if (places.size() == 1) look.shapes.resize(1);
    add_places(panel, std::move(look), places, domain);
}

void add_minimum(Panel& panel, const Computed& r, const Domain& domain) {
    if (!r.minimum) return;
    PointSet look{.id = "minimum", .colours = {{Role::Ink}}, .shape = PointShape::Cross, .size = 9};
    add_places(panel, std::move(look), {math::on_logit_plane(*r.minimum)}, domain);
}

// Longer than any range is wide; the panel cuts it.
double far(const Domain& d) { return 2 * (d.x.length() + d.y.length()); }

// From `centre`, along the axes of the classes or away from them.
Curve star(const char* id, std::string label, const math::PlanePoint& centre, double length, Colour colour,
           double width, Dash dash) {
    Curve rays = curve(id, std::move(label), {}, {}, colour, width, dash);
    for (std::size_t k = 0; k < 3; ++k) {
        const math::PlanePoint v = math::class_axis(k);
        rays.x.insert(rays.x.end(), {centre.x, centre.x + length * v.x, nan});
        rays.y.insert(rays.y.end(), {centre.y, centre.y + length * v.y, nan});
    }
    return rays;
}

// The class axes with their names near the border, where the middle is in view.
void add_axes(Panel& panel, const Domain& d) {
    panel.add(star("class-axes", "", {}, far(d), {Role::Ink, 0, 0.28}, 1, Dash::Solid));
    if (!contains(d, {})) return;
    for (std::size_t k = 0; k < 3; ++k) {
        const math::PlanePoint v = math::class_axis(k);
        const double reach = 0.9 * math::reach(plane_range(d), {}, v).high;
        const math::PlanePoint aside{0.035 * d.x.length() * v.y, -0.035 * d.x.length() * v.x};
        TextMark name =
            words_at(fmt::format("axis-{}", k + 1), {reach * v.x + aside.x, reach * v.y + aside.y},
                     fmt::format("$z_{}$", k + 1), Anchor::Centre);
        name.strong = true;
        panel.add(std::move(name));
    }
}

// Where two logits tie: of the softmax itself, and of the one that sees the margin.
void add_borders(Panel& panel, const Inputs& in, const Computed& r) {
    const double back = -far(in.domain());
    panel.add(star("borders", "", {}, back, {Role::Ink, 0, 0.75}, 1.3, Dash::Dashed));
    if (in.margin == 0) return;
    const math::ThreeLogits& y = r.loss.target();
    const math::PlanePoint centre =
        math::on_logit_plane({in.margin * y[0], in.margin * y[1], in.margin * y[2]});
    panel.add(star("margin-borders", "", centre, back, {Role::Accent, 0, 0.8}, 1.3, Dash::Dashed));
}

void add_pointer(Panel& panel, const Computed& r, const View& view, const char* own) {
    if (const auto at = pointed(r, view); at && view.pointer->panel != own)
        panel.add(point("pointer", *at, {Role::Ink}, PointShape::Cross, 9));
}

MoveSpanned move_of(const Computed& r) {
    const double mean = math::mean_of(r.z);
    return {"logits",
            {mean, mean, mean},
            {math::plane_x.begin(), math::plane_x.end()},
            {math::plane_y.begin(), math::plane_y.end()}};
}

}  // namespace

std::optional<math::PlanePoint> pointed(const Computed& r, const View& view) {
    for (const char* panel : {"plane", "surface"})
        if (const auto at = pointed_at(view, panel)) return at;
    const auto on = pointed_at(view, "simplex");
    const auto b = on ? inside_triangle(on->x, on->y) : std::nullopt;
    if (!b || !((*b)[0] > 0 && (*b)[1] > 0 && (*b)[2] > 0)) return std::nullopt;
    return math::on_logit_plane(r.loss.logits_of({(*b)[0], (*b)[1], (*b)[2]}));
}

Panel plane_panel(const Inputs& in, const Computed& r, const View& view, std::size_t step) {
    const Domain d = in.domain();
    Panel panel{.id = "plane", .title = "logit plane $∑z$ = const: loss and descent", .cell = {0, 1, 6, 1}};
    panel.x = axis_of("$(z_2 - z_1)/√2$", d.x), panel.y = axis_of("$(2z_3 - z_1 - z_2)/√6$", d.y);
    panel.equal_aspect = true;
    Contours loss{.id = "loss", .field = r.field, .levels = {.exactly = r.levels}, .lines = in.contours};
    loss.scale = {.low = r.range.low, .high = r.range.high};
    panel.colour_bar = ColourBar{.label = "loss $L$", .scale = loss.scale, .mark = "loss"};
    panel.add(std::move(loss));
    if (in.field) panel.add(r.arrows);
    add_axes(panel, d);
    add_borders(panel, in, r);
    add_minimum(panel, r, d);
    add_paths(panel, r, step, true);
    add_steps(panel, r, step);
    add_positions(panel, r, step, d);
    add_pointer(panel, r, view, "plane");
    panel.add(point("point", r.at(), {Role::Accent}, PointShape::Ring, 12, "$L$ = " + readable(r.value, 4)));
    panel.add(handle_at("point", "logits on their plane", r.at(), move_of(r)));
    return panel;
}

Panel surface_panel(const Inputs& in, const Computed& r, const View& view, std::size_t step) {
    const Domain d = in.domain();
    const math::PlanePoint at = r.at();
    const Interval z =
        round_range(ScaleKind::Linear, holding({0, std::max(r.range.high, 1e-9)}, r.range.low));
    Panel panel{.id = "surface", .title = "loss over the plane", .kind = PanelKind::Space};
    panel.cell = {3, 2, 3, 1};
    panel.x = axis_of("", d.x), panel.y = axis_of("", d.y);
    panel.z = {.label = "$L$", .range = z};
    panel.camera = {.azimuth = -62, .elevation = 33};
    panel.height = 0.5;
    panel.legend = false;
    panel.add(Surface{.id = "loss",
                      .field = r.field,
                      .scale = {.low = r.range.low, .high = r.range.high},
                      .levels = {.exactly = r.levels},
                      .lines = in.contours && !r.levels.empty()});
    panel.add(curve("stem", "", {at.x, at.x}, {at.y, at.y}, {Role::Accent}, 1.4));
    std::get<Curve>(panel.marks.back()).z = {z.low, r.value};
    add_minimum(panel, r, d);
    add_paths(panel, r, step, false);
    add_positions(panel, r, step, d);
    add_pointer(panel, r, view, "surface");
    panel.add(point("point", at, {Role::Accent}, PointShape::Ring, 12));
    panel.add(Handle{.id = "foot",
                     .label = "logits below the surface",
                     .x = at.x,
                     .y = at.y,
                     .move = move_of(r),
                     .z = z.low,
                     .glide = Glide::Plane});
    return panel;
}

}  // namespace lossfield::viz::softmax_descent
