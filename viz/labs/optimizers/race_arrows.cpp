// Arrows on the map: what the step shown is put together from.
#include <cmath>

#include "viz/labs/optimizers/race.hpp"

namespace lossfield::viz::race {
namespace {

// What the memory adds to the gradient's own part; none where the memory only rescales.
math::Coordinates kept(const math::Momentum& o, const Moment& m, double /*rate*/) {
    math::Coordinates part{};
    for (std::size_t d = 0; d < part.size(); ++d) part[d] = o.momentum * m.before.memory[d];
    return part;
}
math::Coordinates kept(const math::Nesterov& o, const Moment& m, double /*rate*/) {
    math::Coordinates part{};
    for (std::size_t d = 0; d < part.size(); ++d) part[d] = o.momentum * m.before.memory[d];
    return part;
}
// -rate ((1 - share) g + share m) = -rate g - rate share (m - g)
math::Coordinates kept(const math::QuasiHyperbolic& o, const Moment& m, double rate) {
    math::Coordinates part{};
    for (std::size_t d = 0; d < part.size(); ++d)
        part[d] = -rate * o.share * (m.after.memory[d] - m.seen.gradient[d]);
    return part;
}

struct Parts {
    math::PlanePoint memory;
    bool has_memory = false;
};

Parts memory_part(const Moment& m, double rate) {
    const math::Walk& walk = m.track->run.model();
    return std::visit(
        [&](const auto& o) -> Parts {
            if constexpr (requires { kept(o, m, rate); })
                return {walk.shown({kept(o, m, rate), {}}), true};
            else
                return {};
        },
        m.descent().optimizer);
}

void put(Arrows& arrows, const math::PlanePoint& from, const math::PlanePoint& way) {
    if (!std::isfinite(way.x) || !std::isfinite(way.y)) return;
    arrows.x.push_back(from.x);
    arrows.y.push_back(from.y);
    arrows.u.push_back(way.x);
    arrows.v.push_back(way.y);
}

}  // namespace

void add_step_arrows(Panel& panel, const std::vector<Moment>& moments) {
    Arrows push, memory, whole;
    push.id = "step-gradient", push.label = "gradient's part $-ηg$";
    push.colours = {{Role::Ink}};
    push.width = 1.3;
    memory.id = "step-memory", memory.label = "what the memory adds";
    memory.colours = {{Role::Warning}};
    memory.width = 1.3;
    whole.id = "step-whole", whole.label = "whole move";
    whole.colours.clear();
    whole.width = 2.4;
    for (const Moment& m : moments) {
        if (m.t == 0) continue;
        const double rate = m.track->rate * m.descent().schedule.share(m.t);
        const math::PlanePoint g = m.track->run.model().shown({m.seen.gradient, {}});
        const Parts parts = memory_part(m, rate);
        // One after the other; Nesterov's gradient belongs to the place that the memory leads to.
        if (parts.has_memory) put(memory, m.from, parts.memory);
        put(push, {m.from.x + parts.memory.x, m.from.y + parts.memory.y}, {-rate * g.x, -rate * g.y});
        const std::size_t before = whole.x.size();
        put(whole, m.from, {m.at.x - m.from.x, m.at.y - m.from.y});
        if (whole.x.size() > before) whole.colours.push_back(optimizer_colour(m.track->optimizer));
    }
    for (Arrows* arrows : {&whole, &push, &memory})
        if (!arrows->x.empty()) panel.marks.push_back(std::move(*arrows));
}

}  // namespace lossfield::viz::race
