// The paths on map and surface: strong up to the step shown, weak beyond it. The strong ones are in the optimizer's colour
// or in those of their losses or steps.
// Arrows: what the step shown is put together from. A move that is linear in gradient and memory is drawn as the sum that it
// is, part after part. One that is rescaled coordinate by coordinate, turned or reduced to signs stands beside the directions
// of the gradient and of its mean, all of one length: what is between them is the rescaling's work. Short moves are drawn
// several times as long, all by the same factor.
#include "viz/labs/optimizers/race/race.hpp"

namespace lossfield::viz::race {
namespace {

// Of coloured paths, so that colours of the map's own kind can be told from it.
constexpr double halo = 0.6, wider = 1.2;
constexpr double loss_share = 1e-4;  // of the highest: beneath it a path hardly moves any more

Curve stretch(const Track& track, const math::Passed& from, const math::Passed& to, PathColour by) {
    Curve path = curve(track.id, "", {}, {}, optimizer_colour(track.optimizer), track.start == 0 ? 2.2 : 1.8,
                       optimizer_dash(track.optimizer));
    const std::vector<math::Passed> way = math::way_between(track, from, to);
    path.x.reserve(way.size()), path.y.reserve(way.size());
    for (const math::Passed& p : way) {
        path.x.push_back(p.at.x), path.y.push_back(p.at.y);
        if (by == PathColour::Step) path.values.push_back(static_cast<double>(p.step));
        if (by == PathColour::Loss) path.values.push_back(p.height);
    }
    return path;
}

// Low is dark, as on the map. No higher than the map: a run that diverges would leave all others one colour. Without a zero to
// count from: what is in view.
ColourScale loss_scale(const Computed& r) {
    const auto [least, most] = std::minmax_element(r.height.values.begin(), r.height.values.end());
    if (!r.lowest) return {.low = *least, .high = *most};
    const auto [low, highest] = height_range(r);
    const double high = *most > low ? std::min(highest, *most) : highest;
    return {.low = std::max(low, loss_share * high), .high = high, .logarithmic = true};
}

using math::Coordinates, math::operator+, math::operator-;

constexpr double long_enough = 0.2;  // share of the map

// A run that has diverged lies far beyond the map: its last move would only cross it.
bool has_arrows(const Moment& m) { return m.t > 0 && !m.ended(); }

// 1, 2, 5, 10, ...: by how much the moves can be lengthened until the longest is long enough.
double lengthening(const Shown& shown, const Domain& map) {
    double longest = 0;
    for (const Moment& m : shown.moments)
        if (has_arrows(m))
            longest = std::max(longest, std::hypot((m.at.x - m.from.x) / map.x.length(),
                                                   (m.at.y - m.from.y) / map.y.length()));
    double times = 1;
    for (const double unit : {1, 10, 100})
        for (const double step : {2, 5, 10})
            if (unit * step * longest <= long_enough) times = unit * step;
    return longest > 0 ? times : 1;
}

Arrows arrows_of(const char* id, std::string label, const Colour& colour) {
    return {.id = id, .label = std::move(label), .colours = {colour}, .width = 1.3};
}

struct StepArrows {
    double times;
    Arrows gradient = arrows_of("step-gradient", "gradient", {Role::Ink});
    Arrows memory = arrows_of("step-memory", "memory", {Role::Warning});
    Arrows downhill = arrows_of("step-downhill", "along $-g$", {Role::Ink, 0, 0.5});
    Arrows mean = arrows_of("step-mean", "along $-m$", {Role::Warning, 0, 0.6});
    Arrows heat = arrows_of("step-heat", "heat", {Role::Accent});
    Arrows decay = arrows_of("step-decay", "decay", {Role::Muted});
    Arrows whole{.id = "step-whole", .colours = {}, .width = 2.4};

    // Where the next part begins.
    math::PlanePoint put(Arrows& arrows, const math::PlanePoint& from, const math::PlanePoint& way) const {
        const bool there = std::isfinite(way.x) && std::isfinite(way.y) && (way.x != 0 || way.y != 0);
        if (!there) return from;
        arrows.x.push_back(from.x), arrows.y.push_back(from.y);
        arrows.u.push_back(times * way.x), arrows.v.push_back(times * way.y);
        return {from.x + times * way.x, from.y + times * way.y};
    }

