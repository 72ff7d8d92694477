// One step of each optimizer in its own words: what it saw, what it remembers, what it made of both.
#include "viz/labs/optimizers/race/race.hpp"

namespace lossfield::viz::race {
namespace {

using math::Coordinates, math::by_coordinate, math::operator*, math::operator+, math::operator-;
using Lines = std::vector<std::string>;

std::string number(double v) { return brief(v, 3); }

// A vector in words: "(−3.86, −2.5)"; of a matrix "(1, 2; 3, 4)".
std::string told(const Moment& s, const Coordinates& x) {
    if (math::dimension(s.descent().landscape) != math::max_dimension) return pair(x[0], x[1]);
    return fmt::format("({}, {}; {}, {})", brief(x[0], 2), brief(x[1], 2), brief(x[2], 2), brief(x[3], 2));
}

std::string told(const char* what, const Moment& s, const Coordinates& x) {
    return fmt::format("{} {}", what, told(s, x));
}

std::string this_move(const Moment& s) { return told("times $-η$ this move:", s, s.move); }
std::string pushes(const Moment& s, const Coordinates& by) { return told("times $-η$ it pushes by", s, by); }
std::string sum(const Moment& s) { return told("the sum is this move:", s, s.move); }
std::string signs(const Moment& s, const Coordinates& of) {
    const Coordinates all = by_coordinate([&](std::size_t d) { return math::sign(of[d]); });
    return told("only its signs count:", s, all);
}
std::string means(const Moment& s) {
    return fmt::format("means: $m$ {}, $v$ {}", told(s, s.slot(0)), told(s, s.slot(1)));
}

// Both momenta; their memory is the last move.
Lines say_velocity(double momentum, const Moment& s) {
    return {
        pushes(s, -s.rate * s.gradient()),
        fmt::format("{} of the last move is kept: {}", number(momentum), told(s, momentum * s.last_slot(0))),
        sum(s)};
}

std::string corrected(const math::AdamMeans& o, const Moment& s, std::size_t square, const char* root) {
    return fmt::format("{}, ${}$ is {}", o.bias_correction ? "corrected" : "uncorrected", root,
                       told(s, math::adam_ratio(o, s.t, s.slot(0), s.slot(square))));
}

Lines say_root(const char* what, const char* symbol, double epsilon, const Moment& s) {
    const Coordinates squares = s.slot(0);
    const Coordinates& g = s.gradient();
    const Coordinates ratio =
        by_coordinate([&](std::size_t d) { return g[d] / (std::sqrt(squares[d]) + epsilon); });
    return {fmt::format("{}: ${}$ {}", what, symbol, told(s, squares)),
            fmt::format("$g/√{}$ is {}", symbol, told(s, ratio)), this_move(s)};
}

// Of the direction at length one.
std::string share_taken(const Moment& s, const Coordinates& way, bool search) {
    const double length = math::norm(way);
    const double part = length > 0 ? math::norm(s.move) / length : 0;
    const bool searched = search && !does_not_descend(s, way);
    return fmt::format("{} takes {} of it: {}",
                       searched ? "the line search"
                       : search ? "it does not descend, so that the rate alone"
                                : "the rate",
                       number(part), told(s, s.move));
}

// The larger and the smaller singular value of a 2 x 2 matrix.
std::string singular_values(const Coordinates& w) {
    const double sum = std::hypot(w[0] + w[3], w[1] - w[2]);
    const double difference = std::hypot(w[0] - w[3], w[1] + w[2]);
    return fmt::format("{} and {}", number((sum + difference) / 2), number(std::abs(sum - difference) / 2));
}

Lines say(const math::GradientDescent& /*o*/, const Moment& s) { return {this_move(s)}; }
Lines say(const math::Momentum& o, const Moment& s) { return say_velocity(o.momentum, s); }
Lines say(const math::Nesterov& o, const Moment& s) { return say_velocity(o.momentum, s); }
Lines say(const math::QuasiHyperbolic& o, const Moment& s) {
    return {told("mean: $m$", s, s.slot(0)),
            fmt::format("{} of it and {} of the gradient: {}", number(o.share), number(1 - o.share),
                        told(s, (1 - o.share) * s.gradient() + o.share * s.slot(0))),
            this_move(s)};
}
Lines say(const math::Langevin& o, const Moment& s) {
    const Coordinates push = -s.rate * s.gradient();
    return {pushes(s, push),
            fmt::format("heat of temperature {} adds {}", number(o.temperature), told(s, s.move - push)),
            sum(s)};
}

Lines say(const math::SignDescent& /*o*/, const Moment& s) { return {signs(s, s.gradient()), this_move(s)}; }
Lines say(const math::Lion& o, const Moment& s) {
    const Coordinates mixed = math::mixed(s, o.beta1);
    return {fmt::format("{} of it in the mean: $c$ {}", number(1 - o.beta1), told(s, mixed)), signs(s, mixed),
            this_move(s), told("remembered: $m$", s, s.slot(0))};
}

Lines say(const math::Adam& o, const Moment& s) {
    return {means(s), corrected(o, s, 1, "m/√v"), this_move(s)};
}
Lines say(const math::AdamW& o, const Moment& s) {
    const Coordinates pull = -s.rate * o.decay * s.before.x;
    return {means(s), corrected(o, s, 1, "m/√v"), pushes(s, s.move - pull),
            told("its decay pulls by", s, pull)};
}
Lines say(const math::AmsGrad& o, const Moment& s) {
    return {means(s), told("largest $v$ so far: $w$", s, s.slot(2)), corrected(o, s, 2, "m/√w"),
            this_move(s)};
}
Lines say(const math::NAdam& o, const Moment& s) {
    return {means(s),
            fmt::format("{} of the mean a step ahead, over $√v$: {}", number(o.at_step(s.t).next),
                        told(s, -1 / s.rate * s.move)),
            this_move(s)};
}

Lines say(const math::AdaGrad& o, const Moment& s) { return say_root("sum of squares", "s", o.epsilon, s); }
Lines say(const math::RmsProp& o, const Moment& s) { return say_root("mean of squares", "v", o.epsilon, s); }
Lines say(const math::Adadelta& o, const Moment& s) {
    const Coordinates squares = s.slot(0), moves = s.last_slot(1);
    const Coordinates ratio = by_coordinate(
        [&](std::size_t d) { return std::sqrt((moves[d] + o.epsilon) / (squares[d] + o.epsilon)); });
    return {
        fmt::format("mean squares: of gradients {}, of moves before {}", told(s, squares), told(s, moves)),
        told("roots' ratio $√u/√v$:", s, ratio), told("times $-ηg$ this move:", s, s.move)};
}

Lines say(const math::Hypergradient& /*o*/, const Moment& s) {
    const Coordinates learned = s.slot(0);
    const Coordinates factors = by_coordinate([&](std::size_t d) { return std::exp(learned[d]); });
    return {told("learned factors $ν$:", s, factors), told("so its rates $ην$ are", s, s.rate * factors),
            told("times $-g$ this move:", s, s.move)};
}
Lines say(const math::ExponentiatedGradient& /*o*/, const Moment& s) {
    return {told("the place is multiplied by $e^{-ηg}$:", s,
                 by_coordinate([&](std::size_t d) { return std::exp(-s.rate * s.gradient()[d]); })),
            told("which is this move:", s, s.move)};
}

Lines say(const math::Newton& o, const Moment& s) {
    const Coordinates way = math::plain_move(s, math::Newton{1.0, o.damping, false});
    const math::Eigenvalues2 bend = math::curvature_range(s.descent().landscape, s.from);
    const std::string up = leads_up(s, way) ? ", which leads up" : "";
    return {fmt::format("curvatures there: {} and {}", number(bend.low), number(bend.high)),
            o.damping > 0 ? told("the damped model's whole step:", s, way) + up
                          : told("the model's whole step $-H^{-1}g$:", s, way) + up,
            share_taken(s, way, o.search)};
}
Lines say(const math::Lbfgs& o, const Moment& s) {
    const Coordinates way = math::plain_move(s, math::Lbfgs{1.0, false});
    const auto pairs = static_cast<int>(s.after.memory[math::Lbfgs::memory_size - 1]) - 1;
    return {pairs > 0 ? fmt::format("curvature from {} pair{} of moves", pairs, pairs == 1 ? "" : "s")
                      : "knows no curvature yet",
            told("its whole step $-Bg$:", s, way), share_taken(s, way, o.search)};
}
Lines say(const math::NaturalGradient& /*o*/, const Moment& s) {
    return {told("in the Fisher metric $F^{-1}g$ is", s, -1 / s.rate * s.move), this_move(s)};
}

Lines say(const math::Muon& o, const Moment& s) {
    const Coordinates memory = s.slot(0);
    return {fmt::format("memory $M$ {} has singular values {}", told(s, memory), singular_values(memory)),
            (o.steps > 0 ? fmt::format("after {} Newton–Schulz steps ", o.steps)
                         : "of the nearest orthogonal matrix ") +
                singular_values(-1 / s.rate * s.move),
            this_move(s)};
}

// What was done to the gradient on its way in.
void say_modifiers(const Moment& s, Lines& lines) {
    const math::Descent& d = s.descent();
    if (d.decay.coupled > 0) lines.push_back(told("of it the decay's", s, d.decay.coupled * s.seen.at));
    if (is_clipped(s))
        lines.push_back(fmt::format("clipped from length {} to {}", number(math::norm(math::unclipped(s))),
                                    number(d.clipping.norm)));
    const double share = s.t > 0 ? d.schedule.share(s.t) : 1;
    if (share != 1)
        lines.push_back(fmt::format("the schedule leaves {} of the rate: {}", number(share), number(s.rate)));
}

}  // namespace

std::vector<std::string> step_lines(const Moment& s) {
    const math::Descent& d = s.descent();
    const bool ahead = std::holds_alternative<math::Nesterov>(d.optimizer);
    const char* gradient = d.noise.on() ? "noisy gradient" : "gradient";
    Lines lines;
    if (s.t == 0)
        lines = {told("stands at", s, s.after.x),
                 fmt::format("{} there: {}", gradient, told(s, s.gradient()))};
    else
        lines = {fmt::format("{}{} at {}: {}", gradient, ahead ? " ahead" : "", told(s, s.seen.at),
                             told(s, s.gradient()))};
    say_modifiers(s, lines);
    if (s.t == 0) lines.emplace_back("no step taken yet");
    if (s.t == 0) return lines;
    // A move of nothing cannot be taken apart, and the schedule has said so.
    if (s.rate > 0)
        for (std::string& line : std::visit([&](const auto& o) { return say(o, s); }, d.optimizer))
            lines.push_back(std::move(line));
    if (d.decay.decoupled > 0) lines.push_back(told("the decay pulls by", s, s.decay));
    lines.push_back(fmt::format("the loss goes from {} to {}", brief(s.loss_before, 4), brief(s.loss, 4)));
    const math::Objective objective(d.landscape);
    if (objective.dimension() == math::max_dimension)
        lines.push_back(fmt::format("beside the slice by {}", number(objective.off_plane(s.after.x))));
    if (is_above_limit(s))
        lines.push_back(fmt::format("its rate {} is above {}", told_from(s.rate, s.track->limit, 3),
                                    limit_text(*s.track, s.rate)));
    return lines;
}

}  // namespace lossfield::viz::race
