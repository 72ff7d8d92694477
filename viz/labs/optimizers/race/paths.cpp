// The paths on map and surface: strong up to the step shown, weak beyond it. The strong ones are in the optimizer's colour
// or in those of their losses or steps.
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

// Lower losses are lighter, against the map's own colours. Without a zero to count from: what is in view.
ColourScale loss_scale(const Computed& r) {
    if (r.lowest) {
        const auto [low, high] = height_range(r);
        return {.low = std::max(low, loss_share * high), .high = high, .logarithmic = true, .reversed = true};
    }
    const auto [low, high] = std::minmax_element(r.height.values.begin(), r.height.values.end());
    return {.low = *low, .high = *high, .reversed = true};
}

}  // namespace

std::optional<ColourBar> path_bar(const Inputs& in, const Computed& r) {
    if (in.path_colour == PathColour::Optimizer || r.tracks.empty()) return std::nullopt;
    // The surface's title says which: beside the map words would meet the legend.
    if (in.path_colour == PathColour::Loss) return ColourBar{.scale = loss_scale(r)};
    // Logarithmic: the first steps are the long ones.
    const auto last = static_cast<double>(std::max<std::size_t>(2, r.last_step));
    return ColourBar{.scale = {.low = 1, .high = last, .logarithmic = true}};
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

}  // namespace lossfield::viz::race