    void add(const Moment& m) {
        const auto on_map = [&](const Coordinates& way) { return m.walk.shown({way, {}}); };
        const math::StepParts parts = math::parts_of(m);
        math::PlanePoint at = m.from;
        if (parts.linear) {
            // Nesterov's gradient belongs to the place that the memory leads to.
            at = put(memory, at, on_map(parts.memory));
            at = put(gradient, at, on_map(parts.gradient));
            at = put(heat, at, on_map(parts.heat));
        } else {
            const math::PlanePoint own = on_map(m.move - parts.decay);
            const auto beside = [&](Arrows& arrows, const math::PlanePoint& uphill) {
                const double scale = std::hypot(own.x, own.y) / std::hypot(uphill.x, uphill.y);
                put(arrows, m.from, {-scale * uphill.x, -scale * uphill.y});
            };
            beside(downhill, on_map(m.gradient()));
            if (parts.mean) beside(mean, on_map(*parts.mean));
            at = {at.x + times * own.x, at.y + times * own.y};
        }
        put(decay, at, on_map(m.decay + parts.decay));
        put(whole, m.from, {m.at.x - m.from.x, m.at.y - m.from.y});
        if (whole.x.size() > whole.colours.size())
            whole.colours.push_back(optimizer_colour(m.track->optimizer));
    }
};

}  // namespace

std::optional<ColourBar> path_bar(const Inputs& in, const Computed& r) {
    if (in.path_colour == PathColour::Optimizer || r.tracks.empty()) return std::nullopt;
    if (in.path_colour == PathColour::Loss)
        return ColourBar{.label = "paths: " + height_name(r.lowest), .scale = loss_scale(r)};
    // Logarithmic: the first steps are the long ones.
    const auto last = static_cast<double>(std::max<std::size_t>(2, r.last_step));
    return ColourBar{.label = "paths: step", .scale = {.low = 1, .high = last, .logarithmic = true}};
}

Marks path_marks(const Inputs& in, const Computed& r, const Shown& shown) {
    const std::optional<ColourBar> bar = path_bar(in, r);
    Marks weak, strong;
    for (const Moment& m : shown.moments) {
        const Track& track = *m.track;
        const math::Passed first{{track.x.front(), track.y.front()}, track.height.front(), 0},
            now{m.at, r.height_of(m.loss), m.t},
            last{{track.x.back(), track.y.back()}, track.height.back(), track.last};
        Curve ahead = stretch(track, now, last, PathColour::Optimizer);
        ahead.id += "-ahead", ahead.colour.opacity = 0.35, ahead.width = 1.4;
        if (ahead.x.size() > 1) weak.push_back(std::move(ahead));
        Curve path = stretch(track, first, now, in.path_colour);
        if (bar) path.scale = bar->scale, path.halo = halo, path.width += wider;
        strong.push_back(std::move(path));
    }
    weak.append(std::move(strong));
    return weak;
}

void name_paths(Marks& marks, const Computed& r, std::size_t start) {
    for (const Track& track : r.tracks)
        for (Mark& mark : marks)
            if (auto* path = std::get_if<Curve>(&mark);
                path != nullptr && track.start == start && path->id == track.id)
                path->label = optimizer_title(track.optimizer);
}

void add_step_arrows(Panel& panel, const Domain& map, const Shown& shown) {
    StepArrows all{lengthening(shown, map)};
    all.whole.label = all.times > 1 ? fmt::format("move ×{}", all.times) : "move";
    for (const Moment& m : shown.moments)
        if (has_arrows(m)) all.add(m);
    for (Arrows* arrows :
         {&all.whole, &all.downhill, &all.mean, &all.gradient, &all.memory, &all.heat, &all.decay})
        if (!arrows->x.empty()) panel.add(std::move(*arrows));
}

}  // namespace lossfield::viz::race
