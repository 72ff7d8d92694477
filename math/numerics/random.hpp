// Random numbers that are a pure function of (seed, stream, step, coordinate): going back in a simulation
// gives the same bits, and the order of evaluation and the number of threads do not matter.
//   bits    = Philox4x32-10, counter (coordinate, step low, step high, stream), key (seed low, seed high)
//   uniform = (u + 1/2) 2^-52, u the upper 52 of 64 bits: strictly inside (0, 1), symmetric about 1/2
//   normal  = sqrt(-2 log u_1) cos(2 pi u_2)      [Box, Muller 1958]; |normal| < 8.6
// seed, step: 64 bits; stream, coordinate: 32 bits. Different indices give independent numbers; use one
// stream for each purpose, and never both uniform and normal with the same index (they share bits).
// No state, no failure. [Salmon, Moraes, Dror, Shaw 2011, Parallel random numbers: as easy as 1, 2, 3]
#pragma once

#include <array>
#include <cmath>
#include <cstdint>
#include <numbers>

namespace lossfield::math {

using PhiloxCounter = std::array<std::uint32_t, 4>;
using PhiloxKey = std::array<std::uint32_t, 2>;

[[nodiscard]] constexpr PhiloxCounter philox4x32_10(PhiloxCounter x, PhiloxKey key) {
    for (int round = 0; round < 10; ++round) {
        const std::uint64_t a = std::uint64_t{0xD2511F53} * x[0];
        const std::uint64_t b = std::uint64_t{0xCD9E8D57} * x[2];
        x = {static_cast<std::uint32_t>(b >> 32) ^ x[1] ^ key[0], static_cast<std::uint32_t>(b),
             static_cast<std::uint32_t>(a >> 32) ^ x[3] ^ key[1], static_cast<std::uint32_t>(a)};
        key[0] += 0x9E3779B9;
        key[1] += 0xBB67AE85;
    }
    return x;
}

struct RandomIndex {
    std::uint64_t seed = 0;
    std::uint32_t stream = 0;
    std::uint64_t step = 0;
    std::uint32_t coordinate = 0;
};

// Two independent 64-bit words.
[[nodiscard]] constexpr std::array<std::uint64_t, 2> random_bits(const RandomIndex& at) {
    const auto low = [](std::uint64_t x) { return static_cast<std::uint32_t>(x); };
    const PhiloxCounter x = philox4x32_10({at.coordinate, low(at.step), low(at.step >> 32), at.stream},
                                          {low(at.seed), low(at.seed >> 32)});
    return {std::uint64_t{x[1]} << 32 | x[0], std::uint64_t{x[3]} << 32 | x[2]};
}

[[nodiscard]] constexpr double unit_interval(std::uint64_t bits) {
    return (static_cast<double>(bits >> 12) + 0.5) * 0x1p-52;
}

[[nodiscard]] constexpr double random_uniform(const RandomIndex& at) {
    return unit_interval(random_bits(at)[0]);
}

[[nodiscard]] inline double random_normal(const RandomIndex& at) {
    const std::array<std::uint64_t, 2> bits = random_bits(at);
    const double radius = std::sqrt(-2.0 * std::log(unit_interval(bits[0])));
    return radius * std::cos(2.0 * std::numbers::pi * unit_interval(bits[1]));
}

}  // namespace lossfield::math
