// What the race has to say of events: divergence, jumps, what cannot run, starts out of view.
#include "viz/labs/optimizers/race/race.hpp"

namespace lossfield::viz::race {
namespace {

constexpr std::size_t most_told = 4;  // divergences in words of their own

// What the first number that is none came from, or why a coordinate grew.
std::string cause(const Track& track) {
    const Moment m = moment_of(track, track.last());
    const auto finite = [](const math::Coordinates& x) {
        return std::all_of(x.begin(), x.end(), [](double v) { return std::isfinite(v); });
    };
    if (!finite(m.seen.raw))
        return fmt::format("the landscape's gradient at {} is no finite number", pair(m.from));
    const math::Descent& d = m.descent();
    const bool changes = d.schedule.kind != math::ScheduleKind::Constant || d.schedule.warm_up > 0;
    const std::string rate =
        fmt::format("its rate {} {}", changes ? "was at most" : "is", brief(track.highest_rate, 3));
    const std::string limit = brief(track.limit, 3);
    if (track.highest_rate > track.limit) return fmt::format("{}, above the limit {}", rate, limit);
    if (d.decay.decoupled != 0)
        return fmt::format("{} and its weight decay {}", rate, brief(d.decay.decoupled, 3));
    if (std::isinf(track.limit)) return rate;
    return fmt::format("{}, below the limit {}, which holds only near the minimum", rate, limit);
}

Notice divergence(const Track& track) {
    const math::DescentState end = track.run.at(track.last());
    const bool finite = std::all_of(end.x.begin(), end.x.end(), [](double v) { return std::isfinite(v); });
    return {track.id + "-diverged", Severity::Failure,
            fmt::format("{}{} diverged at step {}: {}; {}.", optimizer_title(track.optimizer),
                        from_start(track), track.last(),
                        finite ? fmt::format("a coordinate is beyond $10^{{{:.0f}}}$",
                                             std::log10(math::divergence_bound))
                               : std::string("a coordinate is no longer a finite number"),
                        cause(track))};
}

void add_divergences(const Computed& r, Notices& out) {
    std::vector<const Track*> all;
    for (const Track& track : r.tracks)
        if (track.diverged) all.push_back(&track);
    const std::size_t alone = all.size() <= most_told ? all.size() : most_told - 1;
    for (std::size_t i = 0; i < alone; ++i) out.push_back(divergence(*all[i]));
    if (alone == all.size()) return;
    std::string names;
    std::size_t named = 0;
    for (std::size_t i = alone; i < all.size() && named < most_told; ++i, ++named)
        names += fmt::format("{}{}{} (step {})", names.empty() ? "" : ", ", name_of(*all[i]),
                             from_start(*all[i]), all[i]->last());
    const std::size_t rest = all.size() - alone - named;
    if (rest > 0) names += fmt::format(" and {} more", rest);
    out.push_back({"others-diverged", Severity::Failure, fmt::format("Diverged too: {}.", names)});
}

Notice thrown_off(const Track& track) {
    const Throw& told = *track.thrown;
    const bool corrected = std::visit(
        [](const auto& o) {
            if constexpr (requires { o.bias_correction; })
                return o.bias_correction;
            else
                return true;
        },
        track.run.model().descent().optimizer);
    std::string why;
    if (!corrected)
        why =
            "Without bias correction the mean square $v$ starts at zero and grows more slowly than the mean "
            "$m$.";
    else if (told.spike_step < told.step)
        why = fmt::format(
            "Its mean $m$ still holds the gradient {} of step {}, its mean square $v$ has forgotten it: "
            "$β_2$ "
            "is too small beside $β_1$.",
            brief(told.spike, 3), told.spike_step);
    else
        why = fmt::format("This step's gradient is {}, and the mean square $v$ has seen only small ones.",
                          brief(told.spike, 3));
    return {track.id + "-thrown", Severity::Warning,
            fmt::format("{}{}, step {}: ${}$ jumps by {}, {} times the rate. {}",
                        optimizer_title(track.optimizer), from_start(track), told.step, told.coordinate,
                        brief(told.move, 3), brief(told.times_rate, 2), why)};
}

void add_starts(const Inputs& in, const Computed& r, Notices& out) {
    const math::PlanePoint first = r.starts.front();
    const Domain& d = in.domain();
    if (!contains(d, first)) {
        const math::PlanePoint own = r.facts().start;
        out.push_back({"start-outside", Severity::Info,
                       fmt::format("The start {} lies outside of the map; a good one for {} is {}.",
                                   pair(first), r.facts().name, pair(own))});
    }
    const math::Symmetric2 h = math::hessian(r.landscape, first);
    const double bend = std::abs(h.xx) + std::abs(h.xy) + std::abs(h.yy);
    if (std::isfinite(r.gradient.x) && std::isfinite(r.gradient.y) && !(bend < 1e100))
        out.push_back(
            {"start-kink", Severity::Info,
             fmt::format("The start is a cusp of {}: it has no gradient there, which is taken as {}.",
                         r.facts().name, pair(r.gradient))});
}

}  // namespace

Notices notices(const Inputs& in, const Computed& r) {
    Notices out;
    add_divergences(r, out);
    std::size_t last_thrown = math::optimizer_count;
    for (const Track& track : r.tracks) {
        // One start tells enough.
        if (!track.thrown || track.optimizer == last_thrown) continue;
        last_thrown = track.optimizer;
        out.push_back(thrown_off(track));
    }
    for (const LeftOut& left : r.left_out)
        if (in.shown[left.optimizer])
            out.push_back({std::string(facts_of(left.optimizer).id) + "-unfit", Severity::Info,
                           left.starts < r.starts.size()
                               ? fmt::format("{} It is left out at {} of {} starts.", left.sentence,
                                             left.starts, r.starts.size())
                               : left.sentence});
    add_starts(in, r, out);
    if (r.steps < static_cast<std::uint64_t>(in.steps))
        out.push_back({"cut-short", Severity::Info,
                       fmt::format("{} runs of {} steps are too many: each ends after {}.", r.tracks.size(),
                                   in.steps, r.steps)});
    if (r.tuning.steps < r.steps && !r.tuning.all.empty())
        out.push_back({"tuning-cut-short", Severity::Info,
                       fmt::format("{} runs of {} steps are too many to look for rates: each ends after {}.",
                                   r.tuning.runs(), r.steps, r.tuning.steps)});
    return out;
}

}  // namespace lossfield::viz::race
