// How a run of Simulation<math::Training> ended, and what is said of it. An observer that returns false for what is no finite number
// lets the run end before that step (viz/lab/simulation.hpp).
#pragma once

#include "viz/figure/figure.hpp"
#include "viz/lab/simulation.hpp"
#include "viz/training/training_inputs.hpp"

namespace lossfield::viz {

enum class RunEnd {
    Taken,       // all steps asked for
    Diverged,    // the last one led beyond the bound of the optimizers
    NoNumbers,   // the next one leads to no finite numbers
    ZeroByZero,  // as it is 0 / 0: with epsilon = 0, in a parameter whose gradient is 0
};

[[nodiscard]] RunEnd end_of(const TrainingInputs& in, const Simulation<math::Training>& run);
[[nodiscard]] inline bool breaks_off(RunEnd end) {
    return end == RunEnd::NoNumbers || end == RunEnd::ZeroByZero;
}

// "diverged" or "broken", nothing where all steps are taken. Of several runs `of` is the one that ends so ("random") and `under` leads
// the sentence ("Under random mining").
void add_end(Notices& out, RunEnd end, std::uint64_t last, const std::string& of = "",
             const std::string& under = "");

}  // namespace lossfield::viz
