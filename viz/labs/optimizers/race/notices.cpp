// What the race has to say of events: divergence, jumps, what cannot run, starts out of view.
#include "viz/labs/optimizers/race/race.hpp"

namespace lossfield::viz::race {
namespace {

constexpr std::size_t most_told = 4;  // divergences in words of their own

Notice divergence(const Inputs& in, const Computed& r, const Track& track) {
    const Moment end = moment_of(track, track.last);
    const std::string what = is_finite(end.after.x) ? fmt::format("a coordinate is beyond $10^{{{:.0f}}}$",
                                                                  std::log10(math::divergence_bound))
                                                    : "a coordinate is no longer a finite number";
    return {track.id + "-diverged", Severity::Failure,
            fmt::format("{}{} diverged at step {}: {}; {}.", optimizer_title(track.optimizer),
                        from_start(track), track.last, what, cause_words(in, r, track, end))};
}

void add_divergences(const Inputs& in, const Computed& r, Notices& out) {
    std::vector<const Track*> all;
    for (const Track& track : r.tracks)
        if (track.diverged) all.push_back(&track);
    const std::size_t alone = all.size() <= most_told ? all.size() : most_told - 1;
    for (std::size_t i = 0; i < alone; ++i) out.push_back(divergence(in, r, *all[i]));
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

std::string why_thrown(const Computed& r, const Track& track) {
    const math::LongMove& told = *track.thrown;
    const std::string spike = brief(told.spike, 3);
    if (lacks_correction(r, track))
        return fmt::format(
            "Without bias correction the root of its mean square $v$, which starts at zero, is still too "
            "small: "
            "corrected, this step would be {} times the rate.",
            brief(times_corrected(r, track), 2));
    if (has_forgotten(track))
        return fmt::format(
            "Its mean $m$ still holds the gradient {} of step {}, its mean square $v$ has forgotten more of "
            "it: "
            "$β_2$ is too small beside $β_1$.",
            spike, told.spike_step);
    const math::AdamMeans& means = *means_of(track);
    return fmt::format(
        "The largest gradient so far, {} at step {}, has entered its mean square $v$ with the weight 1 − "
        "$β_2$ = "
        "{} only, its mean $m$ with 1 − $β_1$ = {}.",
        spike, told.spike_step, brief(1 - means.beta2, 3), brief(1 - means.beta1, 3));
}

Notice thrown_off(const Computed& r, const Track& track) {
    const math::LongMove& told = *track.thrown;
    const AxisNames axes = axis_names(r.landscape);
    return {
        track.id + "-thrown", Severity::Warning,
        fmt::format("{}{}, step {}: {} jumps by {}, {} times the rate. {}", optimizer_title(track.optimizer),
                    from_start(track), told.step, told.coordinate == 0 ? axes.x : axes.y, brief(told.move, 3),
                    brief(told.times_rate, 2), why_thrown(r, track))};
}

}  // namespace

Notices notices(const Inputs& in, const Computed& r) {
    Notices out;
    add_divergences(in, r, out);
    std::size_t last_thrown = math::optimizer_count;
    for (const Track& track : r.tracks) {
        // One start tells enough.
        if (!track.thrown || track.optimizer == last_thrown) continue;
        last_thrown = track.optimizer;
        out.push_back(thrown_off(r, track));
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
                        shows_good_start(in, r)
                            ? fmt::format("; a good one for {} is {}", r.facts().name, pair(r.facts().start))
                            : ""));
    if (starts_on_cusp(r))
        say("start-kink",
            fmt::format("The start is a cusp of {}: it has no gradient there, which is taken as {}.",
                        r.facts().name, pair(r.gradient)));
    if (goes_below(r))
        say("below",
            fmt::format("The loss goes below the lowest minimum known, {}: heights count as 0 there.",
                        brief(*r.lowest, 4)));
    if (is_cut_short(in, r))
        say("cut-short", fmt::format("{} runs of {} steps are too many: each ends after {} at the latest.",
                                     r.tracks.size(), in.steps, r.steps));
    if (tuning_is_cut_short(r))
        say("tuning-cut-short",
            fmt::format(
                "{} runs of {} steps are too many to look for rates: each ends after {} at the latest.",
                r.tuning.runs(), r.steps, r.tuning.steps));
    return out;
}

}  // namespace lossfield::viz::race
