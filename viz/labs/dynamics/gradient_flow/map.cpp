// The map: the streamline, both kinds of steps with ties between what belongs to the same time, and the first steps of
// steepest descent in the norm chosen, from the ball that holds its first one.
#include "viz/labs/dynamics/gradient_flow/gradient_flow.hpp"

namespace lossfield::viz::gradient_flow {
namespace {

constexpr std::size_t most_marks = 60;  // steps marked
constexpr double apart = 0.03;          // of the map's width, between marks of one path

using Places = std::vector<math::PlanePoint>;

// How many are places at all; what leaves the map is cut at its border by the panel.
std::ptrdiff_t followed(const Places& points) {
    const auto lost = [](const math::PlanePoint& p) { return !std::isfinite(p.x) || !std::isfinite(p.y); };
    return std::find_if(points.begin(), points.end(), lost) - points.begin();
}

void add_way(Panel& panel, const char* id, const std::string& label, const Places& points, Colour colour,
             Dash dash = Dash::Solid) {
    panel.add(way(id, label, {points.begin(), points.begin() + followed(points)}, colour, 2, dash));
}

void tie(Curve& ties, const math::PlanePoint& a, const math::PlanePoint& b) {
    ties.x.insert(ties.x.end(), {a.x, b.x, nan});
    ties.y.insert(ties.y.end(), {a.y, b.y, nan});
}

// The steps that are marked: where one of the paths has moved on by enough to tell the marks apart.
std::vector<std::size_t> marked_steps(const Inputs& in, const Computed& r) {
    std::vector<std::size_t> marked;
    const auto places_of = [&](std::size_t k) {
        Places all{r.flow.at(static_cast<double>(k) * in.alpha)};
        for (const math::FlowSteps* s : {&r.gd, &r.proximal})
            all.push_back(s->reaches(k) ? s->path.points[k] : s->path.points.back());
        return all;
    };
    Places before = places_of(0);
    for (std::size_t k = 1; k <= r.count && marked.size() < most_marks; ++k) {
        Places now = places_of(k);
        double moved = 0;
        for (std::size_t i = 0; i < now.size(); ++i)
            moved = std::max(moved, math::distance(now[i], before[i]));
        if (!(moved >= apart * r.domain.x.length())) continue;
        marked.push_back(k);
        before = std::move(now);
    }
    return marked;
}

void add_ties(Panel& panel, const Inputs& in, const Computed& r, const std::vector<std::size_t>& marked) {
    Curve ties = curve("same-time", "the same time", {}, {}, {Role::Ink, 0, 0.55}, 1, Dash::Dotted);
    for (const std::size_t k : marked) {
        const math::PlanePoint on_flow = r.flow.at(static_cast<double>(k) * in.alpha);
        for (const math::FlowSteps* s : {&r.gd, &r.proximal})
            if (static_cast<std::ptrdiff_t>(k) < followed(s->path.points))
                tie(ties, on_flow, s->path.points[k]);
    }
    if (!ties.x.empty()) panel.add(std::move(ties));
}

// Marks of one path, none on top of the one before.
Places spaced(const Domain& d, const Places& points) {
    Places kept;
    for (const math::PlanePoint& p : points)
        if (kept.empty() || !(math::distance(p, kept.back()) < apart * d.x.length())) kept.push_back(p);
    return kept;
}

void add_steps(Panel& panel, const Inputs& in, const Computed& r, const std::vector<std::size_t>& marked) {
    Places on_flow, gd, proximal;
    for (const std::size_t k : marked) {
        on_flow.push_back(r.flow.at(static_cast<double>(k) * in.alpha));
        if (r.gd.reaches(k)) gd.push_back(r.gd.path.points[k]);
        if (r.proximal.reaches(k)) proximal.push_back(r.proximal.path.points[k]);
    }
    const auto add = [&](const char* id, const Places& points, Colour colour, PointShape shape, double size) {
        add_places(panel, {.id = id, .colours = {colour}, .shape = shape, .size = size},
                   spaced(r.domain, points), r.domain);
    };
    add("flow-times", on_flow, flow_colour, PointShape::Disc, 5.5);
    add("proximal-times", proximal, proximal_colour, PointShape::Square, 6);
    add("gd-times", gd, gd_colour, PointShape::Disc, 6);
}

// The three places at the moment that is compared.
void add_moment(Panel& panel, const Computed& r) {
    const math::PlanePoint on_flow = r.flow.at(r.moment);
    Curve ties = curve("moment-ties", "", {}, {}, {Role::Accent}, 1.6);
    Places compared{on_flow};
    for (const math::FlowSteps* s : {&r.gd, &r.proximal}) {
        if (static_cast<std::ptrdiff_t>(r.compared) >= followed(s->path.points)) continue;
        compared.push_back(s->path.points[r.compared]);
        tie(ties, on_flow, compared.back());
    }
    if (!ties.x.empty()) panel.add(std::move(ties));
    PointSet rings{.id = "moment", .colours = {{Role::Accent}}, .shape = PointShape::Ring, .size = 11};
    if (contains(r.domain, on_flow)) {
        rings.texts.assign(compared.size(), "");
        rings.texts.front() = fmt::format("$t$ = {}", brief(r.moment, 3));
    }
    add_places(panel, std::move(rings), compared, r.domain);
}

void add_norm(Panel& panel, const Inputs& in, const Computed& r) {
    const double radius = in.alpha * -r.steepest.slope;
    if (radius > 0 && radius < 4 * r.domain.x.length())
        panel.add(unit_ball("first-steps", in.norm, radius, {in.start[0], in.start[1]}, 0.07, 0.7, 1.2));
    add_way(panel, "steepest", "steepest in " + norm_symbol(in), r.norm_path, norm_colour, Dash::Dashed);
    PointSet steps{
        .id = "steepest-steps", .colours = {norm_colour}, .shape = PointShape::Triangle, .size = 7};
    add_places(panel, std::move(steps), {r.norm_path.begin() + 1, r.norm_path.end()}, r.domain);
}

MoveAlong along_flow(const Computed& r) {
    MoveAlong along{"time", {}, {}, {}};
    for (std::size_t i = 0; i < r.times.size(); ++i) {
        along.x.push_back(r.flow_x[i]), along.y.push_back(r.flow_y[i]);
        along.value.push_back(r.times[i]);
    }
    return along;
}

}  // namespace

Panel map_panel(const Inputs& in, const Computed& r) {
    const math::LandscapeFacts& facts = math::facts(r.landscape);
    Panel panel{
        .id = "map", .title = fmt::format("{}: ${}$", facts.name, facts.formula), .cell = {0, 0, 2, 1}};
    panel.x = {.label = "$x$", .range = r.domain.x}, panel.y = {.label = "$y$", .range = r.domain.y};
    panel.equal_aspect = true;
    panel.colour_bar = ColourBar{.label = height_name(r.lowest), .mark = "height"};
    panel.add(Contours{.id = "height",
                       .field = r.field,
                       .levels = {LevelRule::Logarithmic, 12, {}},
                       .labels = false,
                       .scale = height_colours(r.field)});
    const auto add = [&](const char* id, const Places& places, Colour colour, PointShape shape, double size) {
        add_places(panel, {.id = id, .colours = {colour}, .shape = shape, .size = size}, places, r.domain);
    };
    add("minima", r.points.minima, {Role::Ink}, PointShape::Cross, 9);
    add("saddles", r.points.saddles, {Role::Ink, 0, 0.6}, PointShape::Ring, 6);
    add_norm(panel, in, r);
    const std::vector<std::size_t> marked = marked_steps(in, r);
    add_ties(panel, in, r, marked);
    add_way(panel, "proximal", "proximal point (implicit)", r.proximal.path.points, proximal_colour);
    add_way(panel, "gd", "gradient descent (explicit)", r.gd.path.points, gd_colour);
    panel.add(curve("flow", "gradient flow", r.flow_x, r.flow_y, flow_colour, 2.4));
    add_steps(panel, in, r, marked);
    add_moment(panel, r);
    add("start", {{in.start[0], in.start[1]}}, {Role::Ink}, PointShape::Ring, 10);
    panel.add(Handle{
        "start", "start of all paths", in.start[0], in.start[1], MovePair{"start", 0, 1}, {Role::Ink}});
    const math::PlanePoint now = r.flow.at(in.time);
    // A flow that stays has no moment to be dragged along it.
    if (math::distance(r.flow.at(r.horizon), r.flow.at(0)) > 0)
        panel.add(Handle{"moment", "moment that is compared", now.x, now.y, along_flow(r)});
    return panel;
}

}  // namespace lossfield::viz::gradient_flow
