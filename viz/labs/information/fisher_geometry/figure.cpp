// The picture of the lab put together: what both panels share, the triangle, notices, caption and what is true under the
// pointer.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numbers>

#include "math/information/divergences.hpp"
#include "math/information/information.hpp"
#include "viz/fragments/named.hpp"
#include "viz/labs/information/fisher_geometry/fisher_geometry.hpp"
#include "viz/text/numbers.hpp"

namespace lossfield::viz::fisher_geometry {
namespace {

std::string angle(double radians) { return fixed(radians * 180 / std::numbers::pi, 1) + "°"; }

bool adds_up(const Projection& projection) {
    return std::all_of(projection.relation.begin(), projection.relation.end(),
                       [](const Projection::Relation& r) { return std::isfinite(r.whole); });
}

Notices notices(const Inputs& in, const Computed& r) {
    Notices out;
    if (in.view == "paths" && r.path[1].empty())
        out.push_back({"no-exponential-path", Severity::Warning,
                       "No exponential path: $p$ and $q$ give probability 0 to different outcomes, and in "
                       "log $p$ that is infinitely far."});
    if (in.view == "flows" && !std::isfinite(r.objective))
        out.push_back(
            {"infinite", Severity::Warning,
             "The objective is +∞ here: one of the two gives probability 0 where the other does not, "
             "so there is no gradient to follow."});
    if (in.view == "flows" && std::isfinite(r.objective) && r.p != r.q &&
        std::any_of(r.p.begin(), r.p.end(), [](double v) { return v == 0; }))
        out.push_back(
            {"stuck", Severity::Warning,
             "The plain flow is stuck on the side it starts from: a logit of −∞ never comes back."});
    if (in.view == "projections") {
        if (r.q == r.a)
            out.push_back(
                {"no-family", Severity::Warning, "$q$ and $a$ are one point: they span no family."});
        else if (!r.m)
            out.push_back(
                {"no-m-projection", Severity::Warning,
                 "No exponential family through $q$ and $a$ that holds all outcomes of $p$: some of "
                 "the three lies on a side of the triangle."});
        if (r.q != r.a && !r.e)
            out.push_back({"no-e-projection", Severity::Warning,
                           "KL is +∞ from every member of the linear family: it gives to an outcome that $p$ "
                           "gives nothing."});
    }
    if (in.view == "projections" && r.e && !adds_up(*r.e))
        out.push_back(
            {"infinite-relation", Severity::Warning,
             "KL to $p$ is +∞ from points that give to an outcome that $p$ gives nothing; only their "
             "e-projection does not."});
    if (in.view == "triangle" && !(r.triangle.area > 1e-9))
        out.push_back({"no-triangle", Severity::Warning,
                       "The three points lie on one geodesic: a triangle without area has no excess."});
    return out;
}

std::string caption(const Inputs& in, const Computed& r) {
    if (in.view == "paths") {
        if (r.path[1].empty())
            return fmt::format(
                "The geodesic is {} long, the mixture path {}. Pull $p$ off the side and the "
                "exponential path appears.",
                readable(r.length[2], 4), readable(r.length[0], 4));
        return fmt::format(
            "Three ways that are each straight somewhere. On the sphere the geodesic is a great circle, {} "
            "long; "
            "straight in $p$ it takes {}, straight in log $p$ {}.",
            readable(r.length[2], 4), readable(r.length[0], 4), readable(r.length[1], 4));
    }
    if (in.view == "flows")
        return in.objective == "from-target" ? "For KL(q ‖ p) the natural gradient follows the mixture path "
                                               "at the pace $e^{-t}$; the plain "
                                               "gradient of the logits is slow where a probability is small. "
                                               "Dots: $t$ = 1, 2, 4, 8, 16."
                                             : "For KL(p ‖ q) the natural gradient follows the exponential "
                                               "path at the pace $e^{-t}$; the "
                                               "plain gradient of the logits is slow where a probability is "
                                               "small. Dots: $t$ = 1, 2, 4, 8, 16.";
    if (in.view == "projections")
        return "Dropped from $p$ along a straight line of the one kind, a projection meets a family that is "
               "straight "
               "in the other kind at a right angle, and divergences add up.";
    return fmt::format(
        "The angles sum to {}, {} more than half a turn. Excess over area is 1/4 wherever the corners "
        "are: the simplex is a piece of a sphere of radius 2.",
        angle(r.triangle.excess() + std::numbers::pi), angle(r.triangle.excess()));
}

Readouts readouts(const Inputs& in, const Computed& r) {
    Readouts out{{"distance", "Fisher–Rao distance of p and q", "$d(p,q)$", r.distance, ""},
                 {"kl", "Kullback-Leibler divergence", "$KL(p‖q)$", math::kl(r.p, r.q), ""},
                 {"kl-reverse", "Kullback-Leibler divergence", "$KL(q‖p)$", math::kl(r.q, r.p), ""}};
    const auto add = [&](const char* id, const char* label, const char* symbol, double value,
                         const char* unit = "") {
        out.push_back({id, label, symbol, value, unit});
    };
    if (in.view == "paths") {
        add("mixture-length", "length of the mixture path", "mixture", r.length[0]);
        if (!r.path[1].empty())
            add("exponential-length", "length of the exponential path", "exponential", r.length[1]);
        add("geodesic-length", "length of the geodesic", "geodesic", r.length[2]);
    } else if (in.view == "flows") {
        add("objective", "objective at the start", "$L$", r.objective);
        if (!r.plain.loss.empty()) {
            add("natural-loss", "objective of the natural flow at t = 40", "natural", r.natural.loss.back());
            add("plain-loss", "objective of the plain flow at t = 40", "plain", r.plain.loss.back());
        }
    } else if (in.view == "projections") {
        if (r.m) out.push_back({"m-projection", "onto the exponential family", "$r_m$", r.m->r, ""});
        if (r.e) out.push_back({"e-projection", "onto the linear family", "$r_e$", r.e->r, ""});
        for (const auto& [projection, name] : {std::pair{&r.m, "m"}, {&r.e, "e"}})
            if (*projection)
                for (std::size_t i = 0; i < 2; ++i) {
                    const auto& relation = (*projection)->relation[i];
                    if (!std::isfinite(relation.whole)) continue;
                    const std::string id = fmt::format("{}-{}-error", name, i == 0 ? "q" : "a");
                    out.push_back({id, "Pythagoras: whole less both parts", "",
                                   relation.whole - relation.first - relation.second, ""});
                    out.back().aside = true;
                }
    } else {
        out.push_back({"angles", "angles", "",
                       Vector{r.triangle.angle[0], r.triangle.angle[1], r.triangle.angle[2]}, "rad"});
        add("excess", "excess of the angles", "excess", r.triangle.excess(), "rad");
        add("area", "area", "area", r.triangle.area);
        add("curvature", "excess over area", "excess / area", r.triangle.excess() / r.triangle.area);
    }
    return out;
}

}  // namespace

Colour path_colour(std::size_t path) { return path == 2 ? Colour{Role::Accent} : series(path == 0 ? 0 : 5); }

std::vector<Line> lines_of(const Inputs& in, const Computed& r) {
    std::vector<Line> out;
    if (in.view == "paths")
        for (std::size_t k = 0; k < 3; ++k)
            if (!r.path[k].empty()) out.push_back({path_names[k], path_names[k], &r.path[k], path_colour(k)});
    if (in.view == "flows" && !r.natural.way.empty()) {
        out.push_back({"natural", "natural gradient", &r.natural.way, {Role::Accent}});
        out.push_back({"plain", "plain gradient of the logits", &r.plain.way, series(0)});
    }
    if (in.view == "projections") {
        out.push_back({"linear-family", "linear family", &r.mixture_line, path_colour(0), 1.8});
        out.push_back({"exponential-family", "exponential family", &r.exponential_line, path_colour(1), 1.8});
        if (r.m) out.push_back({"m-drop", "", &r.m->drop, path_colour(0), 1.6, Dash::Dashed});
        if (r.e) out.push_back({"e-drop", "", &r.e->drop, path_colour(1), 1.6, Dash::Dashed});
        if (r.m) out.push_back({"m-corner", "", &r.m->corner, {Role::Ink}, 1.2});
        if (r.e) out.push_back({"e-corner", "", &r.e->corner, {Role::Ink}, 1.2});
        std::erase_if(out, [](const Line& l) { return l.way->empty(); });
    }
    if (in.view == "triangle")
        for (std::size_t k = 0; k < 3; ++k) {
            constexpr std::array<const char*, 3> ids{"side-pq", "side-qa", "side-ap"};
            out.push_back({ids[k], k == 0 ? "geodesics" : "", &r.side[k], path_colour(2)});
        }
    return out;
}

std::vector<Spot> spots_of(const Inputs& in, const Computed& r) {
    const bool third = in.view == "projections" || in.view == "triangle";
    std::vector<Spot> out;
    if (in.view == "projections" && r.m)
        out.push_back({"m-projection", "$r_m$", "", triple(r.m->r), path_colour(1), ""});
    if (in.view == "projections" && r.e)
        out.push_back({"e-projection", "$r_e$", "", triple(r.e->r), path_colour(0), ""});
    if (third) out.push_back({"a", "$a$", "third point", triple(r.a), {Role::Ink}, "a"});
    out.push_back({"q", "$q$", in.view == "flows" ? "target" : "point q", triple(r.q), {Role::Ink}, "q"});
    out.push_back({"p", "$p$", in.view == "flows" ? "start" : "point p", triple(r.p), {Role::Accent}, "p"});
    return out;
}

Panel triangle_panel(const Inputs& in, const Computed& r) {
    Panel panel{.id = "triangle", .title = "probabilities", .kind = PanelKind::Simplex, .cell = {0, 0, 1, 1}};
    for (int k = 0; k < 3; ++k) panel.corners.push_back({fmt::format("outcome {}", k + 1), series(k)});
    if (in.field != "none") {
        auto field = named<Contours>("field");
        field.field = r.field;
        field.levels.rule = in.field == "kl" ? LevelRule::EqualArea : LevelRule::Linear;
        field.scale.reversed = true;
        panel.add(std::move(field));
    }
    if (!r.circles.empty()) {
        auto circles =
            named<Polygon>("circles", fmt::format("Fisher circles, radius {}", brief(in.radius, 2)));
        for (const Way& circle : r.circles) {
            circles.x.emplace_back(), circles.y.emplace_back();
            for (const auto& b : circle) {
                const math::PlanePoint at = math::to_plane(b);
                circles.x.back().push_back(at.x), circles.y.back().push_back(at.y);
            }
        }
        circles.fill = {Role::Muted, 0, 0.12};
        circles.stroke = {Role::Muted, 0, 0.7};
        circles.width = 1;
        panel.add(std::move(circles));
    }
    for (const Line& line : lines_of(in, r)) {
        auto curve = named<Curve>(line.id, line.label);
        for (const auto& b : *line.way) {
            const math::PlanePoint at = math::to_plane(b);
            curve.x.push_back(at.x), curve.y.push_back(at.y);
        }
        curve.colour = line.colour, curve.width = line.width, curve.dash = line.dash;
        panel.add(std::move(curve));
    }
    for (const auto& [flow, id, colour] : {std::tuple{&r.natural, "natural-times", Colour{Role::Accent}},
                                           {&r.plain, "plain-times", series(0)}}) {
        if (flow->marks.empty()) continue;
        auto dots = named<PointSet>(id);
        for (const auto& b : flow->marks) {
            const math::PlanePoint at = math::to_plane(b);
            dots.x.push_back(at.x), dots.y.push_back(at.y);
        }
        dots.size = 6;
        dots.colours = {colour};
        panel.add(std::move(dots));
    }
    for (const Spot& spot : spots_of(in, r)) {
        const math::PlanePoint at = math::to_plane(spot.at);
        panel.add(PointSet{.id = spot.id,
                           .x = {at.x},
                           .y = {at.y},
                           .colours = {spot.colour},
                           .shape = spot.parameter.empty() ? PointShape::Diamond : PointShape::Ring,
                           .size = spot.parameter.empty() ? 8.0 : 11.0,
                           .texts = {spot.text}});
        if (!spot.parameter.empty())
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
    figure.row_weights = {1, in.view == "projections" ? 0.42 : 0.34};
    figure.readouts = readouts(in, r);
    figure.notices = notices(in, r);
    figure.caption = caption(in, r);
    if (in.view == "paths" || in.view == "flows") figure.hidden.push_back("a");
    if (in.view != "flows") figure.hidden.push_back("objective");
    if (!in.ellipses) figure.inactive.push_back("radius");
    return figure;
}

Readouts probe(const Inputs&, const Computed& r, const std::string& panel, double x, double y) {
    if (panel != "triangle") return {};
    const math::Barycentric b = math::to_barycentric({x, y});
    if (std::min({b[0], b[1], b[2]}) < 0) return {};
    const Vector at{b[0], b[1], b[2]};
    return {{"point", "here", "", at, ""},
            {"distance", "distance from p", "$d(p,·)$", math::fisher_rao_distance(r.p, at), ""},
            {"kl", "divergence from p", "$KL(p‖·)$", math::kl(r.p, at), ""}};
}

}  // namespace lossfield::viz::fisher_geometry
