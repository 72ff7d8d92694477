// The numbers of the basins: a grid of starts run to their ends, and the path of one.
#include "viz/lab/threads.hpp"
#include "viz/labs/optimizers/basins/basins.hpp"

namespace lossfield::viz::basins {
namespace {

constexpr std::size_t full_side = 512;
// Of a draft: as many starts as can be run within a frame or two.
constexpr std::size_t draft_side = 128, least_side = 32;
constexpr double draft_steps = 3e6;
constexpr std::size_t height_nodes = 160;

std::size_t side_of_draft(const Inputs& in) {
    const double side = std::sqrt(draft_steps / in.steps);
    return std::clamp(static_cast<std::size_t>(side), least_side, draft_side);
}

// Centre i of n cells.
double centre(const Interval& range, std::size_t i, std::size_t n) {
    return range.low + range.length() * ((static_cast<double>(i) + 0.5) / static_cast<double>(n));
}

std::vector<math::PlanePoint> starts_of(const Inputs& in, std::size_t side) {
    std::vector<math::PlanePoint> starts;
    starts.reserve(side * side);
    for (std::size_t j = 0; j < side; ++j)
        for (std::size_t i = 0; i < side; ++i)
            starts.push_back({centre(in.domain().x, i, side), centre(in.domain().y, j, side)});
    return starts;
}

}  // namespace

std::optional<std::size_t> cell_at(const Inputs& in, const Computed& r, double x, double y) {
    const Domain& d = in.domain();
    if (!d.x.contains(x) || !d.y.contains(y) || r.side == 0) return std::nullopt;
    const auto index = [&](double v, const Interval& range) {
        const double part = (v - range.low) / range.length() * static_cast<double>(r.side);
        return std::min(r.side - 1, static_cast<std::size_t>(part));
    };
    return index(y, d.y) * r.side + index(x, d.x);
}

Path path_from(const Inputs& in, const Computed& r, const math::PlanePoint& from) {
    Path path;
    const math::Descent descent = descent_of(in, r.landscape, number_of(in.optimizer));
    if (math::unfit(descent.optimizer, r.landscape, from)) return path;
    const auto cell = cell_at(in, r, from.x, from.y);
    const math::Walk walk(descent, from, static_cast<std::uint32_t>(cell.value_or(0)));
    const math::Objective objective(r.landscape);
    auto state = walk.start();
    const auto record = [&] {
        const math::PlanePoint at = objective.shown(state.x);
        const double value = objective.value(state.x);
        path.x.push_back(at.x);
        path.y.push_back(at.y);
        path.height.push_back(r.lowest ? std::max(0.0, value - *r.lowest) : value);
    };
    record();
    for (std::uint64_t t = 1; t <= static_cast<std::uint64_t>(in.steps); ++t) {
        const math::Coordinates before = state.x;
        if (walk.advance(state, t - 1, t) != t) break;
        record();
        path.steps = t;
        path.diverged = math::diverged(state);
        if (path.diverged) break;
        const math::Coordinates move = math::along(state.x, -1, before);
        if (!(math::norm(move) <= in.radius)) continue;
        for (std::size_t k = 0; k < r.points.minima.size() && !path.goal; ++k) {
            const math::Coordinates way = math::along(state.x, -1, objective.lifted(r.points.minima[k]));
            if (math::norm(way) <= in.radius) path.goal = k;
        }
        if (path.goal) break;
    }
    return path;
}

Computed compute(const Inputs& in, Detail detail, std::stop_token stop) {
    Computed r;
    r.landscape = landscape_of(in);
    r.points = math::stationary(r.landscape);
    r.lowest = lowest_value(r.landscape, r.points.minima);
    const math::Descent descent = descent_of(in, r.landscape, number_of(in.optimizer));
    const math::PlanePoint start{in.start[0], in.start[1]};
    r.loss = math::value(r.landscape, start);
    r.gradient = math::gradient(r.landscape, start);
    r.check = math::check_landscape_gradient(r.landscape, start).worst;
    r.height = height_field(r.landscape, in.domain(), height_nodes, r.lowest);
    // A start of positive coordinates asks for what does not depend on the start.
    if (const auto why = math::unfit(descent.optimizer, r.landscape, {1, 1})) {
        r.shares.assign(r.kinds(), 0);
        r.unfit = *why;
        r.mean_steps = nan;
        return r;
    }
    r.side = detail == Detail::Drag ? side_of_draft(in) : full_side;
    r.centres = {{centre(in.domain().x, 0, r.side), centre(in.domain().x, r.side - 1, r.side)},
                 {centre(in.domain().y, 0, r.side), centre(in.domain().y, r.side - 1, r.side)}};
    static_cast<math::Basins&>(r) =
        math::basins_of(descent, r.points, in.radius, starts_of(in, r.side),
                        static_cast<std::uint64_t>(in.steps), is_random(descent), thread_count(), stop);
    if (stop.stop_requested()) return r;
    if (!in.shade) r.slowness.assign(r.ends.size(), 1);
    r.classes = std::move(r.ends), r.shade = std::move(r.slowness);
    r.path = path_from(in, r, start);
    return r;
}

}  // namespace lossfield::viz::basins
