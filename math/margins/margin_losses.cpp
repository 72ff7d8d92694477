#include "math/margins/margin_losses.hpp"

#include <algorithm>
#include <limits>

#include "math/numerics/check.hpp"

namespace lossfield::math {

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

ScalarTerms smoothed_terms(double width, double missing) {
    if (!(missing > 0.0)) return {};
    if (missing < width) return {missing * missing / (2.0 * width), -missing / width, 1.0 / width};
    return {missing - 0.5 * width, -1.0, 0.0};
}

// With p = sigma(m), w = 1 - p, L = -log p:  slope -w^f (f p L + w),  curvature w^f p (f^2 p L + 2 f w + w - f w L).
ScalarTerms focal_terms(double f, double m) {
    const double p = sigmoid(m), w = sigmoid(-m), l = softplus(-m), damped = std::exp(-f * softplus(m));
    return {damped * l, -damped * (f * p * l + w),
            damped * p * (f * f * p * l + 2.0 * f * w + w - f * w * l)};
}

// log(-l'(s)) of the focal loss and its derivative. Far out p L and w are both e^-s: their sum is divided by that before it underflows.
struct LogPull {
    double value, slope;
};
LogPull focal_log_pull(double f, double s) {
    const double p = sigmoid(s), w = sigmoid(-s), l = softplus(-s);
    const double scaled_l = s > 40.0 ? 1.0 : l / w;  // L / w -> 1
    const double inner = f * p * scaled_l + 1.0;     // (f p L + w) / w
    return {-(f + 1.0) * softplus(s) + std::log(inner),
            -p * (f * f * p * scaled_l + 2.0 * f + 1.0 - f * l) / inner};
}

// The root of log(-l'(s)) - log(-l'(-s)) = log((1 - eta) / eta), which falls in s; by Newton's steps kept within a bracket.
double focal_best(double f, double log_odds) {
    double low = 0.0, high = log_odds + 2.0 + std::log1p(f),
           s = std::min(high, (log_odds + std::log1p(f)) / (f + 1.0));
    for (int i = 0; i < 200; ++i) {
        const LogPull up = focal_log_pull(f, s), down = focal_log_pull(f, -s);
        const double excess = up.value - down.value + log_odds;
        if (excess == 0.0) return s;
        (excess > 0.0 ? low : high) = s;
        double next = s - excess / (up.slope + down.slope);
        if (!(next > low && next < high)) next = 0.5 * (low + high);
        if (next == s || next == low || next == high) return s;
        if (std::abs(next - s) <= 4e-16 * std::abs(s)) return next;
        s = next;
    }
    return s;
}

// Where the label +1 has the larger share; `rest`: what is left for -1, at most 1/2.
BestScores best_of_likely(const MarginLoss& loss, double rest) {
    const bool even = rest == 0.5, sure = rest == 0.0;
    const auto one = [&](double s) { return sure ? BestScores{infinity, infinity} : BestScores{s, s}; };
    const double log_odds = sure ? infinity : even ? 0.0 : std::log1p(-rest) - std::log(rest);
    switch (loss.kind) {
        case MarginLossKind::ZeroOne:
            return {even ? -infinity : 0.0, infinity};
        case MarginLossKind::Hinge:
            return {even ? -1.0 : 1.0, sure ? infinity : 1.0};
        case MarginLossKind::SquaredHinge:
            return {1.0 - 2.0 * rest, sure ? infinity : 1.0 - 2.0 * rest};
        case MarginLossKind::SmoothedHinge: {
            if (sure) return {1.0, infinity};
            if (even) return {-std::max(0.0, 1.0 - loss.width), std::max(0.0, 1.0 - loss.width)};
            const double likely = 1.0 - rest;
            return one(loss.width <= 2.0 * likely ? 1.0 - loss.width * rest / likely : 1.0 - 2.0 * rest);
        }
        case MarginLossKind::Perceptron:
            return {0.0, sure ? infinity : 0.0};
        case MarginLossKind::Logistic:
            return one(log_odds);
        case MarginLossKind::Exponential:
            return one(0.5 * log_odds);
        case MarginLossKind::Focal:
            return one(sure || even ? log_odds : focal_best(loss.focusing, log_odds));
    }
    return {};
}

}  // namespace

void check_margin_loss(const MarginLoss& loss) {
    check_positive("margin loss: width", loss.width);
    if (!(loss.focusing >= 0.0)) violated("margin loss: focusing", loss.focusing, ">=", 0.0);
}

ScalarTerms margin_terms(const MarginLoss& loss, double m) {
    check_margin_loss(loss);
    const double value = margin_loss(loss, m);
    switch (loss.kind) {
        case MarginLossKind::ZeroOne:
            return {value, 0.0, 0.0};
        case MarginLossKind::Hinge:
            return {value, m < 1.0 ? -1.0 : 0.0, 0.0};
        case MarginLossKind::SquaredHinge:
            return {value, m < 1.0 ? -2.0 * (1.0 - m) : 0.0, m < 1.0 ? 2.0 : 0.0};
        case MarginLossKind::SmoothedHinge:
            return smoothed_terms(loss.width, 1.0 - m);
        case MarginLossKind::Logistic:
            return {value, -sigmoid(-m), sigmoid(m) * sigmoid(-m)};
        case MarginLossKind::Exponential:
            return {value, -value, value};
        case MarginLossKind::Perceptron:
            return {value, m < 0.0 ? -1.0 : 0.0, 0.0};
        case MarginLossKind::Focal:
            return focal_terms(loss.focusing, m);
    }
    return {};
}

double margin_slope(const MarginLoss& loss, double m) { return margin_terms(loss, m).slope; }

double expected_margin_loss(const MarginLoss& loss, double eta, double score) {
    check_margin_loss(loss);
    if (!(eta >= 0.0 && eta <= 1.0)) violated("expected margin loss: eta", eta, "in", "[0, 1]");
    // What cannot happen costs nothing, however large its loss is.
    const double right = eta > 0.0 ? eta * margin_loss(loss, score) : 0.0;
    return right + (eta < 1.0 ? (1.0 - eta) * margin_loss(loss, -score) : 0.0);
}

BestScores best_scores(const MarginLoss& loss, double eta) {
    check_margin_loss(loss);
    if (!(eta >= 0.0 && eta <= 1.0)) violated("best scores: eta", eta, "in", "[0, 1]");
    if (eta >= 0.5) return best_of_likely(loss, 1.0 - eta);
    const BestScores mirrored = best_of_likely(loss, eta);
    return {0.0 - mirrored.high, 0.0 - mirrored.low};
}

}  // namespace lossfield::math
