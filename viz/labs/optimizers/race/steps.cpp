// One step of each optimizer in its own words: what it saw, what it remembers, what it made of both. Here what all have in
// common, and optimizers of one rate.
#include <cmath>

#include "viz/labs/optimizers/race/step.hpp"
#include "viz/text/numbers.hpp"

namespace lossfield::viz::race {
namespace {

// Both momenta; their memory is the last move.
Lines say_velocity(double momentum, const Step& s) {
    return {fmt::format("times $-η$ it pushes by {}", s.told(s.times(-s.rate, s.g()))),
            fmt::format("{} of the last move is kept: {}", number(momentum),
                        s.told(s.times(momentum, s.slot(0, false)))),
            fmt::format("the sum is this move: {}", s.told(s.move))};
}

// What was done to the gradient on its way in.
void say_modifiers(const Step& s, Lines& lines) {
    const math::Descent& d = s.m.descent();
    if (d.decay.coupled > 0)
        lines.push_back(fmt::format("of it the decay's {}", s.told(s.times(d.decay.coupled, s.m.seen.at))));
    const Coordinates whole = s.each([&](std::size_t k) {
        return s.m.seen.raw[k] + d.decay.coupled * s.m.seen.at[k] +
               d.noise.at(std::max<std::uint64_t>(1, s.m.t), static_cast<std::uint32_t>(k),
                          static_cast<std::uint32_t>(s.m.track->start));
    });
    const double length = math::norm(whole);
    if (length > d.clipping.norm)
        lines.push_back(fmt::format("clipped from length {} to {}", number(length), number(d.clipping.norm)));
    const double share = s.m.t > 0 ? d.schedule.share(s.m.t) : 1;
    if (share != 1)
        lines.push_back(fmt::format("the schedule leaves {} of the rate: {}", number(share), number(s.rate)));
}

}  // namespace

Lines say(const math::GradientDescent& /*o*/, const Step& s) { return {s.this_move()}; }
Lines say(const math::Momentum& o, const Step& s) { return say_velocity(o.momentum, s); }
Lines say(const math::Nesterov& o, const Step& s) { return say_velocity(o.momentum, s); }

Lines say(const math::QuasiHyperbolic& o, const Step& s) {
    const Coordinates mean = s.slot(0);
    return {fmt::format("mean: $m$ {}", s.told(mean)),
            fmt::format(
                "{} of it and {} of the gradient: {}", number(o.share), number(1 - o.share),
                s.told(s.each([&](std::size_t d) { return (1 - o.share) * s.g()[d] + o.share * mean[d]; }))),
            s.this_move()};
}

Lines say(const math::Langevin& o, const Step& s) {
    const Coordinates push = s.times(-s.rate, s.g());
    return {fmt::format("times $-η$ it pushes by {}", s.told(push)),
            fmt::format("heat of temperature {} adds {}", number(o.temperature),
                        s.told(s.each([&](std::size_t d) { return s.move[d] - push[d]; }))),
            fmt::format("the sum is this move: {}", s.told(s.move))};
}

Lines say(const math::SignDescent& /*o*/, const Step& s) {
    return {fmt::format("only its signs count: {}",
                        s.told(s.each([&](std::size_t d) { return math::sign(s.g()[d]); }))),
            s.this_move()};
}

Lines say(const math::Lion& o, const Step& s) {
    const Coordinates mixed =
        s.each([&](std::size_t d) { return o.beta1 * s.slot(0, false)[d] + (1 - o.beta1) * s.g()[d]; });
    return {fmt::format("{} of it in the mean: $c$ {}", number(1 - o.beta1), s.told(mixed)),
            fmt::format("only its signs count: {}",
                        s.told(s.each([&](std::size_t d) { return math::sign(mixed[d]); }))),
            s.this_move(), fmt::format("remembered: $m$ {}", s.told(s.slot(0)))};
}

std::vector<std::string> step_lines(const Computed& r, const Moment& m) {
    const Step s(r, m);
    const math::Descent& d = m.descent();
    const bool ahead = std::holds_alternative<math::Nesterov>(d.optimizer) && m.t > 0;
    const char* gradient = d.noise.on() ? "noisy gradient" : "gradient";
    if (m.t == 0) {
        Lines lines{fmt::format("stands at {}", s.told(m.after.x)),
                    fmt::format("{} there: {}", gradient, s.told(s.g()))};
        say_modifiers(s, lines);
        lines.emplace_back("no step taken yet");
        return lines;
    }
    Lines lines{
        fmt::format("{}{} at {}: {}", gradient, ahead ? " ahead" : "", s.told(m.seen.at), s.told(s.g()))};
    say_modifiers(s, lines);
    for (std::string& line : std::visit([&](const auto& o) { return say(o, s); }, d.optimizer))
        lines.push_back(std::move(line));
    if (d.decay.decoupled > 0) lines.push_back(fmt::format("the decay pulls by {}", s.told(s.decay)));
    lines.push_back(fmt::format("the loss goes from {} to {}", brief(m.loss_before, 4), brief(m.loss, 4)));
    if (s.matrix())
        lines.push_back(
            fmt::format("beside the slice by {}", number(math::Objective(r.landscape).off_plane(m.after.x))));
    if (s.rate > m.track->limit)
        lines.push_back(fmt::format("its rate {} is above {} = {}", number(s.rate),
                                    limit_words(m.track->optimizer), number(m.track->limit)));
    return lines;
}

}  // namespace lossfield::viz::race
