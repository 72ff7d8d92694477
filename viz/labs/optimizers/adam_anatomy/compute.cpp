// The numbers: the stream and its trace, many coordinates of noise.
#include <algorithm>
#include <cmath>

#include "math/descent/gradient_stream.hpp"
#include "viz/labs/optimizers/adam_anatomy/adam_anatomy.hpp"

namespace lossfield::viz::adam_anatomy {
namespace {

constexpr std::uint32_t coordinates = 64;
constexpr std::size_t bins = 40;
constexpr double settled_windows = 3;  // of m: the noise is measured after them

math::GradientStream stream_of(const Inputs& in) {
    const auto event = in.silent() + static_cast<std::uint64_t>(in.event);
    if (in.constant()) return math::ConstantGradient{in.scale};
    if (in.alternating()) return math::AlternatingGradient{in.scale};
    if (in.spike()) return math::GradientSpike{in.scale, event};
    if (in.change()) return math::GradientChange{in.scale, in.after * in.scale, event};
    return math::NoisyGradient{in.ratio, in.scale, static_cast<std::uint64_t>(in.seed), 0};
}

// Bins of one width, symmetric about zero and wide enough for all.
void count_updates(const Vector& updates, NoiseMeasured& out) {
    double largest = 1;
    for (const double u : updates)
        if (std::isfinite(u)) largest = std::max(largest, std::abs(u));
    out.low = -largest, out.width = 2 * largest / bins;
    out.histogram.assign(bins, 0);
    for (const double u : updates) {
        if (!std::isfinite(u)) continue;
        const auto bin = static_cast<std::size_t>((u - out.low) / out.width);
        out.histogram[std::min(bin, bins - 1)] += 1 / static_cast<double>(updates.size());
    }
}

NoiseMeasured measure_noise(const Inputs& in, const std::stop_token& stop) {
    NoiseMeasured out;
    const auto steps = static_cast<std::size_t>(in.steps);
    Vector square(steps, 0.0);
    math::Adam unit = in.adam();
    unit.rate = 1;
    std::vector<math::Adam::Memory> memory(coordinates);
    const double windows = std::ceil(settled_windows * math::memory_window(in.beta1));
    out.from = static_cast<std::uint64_t>(std::min(windows, 0.5 * in.steps)) + 1;
    Vector updates;
    for (std::size_t i = 0; i < steps && !stop.stop_requested(); ++i) {
        const auto c = unit.at_step(i + 1);
        for (std::uint32_t k = 0; k < coordinates; ++k) {
            const math::NoisyGradient noise{in.ratio, in.scale, static_cast<std::uint64_t>(in.seed), k};
            double moved = 0;
            unit.update(moved, noise.at(i + 1), memory[k], c);
            square[i] += moved * moved / coordinates;
            if (i + 1 >= out.from) updates.push_back(-moved);
        }
    }
    count_updates(updates, out);
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

}  // namespace

Computed compute(const Inputs& in, Detail /*detail*/, std::stop_token stop) {
    Computed r;
    Vector gradients;
    if (in.ravine()) {
        r.ground = ground_of(in);
        r.ravine = descend(in, *r.ground, stop);
        gradients = in.component == "first" ? r.ravine->adam.first : r.ravine->adam.second;
        gradients.pop_back();
    } else if (in.recorded()) {
        r.ground = ground_of(in);
        r.recording = record(in, *r.ground, stop);
        gradients = r.recording->gradient;
    } else {
        gradients = math::gradients_of(stream_of(in), in.silent() + 1, static_cast<std::size_t>(in.steps));
    }
    r.trace = math::adam_trace(in.adam(), gradients, in.silent());
    if (in.noisy()) r.noise = measure_noise(in, stop);
    for (std::size_t i = 0; i < r.trace.size(); ++i) {
        const double u = std::abs(r.trace.update[i]);
        if (std::isfinite(u) && u > r.largest) r.largest = u, r.largest_at = in.silent() + i + 1;
    }
    return r;
}

}  // namespace lossfield::viz::adam_anatomy
