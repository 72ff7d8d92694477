// One step of each optimizer in its own words: what it saw, what it remembers, what it made of both.
#include "viz/labs/optimizers/race/step.hpp"

namespace lossfield::viz::race {
namespace {

using Lines = std::vector<std::string>;

std::string number(double v) { return brief(v, 3); }

std::string this_move(const Step& s) { return fmt::format("times $-η$ this move: {}", s.told(s.move)); }
std::string pushes(const Step& s, const Coordinates& by) {
    return fmt::format("times $-η$ it pushes by {}", s.told(by));
}
std::string sum(const Step& s) { return fmt::format("the sum is this move: {}", s.told(s.move)); }
std::string signs(const Step& s, const Coordinates& of) {
    return fmt::format("only its signs count: {}",
                       s.told(each([&](std::size_t d) { return math::sign(of[d]); })));
}
std::string means(const Step& s) {
    return fmt::format("means: $m$ {}, $v$ {}", s.told(s.slot(0)), s.told(s.slot(1)));
}

// Both momenta; their memory is the last move.
Lines say_velocity(double momentum, const Step& s) {
    return {
        pushes(s, -s.rate * s.g()),
        fmt::format("{} of the last move is kept: {}", number(momentum), s.told(momentum * s.last_slot(0))),
        sum(s)};
}

std::string corrected(const math::AdamMeans& o, const Step& s, std::size_t square, const char* root) {
    const auto c = o.at_step(s.m.t);
    const Coordinates mean = s.slot(0), squares = s.slot(square);
    return fmt::format("{}, ${}$ is {}", o.bias_correction ? "corrected" : "uncorrected", root,
                       s.told(each([&](std::size_t d) {
                           return mean[d] / c.correction1 /
                                  (std::sqrt(squares[d] / c.correction2) + o.epsilon);
                       })));
}

Lines say_root(const char* what, const char* symbol, double epsilon, const Step& s) {
    const Coordinates squares = s.slot(0);
    const Coordinates ratio =
        each([&](std::size_t d) { return s.g()[d] / (std::sqrt(squares[d]) + epsilon); });
    return {fmt::format("{}: ${}$ {}", what, symbol, s.told(squares)),
            fmt::format("$g/√{}$ is {}", symbol, s.told(ratio)), this_move(s)};
}

// The direction that a search or the rate took a part of: minus the move at length one.
Coordinates whole_way(const Step& s, math::Optimizer optimizer) {
    math::Descent plain = s.m.descent();
    plain.optimizer = std::move(optimizer);
    plain.schedule = {};
    plain.decay.decoupled = 0;
    const math::Walk walk(std::move(plain), s.m.from, static_cast<std::uint32_t>(s.m.track->start));
    return walk.step(s.m.before, s.m.t).x - s.m.before.x;
}

std::string share_taken(const Step& s, const Coordinates& way, bool search) {
    const double length = math::norm(way);
    const double part = length > 0 ? math::norm(s.move) / length : 0;
    return fmt::format("{} takes {} of it: {}", search ? "the line search" : "the rate", number(part),
                       s.told(s.move));
}

// The larger and the smaller singular value of a 2 x 2 matrix.
std::string singular_values(const Coordinates& w) {
    const double sum = std::hypot(w[0] + w[3], w[1] - w[2]),
                 difference = std::hypot(w[0] - w[3], w[1] + w[2]);
    return fmt::format("{} and {}", number((sum + difference) / 2), number(std::abs(sum - difference) / 2));
}

Lines say(const math::GradientDescent& /*o*/, const Step& s) { return {this_move(s)}; }
Lines say(const math::Momentum& o, const Step& s) { return say_velocity(o.momentum, s); }
Lines say(const math::Nesterov& o, const Step& s) { return say_velocity(o.momentum, s); }

Lines say(const math::QuasiHyperbolic& o, const Step& s) {
    return {fmt::format("mean: $m$ {}", s.told(s.slot(0))),
            fmt::format("{} of it and {} of the gradient: {}", number(o.share), number(1 - o.share),
                        s.told((1 - o.share) * s.g() + o.share * s.slot(0))),
            this_move(s)};
}

Lines say(const math::Langevin& o, const Step& s) {
    const Coordinates push = -s.rate * s.g();
    return {pushes(s, push),
            fmt::format("heat of temperature {} adds {}", number(o.temperature), s.told(s.move - push)),
            sum(s)};
}

Lines say(const math::SignDescent& /*o*/, const Step& s) { return {signs(s, s.g()), this_move(s)}; }

Lines say(const math::Lion& o, const Step& s) {
    const Coordinates mixed = s.mixed(o.beta1);
    return {fmt::format("{} of it in the mean: $c$ {}", number(1 - o.beta1), s.told(mixed)), signs(s, mixed),
            this_move(s), fmt::format("remembered: $m$ {}", s.told(s.slot(0)))};
}

Lines say(const math::Adam& o, const Step& s) { return {means(s), corrected(o, s, 1, "m/√v"), this_move(s)}; }

Lines say(const math::AdamW& o, const Step& s) {
    const Coordinates pull = -s.rate * o.decay * s.m.before.x;
    return {means(s), corrected(o, s, 1, "m/√v"), pushes(s, s.move - pull),
            fmt::format("its decay pulls by {}", s.told(pull))};
}

Lines say(const math::AmsGrad& o, const Step& s) {
    return {means(s), fmt::format("largest $v$ so far: $w$ {}", s.told(s.slot(2))),
            corrected(o, s, 2, "m/√w"), this_move(s)};
}

Lines say(const math::NAdam& o, const Step& s) {
    return {means(s),
            fmt::format("{} of the mean a step ahead, over $√v$: {}", number(o.at_step(s.m.t).next),
                        s.told(-1 / s.rate * s.move)),
            this_move(s)};
}

Lines say(const math::AdaGrad& o, const Step& s) { return say_root("sum of squares", "s", o.epsilon, s); }
Lines say(const math::RmsProp& o, const Step& s) { return say_root("mean of squares", "v", o.epsilon, s); }

Lines say(const math::Adadelta& o, const Step& s) {
    const Coordinates squares = s.slot(0), moves = s.last_slot(1);
    const Coordinates ratio =
        each([&](std::size_t d) { return std::sqrt((moves[d] + o.epsilon) / (squares[d] + o.epsilon)); });
    return {fmt::format("mean squares: of gradients {}, of moves before {}", s.told(squares), s.told(moves)),
            fmt::format("roots' ratio $√u/√v$: {}", s.told(ratio)),
            fmt::format("times $-ηg$ this move: {}", s.told(s.move))};
}

Lines say(const math::Hypergradient& /*o*/, const Step& s) {
    const Coordinates learned = s.slot(0);
    const Coordinates factors = each([&](std::size_t d) { return std::exp(learned[d]); });
    return {fmt::format("learned factors $ν$: {}", s.told(factors)),
            fmt::format("so its rates $ην$ are {}", s.told(s.rate * factors)),
            fmt::format("times $-g$ this move: {}", s.told(s.move))};
}

Lines say(const math::ExponentiatedGradient& /*o*/, const Step& s) {
    return {fmt::format("the place is multiplied by $e^{{-ηg}}$: {}",
                        s.told(each([&](std::size_t d) { return std::exp(-s.rate * s.g()[d]); }))),
            fmt::format("which is this move: {}", s.told(s.move))};
}

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
                      : "knows no curvature yet",
            fmt::format("its whole step $-Bg$: {}", s.told(way)), share_taken(s, way, o.search)};
}

