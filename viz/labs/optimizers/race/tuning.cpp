#include "viz/labs/optimizers/race/tuning.hpp"

#include <algorithm>
#include <cmath>

#include "viz/labs/optimizers/race/race.hpp"

namespace lossfield::viz::race {
namespace {

Vector grid_of(const Inputs& in) {
    // Either may be the larger one while they are moved.
    const auto [from, to] = std::minmax(in.tune_from, in.tune_to);
    const auto count = static_cast<std::size_t>(in.tune_count);
    Vector rates;
    for (std::size_t i = 0; i < count; ++i)
        rates.push_back(from * std::pow(to / from, static_cast<double>(i) / static_cast<double>(count - 1)));
    rates.back() = to;
    return rates;
}

double final_height(const Computed& r, math::Descent descent, double rate, std::uint64_t steps) {
    descent.optimizer = math::with_rate(std::move(descent.optimizer), rate);
    const math::Walk walk(std::move(descent), r.starts.front());
    math::DescentState state = walk.start();
    walk.advance(state, 0, steps);
    if (walk.finished(state)) return nan;
    const double height = height_of(r, math::Objective(r.landscape).value(state.x));
    return std::isfinite(height) ? height : nan;
}

}  // namespace

Tuning tune(const Inputs& in, const Computed& r, const std::stop_token& stop) {
    Tuning tuning;
    std::vector<std::size_t> optimizers;
    for (const Track& track : r.tracks)
        if (track.start == 0) optimizers.push_back(track.optimizer);
    if (optimizers.empty()) return tuning;
    tuning.rates = grid_of(in);
    tuning.steps = std::min(r.steps, most_tuning_steps / (tuning.rates.size() * optimizers.size()));
    for (const std::size_t k : optimizers) {
        const math::Descent descent = descent_of(in, r.landscape, k);
        Tuned& tuned = tuning.all.emplace_back();
        tuned.optimizer = k;
        tuned.rate = in.rates[k];
        tuned.height = final_height(r, descent, tuned.rate, tuning.steps);
        for (const double rate : tuning.rates) {
            const double height = stop.stop_requested() ? nan : final_height(r, descent, rate, tuning.steps);
            if (std::isnan(height))
                ++tuned.diverged;
            else if (!tuned.best || height < tuned.heights[*tuned.best])
                tuned.best = tuned.heights.size();
            tuned.heights.push_back(height);
        }
    }
    return tuning;
}

}  // namespace lossfield::viz::race
