#include "math/descent/run_record.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
namespace lossfield::math {
namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();
constexpr double huge = std::numeric_limits<double>::max() / 4;

bool may_be_thrown(const Optimizer& optimizer) {
    return std::holds_alternative<Adam>(optimizer) || std::holds_alternative<AdamW>(optimizer) ||
           std::holds_alternative<NAdam>(optimizer);
}

// What decay leaves of a coordinate in a step of rate `now`.
double kept_by_decay(const Descent& descent, double now) {
    const auto* own = std::get_if<AdamW>(&descent.optimizer);
    return (1 - now * descent.decay.decoupled) * (1 - now * (own != nullptr ? own->decay : 0));
}

}  // namespace

PlanePoint nearest(const std::vector<PlanePoint>& places, const PlanePoint& at) {
    // Squares order as lengths do; there may be more than a hundred places.
    PlanePoint best = places.empty() ? at : places.front();
    double least = std::numeric_limits<double>::infinity();
    for (const PlanePoint& p : places) {
        const double dx = p.x - at.x, dy = p.y - at.y, squared = dx * dx + dy * dy;
        if (squared < least) least = squared, best = p;
    }
    return best;
}

PlanePoint border_crossing(const PlaneRange& range, const PlanePoint& from, const PlanePoint& to) {
    if (!std::isfinite(to.x) || !std::isfinite(to.y)) return from;
    double part = 1;
    const auto meet = [&](double a, double b, double low, double high) {
        if (b > high) part = std::min(part, (high - a) / (b - a));
        if (b < low) part = std::min(part, (low - a) / (b - a));
    };
    meet(from.x, to.x, range.x_low, range.x_high);
    meet(from.y, to.y, range.y_low, range.y_high);
    return {std::lerp(from.x, to.x, part), std::lerp(from.y, to.y, part)};
}

std::optional<PlanePoint> point_passed(const PlaneRange& range, const PlanePoint& from,
                                       const PlanePoint& to) {
    for (const double v : {from.x, from.y, to.x, to.y})
        if (!(std::abs(v) < huge)) return std::nullopt;
    double begin = 0, end = 1;  // of the way, by the sides of one coordinate and the other
    const auto keep = [&](double a, double b, double low, double high) {
        if (a == b && !(a >= low && a <= high)) end = -1;
        if (a == b) return;
        const double s = (low - a) / (b - a), t = (high - a) / (b - a);
        begin = std::max(begin, std::min(s, t)), end = std::min(end, std::max(s, t));
    };
    keep(from.x, to.x, range.x_low, range.x_high);
    keep(from.y, to.y, range.y_low, range.y_high);
    if (!(begin <= end)) return std::nullopt;
    const double part = 0.5 * (begin + end);
    return PlanePoint{std::clamp(std::lerp(from.x, to.x, part), range.x_low, range.x_high),
                      std::clamp(std::lerp(from.y, to.y, part), range.y_low, range.y_high)};
}

std::vector<Passed> way_between(const RunRecord& run, const Passed& from, const Passed& to) {
    std::vector<Passed> way;
    if (!run.last_seen) return way;
    const std::size_t end = std::min(to.step, *run.last_seen);
    way.reserve((end - std::min(from.step, end)) / run.every + 3);
    if (from.step <= end) way.push_back(from);
    for (std::size_t k = from.step / run.every + 1; k < run.x.size() && run.step_of(k) <= end; ++k)
        if (run.step_of(k) < to.step) way.push_back({{run.x[k], run.y[k]}, run.height[k], run.step_of(k)});
    if (to.step > from.step && to.step <= end) way.push_back(to);
    if (run.exit && from.step < run.exit->step && to.step >= run.exit->step)
        way.push_back({run.exit->at, way.empty() ? nan : way.back().height, run.exit->step});
    return way;
}

RecordedGradients recorded_gradients(const Descent& descent, const PlanePoint& start, std::size_t coordinate,
                                     std::uint64_t steps, const std::stop_token& stop) {
    RecordedGradients out;
    const bool matrix = dimension(descent.landscape) == max_dimension;
    const std::size_t d = coordinate == 0 ? 0 : matrix ? 3 : 1;
    const Walk walk(descent, start);
    DescentState state = walk.start();
    const auto look = [&] {
        const PlanePoint at = walk.shown(state);
        out.x.push_back(at.x), out.y.push_back(at.y);
    };
    look();
    for (std::uint64_t t = 1; t <= steps && !out.diverged && !stop.stop_requested(); ++t) {
        const double g = walk.seen(state, t).gradient[d];
        if (!std::isfinite(g) && t > 1) break;
        out.gradient.push_back(std::isfinite(g) ? g : 0.0);
        walk.advance(state, t - 1, t);
        look();
        out.diverged = diverged(state);
    }
    return out;
}

