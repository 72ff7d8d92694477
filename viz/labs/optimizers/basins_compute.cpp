// The numbers of the basins: a grid of starts run to their ends, and the path of one.
#include <algorithm>
#include <cmath>
#include <limits>

#include "viz/labs/optimizers/basins.hpp"
#include "viz/threads.hpp"

namespace lossfield::viz::basins {
namespace {

constexpr std::size_t full_side = 512, drag_side = 128;
constexpr std::size_t height_nodes = 160, bin_count = 40;

math::Arrival arrival_of(const Inputs& in, const Computed& r) { return {r.points.minima, in.radius}; }

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

void sort_out(const Inputs& in, const std::vector<math::Outcome>& outcomes, const math::Optimizer& optimizer,
              const std::vector<math::PlanePoint>& starts, Computed& r) {
    const std::size_t kinds = r.points.minima.size() + 2;
    Vector classes(outcomes.size()), shade(outcomes.size());
    r.taken.resize(outcomes.size());
    r.shares.assign(kinds, 0);
    r.bin = std::max(1.0, std::ceil(static_cast<double>(in.steps) / static_cast<double>(bin_count)));
    r.arrivals.assign(r.points.minima.size(), Vector(bin_count, 0));
    const bool choosy = facts(optimizer).needs.positive;
    // Half of all arrivals take the middle shade: most arrive early.
    std::vector<std::uint32_t> sorted;
    for (const math::Outcome& outcome : outcomes)
        if (outcome.goal >= 0) sorted.push_back(outcome.steps);
    std::sort(sorted.begin(), sorted.end());
    const double low = sorted.empty() ? 1 : std::max(1.0, static_cast<double>(sorted[sorted.size() / 50]));
    const double high =
        sorted.empty()
            ? 2
            : std::max(low + 1, static_cast<double>(sorted[sorted.size() - 1 - sorted.size() / 50]));
    double steps = 0;
    for (std::size_t i = 0; i < outcomes.size(); ++i) {
        const math::Outcome& outcome = outcomes[i];
        r.taken[i] = outcome.steps;
        shade[i] = 1;
        if (choosy && !(starts[i].x > 0 && starts[i].y > 0)) {
            classes[i] = std::numeric_limits<double>::quiet_NaN();
            ++r.unusable;
            continue;
        }
        const std::size_t kind = outcome.diverged    ? r.lost()
                                 : outcome.goal >= 0 ? static_cast<std::size_t>(outcome.goal)
                                                     : r.unsettled();
        classes[i] = static_cast<double>(kind);
        r.shares[kind] += 1;
        if (outcome.goal < 0) continue;
        const auto taken = static_cast<double>(std::max(1U, outcome.steps));
        steps += taken;
        if (in.shade) shade[i] = std::clamp(std::log(taken / low) / std::log(high / low), 0.0, 1.0);
        const auto bin = static_cast<std::size_t>((taken - 1) / r.bin);
        r.arrivals[kind][std::min(bin, bin_count - 1)] += 1;
    }
    r.mean_steps = sorted.empty() ? std::numeric_limits<double>::quiet_NaN()
                                  : steps / static_cast<double>(sorted.size());
    const auto usable = static_cast<double>(outcomes.size() - r.unusable);
    if (usable > 0)
        for (double& share : r.shares) share /= usable;
    r.classes = std::move(classes);
    r.shade = std::move(shade);
}

void sample_height(const Inputs& in, Computed& r) {
    r.height = sample_grid(in.domain(), height_nodes, height_nodes, [&](double x, double y) {
        const double value = math::value(r.landscape, {x, y});
        return r.lowest ? std::max(0.0, value - *r.lowest) : value;
    });
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
    const math::Descent descent = descent_of(in, r.landscape, optimizer_number(in.optimizer));
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
    for (const math::PlanePoint& p : r.points.minima) {
        const double value = math::value(r.landscape, p);
        if (!r.lowest || value < *r.lowest) r.lowest = value;
    }
    const math::Descent descent = descent_of(in, r.landscape, optimizer_number(in.optimizer));
    sample_height(in, r);
    // A start of positive coordinates asks for what does not depend on the start.
    if (const auto why = math::unfit(descent.optimizer, r.landscape, {1, 1})) {
        r.unfit = *why;
        r.shares.assign(r.points.minima.size() + 2, 0);
        r.arrivals.assign(r.points.minima.size(), Vector(bin_count, 0));
        r.mean_steps = std::numeric_limits<double>::quiet_NaN();
        return r;
    }
    r.side = detail == Detail::Drag ? drag_side : full_side;
    r.centres = {{centre(in.domain().x, 0, r.side), centre(in.domain().x, r.side - 1, r.side)},
                 {centre(in.domain().y, 0, r.side), centre(in.domain().y, r.side - 1, r.side)}};
    const std::vector<math::PlanePoint> starts = starts_of(in, r.side);
    std::vector<math::Outcome> outcomes(starts.size());
    math::run_starts(descent, starts, static_cast<std::uint64_t>(in.steps), arrival_of(in, r), outcomes,
                     thread_count(), stop);
    if (stop.stop_requested()) return r;
    sort_out(in, outcomes, descent.optimizer, starts, r);
    r.path = path_from(in, r, {in.start[0], in.start[1]});
    return r;
}

}  // namespace lossfield::viz::basins
