// The step shown, of every track; and small questions about all of them.
#include <algorithm>
#include <limits>

#include "viz/labs/optimizers/race/race.hpp"

namespace lossfield::viz::race {

math::PlanePoint nearest(const std::vector<math::PlanePoint>& points, const math::PlanePoint& at) {
    // Squares order as lengths do; there may be more than a hundred minima.
    math::PlanePoint best = points.empty() ? at : points.front();
    double least = std::numeric_limits<double>::infinity();
    for (const math::PlanePoint& p : points) {
        const double dx = p.x - at.x, dy = p.y - at.y, squared = dx * dx + dy * dy;
        if (squared < least) least = squared, best = p;
    }
    return best;
}

Moment moment_of(const Track& track, std::size_t step) {
    const math::Walk& walk = track.run.model();
    Moment m;
    m.track = &track;
    m.t = std::min(step, track.last());
    const std::uint64_t before = m.t == 0 ? 0 : m.t - 1;
    m.before = track.run.at(before);
    m.after = m.t == 0 ? m.before : track.run.continued(m.before, before, m.t);
    m.seen = walk.seen(m.before, before + 1);
    m.from = walk.shown(m.before);
    m.at = walk.shown(m.after);
    const math::Objective objective(walk.descent().landscape);
    m.loss_before = objective.value(m.before.x);
    m.loss = objective.value(m.after.x);
    return m;
}

std::vector<Moment> moments_of(const Computed& r, std::size_t step) {
    std::vector<Moment> all;
    all.reserve(r.tracks.size());
    for (const Track& track : r.tracks) all.push_back(moment_of(track, step));
    return all;
}

std::size_t last_step(const Computed& r) {
    std::size_t last = 0;
    for (const Track& track : r.tracks) last = std::max(last, track.last());
    return last;
}

std::size_t shown_step(const Computed& r, const View& view) {
    const auto last = static_cast<long long>(last_step(r));
    return static_cast<std::size_t>(std::clamp(view.step.value_or(last), 0LL, last));
}

std::size_t optimizers_in(const Computed& r) {
    std::size_t count = 0;
    for (std::size_t i = 0; i < r.tracks.size(); ++i)
        if (i == 0 || r.tracks[i].optimizer != r.tracks[i - 1].optimizer) ++count;
    return count;
}

std::size_t told_start(const Inputs& in) {
    return std::min(static_cast<std::size_t>(in.words_start - 1), in.starts.size());
}

std::vector<const Moment*> told(const Inputs& in, const std::vector<Moment>& moments) {
    const std::size_t start = told_start(in);
    std::vector<const Moment*> all;
    for (const Moment& m : moments)
        if (m.track->start == start) all.push_back(&m);
    if (all.size() <= most_sheets) return all;
    const auto first = std::min(static_cast<std::size_t>(in.words_from - 1), all.size() - most_sheets);
    const auto begin = all.begin() + static_cast<std::ptrdiff_t>(first);
    return {begin, begin + static_cast<std::ptrdiff_t>(most_sheets)};
}

}  // namespace lossfield::viz::race
