// Optimizers as steppers, coordinate by coordinate; g is the gradient at the look-ahead point, t = 1, 2, ...
//   gradient descent  x <- x - rate g                                              g at x
//   momentum          v <- momentum v - rate g,  x <- x + v                        g at x [Polyak 1964]
//   Nesterov          v <- momentum v - rate g,  x <- x + v                        g at x + momentum v
//   Adam              m <- beta1 m + (1 - beta1) g,  v <- beta2 v + (1 - beta2) g^2
//                     x <- x - rate (m / c1) / (sqrt(v / c2) + epsilon),  ci = 1 - betai^t     g at x
// [Nesterov 1983 in the form of Sutskever, Martens, Dahl, Hinton 2013; Kingma, Ba 2015, algorithm 1]
// No clipping. rate, epsilon >= 0; momentum, beta1, beta2 in [0, 1); t >= 1. With epsilon = 0 a coordinate that
// has seen only zero gradients gives 0/0 = NaN. Other non-finite numbers follow IEEE arithmetic.
// limit(L): the rate below which the iterates on a quadratic of largest curvature L converge (and above which
// they do not); +inf where there is none. [Su Jianlin, kexue.fm archives 9660, 11267]
// A stepper is plain hyperparameters. What it remembers of a coordinate is an array of memory_size doubles that
// starts at zero; loops, and how the arrays lie in memory, belong to the caller.
#pragma once

#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <variant>

namespace lossfield::math {

struct GradientDescent {
    double rate = 0.01;

    static constexpr std::size_t memory_size = 0;
    using Memory = std::array<double, memory_size>;
    struct Coefficients {};
    [[nodiscard]] Coefficients at_step(std::uint64_t /*t*/) const { return {}; }
    [[nodiscard]] double look_ahead(double x, const Memory& /*memory*/) const { return x; }
    void update(double& x, double g, Memory& /*memory*/, const Coefficients& /*c*/) const { x -= rate * g; }
    [[nodiscard]] double limit(double curvature) const { return 2.0 / curvature; }
};

// Memory: the velocity, which is the last move.
struct Momentum {
    double rate = 0.01;
    double momentum = 0.9;

    static constexpr std::size_t memory_size = 1;
    using Memory = std::array<double, memory_size>;
    struct Coefficients {};
    [[nodiscard]] Coefficients at_step(std::uint64_t /*t*/) const { return {}; }
    [[nodiscard]] double look_ahead(double x, const Memory& /*memory*/) const { return x; }
    void update(double& x, double g, Memory& memory, const Coefficients& /*c*/) const {
        memory[0] = momentum * memory[0] - rate * g;
        x += memory[0];
    }
    [[nodiscard]] double limit(double curvature) const { return 2.0 * (1.0 + momentum) / curvature; }
};

// Memory: the velocity, which is the last move.
struct Nesterov {
    double rate = 0.01;
    double momentum = 0.9;

    static constexpr std::size_t memory_size = 1;
    using Memory = std::array<double, memory_size>;
    struct Coefficients {};
    [[nodiscard]] Coefficients at_step(std::uint64_t /*t*/) const { return {}; }
    [[nodiscard]] double look_ahead(double x, const Memory& memory) const { return x + momentum * memory[0]; }
    void update(double& x, double g, Memory& memory, const Coefficients& /*c*/) const {
        memory[0] = momentum * memory[0] - rate * g;
        x += memory[0];
    }
    [[nodiscard]] double limit(double curvature) const {
        return 2.0 * (1.0 + momentum) / ((1.0 + 2.0 * momentum) * curvature);
    }
};

// 1 - beta^t without forming the power, which would sink through the denormal numbers. Beyond 2^-54 the power
// no longer changes the 1.
[[nodiscard]] inline double bias_correction(double beta, std::uint64_t t) {
    const double exponent = static_cast<double>(t) * std::log(beta);
    return exponent < -38.0 ? 1.0 : -std::expm1(exponent);
}

// Memory: m, the mean of the gradients, and v, the mean of their squares, both without bias correction.
struct Adam {
    double rate = 1e-3;
    double beta1 = 0.9;
    double beta2 = 0.999;
    double epsilon = 1e-8;

    static constexpr std::size_t memory_size = 2;
    using Memory = std::array<double, memory_size>;
    struct Coefficients {
        double correction1 = 1.0;
        double correction2 = 1.0;
    };
    [[nodiscard]] Coefficients at_step(std::uint64_t t) const {
        return {bias_correction(beta1, t), bias_correction(beta2, t)};
    }
    [[nodiscard]] double look_ahead(double x, const Memory& /*memory*/) const { return x; }
    void update(double& x, double g, Memory& memory, const Coefficients& c) const {
        memory[0] = beta1 * memory[0] + (1.0 - beta1) * g;
        memory[1] = beta2 * memory[1] + (1.0 - beta2) * (g * g);
        x -= rate * (memory[0] / c.correction1) / (std::sqrt(memory[1] / c.correction2) + epsilon);
    }
    [[nodiscard]] double limit(double /*curvature*/) const { return std::numeric_limits<double>::infinity(); }
};

// std::visit once, outside the loops over steps and starts.
using Stepper = std::variant<GradientDescent, Momentum, Nesterov, Adam>;

}  // namespace lossfield::math
