// A step of a track and the numbers that its words are made from; the words of each optimizer.
#pragma once

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <vector>

#include "viz/labs/optimizers/race/race.hpp"
#include "viz/text/numbers.hpp"

namespace lossfield::viz::race {

using Lines = std::vector<std::string>;
using math::Coordinates;

inline std::string number(double v) { return brief(v, 3); }

// The step and what every optimizer's words are made from.
class Step {
  public:
    Step(const Computed& r, const Moment& moment)
        : m(moment),
          rate(m.track->rate * m.descent().schedule.share(std::max<std::uint64_t>(1, m.t))),
          matrix_(r.facts().dimension == math::max_dimension),
          memory_size_(std::visit([](const auto& o) { return std::decay_t<decltype(o)>::memory_size; },
                                  m.descent().optimizer)) {
        const double shrink = rate * m.descent().decay.decoupled;
        for (std::size_t d = 0; d < move.size(); ++d) {
            decay[d] = -shrink * m.before.x[d];
            move[d] = m.after.x[d] - m.before.x[d] - decay[d];
        }
    }

    // "(−3.86, −2.5)"; of a matrix "(1, 2; 3, 4)".
    [[nodiscard]] std::string told(const Coordinates& x) const {
        if (!matrix_) return pair(x[0], x[1]);
        return fmt::format("({}, {}; {}, {})", brief(x[0], 2), brief(x[1], 2), brief(x[2], 2),
                           brief(x[3], 2));
    }
    // Slot k of the memory after (or before) the step.
    [[nodiscard]] Coordinates slot(std::size_t k, bool after = true) const {
        const math::DescentState& state = after ? m.after : m.before;
        Coordinates out{};
        for (std::size_t d = 0; d < dimension(); ++d) out[d] = state.memory[d * memory_size_ + k];
        return out;
    }
    template <typename F>
    [[nodiscard]] Coordinates each(const F& f) const {
        Coordinates out{};
        for (std::size_t d = 0; d < dimension(); ++d) out[d] = f(d);
        return out;
    }
    [[nodiscard]] const Coordinates& g() const { return m.seen.gradient; }
    [[nodiscard]] Coordinates times(double s, const Coordinates& x) const {
        return each([&](std::size_t d) { return s * x[d]; });
    }
    [[nodiscard]] std::string this_move() const {
        return fmt::format("times $-η$ this move: {}", told(move));
    }
    [[nodiscard]] std::size_t dimension() const { return matrix_ ? 4 : 2; }
    [[nodiscard]] bool matrix() const { return matrix_; }

    const Moment& m;
    double rate;         // of this step
    Coordinates move{};  // the optimizer's own
    Coordinates decay{};

  private:
    bool matrix_;
    std::size_t memory_size_;
};

// Each optimizer's own lines: steps.cpp, steps_adaptive.cpp, steps_joint.cpp.
[[nodiscard]] Lines say(const math::GradientDescent& o, const Step& s);
[[nodiscard]] Lines say(const math::Momentum& o, const Step& s);
[[nodiscard]] Lines say(const math::Nesterov& o, const Step& s);
[[nodiscard]] Lines say(const math::QuasiHyperbolic& o, const Step& s);
[[nodiscard]] Lines say(const math::Langevin& o, const Step& s);
[[nodiscard]] Lines say(const math::SignDescent& o, const Step& s);
[[nodiscard]] Lines say(const math::Lion& o, const Step& s);
[[nodiscard]] Lines say(const math::Adam& o, const Step& s);
[[nodiscard]] Lines say(const math::AdamW& o, const Step& s);
[[nodiscard]] Lines say(const math::AmsGrad& o, const Step& s);
[[nodiscard]] Lines say(const math::NAdam& o, const Step& s);
[[nodiscard]] Lines say(const math::AdaGrad& o, const Step& s);
[[nodiscard]] Lines say(const math::RmsProp& o, const Step& s);
[[nodiscard]] Lines say(const math::Adadelta& o, const Step& s);
[[nodiscard]] Lines say(const math::Hypergradient& o, const Step& s);
[[nodiscard]] Lines say(const math::ExponentiatedGradient& o, const Step& s);
[[nodiscard]] Lines say(const math::Newton& o, const Step& s);
[[nodiscard]] Lines say(const math::Lbfgs& o, const Step& s);
[[nodiscard]] Lines say(const math::NaturalGradient& o, const Step& s);
[[nodiscard]] Lines say(const math::Muon& o, const Step& s);

}  // namespace lossfield::viz::race
