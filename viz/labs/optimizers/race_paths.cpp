// The paths on map and surface: strong up to the step shown, weak beyond it.
#include <algorithm>
#include <iterator>

#include "viz/labs/optimizers/race.hpp"

namespace lossfield::viz::race {
namespace {

// The way from one step to another as far as it lies before the path's exit. The ends are given: not every step is
// recorded of a long run.
Curve stretch(const Track& track, std::size_t from, std::size_t to, const math::PlanePoint& first,
              const math::PlanePoint& last) {
    Curve curve;
    if (!track.last_inside) return curve;
    const std::size_t end = std::min(to, *track.last_inside);
    curve.x.reserve((end - std::min(from, end)) / track.every + 3);
    curve.y.reserve(curve.x.capacity());
    const auto put = [&](const math::PlanePoint& p) {
        curve.x.push_back(p.x);
        curve.y.push_back(p.y);
    };
    if (from <= end) put(first);
    for (std::size_t k = from / track.every + 1; k < track.x.size() && track.step_of(k) <= end; ++k)
        if (track.step_of(k) < to) put({track.x[k], track.y[k]});
    if (to > from && to <= end) put(last);
    if (track.exit && from < track.exit->step && to >= track.exit->step) put(track.exit->at);
    return curve;
}

}  // namespace

std::vector<Mark> path_marks(const std::vector<Moment>& moments) {
    std::vector<Mark> weak, strong;
    for (const Moment& m : moments) {
        const Track& track = *m.track;
        const math::PlanePoint first{track.x.front(), track.y.front()}, last{track.x.back(), track.y.back()};
        Curve ahead = stretch(track, m.t, track.last(), m.at, last);
        ahead.id = track.id + "-ahead";
        ahead.colour = optimizer_colour(track.optimizer, 0.35);
        ahead.dash = optimizer_dash(track.optimizer);
        ahead.width = 1.4;
        if (ahead.x.size() > 1) weak.push_back(std::move(ahead));
        Curve path = stretch(track, 0, m.t, first, m.at);
        path.id = track.id;
        path.colour = optimizer_colour(track.optimizer);
        path.dash = optimizer_dash(track.optimizer);
        path.width = track.start == 0 ? 2.2 : 1.8;
        strong.push_back(std::move(path));
    }
    weak.insert(weak.end(), std::make_move_iterator(strong.begin()), std::make_move_iterator(strong.end()));
    return weak;
}

}  // namespace lossfield::viz::race
