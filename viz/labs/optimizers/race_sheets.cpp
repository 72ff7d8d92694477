// A sheet for each optimizer: this step in words and numbers, and what it remembers.
#include <fmt/format.h>

#include <cmath>

#include "viz/labs/optimizers/race.hpp"
#include "viz/scale.hpp"

namespace lossfield::viz::race {
namespace {

using Lines = std::vector<std::string>;

std::string pair(const math::PlanePoint& p) { return race::pair(p.x, p.y); }

std::string number(double v) { return brief(v, 3); }

template <typename Stepper>
struct StepTaken {
    const Stepper& stepper;
    math::Walker<Stepper> before, after;
    math::SeenGradient seen;
    math::PlanePoint push;  // -rate g
    math::PlanePoint move;
    std::string gradient;  // what it is called
    std::uint64_t t;
};

// Both momenta; their memory is the last move.
Lines say_velocity(const char* where, double momentum, const auto& s) {
    return {fmt::format("{} at {}: {}", s.gradient + where, pair(s.seen.at), pair(s.seen.gradient)),
            fmt::format("times $-η$ it pushes by {}", pair(s.push)),
            fmt::format("{} of the last move is kept: {}", number(momentum),
                        race::pair(momentum * s.before.memory[0][0], momentum * s.before.memory[1][0])),
            fmt::format("the sum is this move: {}", pair(s.move))};
}

Lines say(const StepTaken<math::GradientDescent>& s) {
    return {fmt::format("{} at {}: {}", s.gradient, pair(s.seen.at), pair(s.seen.gradient)),
            fmt::format("times $-η$ this move: {}", pair(s.move))};
}

Lines say(const StepTaken<math::Momentum>& s) { return say_velocity("", s.stepper.momentum, s); }

Lines say(const StepTaken<math::Nesterov>& s) { return say_velocity(" ahead", s.stepper.momentum, s); }

Lines say(const StepTaken<math::Adam>& s) {
    const auto c = s.stepper.at_step(s.t);
    const auto& [x, y] = s.after.memory;
    const auto ratio = [&](const auto& memory) {
        return memory[0] / c.correction1 / (std::sqrt(memory[1] / c.correction2) + s.stepper.epsilon);
    };
    return {fmt::format("{} at {}: {}", s.gradient, pair(s.seen.at), pair(s.seen.gradient)),
            fmt::format("means: $m$ {}, $v$ {}", race::pair(x[0], y[0]), race::pair(x[1], y[1])),
            fmt::format("corrected, $m/√v$ is {}", race::pair(ratio(x), ratio(y))),
            fmt::format("times $-η$ this move: {}", pair(s.move))};
}

Lines lines_of(const Track& track, std::size_t t) {
    return std::visit(
        [&](const auto& run) -> Lines {
            const auto& walk = run.model();
            const char* gradient = walk.noise.deviation > 0 ? "noisy gradient" : "gradient";
            const auto before = run.at(t == 0 ? 0 : t - 1);
            const auto seen = std::visit(
                [&](const auto& l) {
                    return seen_gradient(walk.stepper, l, walk.noise, before, t == 0 ? 1 : t);
                },
                walk.landscape);
            if (t == 0)
                return {fmt::format("stands at {}", pair(before.x)),
                        fmt::format("{} there: {}", gradient, pair(seen.gradient)), "no step taken yet"};
            const auto after = run.continued(before, t - 1, t);
            const double rate = walk.stepper.rate;
            Lines lines = say(StepTaken<std::decay_t<decltype(walk.stepper)>>{
                walk.stepper,
                before,
                after,
                seen,
                {-rate * seen.gradient.x, -rate * seen.gradient.y},
                {after.x.x - before.x.x, after.x.y - before.x.y},
                gradient,
                t});
            lines.push_back(fmt::format("the loss goes from {} to {}", brief(track.loss[t - 1], 4),
                                        brief(track.loss[t], 4)));
            if (rate > track.limit)
                lines.push_back(fmt::format("its rate {} is above {} = {}", number(rate),
                                            limit_words[track.optimizer], number(track.limit)));
            return lines;
        },
        track.run);
}

}  // namespace

Panel sheets_panel(const Computed& r, std::size_t step) {
    Panel panel{.id = "sheets",
                .title = "this step in words and numbers",
                .kind = PanelKind::Sheet,
                .cell = {3, 0, 1, 3}};
    for (const Track& track : r.tracks) {
        const std::size_t t = within(track, step);
        Sheet sheet{fmt::format("{}, step {}", optimizer_names[track.optimizer].title, t),
                    colour_of(track.optimizer), lines_of(track, t)};
        if (track.diverged && t == track.last())
            sheet.lines.insert(sheet.lines.begin(), fmt::format("diverged at step {}", t));
        panel.sheets.push_back(std::move(sheet));
    }
    return panel;
}

}  // namespace lossfield::viz::race
