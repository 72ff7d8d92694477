// Features drawn about the directions of their classes: the same seed, the same features, turned with their direction.
//   plane   angle a_k + spread n, length 1 + 0.16 n' held in [0.6, 1.4];  n, n' normal
//   sphere  at the angle spread |(n, n')| from w_k, up to pi, at the azimuth of (n, n')
// directions: radians, or unit vectors; spread in radians. Class after class, `count` each.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "math/numerics/space.hpp"

namespace lossfield::math {

struct LabelledFeatures {
    std::vector<double> x{};  // D numbers each
    std::vector<std::size_t> label{};
};

[[nodiscard]] LabelledFeatures plane_features(std::span<const double> directions, std::size_t count,
                                              double spread, std::uint64_t seed);
[[nodiscard]] LabelledFeatures sphere_features(std::span<const SpacePoint> directions, std::size_t count,
                                               double spread, std::uint64_t seed);

}  // namespace lossfield::math