RunRecorder::RunRecorder(Walk walk, RecordSettings settings, std::size_t most_steps)
    : walk_(std::move(walk)),
      settings_(std::move(settings)),
      objective_(walk_.descent().landscape),
      shown_(0, objective_.dimension() == max_dimension ? 3 : 1),
      can_be_thrown_(may_be_thrown(walk_.descent().optimizer)),
      out_{.every = settings_.every} {
    for (std::vector<double>* list :
         {&out_.x, &out_.y, &out_.loss, &out_.height, &out_.slope, &out_.distance})
        list->reserve(most_steps / out_.every + 2);
}

void RunRecorder::operator()(const DescentState& state, std::uint64_t t) {
    out_.last = static_cast<std::size_t>(t);
    watch({state.x[shown_.first], state.x[shown_.second]});
    if (settings_.rates) previous_ = std::exchange(current_, state);
    if (settings_.target) {
        const double height = height_above(settings_.lowest, objective_.value(state.x));
        if (!out_.reached && height <= *settings_.target) out_.reached = out_.last;
        if (!(height >= out_.least) && !std::isnan(height)) out_.least = height, out_.least_step = out_.last;
    }
    if (out_.last % out_.every == 0) record(state);
}

void RunRecorder::record(const DescentState& state) {
    const PlanePoint at{state.x[shown_.first], state.x[shown_.second]};
    const Coordinates slope = objective_.gradient(state.x);
    const bool matrix = objective_.dimension() == max_dimension;
    const double beside = matrix ? objective_.off_plane(state.x) : 0;
    const double distance = math::distance(nearest(settings_.goals, at), at);
    out_.x.push_back(at.x), out_.y.push_back(at.y);
    out_.loss.push_back(objective_.value(state.x));
    out_.height.push_back(height_above(settings_.lowest, out_.loss.back()));
    out_.slope.push_back(matrix ? norm(slope) : std::hypot(slope[0], slope[1]));
    out_.distance.push_back(beside != 0 ? std::hypot(distance, beside) : distance);
    recorded_ = out_.last;
    if (!settings_.rates) return;
    const Coordinates g = out_.last > 0 ? walk_.seen(previous_, out_.last).gradient : Coordinates{};
    const auto rate = [&](std::size_t d) {
        const double of_move = std::abs((state.x[d] - previous_.x[d]) / g[d]);
        return g[d] != 0 && std::isfinite(of_move) ? of_move : nan;
    };
    out_.rate_x.push_back(rate(shown_.first)), out_.rate_y.push_back(rate(shown_.second));
}

void RunRecorder::watch(const PlanePoint& at) {
    const std::size_t t = out_.last;
    const bool is_inside = settings_.range.contains(at);
    if (is_inside) {
        inside_ = at, out_.last_seen = t;
    } else if (t > 0 && was_inside_) {
        beyond_ = at;
    } else if (t > 0 && settings_.home &&
               (settings_.home->contains(before_) || settings_.home->contains(at))) {
        if (const auto passed = point_passed(settings_.range, before_, at))
            inside_ = *passed, beyond_ = at, out_.last_seen = t - 1;
    }
    was_inside_ = is_inside;
    const PlanePoint before = std::exchange(before_, at);
    if (!can_be_thrown_) return;
    if (t > 0) {
        const Descent& descent = walk_.descent();
        const double now = rate_of(descent.optimizer) * descent.schedule.share(t);
        const double kept = kept_by_decay(descent, now);
        const double moves[] = {at.x - kept * before.x, at.y - kept * before.y};
        for (const std::size_t c : {0U, 1U}) {
            const double times = std::abs(moves[c]) / now;
            if (times > longest_.times_rate) longest_ = {t, c, moves[c], times};
        }
    }
}

void RunRecorder::find_spike() {
    DescentState state = walk_.start();
    const std::size_t d = longest_.coordinate == 0 ? shown_.first : shown_.second;
    for (std::size_t t = 1; t <= longest_.step; ++t) {
        const double seen = walk_.seen(state, t).gradient[d];
        if (std::abs(seen) > std::abs(longest_.spike)) longest_.spike = seen, longest_.spike_step = t;
        walk_.advance(state, t - 1, t);
    }
}

RunRecord RunRecorder::finished(const DescentState& last) {
    if (recorded_ < out_.last) record(last);
    if (out_.last_seen && *out_.last_seen < out_.last)
        out_.exit = {*out_.last_seen + 1, border_crossing(settings_.range, inside_, beyond_)};
    if (longest_.times_rate >= thrown_times) {
        find_spike();
        out_.thrown = longest_;
    }
    return std::move(out_);
}

}  // namespace lossfield::math
