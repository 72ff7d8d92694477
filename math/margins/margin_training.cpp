#include "math/margins/margin_training.hpp"

#include <limits>

#include "math/numerics/check.hpp"

namespace lossfield::math {
namespace {

double length_of(std::span<const double> x) {
    std::vector<double> unit(x.size());
    return normalise<double>(x, unit);
}

// One step of a vector and, where it keeps its length, the way back to that.
void step(std::span<double> x, std::span<const double> gradient, double rate, double kept_length) {
    for (std::size_t i = 0; i < x.size(); ++i) x[i] -= rate * gradient[i];
    if (kept_length < 0) return;
    double squared = 0;
    for (const double v : x) squared += v * v;
    if (!(squared > 0)) return;
    const double factor = kept_length / std::sqrt(squared);
    for (double& v : x) v *= factor;
}

}  // namespace

MarginTraining::MarginTraining(const MarginTrainingRules& rules, std::size_t dimension, std::vector<double> x,
                               std::vector<std::size_t> label, std::vector<double> w)
    : rules_(rules), dimension_(dimension), x_(std::move(x)), w_(std::move(w)), label_(std::move(label)) {
    check_at_least("margin training: features", label_.size(), 1);
    check_size("margin training: entries of x", x_.size(), label_.size() * dimension);
    for (std::size_t i = 0; i < x_.size(); i += dimension)
        x_length_.push_back(length_of(std::span(x_).subspan(i, dimension)));
    for (std::size_t j = 0; j < w_.size(); j += dimension)
        w_length_.push_back(length_of(std::span(w_).subspan(j, dimension)));
}

MarginTrainingState MarginTraining::start() const {
    State state{x_, w_, std::vector<double>(x_.size()), std::vector<double>(w_.size()), 0};
    evaluate(state);
    return state;
}

void MarginTraining::evaluate(State& state) const {
    const AngularClassifier classifier(rules_.margin, state.w, dimension_);
    const double unit = has_feature_length(rules_.margin.kind) ? rules_.unit : 1;
    const double share = 1 / static_cast<double>(label_.size());
    std::vector<double> z(classifier.classes()), p(classifier.classes()), seen(dimension_);
    std::fill(state.by_w.begin(), state.by_w.end(), 0.0);
    state.loss = 0;
    for (std::size_t n = 0; n < label_.size(); ++n) {
        const std::span<double> by_x = std::span(state.by_x).subspan(n * dimension_, dimension_);
        for (std::size_t i = 0; i < dimension_; ++i) seen[i] = unit * state.x[n * dimension_ + i];
        state.loss +=
            share * classifier.evaluate(seen, label_[n], z, p, by_x,
                                        rules_.train_directions ? std::span(state.by_w) : std::span<double>{},
                                        share);
        for (double& g : by_x) g *= unit;
    }
}

void MarginTraining::advance(State& state, std::uint64_t /*before*/, std::uint64_t /*now*/) const {
    const MarginKind kind = rules_.margin.kind;
    const auto move = [&](std::vector<double>& all, const std::vector<double>& gradient,
                          const std::vector<double>& lengths, bool normalised) {
        for (std::size_t n = 0; n < lengths.size(); ++n) {
            const double size = normalised ? lengths[n] * lengths[n] : 1;
            step(std::span(all).subspan(n * dimension_, dimension_),
                 std::span(gradient).subspan(n * dimension_, dimension_), rules_.rate * size,
                 normalised || rules_.keep_lengths ? lengths[n] : -1);
        }
    };
    move(state.x, state.by_x, x_length_, !has_feature_length(kind));
    if (rules_.train_directions) move(state.w, state.by_w, w_length_, !has_weight_lengths(kind));
    evaluate(state);
}

std::size_t MarginTraining::bytes(const State& state) const {
    return sizeof(State) + 2 * sizeof(double) * (state.x.size() + state.w.size());
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
