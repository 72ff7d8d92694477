#include "math/margins/drawn_features.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "math/numerics/random.hpp"

namespace lossfield::math {
namespace {

constexpr std::uint32_t turns_stream = 11, lengths_stream = 12, ways_stream = 13;
constexpr double length_spread = 0.16, shortest_length = 0.6, longest_length = 1.4;

double drawn(std::uint64_t seed, std::uint32_t stream, std::size_t k, std::size_t i,
             std::uint32_t coordinate = 0) {
    // A class keeps its features however many there are of each.
    return random_normal({seed, stream, (static_cast<std::uint64_t>(k) << 32) + i, coordinate});
}

}  // namespace

LabelledFeatures plane_features(std::span<const double> directions, std::size_t count, double spread,
                                std::uint64_t seed) {
    LabelledFeatures out;
    for (std::size_t k = 0; k < directions.size(); ++k)
        for (std::size_t i = 0; i < count; ++i) {
            const double angle = directions[k] + spread * drawn(seed, turns_stream, k, i);
            const double length = std::clamp(1 + length_spread * drawn(seed, lengths_stream, k, i),
                                             shortest_length, longest_length);
            out.x.insert(out.x.end(), {length * std::cos(angle), length * std::sin(angle)});
            out.label.push_back(k);
        }
    return out;
}

LabelledFeatures sphere_features(std::span<const SpacePoint> directions, std::size_t count, double spread,
                                 std::uint64_t seed) {
    LabelledFeatures out;
    for (std::size_t k = 0; k < directions.size(); ++k)
        for (std::size_t i = 0; i < count; ++i) {
            const double a = drawn(seed, ways_stream, k, i, 0), b = drawn(seed, ways_stream, k, i, 1);
            const SpacePoint p = on_sphere(directions[k], std::atan2(b, a),
                                           std::min(spread * std::hypot(a, b), std::numbers::pi));
            out.x.insert(out.x.end(), {p.x, p.y, p.z});
            out.label.push_back(k);
        }
    return out;
}

}  // namespace lossfield::math
