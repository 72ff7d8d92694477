// The numbers of the race: four runs, the landscape on a grid, its field of arrows.
#include <algorithm>
#include <cmath>
#include <limits>

#include "viz/contour.hpp"
#include "viz/fragments/contour_levels.hpp"
#include "viz/labs/optimizers/race.hpp"

namespace lossfield::viz::race {
namespace {

constexpr std::size_t grid_nodes = 256, arrow_rows = 24;
constexpr double thrown_times = 3;     // moves of more rates than this are told of
constexpr double lowest_share = 1e-4;  // of the greatest height: where a logarithmic axis ends

double distance_to_nearest(const std::vector<math::PlanePoint>& points, const math::PlanePoint& at) {
    double nearest = std::numeric_limits<double>::infinity();
    for (const math::PlanePoint& p : points) nearest = std::min(nearest, math::distance(p, at));
    return nearest;
}

// Where the way from an inner point to an outer one crosses the border of the range.
math::PlanePoint crossing(const Domain& d, const math::PlanePoint& from, const math::PlanePoint& to) {
    if (!std::isfinite(to.x) || !std::isfinite(to.y)) return from;
    double part = 1;
    const auto meet = [&](double a, double b, const Interval& range) {
        if (b > range.high) part = std::min(part, (range.high - a) / (b - a));
        if (b < range.low) part = std::min(part, (range.low - a) / (b - a));
    };
    meet(from.x, to.x, d.x);
    meet(from.y, to.y, d.y);
    return {std::lerp(from.x, to.x, part), std::lerp(from.y, to.y, part)};
}

void find_exit(Track& track, const Domain& d) {
    for (std::size_t t = track.x.size(); t-- > 0;) {
        if (!d.x.contains(track.x[t]) || !d.y.contains(track.y[t])) continue;
        track.last_inside = t;
        if (t < track.last())
            track.exit = {t + 1, crossing(d, {track.x[t], track.y[t]}, {track.x[t + 1], track.y[t + 1]})};
        return;
    }
}

void find_throw(Track& track, const Walk<math::Adam>& walk) {
    Throw longest;
    for (std::size_t t = 1; t <= track.last(); ++t) {
        for (const char c : {'x', 'y'}) {
            const Vector& at = c == 'x' ? track.x : track.y;
            const double times = std::abs(at[t] - at[t - 1]) / track.rate;
            if (times > longest.times_rate) longest = {t, c, at[t] - at[t - 1], times, 0, 0};
        }
    }
    if (longest.times_rate < thrown_times) return;
    for (std::size_t t = 1; t <= longest.step; ++t) {
        const math::PlanePoint g = math::gradient(walk.landscape, {track.x[t - 1], track.y[t - 1]});
        const double seen = longest.coordinate == 'x' ? g.x + walk.noise.at(t, 0) : g.y + walk.noise.at(t, 1);
        if (std::abs(seen) > std::abs(longest.spike)) longest.spike = seen, longest.spike_step = t;
    }
    track.thrown = longest;
}

template <typename Stepper>
Track track_of(std::size_t optimizer, const Stepper& stepper, const Inputs& in, const Computed& r,
               const std::stop_token& stop) {
    Vector x, y, loss, height, slope, distance;
    for (Vector* list : {&x, &y, &loss, &height, &slope, &distance})
        list->reserve(static_cast<std::size_t>(in.steps) + 1);
    // Without a minimum the saddle is what can be missed.
    const auto& goals = r.points.minima.empty() ? r.points.saddles : r.points.minima;
    const Walk<Stepper> walk{
        stepper,
        r.landscape,
        {in.noise, static_cast<std::uint64_t>(in.seed), static_cast<std::uint32_t>(optimizer)},
        {in.start[0], in.start[1]}};
    Simulation<Walk<Stepper>> run(
        walk, {static_cast<std::uint64_t>(in.steps)}, stop,
        [&](const math::Walker<Stepper>& state, std::uint64_t /*t*/) {
            const math::PlanePoint g = math::gradient(r.landscape, state.x);
            x.push_back(state.x.x);
            y.push_back(state.x.y);
            loss.push_back(math::value(r.landscape, state.x));
            height.push_back(r.lowest ? std::max(0.0, loss.back() - *r.lowest) : loss.back());
            slope.push_back(std::hypot(g.x, g.y));
            distance.push_back(distance_to_nearest(goals, state.x));
        });
    Track track{optimizer,         std::move(run),   std::move(x),        std::move(y), std::move(loss),
                std::move(height), std::move(slope), std::move(distance), stepper.rate, 0};
    track.limit = r.curvature ? stepper.limit(*r.curvature) : std::numeric_limits<double>::infinity();
    track.diverged = math::diverged(math::PlanePoint{track.x.back(), track.y.back()});
    find_exit(track, in.domain());
    if constexpr (std::is_same_v<Stepper, math::Adam>) find_throw(track, walk);
    return track;
}

Vector nodes(const Interval& range, std::size_t count) {
    Vector out;
    for (std::size_t i = 0; i < count; ++i)
        out.push_back(
            std::lerp(range.low, range.high, static_cast<double>(i) / static_cast<double>(count - 1)));
    return out;
}

void sample_height(const Inputs& in, Computed& r) {
    Vector values(grid_nodes * grid_nodes);
    math::grid_values(r.landscape, nodes(in.domain().x, grid_nodes), nodes(in.domain().y, grid_nodes),
                      values);
    double highest = 0;
    for (double& v : values) {
        if (r.lowest) v = std::max(0.0, v - *r.lowest);
        highest = std::max(highest, v);
    }
    r.height = {in.domain(), grid_nodes, grid_nodes, std::move(values)};
    r.surface = r.height;
    r.levels = levels_of(in.level_rule, in.levels);
    // Counted from the true minimum on the lifted surface too.
    if (r.levels.rule == LevelRule::Logarithmic) r.levels.exactly = choose_levels(r.height, r.levels);
    if (logarithmic_height(in, r)) {
        Vector lifted = r.height.values.all();
        for (double& v : lifted) v = std::max(v, lowest_share * highest);
        r.surface.values = std::move(lifted);
    }
    if (in.height == "clipped") {
        // Under the cut: seven tenths of what is in view.
        Vector sample;
        for (std::size_t i = 0; i < r.height.values.size(); i += 17) sample.push_back(r.height.values[i]);
        const auto cut = sample.begin() + static_cast<std::ptrdiff_t>(sample.size() * 7 / 10);
        std::nth_element(sample.begin(), cut, sample.end());
        r.cut = *cut;
    }
}

void sample_field(const Inputs& in, Computed& r) {
    for (std::size_t j = 0; j < arrow_rows; ++j) {
        for (std::size_t i = 0; i < arrow_rows; ++i) {
            const auto middle = [](const Interval& range, std::size_t k) {
                return range.low + range.length() * (static_cast<double>(k) + 0.5) / arrow_rows;
            };
            const math::PlanePoint at{middle(in.domain().x, i), middle(in.domain().y, j)};
            const math::PlanePoint g = math::gradient(r.landscape, at);
            r.arrow_x.push_back(at.x);
            r.arrow_y.push_back(at.y);
            r.arrow_u.push_back(-g.x);
            r.arrow_v.push_back(-g.y);
        }
    }
}

}  // namespace

Computed compute(const Inputs& in, Detail /*detail*/, std::stop_token stop) {
    Computed r;
    r.landscape = landscape_of(in);
    r.points = math::stationary(r.landscape);
    for (const math::PlanePoint& p : r.points.minima) {
        const double value = math::value(r.landscape, p);
        if (!r.lowest || value < *r.lowest) r.lowest = value;
    }
    const math::PlanePoint start{in.start[0], in.start[1]};
    if (const auto nearest = math::nearest_minimum(r.points, start))
        r.curvature = math::eigenvalues(math::hessian(r.landscape, *nearest)).high;
    r.loss = math::value(r.landscape, start);
    r.gradient = math::gradient(r.landscape, start);
    r.check = math::check_landscape_gradient(r.landscape, start).worst;
    if (in.show_gd) r.tracks.push_back(track_of(Gd, math::GradientDescent{in.gd_rate}, in, r, stop));
    if (in.show_momentum)
        r.tracks.push_back(track_of(HeavyBall, math::Momentum{in.momentum_rate, in.momentum}, in, r, stop));
    if (in.show_nesterov)
        r.tracks.push_back(
            track_of(NesterovAhead, math::Nesterov{in.nesterov_rate, in.momentum}, in, r, stop));
    if (in.show_adam)
        r.tracks.push_back(
            track_of(AdamMoments, math::Adam{{in.adam_rate, in.beta1, in.beta2, in.epsilon}}, in, r, stop));
    sample_height(in, r);
    if (in.field) sample_field(in, r);
    return r;
}

}  // namespace lossfield::viz::race
