// The race's runs: one engine walk for every optimizer shown and every start, and what is recorded of it.
#include "viz/labs/optimizers/race/race.hpp"

namespace lossfield::viz::race {
namespace {

// All tracks together take no more steps than this; longer runs are cut short and say so.
constexpr std::uint64_t most_steps = 1'000'000;
constexpr double thrown_times = 3;             // moves of more rates than this are told of
constexpr std::size_t most_entries = 200'000;  // of the lists of all tracks together
// That a track's simulation keeps: stepping on from one state is cheaper than keeping many.
constexpr std::size_t bytes_each = std::size_t{64} << 10;

// Where the way from an inner point to an outer one crosses the border of the range.
math::PlanePoint crossing(const Domain& d, const math::PlanePoint& from, const math::PlanePoint& to) {
    if (!std::isfinite(to.x) || !std::isfinite(to.y)) return from;
    double part = 1;
    const auto meet = [&](double a, double b, const Interval& range) {
        if (b > range.high) part = std::min(part, (range.high - a) / (b - a));
        if (b < range.low) part = std::min(part, (range.low - a) / (b - a));
    };
    meet(from.x, to.x, d.x);
    meet(from.y, to.y, d.y);
    return {std::lerp(from.x, to.x, part), std::lerp(from.y, to.y, part)};
}

// Whether the optimizer divides a mean of gradients by the root of a mean square that can forget.
bool can_be_thrown(const math::Optimizer& optimizer) {
    return std::holds_alternative<math::Adam>(optimizer) || std::holds_alternative<math::AdamW>(optimizer) ||
           std::holds_alternative<math::NAdam>(optimizer);
}

// What is looked at in every step, whether it is recorded or not.
struct Watch {
    const math::Descent& descent;
    const Domain& range;
    const bool for_throws = can_be_thrown(descent.optimizer);
    const double rate = math::rate_of(descent.optimizer);
    std::optional<std::size_t> last_inside{};
    math::PlanePoint inside{}, beyond{}, before{};
    Throw longest{};

    void look(const math::PlanePoint& at, std::size_t t) {
        if (contains(range, at)) {
            inside = at;
            last_inside = t;
        } else if (last_inside && *last_inside + 1 == t) {
            beyond = at;
        }
        if (!for_throws) return;
        if (t > 0) {
            const double now = rate * descent.schedule.share(t);
            const auto* own = std::get_if<math::AdamW>(&descent.optimizer);
            // What decay has taken from x is no throw.
            const double kept =
                (1 - now * descent.decay.decoupled) * (1 - now * (own != nullptr ? own->decay : 0));
            weigh(t, 'x', at.x - kept * before.x, now);
            weigh(t, 'y', at.y - kept * before.y, now);
        }
        before = at;
    }

    void weigh(std::size_t t, char coordinate, double move, double now) {
        const double times = std::abs(move) / now;
        if (times > longest.times_rate) longest = {t, coordinate, move, times};
    }

