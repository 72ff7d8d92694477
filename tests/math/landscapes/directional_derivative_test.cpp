#include "math/landscapes/directional_derivative.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <limits>
#include <numbers>
#include <stdexcept>
#include <vector>

#include "tests/math/oracle.hpp"
#include "tests/support/support.hpp"

namespace lossfield::tests {
namespace directional_derivative_test {

using math::Landscape, math::PlanePoint, math::Slope;

std::vector<Landscape> landscapes() {
    return {math::Bowl(10, 25), math::Rosenbrock{}, math::Himmelblau{}, math::Saddle{},
            math::DoubleWell{0.2}};
}

struct Place {
    PlanePoint at, v;
};
std::vector<Place> places() {
    Draws draws(53);
    std::vector<Place> all{{{0, 0}, {1, 0}}, {{-1, 1}, {0.6, 0.8}}};
    for (int i = 0; i < 12; ++i)
        all.push_back(
            {{draws.between(-3, 3), draws.between(-3, 3)}, {draws.between(-2, 2), draws.between(-2, 2)}});
    return all;
}

// T53-1 and T53-2.
TEST(DirectionalDerivative, ByHandOnRosenbrock) {
    const auto first = math::line_derivatives(math::Rosenbrock{}, {0, 0}, {1, 0});
    EXPECT_EQ(first.value, 1);
    EXPECT_EQ(first.slope, -2);
    EXPECT_EQ(first.curvature, 2);
    EXPECT_EQ(first.third, 0);
    const auto second = math::line_derivatives(math::Rosenbrock{}, {-1, 1}, {0.6, 0.8});
    EXPECT_EQ(second.value, 4);
    EXPECT_TRUE(close(second.slope, -2.4));
    EXPECT_TRUE(close(math::angle_between({-4, 0}, {0.6, 0.8}), 2.214297435588181));
    // H = [802 400; 400 200] at (-1, 1); the third derivatives are 2400 x in xxx and -400 in xxy.
    EXPECT_TRUE(close(second.curvature, 0.36 * 802 + 0.96 * 400 + 0.64 * 200));
    EXPECT_TRUE(close(second.third, 0.216 * -2400 + 3 * 0.36 * 0.8 * -400));
}

TEST(DirectionalDerivative, ClosedFormsAgreeWithDualNumbersAndDifferences) {
    for (const Landscape& landscape : landscapes()) {
        for (const auto& [at, v] : places()) {
            const auto line = math::line_derivatives(landscape, at, v);
            const auto near = [&, at = at, v = v](double t) {
                return math::line_derivatives(landscape, math::along(at, v, t), v);
            };
            const double scale = 1 + std::abs(line.value) + std::abs(line.curvature) + std::abs(line.third);
            EXPECT_TRUE(close(math::dual_slope(landscape, at, v), line.slope, {1e-12, 1e-13 * scale}));
            EXPECT_TRUE(
                close(math::central_difference(landscape, at, v, 1e-5), line.slope, {0, 1e-7 * scale}));
            EXPECT_TRUE(
                close((near(1e-5).slope - near(-1e-5).slope) / 2e-5, line.curvature, {0, 1e-7 * scale}));
            EXPECT_TRUE(
                close((near(1e-5).curvature - near(-1e-5).curvature) / 2e-5, line.third, {0, 1e-7 * scale}));
        }
    }
}

TEST(DirectionalDerivative, IsTheCosineAndLinearInTheDirection) {
    for (const Landscape& landscape : landscapes()) {
        for (const auto& [at, v] : places()) {
            const PlanePoint g = math::gradient(landscape, at);
            const auto line = math::line_derivatives(landscape, at, v);
            const double size = std::hypot(g.x, g.y) * std::hypot(v.x, v.y);
            EXPECT_TRUE(close(size * std::cos(math::angle_between(g, v)), line.slope, {1e-12, 1e-14 * size}));
            const auto tripled = math::line_derivatives(landscape, at, {-3 * v.x, -3 * v.y});
            EXPECT_TRUE(close(tripled.slope, -3 * line.slope));
            EXPECT_TRUE(close(tripled.curvature, 9 * line.curvature));
            EXPECT_TRUE(close(tripled.third, -27 * line.third));
        }
    }
}

TEST(DirectionalDerivative, AnglesKeepTheirDigitsAtBothEnds) {
    EXPECT_TRUE(close(math::angle_between({1, 0}, {1, 1e-12}), 1e-12, {1e-15, 0}));
    EXPECT_TRUE(close(std::numbers::pi - math::angle_between({1, 0}, {-1, 1e-6}), 1e-6, {1e-9, 0}));
    EXPECT_EQ(math::angle_between({2, 0}, {0, -3}), std::numbers::pi / 2);
    EXPECT_EQ(math::angle_between({0, 0}, {1, 1}), 0);
}

// The right angle itself does not descend, nor does what differs from it by rounding alone.
TEST(DirectionalDerivative, ADirectionDescendsStrictlyBeyondTheRightAngle) {
    EXPECT_EQ(math::slope_along({1, 0}, {0, 1}), Slope::Level);
    EXPECT_EQ(math::slope_along({1, 0}, {-1e-12, 1}), Slope::Descent);
    EXPECT_EQ(math::slope_along({1, 0}, {1e-12, 1}), Slope::Ascent);
    EXPECT_EQ(math::slope_along({0, 0}, {1, 0}), Slope::Level);
    for (int degrees = 1; degrees < 90; ++degrees) {
        const double a = degrees * std::numbers::pi / 180;
        const PlanePoint g{37 * std::cos(a), 37 * std::sin(a)};
        const PlanePoint across{-std::sin(a), std::cos(a)};
        EXPECT_EQ(math::slope_along(g, across), Slope::Level) << degrees;
        EXPECT_EQ(math::slope_along(g, {across.x - 1e-12 * g.x, across.y - 1e-12 * g.y}), Slope::Descent);
        EXPECT_EQ(math::slope_along(g, {across.x + 1e-12 * g.x, across.y + 1e-12 * g.y}), Slope::Ascent);
    }
}

TEST(DirectionalDerivative, StationaryPointsAreFoundInSpiteOfRounding) {
    for (const Landscape& landscape : landscapes()) {
        const auto points = math::stationary(landscape);
        for (const auto* list : {&points.minima, &points.saddles, &points.maxima})
            for (const PlanePoint& p : *list) {
                EXPECT_TRUE(math::is_stationary(landscape, p)) << p.x << ' ' << p.y;
                EXPECT_FALSE(math::is_stationary(landscape, {p.x + 1e-9, p.y - 1e-9}));
            }
    }
}

// Halving h halves the forward error and quarters the central one.
TEST(DirectionalDerivative, ErrorsHaveTheirOrders) {
    const PlanePoint at{0.7, -1.2}, v{0.6, 0.8};
    for (const Landscape& landscape : landscapes()) {
        const auto line = math::line_derivatives(landscape, at, v);
        const auto forward = [&](double h) {
            return math::forward_difference(landscape, at, v, h) - line.slope;
        };
        EXPECT_TRUE(close(forward(1e-3) / forward(5e-4), 2, {0.01, 0}));
        EXPECT_TRUE(close(forward(1e-4), 0.5e-4 * line.curvature, {0.01, 0}));
        EXPECT_TRUE(close(std::abs(forward(1e-4)), math::forward_error(line, 0, 1e-4).truncation, {0.01, 0}));
        if (line.third == 0) continue;
        const auto central = [&](double h) {
            return math::central_difference(landscape, at, v, h) - line.slope;
        };
        EXPECT_TRUE(close(central(1e-2) / central(5e-3), 4, {0.01, 0}));
        EXPECT_TRUE(close(central(1e-2), 1e-4 * line.third / 6, {0.01, 0}));
        EXPECT_TRUE(close(std::abs(central(1e-2)), math::central_error(line, 0, 1e-2).truncation, {0.01, 0}));
    }
}

// Over all h the measured error stays below the sum that the best step makes least, and is within a small factor of it.
TEST(DirectionalDerivative, TheSumOfBothErrorsBoundsTheMeasuredOneAndTheBestStepIsItsLeast) {
    constexpr double slack = 4;  // what cancels inside f
    for (const Landscape& landscape : {Landscape(math::Rosenbrock{}), Landscape(math::DoubleWell{0.2})}) {
        const PlanePoint at{0.7, -1.2}, v{0.6, 0.8};
        const auto line = math::line_derivatives(landscape, at, v);
        const double noise = math::value_noise(landscape, at);
        const double forward = math::best_forward_step(line, noise);
        const double central = math::best_central_step(line, noise);
        EXPECT_GT(forward, 1e-9);
        EXPECT_LT(forward, 1e-7);
        EXPECT_GT(central, 1e-6);
        EXPECT_LT(central, 1e-4);
        double largest = 0;
        for (double h = 1e-13; h < 1e-3; h *= 1.17) {
            const double error = std::abs(math::forward_difference(landscape, at, v, h) - line.slope);
            EXPECT_LE(error, slack * math::forward_error(line, noise, h).sum()) << h;
            largest = std::fmax(largest, error / math::forward_error(line, noise, h).sum());
            const double both = std::abs(math::central_difference(landscape, at, v, h) - line.slope);
            EXPECT_LE(both, slack * math::central_error(line, noise, h).sum()) << h;
            EXPECT_GE(math::forward_error(line, noise, h).sum(),
                      math::forward_error(line, noise, forward).sum());
            EXPECT_GE(math::central_error(line, noise, h).sum(),
                      math::central_error(line, noise, central).sum());
        }
        EXPECT_GT(largest, 0.2);
        EXPECT_LT(math::central_error(line, noise, central).sum(),
                  math::forward_error(line, noise, forward).sum());
        const PlanePoint g = math::gradient(landscape, at);
        EXPECT_TRUE(
            close(std::ldexp(noise, 53), std::abs(line.value) + std::abs(0.7 * g.x) + std::abs(1.2 * g.y)));
    }
}

TEST(DirectionalDerivative, AStepThatRoundsAwayGivesZeroAndADualNumberNeedsNone) {
    const math::Himmelblau f;
    const PlanePoint at{1, 1}, v{0.6, 0.8};
    EXPECT_EQ(math::forward_difference(f, at, v, 1e-17), 0);
    EXPECT_EQ(math::central_difference(f, at, v, 1e-17), 0);
    EXPECT_TRUE(close(math::dual_slope(f, at, v), math::dot(f.gradient(1, 1), v), {1e-15, 0}));
    // Nothing is cut off of a parabola's central difference.
    const auto line = math::line_derivatives(math::Saddle{}, at, v);
    EXPECT_EQ(math::best_central_step(line, 1e-16), std::numeric_limits<double>::infinity());
    EXPECT_EQ(math::central_difference(math::Saddle{}, {1, 1}, {1, 0}, 0.5), 1);
    EXPECT_THROW((void)math::forward_difference(f, at, v, 0), std::invalid_argument);
    EXPECT_THROW((void)math::central_difference(f, at, v, -1), std::invalid_argument);
}

TEST(DirectionalDerivative, ASweepIsEveryQuotientAgainstTheClosedForm) {
    const auto steps = math::swept_steps();
    ASSERT_EQ(steps.size(), 161U);
    EXPECT_EQ(steps.front(), 1e-16);
    EXPECT_EQ(steps.back(), 1);
    for (std::size_t k = 1; k < steps.size(); ++k)
        EXPECT_NEAR(steps[k] / steps[k - 1], std::pow(10, 0.1), 0.03);
    for (const Landscape& landscape : landscapes())
        for (const auto& [at, v] : places()) {
            const auto line = math::line_derivatives(landscape, at, v);
            const double noise = math::value_noise(landscape, at), unit = 3;
            const auto forward =
                math::difference_sweep(math::Quotient::Forward, landscape, at, v, line, steps, 1e-6, unit);
            const auto central =
                math::difference_sweep(math::Quotient::Central, landscape, at, v, line, steps, 1e-6, unit);
            for (const std::size_t k : {0U, 40U, 100U, 160U}) {
                const double quotient = math::forward_difference(landscape, at, v, steps[k]);
                EXPECT_TRUE(close(forward.errors[k], std::abs(quotient - line.slope) / 3));
                EXPECT_TRUE(close(central.expected[k], math::central_error(line, noise, steps[k]).sum() / 3));
            }
            EXPECT_EQ(central.value, math::central_difference(landscape, at, v, 1e-6));
            EXPECT_TRUE(close(central.error, std::abs(central.value - line.slope) / 3));
            EXPECT_EQ(forward.best_h, math::best_forward_step(line, noise));
            for (const double expected : forward.expected)
                EXPECT_FALSE(expected < forward.best_expected * (1 - 1e-12));
            for (const double expected : central.expected)
                EXPECT_FALSE(expected < central.best_expected * (1 - 1e-12));
        }
}

}  // namespace directional_derivative_test
}  // namespace lossfield::tests
