// The map: the streamline, both kinds of steps with ties between what belongs to the same time, and the first steps of
// steepest descent in the norm chosen, from the ball that holds its first one.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numbers>

#include "viz/labs/dynamics/gradient_flow/gradient_flow.hpp"
#include "viz/text/numbers.hpp"

namespace lossfield::viz::gradient_flow {
namespace {

constexpr std::size_t most_marks = 60;  // steps marked
constexpr double apart = 0.03;          // of the map's width, between marks of one path
constexpr double colour_share = 1e-3;   // of the greatest height: where the logarithmic colours end
constexpr int handle_parts = 4;         // of the nodes of the flow, one in

bool inside(const Domain& d, const math::PlanePoint& p) { return d.x.contains(p.x) && d.y.contains(p.y); }

// As far as it stays near the map; what leaves it is cut at its border by the panel.
std::size_t shown(const Computed& r, const std::vector<math::PlanePoint>& points) {
    const double far = 20 * std::max(r.domain.x.length(), r.domain.y.length());
    std::size_t n = 0;
    while (n < points.size() && std::abs(points[n].x) < far && std::abs(points[n].y) < far) ++n;
    return n;
}

Curve polyline(const Computed& r, std::string id, std::string label,
               const std::vector<math::PlanePoint>& points) {
    auto curve = named<Curve>(std::move(id), std::move(label));
    const std::size_t n = shown(r, points);
    for (std::size_t k = 0; k < n; ++k) curve.x.push_back(points[k].x), curve.y.push_back(points[k].y);
    return curve;
}

std::size_t last_of(const Steps& s) { return s.path.points.size() - 1; }

void add_place(PointSet& set, const Domain& d, const math::PlanePoint& p) {
    if (!inside(d, p)) return;
    set.x.push_back(p.x), set.y.push_back(p.y);
}

void add_marks(Panel& panel, PointSet set) {
    if (!set.x.empty()) panel.add(std::move(set));
}

PointSet places(const char* id, PointShape shape, double size, Colour colour) {
    auto set = named<PointSet>(id);
    set.shape = shape, set.size = size, set.colours = {colour};
    return set;
}

void tie(Curve& ties, const math::PlanePoint& a, const math::PlanePoint& b) {
    ties.x.insert(ties.x.end(), {a.x, b.x, nan});
    ties.y.insert(ties.y.end(), {a.y, b.y, nan});
}

// The steps that are marked: where one of the paths has moved on by enough to tell the marks apart.
std::vector<std::size_t> marked_steps(const Inputs& in, const Computed& r) {
    std::vector<std::size_t> marked;
    const auto places_of = [&](std::size_t k) {
        std::vector<math::PlanePoint> all{r.flow.at(static_cast<double>(k) * in.alpha)};
        for (const Steps* s : {&r.gd, &r.proximal}) all.push_back(s->path.points[std::min(k, last_of(*s))]);
        return all;
    };
    std::vector<math::PlanePoint> before = places_of(0);
    for (std::size_t k = 1; k <= r.count && marked.size() < most_marks; ++k) {
        const std::vector<math::PlanePoint> now = places_of(k);
        double moved = 0;
        for (std::size_t i = 0; i < now.size(); ++i)
            moved = std::max(moved, math::distance(now[i], before[i]));
        if (!(moved >= apart * r.domain.x.length())) continue;
        marked.push_back(k);
        before = now;
    }
    return marked;
}

void add_ties(Panel& panel, const Inputs& in, const Computed& r, const std::vector<std::size_t>& marked) {
    auto ties = named<Curve>("same-time", "the same time");
    ties.colour = {Role::Ink, 0, 0.55}, ties.width = 1, ties.dash = Dash::Dotted;
    for (const std::size_t k : marked) {
        const math::PlanePoint on_flow = r.flow.at(static_cast<double>(k) * in.alpha);
        for (const Steps* s : {&r.gd, &r.proximal})
            if (k < shown(r, s->path.points)) tie(ties, on_flow, s->path.points[k]);
    }
    if (!ties.x.empty()) panel.add(std::move(ties));
}

// Marks of one path, none on top of the one before.
PointSet spaced(PointSet set, const Domain& d, const std::vector<math::PlanePoint>& points) {
    const math::PlanePoint* before = nullptr;
    for (const math::PlanePoint& p : points) {
        if (before != nullptr && math::distance(p, *before) < apart * d.x.length()) continue;
        add_place(set, d, p);
        before = &p;
    }
    return set;
}

void add_steps(Panel& panel, const Inputs& in, const Computed& r, const std::vector<std::size_t>& marked) {
    std::vector<math::PlanePoint> on_flow, gd, proximal;
    for (const std::size_t k : marked) {
        on_flow.push_back(r.flow.at(static_cast<double>(k) * in.alpha));
        if (r.gd.reaches(k)) gd.push_back(r.gd.path.points[k]);
        if (r.proximal.reaches(k)) proximal.push_back(r.proximal.path.points[k]);
    }
    add_marks(panel, spaced(places("flow-times", PointShape::Disc, 5.5, flow_colour), r.domain, on_flow));
    add_marks(panel,
              spaced(places("proximal-times", PointShape::Square, 6, proximal_colour), r.domain, proximal));
    add_marks(panel, spaced(places("gd-times", PointShape::Disc, 6, gd_colour), r.domain, gd));
}

// The three places at the moment that is compared.
void add_moment(Panel& panel, const Computed& r) {
    const math::PlanePoint on_flow = r.flow.at(r.moment);
    auto ties = named<Curve>("moment-ties");
    ties.colour = {Role::Accent}, ties.width = 1.6;
    PointSet rings = places("moment", PointShape::Ring, 11, {Role::Accent});
    add_place(rings, r.domain, on_flow);
    for (const Steps* s : {&r.gd, &r.proximal}) {
        if (r.compared >= shown(r, s->path.points)) continue;
        tie(ties, on_flow, s->path.points[r.compared]);
        add_place(rings, r.domain, s->path.points[r.compared]);
    }
    if (!ties.x.empty()) panel.add(std::move(ties));
    if (inside(r.domain, on_flow)) {
        rings.texts.assign(rings.x.size(), "");
        rings.texts.front() = fmt::format("$t$ = {}", brief(r.moment, 3));
    }
    add_marks(panel, std::move(rings));
}

void add_norm(Panel& panel, const Inputs& in, const Computed& r) {
    const double radius = in.alpha * -r.steepest.slope;
    auto ball = named<Polygon>("first-steps");
    const auto [x, y] = unit_ball(norm_of(in), radius, {in.start[0], in.start[1]});
    ball.x = {x}, ball.y = {y};
    ball.fill = {norm_colour.role, norm_colour.index, 0.07};
    ball.stroke = {norm_colour.role, norm_colour.index, 0.7};
    if (radius > 0 && radius < 4 * r.domain.x.length()) panel.add(std::move(ball));
    Curve path = polyline(r, "steepest", "steepest in " + norm_symbol(in), r.norm_path);
    path.colour = norm_colour, path.width = 2, path.dash = Dash::Dashed;
    panel.add(std::move(path));
    PointSet ends = places("steepest-steps", PointShape::Triangle, 7, norm_colour);
    for (std::size_t k = 1; k < r.norm_path.size(); ++k) add_place(ends, r.domain, r.norm_path[k]);
    add_marks(panel, std::move(ends));
}

MoveAlong along_flow(const Computed& r) {
    MoveAlong along{"time", {}, {}, {}};
    for (std::size_t i = 0; i < r.times.size(); i += handle_parts) {
        along.x.push_back(r.flow_x[i]), along.y.push_back(r.flow_y[i]);
        along.value.push_back(r.times[i]);
    }
    return along;
}

void add_landscape(Panel& panel, const Computed& r) {
    auto height = named<Contours>("height");
    height.field = r.field;
    height.levels = {LevelRule::Logarithmic, 12, {}};
    height.labels = false;
    const double top = *std::max_element(r.field.values.begin(), r.field.values.end());
    height.scale.logarithmic = true;
    height.scale.low = colour_share * top, height.scale.high = top;
    panel.add(std::move(height));
    PointSet minima = places("minima", PointShape::Cross, 9, {Role::Ink});
    for (const math::PlanePoint& p : r.points.minima) add_place(minima, r.domain, p);
    add_marks(panel, std::move(minima));
    PointSet saddles = places("saddles", PointShape::Ring, 6, {Role::Ink, 0, 0.6});
    for (const math::PlanePoint& p : r.points.saddles) add_place(saddles, r.domain, p);
    add_marks(panel, std::move(saddles));
}

}  // namespace

Panel map_panel(const Inputs& in, const Computed& r) {
    Panel panel{.id = "map", .cell = {0, 0, 2, 1}};
    const math::LandscapeFacts& facts = math::facts(r.landscape);
    panel.title = fmt::format("{}: ${}$", facts.name, facts.formula);
    panel.x.label = "$x$", panel.y.label = "$y$";
    panel.x.range = r.domain.x, panel.y.range = r.domain.y;
    panel.equal_aspect = true;
    add_landscape(panel, r);
    add_norm(panel, in, r);
    const std::vector<std::size_t> marked = marked_steps(in, r);
    add_ties(panel, in, r, marked);
    Curve proximal = polyline(r, "proximal", "proximal point (implicit)", r.proximal.path.points);
    proximal.colour = proximal_colour;
    panel.add(std::move(proximal));
    Curve gd = polyline(r, "gd", "gradient descent (explicit)", r.gd.path.points);
    gd.colour = gd_colour;
    panel.add(std::move(gd));
    panel.add(Curve{.id = "flow",
                    .label = "gradient flow",
                    .x = r.flow_x,
                    .y = r.flow_y,
                    .colour = flow_colour,
                    .width = 2.4});
    add_steps(panel, in, r, marked);
    add_moment(panel, r);
    add_marks(panel, [&] {
        PointSet start = places("start", PointShape::Ring, 10, {Role::Ink});
        add_place(start, r.domain, {in.start[0], in.start[1]});
        return start;
    }());
    panel.add(Handle{
        "start", "start of all paths", in.start[0], in.start[1], MovePair{"start", 0, 1}, {Role::Ink}});
    const math::PlanePoint now = r.flow.at(in.time);
    // A flow that stays has no moment to be dragged along it.
    if (math::distance(r.flow.at(r.horizon), r.flow.at(0)) > 0)
        panel.add(Handle{"moment", "moment that is compared", now.x, now.y, along_flow(r)});
    return panel;
}

}  // namespace lossfield::viz::gradient_flow
