// How a model of a lab is trained live: the parameters that every such lab has, what they mean, and the panel of the run. A lab's
// Inputs derives from TrainingInputs; its compute runs Simulation<math::Training>(…, {.steps = steps_of(in)}, stop, observer).
//   the gradient is the lab's own, so there is no noise to add to it: random batches are the lab's as well, drawn by `seed`
// An optimizer that needs more than a gradient (Newton, ...) is offered but disabled with its reason; chosen all the same, it takes no
// step and a notice says so.
#pragma once

#include <array>
#include <cstdint>
#include <string>

#include "math/descent/training.hpp"
#include "viz/training/optimizer_inputs.hpp"

namespace lossfield::viz {

struct TrainingInputs : OptimizerInputs {
    OptimizerKind optimizer = OptimizerKind::GradientDescent;
    int steps = 200;
};

// Rates of all optimizers from two: those whose moves grow with the gradient have `descent`, those whose moves do not (Adam and its
// family, RMSProp, sign methods) `move`, AdaGrad ten times that.
[[nodiscard]] std::array<double, math::optimizer_count> training_rates(double descent, double move);

// Of the optimizer chosen; of gradient descent where that cannot train.
[[nodiscard]] math::TrainingRules rules_of(const TrainingInputs& in);
// None where the optimizer chosen cannot train.
[[nodiscard]] std::uint64_t steps_of(const TrainingInputs& in);
[[nodiscard]] bool can_train(const TrainingInputs& in);

// Optimizer, rates, steps, what it remembers, the schedule, and the seed.
[[nodiscard]] Parameters<TrainingInputs> training_parameters();

// Hides what the optimizer in use has no use for, disables those that cannot train, and says so where one of them is chosen.
// `random`: whether the lab draws anything by the seed.
void fit_training_parameters(Figure& figure, const TrainingInputs& in, bool random);

// Values over all steps 0, 1, ..., of which a dashed rule marks the one shown. The axis holds all of them from 0 on; of a run that
// diverges, those up to ten times the first.
[[nodiscard]] Panel course_panel(std::string id, std::string title, std::string label, const Vector& values,
                                 long long step, Colour colour = series(0));
// One more in the same panel.
void add_course(Panel& panel, std::string id, std::string label, const Vector& values, Colour colour,
                Dash dash = Dash::Solid);

}  // namespace lossfield::viz
