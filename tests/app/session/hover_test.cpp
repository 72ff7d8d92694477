#include "app/session/hover.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <numbers>

namespace lossfield::tests {
namespace hover_test {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

TEST(Hover, ABilinearFieldIsFoundExactly) {
    const auto f = [](double x, double y) { return 2 * x - y + 3 * x * y; };
    const viz::GridField grid = viz::sample_grid({{-1, 3}, {2, 4}}, 5, 3, f);
    for (const auto& [x, y] : {std::pair{-1.0, 2.0}, {3.0, 4.0}, {0.3, 2.9}, {2.999, 3.5}})
        EXPECT_NEAR(*app::field_at(grid, x, y), f(x, y), 1e-12);
    EXPECT_FALSE(app::field_at(grid, 3.1, 3).has_value());
}

TEST(Hover, ALinearFieldOnTheTriangleIsFoundExactly) {
    for (const std::size_t n : {1U, 2U, 7U}) {
        viz::TriangleField field{n, {}};
        // value = 2 b1 + 3 b2 + 5 b3 of the barycentric shares
        for (std::size_t j = 0; j <= n; ++j)
            for (std::size_t i = 0; i + j <= n; ++i)
                field.values.push_back((2.0 * (n - i - j) + 3.0 * i + 5.0 * j) / n);
        for (double b2 = 0; b2 <= 1; b2 += 0.09)
            for (double b3 = 0; b2 + b3 <= 1; b3 += 0.08) {
                const double x = b2 + b3 / 2, y = b3 * std::numbers::sqrt3 / 2;
                const auto v = app::field_at(field, x, y);
                ASSERT_TRUE(v.has_value()) << n << ' ' << b2 << ' ' << b3;
                EXPECT_NEAR(*v, 2 * (1 - b2 - b3) + 3 * b2 + 5 * b3, 1e-9);
            }
        EXPECT_FALSE(app::field_at(field, 0.1, 0.8).has_value());
    }
}

TEST(Hover, AHoleHasNoValue) {
    const viz::GridField grid{{{0, 1}, {0, 1}}, 2, 2, viz::Vector{1, 2, nan, 4}};
    EXPECT_FALSE(app::field_at(grid, 0.5, 0.5).has_value());
    viz::Curve curve;
    curve.x = {0, 1, 2};
    curve.y = {0, nan, 4};
    EXPECT_FALSE(app::curve_at(curve, 0.5).has_value());
    EXPECT_FALSE(app::curve_at(curve, 3).has_value());
    curve.y[1] = 1;
    EXPECT_DOUBLE_EQ(*app::curve_at(curve, 1.5), 2.5);
}

}  // namespace hover_test
}  // namespace lossfield::tests
