// Equal budgets: the learning rate of an optimizer looked for on a grid, with runs of one length from one start and with the
// same noise.
//   rate_i = low (high / low)^(i / (n - 1)),  i = 0 .. n - 1; the last is `high` itself
//   a run is judged by its final height, f above `lowest` and not below 0, or f itself where there is no lowest; one that
//   diverges or ends at no finite height has none, and of equal ones the smallest rate is the best
// low, high > 0 in any order; n >= 2. A requested stop counts the runs left out as diverged. No failure beyond the engine's.
#pragma once

#include <limits>
#include <optional>
#include <span>
#include <stop_token>
#include <vector>

#include "math/optimizers/engine.hpp"

namespace lossfield::math {

[[nodiscard]] std::vector<double> rate_grid(double from, double to, std::size_t count);

// NaN: diverged, or no finite number.
[[nodiscard]] double final_height(Descent descent, double rate, const PlanePoint& start, std::uint64_t steps,
                                  const std::optional<double>& lowest);

struct RateSearch {
    std::vector<double> heights;  // final ones, one a rate; NaN: diverged
    std::size_t diverged = 0;
    double best_rate = std::numeric_limits<double>::quiet_NaN();  // NaN: all diverged
    double best_height = std::numeric_limits<double>::quiet_NaN();
    [[nodiscard]] bool found() const { return diverged < heights.size(); }
};
[[nodiscard]] RateSearch search_rates(const Descent& descent, std::span<const double> rates,
                                      const PlanePoint& start, std::uint64_t steps,
                                      const std::optional<double>& lowest, const std::stop_token& stop = {});

}  // namespace lossfield::math
