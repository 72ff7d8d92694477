// The numbers: the embeddings trained on the circle, and estimates of mutual information.
#include "math/losses/logistic.hpp"
#include "viz/labs/margins/info_nce/info_nce.hpp"

namespace lossfield::viz::info_nce {
namespace {

constexpr std::size_t drawn_anchors = 256;
constexpr double same = 1e-9;  // radians: no nearer and no farther

// The angle between two directions, from 0 to pi.
double turned(double a, double b) { return std::abs(std::remainder(a - b, 2 * std::numbers::pi)); }

double radians(double degrees) { return degrees * std::numbers::pi / 180; }

Vector angles_of(const Inputs& in) {
    Vector angles{radians(in.anchor), radians(in.positive)};
    for (const double negative : in.negatives) angles.push_back(radians(negative));
    return angles;
}

Run run_of(const Inputs& in, const std::stop_token& stop) {
    Run run;
    const auto gradient = [tau = in.temperature, moving = in.moving](
                              std::span<const double> x, std::uint64_t /*t*/, std::span<double> g) {
        const Vector all = math::circle_info_nce(x, tau).gradient;
        const bool alone = moving == Moving::Anchor;
        for (std::size_t k = 0; k < g.size(); ++k) g[k] = alone && k > 0 ? 0 : all[k];
    };
    const auto observe = [&](const math::TrainingState& state, std::uint64_t /*t*/) {
        if (!math::is_finite(state)) return false;
        run.angles.push_back(state.x);
        run.loss.push_back(math::circle_info_nce_loss(std::span<const double>(state.x), in.temperature));
        return true;
    };
    // Round the circle as often as a step may lead.
    const auto wrap = [](std::span<double> x) {
        for (double& angle : x)
            if (!(std::abs(angle) <= std::numbers::pi)) angle = std::remainder(angle, 2 * std::numbers::pi);
    };
    run.end =
        end_of(in, Simulation<math::Training>(math::Training(rules_of(in), angles_of(in), gradient, wrap),
                                              {.steps = steps_of(in)}, stop, observe));
    return run;
}

}  // namespace

std::size_t candidates(const Inputs& in) { return in.negatives.size() + 1; }
bool one_counts(const Standing& s) { return s.nce.shares.size() > 2 && s.hardest > 0.99; }

std::size_t stuck(const Standing& s) {
    std::size_t count = 0;
    for (std::size_t k = 2; k < s.angles.size(); ++k)
        count += turned(s.angles[k], s.angles[0]) < same ? 1 : 0;
    return count;
}

double best_concentration(const Inputs& in, const Standing& s) {
    return s.nce.cosines[0] > 0 ? math::fitted_concentration(in.dimension, std::min(1.0, s.nce.cosines[0]))
                                : 0;
}

bool told_apart_best(const Standing& s) { return s.nearer == 0; }
double most_certified(const Inputs& in) { return in.doublings * std::log(2.0); }
bool capped(const Inputs& in) { return in.information > most_certified(in); }

SafeRate safe_rate(const Inputs& in) {
    const bool alone = in.moving == Moving::Anchor;
    return {2 / math::highest_info_nce_curvature(in.temperature, alone),
            alone ? "$2τ^2/(1 + 2τ)$" : "$4τ^2/(3 + 6τ)$"};
}

Sharpness sharpness(const Vector& angles, double temperature) {
    Vector cosines;
    for (std::size_t k = 1; k < angles.size(); ++k) cosines.push_back(std::cos(angles[k] - angles[0]));
    const double nearest = *std::max_element(cosines.begin() + 1, cosines.end());
    // Relative to the nearest negative, so that nothing vanishes where the positive has everything.
    double sum = 0;
    for (std::size_t k = 1; k < cosines.size(); ++k) sum += std::exp((cosines[k] - nearest) / temperature);
    return {1 / sum, math::sigmoid((nearest - cosines[0]) / temperature + std::log(sum))};
}

Computed compute(const Inputs& in, Detail /*detail*/, std::stop_token stop) {
    Computed r;
    r.run = run_of(in, stop);
    r.estimates = math::information_estimates(in.information, in.doublings, drawn_anchors,
                                              static_cast<std::uint64_t>(in.seed));
    return r;
}

Standing standing(const Inputs& in, const Computed& r, long long step) {
    Standing s{.step = static_cast<std::size_t>(step)};
    s.angles = r.run.angles[s.step];
    s.nce = math::circle_info_nce(s.angles, in.temperature);
    const Sharpness sharp = sharpness(s.angles, in.temperature);
    s.hardest = sharp.hardest, s.weight = sharp.weight;
    const double apart = turned(s.angles[1], s.angles[0]);
    double entropy = 0;
    const double nearest = *std::max_element(s.nce.cosines.begin() + 1, s.nce.cosines.end());
    for (std::size_t k = 1; k < s.nce.cosines.size(); ++k) {
        const double below = (s.nce.cosines[k] - nearest) / in.temperature;
        const double share = s.hardest * std::exp(below);
        entropy -= share > 0 ? share * (std::log(s.hardest) + below) : 0;
        s.nearer += turned(s.angles[k + 1], s.angles[0]) <= apart + same ? 1 : 0;
    }
    s.effective = std::exp(entropy);
    const auto value = [&](auto angles) { return math::circle_info_nce_loss(angles, in.temperature); };
    s.check =
        math::check_gradient(value, s.angles, s.nce.gradient, Vector(s.angles.size(), 1e-6 / in.temperature))
            .worst;
    return s;
}

}  // namespace lossfield::viz::info_nce
