// What all optimizers have in common.
//   t = 1, 2, ... counts the steps; share = rate of this step / rate, what a schedule makes of it.
// A stepper is plain hyperparameters. Two kinds:
//   by coordinate  look_ahead(x, memory), at_step(t, share), update(x, g, memory, coefficients): one coordinate, its
//                  gradient at the look-ahead point, its memory. Branch-free, so that a loop over starts vectorises.
//   joint          at_step(t, share), update(objective, x, g, memory, coefficients): all coordinates at once, for
//                  what needs a Hessian, a metric or a matrix.
// What it remembers of a coordinate are memory_size doubles that start at zero. Loops, and how the numbers lie in
// memory, belong to the caller.
// limit(L): the rate below which the iterates on a quadratic of largest curvature L converge (and above which they
// do not); +inf where there is none. No clipping, no hidden modifier. Non-finite numbers follow IEEE arithmetic.
#pragma once

#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>

namespace lossfield::math {

// The most coordinates a landscape has (a 2 x 2 matrix).
constexpr std::size_t max_dimension = 4;

// What a landscape must have for an optimizer to run on it.
struct Needs {
    bool hessian = false;
    bool metric = false;    // a Fisher metric
    bool positive = false;  // all coordinates of the start > 0
    bool matrix = false;    // the coordinates are those of a 2 x 2 matrix, row by row
};

struct OptimizerFacts {
    const char* id;
    const char* name;    // in the middle of a sentence
    const char* symbol;  // in subscripts
    const char* source;
    Needs needs{};
    const char* limit = "";  // limit(L) as a formula, "2/L"; empty where there is none
};

constexpr double no_limit = std::numeric_limits<double>::infinity();

// The part of a stepper that has no memory beyond x.
struct PlainRate {
    double rate = 0.0;  // of this step
};

[[nodiscard]] inline double sign(double x) {
    return static_cast<double>(x > 0.0) - static_cast<double>(x < 0.0);
}

// 1 - beta^t without forming the power, which would sink through the denormal numbers. Beyond 2^-54 the power
// no longer changes the 1. The logarithm is taken once.
class BiasCorrection {
  public:
    explicit BiasCorrection(double beta) : log_beta_(std::log(beta)) {}
    [[nodiscard]] double at(std::uint64_t t) const {
        const double exponent = static_cast<double>(t) * log_beta_;
        return exponent < -38.0 ? 1.0 : -std::expm1(exponent);
    }

  private:
    double log_beta_;
};
[[nodiscard]] inline double bias_correction(double beta, std::uint64_t t) {
    return BiasCorrection(beta).at(t);
}

}  // namespace lossfield::math
