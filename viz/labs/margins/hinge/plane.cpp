// The plane of the points: the line that is being trained with its strip, the exact one beside it, what pulls, and the start.
#include "viz/fragments/classes.hpp"
#include "viz/fragments/line_data.hpp"
#include "viz/labs/margins/hinge/hinge.hpp"

namespace lossfield::viz::hinge {
namespace {

constexpr double longest_arrow = 0.11;  // of the panel's width

// Of one shape, so that the panel keeps its place while a point is dragged.
Domain plane_range(const Inputs& in) {
    Points held = in.data;
    for (const double end : {-2.6, 2.6}) held.push_back({end, end});
    return line_data_range(held, 1.1);
}

// { s = level } across the range, from one side far out to the other.
struct Line {
    Vector x, y;
};
Line line_of(const math::Separator& s, double level, const Domain& range) {
    const double norm = s.norm(), nx = s.w.x / norm, ny = s.w.y / norm,
                 far = 2 * (range.x.length() + range.y.length());
    const double cx = 0.5 * (range.x.low + range.x.high), cy = 0.5 * (range.y.low + range.y.high);
    // From the foot of the middle's perpendicular.
    const double away = (level - s.score({cx, cy})) / norm, fx = cx + away * nx, fy = cy + away * ny;
    return {{fx - far * ny, fx + far * ny}, {fy + far * nx, fy - far * nx}};
}

void add_line(Panel& panel, const char* id, std::string label, const math::Separator& s, double level,
              Colour colour, double width, Dash dash = Dash::Solid) {
    Line l = line_of(s, level, {*panel.x.range, *panel.y.range});
    panel.add(curve(id, std::move(label), std::move(l.x), std::move(l.y), colour, width, dash));
}

void add_strip(Panel& panel, const math::Separator& s) {
    const Domain range{*panel.x.range, *panel.y.range};
    const Line up = line_of(s, 1, range), down = line_of(s, -1, range);
    panel.add(Polygon{.id = "strip",
                      .x = {{up.x[0], up.x[1], down.x[1], down.x[0]}},
                      .y = {{up.y[0], up.y[1], down.y[1], down.y[0]}},
                      .fill = {Role::Accent, 0, 0.1},
                      .stroke = {Role::Accent, 0, 0}});
    for (const auto& [id, level] : {std::pair{"border-up", 1.0}, {"border-down", -1.0}})
        add_line(panel, id, "", s, level, {Role::Accent, 0, 0.8}, 1.2);
}

void add_exact(Panel& panel, const Inputs& in, const Computed& r) {
    const math::Separator& s = r.exact->separator;
    add_line(panel, "exact", "exact answer", s, 0, {Role::Ink}, 1.6, Dash::Dashed);
    if (!has_strip(in)) return;
    for (const auto& [id, level] : {std::pair{"exact-up", 1.0}, {"exact-down", -1.0}})
        add_line(panel, id, "", s, level, {Role::Ink, 0, 0.6}, 1, Dash::Dashed);
    PointSet rings{.id = "support-vectors",
                   .label = "support vector on the border",
                   .colours = {{Role::Ink, 0, 0.55}},
                   .shape = PointShape::Ring,
                   .size = 17};
    for (const std::size_t i : on_exact_border(r))
        rings.x.push_back(in.data[i].x), rings.y.push_back(in.data[i].y);
    if (!rings.x.empty()) panel.add(std::move(rings));
}

// Where the loss would have the point go, along y w: as long as the pull is hard.
void add_pulls(Panel& panel, const Inputs& in, const Computed& r, const Now& now) {
    const double hardest = std::max(1.0, *std::max_element(now.pulls.begin(), now.pulls.end()));
    const double unit = longest_arrow * panel.x.range->length() / (hardest * now.separator.norm());
    Arrows arrows{
        .id = "pulls", .label = "where a point would go: $-ℓ'(m_i) y_i w$", .colours = {}, .width = 1.6};
    PointSet rings{.id = "pulling", .colours = {{Role::Ink, 0, 0.7}}, .shape = PointShape::Ring, .size = 12};
    for (std::size_t i = 0; i < in.data.size(); ++i) {
        if (now.pulls[i] == 0 || !std::isfinite(now.pulls[i])) continue;
        const double length = unit * now.pulls[i] * r.points.y[i];
        rings.x.push_back(in.data[i].x), rings.y.push_back(in.data[i].y);
        arrows.x.push_back(in.data[i].x), arrows.y.push_back(in.data[i].y);
        arrows.u.push_back(length * now.separator.w.x), arrows.v.push_back(length * now.separator.w.y);
        arrows.colours.push_back(series(r.points.y[i] > 0 ? 0 : 1));
    }
    if (arrows.x.empty()) return;
    panel.add(std::move(arrows));
    panel.add(std::move(rings));
}

// The line before the first step; w as the arrow from the origin, b along it.
void add_start(Panel& panel, const Inputs& in) {
    const math::Separator start = separator_of({in.start[0], in.start[1], in.start_bias});
    const Colour faint{Role::Muted};
    if (has_line(start)) {
        add_line(panel, "start", "start", start, 0, faint, 1.4, Dash::Dotted);
        panel.add(Arrows{.id = "start-w",
                         .x = {0},
                         .y = {0},
                         .u = {start.w.x},
                         .v = {start.w.y},
                         .colours = {faint},
                         .width = 1.4,
                         .texts = {"$w_0$"}});
        const double norm = start.norm(),
                     reach = 0.5 * std::min(panel.x.range->length(), panel.y.range->length());
        const auto place = [&](double b) {
            return math::PlanePoint{-b * start.w.x / (norm * norm), -b * start.w.y / (norm * norm)};
        };
        const double most = std::min(reach * norm, largest_bias);
        MoveAlong along{"start-b", {}, {}, evenly({-most, most}, 80)};
        for (const double b : along.value) along.x.push_back(place(b).x), along.y.push_back(place(b).y);
        panel.add(handle_at("start-b", "b of the start", place(in.start_bias), std::move(along), faint,
                            HandleShape::Diamond));
    }
    panel.add(Handle{"start-w", "w of the start", in.start[0], in.start[1], MovePair{"start", 0, 1}, faint});
}

void add_points(Panel& panel, const Inputs& in, const Computed& r) {
    const std::vector<Colour> colours = point_colours(in);
    PointSet plus{.id = "plus", .label = "$y$ = +1", .colours = {series(0)}, .size = 8};
    PointSet minus{
        .id = "minus", .label = "$y$ = −1", .colours = {series(1)}, .shape = PointShape::Square, .size = 7};
    for (std::size_t i = 0; i < in.data.size(); ++i) {
        const DataPoint& p = in.data[i];
        PointSet& own = r.points.y[i] > 0 ? plus : minus;
        own.x.push_back(p.x), own.y.push_back(p.y);
        panel.add(Handle{fmt::format("data-{}", i + 1), fmt::format("point {}, label {}", i + 1, p.label),
                         p.x, p.y, MovePoint{"data", i}, colours[i]});
    }
    for (PointSet* set : {&plus, &minus})
        if (!set->x.empty()) panel.add(std::move(*set));
}

}  // namespace

std::vector<Colour> point_colours(const Inputs& in) { return class_colours(classes_of(in.data, labels)); }

Panel plane_panel(const Inputs& in, const Computed& r, const Now& now) {
    Panel panel{.id = "plane",
                .title = "the line, the exact answer, and where each point would go",
                .cell = {0, 0, 2, 1}};
    const Domain range = plane_range(in);
    panel.x = {.label = "$x_1$", .range = range.x}, panel.y = {.label = "$x_2$", .range = range.y};
    panel.equal_aspect = true;
    const bool line = has_line(now.separator);
    if (line && has_strip(in)) add_strip(panel, now.separator);
    add_start(panel, in);
    if (r.exact && has_line(r.exact->separator)) add_exact(panel, in, r);
    if (line) {
        add_line(panel, "separator", "trained line", now.separator, 0, {Role::Accent}, 2.4);
        add_pulls(panel, in, r, now);
    }
    add_points(panel, in, r);
    return panel;
}

Readouts probe_plane(const Inputs& /*in*/, const Computed& r, const View& view, double x, double y) {
    const long long step = view.shown_step(static_cast<long long>(r.run.last()));
    Readouts out{{"score", fmt::format("score at step {}", step), "$s$", line_at(r, step).score({x, y})}};
    if (r.exact)
        out.push_back(
            {"exact-score", "score of the exact answer", "$s^*$", r.exact->separator.score({x, y})});
    return out;
}

}  // namespace lossfield::viz::hinge