    void tell(Track& track) const {
        track.last_inside = last_inside;
        if (last_inside && *last_inside < track.last())
            track.exit = {*last_inside + 1, crossing(range, inside, beyond)};
    }
};

void find_throw(Track& track, Throw longest, bool matrix) {
    if (longest.times_rate < thrown_times) return;
    const math::Walk& walk = track.run.model();
    math::DescentState state = walk.start();
    const std::size_t d = longest.coordinate == 'x' ? 0 : matrix ? 3 : 1;
    for (std::size_t t = 1; t <= longest.step; ++t) {
        const double seen = walk.seen(state, t).gradient[d];
        if (std::abs(seen) > std::abs(longest.spike)) longest.spike = seen, longest.spike_step = t;
        walk.advance(state, t - 1, t);
    }
    track.thrown = longest;
}

// Loss, height, slope and distance along the places recorded; where the map is a slice all their coordinates count.
void weigh_up(Track& track, const Computed& r, const std::vector<math::Coordinates>& places) {
    const std::size_t n = track.x.size();
    for (Vector* list : {&track.loss, &track.height, &track.slope, &track.distance}) list->resize(n);
    const math::Objective objective(r.landscape);
    for (std::size_t k = 0; k < n; ++k) {
        const math::PlanePoint at{track.x[k], track.y[k]};
        track.distance[k] = math::distance(nearest(r.goals(), at), at);
        if (!places.empty()) {
            const double beside = objective.off_plane(places[k]);
            track.loss[k] = objective.value(places[k]);
            track.slope[k] = math::norm(objective.gradient(places[k]));
            if (beside != 0) track.distance[k] = std::hypot(track.distance[k], beside);
        } else {
            const math::PlanePoint g = math::gradient(r.landscape, at);
            track.loss[k] = math::value(r.landscape, at);
            track.slope[k] = std::hypot(g.x, g.y);
        }
        track.height[k] = r.height_of(track.loss[k]);
    }
}

// |move / gradient seen| of the two coordinates that the map shows; at the start there is no move.
void record_rates(Track& track, const math::Walk& walk, const math::DescentState& before,
                  const math::DescentState& after, std::size_t t, bool matrix) {
    const math::Coordinates g = t > 0 ? walk.seen(before, t).gradient : math::Coordinates{};
    const auto of = [&](std::size_t d) {
        const double rate = std::abs((after.x[d] - before.x[d]) / g[d]);
        return g[d] != 0 && std::isfinite(rate) ? rate : nan;
    };
    track.rate_x.push_back(of(0)), track.rate_y.push_back(of(matrix ? 3 : 1));
}

// Schedules rise during their warm-up only.
double highest_share(const math::Schedule& schedule, std::uint64_t steps) {
    double highest = 0;
    for (std::uint64_t t = 1; t <= std::max<std::uint64_t>(1, std::min(steps, schedule.warm_up)); ++t)
        highest = std::max(highest, schedule.share(t));
    return highest;
}

Track track_of(const Inputs& in, const Computed& r, std::size_t optimizer, std::size_t start,
               std::size_t tracks, const std::stop_token& stop) {
    const math::Descent descent = descent_of(in, r.landscape, optimizer);
    const math::Walk walk(descent, r.starts[start], static_cast<std::uint32_t>(start));
    const bool matrix = r.matrix(), rates = in.lower == Lower::Rates, results = in.lower == Lower::Results;
    const math::Objective objective(r.landscape);
    const std::size_t each = std::max<std::size_t>(1, most_entries / tracks);
    Track track{optimizer, start, facts_of(optimizer).id, Simulation<math::Walk>(walk, {0})};
    if (start > 0) track.id += "-" + std::to_string(start + 1);
    track.every = (static_cast<std::size_t>(r.steps) + each) / each;
    for (Vector* list : {&track.x, &track.y})
        list->reserve(static_cast<std::size_t>(r.steps) / track.every + 2);
    std::vector<math::Coordinates> places;
    Watch watch{descent, in.domain()};
    math::DescentState before, last;
    std::size_t last_t = 0, recorded = 0;
    const auto record = [&](const math::DescentState& state, std::size_t t) {
        const math::PlanePoint at = walk.shown(state);
        track.x.push_back(at.x), track.y.push_back(at.y);
        if (matrix) places.push_back(state.x);
        if (rates) record_rates(track, walk, before, state, t, matrix);
        recorded = t;
    };
    const auto look = [&](const math::DescentState& state, std::uint64_t step) {
        last_t = static_cast<std::size_t>(step);
        watch.look({state.x[0], state.x[matrix ? 3 : 1]}, last_t);
        if (rates) before = std::exchange(last, state);
        if (results) track.outcome.look(r.height_of(objective.value(state.x)), last_t, in.target);
        if (last_t % track.every == 0) record(state, last_t);
    };
    track.run = Simulation<math::Walk>(walk, {r.steps, bytes_each}, stop, look);
    if (recorded < last_t) record(track.run.at(last_t), last_t);
    weigh_up(track, r, places);
    track.rate = math::rate_of(descent.optimizer);
    track.limit = r.curvature ? math::rate_limit(descent.optimizer, r.curvature->high) : math::no_limit;
    track.diverged = track.run.model().finished(track.run.at(last_t));
    if (track.diverged) track.highest_rate = track.rate * highest_share(descent.schedule, last_t);
    watch.tell(track);
    find_throw(track, watch.longest, matrix);
    return track;
}

}  // namespace

void run_tracks(const Inputs& in, Computed& r, const std::stop_token& stop) {
    std::vector<std::pair<std::size_t, std::size_t>> wanted;
    for (std::size_t k = 0; k < math::optimizer_count; ++k) {
        const math::Optimizer optimizer = optimizer_of(in, k);
        for (std::size_t s = 0; s < r.starts.size(); ++s) {
            auto sentence = math::unfit(optimizer, r.landscape, r.starts[s]);
            if (!sentence) {
                if (in.shown[k]) wanted.emplace_back(k, s);
                continue;
            }
            if (r.left_out.empty() || r.left_out.back().optimizer != k)
                r.left_out.push_back({k, std::move(*sentence), 0});
            ++r.left_out.back().starts;
        }
    }
    const std::size_t tracks = std::max<std::size_t>(1, wanted.size());
    r.steps = std::min(static_cast<std::uint64_t>(in.steps), most_steps / tracks);
    r.tracks.reserve(wanted.size());
    for (const auto& [optimizer, start] : wanted)
        r.tracks.push_back(track_of(in, r, optimizer, start, tracks, stop));
}

}  // namespace lossfield::viz::race
