// The picture of the lab put together: what both panels share, the triangle, notices, caption and what is true under the
// pointer.
#include "math/information/divergences.hpp"
#include "math/information/information.hpp"
#include "viz/labs/information/fisher_geometry/fisher_geometry.hpp"

namespace lossfield::viz::fisher_geometry {
namespace {

std::string angle(double radians) { return fixed(radians * 180 / std::numbers::pi, 1) + "°"; }

bool adds_up(const Projection& projection) {
    return std::all_of(projection.relation.begin(), projection.relation.end(),
                       [](const Projection::Relation& r) { return std::isfinite(r.whole); });
}

// What the notices claim.
bool is_stuck(const Computed& r) {
    return std::isfinite(r.objective) && r.p != r.q && std::find(r.p.begin(), r.p.end(), 0.0) != r.p.end();
}
bool has_area(const Computed& r) { return r.triangle.area > 1e-9; }

Notices notices(const Inputs& in, const Computed& r) {
    Notices out;
    const auto warn = [&](const char* id, const char* text) { out.push_back({id, Severity::Warning, text}); };
    switch (in.view) {
        case Scene::Paths:
            if (r.path[1].empty())
                warn("no-exponential-path",
                     "No exponential path: $p$ and $q$ give probability 0 to different outcomes, and in "
                     "log $p$ that is infinitely far.");
            break;
        case Scene::Flows:
            if (!std::isfinite(r.objective))
                warn("infinite",
                     "The objective is +∞ here: one of the two gives probability 0 where the other does not, "
                     "so there is no gradient to follow.");
            if (is_stuck(r))
                warn("stuck",
                     "The plain flow is stuck on the side it starts from: a logit of −∞ never comes back.");
            break;
        case Scene::Projections:
            if (r.q == r.a)
                warn("no-family", "$q$ and $a$ are one point: they span no family.");
            else if (!r.m)
                warn("no-m-projection",
                     "No exponential family through $q$ and $a$ that holds all outcomes of $p$: some of "
                     "the three lies on a side of the triangle.");
            if (r.q != r.a && !r.e)
                warn("no-e-projection",
                     "KL is +∞ from every member of the linear family: it gives to an outcome that $p$ "
                     "gives nothing.");
            if (r.e && !adds_up(*r.e))
                warn("infinite-relation",
                     "KL to $p$ is +∞ from points that give to an outcome that $p$ gives nothing; only their "
                     "e-projection does not.");
            break;
        case Scene::Triangle:
            if (!has_area(r))
                warn("no-triangle",
                     "The three points lie on one geodesic: a triangle without area has no excess.");
            break;
    }
    return out;
}

std::string caption(const Inputs& in, const Computed& r) {
    const bool from = in.objective == math::FlowObjective::KlFromTarget;
    const std::string mixture = readable(r.length[0], 4), exponential = readable(r.length[1], 4),
                      geodesic = readable(r.length[2], 4);
    switch (in.view) {
        case Scene::Paths:
            if (r.path[1].empty())
                return "The geodesic is " + geodesic + " long, the mixture path " + mixture +
                       ". Pull $p$ off the side and the exponential path appears.";
            return "Three ways that are each straight somewhere. On the sphere the geodesic is a great "
                   "circle, " +
                   geodesic + " long; straight in $p$ it takes " + mixture + ", straight in log $p$ " +
                   exponential + ".";
        case Scene::Flows:
            return std::string("For KL(") + (from ? "q ‖ p" : "p ‖ q") +
                   ") the natural gradient follows the " + (from ? "mixture" : "exponential") +
                   " path at the pace $e^{-t}$; the plain gradient of the logits is slow where a probability "
                   "is "
                   "small. Dots: $t$ = 1, 2, 4, 8, 16.";
        case Scene::Projections:
            return "Dropped from $p$ along a straight line of the one kind, a projection meets a family that "
                   "is "
                   "straight in the other kind at a right angle, and divergences add up.";
        case Scene::Triangle:
            break;
    }
    return fmt::format(
        "The angles sum to {}, {} more than half a turn. Excess over area is 1/4 wherever the corners "
        "are: the simplex is a piece of a sphere of radius 2.",
        angle(r.triangle.excess() + std::numbers::pi), angle(r.triangle.excess()));
}

void add_relations(Readouts& out, const std::optional<Projection>& projection, const std::string& name) {
    for (std::size_t i = 0; projection && i < 2; ++i) {
        const auto& [whole, first, second] = projection->relation[i];
        if (std::isfinite(whole))
            out.push_back({name + (i == 0 ? "-q-error" : "-a-error"), "Pythagoras: whole less both parts", "",
                           whole - first - second, "", false, true});
    }
}

Readouts readouts(const Inputs& in, const Computed& r) {
    Readouts out{{"distance", "Fisher–Rao distance of p and q", "$d(p,q)$", r.distance},
                 {"kl", "Kullback-Leibler divergence", "$KL(p‖q)$", math::kl(r.p, r.q)},
                 {"kl-reverse", "Kullback-Leibler divergence", "$KL(q‖p)$", math::kl(r.q, r.p)}};
    switch (in.view) {
        case Scene::Paths:
            out.push_back({"mixture-length", "length of the mixture path", "mixture", r.length[0]});
            if (!r.path[1].empty())
                out.push_back(
                    {"exponential-length", "length of the exponential path", "exponential", r.length[1]});
            out.push_back({"geodesic-length", "length of the geodesic", "geodesic", r.length[2]});
            break;
        case Scene::Flows:
            out.push_back({"objective", "objective at the start", "$L$", r.objective});
            if (!r.plain.loss.empty())
                out.append(
                    {{"natural-loss", "objective of the natural flow at t = 40", "natural",
                      r.natural.loss.back()},
                     {"plain-loss", "objective of the plain flow at t = 40", "plain", r.plain.loss.back()}});
            break;
        case Scene::Projections:
            if (r.m) out.push_back({"m-projection", "onto the exponential family", "$r_m$", r.m->r});
            if (r.e) out.push_back({"e-projection", "onto the linear family", "$r_e$", r.e->r});
            add_relations(out, r.m, "m");
            add_relations(out, r.e, "e");
            break;
        case Scene::Triangle: {
            const auto& [angles, area] = r.triangle;
            const double excess = r.triangle.excess();
            out.append({{"angles", "angles", "", Vector(angles.begin(), angles.end()), "rad"},
                        {"excess", "excess of the angles", "excess", excess, "rad"},
                        {"area", "area", "area", area},
                        {"curvature", "excess over area", "excess / area", excess / area}});
        }
    }
    return out;
}

// The points of a way in the triangle.
std::pair<Vector, Vector> plane_points(const Way& way) {
    std::pair<Vector, Vector> points;
    for (const auto& b : way) {
        const math::PlanePoint at = math::to_plane(b);
        points.first.push_back(at.x);
        points.second.push_back(at.y);
    }
    return points;
}

}  // namespace

Colour path_colour(std::size_t path) { return path == 2 ? Colour{Role::Accent} : series(path == 0 ? 0 : 5); }

std::vector<Line> lines_of(const Inputs& in, const Computed& r) {
    std::vector<Line> out;
    switch (in.view) {
        case Scene::Paths:
            for (std::size_t k = 0; k < 3; ++k)
                out.push_back({path_names[k], path_names[k], &r.path[k], path_colour(k)});
            break;
        case Scene::Flows:
            out.push_back({"natural", "natural gradient", &r.natural.way, {Role::Accent}});
            out.push_back({"plain", "plain gradient of the logits", &r.plain.way, series(0)});
            break;
        case Scene::Projections:
            out.push_back({"linear-family", "linear family", &r.mixture_line, path_colour(0), 1.8});
            out.push_back(
                {"exponential-family", "exponential family", &r.exponential_line, path_colour(1), 1.8});
            if (r.m) out.push_back({"m-drop", "", &r.m->drop, path_colour(0), 1.6, Dash::Dashed});
            if (r.e) out.push_back({"e-drop", "", &r.e->drop, path_colour(1), 1.6, Dash::Dashed});
            if (r.m) out.push_back({"m-corner", "", &r.m->corner, {Role::Ink}, 1.2});
            if (r.e) out.push_back({"e-corner", "", &r.e->corner, {Role::Ink}, 1.2});
            break;
        case Scene::Triangle:
            out.push_back({"side-pq", "geodesics", &r.side[0], path_colour(2)});
            out.push_back({"side-qa", "", &r.side[1], path_colour(2)});
            out.push_back({"side-ap", "", &r.side[2], path_colour(2)});
            return out;
    }
    std::erase_if(out, [](const Line& l) { return l.way->empty(); });
    return out;
}

std::vector<Spot> spots_of(const Inputs& in, const Computed& r) {
    const bool third = in.view == Scene::Projections || in.view == Scene::Triangle;
    std::vector<Spot> out;
    if (in.view == Scene::Projections && r.m)
        out.push_back({"m-projection", "$r_m$", "", triple(r.m->r), path_colour(1), ""});
    if (in.view == Scene::Projections && r.e)
        out.push_back({"e-projection", "$r_e$", "", triple(r.e->r), path_colour(0), ""});
    if (third) out.push_back({"a", "$a$", "third point", triple(r.a), {Role::Ink}, "a"});
    out.push_back(
        {"q", "$q$", in.view == Scene::Flows ? "target" : "point q", triple(r.q), {Role::Ink}, "q"});
    out.push_back(
        {"p", "$p$", in.view == Scene::Flows ? "start" : "point p", triple(r.p), {Role::Accent}, "p"});
    return out;
}

Panel triangle_panel(const Inputs& in, const Computed& r) {
    Panel panel{.id = "triangle", .title = "probabilities", .kind = PanelKind::Simplex, .cell = {0, 0, 1, 1}};
    for (int k = 0; k < 3; ++k) panel.corners.push_back({fmt::format("outcome {}", k + 1), series(k)});
    if (in.field != Contoured::None)
        panel.add(Contours{.id = "field",
                           .field = r.field,
                           .levels = {in.field == Contoured::Kl ? LevelRule::EqualArea : LevelRule::Linear},
                           .scale = {.reversed = true}});
    if (!r.circles.empty()) {
        Polygon circles{.id = "circles",
                        .label = "Fisher circles, radius " + brief(in.radius, 2),
                        .fill = {Role::Muted, 0, 0.12},
                        .stroke = {Role::Muted, 0, 0.7},
                        .width = 1};
        for (const Way& circle : r.circles) {
            auto [x, y] = plane_points(circle);
            circles.x.push_back(std::move(x));
            circles.y.push_back(std::move(y));
        }
        panel.add(std::move(circles));
    }
    for (const Line& line : lines_of(in, r)) {
        auto [x, y] = plane_points(*line.way);
        panel.add(curve(line.id, line.label, std::move(x), std::move(y), line.colour, line.width, line.dash));
    }
    const auto add_times = [&](const char* id, const Flow& flow, Colour colour) {
        auto [x, y] = plane_points(flow.marks);
        if (!x.empty())
            panel.add(
                PointSet{.id = id, .x = std::move(x), .y = std::move(y), .colours = {colour}, .size = 6});
    };
    add_times("natural-times", r.natural, {Role::Accent});
    add_times("plain-times", r.plain, series(0));
    for (const Spot& spot : spots_of(in, r)) {
        const math::PlanePoint at = math::to_plane(spot.at);
        const bool result = spot.parameter.empty();
        panel.add(point(spot.id, at.x, at.y, spot.colour, result ? PointShape::Diamond : PointShape::Ring,
                        result ? 8 : 11, spot.text));
        if (!result)
            panel.add(Handle{"triangle-" + spot.parameter, spot.words, at.x, at.y,
                             MoveProbabilities{spot.parameter, {0, 1, 2}}, spot.colour});
    }
    return panel;
}

Figure draw(const Inputs& in, const Computed& r, const View& /*view*/) {
    Figure figure;
    figure.add(triangle_panel(in, r));
    figure.add(sphere_panel(in, r));
    figure.add(numbers_panel(in, r));
    figure.column_weights = {1, 1};
    figure.row_weights = {1, in.view == Scene::Projections ? 0.42 : 0.34};
    figure.readouts = readouts(in, r);
    figure.notices = notices(in, r);
    figure.caption = caption(in, r);
    if (in.view == Scene::Paths || in.view == Scene::Flows) figure.hidden.push_back("a");
    if (in.view != Scene::Flows) figure.hidden.push_back("objective");
    if (!in.ellipses) figure.inactive.push_back("radius");
    return figure;
}

Readouts probe_triangle(const Inputs& /*in*/, const Computed& r, double x, double y) {
    const math::Barycentric b = math::to_barycentric({x, y});
    if (std::min({b[0], b[1], b[2]}) < 0) return {};
    return {{"point", "here", "", Vector{b[0], b[1], b[2]}},
            {"distance", "distance from p", "$d(p,·)$", math::fisher_rao_distance(r.p, b)},
            {"kl", "divergence from p", "$KL(p‖·)$", math::kl(r.p, b)}};
}

}  // namespace lossfield::viz::fisher_geometry
