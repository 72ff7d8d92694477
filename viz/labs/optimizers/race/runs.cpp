// The race's runs: one engine walk for every optimizer shown and every start, and a search for the best rates.
#include "viz/labs/optimizers/race/race.hpp"

namespace lossfield::viz::race {
namespace {

// All tracks together take no more steps than this, nor do all runs of the search; longer runs are cut short and say so.
constexpr std::uint64_t most_steps = 1'000'000;
constexpr std::size_t most_entries = 200'000;  // of the lists of all tracks together
// That a track's simulation keeps: stepping on from one state is cheaper than keeping many.
constexpr std::size_t bytes_each = std::size_t{64} << 10;

// The smallest rectangle that holds both.
math::PlaneRange around(const math::PlaneRange& a, const math::PlaneRange& b) {
    return {std::min(a.x_low, b.x_low), std::max(a.x_high, b.x_high), std::min(a.y_low, b.y_low),
            std::max(a.y_high, b.y_high)};
}

Track track_of(const Inputs& in, const Computed& r, std::size_t optimizer, std::size_t start,
               std::size_t tracks, const std::stop_token& stop) {
    const math::Descent descent = descent_of(in, r.landscape, optimizer);
    const math::Walk walk(descent, r.starts[start], static_cast<std::uint32_t>(start));
    const Domain d = in.domain();
    const std::size_t each = std::max<std::size_t>(1, most_entries / tracks);
    math::RecordSettings settings{.range = plane_range(d), .goals = r.goals()};
    settings.home = around(settings.range, r.facts().view);
    settings.lowest = r.lowest;
    settings.every = (static_cast<std::size_t>(r.steps) + each) / each;
    settings.rates = in.lower == Lower::Rates;
    if (in.lower == Lower::Results) settings.target = in.target;
    math::RunRecorder recorder(walk, std::move(settings), static_cast<std::size_t>(r.steps));
    Simulation<math::Walk> run(walk, {r.steps, bytes_each}, stop, recorder);
    const math::DescentState end = run.at(run.last());
    const std::string number = start > 0 ? fmt::format("-{}", start + 1) : "";
    Track track{recorder.finished(end), optimizer, start, facts_of(optimizer).id + number, std::move(run)};
    track.rate = math::rate_of(descent.optimizer);
    if (r.curvature) {
        track.minimum = math::nearest(r.points.minima, r.starts.front());
        track.limit = limit_for(in, descent.optimizer, r.curvature->high);
        track.limit_name = limit_name(in, optimizer);
        track.limit_is_local = !r.facts().quadratic;
    }
    track.diverged = walk.finished(end);
    if (track.diverged) track.highest_rate = track.rate * descent.schedule.highest_share(track.last);
    return track;
}

template <typename... Stepper>
bool is_one_of(const math::Optimizer& optimizer) {
    return (std::holds_alternative<Stepper>(optimizer) || ...);
}

bool is_decoupled(const Inputs& in) {
    return in.weight_decay != 0 && in.weight_decay_kind == DecayKind::Decoupled;
}

}  // namespace

double limit_for(const Inputs& in, const math::Optimizer& optimizer, double curvature) {
    const double limit = math::rate_limit(optimizer, curvature);
    if (in.weight_decay == 0 || is_one_of<math::GradientDescent, math::Langevin>(optimizer)) return limit;
    if (is_one_of<math::Newton, math::NaturalGradient>(optimizer)) return math::no_limit;
    if (!is_decoupled(in)) return limit;
    const auto* momentum = std::get_if<math::Momentum>(&optimizer);
    if (momentum == nullptr) return math::no_limit;
    return math::rate_limit(optimizer, curvature + momentum->momentum * in.weight_decay);
}

std::string limit_name(const Inputs& in, std::size_t optimizer) {
    std::string name = limit_words(optimizer);
    const std::size_t at = name.find('L');
    if (in.weight_decay == 0 || at == std::string::npos) return name;
    const bool heavy_ball = optimizer == number_of(OptimizerKind::Momentum);
    return name.replace(at, 1, is_decoupled(in) && heavy_ball ? "(L+(1+β)λ)" : "(L+λ)");
}

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
    for (const auto& [optimizer, start] : wanted) {
        r.tracks.push_back(track_of(in, r, optimizer, start, tracks, stop));
        r.last_step = std::max(r.last_step, r.tracks.back().last);
        if (r.running.empty() || r.running.back() != optimizer) r.running.push_back(optimizer);
    }
}

Tuning tune(const Inputs& in, const Computed& r, const std::stop_token& stop) {
    const auto from_first = [](const Track& track) { return track.start == 0; };
    const auto optimizers = std::count_if(r.tracks.begin(), r.tracks.end(), from_first);
    if (optimizers == 0) return {};
    const math::PlanePoint& start = r.starts.front();
    Tuning tuning{math::rate_grid(in.tune_from, in.tune_to, static_cast<std::size_t>(in.tune_count))};
    tuning.steps =
        std::min(r.steps, most_steps / (tuning.rates.size() * static_cast<std::size_t>(optimizers)));
    for (const Track& track : r.tracks) {
        if (!from_first(track)) continue;
        const std::size_t k = track.optimizer;
        const math::Descent descent = descent_of(in, r.landscape, k);
        tuning.all.push_back({math::search_rates(descent, tuning.rates, start, tuning.steps, r.lowest, stop),
                              k, in.rates[k],
                              math::final_height(descent, in.rates[k], start, tuning.steps, r.lowest)});
    }
    return tuning;
}

}  // namespace lossfield::viz::race
