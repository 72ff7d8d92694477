// The words of optimizers that look at all coordinates at once.
#include <cmath>

#include "viz/labs/optimizers/race/step.hpp"

namespace lossfield::viz::race {
namespace {

// The direction that a search or the rate took a part of: minus the move at length one.
Coordinates whole_way(const Step& s, math::Optimizer optimizer) {
    math::Descent plain = s.m.descent();
    plain.optimizer = std::move(optimizer);
    plain.schedule = {};
    plain.decay.decoupled = 0;
    const math::Walk walk(std::move(plain), s.m.from, static_cast<std::uint32_t>(s.m.track->start));
    const math::DescentState there = walk.step(s.m.before, s.m.t);
    return s.each([&](std::size_t d) { return there.x[d] - s.m.before.x[d]; });
}

std::string share_taken(const Step& s, const Coordinates& way, bool search) {
    const double length = math::norm(way);
    const double part = length > 0 ? math::norm(s.move) / length : 0;
    return fmt::format("{} {} of it: {}", search ? "the line search takes" : "the rate takes", number(part),
                       s.told(s.move));
}

// The larger and the smaller singular value of a 2 x 2 matrix.
std::string singular_values(const Coordinates& w) {
    const double sum = std::hypot(w[0] + w[3], w[1] - w[2]),
                 difference = std::hypot(w[0] - w[3], w[1] + w[2]);
    return fmt::format("{} and {}", number((sum + difference) / 2), number(std::abs(sum - difference) / 2));
}

}  // namespace

Lines say(const math::Newton& o, const Step& s) {
    const Coordinates way = whole_way(s, math::Newton{1.0, o.damping, false});
    const math::Eigenvalues2 bend = math::curvature_range(s.m.descent().landscape, s.m.from);
    return {fmt::format("curvatures there: {} and {}{}", number(bend.low), number(bend.high),
                        bend.low < 0 ? ", so it may go up" : ""),
            fmt::format("the model's whole step $-H^{{-1}}g$: {}", s.told(way)),
            share_taken(s, way, o.search)};
}

Lines say(const math::Lbfgs& o, const Step& s) {
    const Coordinates way = whole_way(s, math::Lbfgs{1.0, false});
    const auto pairs = static_cast<int>(s.m.after.memory[math::Lbfgs::memory_size - 1]) - 1;
    return {pairs > 0 ? fmt::format("curvature from {} pair{} of moves", pairs, pairs == 1 ? "" : "s")
                      : std::string("knows no curvature yet"),
            fmt::format("its whole step $-Bg$: {}", s.told(way)), share_taken(s, way, o.search)};
}

Lines say(const math::NaturalGradient& /*o*/, const Step& s) {
    return {fmt::format("in the Fisher metric $F^{{-1}}g$ is {}", s.told(s.times(-1 / s.rate, s.move))),
            s.this_move()};
}

Lines say(const math::Muon& o, const Step& s) {
    const Coordinates memory = s.slot(0);
    return {fmt::format("memory $M$ {} has singular values {}", s.told(memory), singular_values(memory)),
            fmt::format("{} {}",
                        o.steps > 0 ? fmt::format("after {} Newton–Schulz steps", o.steps)
                                    : std::string("of the nearest orthogonal matrix"),
                        singular_values(s.times(-1 / s.rate, s.move))),
            s.this_move()};
}

}  // namespace lossfield::viz::race
