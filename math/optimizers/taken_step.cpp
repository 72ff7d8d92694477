#include "math/optimizers/taken_step.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace lossfield::math {
namespace {

Coordinates slot_of(const TakenStep& step, const DescentState& state, std::size_t k) {
    const std::size_t size = std::visit(
        [](const auto& o) { return memory_size_of<std::decay_t<decltype(o)>>; }, step.descent().optimizer);
    const std::size_t dimension = math::dimension(step.descent().landscape);
    return by_coordinate([&](std::size_t d) { return d < dimension ? state.memory[d * size + k] : 0.0; });
}

StepParts velocity_parts(double momentum, const TakenStep& s) {
    return {.linear = true, .gradient = -s.rate * s.gradient(), .memory = momentum * s.last_slot(0)};
}

template <typename Stepper>
StepParts parts(const Stepper& /*o*/, const TakenStep& s) {
    if constexpr (std::is_base_of_v<AdamMeans, Stepper> || std::is_same_v<Muon, Stepper>)
        return {.mean = s.slot(0)};
    return {};
}
StepParts parts(const GradientDescent& /*o*/, const TakenStep& s) {
    return {.linear = true, .gradient = -s.rate * s.gradient()};
}
StepParts parts(const Momentum& o, const TakenStep& s) { return velocity_parts(o.momentum, s); }
StepParts parts(const Nesterov& o, const TakenStep& s) { return velocity_parts(o.momentum, s); }
StepParts parts(const QuasiHyperbolic& o, const TakenStep& s) {
    const double kept = o.share * o.momentum;
    return {.linear = true,
            .gradient = -s.rate * (1 - kept) * s.gradient(),
            .memory = -s.rate * kept * s.last_slot(0)};
}
StepParts parts(const Langevin& o, const TakenStep& s) {
    const Coordinates push = -s.rate * s.gradient();
    return {.linear = true, .gradient = push, .heat = o.temperature == 0.0 ? Coordinates{} : s.move - push};
}
StepParts parts(const Lion& o, const TakenStep& s) { return {.mean = mixed(s, o.beta1)}; }
StepParts parts(const AdamW& o, const TakenStep& s) {
    return {.mean = s.slot(0), .decay = -s.rate * o.decay * s.before.x};
}

}  // namespace

Coordinates TakenStep::slot(std::size_t k) const { return slot_of(*this, after, k); }
Coordinates TakenStep::last_slot(std::size_t k) const { return slot_of(*this, before, k); }

TakenStep taken_step(const Walk& walk, const DescentState& before, std::uint64_t t) {
    const std::uint64_t seen_by = std::max<std::uint64_t>(1, t);
    const Descent& descent = walk.descent();
    TakenStep s{walk, t, before, before, walk.seen(before, seen_by)};
    if (t > 0) walk.advance(s.after, t - 1, t);
    s.rate = rate_of(descent.optimizer) * descent.schedule.share(seen_by);
    s.decay = -(s.rate * descent.decay.decoupled) * before.x;
    s.move = s.after.x - before.x - s.decay;
    return s;
}

StepParts parts_of(const TakenStep& step) {
    return std::visit([&](const auto& o) { return parts(o, step); }, step.descent().optimizer);
}

Coordinates mixed(const TakenStep& step, double beta) {
    return beta * step.last_slot(0) + (1 - beta) * step.gradient();
}

Coordinates adam_ratio(const AdamMeans& adam, std::uint64_t t, const Coordinates& mean,
                       const Coordinates& square) {
    const AdamCoefficients c = adam.at_step(t);
    return by_coordinate([&](std::size_t d) {
        return mean[d] / c.correction1 / (std::sqrt(square[d] / c.correction2) + adam.epsilon);
    });
}

Coordinates unclipped(const TakenStep& step) {
    const Descent& descent = step.descent();
    Coordinates g{};
    for (std::size_t d = 0; d < dimension(descent.landscape); ++d)
        g[d] = step.seen.raw[d] + descent.decay.coupled * step.seen.at[d] +
               descent.noise.at(std::max<std::uint64_t>(1, step.t), static_cast<std::uint32_t>(d),
                                step.walk.index());
    return g;
}

Coordinates plain_move(const TakenStep& step, Optimizer optimizer) {
    Descent plain = step.descent();
    plain.optimizer = std::move(optimizer);
    plain.schedule = {};
    plain.decay.decoupled = 0.0;
    const Walk walk(std::move(plain), step.walk.shown(step.before), step.walk.index());
    return walk.step(step.before, step.t).x - step.before.x;
}

}  // namespace lossfield::math
