#include "math/optimizers/basins.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <map>

#include "math/optimizers/objective.hpp"

namespace lossfield::math {
namespace {

constexpr std::size_t usual_bins = 40, most_found = 5000;
constexpr double nan = std::numeric_limits<double>::quiet_NaN();

// Minima beyond the part of the landscape where all are known, at which starts came to rest.
std::vector<PlanePoint> minima_found(const Landscape& landscape, double radius,
                                     const std::vector<Outcome>& outcomes) {
    std::vector<PlanePoint> found;
    std::multimap<double, double> places;  // the same, y by x
    const auto is_known = [&](const PlanePoint& end) {
        for (auto p = places.lower_bound(end.x - radius); p != places.end() && p->first <= end.x + radius;
             ++p)
            if (distance({p->first, p->second}, end) <= radius) return true;
        return false;
    };
    for (const Outcome& o : outcomes) {
        const bool all_known = facts(landscape).view.contains(o.end);
        if (o.diverged || o.goal >= 0 || all_known || is_known(o.end) || found.size() == most_found) continue;
        const auto minimum = minimum_near(landscape, o.end, radius);
        if (!minimum) continue;
        found.push_back(*minimum);
        places.emplace(minimum->x, minimum->y);
    }
    return found;
}

// What took all its steps and stands at a saddle or a maximum: an arrival there cannot be told from a slow passage earlier.
bool at_rest(const StationaryPoints& points, const PlanePoint& end, double radius) {
    const auto here = [&](const PlanePoint& p) { return distance(p, end) <= radius; };
    return std::any_of(points.saddles.begin(), points.saddles.end(), here) ||
           std::any_of(points.maxima.begin(), points.maxima.end(), here);
}

double kind_of(const Basins& r, const Outcome& outcome, double radius) {
    return static_cast<double>(outcome.diverged    ? r.lost()
                               : outcome.goal >= 0 ? static_cast<std::size_t>(outcome.goal)
                               : at_rest(r.points, outcome.end, radius) ? r.resting()
                                                                        : r.unsettled());
}

// The steps that stand for 0 and 1: but for a hundredth at either end those of all arrivals.
std::array<double, 2> usual_steps(const std::vector<std::uint32_t>& sorted) {
    if (sorted.empty()) return {1, 2};
    const std::size_t rare = sorted.size() / 100;
    const double low = std::max(1U, sorted[rare]);
    return {low, std::max(low + 1, static_cast<double>(sorted[sorted.size() - 1 - rare]))};
}

// Arrivals, and how slow each of them is.
void count_arrivals(const std::vector<Outcome>& outcomes, std::uint64_t steps, Basins& r) {
    const auto arrives = [&](std::size_t i) { return r.ends[i] < static_cast<double>(r.resting()); };
    std::vector<std::uint32_t> arrived;
    for (std::size_t i = 0; i < outcomes.size(); ++i)
        if (arrives(i)) arrived.push_back(std::max(1U, outcomes[i].steps));
    std::sort(arrived.begin(), arrived.end());
    const auto [low, high] = usual_steps(arrived);
    if (!arrived.empty()) r.fastest = low, r.slowest = high;
    const double last = arrived.empty() ? static_cast<double>(steps) : arrived.back();
    r.usual = std::min(last, std::max(high, 1.0));
    r.bin = std::max(1.0, std::ceil(r.usual / static_cast<double>(usual_bins)));
    r.arrivals.assign(r.resting(), std::vector<double>(static_cast<std::size_t>(std::ceil(last / r.bin)), 0));
    double sum = 0;
    for (std::size_t i = 0; i < outcomes.size(); ++i) {
        if (!arrives(i)) continue;
        const double taken = std::max(1U, outcomes[i].steps);
        sum += taken;
        r.slowness[i] = std::clamp(std::log(taken / low) / std::log(high / low), 0.0, 1.0);
        r.arrivals[static_cast<std::size_t>(r.ends[i])][static_cast<std::size_t>((taken - 1) / r.bin)] += 1;
    }
    r.mean_steps = arrived.empty() ? nan : sum / static_cast<double>(arrived.size());
}

}  // namespace

Basins basins_of(const Descent& descent, const StationaryPoints& known, double radius,
                 std::span<const PlanePoint> starts, std::uint64_t steps, bool random, unsigned threads,
                 const std::stop_token& stop) {
    Basins r;
    r.points = known;
    std::vector<Outcome> outcomes(starts.size());
    run_starts(descent, starts, steps, {known.minima, radius}, outcomes, threads, stop);
    const auto found =
        stop.stop_requested() ? std::vector<PlanePoint>() : minima_found(descent.landscape, radius, outcomes);
    r.points.minima.insert(r.points.minima.end(), found.begin(), found.end());
    if (!found.empty()) {
        // The steps of those who came to rest at a minimum found count until they arrived there.
        std::vector<std::size_t> which;
        std::vector<PlanePoint> from;
        for (std::size_t i = 0; i < outcomes.size(); ++i)
            if (random || (!outcomes[i].diverged && outcomes[i].goal < 0))
                which.push_back(i), from.push_back(starts[i]);
        std::vector<Outcome> again(from.size());
        run_starts(descent, from, steps, {r.points.minima, radius}, again, threads, stop);
        for (std::size_t k = 0; k < which.size(); ++k) outcomes[which[k]] = again[k];
    }
    r.shares.assign(r.kinds(), 0);
    if (stop.stop_requested()) return r;
    const bool positive_only = facts(descent.optimizer).needs.positive;
    r.ends.assign(starts.size(), nan);
    r.slowness.assign(starts.size(), 1);
    for (std::size_t i = 0; i < starts.size(); ++i) {
        r.taken.push_back(outcomes[i].steps);
        if (positive_only && !(starts[i].x > 0 && starts[i].y > 0)) {
            ++r.unusable;
            continue;
        }
        r.ends[i] = kind_of(r, outcomes[i], radius);
        r.shares[static_cast<std::size_t>(r.ends[i])] += 1;
    }
    const auto usable = static_cast<double>(starts.size() - r.unusable);
    if (usable > 0)
        for (double& share : r.shares) share /= usable;
    count_arrivals(outcomes, steps, r);
    return r;
}

ArrivalPath arrival_path(const Descent& descent, const PlanePoint& from, std::uint32_t index,
                         std::uint64_t steps, const Arrival& arrival) {
    ArrivalPath path;
    if (unfit(descent.optimizer, descent.landscape, from)) return path;
    const Walk walk(descent, from, index);
    const Objective objective(descent.landscape);
    auto state = walk.start();
    const auto record = [&] {
        const PlanePoint at = objective.shown(state.x);
        path.x.push_back(at.x), path.y.push_back(at.y);
        path.values.push_back(objective.value(state.x));
    };
    const auto within = [&](const Coordinates& a, const Coordinates& b) {
        return norm(along(a, -1, b)) <= arrival.radius;
    };
    record();
    for (std::uint64_t t = 1; t <= steps && !path.goal && !path.diverged; ++t) {
        const Coordinates before = state.x;
        if (walk.advance(state, t - 1, t) != t) break;
        record();
        path.steps = t;
        path.diverged = diverged(state);
        if (path.diverged || !within(state.x, before)) continue;
        for (std::size_t k = 0; k < arrival.goals.size() && !path.goal; ++k)
            if (within(state.x, objective.lifted(arrival.goals[k]))) path.goal = k;
    }
    return path;
}

}  // namespace lossfield::math
