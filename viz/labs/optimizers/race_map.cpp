// The race's map and surface: the same paths on both.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "viz/labs/optimizers/race.hpp"
#include "viz/rich_text.hpp"
#include "viz/scale.hpp"

namespace lossfield::viz::race {
namespace {

constexpr double colour_share = 1e-3;  // of the greatest height: where the logarithmic colours end

ColourScale scale_of(const Inputs& in, const Computed& r) {
    ColourScale scale;
    if (in.level_rule != "logarithmic" || !r.lowest) return scale;
    const auto [low, high] = std::minmax_element(r.height.values.begin(), r.height.values.end());
    const double least = std::max(*low, colour_share * *high);
    if (!(least > 0 && least < *high)) return scale;
    scale.logarithmic = true;
    scale.low = least, scale.high = *high;
    return scale;
}

// The way from one step to another as far as it lies before the path's exit.
Curve stretch(const Track& track, std::size_t from, std::size_t to) {
    Curve curve;
    if (!track.last_inside) return curve;
    const std::size_t end = std::min(to, *track.last_inside);
    for (std::size_t t = from; t <= end; ++t) {
        curve.x.push_back(track.x[t]);
        curve.y.push_back(track.y[t]);
    }
    if (track.exit && from < track.exit->step && to >= track.exit->step) {
        curve.x.push_back(track.exit->at.x);
        curve.y.push_back(track.exit->at.y);
    }
    return curve;
}

void add_paths(Panel& panel, const Computed& r, std::size_t step) {
    std::vector<Mark> strong;
    for (const Track& track : r.tracks) {
        const std::string id = optimizer_names[track.optimizer].id;
        const std::size_t now = within(track, step);
        Curve ahead = stretch(track, now, track.last());
        ahead.id = id + "-ahead";
        ahead.colour = colour_of(track.optimizer, 0.35);
        ahead.width = 1.4;
        if (ahead.x.size() > 1) panel.marks.push_back(std::move(ahead));
        Curve path = stretch(track, 0, now);
        path.id = id;
        path.colour = colour_of(track.optimizer);
        path.width = 2.2;
        strong.push_back(std::move(path));
    }
    for (Mark& m : strong) panel.marks.push_back(std::move(m));
}

void add_positions(Panel& panel, const Computed& r, const Domain& domain, std::size_t step) {
    PointSet now;
    now.id = "positions";
    now.size = 8;
    for (const Track& track : r.tracks) {
        const std::size_t t = within(track, step);
        if (!domain.x.contains(track.x[t]) || !domain.y.contains(track.y[t])) continue;
        now.x.push_back(track.x[t]);
        now.y.push_back(track.y[t]);
        now.colours.push_back(colour_of(track.optimizer));
    }
    if (!now.x.empty()) panel.marks.push_back(std::move(now));
}

void add_points(Panel& panel, const std::vector<math::PlanePoint>& points, const Domain& domain,
                const char* id, PointShape shape, double size, const Colour& colour) {
    PointSet set;
    set.id = id;
    set.shape = shape;
    set.size = size;
    set.colours = {colour};
    for (const math::PlanePoint& p : points) {
        if (!domain.x.contains(p.x) || !domain.y.contains(p.y)) continue;
        set.x.push_back(p.x);
        set.y.push_back(p.y);
    }
    if (!set.x.empty()) panel.marks.push_back(std::move(set));
}

// Where minima come by the dozen the lowest alone keep their size, and saddles only crowd the map.
constexpr std::size_t many = 36;

void add_minima(Panel& panel, const Computed& r, const Domain& domain) {
    if (r.points.minima.size() <= many) {
        add_points(panel, r.points.minima, domain, "minima", PointShape::Cross, 9, {Role::Ink});
        return;
    }
    std::vector<math::PlanePoint> lowest, others;
    for (const math::PlanePoint& p : r.points.minima) {
        const bool low = math::value(r.landscape, p) <= *r.lowest + 1e-9 * (1 + std::abs(*r.lowest));
        (low ? lowest : others).push_back(p);
    }
    add_points(panel, others, domain, "higher-minima", PointShape::Cross, 4, {Role::Ink, 0, 0.6});
    add_points(panel, lowest, domain, "minima", PointShape::Cross, 9, {Role::Ink});
}

// A cross on the border.
void add_exits(Panel& panel, const Computed& r) {
    PointSet exits;
    exits.id = "exits";
    exits.shape = PointShape::Cross;
    exits.size = 11;
    for (const Track& track : r.tracks) {
        if (!track.exit) continue;
        exits.x.push_back(track.exit->at.x);
        exits.y.push_back(track.exit->at.y);
        exits.colours.push_back(colour_of(track.optimizer));
    }
    if (!exits.x.empty()) panel.marks.push_back(std::move(exits));
}

// Which step it was, in words inwards of the cross.
void add_exit_words(Panel& panel, const Computed& r, const Domain& d) {
    for (const Track& track : r.tracks) {
        if (!track.exit) continue;
        const auto [x, y] = track.exit->at;
        const double across = (x - d.x.low) / d.x.length();
        TextMark words;
        words.id = std::string(optimizer_names[track.optimizer].id) + "-leaves";
        words.text = fmt::format("leaves at step {}", track.exit->step);
        words.colour = colour_of(track.optimizer);
        words.strong = true;
        words.optional = true;
        // On the side where the path does not come from.
        const bool rightwards = x >= track.x[track.exit->step - 1];
        const bool right = across < 0.3 || (across <= 0.7 && rightwards);
        words.anchor = right ? Anchor::Left : Anchor::Right;
        words.x = x + (right ? 0.03 : -0.03) * d.x.length();
        words.y = std::clamp(y, d.y.low + 0.035 * d.y.length(), d.y.high - 0.035 * d.y.length());
        panel.marks.push_back(std::move(words));
    }
}

// Left out where the height's own zero is the lowest minimum.
std::string height_label(const Computed& r) {
    return r.lowest && *r.lowest != 0 ? "$f - f_{\\text{min}}$" : "$f$";
}

}  // namespace

Panel map_panel(const Inputs& in, const Computed& r, std::size_t step) {
    Panel panel{.id = "map", .cell = {0, 0, 3, 1}};
    const math::LandscapeFacts& facts = math::facts(r.landscape);
    panel.title = fmt::format("{}: ${}$", facts.name, facts.formula);
    panel.x.label = "$x$";
    panel.y.label = "$y$";
    panel.x.range = in.domain().x;
    panel.y.range = in.domain().y;
    panel.equal_aspect = true;
    panel.legend = false;
    if (in.contours) {
        Contours contours;
        contours.id = "height";
        contours.field = r.height;
        contours.levels = r.levels;
        contours.scale = scale_of(in, r);
        panel.marks.push_back(std::move(contours));
    }
    if (in.field) {
        Arrows field;
        field.id = "field";
        field.x = r.arrow_x, field.y = r.arrow_y, field.u = r.arrow_u, field.v = r.arrow_v;
        field.length = ArrowLength::Uniform;
        field.pixels = 13;
        field.width = 1;
        field.colours = {{Role::Ink, 0, 0.32}};
        panel.marks.push_back(std::move(field));
    }
    add_minima(panel, r, in.domain());
    if (r.points.minima.size() <= many)
        add_points(panel, r.points.saddles, in.domain(), "saddles", PointShape::Ring, 6, {Role::Ink, 0, 0.6});
    add_paths(panel, r, step);
    add_exits(panel, r);
    add_exit_words(panel, r, in.domain());
    add_positions(panel, r, in.domain(), step);
    add_points(panel, {{in.start[0], in.start[1]}}, in.domain(), "start", PointShape::Ring, 10, {Role::Ink});
    panel.handles.push_back(
        {"start", "start of all", in.start[0], in.start[1], MovePair{"start", 0, 1}, {Role::Ink}});
    return panel;
}

Panel surface_panel(const Inputs& in, const Computed& r, std::size_t step) {
    Panel panel{.id = "surface", .kind = PanelKind::Space, .cell = {0, 1, 3, 1}};
    panel.title = logarithmic_height(in, r) ? "surface, height logarithmic"
                  : in.height == "clipped"  ? "surface, cut off at " + brief(r.cut, 2)
                                            : "surface";
    panel.x.label = "$x$";
    panel.y.label = "$y$";
    panel.z.label = height_label(r);
    panel.x.range = in.domain().x;
    panel.y.range = in.domain().y;
    panel.equal_aspect = true;
    panel.legend = false;
    panel.height = 0.5;
    panel.camera = {.azimuth = -60, .elevation = 40};
    if (logarithmic_height(in, r)) panel.z.scale = ScaleKind::Log;
    Surface surface;
    surface.id = "height";
    surface.field = r.surface;
    surface.levels = r.levels;
    surface.scale = scale_of(in, r);
    surface.lines = in.contours;
    if (in.height == "clipped") surface.cut = r.cut;
    panel.marks.push_back(std::move(surface));
    add_minima(panel, r, in.domain());
    add_paths(panel, r, step);
    add_exits(panel, r);
    add_positions(panel, r, in.domain(), step);
    return panel;
}

}  // namespace lossfield::viz::race
