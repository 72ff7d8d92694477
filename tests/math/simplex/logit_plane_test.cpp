// The plane of the logits: lengths, angles and gradients are those of the logits, and a shift is nowhere on it.
#include "math/simplex/logit_plane.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "math/losses/margin_cross_entropy.hpp"
#include "math/simplex/triangle.hpp"
#include "tests/math/oracle.hpp"
#include "tests/support/support.hpp"

namespace lossfield::tests {
namespace logit_plane_test {

using math::PlanePoint;
using math::ThreeLogits;

ThreeLogits random_logits(std::uint64_t s, double range = 5) {
    const std::vector<double> v = random_point(s, 3, range);
    return {v[0], v[1], v[2]};
}

TEST(LogitPlane, IsOneOfThreeDirectionsAtRightAngles) {
    for (std::uint64_t s = 0; s < 100; ++s) {
        const ThreeLogits a = random_logits(s), b = random_logits(s + 1000);
        const PlanePoint p = math::on_logit_plane(a), q = math::on_logit_plane(b);
        const double dot = a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
        EXPECT_TRUE(
            close(p.x * q.x + p.y * q.y + math::along_shift(a) * math::along_shift(b), dot, {1e-13, 1e-13}));
    }
}

TEST(LogitPlane, APlaceAndAMeanAreTheLogits) {
    for (std::uint64_t s = 0; s < 100; ++s) {
        const ThreeLogits z = random_logits(s);
        const ThreeLogits back = math::logits_at(math::on_logit_plane(z), math::mean_of(z));
        for (std::size_t k = 0; k < 3; ++k) EXPECT_NEAR(back[k], z[k], 1e-14);
        EXPECT_NEAR(math::along_shift(z), std::sqrt(3.0) * math::mean_of(z), 1e-14);
    }
}

// Seen alike: every class axis points to where the triangle has that class's corner, seen from the middle.
TEST(LogitPlane, TheClassAxesPointToTheCornersOfTheTriangle) {
    const PlanePoint middle = math::to_plane({1.0 / 3, 1.0 / 3, 1.0 / 3});
    for (std::size_t k = 0; k < 3; ++k) {
        math::Barycentric b{};
        b[k] = 1;
        const PlanePoint corner = math::to_plane(b), axis = math::class_axis(k);
        const double length = math::distance(corner, middle);
        EXPECT_NEAR(std::hypot(axis.x, axis.y), 1, 1e-15);
        EXPECT_NEAR(axis.x, (corner.x - middle.x) / length, 1e-14);
        EXPECT_NEAR(axis.y, (corner.y - middle.y) / length, 1e-14);
        ThreeLogits one{};
        one[k] = 1;
        const PlanePoint step = math::on_logit_plane(one);
        EXPECT_NEAR(step.x, std::sqrt(2.0 / 3) * axis.x, 1e-15);
        EXPECT_NEAR(step.y, std::sqrt(2.0 / 3) * axis.y, 1e-15);
        const PlanePoint next = math::class_axis((k + 1) % 3);
        EXPECT_NEAR(axis.x * next.x + axis.y * next.y, -0.5, 1e-15);
    }
}

TEST(LogitPlane, OnABorderTwoLogitsTieAboveTheThird) {
    for (std::size_t k = 0; k < 3; ++k) {
        const PlanePoint axis = math::class_axis(k);
        const ThreeLogits z = math::logits_at({-2 * axis.x, -2 * axis.y});
        EXPECT_NEAR(z[(k + 1) % 3], z[(k + 2) % 3], 1e-15);
        EXPECT_LT(z[k], z[(k + 1) % 3]);
    }
}

// The derivative by a coordinate of the plane is the coordinate of the gradient.
TEST(LogitPlane, TheGradientOnThePlaneIsThatOfTheLossOverIt) {
    const math::MarginCrossEntropy loss(0.8, {0.2, 0.5, 0.3}, 1.2, 0.1);
    for (std::uint64_t s = 0; s < 60; ++s) {
        const ThreeLogits z = random_logits(s);
        const PlanePoint at = math::on_logit_plane(z), g = math::on_logit_plane(loss.gradient(z));
        const auto slopes = central_differences(
            [&](std::span<const double> p) {
                return loss.value(math::logits_at({p[0], p[1]}, 0.7));
            },
            std::array{at.x, at.y}, 1e-5);
        EXPECT_NEAR(g.x, slopes[0], 1e-9);
        EXPECT_NEAR(g.y, slopes[1], 1e-9);
        EXPECT_NEAR(math::along_shift(loss.gradient(z)), 0, 1e-15);
    }
}

}  // namespace logit_plane_test
}  // namespace lossfield::tests
