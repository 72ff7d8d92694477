#include "math/descent/training.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "math/numerics/check.hpp"

namespace lossfield::math {
namespace {

template <typename S>
constexpr bool is_trainer = !is_joint<S> && !S::facts.needs.positive;

std::size_t slots_of(const Optimizer& optimizer) {
    return std::visit([](const auto& s) { return memory_size_of<std::decay_t<decltype(s)>>; }, optimizer);
}

template <typename S>
MemoryOf<S> memory_at(const TrainingState& state, std::size_t d) {
    MemoryOf<S> memory{};
    std::copy_n(state.memory.begin() + static_cast<std::ptrdiff_t>(d * memory.size()), memory.size(),
                memory.begin());
    return memory;
}

void modify(const TrainingRules& rules, std::uint64_t t, const std::vector<double>& at,
            std::vector<double>& g) {
    if (rules.noise.on())
        for (std::size_t d = 0; d < g.size(); ++d) g[d] += rules.noise.at(t, static_cast<std::uint32_t>(d));
    if (rules.decay.coupled != 0.0)
        for (std::size_t d = 0; d < g.size(); ++d) g[d] += rules.decay.coupled * at[d];
    if (!std::isfinite(rules.clipping.norm)) return;
    double squares = 0.0;
    for (const double v : g) squares += v * v;
    const double length = std::sqrt(squares);
    if (!(length > rules.clipping.norm)) return;
    for (double& v : g) v *= rules.clipping.norm / length;
}

template <typename S>
void take_step(const S& stepper, const TrainingRules& rules, const Training::Gradient& gradient,
               TrainingState& state, std::uint64_t t) {
    std::vector<double>& x = state.x;
    std::vector<double> at = x, g(x.size());
    if constexpr (looks_ahead<S>)
        for (std::size_t d = 0; d < x.size(); ++d) at[d] = stepper.look_ahead(x[d], memory_at<S>(state, d));
    gradient(at, t, g);
    modify(rules, t, at, g);
    const auto c = at_step(stepper, t, rules.schedule.share(t));
    const double kept = 1.0 - c.rate * rules.decay.decoupled;
    for (std::size_t d = 0; d < x.size(); ++d) {
        MemoryOf<S> memory = memory_at<S>(state, d);
        if (rules.decay.decoupled != 0.0) x[d] *= kept;
        stepper.update(x[d], g[d], memory, c);
        std::copy_n(memory.begin(), memory.size(),
                    state.memory.begin() + static_cast<std::ptrdiff_t>(d * memory.size()));
    }
    if constexpr (requires { stepper.thermal(c); }) {
        const GradientNoise thermal = thermal_noise(rules.noise, stepper.thermal(c));
        for (std::size_t d = 0; d < x.size(); ++d) x[d] += thermal.at(t, static_cast<std::uint32_t>(d));
    }
}

}  // namespace

bool is_finite(const TrainingState& state) {
    return std::all_of(state.x.begin(), state.x.end(), [](double v) { return std::isfinite(v); });
}

bool trains(const Optimizer& optimizer) {
    return std::visit([](const auto& s) { return is_trainer<std::decay_t<decltype(s)>>; }, optimizer);
}

Training::Training(TrainingRules rules, std::vector<double> from, Gradient gradient, Retraction retraction)
    : rules_(std::move(rules)),
      from_(std::move(from)),
      gradient_(std::move(gradient)),
      retraction_(std::move(retraction)) {
    check_at_least("Training: number of parameters", from_.size(), 1);
    if (!trains(rules_.optimizer))
        violated("Training: optimizer", facts(rules_.optimizer).name, "is one that needs",
                 "a gradient alone");
}

TrainingState Training::start() const {
    State state{from_, std::vector<double>(from_.size() * slots_of(rules_.optimizer), 0.0)};
    if (retraction_) retraction_(state.x);
    return state;
}

TrainingState Training::step(State before, std::uint64_t t) const {
    advance(before, t - 1, t);
    return before;
}

void Training::advance(State& state, std::uint64_t from, std::uint64_t to) const {
    std::visit(
        [&](const auto& stepper) {
            if constexpr (is_trainer<std::decay_t<decltype(stepper)>>) {
                while (from < to && !finished(state)) {
                    take_step(stepper, rules_, gradient_, state, ++from);
                    if (retraction_) retraction_(state.x);
                }
            }
        },
        rules_.optimizer);
}

bool Training::finished(const State& state) const {
    return !std::all_of(state.x.begin(), state.x.end(),
                        [](double v) { return std::abs(v) <= divergence_bound; });
}

std::vector<double> Training::gradient_at(const State& state, std::uint64_t t) const {
    std::vector<double> g(state.x.size());
    gradient_(state.x, t, g);
    return g;
}

std::size_t Training::bytes(const State& state) const {
    return sizeof(State) + sizeof(double) * (state.x.size() + state.memory.size());
}

}  // namespace lossfield::math
