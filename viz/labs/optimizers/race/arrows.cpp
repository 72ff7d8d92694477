// Arrows on the map: what the step shown is put together from. A move that is linear in gradient and memory is drawn as the
// sum that it is, part after part. One that is rescaled coordinate by coordinate, turned or reduced to signs stands beside
// the directions of the gradient and of its mean, all of one length: what is between them is the rescaling's work. Short
// moves are drawn several times as long, all by the same factor.
#include "viz/labs/optimizers/race/step.hpp"

namespace lossfield::viz::race {
namespace {

// Of the optimizer's own move. Linear: gradient + memory + heat.
struct Parts {
    bool linear = true;
    Coordinates gradient{}, memory{}, heat{};
    std::optional<Coordinates> mean{};  // not linear: what stands for the gradient before it is rescaled
    Coordinates decay{};                // the optimizer's own, without the modifier's
};

Parts velocity_parts(double momentum, const Step& s) {
    return {.gradient = -s.rate * s.g(), .memory = momentum * s.last_slot(0)};
}

template <typename Stepper>
Parts parts_of(const Stepper& /*o*/, const Step& s) {
    if constexpr (std::is_base_of_v<math::AdamMeans, Stepper>) return {.linear = false, .mean = s.slot(0)};
    return {.linear = false};
}
Parts parts_of(const math::GradientDescent& /*o*/, const Step& s) { return {.gradient = -s.rate * s.g()}; }
Parts parts_of(const math::Momentum& o, const Step& s) { return velocity_parts(o.momentum, s); }
Parts parts_of(const math::Nesterov& o, const Step& s) { return velocity_parts(o.momentum, s); }
// (1 - share) g + share (b m + (1 - b) g) = (1 - share b) g + share b m
Parts parts_of(const math::QuasiHyperbolic& o, const Step& s) {
    const double kept = o.share * o.momentum;
    return {.gradient = -s.rate * (1 - kept) * s.g(), .memory = -s.rate * kept * s.last_slot(0)};
}
Parts parts_of(const math::Langevin& o, const Step& s) {
    const Coordinates push = -s.rate * s.g();
    if (o.temperature == 0) return {.gradient = push};
    return {.gradient = push, .heat = s.move - push};
}
Parts parts_of(const math::Lion& o, const Step& s) { return {.linear = false, .mean = s.mixed(o.beta1)}; }
Parts parts_of(const math::AdamW& o, const Step& s) {
    return {.linear = false, .mean = s.slot(0), .decay = -s.rate * o.decay * s.m.before.x};
}
Parts parts_of(const math::Muon& /*o*/, const Step& s) { return {.linear = false, .mean = s.slot(0)}; }

Arrows kind_of_arrow(const char* id, const char* label, const Colour& colour) {
    return {.id = id, .label = label, .colours = {colour}, .width = 1.3};
}

constexpr double long_enough = 0.2;  // share of the map

// A run that has diverged lies far beyond the map: its last move would only cross it.
bool has_arrows(const Moment& m) { return m.t > 0 && !m.ended(); }

// 1, 2, 5, 10, ...: by how much the moves can be lengthened until the longest is long enough.
double lengthening(const Moments& moments, const Domain& map) {
    double longest = 0;
    for (const Moment& m : moments)
        if (has_arrows(m))
            longest = std::max(longest, std::hypot((m.at.x - m.from.x) / map.x.length(),
                                                   (m.at.y - m.from.y) / map.y.length()));
    double times = 1;
    for (const double unit : {1, 10, 100})
        for (const double step : {2, 5, 10})
            if (unit * step * longest <= long_enough) times = unit * step;
    return longest > 0 ? times : 1;
}

struct StepArrows {
    double times;
    Arrows gradient = kind_of_arrow("step-gradient", "gradient", {Role::Ink});
    Arrows memory = kind_of_arrow("step-memory", "memory", {Role::Warning});
    Arrows downhill = kind_of_arrow("step-downhill", "along $-g$", {Role::Ink, 0, 0.5});
    Arrows mean = kind_of_arrow("step-mean", "along $-m$", {Role::Warning, 0, 0.6});
    Arrows heat = kind_of_arrow("step-heat", "heat", {Role::Accent});
    Arrows decay = kind_of_arrow("step-decay", "decay", {Role::Muted});
    Arrows whole{.id = "step-whole",
                 .label = times > 1 ? fmt::format("move ×{}", times) : "move",
                 .colours = {},
                 .width = 2.4};

    // Where the next part begins.
    math::PlanePoint put(Arrows& arrows, const math::PlanePoint& from, const math::PlanePoint& way) const {
        const bool there = std::isfinite(way.x) && std::isfinite(way.y) && (way.x != 0 || way.y != 0);
        if (!there) return from;
        arrows.x.push_back(from.x), arrows.y.push_back(from.y);
        arrows.u.push_back(times * way.x), arrows.v.push_back(times * way.y);
        return {from.x + times * way.x, from.y + times * way.y};
    }

    void add(const Step& s) {
        const math::Walk& walk = s.m.track->run.model();
        const auto shown = [&](const Coordinates& way) { return walk.shown({way, {}}); };
        const Parts parts =
            std::visit([&](const auto& o) { return parts_of(o, s); }, s.m.descent().optimizer);
        math::PlanePoint at = s.m.from;
        if (parts.linear) {
            // Nesterov's gradient belongs to the place that the memory leads to.
            at = put(memory, at, shown(parts.memory));
            at = put(gradient, at, shown(parts.gradient));
            at = put(heat, at, shown(parts.heat));
        } else {
            const math::PlanePoint own = shown(s.move - parts.decay);
            const auto beside = [&](Arrows& arrows, const Coordinates& direction) {
                const math::PlanePoint uphill = shown(direction);
                const double scale = std::hypot(own.x, own.y) / std::hypot(uphill.x, uphill.y);
                put(arrows, s.m.from, {-scale * uphill.x, -scale * uphill.y});
            };
            beside(downhill, s.g());
            if (parts.mean) beside(mean, *parts.mean);
            at = {at.x + times * own.x, at.y + times * own.y};
        }
        put(decay, at, shown(s.decay + parts.decay));
        const std::size_t before = whole.x.size();
        put(whole, s.m.from, {s.m.at.x - s.m.from.x, s.m.at.y - s.m.from.y});
        if (whole.x.size() > before) whole.colours.push_back(optimizer_colour(s.m.track->optimizer));
    }
};

}  // namespace

void add_step_arrows(Panel& panel, const Domain& map, const Computed& r, const Moments& moments) {
    StepArrows all{lengthening(moments, map)};
    for (const Moment& m : moments)
        if (has_arrows(m)) all.add(Step(r, m));
    for (Arrows* arrows :
         {&all.whole, &all.downhill, &all.mean, &all.gradient, &all.memory, &all.heat, &all.decay})
        if (!arrows->x.empty()) panel.add(std::move(*arrows));
}

}  // namespace lossfield::viz::race
