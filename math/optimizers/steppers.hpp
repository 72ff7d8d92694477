// Every optimizer there is, as one type. Each stepper's definition, source and limits: the headers included here.
// Adding one: its struct with its update and what else it says, its name in the variant.
#pragma once

#include <optional>
#include <string>
#include <variant>

#include "math/optimizers/adam_steppers.hpp"
#include "math/optimizers/adaptive_steppers.hpp"
#include "math/optimizers/joint_steppers.hpp"
#include "math/optimizers/momentum_steppers.hpp"

namespace lossfield::math {

// std::visit once, outside the loops over steps and starts. The order is that in which they are listed; an
// optimizer's number picks its colour.
using Optimizer = std::variant<GradientDescent, Momentum, Nesterov, Adam, RmsProp, AdaGrad, Lion, SignDescent,
                               Newton, Lbfgs, AdamW, AmsGrad, NAdam, Adadelta, QuasiHyperbolic,
                               NaturalGradient, ExponentiatedGradient, Langevin, Muon, Hypergradient>;

constexpr std::size_t optimizer_count = std::variant_size_v<Optimizer>;

[[nodiscard]] inline const OptimizerFacts& facts(const Optimizer& optimizer) {
    return std::visit([](const auto& o) -> const OptimizerFacts& { return o.facts; }, optimizer);
}
// An optimizer of this number with its defaults.
[[nodiscard]] const Optimizer& default_optimizer(std::size_t number);

[[nodiscard]] double rate_of(const Optimizer& optimizer);
[[nodiscard]] Optimizer with_rate(Optimizer optimizer, double rate);
// Whether means that start at zero are lifted; true where there are none.
[[nodiscard]] inline bool corrects_bias(const Optimizer& optimizer) {
    const auto corrects = [](const auto& o) {
        if constexpr (requires { o.bias_correction; }) return o.bias_correction;
        return true;
    };
    return std::visit(corrects, optimizer);
}
// The limit of the rate on curvature L.
[[nodiscard]] double rate_limit(const Optimizer& optimizer, double curvature);

// Why this optimizer cannot run on a landscape from a place of its map, as one sentence; nothing when it can.
[[nodiscard]] std::optional<std::string> unfit(const Optimizer& optimizer, const Landscape& landscape,
                                               const PlanePoint& start);

}  // namespace lossfield::math
