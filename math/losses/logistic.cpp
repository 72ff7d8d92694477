#include "math/losses/logistic.hpp"

#include <algorithm>
#include <array>
#include <limits>

namespace lossfield::math {

void check_labels(std::span<const double> x, std::span<const double> labels) {
    check_at_least("logistic: number of points", x.size(), 1);
    check_size("logistic: number of labels", labels.size(), x.size());
    for (const double y : labels) {
        if (y != 1.0 && y != -1.0) violated("logistic: label", y, "one of", "+1 and -1");
    }
}

ScalarTerms logistic_terms(LogisticLossKind kind, double score, double label) {
    const double wrong = sigmoid(-label * score);
    const double right = sigmoid(label * score);
    const double value = logistic_loss(kind, score, label);
    if (kind == LogisticLossKind::Logistic) return {value, -label * wrong, wrong * right};
    const double slope = wrong * wrong * right;
    return {value, -label * slope, slope * (2.0 * right - wrong)};
}

LocalModel logistic_fit_model(LogisticLossKind kind, double slope, double intercept,
                              std::span<const double> x, std::span<const double> labels) {
    check_labels(x, labels);
    LocalModel sum;
    const double weight = 1.0 / static_cast<double>(x.size());
    for (std::size_t i = 0; i < x.size(); ++i)
        add_datum(sum, logistic_terms(kind, slope * x[i] + intercept, labels[i]), x[i], weight);
    return sum;
}

std::array<double, 2> logistic_fit_gradient(LogisticLossKind kind, double slope, double intercept,
                                            std::span<const double> x, std::span<const double> labels) {
    check_labels(x, labels);
    const double weight = 1.0 / static_cast<double>(x.size());
    std::array<double, 2> sum{};
    for (std::size_t i = 0; i < x.size(); ++i) {
        const double margin = labels[i] * (slope * x[i] + intercept);
        const double e = std::exp(-std::abs(margin));  // both probabilities of one exponential
        const double small = e / (1.0 + e), large = 1.0 / (1.0 + e);
        const double wrong = margin > 0.0 ? small : large, right = margin > 0.0 ? large : small;
        const double pull =
            weight * -labels[i] * (kind == LogisticLossKind::Logistic ? wrong : wrong * wrong * right);
        sum[0] += pull * x[i];
        sum[1] += pull;
    }
    return sum;
}

GradientCheck check_logistic_fit_gradient(LogisticLossKind kind, double slope, double intercept,
                                          std::span<const double> x, std::span<const double> labels) {
    const LocalModel model = logistic_fit_model(kind, slope, intercept, x, labels);
    const double weight = 1.0 / static_cast<double>(x.size());
    std::array<double, 2> scale{std::numeric_limits<double>::min(), std::numeric_limits<double>::min()};
    for (std::size_t i = 0; i < x.size(); ++i) {
        const double pull = std::abs(logistic_terms(kind, slope * x[i] + intercept, labels[i]).slope);
        scale[0] += 1e-6 * weight * pull * std::abs(x[i]);
        scale[1] += 1e-6 * weight * pull;
    }
    const auto value = [&](std::span<const Dual<double>> at) {
        return logistic_fit_loss(kind, at[0], at[1], x, labels);
    };
    return check_gradient(value, std::array{slope, intercept}, model.gradient, scale);
}

bool logistic_minimum_exists(std::span<const double> x, std::span<const double> labels) {
    check_labels(x, labels);
    constexpr double infinity = std::numeric_limits<double>::infinity();
    double low[2] = {infinity, infinity};
    double high[2] = {-infinity, -infinity};
    for (std::size_t i = 0; i < x.size(); ++i) {
        const std::size_t side = labels[i] > 0.0 ? 1 : 0;
        low[side] = std::min(low[side], x[i]);
        high[side] = std::max(high[side], x[i]);
    }
    const bool one_place = low[0] == high[1] && high[0] == low[1] && low[0] == high[0];
    return one_place || (high[0] > low[1] && high[1] > low[0]);
}

}  // namespace lossfield::math
