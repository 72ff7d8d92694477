// The paths on map and surface: strong up to the step shown, weak beyond it. The strong ones are in the optimizer's colour
// or in those of their losses or steps.
#include "viz/labs/optimizers/race/race.hpp"

namespace lossfield::viz::race {
namespace {

// Of coloured paths, so that colours of the map's own kind can be told from it.
constexpr double halo = 0.6, wider = 1.2;
constexpr double loss_share = 1e-4;  // of the highest: beneath it a path hardly moves any more

struct End {
    math::PlanePoint at;
    double height = 0;
};

// The way from one step to another as far as it lies before the path's exit. The ends are given: not every step is
// recorded of a long run.
Curve stretch(const Track& track, std::size_t from, std::size_t to, const End& first, const End& last,
              PathColour by) {
    Curve curve{.id = track.id,
                .colour = optimizer_colour(track.optimizer),
                .width = track.start == 0 ? 2.2 : 1.8,
                .dash = optimizer_dash(track.optimizer)};
    if (!track.last_inside) return curve;
    const std::size_t end = std::min(to, *track.last_inside);
    curve.x.reserve((end - std::min(from, end)) / track.every + 3);
    curve.y.reserve(curve.x.capacity());
    double height = nan;
    const auto put = [&](const End& p, std::size_t step) {
        curve.x.push_back(p.at.x), curve.y.push_back(p.at.y);
        height = p.height;
        if (by == PathColour::Step) curve.values.push_back(static_cast<double>(step));
        if (by == PathColour::Loss) curve.values.push_back(height);
    };
    if (from <= end) put(first, from);
    for (std::size_t k = from / track.every + 1; k < track.x.size() && track.step_of(k) <= end; ++k)
        if (track.step_of(k) < to) put({{track.x[k], track.y[k]}, track.height[k]}, track.step_of(k));
    if (to > from && to <= end) put(last, to);
    // The border keeps the colour of the last point inside: of a matrix the map does not know the loss there.
    if (track.exit && from < track.exit->step && to >= track.exit->step)
        put({track.exit->at, height}, track.exit->step);
    return curve;
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
    const auto last = static_cast<double>(std::max<std::size_t>(2, r.last_step()));
    return ColourBar{.scale = {.low = 1, .high = last, .logarithmic = true}};
}

Marks path_marks(const Inputs& in, const Computed& r, const Moments& moments) {
    const std::optional<ColourBar> bar = path_bar(in, r);
    Marks weak, strong;
    for (const Moment& m : moments) {
        const Track& track = *m.track;
        const End first{{track.x.front(), track.y.front()}, track.height.front()},
            now{m.at, r.height_of(m.loss)}, last{{track.x.back(), track.y.back()}, track.height.back()};
        Curve ahead = stretch(track, m.t, track.last(), now, last, PathColour::Optimizer);
        ahead.id += "-ahead", ahead.colour.opacity = 0.35, ahead.width = 1.4;
        if (ahead.x.size() > 1) weak.push_back(std::move(ahead));
        Curve path = stretch(track, 0, m.t, first, now, in.path_colour);
        if (bar) path.scale = bar->scale, path.halo = halo, path.width += wider;
        strong.push_back(std::move(path));
    }
    weak.append(std::move(strong));
    return weak;
}

void name_paths(Marks& marks, const Computed& r, std::size_t start) {
    for (const Track& track : r.tracks)
        for (Mark& mark : marks)
            if (auto* curve = std::get_if<Curve>(&mark);
                curve != nullptr && track.start == start && curve->id == track.id)
                curve->label = optimizer_title(track.optimizer);
}

}  // namespace lossfield::viz::race
