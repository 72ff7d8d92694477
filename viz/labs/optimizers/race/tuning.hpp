// Equal budgets: the rate of every optimizer shown is looked for on the same grid, with the same number of runs of the same
// length, from the first start and with the noise of the race.
//   rate_i = from (to / from)^(i / (n - 1)),  i = 0 .. n - 1
//   judged by the final height: the loss above the lowest minimum, or the loss where there is none; a run that diverges has
//   none, and of equal ones the smallest rate is the best
#pragma once

#include <stop_token>

#include "viz/labs/vocabulary.hpp"

namespace lossfield::viz::race {

struct Inputs;
struct Computed;

struct Tuned {
    std::size_t optimizer = 0;
    Vector heights{};  // final ones, one a rate; NaN: diverged
    std::size_t diverged = 0;
    double rate = 0, height = 0;  // as the race is run, after as many steps
    double best_rate = nan,
           best_height = best_rate;  // NaN: all diverged
    [[nodiscard]] bool found() const { return diverged < heights.size(); }
};

struct Tuning {
    Vector rates{};
    std::vector<Tuned> all{};  // by optimizer
    std::uint64_t steps = 0;   // of every run
    [[nodiscard]] std::size_t runs() const { return rates.size() * all.size(); }
};

// All runs together take no more steps than this.
inline constexpr std::uint64_t most_tuning_steps = 1'000'000;

[[nodiscard]] Tuning tune(const Inputs& in, const Computed& r, const std::stop_token& stop);
// Final height against rate, and a table of the best.
[[nodiscard]] Panels tuning_panels(const Computed& r);
// To the best rate of each, and of all at once.
[[nodiscard]] Jumps tuning_jumps(const Computed& r);
// " With 25 runs each ..."; empty where nothing was tuned.
[[nodiscard]] std::string tuning_sentence(const Computed& r);

}  // namespace lossfield::viz::race
