// What moves features, and on request the class directions too, down a margin softmax: gradients and a retraction for any optimizer.
//   parameters  p = (x_1 .. x_N, w_1 .. w_K), the w only where directions are trained; vectors of D numbers one after the other
//   gradient    of x_i: that of its own loss L_i;  of w_j: that of the mean loss (1/N) sum_i L_i
// so that a feature's step does not depend on how many others there are.
// Kinds with the feature's length see unit * x_i: x_i is in units of `unit`. What a kind normalises has the gradient of a vector of
// length 1 (times the squared length), and the retraction gives it its length back; with `keep_lengths` that is so of all vectors.
// x: N >= 1 features, label: N classes < K; w: K rows. A vector that a step takes to 0 stays there; one that is not
// finite has no direction and is left as it is, so that whoever takes the steps sees it.
// Failure: sizes that do not fit: std::invalid_argument.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "math/margins/angular_margins.hpp"

namespace lossfield::math {

struct MarginObjectiveRules {
    AngularMargin margin{};
    double unit = 1;
    bool keep_lengths = true;
    bool train_directions = false;
};

class MarginObjective {
  public:
    MarginObjective(const MarginObjectiveRules& rules, std::size_t dimension, std::vector<double> x,
                    std::vector<std::size_t> label, std::vector<double> w);

    [[nodiscard]] const std::vector<std::size_t>& labels() const { return label_; }
    [[nodiscard]] std::vector<double> start() const;
    // Writes the gradient of all parameters and returns the mean loss.
    double gradient(std::span<const double> p, std::span<double> g) const;
    void retract(std::span<double> p) const;

    [[nodiscard]] std::span<const double> features(std::span<const double> p) const;
    // Those of the parameters, or the ones that stay.
    [[nodiscard]] std::span<const double> directions(std::span<const double> p) const;

  private:
    MarginObjectiveRules rules_;
    std::size_t dimension_;
    std::vector<double> x_, w_, x_length_{}, w_length_{};
    std::vector<std::size_t> label_;
};

// The largest angle between two features of one class, 0 where no class has two, and the smallest between two of different classes,
// +inf where all are of one class. Exact for small angles. Features of length 0 are left out.
struct ClassSpread {
    double within = 0, between = 0;
};
[[nodiscard]] ClassSpread class_spread(std::span<const double> x, std::span<const std::size_t> label,
                                       std::size_t dimension);

}  // namespace lossfield::math
