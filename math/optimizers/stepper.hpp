// What all optimizers have in common.
//   t = 1, 2, ... counts the steps; share = rate of this step / rate, what a schedule makes of it.
// A stepper is plain hyperparameters, one of them its rate, and an update. Two kinds:
//   by coordinate  update(x, g, memory, coefficients): one coordinate, its gradient at the look-ahead point, its memory.
//                  Branch-free, so that a loop over starts vectorises.
//   joint          update(objective, x, g, memory, coefficients): all coordinates at once, for what needs a Hessian, a
//                  metric or a matrix.
// The rest is read off the signature of update, and what a stepper does not say has a default:
//   memory         so many doubles a coordinate that start at zero. Loops, and how they lie in storage, belong to the caller.
//   at_step(t, share) -> coefficients   default: the rate of this step, share * rate
//   look_ahead(x, memory)               where the gradient is taken; default: x
//   limit(L)                            default: none
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

struct PlainRate {
    double rate = 0.0;  // of this step
};

template <std::size_t slots>
using Memory = std::array<double, slots>;
template <std::size_t slots>
using JointMemory = std::array<Memory<slots>, max_dimension>;

template <typename Update>
struct UpdateOf;
template <typename S, std::size_t slots, typename C>
struct UpdateOf<void (S::*)(double&, double, Memory<slots>&, const C&) const> {
    using Storage = Memory<slots>;
    using Coefficients = C;
    static constexpr std::size_t memory_size = slots;
    static constexpr bool joint = false;
};
template <typename S, typename Objective, typename X, std::size_t slots, typename C>
struct UpdateOf<void (S::*)(const Objective&, X&, const X&, JointMemory<slots>&, const C&) const> {
    using Storage = JointMemory<slots>;
    using Coefficients = C;
    static constexpr std::size_t memory_size = slots;
    static constexpr bool joint = true;
};

// What a stepper remembers of one coordinate (joint: of all), and what its update takes at a step.
template <typename S>
using MemoryOf = typename UpdateOf<decltype(&S::update)>::Storage;
template <typename S>
using CoefficientsOf = typename UpdateOf<decltype(&S::update)>::Coefficients;
template <typename S>
constexpr std::size_t memory_size_of = UpdateOf<decltype(&S::update)>::memory_size;
// Whether all coordinates are updated together.
template <typename S>
constexpr bool is_joint = UpdateOf<decltype(&S::update)>::joint;

template <typename S>
constexpr bool looks_ahead = requires(const S& s, const MemoryOf<S>& memory) {
    s.look_ahead(0.0, memory);
};

template <typename S>
[[nodiscard]] CoefficientsOf<S> at_step(const S& s, std::uint64_t t, double share = 1.0) {
    if constexpr (requires { s.at_step(t, share); }) {
        return s.at_step(t, share);
    } else {
        return {share * s.rate};
    }
}
template <typename S>
[[nodiscard]] double look_ahead(const S& s, double x, [[maybe_unused]] const MemoryOf<S>& memory) {
    if constexpr (looks_ahead<S>) {
        return s.look_ahead(x, memory);
    } else {
        return x;
    }
}
template <typename S>
[[nodiscard]] double limit_of(const S& s, [[maybe_unused]] double curvature) {
    if constexpr (requires { s.limit(curvature); }) {
        return s.limit(curvature);
    } else {
        return no_limit;
    }
}

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
