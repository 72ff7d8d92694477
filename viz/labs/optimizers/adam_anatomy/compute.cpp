// The numbers: the stream and its trace, many coordinates of noise, and the landscape under the gradients: paths on it for
// every angle of the axes, or a run of the race.
#include "math/descent/gradient_stream.hpp"
#include "viz/labs/optimizers/adam_anatomy/adam_anatomy.hpp"

namespace lossfield::viz::adam_anatomy {
namespace {

constexpr std::size_t grid_nodes = 128, angle_steps = 45;

math::NoisyGradient noise_of(const Inputs& in) {
    return {in.ratio, in.scale, static_cast<std::uint64_t>(in.seed), 0};
}

math::GradientStream stream_of(const Inputs& in) {
    const std::uint64_t event = in.event_number();
    if (in.constant()) return math::ConstantGradient{in.scale};
    if (in.alternating()) return math::AlternatingGradient{in.scale};
    if (in.spike()) return math::GradientSpike{in.scale, event};
    if (in.change()) return math::GradientChange{in.scale, in.after * in.scale, event};
    return noise_of(in);
}

Interval holding(const Interval& range, double v) {
    const double air = 0.06 * range.length();
    return {std::min(range.low, v - air), std::max(range.high, v + air)};
}

Vector heights(Vector values, const std::optional<double>& lowest) {
    if (lowest)
        for (double& v : values) v = std::max(0.0, v - *lowest);
    return values;
}

Ground ground_of(const Inputs& in) {
    LandscapeInputs place = in;
    if (in.ravine()) place.rotation = 0;
    Ground out;
    out.landscape = landscape_of(place);
    out.lowest = lowest_value(out.landscape, math::stationary(out.landscape).minima);
    const math::PlaneRange view = math::facts(out.landscape).view;
    const Domain domain{holding({view.x_low, view.x_high}, in.start[0]),
                        holding({view.y_low, view.y_high}, in.start[1])};
    out.height = height_field(out.landscape, domain, grid_nodes, out.lowest);
    return out;
}

Ravine descend(const Inputs& in, const Ground& ground, const std::stop_token& stop) {
    Ravine out;
    const math::PlanePoint start = in.from();
    const auto steps = static_cast<std::size_t>(in.steps);
    const auto reached = [&](const math::TurnedPath& path) {
        Vector list = heights(math::lowest_so_far(path), ground.lowest);
        list.resize(steps + 1, list.back());  // a path that diverged keeps what it had reached
        return list;
    };
    const auto adam_at = [&](double degrees) {
        return math::turned_path(ground.landscape, math::TurnedAxes(degrees), in.adam(), start, steps);
    };
    out.adam = adam_at(in.rotation);
    out.adam_reached = reached(out.adam);
    out.descent =
        math::turned_path(ground.landscape, math::TurnedAxes(in.rotation),
                          math::GradientDescent{in.rate_of(OptimizerKind::GradientDescent)}, start, steps);
    out.descent_reached = reached(out.descent);
    for (std::size_t i = 0; i <= angle_steps && !stop.stop_requested(); ++i) {
        out.angles.push_back(90.0 * static_cast<double>(i) / angle_steps);
        out.reached.push_back(reached(adam_at(out.angles.back())));
    }
    return out;
}

Recording record(const Inputs& in, const Ground& ground, const std::stop_token& stop) {
    Recording out;
    const math::PlanePoint start = in.from();
    const math::Descent descent = descent_of(in, ground.landscape, number_of(in.recorded_by));
    out.unfit = math::unfit(descent.optimizer, ground.landscape, start).value_or("");
    const bool matrix = math::dimension(ground.landscape) == math::max_dimension;
    const std::size_t shown = in.component == Component::First ? 0 : matrix ? 3 : 1;
    const math::Walk walk(descent, start);
    math::DescentState state = walk.start();
    const auto look = [&] {
        const math::PlanePoint at = walk.shown(state);
        out.x.push_back(at.x);
        out.y.push_back(at.y);
    };
    look();
    for (std::uint64_t t = 1; t <= static_cast<std::uint64_t>(in.steps) && !stop.stop_requested(); ++t) {
        const double g = out.unfit.empty() ? walk.seen(state, t).gradient[shown] : 0;
        // There is always a first gradient; one that is no number ends the stream as a divergence ends the run.
        if (!std::isfinite(g) && t > 1) break;
        out.gradient.push_back(std::isfinite(g) ? g : 0);
        if (!out.unfit.empty()) continue;
        walk.advance(state, t - 1, t);
        look();
        out.diverged = math::diverged(state);
        if (out.diverged) break;
    }
    return out;
}

}  // namespace

Computed compute(const Inputs& in, Detail /*detail*/, std::stop_token stop) {
    Computed r;
    Vector gradients;
    if (in.ravine()) {
        r.ground = ground_of(in);
        r.ravine = descend(in, *r.ground, stop);
        gradients = in.component == Component::First ? r.ravine->adam.first : r.ravine->adam.second;
        gradients.pop_back();
    } else if (in.recorded()) {
        r.ground = ground_of(in);
        r.recording = record(in, *r.ground, stop);
        gradients = r.recording->gradient;
    } else {
        gradients = math::gradients_of(stream_of(in), in.silent() + 1, static_cast<std::size_t>(in.steps));
    }
    r.trace = math::adam_trace(in.adam(), gradients, in.silent());
    if (in.noisy())
        r.noise = math::measure_noise(in.adam(), noise_of(in), static_cast<std::size_t>(in.steps), stop);
    for (std::size_t i = 0; i < r.trace.size(); ++i) {
        const double u = std::abs(r.trace.update[i]);
        if (std::isfinite(u) && u > r.largest) r.largest = u, r.largest_at = in.silent() + i + 1;
    }
    return r;
}

}  // namespace lossfield::viz::adam_anatomy
