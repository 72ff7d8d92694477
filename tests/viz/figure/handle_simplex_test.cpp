#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "math/simplex/softmax.hpp"
#include "math/simplex/triangle.hpp"
#include "tests/support/random_values.hpp"
#include "viz/figure/simplex_moves.hpp"

namespace lossfield::tests {
namespace handle_simplex_test {

using namespace viz;

constexpr Interval hard{-1000, 1000};

double mean(const Vector& v) {
    return std::accumulate(v.begin(), v.end(), 0.0) / static_cast<double>(v.size());
}

// Logits of any size up to the hard range, sometimes exactly at it.
Vector logits(Random& random, std::size_t classes) {
    const double size = std::pow(10.0, random.between(-1, 3));
    Vector z;
    for (std::size_t k = 0; k < classes; ++k)
        z.push_back(random.below(8) == 0 ? (random.below(2) == 0 ? hard.low : hard.high)
                                         : random.between(-size, size));
    return z;
}

Corners corners(Random& random, std::size_t classes) {
    Corners all(classes);
    std::iota(all.begin(), all.end(), std::size_t{0});
    for (std::size_t k = classes - 1; k > 0; --k) std::swap(all[k], all[random.below(k + 1)]);
    all.resize(classes == 2 ? 2 : 2 + random.below(2));
    return all;
}

TEST(PullLogits, KeepsTheMeanTheRangeAndWhatIsNotShown) {
    Random random(9);
    for (int round = 0; round < 5000; ++round) {
        const std::size_t classes = 2 + random.below(9);
        const double temperature = 0.05 * std::pow(200.0, random.between(0, 1));
        const Vector z = logits(random, classes);
        const Corners shown = corners(random, classes);
        const Vector after =
            pull_logits(z, temperature, shown, hard, random.between(-0.5, 1.5), random.between(-0.5, 1.5));
        for (const double v : after) ASSERT_TRUE(hard.contains(v)) << v;
        ASSERT_NEAR(mean(after), mean(z), 1e-9);
        const Vector log_p = math::log_softmax(z, temperature),
                     log_after = math::log_softmax(after, temperature);
        for (std::size_t k = 0; k < classes; ++k) {
            if (std::find(shown.begin(), shown.end(), k) != shown.end()) continue;
            ASSERT_NEAR(log_after[k], log_p[k], 1e-9 * std::max(1.0, std::abs(log_p[k])));
        }
    }
}

TEST(PullLogits, OutsideTheTriangleEndsAtItsNearestPoint) {
    Random random(10);
    for (int round = 0; round < 1000; ++round) {
        const double temperature = 0.05 * std::pow(200.0, random.between(0, 1));
        Vector z;
        for (int k = 0; k < 3; ++k) z.push_back(random.between(-8, 8));
        const double x = random.between(-3, 4), y = random.between(-3, 4);
        const Vector p = math::softmax(pull_logits(z, temperature, {0, 1, 2}, hard, x, y), temperature);
        const auto nearest = math::to_plane(math::closest_in_triangle({x, y}));
        const auto there = math::to_plane({p[0], p[1], p[2]});
        ASSERT_NEAR(there.x, nearest.x, 1e-9);
        ASSERT_NEAR(there.y, nearest.y, 1e-9);
    }
}

TEST(PullLogits, StopsExactlyWhereALogitMeetsItsRange) {
    const Interval narrow{-1, 1};
    const Vector corner = pull_logits({0, 0, 0}, 1, {0, 1, 2}, narrow, -5, -5);
    EXPECT_NEAR(corner[0], 1, 1e-12);
    EXPECT_NEAR(corner[1], -0.5, 1e-12);
    EXPECT_NEAR(corner[2], -0.5, 1e-12);
    const Vector edge = pull_logits({0, 0, 0}, 1, {0, 1, 2}, narrow, 0.5, -5);
    EXPECT_NEAR(edge[0], 0.5, 1e-12);
    EXPECT_NEAR(edge[1], 0.5, 1e-12);
    EXPECT_NEAR(edge[2], -1, 1e-12);
    const Vector end = pull_logits({0.5, 0}, 10, {0, 1}, {-8, 8}, 2, 77);
    EXPECT_NEAR(end[0], 0.5 - 8, 1e-12);
    EXPECT_NEAR(end[1], 8, 1e-12);
}

TEST(PullLogits, ClassesWithoutAnyProbabilityStillDivideTheirShare) {
    // Shares of e^-40000: far below the smallest double.
    const Vector after = pull_logits({-900, -900, -900, 990}, 0.05, {0, 1, 2}, hard, 0.5, std::sqrt(3.0) / 4);
    EXPECT_NEAR((after[1] - after[0]) / 0.05, 0, 1e-9);
    EXPECT_NEAR((after[2] - after[0]) / 0.05, std::log(2.0), 1e-9);
    EXPECT_NEAR(mean(after), -427.5, 1e-9);
}

TEST(PullLogits, AHiddenClassAtItsBoundHoldsTheOthersBack) {
    // Towards the middle the hidden logit would fall below -1000.
    const Vector z{900, -400, 500, -1000};
    const Vector after = pull_logits(z, 10, {0, 1, 2}, hard, 0.5, std::sqrt(3.0) / 6);
    for (const double v : after) EXPECT_TRUE(hard.contains(v)) << v;
    EXPECT_NEAR(mean(after), 0, 1e-9);
}

TEST(PullProbabilities, HoldsTheOthersShare) {
    Random random(11);
    for (int round = 0; round < 1000; ++round) {
        const std::size_t classes = 2 + random.below(9);
        Vector p;
        for (std::size_t k = 0; k < classes; ++k) p.push_back(random.between(0.01, 1));
        const double sum = std::accumulate(p.begin(), p.end(), 0.0);
        for (auto& v : p) v /= sum;
        const Corners shown = corners(random, classes);
        const Vector after =
            pull_probabilities(p, shown, random.between(-0.5, 1.5), random.between(-0.5, 1.5));
        ASSERT_NEAR(std::accumulate(after.begin(), after.end(), 0.0), 1, 1e-12);
        for (std::size_t k = 0; k < classes; ++k) {
            ASSERT_GE(after[k], 0);
            if (std::find(shown.begin(), shown.end(), k) != shown.end()) continue;
            ASSERT_EQ(after[k], p[k]);
        }
    }
}

TEST(PullProbabilities, NearACornerMeansTheCorner) {
    const double height = std::sqrt(3.0) / 2;
    EXPECT_EQ(pull_probabilities({0.2, 0.3, 0.5}, {0, 1, 2}, 0.007, 0.007), (Vector{1, 0, 0}));
    EXPECT_EQ(pull_probabilities({0.2, 0.3, 0.5}, {0, 1, 2}, 0.5, height - 0.009), (Vector{0, 0, 1}));
    EXPECT_GT(pull_probabilities({0.2, 0.3, 0.5}, {0, 1, 2}, 0.5, height - 0.011)[0], 0);
    EXPECT_EQ(pull_probabilities({0.25, 0.25, 0.5}, {0, 1}, 0.995, 3), (Vector{0, 0.5, 0.5}));
    EXPECT_EQ(pull_probabilities({0, 0, 1}, {0, 1}, 0.5, 0), (Vector{0, 0, 1}));  // nothing to divide
}

TEST(WithShare, TheOthersKeepTheirProportions) {
    EXPECT_EQ(with_share({0.5, 0.25, 0.25}, 0, 0), (Vector{0, 0.5, 0.5}));
    EXPECT_EQ(with_share({0.5, 0.25, 0.25}, 0, 7), (Vector{1, 0, 0}));
    EXPECT_EQ(with_share({1, 0, 0}, 0, 0.5), (Vector{0.5, 0.25, 0.25}));
}

}  // namespace handle_simplex_test
}  // namespace lossfield::tests
