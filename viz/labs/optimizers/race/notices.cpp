// What the race has to say of events: divergence, jumps, what cannot run, starts out of view.
#include "viz/labs/optimizers/race/race.hpp"

namespace lossfield::viz::race {
namespace {

constexpr std::size_t most_told = 4;  // divergences in words of their own

bool is_finite(const math::Coordinates& x) {
    return std::all_of(x.begin(), x.end(), [](double v) { return std::isfinite(v); });
}

// What the first number that is none came from, or why a coordinate grew.
std::string cause(const Track& track, const Moment& m) {
    if (!is_finite(m.seen.raw))
        return fmt::format("the landscape's gradient at {} is no finite number", pair(m.from));
    const double decay = m.descent().decay.decoupled;
    const std::string rate = fmt::format("its rate {} {}", has_changing_rate(track) ? "was at most" : "is",
                                         brief(track.highest_rate, 3));
    const std::string limit = brief(track.limit, 3);
    if (was_above_limit(track)) return fmt::format("{}, above the limit {}", rate, limit);
    if (decay != 0) return fmt::format("{} and its weight decay {}", rate, brief(decay, 3));
    if (std::isinf(track.limit)) return rate;
    return fmt::format("{}, below the limit {}, which holds only near the minimum", rate, limit);
}

Notice divergence(const Track& track) {
    const Moment end = moment_of(track, track.last);
    const std::string what = is_finite(end.after.x) ? fmt::format("a coordinate is beyond $10^{{{:.0f}}}$",
                                                                  std::log10(math::divergence_bound))
                                                    : "a coordinate is no longer a finite number";
    return {track.id + "-diverged", Severity::Failure,
            fmt::format("{}{} diverged at step {}: {}; {}.", optimizer_title(track.optimizer),
                        from_start(track), track.last, what, cause(track, end))};
}

void add_divergences(const Computed& r, Notices& out) {
    std::vector<const Track*> all;
    for (const Track& track : r.tracks)
        if (track.diverged) all.push_back(&track);
    const std::size_t alone = all.size() <= most_told ? all.size() : most_told - 1;
    for (std::size_t i = 0; i < alone; ++i) out.push_back(divergence(*all[i]));
    if (alone == all.size()) return;
    std::vector<std::string> names;
    for (std::size_t i = alone; i < all.size(); ++i)
        names.push_back(fmt::format("{}{} (step {})", name_of(*all[i]), from_start(*all[i]), all[i]->last));
    const std::size_t named = std::min(names.size(), most_told), rest = names.size() - named;
    const std::string more = rest > 0 ? fmt::format(" and {} more", rest) : "";
    out.push_back(
        {"others-diverged", Severity::Failure,
         fmt::format("Diverged too: {}{}.", fmt::join(names.data(), names.data() + named, ", "), more)});
}

std::string why_thrown(const Track& track) {
    const math::LongMove& told = *track.thrown;
    const std::string spike = brief(told.spike, 3);
    if (is_uncorrected(track))
        return "Without bias correction the mean square $v$ starts at zero and grows more slowly than the "
               "mean "
               "$m$.";
    if (!has_forgotten(told))
        return fmt::format("This step's gradient is {}, and the mean square $v$ has seen only small ones.",
                           spike);
    return fmt::format(
        "Its mean $m$ still holds the gradient {} of step {}, its mean square $v$ has forgotten it: $β_2$ is "
        "too "
        "small beside $β_1$.",
        spike, told.spike_step);
}

Notice thrown_off(const Track& track) {
    const math::LongMove& told = *track.thrown;
    const char coordinate = told.coordinate == 0 ? 'x' : 'y';
    return {track.id + "-thrown", Severity::Warning,
            fmt::format("{}{}, step {}: ${}$ jumps by {}, {} times the rate. {}",
                        optimizer_title(track.optimizer), from_start(track), told.step, coordinate,
                        brief(told.move, 3), brief(told.times_rate, 2), why_thrown(track))};
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
    const auto say = [&](const std::string& id, std::string text) {
        out.push_back({id, Severity::Info, std::move(text)});
    };
    const std::size_t starts = r.starts.size();
    for (const LeftOut& left : r.left_out)
        if (in.shown[left.optimizer])
            say(fmt::format("{}-unfit", facts_of(left.optimizer).id),
                left.sentence + (left.starts < starts
                                     ? fmt::format(" It is left out at {} of {} starts.", left.starts, starts)
                                     : ""));
    if (starts_outside(in, r))
        say("start-outside",
            fmt::format("The start {} lies outside of the map{}.", pair(r.starts.front()),
                        usual_start_is_shown(in, r)
                            ? fmt::format("; a good one for {} is {}", r.facts().name, pair(r.facts().start))
                            : ""));
    if (starts_on_cusp(r))
        say("start-kink",
            fmt::format("The start is a cusp of {}: it has no gradient there, which is taken as {}.",
                        r.facts().name, pair(r.gradient)));
    if (is_cut_short(in, r))
        say("cut-short", fmt::format("{} runs of {} steps are too many: each ends after {}.", r.tracks.size(),
                                     in.steps, r.steps));
    if (tuning_is_cut_short(r))
        say("tuning-cut-short",
            fmt::format("{} runs of {} steps are too many to look for rates: each ends after {}.",
                        r.tuning.runs(), r.steps, r.tuning.steps));
    return out;
}

}  // namespace lossfield::viz::race
