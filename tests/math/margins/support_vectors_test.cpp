// The separator and its exact answer: gradients against dual numbers and differences, the answer against its own conditions
// (duality gap, feasible pulls, pulls that are the loss' slopes) and against problems whose answer is known.
#include "math/margins/support_vectors.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <set>
#include <vector>

#include "math/numerics/dual.hpp"
#include "math/numerics/random.hpp"

namespace lossfield::tests {
namespace support_vectors_test {

using math::LabelledPoints, math::MarginLoss, math::Separator;
using enum math::MarginLossKind;

// Two clouds `apart` from each other; every fifth label is flipped in some of them.
LabelledPoints clouds(std::size_t n, double apart, std::uint64_t seed, double size = 1) {
    LabelledPoints points;
    for (std::size_t i = 0; i < n; ++i) {
        const auto normal = [&](std::uint32_t k) { return math::random_normal({seed, 1, i, k}); };
        const double y = i % 3 == 0 ? -1 : 1;
        points.x.push_back({size * (y * apart + normal(0)), size * (0.4 * y * apart + normal(1) + 0.7)});
        points.y.push_back(seed % 2 == 0 && i % 5 == 4 ? -y : y);
    }
    return points;
}

TEST(Separator, GradientIsThatOfDualNumbersAndDifferences) {
    std::vector<MarginLoss> losses{
        {Hinge}, {SquaredHinge}, {SmoothedHinge, 0.3}, {Logistic}, {Exponential}, {Perceptron}, {Focal}};
    for (std::uint64_t seed = 1; seed <= 12; ++seed) {
        const LabelledPoints points = clouds(4 + 3 * seed, 0.6, seed);
        const std::array<double, 3> at{0.8 - 0.2 * static_cast<double>(seed), 0.3,
                                       0.1 * static_cast<double>(seed) - 0.4};
        for (const MarginLoss& loss : losses) {
            const double lambda = 0.07;
            const auto g = math::separator_gradient(loss, lambda, points, {{at[0], at[1]}, at[2]});
            for (std::size_t k = 0; k < 3; ++k) {
                std::array<math::Dual<double>, 3> x{at[0], at[1], at[2]};
                x[k].derivative = 1;
                EXPECT_NEAR(g[k], math::separator_objective(loss, lambda, points, x).derivative, 1e-13);
                std::array<double, 3> up = at, down = at;
                up[k] += 1e-6, down[k] -= 1e-6;
                EXPECT_NEAR(g[k],
                            (math::separator_objective(loss, lambda, points, up) -
                             math::separator_objective(loss, lambda, points, down)) /
                                2e-6,
                            1e-5);
            }
        }
    }
}

TEST(Separator, BatchesAreOfDifferentPointsAndTellTheGradientOnAverage) {
    const LabelledPoints points = clouds(17, 0.6, 3);
    const Separator at{{0.4, -0.2}, 0.1};
    std::array<double, 3> mean{};
    const int draws = 20000;
    std::vector<int> times(17, 0);
    for (int t = 1; t <= draws; ++t) {
        const auto batch = math::drawn_batch(17, 5, 9, static_cast<std::uint64_t>(t));
        EXPECT_EQ(batch, math::drawn_batch(17, 5, 9, static_cast<std::uint64_t>(t)));
        ASSERT_EQ(std::set<std::size_t>(batch.begin(), batch.end()).size(), 5U);
        for (const std::size_t i : batch) ++times.at(i);
        const auto g = math::separator_gradient({Hinge}, 0.1, points, at, batch);
        for (std::size_t k = 0; k < 3; ++k) mean[k] += g[k] / draws;
    }
    const auto whole = math::separator_gradient({Hinge}, 0.1, points, at);
    for (std::size_t k = 0; k < 3; ++k) EXPECT_NEAR(mean[k], whole[k], 0.02);
    for (const int n : times) EXPECT_NEAR(n, draws * 5.0 / 17, 5 * std::sqrt(draws * 5.0 / 17));
    EXPECT_EQ(math::separator_gradient({Hinge}, 0.1, points, at, math::drawn_batch(17, 40, 9, 1)), whole);
}

void expect_solved(const MarginLoss& loss, double lambda, const LabelledPoints& points,
                   const std::string& what) {
    const math::SupportVectors s = math::support_vectors(loss, lambda, points);
    const auto n = static_cast<double>(points.size());
    // The dual's value and feasibility from the pulls alone.
    double sum = 0, squares = 0, wx = 0, wy = 0, balance = 0, most = 0;
    for (std::size_t i = 0; i < points.size(); ++i) {
        EXPECT_GE(s.a[i], -1e-12) << what;
        if (loss.kind != SquaredHinge) {
            EXPECT_LE(s.a[i], 1 / n + 1e-12) << what;
        }
        sum += s.a[i], squares += s.a[i] * s.a[i], balance += s.a[i] * points.y[i];
        wx += s.a[i] * points.y[i] * points.x[i].x, wy += s.a[i] * points.y[i] * points.x[i].y;
        most = std::max(most, s.a[i]);
    }
    const double flat = loss.kind == SquaredHinge ? n / 2 : loss.kind == SmoothedHinge ? loss.width * n : 0;
    const double dual = sum - flat / 2 * squares - (wx * wx + wy * wy) / (2 * lambda);
    const double primal = math::separator_objective(loss, lambda, points, s.separator);
    EXPECT_NEAR(balance, 0, 1e-10 * (1 + sum)) << what;
    EXPECT_NEAR(s.primal, primal, 1e-12 * (1 + primal)) << what;
    EXPECT_NEAR(s.dual, dual, 1e-11 * (1 + primal)) << what;
    EXPECT_LE(primal - dual, 1e-9 * (1 + primal)) << what << " after " << s.iterations;
    // No separator near by is better, nor is any b.
    for (std::uint64_t k = 0; k < 60; ++k) {
        const double r = std::pow(10, -5 + 5 * math::random_uniform({2, 0, k, 9}));
        const auto move = [&](std::uint32_t c) { return r * math::random_normal({2, 0, k, c}); };
        const Separator near{{s.separator.w.x + move(0), s.separator.w.y + move(1)}, s.separator.b + move(2)};
        EXPECT_GE(math::separator_objective(loss, lambda, points, near), primal - 1e-9 * (1 + primal))
            << what;
    }
    for (const double share : {0.0, 0.5, 1.0})
        EXPECT_NEAR(math::separator_objective(loss, lambda, points,
                                              {s.separator.w, std::lerp(s.b_low, s.b_high, share)}),
                    primal, 1e-9 * (1 + primal))
            << what;
    const double beyond = 0.05 * (1 + std::abs(s.separator.b));
    for (const double b : {s.b_low - beyond, s.b_high + beyond})
        EXPECT_GT(math::separator_objective(loss, lambda, points, {s.separator.w, b}), primal) << what;
    // A point outside of the strip does not pull, one inside pulls by its slope.
    for (std::size_t i = 0; i < points.size(); ++i) {
        if (s.sides[i] == math::StripSide::Border) continue;
        const double m = points.y[i] * s.separator.score(points.x[i]);
        EXPECT_EQ(m > 1, s.sides[i] == math::StripSide::Outside);
        EXPECT_NEAR(n * s.a[i], -math::margin_slope(loss, m), 2e-4) << what << ' ' << m;
    }
}

TEST(SupportVectors, DualityGapVanishes) {
    for (const MarginLoss& loss : {MarginLoss{Hinge}, MarginLoss{SquaredHinge},
                                   MarginLoss{SmoothedHinge, 0.5}, MarginLoss{SmoothedHinge, 2.0}})
        for (std::uint64_t seed = 1; seed <= 8; ++seed)
            for (const std::size_t n : {2U, 5U, 24U, 200U})
                for (const double lambda : {1e-4, 1e-2, 0.3, 10.0})
                    for (const double apart : {0.2, 3.0})
                        expect_solved(loss, lambda, clouds(n, apart, seed),
                                      "loss " + std::to_string(static_cast<int>(loss.kind)) + " seed " +
                                          std::to_string(seed) + " n " + std::to_string(n) + " lambda " +
                                          std::to_string(lambda) + " apart " + std::to_string(apart));
}

TEST(SupportVectors, WidelySpreadAndEqualPoints) {
    for (const double size : {1e-3, 30.0, 100.0})
        expect_solved({Hinge}, 0.01, clouds(40, 0.5, 2, size), "size " + std::to_string(size));
    LabelledPoints same;
    for (int i = 0; i < 6; ++i) same.x.push_back({1, 2}), same.y.push_back(i % 2 == 0 ? 1 : -1);
    expect_solved({Hinge}, 0.1, same, "all at one place");
    EXPECT_NEAR(math::support_vectors({Hinge}, 0.1, same).separator.norm(), 0, 1e-9);
}

// Two points 2 r apart: the strip reaches from one to the other where lambda <= 1 / (2 r^2) ...
TEST(SupportVectors, TwoPoints) {
    for (const double r : {0.5, 1.0, 2.5})
        for (const double lambda : {1e-4, 0.01, 0.1, 1.0, 5.0}) {
            const LabelledPoints points{{{r, 1}, {-r, 1}}, {1, -1}};
            const math::SupportVectors s = math::support_vectors({Hinge}, lambda, points);
            // a <= 1/2 each: |w| = min(1/r, r / lambda).
            EXPECT_NEAR(s.separator.w.x, std::min(1 / r, r / lambda), 1e-9);
            EXPECT_NEAR(s.separator.w.y, 0, 1e-9);
            EXPECT_NEAR(s.separator.b, 0, 1e-7);
            EXPECT_EQ(s.hard_margin(), lambda <= r * r);
            EXPECT_NEAR(s.separator.width(), std::max(2 * r, 2 * lambda / r), 1e-8);
            // Points short of their borders leave b free between where one of them reaches it.
            EXPECT_NEAR(s.b_high - s.b_low, 2 * std::max(0.0, 1 - r * r / lambda), 1e-8);
        }
}

TEST(SupportVectors, HardMarginStaysWhileLambdaFalls) {
    const LabelledPoints points{{{1, 1}, {2, 3}, {3, 1}, {-1, -1}, {-2, -1}, {-3, -2}},
                                {1, 1, 1, -1, -1, -1}};
    const math::SupportVectors a = math::support_vectors({Hinge}, 1e-2, points),
                               b = math::support_vectors({Hinge}, 1e-5, points);
    EXPECT_TRUE(a.hard_margin() && b.hard_margin());
    // The widest strip is that between (1, 1) and (-1, -1).
    EXPECT_NEAR(a.separator.w.x, 0.5, 1e-8);
    EXPECT_NEAR(b.separator.w.y, 0.5, 1e-6);
    EXPECT_EQ(a.count(math::StripSide::Border), 2U);
}

TEST(SupportVectors, OneLabelAndRefusals) {
    const math::SupportVectors s = math::support_vectors({Hinge}, 0.1, {{{1, 2}, {0, 0}}, {-1, -1}});
    EXPECT_EQ(s.separator.norm(), 0);
    EXPECT_EQ(s.separator.b, -1);
    EXPECT_EQ(s.primal, 0);
    EXPECT_THROW((void)math::support_vectors({Logistic}, 0.1, clouds(5, 1, 1)), std::invalid_argument);
    EXPECT_THROW((void)math::support_vectors({Hinge}, 0, clouds(5, 1, 1)), std::invalid_argument);
    EXPECT_THROW((void)math::support_vectors({Hinge}, 1, {{{0, 0}}, {2}}), std::invalid_argument);
    EXPECT_THROW((void)math::support_vectors({Hinge}, 1, {}), std::invalid_argument);
}

}  // namespace support_vectors_test
}  // namespace lossfield::tests
