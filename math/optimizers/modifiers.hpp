// What can be done to a gradient on its way into an optimizer; all of it off by default.
//   noise        g <- g + deviation / sqrt(batch) xi,  xi standard normal, or Student's t with `tail` degrees of freedom
//   weight decay coupled:   g <- g + decay a (a: the point the gradient was taken at), as if f had decay |x|^2 / 2 more
//                decoupled: x <- (1 - rate decay) x before the optimizer's own step, rate that of this step; of joint
//                optimizers x <- x - rate decay x_before after it
//   clipping     g <- g min(1, norm / |g|)
// in this order. deviation, decay >= 0; batch >= 1; tail > 0 (Student's t has no variance up to 2, no mean up to 1);
// clipping norm > 0, +inf is off. Noise is a pure function of (seed, stream, t, start, coordinate): step t has the same bits
// whenever and wherever it is taken. Use one stream for each optimizer.
// [Polyak 1987, ch. 4; Simsekli, Sagun, Gurbuzbalaban 2019 (heavy tails); Bailey 1994 (Student's t);
//  Loshchilov, Hutter 2019; Pascanu, Mikolov, Bengio 2013]
#pragma once

#include <cmath>
#include <cstdint>
#include <limits>
#include <numbers>

#include "math/numerics/random.hpp"
#include "math/optimizers/stepper.hpp"

namespace lossfield::math {

struct GradientNoise {
    double deviation = 0.0;  // of one sample's gradient
    std::uint64_t seed = 0;
    std::uint32_t stream = 0;
    double batch = 1.0;
    double tail = std::numeric_limits<double>::infinity();  // infinite: Gaussian

    [[nodiscard]] bool on() const { return deviation != 0.0; }
    // `start` counts the starts that run with these settings.
    [[nodiscard]] double at(std::uint64_t t, std::uint32_t coordinate, std::uint32_t start = 0) const {
        if (deviation == 0.0) return 0.0;
        const RandomIndex index{seed, stream, t,
                                start * static_cast<std::uint32_t>(max_dimension) + coordinate};
        return deviation / std::sqrt(batch) * (std::isinf(tail) ? random_normal(index) : student(index));
    }

  private:
    // Box and Muller's formula with a radius whose tail falls as a power.
    [[nodiscard]] double student(const RandomIndex& index) const {
        const std::array<std::uint64_t, 2> bits = random_bits(index);
        const double radius = std::sqrt(tail * std::expm1(-2.0 / tail * std::log(unit_interval(bits[0]))));
        return radius * std::cos(2.0 * std::numbers::pi * unit_interval(bits[1]));
    }
};

// The noise that an optimizer itself adds (Langevin's), from a stream of its own beside the gradient's.
[[nodiscard]] inline GradientNoise thermal_noise(const GradientNoise& gradient, double deviation) {
    return {deviation, gradient.seed, gradient.stream | 0x80000000U};
}

struct WeightDecay {
    double coupled = 0.0;
    double decoupled = 0.0;
};

struct Clipping {
    double norm = std::numeric_limits<double>::infinity();
};

}  // namespace lossfield::math
