#include "math/descent/rule_descent.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <stdexcept>

#include "math/optimizers/steppers.hpp"

namespace lossfield::math {
namespace {

using Function = std::function<ValueAndGradient(const std::vector<double>&)>;

constexpr double far_away = 1e6;

template <typename Stepper>
RuleDescent descend(const Function& function, const Stepper& stepper, std::vector<double> theta,
                    std::size_t steps, const std::stop_token& stop) {
    RuleDescent out;
    double bound = far_away;
    for (const double v : theta) bound = std::max(bound, far_away * std::abs(v));
    std::vector<MemoryOf<Stepper>> memory(theta.size());
    ValueAndGradient now;
    const auto arrive = [&] {
        now = function(theta);
        out.path.push_back(theta);
        out.loss.push_back(now.value);
        out.diverged =
            !std::isfinite(now.value) ||
            std::any_of(theta.begin(), theta.end(), [bound](double v) { return !(std::abs(v) <= bound); });
    };
    arrive();
    for (std::uint64_t t = 1; t <= steps && !out.diverged && !stop.stop_requested(); ++t) {
        const auto c = at_step(stepper, t);
        for (std::size_t k = 0; k < theta.size(); ++k)
            stepper.update(theta[k], now.gradient[k], memory[k], c);
        arrive();
    }
    return out;
}

}  // namespace

std::optional<std::size_t> RuleDescent::first_rise(double more) const {
    for (std::size_t t = 1; t < loss.size(); ++t)
        if (!(loss[t] <= loss[t - 1] + more)) return t;
    return std::nullopt;
}

RuleDescent rule_descent(const Function& function, StepRule rule, double rate,
                         const std::vector<double>& from, std::size_t steps, const std::stop_token& stop) {
    switch (rule) {
        case StepRule::GradientDescent:
            return descend(function, GradientDescent{rate}, from, steps, stop);
        case StepRule::Momentum:
            return descend(function, Momentum{rate, 0.9}, from, steps, stop);
        case StepRule::Adam:
            return descend(function, Adam{{rate}}, from, steps, stop);
    }
    throw std::invalid_argument("rule_descent: unknown rule");
}

}  // namespace lossfield::math
