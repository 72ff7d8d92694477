// The plane: what every class wins with its margin, the empty wedges between, class directions and features.
#include "viz/fragments/circle.hpp"
#include "viz/labs/margins/angular_margins/angular_margins.hpp"

namespace lossfield::viz::angular_margins {
namespace {

using math::Arc;

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
            panel.add(sectors(fmt::format("region-{}", k + 1), own, far, class_colour(k, 0.13)));
    if (!split.several.empty()) {
        // What several win at once is no class's region.
        Polygon several = sectors("several", split.several, far, {Role::Warning, 0, 0.16});
        several.label = "won by several at once";
        panel.add(std::move(several));
    }
    if (!d.empty.empty()) {
        Polygon empty = sectors("empty", d.empty, far, {Role::Muted, 0, 0.16});
        empty.label = "won by no class";
        panel.add(std::move(empty));
    }
    Curve plain{.id = "plain-lines",
                .label = "without margin",
                .colour = {Role::Ink, 0, 0.6},
                .width = 1.2,
                .dash = Dash::Dotted};
    for (const double angle : d.plain) add_ray(plain, angle, far);
    for (std::size_t k = 0; k < d.won.size(); ++k) {
        Curve ends{.id = fmt::format("line-{}", k + 1), .colour = class_colour(k), .width = 1.8};
        for (const Arc& arc : d.won[k])
            if (!arc.is_circle()) add_ray(ends, arc.from, far), add_ray(ends, arc.to, far);
        // Where lines of two classes are one, both are seen.
        if (!has_wedge(d) && k > 0) ends.dash = Dash::Dashed;
        if (!ends.x.empty()) panel.add(std::move(ends));
    }
    if (has_wedge(d) && !plain.x.empty()) panel.add(std::move(plain));
}

// Each with its angle, beside an arc of it.
void add_wedges(Panel& panel, const Shown& s, double half) {
    Curve arcs{.id = "wedge-arcs", .colour = {Role::Ink, 0, 0.8}, .width = 1.2};
    for (std::size_t i = 0; i < s.decided.empty.size(); ++i) {
        const Arc& arc = s.decided.empty[i];
        if (arc.width() < 0.5 * radian) continue;
        add_arc(arcs, arc, 0.4 * half);
        const double at = arc.middle(), away = 0.56 * half;
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
    Arrows arrows{.id = "directions", .colours = {}, .width = 2.2};
    for (std::size_t k = 0; k < s.decided.directions.size(); ++k) {
        const double angle = s.decided.directions[k],
                     length = math::has_weight_lengths(in.kind) ? s.decided.lengths[k] : 1;
        arrows.x.push_back(0), arrows.y.push_back(0);
        arrows.u.push_back(length * std::cos(angle)), arrows.v.push_back(length * std::sin(angle));
        arrows.colours.push_back(class_colour(k));
        arrows.texts.push_back(fmt::format("$w_{}$", k + 1));
    }
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
    Panel panel{
        .id = "plane", .title = "who wins with the margin", .cell = {0, 0, 2, 1}, .equal_aspect = true};
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

Readouts probe_plane(const Inputs& /*in*/, const Computed& r, double x, double y) {
    if (x == 0 && y == 0) return {};
    const math::PlaneClasses classes(r.margin, r.start.directions, r.start.lengths);
    std::string winner;
    for (std::size_t k = 0; k < classes.size(); ++k)
        if (classes.wins(k, std::atan2(y, x)))
            winner += fmt::format("{}class {}", winner.empty() ? "" : " and ", k + 1);
    if (winner.empty()) winner = "no class";
    return {{"winner", "wins here with its margin, at the start", "wins", winner}};
}

}  // namespace lossfield::viz::angular_margins
