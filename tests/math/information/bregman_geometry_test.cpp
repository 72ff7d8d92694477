#include "math/information/bregman_geometry.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "math/simplex/triangle.hpp"
#include "tests/math/oracle.hpp"
#include "tests/support/support.hpp"

namespace lossfield::tests {
namespace bregman_geometry_test {

using Vector = std::vector<double>;
using math::BallSide, math::Bregman, math::Generator, math::Within;

const std::vector<Bregman> all_generators{{Generator::HalfSquare},
                                          {Generator::NegativeEntropy},
                                          {Generator::ItakuraSaito},
                                          {Generator::Quadratic, {2, 0.5, 1}}};
constexpr auto sides = {BallSide::OfFirst, BallSide::OfSecond};

double between(const Bregman& phi, BallSide side, const Vector& x, const Vector& centre) {
    return side == BallSide::OfFirst ? math::bregman(phi, x, centre) : math::bregman(phi, centre, x);
}

TEST(BregmanGeometry, FieldsAreTheDivergenceAtTheirNodes) {
    const Vector c{1.3, 0.4}, share{0.5, 0.3, 0.2};
    const auto grid = math::triangle_grid(6);
    for (const Bregman& phi : all_generators)
        for (const BallSide side : sides) {
            const Vector square = math::bregman_on_square(phi, side, c, 4, 9);
            ASSERT_EQ(square.size(), 81u);
            for (std::size_t n = 0; n < 81; ++n) {
                const Vector x{0.5 * static_cast<double>(n % 9), 0.5 * static_cast<double>(n / 9)};
                EXPECT_TRUE(close(square[n], between(phi, side, x, c), {1e-14, 1e-15})) << n;
            }
            const Vector triangle = math::bregman_on_triangle(phi, side, share, 6);
            ASSERT_EQ(triangle.size(), grid.size());
            for (std::size_t n = 0; n < grid.size(); ++n)
                EXPECT_TRUE(close(triangle[n],
                                  between(phi, side, Vector(grid[n].begin(), grid[n].end()), share),
                                  {1e-14, 1e-15}))
                    << n;
        }
    EXPECT_THROW((void)math::bregman_on_square({}, BallSide::OfFirst, c, 4, 1), std::invalid_argument);
    EXPECT_THROW((void)math::bregman_on_triangle({}, BallSide::OfFirst, c, 6), std::invalid_argument);
}

TEST(BregmanGeometry, TheRimIsAsFarAwayAsItsRadiusOrOnASide) {
    const Vector c{1.3, 0.9}, share{0.5, 0.3, 0.2};
    for (const Bregman& phi : all_generators)
        for (const BallSide side : sides) {
            const auto plane = math::ball_rim(phi, side, Within::Space, c, 0.1, 12, 24);
            ASSERT_EQ(plane.x.size(), 25u);
            EXPECT_NEAR(plane.x.front(), plane.x.back(), 1e-9);
            for (std::size_t i = 0; i < 25; ++i)
                EXPECT_TRUE(close(between(phi, side, {plane.x[i], plane.y[i]}, c), 0.1, {1e-6, 0})) << i;
            const auto rim = math::ball_rim(phi, side, Within::Simplex, share, 0.02, 0, 24);
            for (std::size_t i = 0; i < 25; ++i) {
                const auto b = math::to_barycentric({rim.x[i], rim.y[i]});
                const Vector x{std::max(0.0, b[0]), std::max(0.0, b[1]), std::max(0.0, b[2])};
                const bool on_side = *std::min_element(x.begin(), x.end()) < 1e-9;
                EXPECT_TRUE(on_side || close(between(phi, side, x, share), 0.02, {1e-6, 0})) << i;
            }
        }
    EXPECT_THROW((void)math::ball_rim({}, BallSide::OfFirst, Within::Space, c, 1, 1, 0),
                 std::invalid_argument);
}

TEST(BregmanGeometry, DualCurvesRunFromEndToEnd) {
    const Vector b{0.7, 0.2, 0.1}, c{0.1, 0.3, 0.6};
    for (const Bregman& phi : all_generators) {
        const auto line = math::dual_curve(phi, Within::Simplex, b, c, 8);
        ASSERT_EQ(line.x.size(), 9u);
        const auto from = math::to_plane({0.7, 0.2, 0.1}), to = math::to_plane({0.1, 0.3, 0.6});
        EXPECT_EQ(line.x.front(), from.x);
        EXPECT_EQ(line.y.back(), to.y);
        const Vector half = math::dual_line(phi, Within::Simplex, b, c, 0.5);
        EXPECT_EQ(line.x[4], math::to_plane({half[0], half[1], half[2]}).x);
    }
}

TEST(BregmanGeometry, ThreePointsAddUp) {
    Draws random(21);
    for (int trial = 0; trial < 60; ++trial) {
        const auto place = [&] { return Vector{random.between(0.1, 4), random.between(0.1, 4)}; };
        const Vector a = place(), b = place(), c = place();
        for (const Bregman& phi : all_generators) {
            const auto parts = math::three_points(phi, a, b, c);
            EXPECT_TRUE(parts.finite());
            EXPECT_NEAR(parts.ac, parts.ab + parts.bc + parts.product, 1e-12 * parts.size());
        }
    }
    // A right angle of Pythagoras leaves nothing, and infinity is told.
    EXPECT_EQ(math::three_points({}, Vector{0.1, 0.3}, Vector{0.1, 0.1}, Vector{0.7, 0.1}).product, 0);
    EXPECT_FALSE(
        math::three_points({Generator::NegativeEntropy}, Vector{1, 1}, Vector{1, 2}, Vector{1, 0}).finite());
}

}  // namespace bregman_geometry_test
}  // namespace lossfield::tests
