#include "math/landscapes/landscapes.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <variant>
#include <vector>

#include "tests/math/landscapes/landscape_samples.hpp"
#include "tests/math/oracle.hpp"
#include "tests/support/support.hpp"

namespace lossfield::tests {
namespace landscapes_test {

using math::Bowl;
using math::Landscape;
using math::PlanePoint;

TEST(Landscapes, GradientsAgreeWithDualNumbersAndCentralDifferences) {
    for (const Landscape& l : all_landscapes()) {
        for (const PlanePoint& p : sample_places(l)) {
            const auto check = math::check_landscape_gradient(l, p);
            EXPECT_LT(check.worst, 1e-9) << facts(l).id << " at " << p.x << ' ' << p.y << ": closed "
                                         << check.closed << ", dual " << check.dual;
            const PlanePoint g = gradient(l, p);
            const auto differences = central_differences(
                [&](std::span<const double> at) {
                    return value_of(l, static_cast<Real>(at[0]), static_cast<Real>(at[1]));
                },
                std::array{p.x, p.y}, 1e-5);
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
    for (const Landscape& l : all_landscapes()) {
        for (const PlanePoint& p : sample_places(l)) {
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
    for (const Landscape& l : all_landscapes()) {
        const auto found = stationary(l);
        const auto walk = [&](const std::vector<PlanePoint>& at, bool low_positive, bool high_positive) {
            for (const PlanePoint& p : at) {
                const PlanePoint g = gradient(l, p);
                const auto curvature = math::eigenvalues(hessian(l, p));
                const double most = std::max(std::abs(curvature.low), std::abs(curvature.high));
                EXPECT_LE(std::hypot(g.x, g.y), 4e-15 * (10 + most))
                    << facts(l).id << ' ' << p.x << ' ' << p.y;
                // Its Hessian is zero: MonkeySaddle has a test of its own.
                if (std::holds_alternative<math::MonkeySaddle>(l)) continue;
                EXPECT_EQ(curvature.low > 0, low_positive) << facts(l).id << ' ' << curvature.low;
                EXPECT_EQ(curvature.high > 0, high_positive) << facts(l).id << ' ' << curvature.high;
            }
        };
        walk(found.minima, true, true);
        walk(found.saddles, false, true);
        walk(found.maxima, false, false);
    }
}

TEST(Landscapes, AGridOfValuesIsTheValueAtEveryNode) {
    const std::vector<double> x{-2, -0.5, 1, 3};
    const std::vector<double> y{-1, 0.25, 2};
    for (const Landscape& l : all_landscapes()) {
        std::vector<double> values(12);
        grid_values(l, x, y, values);
        for (std::size_t j = 0; j < 3; ++j)
            for (std::size_t i = 0; i < 4; ++i)
                EXPECT_EQ(values[j * 4 + i], value(l, {x[i], y[j]})) << facts(l).id;
        EXPECT_THROW(grid_values(l, x, x, values), std::invalid_argument);
    }
}

// One place and many: the same bits.
TEST(Landscapes, GradientsInLanesHaveTheBitsOfTheGradient) {
    for (const Landscape& l : all_landscapes()) {
        const std::size_t dimension = math::dimension(l);
        for (const std::size_t count : {0U, 1U, 2U, 3U, 7U, 8U, 17U, 64U}) {
            std::array<std::vector<double>, 4> x, g;
            std::array<const double*, 4> from{};
            std::array<double*, 4> to{};
            for (std::size_t d = 0; d < dimension; ++d) {
                for (std::size_t i = 0; i < count; ++i)
                    x[d].push_back(random_point(i, 4, i % 3 == 2 ? 40 : 5)[d]);
                g[d].assign(count + 1, 7);
                from[d] = x[d].data();
                to[d] = g[d].data();
            }
            gradient_loop(l, count)(l, from.data(), to.data(), count);
            for (std::size_t d = 0; d < dimension; ++d) EXPECT_EQ(g[d][count], 7) << "written behind the end";
            for (std::size_t i = 0; i < count; ++i) {
                if (const auto* regression = std::get_if<math::MatrixRegression>(&l)) {
                    const auto alone = regression->gradient4({x[0][i], x[1][i], x[2][i], x[3][i]});
                    for (std::size_t d = 0; d < 4; ++d) EXPECT_EQ(g[d][i], alone[d]) << d;
                } else {
                    EXPECT_EQ((PlanePoint{g[0][i], g[1][i]}), gradient(l, {x[0][i], x[1][i]})) << facts(l).id;
                }
            }
        }
    }
}

TEST(Landscapes, FactsAreToldAndFit) {
    std::vector<std::string> ids;
    for (const Landscape& l : all_landscapes()) {
        const math::LandscapeFacts& f = facts(l);
        if (ids.empty() || ids.back() != f.id) ids.emplace_back(f.id);
        EXPECT_TRUE(f.view.contains(f.start)) << f.id;
        EXPECT_TRUE(std::string(f.name).size() > 3 && std::string(f.source).size() > 3) << f.id;
        const PlanePoint g = gradient(l, f.start);
        EXPECT_GT(std::hypot(g.x, g.y), 1e-3) << f.id << ": nothing moves from the start";
        EXPECT_EQ(f.dimension, std::holds_alternative<math::MatrixRegression>(l) ? 4U : 2U) << f.id;
        // Quadratic: one Hessian everywhere.
        const auto here = hessian(l, {0.3, -0.2}), there = hessian(l, {1.7, 0.9});
        EXPECT_EQ(here.xx == there.xx && here.xy == there.xy && here.yy == there.yy, f.quadratic) << f.id;
        for (const auto& minimum : stationary(l).minima) {
            if (std::string(f.id) != "double-well") {
                EXPECT_TRUE(f.view.contains(minimum)) << f.id;
            }
        }
    }
    std::vector<std::string> sorted = ids;
    std::sort(sorted.begin(), sorted.end());
    EXPECT_EQ(std::unique(sorted.begin(), sorted.end()), sorted.end());
    EXPECT_EQ(ids.size(), std::variant_size_v<Landscape>);
}

TEST(Landscapes, TheRangeOfCurvaturesIsOfAllCoordinates) {
    const auto bowl = math::curvature_range(Bowl(20, 30), {0, 0});
    EXPECT_TRUE(close(bowl.low, 1, {1e-12, 0}));
    EXPECT_TRUE(close(bowl.high, 20, {1e-12, 0}));
    // In the slice itself the turned curvatures are cos^2 + 20 sin^2 and its mirror.
    const auto matrix = math::curvature_range(math::MatrixRegression(20, 30), {1.5, 0.5});
    EXPECT_EQ(matrix.low, 1);
    EXPECT_EQ(matrix.high, 20);
    EXPECT_EQ(math::curvature_range(math::MatrixRegression(0.25, 30), {1.5, 0.5}).low, 0.25);
    // [[802, -400], [-400, 200]] at (1, 1).
    const auto valley = math::curvature_range(math::Rosenbrock{}, {1, 1});
    EXPECT_TRUE(close(valley.high, 501 + std::hypot(301, 400), {1e-14, 0}));
    EXPECT_TRUE(close(valley.low, 400 / valley.high, {1e-12, 0}));
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

}  // namespace landscapes_test
}  // namespace lossfield::tests
