#include "math/margins/margin_objective.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "math/numerics/check.hpp"

namespace lossfield::math {
namespace {

double length_of(std::span<const double> x) {
    std::vector<double> unit(x.size());
    return normalise<double>(x, unit);
}

void give_back(std::span<double> x, double length) {
    if (!std::all_of(x.begin(), x.end(), [](double v) { return std::isfinite(v); })) return;
    std::vector<double> unit(x.size());
    if (normalise<double>(x, unit) == 0) return;
    for (std::size_t i = 0; i < x.size(); ++i) x[i] = length * unit[i];
}

}  // namespace

MarginObjective::MarginObjective(const MarginObjectiveRules& rules, std::size_t dimension,
                                 std::vector<double> x, std::vector<std::size_t> label, std::vector<double> w)
    : rules_(rules), dimension_(dimension), x_(std::move(x)), w_(std::move(w)), label_(std::move(label)) {
    check_at_least("margin objective: features", label_.size(), 1);
    check_size("margin objective: entries of x", x_.size(), label_.size() * dimension);
    for (std::size_t i = 0; i < x_.size(); i += dimension)
        x_length_.push_back(length_of(std::span(x_).subspan(i, dimension)));
    for (std::size_t j = 0; j < w_.size(); j += dimension)
        w_length_.push_back(length_of(std::span(w_).subspan(j, dimension)));
}

std::vector<double> MarginObjective::start() const {
    std::vector<double> p = x_;
    if (rules_.train_directions) p.insert(p.end(), w_.begin(), w_.end());
    return p;
}

std::span<const double> MarginObjective::features(std::span<const double> p) const {
    return p.first(x_.size());
}

std::span<const double> MarginObjective::directions(std::span<const double> p) const {
    return rules_.train_directions ? p.subspan(x_.size()) : std::span<const double>(w_);
}

double MarginObjective::gradient(std::span<const double> p, std::span<double> g) const {
    const MarginKind kind = rules_.margin.kind;
    const std::span<const double> x = features(p);
    const std::span<double> by_w = g.subspan(x.size());
    const AngularClassifier classifier(rules_.margin, directions(p), dimension_);
    const double share = 1 / static_cast<double>(label_.size());
    std::vector<double> z(classifier.classes()), probabilities(classifier.classes()), seen(dimension_);
    std::fill(by_w.begin(), by_w.end(), 0.0);
    double loss = 0;
    for (std::size_t n = 0; n < label_.size(); ++n) {
        const std::size_t at = n * dimension_;
        const double unit = has_feature_length(kind) ? rules_.unit : 1;
        for (std::size_t i = 0; i < dimension_; ++i) seen[i] = unit * x[at + i];
        const std::span<double> by_x = g.subspan(at, dimension_);
        loss += share * classifier.evaluate(seen, label_[n], z, probabilities, by_x, by_w, share);
        const double chained = has_feature_length(kind) ? unit : x_length_[n] * x_length_[n];
        for (double& v : by_x) v *= chained;
    }
    if (!has_weight_lengths(kind))
        for (std::size_t i = 0; i < by_w.size(); ++i)
            by_w[i] *= w_length_[i / dimension_] * w_length_[i / dimension_];
    return loss;
}

void MarginObjective::retract(std::span<double> p) const {
    if (rules_.keep_lengths || !has_feature_length(rules_.margin.kind))
        for (std::size_t n = 0; n < label_.size(); ++n)
            give_back(p.subspan(n * dimension_, dimension_), x_length_[n]);
    if (rules_.train_directions && (rules_.keep_lengths || !has_weight_lengths(rules_.margin.kind)))
        for (std::size_t j = 0; j < w_length_.size(); ++j)
            give_back(p.subspan(x_.size() + j * dimension_, dimension_), w_length_[j]);
}

ClassSpread class_spread(std::span<const double> x, std::span<const std::size_t> label,
                         std::size_t dimension) {
    std::vector<double> unit(x.size()), length;
    for (std::size_t i = 0; i < x.size(); i += dimension)
        length.push_back(normalise<double>(x.subspan(i, dimension), std::span(unit).subspan(i, dimension)));
    // Chords: |u - v| = 2 sin(angle / 2).
    double longest = 0, shortest = std::numeric_limits<double>::infinity();
    for (std::size_t a = 0; a < label.size(); ++a) {
        if (!(length[a] > 0)) continue;
        for (std::size_t b = 0; b < a; ++b) {
            if (!(length[b] > 0)) continue;
            double squared = 0;
            for (std::size_t i = 0; i < dimension; ++i) {
                const double way = unit[a * dimension + i] - unit[b * dimension + i];
                squared += way * way;
            }
            if (label[a] == label[b]) {
                longest = std::max(longest, squared);
            } else {
                shortest = std::min(shortest, squared);
            }
        }
    }
    const auto angle = [](double squared) {
        return std::isinf(squared) ? squared : 2 * std::asin(std::min(1.0, 0.5 * std::sqrt(squared)));
    };
    return {angle(longest), angle(shortest)};
}

}  // namespace lossfield::math
