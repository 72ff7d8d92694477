// Which way is steepest depends on how lengths are measured.
//   direction  d = argmin { <g, d> : |d| <= 1 },   <g, d> = -|g|_* with the dual norm |g|_* = max { <g, d> : |d| <= 1 }
//   L1         d = -sign(g_i) e_i, i the largest |g_i|      |g|_* = max |g_i|     one coordinate alone
//   L2         d = -g / |g|                                 |g|_* = |g|
//   L-infinity d = -sign(g)                                 |g|_* = sum |g_i|     every coordinate alike
// A step of steepest descent is s = argmin <g, s> + |s|^2 / (2 rate) = rate |g|_* d; with L2 it is gradient descent.
// Not unique: L1 with several largest |g_i| takes the first of them, L-infinity leaves a coordinate with g_i = 0
// where it is (all of [-1, 1] is as good). g = 0 has no steepest direction: d = 0.
// g: n finite numbers, n >= 1, else std::invalid_argument. [Boyd, Vandenberghe 2004, 9.4; Su Jianlin, kexue.fm archives 9660]
#pragma once

#include <span>
#include <vector>

namespace lossfield::math {

enum class Norm { L1, L2, LInfinity };

[[nodiscard]] constexpr Norm dual(Norm norm) {
    return norm == Norm::L1 ? Norm::LInfinity : norm == Norm::LInfinity ? Norm::L1 : Norm::L2;
}

[[nodiscard]] double norm_of(Norm norm, std::span<const double> v);

struct SteepestDirection {
    std::vector<double> direction;  // length 1 in the norm, or 0
    double dual_norm = 0.0;
    bool unique = true;
};

[[nodiscard]] SteepestDirection steepest_direction(Norm norm, std::span<const double> g);

}  // namespace lossfield::math
