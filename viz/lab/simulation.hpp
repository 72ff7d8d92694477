// Runs a simulation once and gives its state at any step again, bit for bit.
//   s_0 = start(),  s_t = step(s_(t-1), t),  t = 1 .. steps
// A Model is a copyable value:
//   using State = ...;                          any copyable value
//   State start() const;
//   State step(State before, std::uint64_t t) const;         pure: the same arguments, the same bits
//   void advance(State&, t - 1, t) const;       optional: the same in place
//   bool finished(const State&) const;          optional: no step follows such a state (arrived, diverged)
//   std::size_t bytes(const State&) const;      optional: memory a state holds; without it sizeof(State)
// The constructor runs all steps and keeps checkpoints under a cap of memory: at first every state, and when the
// cap is reached every second one is let go. at(t) replays from the nearest checkpoint before t, at most
// stride() - 1 steps; walking forward over all t with `continued` costs one step each.
// observer(state, t) is called once for every t, 0 included, while the run goes on: for series. One that returns bool judges:
// a state after the start for which it returns false is not taken, and the run ends before that step (refused()).
// A requested stop ends the run after the step under way: last() says how far it came.
// All members are const and hold no cache: safe to call from several threads at once.
#pragma once

#include <cstddef>
#include <cstdint>
#include <stop_token>
#include <type_traits>
#include <utility>
#include <vector>

namespace lossfield::viz {

struct SimulationLimits {
    std::uint64_t steps = 0;
    std::size_t checkpoint_bytes = std::size_t{4} << 20;  // the start is kept whatever this says
};

template <typename Model>
class Simulation {
  public:
    using State = typename Model::State;

    struct Unobserved {
        void operator()(const State& /*state*/, std::uint64_t /*t*/) const {}
    };

    template <typename Observer = Unobserved>
    Simulation(Model model, SimulationLimits limits, const std::stop_token& stop = {},
               Observer&& observer = Observer{})
        : model_(std::move(model)) {
        State state = model_.start();
        std::size_t held = 0;
        keep(state, held, limits.checkpoint_bytes);
        (void)taken(observer, state, 0);
        while (last_ < limits.steps && !finished(state) && !stop.stop_requested()) {
            step(state, last_ + 1);
            refused_ = !taken(observer, state, last_ + 1);
            if (refused_) break;
            if (++last_ % stride_ == 0) keep(state, held, limits.checkpoint_bytes);
        }
    }

    // The last step there is: fewer than asked for when a state or the observer said so, or a stop was requested.
    [[nodiscard]] std::uint64_t last() const { return last_; }
    // Whether the observer took no step after the last one.
    [[nodiscard]] bool refused() const { return refused_; }
    [[nodiscard]] const Model& model() const { return model_; }
    [[nodiscard]] std::uint64_t stride() const { return stride_; }

    // The state after step t; beyond the last step, the last state.
    [[nodiscard]] State at(std::uint64_t t) const {
        t = t < last_ ? t : last_;
        const std::uint64_t kept = t / stride_;
        return continued(checkpoints_[static_cast<std::size_t>(kept)], kept * stride_, t);
    }

    // The state after step `to`, from the known one after step `from` <= to <= last().
    [[nodiscard]] State continued(State state, std::uint64_t from, std::uint64_t to) const {
        while (from < to) step(state, ++from);
        return state;
    }

  private:
    // In place where the model can.
    void step(State& state, std::uint64_t t) const {
        if constexpr (requires { model_.advance(state, t - 1, t); }) {
            model_.advance(state, t - 1, t);
        } else {
            state = model_.step(std::move(state), t);
        }
    }

    template <typename Observer>
    [[nodiscard]] static bool taken(Observer& observer, const State& state, std::uint64_t t) {
        if constexpr (std::is_same_v<std::invoke_result_t<Observer&, const State&, std::uint64_t>, bool>) {
            return observer(state, t);
        } else {
            observer(state, t);
            return true;
        }
    }

    [[nodiscard]] bool finished(const State& state) const {
        if constexpr (requires { model_.finished(state); }) {
            return model_.finished(state);
        } else {
            return false;
        }
    }

    [[nodiscard]] std::size_t bytes(const State& state) const {
        if constexpr (requires { model_.bytes(state); }) {
            return model_.bytes(state);
        } else {
            return sizeof(State);
        }
    }

    void keep(const State& state, std::size_t& held, std::size_t cap) {
        checkpoints_.push_back(state);
        held += bytes(state);
        while (held > cap && checkpoints_.size() > 1) {
            std::vector<State> thinned;
            held = 0;
            for (std::size_t i = 0; i < checkpoints_.size(); i += 2) {
                held += bytes(checkpoints_[i]);
                thinned.push_back(std::move(checkpoints_[i]));
            }
            checkpoints_ = std::move(thinned);
            stride_ *= 2;
        }
    }

    Model model_;
    std::vector<State> checkpoints_;  // after steps 0, stride, 2 stride, ...
    std::uint64_t stride_ = 1;
    std::uint64_t last_ = 0;
    bool refused_ = false;
};

}  // namespace lossfield::viz
