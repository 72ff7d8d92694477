// An optimizer that goes coordinate by coordinate, on the parameters of any model: a caller gives their gradient.
//   step t:  a = look-ahead point of x,  g = gradient(a, t), then noise, coupled decay, clipping (modifiers.hpp),
//            x <- (1 - rate_t decay) x,  x, memory <- the optimizer's update with rate_t = schedule.share(t) rate,
//            x <- x + thermal noise (Langevin only),  x <- retraction(x)
// as Walk in optimizers/engine.hpp does it on landscapes of up to max_dimension coordinates, with the same bits.
//   x, gradient   n >= 1 parameters; a gradient depends on its arguments alone, so that going back gives the same bits
//   t             1, 2, ...: a gradient of random batches draws them by it
//   retraction    puts x back onto the set it must stay on (unit vectors, a ball), after every step and at the start; empty: none
// Diverged: a parameter that is not finite or beyond divergence_bound; no step follows.
// Failure: an optimizer that needs more than a gradient, or n = 0: std::invalid_argument.
// [Absil, Mahony, Sepulchre 2008, ch. 4 (retractions)]
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "math/optimizers/engine.hpp"

namespace lossfield::math {

struct TrainingRules {
    Optimizer optimizer{};
    Schedule schedule{};
    WeightDecay decay{};
    Clipping clipping{};
    GradientNoise noise{};
};

// Slot k of parameter d at memory[d * slots + k].
struct TrainingState {
    std::vector<double> x{}, memory{};
    bool operator==(const TrainingState&) const = default;
};

// Whether all parameters are finite numbers.
[[nodiscard]] bool is_finite(const TrainingState& state);

// Whether it needs a gradient alone, at parameters of any sign.
[[nodiscard]] bool trains(const Optimizer& optimizer);

// A Model of viz's Simulation.
class Training {
  public:
    using State = TrainingState;
    using Gradient =
        std::function<void(std::span<const double> x, std::uint64_t t, std::span<double> gradient)>;
    using Retraction = std::function<void(std::span<double> x)>;

    Training(TrainingRules rules, std::vector<double> from, Gradient gradient, Retraction retraction = {});

    [[nodiscard]] State start() const;
    [[nodiscard]] State step(State before, std::uint64_t t) const;
    void advance(State& state, std::uint64_t from, std::uint64_t to) const;
    [[nodiscard]] bool finished(const State& state) const;
    [[nodiscard]] std::size_t bytes(const State& state) const;

    [[nodiscard]] const TrainingRules& rules() const { return rules_; }
    // As the caller gave it.
    [[nodiscard]] std::vector<double> gradient_at(const State& state, std::uint64_t t) const;

  private:
    TrainingRules rules_;
    std::vector<double> from_;
    Gradient gradient_;
    Retraction retraction_;
};

}  // namespace lossfield::math
