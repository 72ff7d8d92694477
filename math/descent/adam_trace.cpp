#include "math/descent/adam_trace.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace lossfield::math {
namespace {

void flush(double& moment) {
    if (std::abs(moment) < std::numeric_limits<double>::min()) moment = 0.0;
}

constexpr std::size_t few = 8;

// Whole numbers 1 to `last`.
std::vector<std::uint64_t> spread_out(std::uint64_t last, int a_decade) {
    std::vector<std::uint64_t> out;
    for (int i = 0;; ++i) {
        const auto n = static_cast<std::uint64_t>(std::llround(std::pow(10.0, 1.0 * i / a_decade)));
        if (n > last) break;
        if (out.empty() || n > out.back()) out.push_back(n);
    }
    if (last > 0 && out.back() != last) out.push_back(last);
    return out;
}

}  // namespace

AdamTrace adam_trace(const Adam& adam, std::span<const double> gradients, std::uint64_t silent) {
    AdamTrace trace;
    trace.silent = silent;
    trace.gradient.assign(gradients.begin(), gradients.end());
    for (std::vector<double>* list :
         {&trace.mean, &trace.mean_square, &trace.correction1, &trace.correction2, &trace.corrected_mean,
          &trace.root, &trace.corrected_root, &trace.update})
        list->reserve(gradients.size());
    Adam unit = adam;
    unit.rate = 1.0;
    MemoryOf<Adam> memory{};
    std::uint64_t t = silent;
    for (const double g : gradients) {
        ++t;
        const AdamCoefficients c = at_step(unit, t);
        double moved = 0.0;
        unit.update(moved, g, memory, c);
        flush(memory[0]);
        flush(memory[1]);
        trace.mean.push_back(memory[0]);
        trace.mean_square.push_back(memory[1]);
        trace.correction1.push_back(c.correction1);
        trace.correction2.push_back(c.correction2);
        trace.corrected_mean.push_back(memory[0] / c.correction1);
        trace.root.push_back(std::sqrt(memory[1]));
        trace.corrected_root.push_back(std::sqrt(memory[1] / c.correction2));
        trace.update.push_back(0.0 - moved);
    }
    return trace;
}

LargestUpdate largest_update(const AdamTrace& trace) {
    LargestUpdate largest;
    for (std::size_t i = 0; i < trace.size(); ++i) {
        const double u = std::abs(trace.update[i]);
        if (std::isfinite(u) && u > largest.size) largest = {u, trace.silent + i + 1};
    }
    return largest;
}

std::size_t updates_before_turn(const AdamTrace& trace, std::size_t at) {
    const double before = at > 0 ? trace.update[at - 1] : 0.0;
    std::size_t turned = at;
    while (turned < trace.size() && trace.update[turned] * before > 0.0) ++turned;
    return turned - at;
}

double memory_weight(double beta, std::uint64_t age) {
    if (age == 0) return 1.0 - beta;
    const double exponent = static_cast<double>(age) * std::log(beta);
    // e^-690 keeps a normal number also after the division by the window.
    return exponent < -690.0 ? 0.0 : (1.0 - beta) * std::exp(exponent);
}

double memory_window(double beta) { return 1.0 / (1.0 - beta); }

double memory_mean_age(double beta) { return beta / (1.0 - beta); }

MemoryWeights memory_weights(double beta, std::uint64_t last, double correction, int a_decade, double least) {
    MemoryWeights out;
    for (const std::uint64_t n : spread_out(last, a_decade)) {
        const double w = memory_weight(beta, n - 1) / correction;
        if (w < least) break;
        out.n.push_back(static_cast<double>(n)), out.weight.push_back(w);
    }
    return out;
}

MemoryWeights contributions(std::span<const double> gradients, double beta, double correction, bool squared,
                            int a_decade, double least) {
    MemoryWeights out;
    double largest = 0.0;
    for (const double g : gradients) largest = std::max(largest, std::abs(g));
    if (!(largest > 0.0)) return out;
    const std::size_t last = gradients.size();
    std::vector<std::uint64_t> chosen;
    for (std::size_t n = 1; n <= last && chosen.size() < few; ++n)
        if (gradients[last - n] != 0.0) chosen.push_back(n);
    if (chosen.size() == few) chosen = spread_out(last, a_decade);
    for (const std::uint64_t n : chosen) {
        const double share = std::abs(gradients[last - n]) / largest;
        const double w = memory_weight(beta, n - 1) / correction * (squared ? share * share : share);
        if (!(w >= least)) continue;
        out.n.push_back(static_cast<double>(n)), out.weight.push_back(w);
    }
    return out;
}

double update_after_silence(const Adam& adam, std::uint64_t t) {
    const AdamCoefficients c = at_step(adam, t);
    return (1.0 - adam.beta1) / c.correction1 / std::sqrt((1.0 - adam.beta2) / c.correction2);
}

double update_rms(const Adam& adam, double ratio, std::uint64_t t) {
    const double d1 = math::bias_correction(adam.beta1, t);
    const double d2 = math::bias_correction(adam.beta2, t);
    const double rho = (1.0 - adam.beta1) / (1.0 + adam.beta1);
    const double square = ratio * ratio;
    // 1 - beta^(2t) = d (2 - d).
    const double mean_square = square * d1 * d1 + rho * d1 * (2.0 - d1);
    const double correction = adam.bias_correction ? d1 * d1 / d2 : 1.0;
    return std::sqrt(mean_square / ((square + 1.0) * d2) / correction);
}

}  // namespace lossfield::math
