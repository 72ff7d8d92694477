// The plane: what every class wins with its margin, the empty wedges between, class directions and features.
#include "viz/fragments/circle.hpp"
#include "viz/labs/margins/angular_margins/angular_margins.hpp"

namespace lossfield::viz::angular_margins {
namespace {

using math::Arc;

constexpr double one_line = 1e-3;                    // radians: lines so near are drawn as one
constexpr double wedge_arc = 0.4, wedge_text = 0.8;  // of half the plane

// Beyond every vector of the run; in steps, so that it stands while one moves.
double reach(const Computed& r) {
    const double wanted = 1.12 * std::max(1.0, r.plane->farthest);
    return wanted < 4 ? std::ceil(4 * wanted) / 4 : axis_end(wanted);
}

void add_regions(Panel& panel, const Shown& s, double far) {
    const math::PlaneDecision& d = s.decided;
    const Shares split = shares(d);
    for (std::size_t k = 0; k < d.won.size(); ++k)
        if (const auto& own = split.several.empty() ? d.won[k] : split.alone[k]; !own.empty())
            panel.add(sectors(fmt::format("region-{}", k + 1), own, far, class_colour(k, 0.17)));
    if (!split.several.empty()) {
        // What several win at once is no class's region.
        Polygon several = sectors("several", split.several, far, {Role::Warning, 0, 0.16});
        several.label = "won by several at once";
        panel.add(std::move(several));
    }
    if (!d.empty.empty()) {
        Polygon empty = sectors("empty", d.empty, far, {Role::Ink, 0, 0.12});
        empty.label = "won by no class";
        panel.add(std::move(empty));
    }
    Curve plain{.id = "plain-lines",
                .label = "without margin",
                .colour = {Role::Ink, 0, 0.6},
                .width = 1.2,
                .dash = Dash::Dotted};
    for (const double angle : d.plain) add_ray(plain, angle, far);
    Vector drawn;
    for (std::size_t k = 0; k < d.won.size(); ++k) {
        Curve own{.id = fmt::format("line-{}", k + 1), .colour = class_colour(k), .width = 1.8};
        // Over a line of another class: both are seen.
        Curve shared = own;
        shared.id = fmt::format("line-shared-{}", k + 1), shared.dash = Dash::Dashed;
        Vector ends;
        for (const Arc& arc : d.won[k])
            if (!arc.is_circle()) ends.insert(ends.end(), {arc.from, arc.to});
        for (const double end : ends) {
            const bool covered = std::any_of(drawn.begin(), drawn.end(), [&](double other) {
                return math::angle_between_directions(end, other) < one_line;
            });
            add_ray(covered ? shared : own, end, far);
        }
        drawn.insert(drawn.end(), ends.begin(), ends.end());
        for (Curve* line : {&own, &shared})
            if (!line->x.empty()) panel.add(std::move(*line));
    }
    if (has_wedge(d) && !plain.x.empty()) panel.add(std::move(plain));
}

// Of both quarters of a wedge the one farther from the lines without margin: a number there lies on none of them.
double beside_lines(const Arc& wedge, const Vector& lines) {
    const auto room = [&](double at) {
        double least = std::numbers::pi;
        for (const double line : lines) least = std::min(least, math::angle_between_directions(at, line));
        return least;
    };
    const double first = wedge.from + 0.25 * wedge.width(), last = wedge.from + 0.75 * wedge.width();
    return room(last) > room(first) ? last : first;
}

// Each with its angle, outside of an arc of it.
void add_wedges(Panel& panel, const Shown& s, double half) {
    Curve arcs{.id = "wedge-arcs", .colour = {Role::Ink, 0, 0.8}, .width = 1.2};
    for (std::size_t i = 0; i < s.decided.empty.size(); ++i) {
        const Arc& arc = s.decided.empty[i];
        if (arc.width() < 0.5 * radian) continue;
        add_arc(arcs, arc, wedge_arc * half);
        const double at = beside_lines(arc, s.decided.plain), away = wedge_text * half;
        panel.add(words_at(fmt::format("wedge-{}", i + 1), {away * std::cos(at), away * std::sin(at)},
                           fixed(degrees(arc.width()), 1) + "°", Anchor::Centre, {Role::Ink}, true));
    }
    if (!arcs.x.empty()) panel.add(std::move(arcs));
}

void add_features(Panel& panel, const Computed& r, const Shown& s) {
    const math::TrainingState start = r.plane->steps.at(0);
    const std::span<const double> from = r.plane->objective.features(start.x), now = features_of(r, s);
    const std::vector<std::size_t>& label = r.plane->objective.labels();
    std::vector<PointSet> all;
    PointSet starts{.id = "starts", .shape = PointShape::Ring, .size = 4.5};
    for (std::size_t k = 0; k < s.decided.won.size(); ++k) {
        PointSet dots{.id = fmt::format("class-{}", k + 1),
                      .label = fmt::format("class {}", k + 1),
                      .colours = {class_colour(k)},
                      .size = 6};
        for (std::size_t i = 1; i < label.size(); ++i) {
            if (label[i] != k) continue;
            dots.x.push_back(now[2 * i]), dots.y.push_back(now[2 * i + 1]);
            if (s.step == 0) continue;
            starts.x.push_back(from[2 * i]), starts.y.push_back(from[2 * i + 1]);
            starts.colours.push_back(class_colour(k, 0.5));
        }
        if (!dots.x.empty()) all.push_back(std::move(dots));
    }
    if (!starts.x.empty()) panel.add(std::move(starts));
    for (PointSet& dots : all) panel.add(std::move(dots));
}

void add_live(Panel& panel, const Computed& r, const Shown& s, double half) {
    const auto run = static_cast<std::uint64_t>(s.step);
    Vector x, y;
    math::TrainingState state = r.plane->steps.at(0);
    for (std::uint64_t t = 0; t <= run; ++t) {
        if (t > 0) state = r.plane->steps.continued(std::move(state), t - 1, t);
        x.push_back(state.x[0]), y.push_back(state.x[1]);
    }
    const Colour own = class_colour(r.of_class);
    if (run > 0) {
        panel.add(curve("live-way", "", x, y, own, 1.6));
        panel.add(point("live-start", x.front(), y.front(), own, PointShape::Ring, 8));
    }
    const double size = std::hypot(s.live.gradient.x, s.live.gradient.y);
    if (size > 0) {
        // Its length says how large it is up to half the plane.
        const double length = 0.45 * half * size / (size + 2);
        panel.add(Arrows{.id = "live-pull",
                         .x = {s.live.at.x},
                         .y = {s.live.at.y},
                         .u = {-length * s.live.gradient.x / size},
                         .v = {-length * s.live.gradient.y / size},
                         .colours = {{Role::Accent}},
                         .width = 2});
    }
    panel.add(point("live-class", s.live.at, own, PointShape::Disc, 8));
    panel.add(labelled(point("live", s.live.at, {Role::Accent}, PointShape::Ring, 13), "live feature"));
}

void add_directions(Panel& panel, const Inputs& in, const Shown& s) {
    const math::PlaneDecision& d = s.decided;
    Arrows arrows{.id = "directions", .colours = {}, .width = 2.2};
    const auto end = [&](std::size_t k) {
        const double length = math::has_weight_lengths(in.kind) ? d.lengths[k] : 1;
        return math::PlanePoint{length * std::cos(d.directions[k]), length * std::sin(d.directions[k])};
    };
    for (std::size_t k = 0; k < d.directions.size(); ++k) {
        arrows.x.push_back(0), arrows.y.push_back(0);
        arrows.u.push_back(end(k).x), arrows.v.push_back(end(k).y);
        arrows.colours.push_back(class_colour(k));
        arrows.texts.push_back(fmt::format("$w_{}$", k + 1));
    }
    // An arrow that another one covers is seen as a band on both sides of it.
    for (const auto& [below, above] : on_one_ray(d))
        if (std::hypot(end(below).x, end(below).y) <= std::hypot(end(above).x, end(above).y) + 1e-9)
            panel.add(curve(fmt::format("direction-{}-under-{}", below + 1, above + 1), "", {0, end(below).x},
                            {0, end(below).y}, class_colour(below, 0.75), 7));
    panel.add(std::move(arrows));
}

void add_handles(Panel& panel, const Inputs& in, const Computed& r) {
    const bool lengths = math::has_weight_lengths(in.kind);
    for (std::size_t k = 0; k < classes_of(in); ++k) {
        const double angle = in.angles[k] * radian, length = lengths ? in.lengths[k] : 1;
        panel.add(handle_at(fmt::format("direction-{}", k + 1), fmt::format("direction of class {}", k + 1),
                            {length * std::cos(angle), length * std::sin(angle)},
                            MovePolar{"angles", lengths ? "lengths" : "", k}, class_colour(k),
                            HandleShape::Diamond));
    }
    if (in.features == Features::Placed)
        for (std::size_t i = 0; i < in.data.size(); ++i)
            if (const std::size_t k = class_of(in.data[i], class_names); k < classes_of(in))
                panel.add(handle_at(fmt::format("data-{}", i + 1), "feature of class " + in.data[i].label,
                                    {in.data[i].x, in.data[i].y}, MovePoint{"data", i}, class_colour(k)));
    const double live = in.feature_angle * radian;
    panel.add(handle_at("live", fmt::format("live feature of class {}, at the start", r.of_class + 1),
                        {in.feature_length * std::cos(live), in.feature_length * std::sin(live)},
                        MovePolar{"angle", "length"}));
}

}  // namespace

Panel plane_panel(const Inputs& in, const Computed& r, const Shown& s) {
    Panel panel{.id = "plane",
                .title = "which class wins a feature trained as its own",
                .cell = {0, 0, 2, 1},
                .equal_aspect = true};
    const double half = reach(r), far = 1.5 * half;
    const std::string unit = math::has_feature_length(in.kind) ? "/s" : "";
    panel.x = {.label = fmt::format("feature $x_1{}$", unit), .range = Interval{-half, half}};
    panel.y = {.label = fmt::format("feature $x_2{}$", unit), .range = Interval{-half, half}};
    add_regions(panel, s, far);
    Curve circle = curve("circle", "", {}, {}, {Role::Muted, 0, 0.7}, 1);
    add_arc(circle, {0, math::full_turn}, 1);
    panel.add(std::move(circle));
    add_wedges(panel, s, half);
    add_directions(panel, in, s);
    add_features(panel, r, s);
    add_live(panel, r, s, half);
    add_handles(panel, in, r);
    return panel;
}

Readouts probe_plane(const Inputs& in, const Computed& r, const View& view, double x, double y) {
    if (x == 0 && y == 0) return {};
    const Shown s = shown_at(in, r, view.shown_step(last_step(r)));
    const math::PlaneClasses classes(r.margin, s.decided.directions, s.decided.lengths);
    std::string winner;
    for (std::size_t k = 0; k < classes.size(); ++k)
        if (classes.wins(k, std::atan2(y, x)))
            winner += fmt::format("{}class {}", winner.empty() ? "" : " and ", k + 1);
    if (winner.empty()) winner = "no class";
    return {{"winner", fmt::format("wins here with its margin, at step {}", s.step), "wins", winner}};
}

}  // namespace lossfield::viz::angular_margins
