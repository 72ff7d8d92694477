// The nearest point of the lines' plane or of a disc in it, and what is seen of it in space.
#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <stdexcept>
#include <vector>

#include "math/likelihood/line_projection.hpp"
#include "tests/math/oracle.hpp"

namespace lossfield::math {
namespace line_projection_test {

// Worked out by hand: the line 7/6 + x/2 through (0, 1), (1, 2), (2, 2).
TEST(LineProjection, ThreeObservations) {
    const LineProjection r = project_onto_line_fits({0, 1, 2}, {1, 2, 2}, {0, 0}, std::nullopt, false);
    EXPECT_EQ(r.rank, 2U);
    EXPECT_NEAR(r.weights[0], 7.0 / 6, 1e-14);
    EXPECT_NEAR(r.weights[1], 0.5, 1e-14);
    EXPECT_NEAR(r.rest, 1.0 / 6, 1e-14);
    EXPECT_NEAR(r.whole, r.fit + r.rest, 1e-13);
    EXPECT_NEAR(r.trace, 2, 1e-14);
    EXPECT_NEAR(r.squared_cosine, 0.75, 1e-14);
    EXPECT_EQ(r.seen.y, SpacePoint(1, 2, 2));
    EXPECT_NEAR(r.seen.rest.dot(r.seen.one), 0, 1e-14);
    EXPECT_NEAR(r.seen.rest.dot(r.seen.x), 0, 1e-14);
}

TEST(LineProjection, OwnAxesKeepLengthsAndAngles) {
    const LineProjection r =
        project_onto_line_fits({0, 1, 2, 4, 7}, {1, -2, 2, 0.5, 3}, {0.4, -1.1}, std::nullopt, true);
    EXPECT_NEAR(r.seen.y.dot(r.seen.y), r.whole, 1e-13);
    EXPECT_NEAR(r.seen.fitted.dot(r.seen.fitted), r.fit, 1e-13);
    EXPECT_NEAR(r.seen.rest.dot(r.seen.way), r.product, 1e-13);
    EXPECT_NEAR(r.seen.inside.norm(), std::hypot(0.4, 1.1), 1e-14);
    EXPECT_NEAR(r.seen.one.norm(), std::sqrt(5.0), 1e-14);
    EXPECT_THROW((void)project_onto_line_fits({0, 1, 2, 4}, {1, 1, 1, 1}, {0, 0}, std::nullopt, false),
                 std::invalid_argument);
}

TEST(LineProjection, OntoADiscTheAngleIsObtuse) {
    const LineProjection r = project_onto_line_fits({0, 1, 2}, {1, 3, 2}, {1.2, -0.8}, 2.2, true);
    EXPECT_NEAR(std::sqrt(r.fit), 2.2, 1e-14);
    EXPECT_GT(r.in_span, 2.2);
    EXPECT_LT(r.product, 0);
    EXPECT_NEAR(r.whole, r.fit + r.rest + r.mixed, 1e-13);
}

TEST(LineProjection, EqualPlacesSpanALine) {
    const LineProjection r = project_onto_line_fits({2, 2, 2}, {1, 3, 2}, {1, 5}, std::nullopt, false);
    EXPECT_EQ(r.rank, 1U);
    EXPECT_EQ(r.seen.second, SpacePoint());
    EXPECT_NEAR(r.inside, 1, 1e-14);  // the second coordinate has no direction
    for (const double v : r.fitted) EXPECT_NEAR(v, 2, 1e-14);
    EXPECT_TRUE(std::isnan(r.squared_cosine));
}

// The line by the normal equations of two unknowns, in long double.
std::array<double, 2> line_by_hand(const std::vector<double>& x, const std::vector<double>& y) {
    tests::Real n = 0, sx = 0, sy = 0, sxx = 0, sxy = 0;
    for (std::size_t i = 0; i < x.size(); ++i) {
        const tests::Real u = x[i], v = y[i];
        n += 1, sx += u, sy += v, sxx += u * u, sxy += u * v;
    }
    const tests::Real slope = (n * sxy - sx * sy) / (n * sxx - sx * sx);
    return {static_cast<double>((sy - slope * sx) / n), static_cast<double>(slope)};
}

TEST(LineProjection, IsTheLineOfTheNormalEquationsForRandomData) {
    for (std::uint64_t s = 0; s < 40; ++s) {
        const std::size_t n = 3 + s % 9;
        const auto x = tests::random_point(s, n, 3), y = tests::random_point(s + 300, n, 4);
        const LineProjection r = project_onto_line_fits(x, y, {0.5, -1}, std::nullopt, true);
        const auto [intercept, slope] = line_by_hand(x, y);
        EXPECT_NEAR(r.weights[0], intercept, 1e-10);
        EXPECT_NEAR(r.weights[1], slope, 1e-10);
        double rest = 0, whole = 0, total = 0, mean = 0;
        for (const double v : y) mean += v / static_cast<double>(n);
        for (std::size_t i = 0; i < n; ++i) {
            EXPECT_NEAR(r.fitted[i], intercept + slope * x[i], 1e-10);
            double row = 0;
            for (std::size_t j = 0; j < n; ++j) row += r.hat[i * n + j] * y[j];
            EXPECT_NEAR(row, r.fitted[i], 1e-10);
            rest += (y[i] - r.fitted[i]) * (y[i] - r.fitted[i]);
            whole += y[i] * y[i], total += (y[i] - mean) * (y[i] - mean);
        }
        EXPECT_NEAR(r.rest, rest, 1e-10);
        EXPECT_NEAR(r.whole, whole, 1e-10);
        EXPECT_NEAR(r.r_squared, 1 - rest / total, 1e-10);
        EXPECT_NEAR(r.squared_cosine, r.r_squared, 1e-9);
        EXPECT_NEAR(std::pow(std::cos(r.mean_angle()), 2), r.r_squared, 1e-9);
        EXPECT_NEAR(r.mixed, 0, 1e-10);
        EXPECT_NEAR(r.product, 0, 1e-10);
        for (const double v : r.normal_equations) EXPECT_NEAR(v, 0, 1e-10);
        EXPECT_NEAR(r.trace, 2, 1e-12);
        EXPECT_LT(std::max(r.idempotent, r.symmetric), 1e-13);
    }
}

// Nearest of all points of the disc, and at an angle of at least 90 degrees towards each of them.
TEST(LineProjection, NoPointOfTheDiscIsNearer) {
    for (std::uint64_t s = 0; s < 25; ++s) {
        tests::Draws draw(s);
        const std::size_t n = 3 + s % 5;
        const auto x = tests::random_point(s, n, 3), y = tests::random_point(s + 300, n, 4);
        const double radius = draw.between(0.2, 6);
        for (int k = 0; k < 30; ++k) {
            const double angle = draw.between(0, 6.3), at = radius * std::sqrt(draw.between(0, 1));
            const std::array<double, 2> place{at * std::cos(angle), at * std::sin(angle)};
            const LineProjection r = project_onto_line_fits(x, y, place, radius, true);
            EXPECT_LE(r.product, 1e-9);
            EXPECT_LE(std::sqrt(r.fit), radius * (1 + 1e-12));
            EXPECT_NEAR(std::sqrt(r.fit), std::min(r.in_span, radius), 1e-10);
            const SpacePoint to_place = r.seen.y - r.seen.inside;
            EXPECT_GE(to_place.norm(), std::sqrt(r.rest) - 1e-9);
            EXPECT_NEAR(r.way, r.seen.way.norm(), 1e-10);
            // In space the angles are the same, by the law of cosines.
            const double rest = r.seen.rest.norm(), apart = (r.seen.rest - r.seen.way).norm();
            const double cosine = (rest * rest + r.way * r.way - apart * apart) / (2 * rest * r.way);
            if (rest > 1e-3 && r.way > 1e-3) {
                EXPECT_NEAR(std::cos(r.foot_angle()), cosine, 1e-9);
            }
        }
    }
}

}  // namespace line_projection_test
}  // namespace lossfield::math
