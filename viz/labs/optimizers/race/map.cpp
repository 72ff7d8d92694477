// The race's map and surface: the same paths on both.
#include "viz/figure/field.hpp"
#include "viz/labs/optimizers/race/race.hpp"

namespace lossfield::viz::race {
namespace {

constexpr double colour_share = 1e-3;  // of the greatest height: where the logarithmic colours end
// Where minima come by the dozen the lowest alone keep their size, and saddles only crowd the map.
constexpr std::size_t many = 36;

ColourScale scale_of(const Inputs& in, const Computed& r) {
    if (in.level_rule != LevelRule::Logarithmic || !r.lowest) return {};
    const auto [low, high] = std::minmax_element(r.height.values.begin(), r.height.values.end());
    const double least = std::max(*low, colour_share * *high);
    if (!(least > 0 && least < *high)) return {};
    return {.low = least, .high = *high, .logarithmic = true};
}

ColourBar height_bar(const Computed& r) { return {.label = height_name(r.lowest), .mark = "height"}; }

void add_minima(Panel& panel, const Computed& r, const Domain& domain) {
    std::vector<math::PlanePoint> lowest, others;
    for (const math::PlanePoint& p : r.points.minima) {
        const bool low = r.points.minima.size() <= many ||
                         math::value(r.landscape, p) <= *r.lowest + 1e-9 * (1 + std::abs(*r.lowest));
        (low ? lowest : others).push_back(p);
    }
    PointSet look{.id = "higher-minima", .colours = {{Role::Ink, 0, 0.6}}, .shape = PointShape::Cross};
    look.size = 4;
    add_places(panel, look, others, domain);
    look.id = "minima", look.colours = {{Role::Ink}}, look.size = 9;
    add_places(panel, std::move(look), lowest, domain);
}

void add_starts(Panel& panel, const Inputs& in, const Computed& r) {
    PointSet rings{.id = "start", .colours = {{Role::Ink}}, .shape = PointShape::Ring, .size = 10};
    add_places(panel, rings, {r.starts.front()}, in.domain());
    panel.add(handle_at("start", in.starts.empty() ? "start of all" : "start 1", r.starts.front(),
                        MovePair{"start", 0, 1}, {Role::Ink}));
    for (std::size_t i = 1; i < r.starts.size(); ++i)
        panel.add(handle_at(fmt::format("start-{}", i + 1), fmt::format("start {}", i + 1), r.starts[i],
                            MovePoint{"starts", i - 1}, {Role::Ink}));
    rings.id = "starts", rings.size = 8;
    add_places(panel, std::move(rings), {r.starts.begin() + 1, r.starts.end()}, in.domain());
}

// Where the runs are, and a cross on the border where they left.
void add_positions(Panel& panel, const Shown& shown, const Domain& domain) {
    PointSet look{.id = "positions", .size = 8};
    std::vector<math::PlanePoint> places;
    for (const Moment& m : shown.moments) {
        places.push_back(m.at);
        look.colours.push_back(optimizer_colour(m.track->optimizer));
        look.shapes.push_back(optimizer_marker(m.track->optimizer));
    }
    add_places(panel, std::move(look), places, domain);
}
void add_exits(Panel& panel, const Computed& r) {
    PointSet look{.id = "exits", .shape = PointShape::Cross, .size = 11};
    std::vector<math::PlanePoint> places;
    for (const Track& track : r.tracks)
        if (track.exit)
            places.push_back(track.exit->at), look.colours.push_back(optimizer_colour(track.optimizer));
    add_places(panel, std::move(look), places);
}

// Which step it was, in words inwards of the cross.
void add_exit_words(Panel& panel, const Computed& r, const Domain& d) {
    for (const Track& track : r.tracks) {
        if (!track.exit || track.start > 0) continue;
        const auto [x, y] = track.exit->at;
        const double across = (x - d.x.low) / d.x.length();
        // On the side where the path does not come from.
        const bool rightwards = x >= track.x[track.entry_of(track.exit->step - 1)];
        const bool right = across < 0.3 || (across <= 0.7 && rightwards);
        const math::PlanePoint at{
            x + (right ? 0.03 : -0.03) * d.x.length(),
            std::clamp(y, d.y.low + 0.035 * d.y.length(), d.y.high - 0.035 * d.y.length())};
        TextMark words =
            words_at(track.id + "-leaves", at, fmt::format("leaves at step {}", track.exit->step),
                     right ? Anchor::Left : Anchor::Right, optimizer_colour(track.optimizer), true);
        words.strong = true;
        panel.add(std::move(words));
    }
}

}  // namespace

Panel map_panel(const Inputs& in, const Computed& r, const Shown& shown, const Marks& paths) {
    const Domain d = in.domain();
    Panel panel = ground_panel("map", r.landscape, d, {0, 0, 3, 1});
    panel.title = fmt::format("{}: ${}$", r.facts().name, r.facts().formula);
    panel.colour_bar = path_bar(in, r);
    if (in.contours && !panel.colour_bar) panel.colour_bar = height_bar(r);
    if (in.contours)
        panel.add(Contours{.id = "height", .field = r.height, .levels = r.levels, .scale = scale_of(in, r)});
    if (in.field) panel.add(r.field);
    add_minima(panel, r, d);
    PointSet saddles{.id = "saddles", .colours = {{Role::Ink, 0, 0.6}}, .shape = PointShape::Ring, .size = 6};
    if (r.points.minima.size() <= many) add_places(panel, std::move(saddles), r.points.saddles, d);
    panel.marks.append(paths);
    // Where neither all sheets nor the panels of the rates tell it.
    if (in.lower == Lower::Words && r.running.size() > most_sheets) name_paths(panel.marks, r, 0);
    add_exits(panel, r);
    add_exit_words(panel, r, d);
    if (in.arrows) add_step_arrows(panel, d, shown);
    add_positions(panel, shown, d);
    add_starts(panel, in, r);
    return panel;
}

Panel surface_panel(const Inputs& in, const Computed& r, const Shown& shown, const Marks& paths) {
    const bool logarithmic = logarithmic_height(in, r), clipped = in.height == Height::Clipped;
    Panel panel = ground_panel("surface", r.landscape, in.domain(), {0, 1, 3, 1}, PanelKind::Space);
    panel.title = logarithmic ? "surface: height logarithmic"
                  : clipped   ? "surface: cut off at " + brief(r.cut, 2)
                              : "surface";
    if (path_bar(in, r))
        panel.title += in.path_colour == PathColour::Loss ? "; paths by loss" : "; paths by step";
    // Left out where the height's own zero is the lowest minimum.
    panel.z.label = height_name(r.lowest);
    panel.z.scale = logarithmic ? ScaleKind::Log : ScaleKind::Linear;
    panel.camera = {.azimuth = -60, .elevation = 40};
    panel.height = 0.5;
    panel.legend = false;
    Surface surface{.id = "height", .field = r.surface, .scale = scale_of(in, r), .levels = r.levels};
    surface.lines = in.contours;
    // Colours as on the map, where logarithmic heights are not lifted.
    surface.scale = fitted(surface.scale, r.height.values);
    // Beside the map there is a bar for the height already, unless it is for the paths; of equal areas each has its own bands.
    const bool own_bands = logarithmic && in.level_rule == LevelRule::EqualArea;
    if (!in.contours || own_bands || path_bar(in, r)) panel.colour_bar = height_bar(r);
    if (clipped) surface.cut = r.cut;
    panel.add(std::move(surface));
    add_minima(panel, r, in.domain());
    panel.marks.append(paths);
    add_exits(panel, r);
    add_positions(panel, shown, in.domain());
    return panel;
}

}  // namespace lossfield::viz::race
