// One step of a walk taken apart: what it saw, what it remembers, and what its move is put together from.
//   rate    share(t) times the optimizer's
//   decay   -rate decoupled x_before, what decoupled weight decay takes off
//   move    x_after - x_before - decay, the optimizer's own
// Parts of a move that is linear in gradient and memory, move = gradient + memory + heat:
//   gradient descent     -rate g
//   momentum, Nesterov   -rate g, momentum (last move)
//   quasi-hyperbolic     -rate (1 - s b) g, -rate s b m       since (1 - s) g + s (b m + (1 - b) g) = (1 - s b) g + s b m
//   Langevin             -rate g, the rest of the move is heat
// All others rescale, turn or cut what they go by: `mean` stands for the gradient before that, m of Adam's family, Lion's
// mixture, Muon's sum; none where it is the gradient itself.
// t = 0: no step yet, before = after; seen and rate are those of the step to come. No failure beyond the engine's.
#pragma once

#include <optional>

#include "math/optimizers/engine.hpp"

namespace lossfield::math {

struct TakenStep {
    Walk walk;
    std::uint64_t t = 0;
    DescentState before{}, after{};
    Walk::Seen seen{};
    double rate = 0.0;
    Coordinates decay{}, move{};

    [[nodiscard]] const Descent& descent() const { return walk.descent(); }
    [[nodiscard]] const Coordinates& gradient() const { return seen.gradient; }
    // Slot k of the memory after the step, or before it.
    [[nodiscard]] Coordinates slot(std::size_t k) const;
    [[nodiscard]] Coordinates last_slot(std::size_t k) const;
};

// Step t from the state before it.
[[nodiscard]] TakenStep taken_step(const Walk& walk, const DescentState& before, std::uint64_t t);

struct StepParts {
    bool linear = false;
    Coordinates gradient{}, memory{}, heat{};
    std::optional<Coordinates> mean{};
    Coordinates decay{};  // the optimizer's own (AdamW), without the modifier's
};
[[nodiscard]] StepParts parts_of(const TakenStep& step);

// beta m_before + (1 - beta) g: the mean with the gradient mixed in.
[[nodiscard]] Coordinates mixed(const TakenStep& step, double beta);
// (mean / c1) / (sqrt(square / c2) + epsilon) with the corrections of step t.
[[nodiscard]] Coordinates adam_ratio(const AdamMeans& adam, std::uint64_t t, const Coordinates& mean,
                                     const Coordinates& square);
// The gradient with noise and coupled decay, before it was clipped.
[[nodiscard]] Coordinates unclipped(const TakenStep& step);
// The move that `optimizer` would have made in this step, without schedule and decoupled decay.
[[nodiscard]] Coordinates plain_move(const TakenStep& step, Optimizer optimizer);

}  // namespace lossfield::math
