// What both main panels show, and the triangle of probabilities.
#include "viz/labs/information/fisher_geometry/fisher_geometry.hpp"

namespace lossfield::viz::fisher_geometry {

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
            break;
    }
    std::erase_if(out, [](const Line& l) { return l.way->empty(); });
    return out;
}

std::vector<Spot> spots_of(const Inputs& in, const Computed& r) {
    const bool projections = in.view == Scene::Projections, flows = in.view == Scene::Flows;
    std::vector<Spot> out;
    if (projections && r.m) out.push_back({"m-projection", "$r_m$", "", triple(r.m->r), path_colour(1)});
    if (projections && r.e) out.push_back({"e-projection", "$r_e$", "", triple(r.e->r), path_colour(0)});
    if (projections || in.view == Scene::Triangle)
        out.push_back({"a", "$a$", "third point", triple(r.a), {Role::Ink}, "a"});
    out.push_back({"q", "$q$", flows ? "target" : "point q", triple(r.q), {Role::Ink}, "q"});
    out.push_back({"p", "$p$", flows ? "start" : "point p", triple(r.p), {Role::Accent}, "p"});
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
        Polygon circles{
            .id = "circles", .label = "Fisher circles, radius " + brief(in.radius, 2), .width = 1};
        circles.fill = {Role::Muted, 0, 0.12}, circles.stroke = {Role::Muted, 0, 0.7};
        for (const Way& circle : r.circles) {
            const Curve ring = triangle_line("", "", circle, {});
            circles.x.push_back(ring.x), circles.y.push_back(ring.y);
        }
        panel.add(std::move(circles));
    }
    for (const Line& line : lines_of(in, r))
        panel.add(triangle_line(line.id, line.label, *line.way, line.colour, line.width, line.dash));
    const auto add_times = [&](const char* id, const Flow& flow, Colour colour) {
        PointSet times{.id = id, .colours = {colour}, .size = 6};
        for (const math::Barycentric& b : flow.marks) add_to(times, b);
        if (!times.x.empty()) panel.add(std::move(times));
    };
    add_times("natural-times", r.natural, {Role::Accent});
    add_times("plain-times", r.plain, series(0));
    for (const Spot& spot : spots_of(in, r)) {
        const math::PlanePoint at = math::to_plane(spot.at);
        panel.add(point(spot.id, at, spot.colour, spot.shape(), spot.size(), spot.text));
        if (!spot.is_result())
            panel.add(handle_at("triangle-" + spot.parameter, spot.words, at,
                                MoveProbabilities{spot.parameter, {0, 1, 2}}, spot.colour));
    }
    return panel;
}

}  // namespace lossfield::viz::fisher_geometry
