// The numbers: the stream and its trace, many coordinates of noise, paths on the landscape for every angle.
#include <algorithm>
#include <cmath>

#include "math/gradient_stream.hpp"
#include "viz/labs/optimizers/adam_anatomy.hpp"

namespace lossfield::viz::adam_anatomy {
namespace {

constexpr std::uint32_t coordinates = 64;
constexpr std::size_t grid_nodes = 128, angle_steps = 45;
constexpr double settled_windows = 3;  // of m: the noise is measured after them

math::GradientStream stream_of(const Inputs& in) {
    const auto event = in.silent() + static_cast<std::uint64_t>(in.event);
    if (in.constant()) return math::ConstantGradient{in.scale};
    if (in.alternating()) return math::AlternatingGradient{in.scale};
    if (in.spike()) return math::GradientSpike{in.scale, event};
    if (in.change()) return math::GradientChange{in.scale, in.after * in.scale, event};
    return math::NoisyGradient{in.ratio, in.scale, static_cast<std::uint64_t>(in.seed), 0};
}

NoiseMeasured measure_noise(const Inputs& in, const std::stop_token& stop) {
    NoiseMeasured out;
    const auto steps = static_cast<std::size_t>(in.steps);
    Vector square(steps, 0.0);
    math::Adam unit = in.adam();
    unit.rate = 1;
    std::vector<math::Adam::Memory> memory(coordinates);
    for (std::size_t i = 0; i < steps && !stop.stop_requested(); ++i) {
        const auto c = unit.at_step(i + 1);
        for (std::uint32_t k = 0; k < coordinates; ++k) {
            const math::NoisyGradient noise{in.ratio, in.scale, static_cast<std::uint64_t>(in.seed), k};
            double moved = 0;
            unit.update(moved, noise.at(i + 1), memory[k], c);
            square[i] += moved * moved / coordinates;
        }
    }
    const double windows = std::ceil(settled_windows * math::memory_window(in.beta1));
    out.from = static_cast<std::uint64_t>(std::min(windows, 0.5 * in.steps)) + 1;
    double sum = 0, expected = 0;
    for (std::size_t i = 0; i < steps; ++i) {
        out.step.push_back(static_cast<double>(i + 1));
        out.rms.push_back(std::sqrt(square[i]));
        out.theory.push_back(math::update_rms(in.adam(), in.ratio, i + 1));
        if (i + 1 < out.from) continue;
        sum += square[i];
        expected += out.theory[i] * out.theory[i];
    }
    const auto count = static_cast<double>(steps + 1 - out.from);
    out.measured = std::sqrt(sum / count);
    out.expected = std::sqrt(expected / count);
    return out;
}

Vector nodes(const Interval& range, std::size_t count) {
    Vector out;
    for (std::size_t i = 0; i < count; ++i)
        out.push_back(
            std::lerp(range.low, range.high, static_cast<double>(i) / static_cast<double>(count - 1)));
    return out;
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

void sample_height(const Inputs& in, Ravine& ravine) {
    const math::PlaneRange view = math::facts(ravine.landscape).view;
    const Domain domain{holding({view.x_low, view.x_high}, in.start[0]),
                        holding({view.y_low, view.y_high}, in.start[1])};
    Vector values(grid_nodes * grid_nodes);
    math::grid_values(ravine.landscape, nodes(domain.x, grid_nodes), nodes(domain.y, grid_nodes), values);
    ravine.height = {domain, grid_nodes, grid_nodes, heights(std::move(values), ravine.lowest)};
}

Ravine descend(const Inputs& in, const std::stop_token& stop) {
    LandscapeInputs unturned = in;
    unturned.rotation = 0;
    Ravine out;
    out.landscape = landscape_of(unturned);
    for (const math::PlanePoint& p : math::stationary(out.landscape).minima) {
        const double value = math::value(out.landscape, p);
        if (!out.lowest || value < *out.lowest) out.lowest = value;
    }
    sample_height(in, out);
    const math::PlanePoint start{in.start[0], in.start[1]};
    const auto steps = static_cast<std::size_t>(in.steps);
    const auto reached = [&](const math::TurnedPath& path) {
        Vector list = heights(math::lowest_so_far(path), out.lowest);
        list.resize(steps + 1, list.back());  // a path that diverged keeps what it had reached
        return list;
    };
    const auto adam_at = [&](double degrees) {
        return math::turned_path(out.landscape, math::TurnedAxes(degrees), in.adam(), start, steps);
    };
    out.adam = adam_at(in.rotation);
    out.adam_reached = reached(out.adam);
    out.descent = math::turned_path(out.landscape, math::TurnedAxes(in.rotation),
                                    math::GradientDescent{in.gd_rate}, start, steps);
    out.descent_reached = reached(out.descent);
    for (std::size_t i = 0; i <= angle_steps && !stop.stop_requested(); ++i) {
        out.angles.push_back(90.0 * static_cast<double>(i) / angle_steps);
        out.reached.push_back(reached(adam_at(out.angles.back())));
    }
    return out;
}

// The gradients that the steps of a path went by.
Vector recorded(const Inputs& in, const Ravine& ravine) {
    const math::TurnedPath& path = in.recorded_by == "adam" ? ravine.adam : ravine.descent;
    Vector list = in.component == "first" ? path.first : path.second;
    list.pop_back();
    return list;
}

}  // namespace

Computed compute(const Inputs& in, Detail /*detail*/, std::stop_token stop) {
    Computed r;
    Vector gradients;
    if (in.recorded()) {
        r.ravine = descend(in, stop);
        gradients = recorded(in, *r.ravine);
    } else {
        gradients = math::gradients_of(stream_of(in), in.silent() + 1, static_cast<std::size_t>(in.steps));
    }
    r.trace = math::adam_trace(in.adam(), gradients, in.silent());
    if (in.noise()) r.noise = measure_noise(in, stop);
    for (std::size_t i = 0; i < r.trace.size(); ++i) {
        const double u = std::abs(r.trace.update[i]);
        if (std::isfinite(u) && u > r.largest) r.largest = u, r.largest_at = in.silent() + i + 1;
    }
    return r;
}

}  // namespace lossfield::viz::adam_anatomy
