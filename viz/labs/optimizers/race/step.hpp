// A step of a track and the numbers that its words and arrows are made from.
#pragma once

#include "viz/labs/optimizers/race/race.hpp"

namespace lossfield::viz::race {

using math::Coordinates;

// f(d) of every coordinate; those that a landscape of the plane does not have stay as f makes them of zeros.
template <typename F>
[[nodiscard]] Coordinates each(const F& f) {
    return {f(std::size_t{0}), f(std::size_t{1}), f(std::size_t{2}), f(std::size_t{3})};
}
[[nodiscard]] inline Coordinates operator*(double s, const Coordinates& x) {
    return each([&](std::size_t d) { return s * x[d]; });
}
[[nodiscard]] inline Coordinates operator+(const Coordinates& a, const Coordinates& b) {
    return each([&](std::size_t d) { return a[d] + b[d]; });
}
[[nodiscard]] inline Coordinates operator-(const Coordinates& a, const Coordinates& b) {
    return each([&](std::size_t d) { return a[d] - b[d]; });
}

// The step and what every optimizer's words are made from.
class Step {
  public:
    Step(const Computed& r, const Moment& moment)
        : m(moment),
          rate(m.track->rate * m.descent().schedule.share(std::max<std::uint64_t>(1, m.t))),
          matrix(r.matrix()),
          decay(-(rate * m.descent().decay.decoupled) * m.before.x),
          move(m.after.x - m.before.x - decay),
          memory_size_(
              std::visit([](const auto& o) { return math::memory_size_of<std::decay_t<decltype(o)>>; },
                         m.descent().optimizer)) {}

    // "(−3.86, −2.5)"; of a matrix "(1, 2; 3, 4)".
    [[nodiscard]] std::string told(const Coordinates& x) const {
        if (!matrix) return pair(x[0], x[1]);
        return fmt::format("({}, {}; {}, {})", brief(x[0], 2), brief(x[1], 2), brief(x[2], 2),
                           brief(x[3], 2));
    }
    // Slot k of the memory after the step, or before it.
    [[nodiscard]] Coordinates slot(std::size_t k) const { return slot_of(m.after, k); }
    [[nodiscard]] Coordinates last_slot(std::size_t k) const { return slot_of(m.before, k); }
    [[nodiscard]] const Coordinates& g() const { return m.seen.gradient; }
    // The gradient mixed into a mean: Lion's.
    [[nodiscard]] Coordinates mixed(double beta) const { return beta * last_slot(0) + (1 - beta) * g(); }

    const Moment& m;
    double rate;  // of this step
    bool matrix;
    Coordinates decay;
    Coordinates move;  // the optimizer's own

  private:
    [[nodiscard]] Coordinates slot_of(const math::DescentState& state, std::size_t k) const {
        return each(
            [&](std::size_t d) { return d < 2 || matrix ? state.memory[d * memory_size_ + k] : 0.0; });
    }
    std::size_t memory_size_;
};

}  // namespace lossfield::viz::race