Lines say(const math::NaturalGradient& /*o*/, const Step& s) {
    return {fmt::format("in the Fisher metric $F^{{-1}}g$ is {}", s.told(-1 / s.rate * s.move)),
            this_move(s)};
}

Lines say(const math::Muon& o, const Step& s) {
    const Coordinates memory = s.slot(0);
    return {fmt::format("memory $M$ {} has singular values {}", s.told(memory), singular_values(memory)),
            (o.steps > 0 ? fmt::format("after {} Newton–Schulz steps ", o.steps)
                         : "of the nearest orthogonal matrix ") +
                singular_values(-1 / s.rate * s.move),
            this_move(s)};
}

// What was done to the gradient on its way in.
void say_modifiers(const Step& s, Lines& lines) {
    const math::Descent& d = s.m.descent();
    if (d.decay.coupled > 0)
        lines.push_back(fmt::format("of it the decay's {}", s.told(d.decay.coupled * s.m.seen.at)));
    Coordinates whole{};
    for (std::size_t k = 0; k < (s.matrix ? 4U : 2U); ++k)
        whole[k] = s.m.seen.raw[k] + d.decay.coupled * s.m.seen.at[k] +
                   d.noise.at(std::max<std::uint64_t>(1, s.m.t), static_cast<std::uint32_t>(k),
                              static_cast<std::uint32_t>(s.m.track->start));
    const double length = math::norm(whole);
    if (length > d.clipping.norm)
        lines.push_back(fmt::format("clipped from length {} to {}", number(length), number(d.clipping.norm)));
    const double share = s.m.t > 0 ? d.schedule.share(s.m.t) : 1;
    if (share != 1)
        lines.push_back(fmt::format("the schedule leaves {} of the rate: {}", number(share), number(s.rate)));
}

}  // namespace

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
    if (s.matrix)
        lines.push_back(
            fmt::format("beside the slice by {}", number(math::Objective(r.landscape).off_plane(m.after.x))));
    if (s.rate > m.track->limit)
        lines.push_back(fmt::format("its rate {} is above {} = {}", number(s.rate),
                                    limit_words(m.track->optimizer), number(m.track->limit)));
    return lines;
}

}  // namespace lossfield::viz::race
