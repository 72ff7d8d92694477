#include "math/descent/adam_noise.hpp"

#include <algorithm>
#include <cmath>

#include "math/descent/adam_trace.hpp"

namespace lossfield::math {
namespace {

constexpr std::uint32_t coordinates = 64;
constexpr std::size_t bins = 40;
constexpr double settled_windows = 3;  // of the mean: the noise is measured after them

// Bins of one width, symmetric about zero and wide enough for all.
void count_updates(const std::vector<double>& updates, NoiseMeasured& out) {
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

}  // namespace

NoiseMeasured measure_noise(Adam adam, NoisyGradient noise, std::size_t steps, const std::stop_token& stop) {
    NoiseMeasured out;
    std::vector<double> square(steps, 0.0), updates;
    Adam unit = adam;
    unit.rate = 1;
    std::vector<MemoryOf<Adam>> memory(coordinates);
    const double windows = std::ceil(settled_windows * memory_window(adam.beta1));
    out.from = static_cast<std::uint64_t>(std::min(windows, 0.5 * static_cast<double>(steps))) + 1;
    for (std::size_t i = 0; i < steps && !stop.stop_requested(); ++i) {
        const auto c = at_step(unit, i + 1);
        for (std::uint32_t k = 0; k < coordinates; ++k) {
            noise.coordinate = k;
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
        out.theory.push_back(update_rms(adam, noise.ratio, i + 1));
        if (i + 1 < out.from) continue;
        sum += square[i];
        expected += out.theory[i] * out.theory[i];
    }
    const auto count = static_cast<double>(steps + 1 - out.from);
    out.measured = std::sqrt(sum / count);
    out.expected = std::sqrt(expected / count);
    return out;
}

}  // namespace lossfield::math
