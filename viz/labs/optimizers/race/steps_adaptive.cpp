// The words of optimizers that give every coordinate a rate of its own.
#include <cmath>

#include "viz/labs/optimizers/race/step.hpp"

namespace lossfield::viz::race {
namespace {

Lines say_adam(const math::AdamMeans& o, const Step& s, std::size_t square, const char* root) {
    const auto c = o.at_step(s.m.t);
    const Coordinates mean = s.slot(0), squares = s.slot(square);
    return {fmt::format("means: $m$ {}, $v$ {}", s.told(mean), s.told(s.slot(1))),
            fmt::format("{}, ${}$ is {}", o.bias_correction ? "corrected" : "uncorrected", root,
                        s.told(s.each([&](std::size_t d) {
                            return mean[d] / c.correction1 /
                                   (std::sqrt(squares[d] / c.correction2) + o.epsilon);
                        })))};
}

Lines say_root(const char* what, const char* symbol, double epsilon, const Step& s) {
    const Coordinates squares = s.slot(0);
    return {fmt::format("{}: ${}$ {}", what, symbol, s.told(squares)),
            fmt::format("$g/√{}$ is {}", symbol, s.told(s.each([&](std::size_t d) {
                return s.g()[d] / (std::sqrt(squares[d]) + epsilon);
            }))),
            s.this_move()};
}

}  // namespace

Lines say(const math::Adam& o, const Step& s) {
    Lines lines = say_adam(o, s, 1, "m/√v");
    lines.push_back(s.this_move());
    return lines;
}

Lines say(const math::AdamW& o, const Step& s) {
    Lines lines = say_adam(o, s, 1, "m/√v");
    const Coordinates pull = s.times(-s.rate * o.decay, s.m.before.x);
    lines.push_back(fmt::format("times $-η$ it pushes by {}",
                                s.told(s.each([&](std::size_t d) { return s.move[d] - pull[d]; }))));
    lines.push_back(fmt::format("its decay pulls by {}", s.told(pull)));
    return lines;
}

Lines say(const math::AmsGrad& o, const Step& s) {
    Lines lines = say_adam(o, s, 2, "m/√w");
    lines.insert(lines.begin() + 1, fmt::format("largest $v$ so far: $w$ {}", s.told(s.slot(2))));
    lines.push_back(s.this_move());
    return lines;
}

Lines say(const math::NAdam& o, const Step& s) {
    const auto c = o.at_step(s.m.t);
    return {fmt::format("means: $m$ {}, $v$ {}", s.told(s.slot(0)), s.told(s.slot(1))),
            fmt::format("{} of the mean a step ahead, over $√v$: {}", number(c.next),
                        s.told(s.times(-1 / s.rate, s.move))),
            s.this_move()};
}

Lines say(const math::AdaGrad& o, const Step& s) { return say_root("sum of squares", "s", o.epsilon, s); }
Lines say(const math::RmsProp& o, const Step& s) { return say_root("mean of squares", "v", o.epsilon, s); }

Lines say(const math::Adadelta& o, const Step& s) {
    const Coordinates squares = s.slot(0), moves = s.slot(1, false);
    return {fmt::format("mean squares: of gradients {}, of moves before {}", s.told(squares), s.told(moves)),
            fmt::format("roots' ratio $√u/√v$: {}", s.told(s.each([&](std::size_t d) {
                return std::sqrt((moves[d] + o.epsilon) / (squares[d] + o.epsilon));
            }))),
            fmt::format("times $-ηg$ this move: {}", s.told(s.move))};
}

Lines say(const math::Hypergradient& /*o*/, const Step& s) {
    const Coordinates learned = s.slot(0);
    return {fmt::format("learned factors $ν$: {}",
                        s.told(s.each([&](std::size_t d) { return std::exp(learned[d]); }))),
            fmt::format("so its rates $ην$ are {}",
                        s.told(s.each([&](std::size_t d) { return s.rate * std::exp(learned[d]); }))),
            fmt::format("times $-g$ this move: {}", s.told(s.move))};
}

Lines say(const math::ExponentiatedGradient& /*o*/, const Step& s) {
    return {fmt::format("the place is multiplied by $e^{{-ηg}}$: {}",
                        s.told(s.each([&](std::size_t d) { return std::exp(-s.rate * s.g()[d]); }))),
            fmt::format("which is this move: {}", s.told(s.move))};
}

}  // namespace lossfield::viz::race
