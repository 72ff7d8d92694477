// The numbers of the basins: a grid of starts run to their ends, and the path of one.
#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <map>

#include "viz/lab/threads.hpp"
#include "viz/labs/optimizers/basins/basins.hpp"

namespace lossfield::viz::basins {
namespace {

constexpr std::size_t full_side = 512;
// Of a draft: as many starts as can be run within a frame or two.
constexpr std::size_t draft_side = 128, least_side = 32;
constexpr double draft_steps = 3e6;
constexpr std::size_t height_nodes = 160, usual_bins = 40, most_found = 5000;
constexpr double nan = std::numeric_limits<double>::quiet_NaN();

math::Arrival arrival_of(const Inputs& in, const Computed& r) { return {r.points.minima, in.radius}; }

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

// What took all its steps and stands at a saddle or a maximum: an arrival there cannot be told from a slow passage earlier.
bool at_rest(const Computed& r, const math::PlanePoint& end, double radius) {
    const auto here = [&](const math::PlanePoint& p) { return math::distance(p, end) <= radius; };
    return std::any_of(r.points.saddles.begin(), r.points.saddles.end(), here) ||
           std::any_of(r.points.maxima.begin(), r.points.maxima.end(), here);
}

// Minima beyond the part of the landscape where all are known, at which starts came to rest.
std::vector<math::PlanePoint> minima_found(const Inputs& in, const Computed& r,
                                           const std::vector<math::Outcome>& outcomes) {
    std::vector<math::PlanePoint> found;
    std::multimap<double, double> places;  // the same, y by x
    const auto is_known = [&](const math::PlanePoint& end) {
        for (auto p = places.lower_bound(end.x - in.radius);
             p != places.end() && p->first <= end.x + in.radius; ++p)
            if (math::distance({p->first, p->second}, end) <= in.radius) return true;
        return false;
    };
    for (const math::Outcome& o : outcomes) {
        const bool all_known = math::facts(r.landscape).view.contains(o.end);
        if (o.diverged || o.goal >= 0 || all_known || is_known(o.end) || found.size() == most_found) continue;
        const auto minimum = math::minimum_near(r.landscape, o.end, in.radius);
        if (!minimum) continue;
        found.push_back(*minimum);
        places.emplace(minimum->x, minimum->y);
    }
    return found;
}

// The steps of those who came to rest at a minimum found count until they arrived there. With noise all run again: a
// start's noise is that of its place among all.
void run_again(const Inputs& in, const Computed& r, const math::Descent& descent,
               const std::vector<math::PlanePoint>& starts, std::vector<math::Outcome>& outcomes,
               const std::stop_token& stop) {
    const auto steps = static_cast<std::uint64_t>(in.steps);
    if (is_random(descent)) {
        math::run_starts(descent, starts, steps, arrival_of(in, r), outcomes, thread_count(), stop);
        return;
    }
    std::vector<std::size_t> which;
    std::vector<math::PlanePoint> from;
    for (std::size_t i = 0; i < outcomes.size(); ++i)
        if (!outcomes[i].diverged && outcomes[i].goal < 0) which.push_back(i), from.push_back(starts[i]);
    std::vector<math::Outcome> again(from.size());
    math::run_starts(descent, from, steps, arrival_of(in, r), again, thread_count(), stop);
    for (std::size_t k = 0; k < which.size(); ++k) outcomes[which[k]] = again[k];
}

double kind_of(const Inputs& in, const Computed& r, const math::Outcome& outcome) {
    return static_cast<double>(outcome.diverged                     ? r.lost()
                               : outcome.goal >= 0                  ? static_cast<std::size_t>(outcome.goal)
                               : at_rest(r, outcome.end, in.radius) ? r.resting()
                                                                    : r.unsettled());
}

// The steps that the palest and the fullest colour stand for: but for a hundredth at either end those of all arrivals.
std::array<double, 2> usual_steps(const std::vector<std::uint32_t>& sorted) {
    if (sorted.empty()) return {1, 2};
    const std::size_t rare = sorted.size() / 100;
    const double low = std::max(1U, sorted[rare]);
    return {low, std::max(low + 1, static_cast<double>(sorted[sorted.size() - 1 - rare]))};
}

// Classes, shades, shares and arrivals from the outcomes of all starts.
void sort_out(const Inputs& in, const std::vector<math::Outcome>& outcomes, bool positive_only,
              const std::vector<math::PlanePoint>& starts, Computed& r) {
    Vector classes(outcomes.size()), shade(outcomes.size(), 1.0);
    r.taken.resize(outcomes.size());
    std::vector<std::uint32_t> arrived;
    for (std::size_t i = 0; i < outcomes.size(); ++i) {
        r.taken[i] = outcomes[i].steps;
        if (positive_only && !(starts[i].x > 0 && starts[i].y > 0)) {
            classes[i] = nan;
            ++r.unusable;
            continue;
        }
        classes[i] = kind_of(in, r, outcomes[i]);
        r.shares[static_cast<std::size_t>(classes[i])] += 1;
        if (outcomes[i].goal >= 0) arrived.push_back(std::max(1U, outcomes[i].steps));
    }
    std::sort(arrived.begin(), arrived.end());
    const auto [low, high] = usual_steps(arrived);
    const double last = arrived.empty() ? in.steps : arrived.back();
    r.usual = std::min(last, std::max(high, 1.0));
    r.bin = std::max(1.0, std::ceil(r.usual / static_cast<double>(usual_bins)));
    r.arrivals.assign(r.points.minima.size(), Vector(static_cast<std::size_t>(std::ceil(last / r.bin)), 0));
    double steps = 0;
    for (std::size_t i = 0; i < outcomes.size(); ++i) {
        if (!(classes[i] < static_cast<double>(r.resting()))) continue;
        const double taken = std::max(1U, outcomes[i].steps);
        steps += taken;
        if (in.shade) shade[i] = std::clamp(std::log(taken / low) / std::log(high / low), 0.0, 1.0);
        r.arrivals[static_cast<std::size_t>(classes[i])][static_cast<std::size_t>((taken - 1) / r.bin)] += 1;
    }
    r.mean_steps = arrived.empty() ? nan : steps / static_cast<double>(arrived.size());
    const auto usable = static_cast<double>(outcomes.size() - r.unusable);
    if (usable > 0)
        for (double& share : r.shares) share /= usable;
    r.classes = std::move(classes);
    r.shade = std::move(shade);
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
    const std::vector<math::PlanePoint> starts = starts_of(in, r.side);
    std::vector<math::Outcome> outcomes(starts.size());
    math::run_starts(descent, starts, static_cast<std::uint64_t>(in.steps), arrival_of(in, r), outcomes,
                     thread_count(), stop);
    if (!stop.stop_requested()) {
        const auto found = minima_found(in, r, outcomes);
        r.points.minima.insert(r.points.minima.end(), found.begin(), found.end());
        if (!found.empty()) run_again(in, r, descent, starts, outcomes, stop);
    }
    r.shares.assign(r.kinds(), 0);
    if (stop.stop_requested()) return r;
    sort_out(in, outcomes, math::facts(descent.optimizer).needs.positive, starts, r);
    r.path = path_from(in, r, start);
    return r;
}

}  // namespace lossfield::viz::basins
