#include "math/landscapes.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

#include "tests/math/oracle.hpp"
#include "tests/support.hpp"

namespace lossfield::tests {
namespace {

using math::Bowl;
using math::DoubleWell;
using math::Landscape;
using math::PlanePoint;

std::vector<Landscape> landscapes() {
    return {Bowl(1, 0),         Bowl(20, 30),   Bowl(1000, -47), Bowl(7, 200),    math::Rosenbrock{},
            math::Himmelblau{}, math::Saddle{}, DoubleWell{0},   DoubleWell{0.2}, DoubleWell{-0.7}};
}

std::vector<PlanePoint> points() {
    std::vector<PlanePoint> all{{0, 0},       {1, 1},       {1e-8, -1e-8}, {1000, -1000},
                                {-1000, 0.5}, {1e-3, 1000}, {-1, -1}};
    for (std::uint64_t s = 0; s < 40; ++s) {
        const std::vector<double> p = random_point(s, 2, s % 4 == 3 ? 1000.0 : 5.0);
        all.push_back({p[0], p[1]});
    }
    return all;
}

template <typename Scalar>
Scalar value_of(const Landscape& landscape, const Scalar& x, const Scalar& y) {
    return std::visit([&](const auto& l) { return l.value(x, y); }, landscape);
}

TEST(Landscapes, GradientsAgreeWithDualNumbersAndCentralDifferences) {
    for (const Landscape& l : landscapes()) {
        for (const PlanePoint& p : points()) {
            const auto check = math::check_landscape_gradient(l, p);
            EXPECT_LT(check.worst, 1e-9) << facts(l).id << " at " << p.x << ' ' << p.y << ": closed "
                                         << check.closed << ", dual " << check.dual;
            const PlanePoint g = gradient(l, p);
            const double h = 1e-5 * std::max(1.0, std::hypot(p.x, p.y));
            const auto differences = central_differences(
                [&](std::span<const double> at) {
                    return value_of(l, static_cast<Real>(at[0]), static_cast<Real>(at[1]));
                },
                std::array{p.x, p.y}, h);
            const auto hess = hessian(l, p);
            const double size = std::abs(hess.xx) + std::abs(hess.xy) + std::abs(hess.yy) + 1;
            const Tolerance tolerance{1e-5, 1e-5 * size};
            EXPECT_TRUE(close(g.x, differences[0], tolerance))
                << facts(l).id << " by x at " << p.x << ' ' << p.y;
            EXPECT_TRUE(close(g.y, differences[1], tolerance))
                << facts(l).id << " by y at " << p.x << ' ' << p.y;
        }
    }
}

TEST(Landscapes, HessiansAreTheSecondDerivativesByNestedDualNumbers) {
    using Two = math::Dual<math::Dual<double>>;
    const auto seeded = [](double at, double outer, double inner) {
        return Two{math::Dual<double>{at, inner}, math::Dual<double>{outer, 0.0}};
    };
    for (const Landscape& l : landscapes()) {
        for (const PlanePoint& p : points()) {
            const auto second = [&](double x1, double x2, double y1, double y2) {
                return value_of(l, seeded(p.x, x1, x2), seeded(p.y, y1, y2)).derivative.derivative;
            };
            const auto h = hessian(l, p);
            const double noise = 1e-10 * (std::abs(h.xx) + std::abs(h.yy) + 100);
            EXPECT_TRUE(close(h.xx, second(1, 1, 0, 0), {1e-10, noise}))
                << facts(l).id << ' ' << p.x << ' ' << p.y;
            EXPECT_TRUE(close(h.xy, second(1, 0, 0, 1), {1e-10, noise}))
                << facts(l).id << ' ' << p.x << ' ' << p.y;
            EXPECT_TRUE(close(h.yy, second(0, 0, 1, 1), {1e-10, noise}))
                << facts(l).id << ' ' << p.x << ' ' << p.y;
        }
    }
}

// At a stationary point the gradient is at most what rounding of the coordinates makes of the curvature.
TEST(Landscapes, StationaryPointsHaveNoGradientAndTheirKindOfCurvature) {
    for (const Landscape& l : landscapes()) {
        const auto found = stationary(l);
        const auto walk = [&](const std::vector<PlanePoint>& at, bool low_positive, bool high_positive) {
            for (const PlanePoint& p : at) {
                const PlanePoint g = gradient(l, p);
                const auto curvature = math::eigenvalues(hessian(l, p));
                EXPECT_LE(std::hypot(g.x, g.y), 4e-15 * (10 + std::abs(curvature.high)))
                    << facts(l).id << ' ' << p.x << ' ' << p.y;
                EXPECT_EQ(curvature.low > 0, low_positive) << facts(l).id << ' ' << curvature.low;
                EXPECT_EQ(curvature.high > 0, high_positive) << facts(l).id << ' ' << curvature.high;
            }
        };
        walk(found.minima, true, true);
        walk(found.saddles, false, true);
        walk(found.maxima, false, false);
    }
}

// Published to six digits [Himmelblau 1972]; one of the four is (3, 2) exactly.
TEST(Landscapes, HimmelblauHasNinePointsAndFourZeros) {
    const auto found = stationary(Landscape(math::Himmelblau{}));
    ASSERT_EQ(found.minima.size(), 4u);
    EXPECT_EQ(found.saddles.size(), 4u);
    ASSERT_EQ(found.maxima.size(), 1u);
    EXPECT_EQ(found.minima[0], (PlanePoint{3, 2}));
    const double at[3][2] = {{-2.805118, 3.131312}, {-3.779310, -3.283186}, {3.584428, -1.848126}};
    for (int i = 0; i < 3; ++i) {
        const PlanePoint& p = found.minima[static_cast<std::size_t>(i) + 1];
        EXPECT_NEAR(p.x, at[i][0], 1.5e-6);
        EXPECT_NEAR(p.y, at[i][1], 1.5e-6);
        EXPECT_LT(math::value(math::Himmelblau{}, p), 1e-28);
    }
    EXPECT_NEAR(math::value(math::Himmelblau{}, found.maxima[0]), 181.617, 1e-3);
}

// T55: c = 0 has minima (+-1, 0) of value -1/4 and the saddle at the origin; beyond the critical tilt one
// minimum is left, on the side the tilt lowers.
TEST(Landscapes, TheTiltMergesAMinimumWithTheSaddle) {
    const auto level = DoubleWell{0}.stationary();
    ASSERT_EQ(level.minima.size(), 2u);
    EXPECT_TRUE(close(level.minima[0].x, 1, {1e-15, 0}));
    EXPECT_TRUE(close(level.minima[1].x, -1, {1e-15, 0}));
    ASSERT_EQ(level.saddles.size(), 1u);
    EXPECT_TRUE(close(level.saddles[0].x, 0, {0, 1e-16}));
    EXPECT_TRUE(close(math::value(DoubleWell{0}, level.minima[0]), -0.25, {1e-15, 0}));
    EXPECT_TRUE(close(DoubleWell::critical_tilt, 2 / (3 * std::sqrt(3.0)), {1e-15, 0}));
    for (double c = -1; c <= 1; c += 0.0625) {
        const auto found = DoubleWell{c}.stationary();
        const bool both = std::abs(c) < DoubleWell::critical_tilt;
        ASSERT_EQ(found.minima.size(), both ? 2u : 1u) << c;
        EXPECT_EQ(found.saddles.size(), both ? 1u : 0u) << c;
        for (const auto& m : found.minima) EXPECT_TRUE(close(m.x * m.x * m.x - m.x + c, 0, {0, 1e-15})) << c;
        if (!both) {
            EXPECT_LT(found.minima[0].x * c, 0) << c;
        }
    }
    for (double sign : {-1.0, 1.0}) {
        const auto merged = DoubleWell{sign * DoubleWell::critical_tilt}.stationary();
        ASSERT_EQ(merged.minima.size(), 1u);
        EXPECT_TRUE(close(merged.minima[0].x, -sign * 2 / std::numbers::sqrt3, {1e-14, 0}));
        const double x = sign / std::numbers::sqrt3;
        EXPECT_TRUE(close(gradient(DoubleWell{sign * DoubleWell::critical_tilt}, {x, 0}).x, 0, {0, 1e-15}));
    }
}

TEST(Landscapes, TheBowlHasCurvaturesOneAndKappaAlongItsTurnedAxes) {
    for (double kappa : {1.0, 20.0, 1000.0}) {
        for (double degrees :
             {-400.0, -30.0, 0.0, 12.5, 45.0, 70.0, 90.0, 110.0, 180.0, 250.0, 300.0, 725.0}) {
            const Bowl bowl(kappa, degrees);
            const double angle = degrees * std::numbers::pi / 180;
            const double c = std::cos(angle);
            const double s = std::sin(angle);
            EXPECT_TRUE(close(bowl.value(2 * c, 2 * s), 2, {1e-12, 0})) << kappa << ' ' << degrees;
            EXPECT_TRUE(close(bowl.value(-2 * s, 2 * c), 2 * kappa, {1e-12, 0})) << kappa << ' ' << degrees;
            const auto curvature = math::eigenvalues(bowl.hessian(0, 0));
            EXPECT_TRUE(close(curvature.low, 1, {1e-11, 0})) << kappa << ' ' << degrees;
            EXPECT_TRUE(close(curvature.high, kappa, {1e-12, 0})) << kappa << ' ' << degrees;
        }
    }
    EXPECT_EQ(Bowl(50, 90).gradient(2, 0), (PlanePoint{100, 0}));
    EXPECT_EQ(Bowl(50, -180).hessian(0, 0).xy, 0.0);
    EXPECT_THROW(Bowl(0, 10), std::invalid_argument);
}

TEST(Landscapes, AGridOfValuesIsTheValueAtEveryNode) {
    const std::vector<double> x{-2, -0.5, 1, 3};
    const std::vector<double> y{-1, 0.25, 2};
    for (const Landscape& l : landscapes()) {
        std::vector<double> values(12);
        grid_values(l, x, y, values);
        for (std::size_t j = 0; j < 3; ++j)
            for (std::size_t i = 0; i < 4; ++i)
                EXPECT_EQ(values[j * 4 + i], value(l, {x[i], y[j]})) << facts(l).id;
        EXPECT_THROW(grid_values(l, x, x, values), std::invalid_argument);
    }
}

TEST(Landscapes, TheNearestMinimum) {
    const auto four = stationary(Landscape(math::Himmelblau{}));
    EXPECT_EQ(nearest_minimum(four, {4, 3}), four.minima[0]);
    EXPECT_EQ(nearest_minimum(four, {-4, -3}), four.minima[2]);
    EXPECT_EQ(nearest_minimum(stationary(Landscape(math::Saddle{})), {1, 1}), std::nullopt);
}

TEST(Plane, EigenvaluesOfSymmetricMatrices) {
    for (std::uint64_t s = 0; s < 50; ++s) {
        const std::vector<double> p = random_point(s, 3, 5);
        const math::Symmetric2 a{p[0], p[1], p[2]};
        const auto e = math::eigenvalues(a);
        EXPECT_LE(e.low, e.high);
        EXPECT_TRUE(close(e.low + e.high, a.xx + a.yy, {1e-12, 1e-12}));
        EXPECT_TRUE(close(e.low * e.high, math::determinant(a), {1e-12, 1e-12}));
    }
    // A singular matrix has an exact zero.
    const auto e = math::eigenvalues({0.5e9, 0.5e9, 0.5e9});
    EXPECT_EQ(e.low, 0.0);
    const auto flat = math::eigenvalues({0, 3, 0});
    EXPECT_EQ(flat.low, -3.0);
    EXPECT_EQ(flat.high, 3.0);
    const auto down = math::eigenvalues({-1, 0, -4});
    EXPECT_EQ(down.low, -4.0);
    EXPECT_EQ(down.high, -1.0);
}

}  // namespace
}  // namespace lossfield::tests
