// Features, and on request the class directions too, that go down a margin softmax by plain gradient descent.
//   x_i <- x_i - rate dL_i/dx_i              every feature its own loss
//   w_j <- w_j - rate (1/N) sum_i dL_i/dw_j  where directions are trained
// Kinds with the feature's length see unit * x_i: x_i is in units of `unit`. What a kind normalises steps as a vector of length 1 does
// (the gradient times the squared length) and keeps its length; so does everything with `keep_lengths`: the step turns, and the
// retraction gives the length back. A feature that a step takes to 0 stays there.
// x: N >= 1 features of D numbers, row after row; label: N classes < K; w: K rows. State is pure data: the same start, the same bits.
// Failure: sizes that do not fit: std::invalid_argument.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "math/margins/angular_margins.hpp"

namespace lossfield::math {

struct MarginTrainingRules {
    AngularMargin margin{};
    double unit = 1;
    double rate = 0.01;
    bool keep_lengths = true;
    bool train_directions = false;
};

struct MarginTrainingState {
    std::vector<double> x, w;
    std::vector<double> by_x, by_w;  // the gradients here; by_w: the mean
    double loss = 0;                 // the mean over the features, here
};

// The model of a simulation.
class MarginTraining {
  public:
    using State = MarginTrainingState;

    MarginTraining() = default;
    MarginTraining(const MarginTrainingRules& rules, std::size_t dimension, std::vector<double> x,
                   std::vector<std::size_t> label, std::vector<double> w);

    [[nodiscard]] const std::vector<std::size_t>& labels() const { return label_; }
    [[nodiscard]] std::size_t dimension() const { return dimension_; }
    [[nodiscard]] State start() const;
    void advance(State& state, std::uint64_t before, std::uint64_t now) const;
    [[nodiscard]] std::size_t bytes(const State& state) const;

  private:
    void evaluate(State& state) const;

    MarginTrainingRules rules_{};
    std::size_t dimension_ = 2;
    std::vector<double> x_{}, w_{}, x_length_{}, w_length_{};
    std::vector<std::size_t> label_{};
};

// The largest angle between two features of one class, 0 where no class has two, and the smallest between two of different classes,
// +inf where all are of one class. Exact for small angles. Features of length 0 are left out.
struct ClassSpread {
    double within = 0, between = 0;
};
[[nodiscard]] ClassSpread class_spread(std::span<const double> x, std::span<const std::size_t> label,
                                       std::size_t dimension);

}  // namespace lossfield::math
