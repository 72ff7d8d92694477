// Streams of gradients as pure functions of the step t = 1, 2, ...: what an optimizer's memory is tried on.
//   constant     g_t = size
//   alternating  g_t = size (-1)^(t - 1)
//   spike        g_t = size at t = step, 0 at all others
//   change       g_t = before for t < step, after from then on
//   noise        g_t = deviation (ratio + z_t), z_t independent standard normal numbers: their signal-to-noise
//                ratio is `ratio`
// Any finite numbers; deviation >= 0. The noise of a step has the same bits whenever it is asked for; different
// coordinates are independent. No state, no failure. [random numbers: math/numerics/random.hpp]
#pragma once

#include <cstddef>
#include <cstdint>
#include <variant>
#include <vector>

namespace lossfield::math {

struct ConstantGradient {
    double size = 1.0;
    [[nodiscard]] double at(std::uint64_t /*t*/) const { return size; }
};

struct AlternatingGradient {
    double size = 1.0;
    [[nodiscard]] double at(std::uint64_t t) const { return t % 2 == 1 ? size : -size; }
};

struct GradientSpike {
    double size = 1.0;
    std::uint64_t step = 1;
    [[nodiscard]] double at(std::uint64_t t) const { return t == step ? size : 0.0; }
};

struct GradientChange {
    double before = 1.0;
    double after = -1.0;
    std::uint64_t step = 1;
    [[nodiscard]] double at(std::uint64_t t) const { return t < step ? before : after; }
};

struct NoisyGradient {
    double ratio = 0.0;
    double deviation = 1.0;
    std::uint64_t seed = 0;
    std::uint32_t coordinate = 0;
    [[nodiscard]] double at(std::uint64_t t) const;
};

using GradientStream =
    std::variant<ConstantGradient, AlternatingGradient, GradientSpike, GradientChange, NoisyGradient>;

// g_first, ..., g_(first + count - 1).
[[nodiscard]] std::vector<double> gradients_of(const GradientStream& stream, std::uint64_t first,
                                               std::size_t count);

}  // namespace lossfield::math
