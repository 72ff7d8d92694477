#include "math/descent/adam_trace.hpp"

#include <cmath>
#include <limits>

namespace lossfield::math {
namespace {

void flush(double& moment) {
    if (std::abs(moment) < std::numeric_limits<double>::min()) moment = 0.0;
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

double memory_weight(double beta, std::uint64_t age) {
    if (age == 0) return 1.0 - beta;
    const double exponent = static_cast<double>(age) * std::log(beta);
    // e^-690 keeps a normal number also after the division by the window.
    return exponent < -690.0 ? 0.0 : (1.0 - beta) * std::exp(exponent);
}

double memory_window(double beta) { return 1.0 / (1.0 - beta); }

double memory_mean_age(double beta) { return beta / (1.0 - beta); }

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
