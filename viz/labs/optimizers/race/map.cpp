// The race's map and surface: the same paths on both.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "viz/labs/optimizers/race/race.hpp"
#include "viz/text/numbers.hpp"
#include "viz/text/rich_text.hpp"

namespace lossfield::viz::race {
namespace {

constexpr double colour_share = 1e-3;  // of the greatest height: where the logarithmic colours end

ColourScale scale_of(const Inputs& in, const Computed& r) {
    ColourScale scale;
    if (in.level_rule != LevelRule::Logarithmic || !r.lowest) return scale;
    const auto [low, high] = std::minmax_element(r.height.values.begin(), r.height.values.end());
    const double least = std::max(*low, colour_share * *high);
    if (!(least > 0 && least < *high)) return scale;
    scale.logarithmic = true;
    scale.low = least, scale.high = *high;
    return scale;
}

void add_positions(Panel& panel, const std::vector<Moment>& moments, const Domain& domain) {
    PointSet now;
    now.id = "positions";
    now.size = 8;
    for (const Moment& m : moments) {
        if (!domain.x.contains(m.at.x) || !domain.y.contains(m.at.y)) continue;
        now.x.push_back(m.at.x);
        now.y.push_back(m.at.y);
        now.colours.push_back(optimizer_colour(m.track->optimizer));
    }
    if (!now.x.empty()) panel.add(std::move(now));
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
    if (!set.x.empty()) panel.add(std::move(set));
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

void add_starts(Panel& panel, const Inputs& in) {
    std::vector<math::PlanePoint> all{{in.start[0], in.start[1]}};
    add_points(panel, all, in.domain(), "start", PointShape::Ring, 10, {Role::Ink});
    const bool one = in.starts.empty();
    panel.add(Handle{"start",
                     one ? "start of all" : "start 1",
                     in.start[0],
                     in.start[1],
                     MovePair{"start", 0, 1},
                     {Role::Ink}});
    all.clear();
    for (std::size_t i = 0; i < in.starts.size(); ++i) {
        const DataPoint& p = in.starts[i];
        all.push_back({p.x, p.y});
        panel.add(Handle{fmt::format("start-{}", i + 2),
                         fmt::format("start {}", i + 2),
                         p.x,
                         p.y,
                         MovePoint{"starts", i},
                         {Role::Ink}});
    }
    add_points(panel, all, in.domain(), "starts", PointShape::Ring, 8, {Role::Ink});
}

void name_axes(Panel& panel, const Computed& r) {
    const AxisNames names = axis_names(r.landscape);
    panel.x.label = names.x, panel.y.label = names.y;
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
        exits.colours.push_back(optimizer_colour(track.optimizer));
    }
    if (!exits.x.empty()) panel.add(std::move(exits));
}

// Which step it was, in words inwards of the cross.
void add_exit_words(Panel& panel, const Computed& r, const Domain& d) {
    for (const Track& track : r.tracks) {
        if (!track.exit || track.start > 0) continue;
        const auto [x, y] = track.exit->at;
        const double across = (x - d.x.low) / d.x.length();
        TextMark words;
        words.id = track.id + "-leaves";
        words.text = fmt::format("leaves at step {}", track.exit->step);
        words.colour = optimizer_colour(track.optimizer);
        words.strong = true;
        words.optional = true;
        // On the side where the path does not come from.
        const bool rightwards = x >= track.x[track.entry_of(track.exit->step - 1)];
        const bool right = across < 0.3 || (across <= 0.7 && rightwards);
        words.anchor = right ? Anchor::Left : Anchor::Right;
        words.x = x + (right ? 0.03 : -0.03) * d.x.length();
        words.y = std::clamp(y, d.y.low + 0.035 * d.y.length(), d.y.high - 0.035 * d.y.length());
        panel.add(std::move(words));
    }
}

// Left out where the height's own zero is the lowest minimum.
std::string height_label(const Computed& r) {
    return r.lowest && *r.lowest != 0 ? "$f - f_{\\text{min}}$" : "$f$";
}

// Who is which colour, where neither all sheets nor the panels of the rates tell it.
void add_names(Marks& marks, const Marks& paths, const Inputs& in, const Computed& r) {
    marks.append(paths);
    if (in.lower != "words" || optimizers_in(r) <= most_sheets) return;
    for (const Track& track : r.tracks) {
        if (track.start > 0) continue;
        for (Mark& mark : marks)
            if (auto* curve = std::get_if<Curve>(&mark); curve != nullptr && curve->id == track.id)
                curve->label = optimizer_title(track.optimizer);
    }
}

}  // namespace

Panel map_panel(const Inputs& in, const Computed& r, const std::vector<Moment>& moments, const Marks& paths) {
    Panel panel{.id = "map", .cell = {0, 0, 3, 1}};
    const math::LandscapeFacts& facts = r.facts();
    panel.title = fmt::format("{}: ${}$", facts.name, facts.formula);
    name_axes(panel, r);
    panel.x.range = in.domain().x;
    panel.y.range = in.domain().y;
    panel.equal_aspect = true;
    panel.colour_bar = path_bar(in, r);
    if (in.contours) {
        panel.add(Contours{.id = "height", .field = r.height, .levels = r.levels, .scale = scale_of(in, r)});
    }
    if (in.field) {
        panel.add(Arrows{.id = "field",
                         .x = r.arrow_x,
                         .y = r.arrow_y,
                         .u = r.arrow_u,
                         .v = r.arrow_v,
                         .length = ArrowLength::Uniform,
                         .pixels = 13,
                         .colours = {{Role::Ink, 0, 0.32}},
                         .width = 1});
    }
    add_minima(panel, r, in.domain());
    if (r.points.minima.size() <= many)
        add_points(panel, r.points.saddles, in.domain(), "saddles", PointShape::Ring, 6, {Role::Ink, 0, 0.6});
    add_names(panel.marks, paths, in, r);
    add_exits(panel, r);
    add_exit_words(panel, r, in.domain());
    if (in.arrows) add_step_arrows(panel, in.domain(), r, moments);
    add_positions(panel, moments, in.domain());
    add_starts(panel, in);
    return panel;
}

Panel surface_panel(const Inputs& in, const Computed& r, const std::vector<Moment>& moments,
                    const Marks& paths) {
    Panel panel{.id = "surface", .kind = PanelKind::Space, .cell = {0, 1, 3, 1}};
    panel.title = logarithmic_height(in, r) ? "surface, height logarithmic"
                  : in.height == "clipped"  ? "surface, cut off at " + brief(r.cut, 2)
                                            : "surface";
    if (path_bar(in, r)) panel.title += "; paths by " + in.path_colour;
    name_axes(panel, r);
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
    panel.add(std::move(surface));
    add_minima(panel, r, in.domain());
    panel.marks.append(paths);
    add_exits(panel, r);
    add_positions(panel, moments, in.domain());
    return panel;
}

}  // namespace lossfield::viz::race
