#include "math/descent/logit_descent.hpp"

#include <algorithm>
#include <cmath>

#include "math/numerics/check.hpp"

namespace lossfield::math {
namespace {

constexpr std::size_t settling_steps = 10;
constexpr double rise = 1e-9, least_told = 1e-3;

// KL(t || p): L - H(t) without the difference.
double above_least(const MarginCrossEntropy& loss, const ThreeLogits& z) {
    const ThreeLogits log_p = loss.log_probabilities(z);
    double sum = 0.0;
    for (std::size_t k = 0; k < 3; ++k)
        if (const double t = loss.smoothed()[k]; t > 0.0) sum += t * (std::log(t) - log_p[k]);
    return std::max(0.0, sum);
}

bool is_lost(const ThreeLogits& z) {
    return !std::all_of(z.begin(), z.end(), [](double v) { return std::abs(v) <= divergence_bound; });
}

// Thermal noise and positive coordinates are no matter of logits, and a Hessian or a matrix is not at hand.
template <typename S>
constexpr bool fits = std::is_same_v<S, NaturalGradient> || (!is_joint<S> && !std::is_same_v<S, Langevin> &&
                                                             !std::is_same_v<S, ExponentiatedGradient>);

// One optimizer, its memory and what it goes by.
template <typename S>
class Steps {
  public:
    Steps(const MarginCrossEntropy& loss, const S& stepper, const GradientNoise& noise)
        : loss_(loss), stepper_(stepper), noise_(noise) {}

    void operator()(ThreeLogits& z, std::uint64_t t) {
        const auto c = math::at_step(stepper_, t);
        if constexpr (std::is_same_v<S, NaturalGradient>) {
            const ThreeLogits way = loss_.natural(z, seen(z, t));
            for (std::size_t k = 0; k < 3; ++k) z[k] -= c.rate * way[k];
        } else {
            ThreeLogits ahead{};
            for (std::size_t k = 0; k < 3; ++k) ahead[k] = math::look_ahead(stepper_, z[k], memory_[k]);
            const ThreeLogits g = seen(ahead, t);
            for (std::size_t k = 0; k < 3; ++k) stepper_.update(z[k], g[k], memory_[k], c);
        }
    }

  private:
    [[nodiscard]] ThreeLogits seen(const ThreeLogits& z, std::uint64_t t) const {
        ThreeLogits g = loss_.gradient(z);
        if (noise_.on())
            for (std::size_t k = 0; k < 3; ++k) g[k] += noise_.at(t, static_cast<std::uint32_t>(k));
        return g;
    }

    const MarginCrossEntropy& loss_;
    S stepper_;
    const GradientNoise& noise_;
    std::array<MemoryOf<S>, 3> memory_{};
};

void record(const MarginCrossEntropy& loss, const ThreeLogits& z, LogitDescent& run) {
    run.z1.push_back(z[0]), run.z2.push_back(z[1]), run.z3.push_back(z[2]);
    run.loss.push_back(loss.value(z)), run.above.push_back(above_least(loss, z));
    const double curvature = loss.curvature(z);
    if (std::isfinite(curvature)) run.largest_curvature = std::max(run.largest_curvature, curvature);
}

bool is_settled(const std::vector<double>& loss) {
    const std::size_t n = loss.size();
    for (std::size_t t = n > settling_steps ? n - settling_steps : 1; t < n; ++t)
        if (!(loss[t] <= loss[t - 1] + rise * std::max(loss[t - 1], least_told))) return false;
    return true;
}

}  // namespace

bool runs_on_logits(const Optimizer& optimizer) {
    return std::visit([](const auto& o) { return fits<std::decay_t<decltype(o)>>; }, optimizer);
}

LogitDescent logit_descent(const MarginCrossEntropy& loss, const Optimizer& optimizer,
                           const GradientNoise& noise, const ThreeLogits& from, std::uint64_t steps,
                           const std::stop_token& stop) {
    if (!runs_on_logits(optimizer))
        violated("logit_descent: optimizer", facts(optimizer).name, "is one of", "gradient or metric alone");
    LogitDescent run;
    for (std::vector<double>* list : {&run.z1, &run.z2, &run.z3, &run.loss, &run.above})
        list->reserve(static_cast<std::size_t>(steps) + 1);
    record(loss, from, run);
    std::visit(
        [&](const auto& stepper) {
            using S = std::decay_t<decltype(stepper)>;
            if constexpr (fits<S>) {
                Steps<S> step(loss, stepper, noise);
                ThreeLogits z = from;
                for (std::uint64_t t = 1; t <= steps && !run.diverged; ++t) {
                    if (t % 256 == 0 && stop.stop_requested()) break;
                    step(z, t);
                    record(loss, z, run);
                    run.diverged = is_lost(z);
                }
            }
        },
        optimizer);
    run.settled = is_settled(run.loss);
    const std::optional<ThreeLogits> minimum = loss.minimum();
    // To a single corner no step of the natural gradient is too long.
    if (!std::holds_alternative<NaturalGradient>(optimizer) || !loss.is_hard())
        run.limit = rate_limit(optimizer, minimum ? loss.curvature(*minimum) : run.largest_curvature);
    return run;
}

double farthest_moved(const MarginCrossEntropy& loss, const LogitDescent& run) {
    const ThreeLogits start = loss.probabilities(run.at(0));
    double most = 0.0;
    for (std::size_t t = 1; t <= run.last(); ++t) {
        const ThreeLogits p = loss.probabilities(run.at(t));
        for (std::size_t k = 0; k < 3; ++k) most = std::max(most, std::abs(p[k] - start[k]));
    }
    return most;
}

}  // namespace lossfield::math
