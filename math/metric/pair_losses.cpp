#include "math/metric/pair_losses.hpp"

#include <algorithm>
#include <limits>
#include <numeric>

#include "math/numerics/check.hpp"

namespace lossfield::math {
namespace {

// Place of each entry in rising order, counted from 1; equal entries share the mean of theirs.
std::vector<double> mid_ranks(std::span<const double> values) {
    std::vector<std::size_t> order(values.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::sort(order.begin(), order.end(),
              [&](std::size_t a, std::size_t b) { return values[a] < values[b]; });
    std::vector<double> ranks(values.size());
    for (std::size_t first = 0; first < order.size();) {
        std::size_t after = first + 1;
        while (after < order.size() && values[order[after]] == values[order[first]]) ++after;
        const double shared = 0.5 * static_cast<double>(first + 1 + after);
        for (std::size_t k = first; k < after; ++k) ranks[order[k]] = shared;
        first = after;
    }
    return ranks;
}

struct Slopes {
    double exponent = 0.0, detached = 0.0, whole = 0.0;  // of the exponent by its similarity
};

Slopes of_positive(const PairLoss& loss, double s) {
    const double exponent = positive_exponent(loss, s);
    if (loss.kind == PairLossKind::Unified) return {exponent, -loss.gamma, -loss.gamma};
    const double weight = 1.0 + loss.margin - s;
    if (!(weight > 0.0)) return {exponent, 0.0, 0.0};
    return {exponent, -loss.gamma * weight, -2.0 * loss.gamma * (1.0 - s)};
}

Slopes of_negative(const PairLoss& loss, double s) {
    const double exponent = negative_exponent(loss, s);
    if (loss.kind == PairLossKind::Unified) return {exponent, loss.gamma, loss.gamma};
    const double weight = s + loss.margin;
    if (!(weight > 0.0)) return {exponent, 0.0, 0.0};
    return {exponent, loss.gamma * weight, 2.0 * loss.gamma * s};
}

}  // namespace

std::vector<RankedPair> ranked_pairs(std::span<const double> f, std::span<const double> labels,
                                     double lambda) {
    check_pair("cosent: number of scores", f.size(), labels.size());
    check_positive("cosent: lambda", lambda);
    std::vector<RankedPair> pairs;
    std::vector<double> exponents;
    for (std::size_t i = 0; i < f.size(); ++i)
        for (std::size_t k = 0; k < f.size(); ++k) {
            if (!(labels[i] > labels[k])) continue;
            pairs.push_back({i, k, 0.0});
            exponents.push_back(lambda * (f[k] - f[i]));
        }
    if (pairs.empty()) return pairs;
    const double active = sigmoid(log_sum_exp(exponents));
    const std::vector<double> shares = softmax(exponents);
    for (std::size_t n = 0; n < pairs.size(); ++n) pairs[n].weight = active * shares[n];
    return pairs;
}

LossAndGradient cosent(std::span<const double> f, std::span<const double> labels, double lambda) {
    LossAndGradient result{0.0, std::vector<double>(f.size(), 0.0)};
    for (const RankedPair& pair : ranked_pairs(f, labels, lambda)) {
        result.gradient[pair.higher] -= lambda * pair.weight;
        result.gradient[pair.lower] += lambda * pair.weight;
    }
    result.loss = cosent_loss(f, labels, lambda);
    return result;
}

PairGradient pair_loss(const PairLoss& loss, std::span<const double> positive,
                       std::span<const double> negative) {
    check_at_least("pair_loss: number of positive similarities", positive.size(), 1);
    check_at_least("pair_loss: number of negative similarities", negative.size(), 1);
    check_positive("pair_loss: gamma", loss.gamma);
    std::vector<Slopes> p, n;
    std::vector<double> up, down;
    for (const double s : positive) p.push_back(of_positive(loss, s)), up.push_back(p.back().exponent);
    for (const double s : negative) n.push_back(of_negative(loss, s)), down.push_back(n.back().exponent);
    const double u = log_sum_exp(up) + log_sum_exp(down), active = sigmoid(u);
    PairGradient result{.loss = softplus(u)};
    const auto fill = [&](const std::vector<Slopes>& slopes, const std::vector<double>& shares,
                          std::vector<double>& whole, std::vector<double>& detached) {
        for (std::size_t k = 0; k < slopes.size(); ++k) {
            whole.push_back(active * shares[k] * slopes[k].whole);
            detached.push_back(active * shares[k] * slopes[k].detached);
        }
    };
    fill(p, softmax(up), result.positive, result.detached_positive);
    fill(n, softmax(down), result.negative, result.detached_negative);
    return result;
}

double spearman_correlation(std::span<const double> a, std::span<const double> b) {
    check_size("spearman_correlation: number of entries", b.size(), a.size());
    const std::vector<double> x = mid_ranks(a), y = mid_ranks(b);
    const double middle = 0.5 * static_cast<double>(a.size() + 1);
    double xx = 0.0, yy = 0.0, xy = 0.0;
    for (std::size_t k = 0; k < x.size(); ++k) {
        xx += (x[k] - middle) * (x[k] - middle);
        yy += (y[k] - middle) * (y[k] - middle);
        xy += (x[k] - middle) * (y[k] - middle);
    }
    if (xx == 0.0 || yy == 0.0) return std::numeric_limits<double>::quiet_NaN();
    return xy / std::sqrt(xx * yy);
}

}  // namespace lossfield::math
