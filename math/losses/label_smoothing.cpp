#include "math/losses/label_smoothing.hpp"

#include <cmath>
#include <limits>

#include "math/numerics/check.hpp"

namespace lossfield::math {

namespace {

void check_smoothing(std::size_t classes, double smoothing) {
    check_at_least("label smoothing: classes", classes, 2);
    if (!(smoothing >= 0)) violated("label smoothing: smoothing", smoothing, ">=", 0.0);
    if (!(smoothing < 1)) violated("label smoothing: smoothing", smoothing, "<", 1.0);
}

}  // namespace

double smoothed_right(std::size_t classes, double smoothing) {
    check_smoothing(classes, smoothing);
    return 1 - smoothing + smoothing / static_cast<double>(classes);
}

double smoothed_other(std::size_t classes, double smoothing) {
    check_smoothing(classes, smoothing);
    return smoothing / static_cast<double>(classes);
}

GapLoss gap_loss(std::size_t classes, double smoothing, double gap) {
    check_smoothing(classes, smoothing);
    const double others = static_cast<double>(classes) - 1,
                 wrong = others * smoothed_other(classes, smoothing);
    // Against whichever is larger, so that nothing overflows and neither share cancels.
    const double e = std::exp(-std::abs(gap));
    const double right = gap >= 0 ? 1 / (1 + others * e) : e / (e + others);
    const double rest = gap >= 0 ? others * e / (1 + others * e) : others / (e + others);
    const double cross_entropy = gap >= 0 ? std::log1p(others * e) : std::log(e + others) - gap;
    // p_c - t_c = (1 - t_c) - (1 - p_c): exact far out on either side.
    return {cross_entropy + wrong * gap, wrong - rest, right, rest / others};
}

double optimum_gap(std::size_t classes, double smoothing) {
    check_smoothing(classes, smoothing);
    if (smoothing == 0) return std::numeric_limits<double>::infinity();
    return std::log1p(static_cast<double>(classes) * (1 - smoothing) / smoothing);
}

double least_smoothed_loss(std::size_t classes, double smoothing) {
    const double right = smoothed_right(classes, smoothing), other = smoothed_other(classes, smoothing);
    const double rest = other > 0 ? -(static_cast<double>(classes) - 1) * other * std::log(other) : 0;
    return rest - right * std::log1p(right - 1);
}

double mixing_density(double alpha, double weight) {
    check_positive("mixup: alpha", alpha);
    if (!(weight >= 0 && weight <= 1)) return 0;
    if (weight == 0 || weight == 1)
        return alpha < 1 ? std::numeric_limits<double>::infinity() : alpha == 1 ? 1.0 : 0.0;
    const double log_beta = 2 * std::lgamma(alpha) - std::lgamma(2 * alpha);
    return std::exp((alpha - 1) * (std::log(weight) + std::log1p(-weight)) - log_beta);
}

}  // namespace lossfield::math
