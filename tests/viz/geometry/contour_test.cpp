#include "viz/geometry/contour.hpp"

#include <gtest/gtest.h>

#include <limits>

#include "tests/support/support.hpp"
#include "tests/viz/fields.hpp"

namespace lossfield::viz {
namespace contour_test {

using namespace tests;

constexpr double pi = 3.14159265358979323846;
constexpr double inf = std::numeric_limits<double>::infinity();
constexpr double nan = std::numeric_limits<double>::quiet_NaN();
constexpr Domain square{{-2, 2}, {-2, 2}};

LevelSet only(const Field& field, double level, Interpolation how = Interpolation::Linear) {
    return level_sets(field, {level}, how, true, true).at(0);
}

double total_length(const LevelSet& s) {
    double length = 0;
    for (const auto& l : s.lines) length += length_of(l);
    return length;
}

TEST(LevelSets, CircleAreaAndPerimeterConverge) {
    // {1.5^2 - r^2 >= 0}: a disc of radius 1.5; errors fall with the square of the step.
    std::vector<double> area_errors, length_errors;
    for (const std::size_t n : {33U, 65U, 129U}) {
        const auto s =
            only(sampled(square, n, n, [](double x, double y) { return 2.25 - x * x - y * y; }), 0);
        ASSERT_EQ(s.ring_ends.size(), 1U);
        ASSERT_EQ(s.lines.size(), 1U);
        EXPECT_EQ(s.lines[0].front(), s.lines[0].back());
        area_errors.push_back(std::abs(ring_area(s.ring_points, s.ring_ends) - pi * 2.25));
        length_errors.push_back(std::abs(total_length(s) - 2 * pi * 1.5));
    }
    for (std::size_t i = 1; i < 3; ++i) {
        EXPECT_LT(area_errors[i], area_errors[i - 1] / 3) << area_errors[i - 1];
        EXPECT_LT(length_errors[i], length_errors[i - 1] / 3) << length_errors[i - 1];
    }
    EXPECT_LT(area_errors[2], 2e-3);
}

TEST(LevelSets, PlaneIsCutExactly) {
    const auto s = only(sampled(square, 9, 5, [](double x, double y) { return x + 2 * y; }), 0.7);
    // x + 2 y >= 0.7 within the square: a trapezoid; x runs from 0.7 - 4 < -2 at y = 2 to 2 at y = -0.65.
    const double left_y = (0.7 + 2) / 2, right_y = (0.7 - 2) / 2;
    EXPECT_TRUE(
        close(ring_area(s.ring_points, s.ring_ends), 4 * (4 - (left_y + right_y + 4) / 2), {1e-12, 1e-12}));
    ASSERT_EQ(s.lines.size(), 1U);
    EXPECT_TRUE(close(length_of(s.lines[0]), std::hypot(4, left_y - right_y), {1e-12, 1e-12}));
    for (const Vec2& p : s.lines[0]) EXPECT_NEAR(p.x + 2 * p.y, 0.7, 1e-12);
}

TEST(LevelSets, SaddleFollowsItsCentre) {
    // One cell, x y: the level set joins the high corners below the centre's value 0 and parts them above it.
    const auto field = sampled({{-1, 1}, {-1, 1}}, 2, 2, [](double x, double y) { return x * y; });
    const auto joined = only(field, -0.5), parted = only(field, 0.5);
    EXPECT_EQ(joined.ring_ends.size(), 1U);
    EXPECT_EQ(parted.ring_ends.size(), 2U);
    EXPECT_TRUE(close(ring_area(joined.ring_points, joined.ring_ends), 4 - 2 * 0.125, {1e-12, 0}));
    EXPECT_TRUE(close(ring_area(parted.ring_points, parted.ring_ends), 2 * 0.125, {1e-12, 0}));
}

TEST(LevelSets, NanIsAHole) {
    auto field = sampled(square, 9, 9, [](double, double) { return 1.0; });
    Vector values = field.values;
    values[4 * 9 + 4] = nan;
    field.values = std::move(values);
    const auto s = only(field, 0);
    ASSERT_EQ(s.ring_ends.size(), 2U);
    // Four cells of 0.5 x 0.5 are gone; the rim of the hole is no line of the level.
    EXPECT_TRUE(close(ring_area(s.ring_points, s.ring_ends), 16 - 1, {1e-12, 0}));
    EXPECT_TRUE(close(triangle_area(s.triangle_points, s.triangles), 15, {1e-12, 0}));
    EXPECT_TRUE(s.lines.empty());
    EXPECT_TRUE(level_sets(sampled(square, 3, 3, [](double, double) { return nan; }), {0},
                           Interpolation::Linear, true, true)
                    .at(0)
                    .ring_points.empty());
}

TEST(LevelSets, InfinityOnTheEdge) {
    // -log of the third share is +inf along the side where it is 0; its level sets are straight.
    const std::size_t n = 20;
    const auto field =
        sampled_triangle(n, [](double, double y) { return y > 0 ? -std::log(y * 2 / std::sqrt(3.0)) : inf; });
    for (const double level : {0.3, 1.0, 4.0, 9.0}) {
        const auto s = only(field, level, Interpolation::NegativeExponential);
        const double b = std::exp(-level);
        const double whole = std::sqrt(3.0) / 4;
        EXPECT_TRUE(close(ring_area(s.ring_points, s.ring_ends), whole * (1 - (1 - b) * (1 - b)), {1e-9, 0}))
            << level;
        ASSERT_EQ(s.lines.size(), 1U) << level;
        for (const Vec2& p : s.lines[0]) EXPECT_NEAR(p.y, b * std::sqrt(3.0) / 2, 1e-12) << level;
    }
}

TEST(LevelSets, AnOffsetMovesNothing) {
    // exp(-v) of large values is 0 for all of them; only their differences may count.
    const auto bowl = [](double x, double y) { return x * x + 2 * y * y; };
    const auto near = only(sampled(square, 41, 41, bowl), 2, Interpolation::NegativeExponential);
    const auto far = only(sampled(square, 41, 41, [&](double x, double y) { return 2e4 + bowl(x, y); }),
                          2e4 + 2, Interpolation::NegativeExponential);
    ASSERT_EQ(near.lines.size(), far.lines.size());
    ASSERT_EQ(near.ring_points.size(), far.ring_points.size());
    for (std::size_t i = 0; i < near.ring_points.size(); ++i) {
        EXPECT_NEAR(near.ring_points[i].x, far.ring_points[i].x, 1e-9);
        EXPECT_NEAR(near.ring_points[i].y, far.ring_points[i].y, 1e-9);
    }
}

TEST(LevelSets, LinesLieOnTheirLevel) {
    // On a triangular grid the linear interpolation is unique, so the value at every vertex of a line is known.
    const std::size_t n = 12;
    const auto f = [](double x, double y) { return std::sin(3 * x) + y * y; };
    const auto field = sampled_triangle(n, f);
    const auto interpolated = [&](Vec2 p) {
        const double v = p.y / (std::sqrt(3.0) / 2) * n, u = p.x * n - v / 2;
        const double j = std::clamp(std::floor(v + 1e-12), 0.0, n - 1.0),
                     i = std::clamp(std::floor(u + 1e-12), 0.0, n - 1 - j);
        const double a = u - i, b = v - j;
        const auto at = [&](double s, double t) { return f((s + 0.5 * t) / n, std::sqrt(3.0) / 2 * t / n); };
        if (a + b <= 1 + 1e-9) return at(i, j) * (1 - a - b) + at(i + 1, j) * a + at(i, j + 1) * b;
        return at(i + 1, j + 1) * (a + b - 1) + at(i + 1, j) * (1 - b) + at(i, j + 1) * (1 - a);
    };
    std::size_t vertices = 0;
    for (const LevelSet& s : level_sets(field, {0.2, 0.5, 0.8, 1.1}, Interpolation::Linear, false, true))
        for (const auto& line : s.lines)
            for (const Vec2& p : line) {
                EXPECT_NEAR(interpolated(p), s.level, 1e-9) << p.x << "," << p.y;
                ++vertices;
            }
    EXPECT_GT(vertices, 40U);
}

TEST(LevelSets, RingsTurnLeftAroundWhatIsInside) {
    // A ring-shaped region: its outer ring counter-clockwise, its hole clockwise.
    const auto s = only(
        sampled(square, 41, 41, [](double x, double y) { return -std::abs(std::hypot(x, y) - 1.2); }), -0.4);
    ASSERT_EQ(s.ring_ends.size(), 2U);
    const double first = signed_area(s.ring_points.data(), s.ring_points.data() + s.ring_ends[0]);
    const double second =
        signed_area(s.ring_points.data() + s.ring_ends[0], s.ring_points.data() + s.ring_ends[1]);
    EXPECT_NEAR(std::max(first, second), pi * 1.6 * 1.6, 0.05);
    EXPECT_NEAR(std::min(first, second), -pi * 0.8 * 0.8, 0.05);
}

TEST(LevelSets, NothingOfNothing) {
    EXPECT_TRUE(level_sets(GridField{}, {1}, Interpolation::Linear, true, true).empty());
    EXPECT_TRUE(level_sets(sampled(square, 3, 3, [](double, double) { return 1.0; }), {},
                           Interpolation::Linear, true, true)
                    .empty());
}

}  // namespace contour_test
}  // namespace lossfield::viz
