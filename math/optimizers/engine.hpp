// The one engine behind single paths, several starts and maps of many starts: an optimizer on a landscape with a schedule
// and modifiers, step by step.
//   step t:  a = look-ahead point of x,  g = gradient(a), then noise, coupled decay, clipping (modifiers.hpp),
//            x <- (1 - rate_t decay) x,  x, memory <- the optimizer's step with rate_t = schedule.share(t) rate (joint
//            optimizers step from the undiminished x, and rate_t decay x is taken off afterwards),
//            x <- x + thermal noise (Langevin only)
// States are values; all numbers lie in structure of arrays while they run, in fixed blocks that stay in the cache. One
// start and many run the same code: their bits agree, whatever the block, the vectors or the number of threads.
// Divergence is declared from the iterates alone: a coordinate that is not finite or beyond divergence_bound.
// The optimizer must fit the landscape (unfit() in steppers.hpp says nothing), else std::bad_optional_access or numbers
// without meaning.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <stop_token>
#include <vector>

#include "math/optimizers/modifiers.hpp"
#include "math/optimizers/schedule.hpp"
#include "math/optimizers/steppers.hpp"

namespace lossfield::math {

constexpr double divergence_bound = 1e6;

// The most memory an optimizer has of one coordinate.
constexpr std::size_t max_memory = Lbfgs::memory_size;

struct Descent {
    Landscape landscape;
    Optimizer optimizer;
    Schedule schedule{};
    WeightDecay decay{};
    Clipping clipping{};
    GradientNoise noise{};
};

// Where one start is and what its optimizer remembers: slot k of coordinate d at memory[d * memory_size + k].
struct DescentState {
    Coordinates x{};
    std::array<double, max_dimension * max_memory> memory{};
    bool operator==(const DescentState&) const = default;
};

[[nodiscard]] bool diverged(const DescentState& state);
[[nodiscard]] bool diverged(const PlanePoint& x);

class Stepping;  // lanes.hpp

// Step by step from one start; a Model of viz's Simulation. `index` tells the noise of several starts apart.
class Walk {
  public:
    using State = DescentState;
    Walk(Descent descent, const PlanePoint& from, std::uint32_t index = 0);

    [[nodiscard]] State start() const;
    [[nodiscard]] State step(State before, std::uint64_t t) const;
    [[nodiscard]] bool finished(const State& state) const { return diverged(state); }
    // Steps from + 1 to `to` at once; ends after a diverged state. Returns the last step taken.
    std::uint64_t advance(State& state, std::uint64_t from, std::uint64_t to) const;

    // What step t goes by from the state before it: the gradient with all that was done to it, and where it was taken.
    struct Seen {
        Coordinates at{};
        Coordinates raw{};  // the landscape's own
        Coordinates gradient{};
    };
    [[nodiscard]] Seen seen(const State& before, std::uint64_t t) const;

    [[nodiscard]] const Descent& descent() const;
    [[nodiscard]] std::uint32_t index() const { return index_; }
    [[nodiscard]] PlanePoint shown(const State& state) const;

  private:
    std::shared_ptr<const Stepping> stepping_;  // shared by copies: it never changes
    Coordinates from_;
    std::uint32_t index_;
};

// When a start has arrived: its point is within `radius` of a goal (in all coordinates) and its last step moved it by no
// more than `radius`, so that nothing arrives that only passes. Goals are places of the map.
struct Arrival {
    std::vector<PlanePoint> goals;
    double radius = 1e-3;
};

struct Outcome {
    PlanePoint end;           // place on the map
    std::uint32_t steps = 0;  // taken until it arrived, diverged or the steps ran out
    std::int32_t goal = -1;   // which it arrived at; -1: none
    bool diverged = false;
};

// Runs every start until it arrives, diverges or has taken `steps`; start i has the noise of index i. outcomes: as many
// as starts (else std::invalid_argument); after a requested stop some of them are untouched.
void run_starts(const Descent& descent, std::span<const PlanePoint> starts, std::uint64_t steps,
                const Arrival& arrival, std::span<Outcome> outcomes, unsigned threads = 1,
                const std::stop_token& stop = {});

}  // namespace lossfield::math
