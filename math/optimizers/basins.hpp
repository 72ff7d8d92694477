// Basins of attraction: where each of many starts ends, and after how many steps.
//   classes: the minima in their order, then what rests at a saddle or a maximum, what is still under way after all steps,
//   and what diverges.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <stop_token>
#include <vector>

#include "math/optimizers/engine.hpp"

namespace lossfield::math {

struct Basins {
    StationaryPoints points;           // with the minima beyond those known that starts have come to rest at
    std::size_t unusable = 0;          // starts that the optimizer cannot begin at: holes
    std::vector<double> ends;          // the class of each start; NaN: a hole
    std::vector<double> slowness;      // 0 to 1: how many of the usual steps each arrival takes; else 1
    std::vector<std::uint32_t> taken;  // steps of each start
    std::vector<double> shares;        // of each class
    std::vector<std::vector<double>>
        arrivals;  // of each minimum: how many arrive in each bin of steps, as far as any do
    double fastest = 1, slowest = 1;  // the steps of which slowness is 0 and 1; alike: nothing arrives
    double bin = 1;                   // steps in a bin
    double usual = 1;                 // steps that nearly all arrivals take at most
    double mean_steps = 0;            // of those that arrive; NaN: none does

    [[nodiscard]] std::size_t resting() const { return points.minima.size(); }
    [[nodiscard]] std::size_t unsettled() const { return points.minima.size() + 1; }
    [[nodiscard]] std::size_t lost() const { return points.minima.size() + 2; }
    [[nodiscard]] std::size_t kinds() const { return points.minima.size() + 3; }
};

// Runs all starts until they arrive within `radius` of a minimum, by `arrival` (engine.hpp). `random`: the steps depend on a
// start's number, so that what runs again runs with all others. After a requested stop: points and shares of zero only.
[[nodiscard]] Basins basins_of(const Descent& descent, const StationaryPoints& known, double radius,
                               std::span<const PlanePoint> starts, std::uint64_t steps, bool random,
                               unsigned threads = 1, const std::stop_token& stop = {});

// One start, step by step: it ends as run_starts ends it (engine.hpp), with the noise of that index. Empty where the optimizer
// cannot run from there.
struct ArrivalPath {
    std::vector<double> x{}, y{}, values{};  // places of the map and what f is there, the start first
    std::size_t steps = 0;                   // taken
    std::optional<std::size_t> goal{};       // the one it arrives at
    bool diverged = false;
};
[[nodiscard]] ArrivalPath arrival_path(const Descent& descent, const PlanePoint& from, std::uint32_t index,
                                       std::uint64_t steps, const Arrival& arrival);

}  // namespace lossfield::math
