// Transport along a line: w1_line of divergences.hpp.
#include <gtest/gtest.h>

#include "math/information/divergences.hpp"
#include "math/simplex/softmax.hpp"
#include "tests/math/oracle.hpp"
#include "tests/support/support.hpp"

namespace lossfield::tests {
namespace transport_line_test {

using Vector = std::vector<double>;

std::vector<Vector> distributions(std::size_t n) {
    std::vector<Vector> all{Vector(n, 1.0 / static_cast<double>(n))};
    for (std::uint64_t s = 0; s < 24; ++s)
        all.push_back(math::softmax(random_point(s, n, s % 3 == 0 ? 12 : 3)));
    return all;
}

TEST(TransportOnALine, IsTheAreaBetweenTheDistributionFunctionsAndMeetsItsDual) {
    const Vector x{-2, -0.5, 0, 1, 1.25, 4};
    const auto all = distributions(6);
    for (std::size_t s = 0; s + 1 < all.size(); ++s) {
        const Vector &p = all[s], &q = all[s + 1];
        const auto [cost, potential] = math::w1_line(p, q, x);
        double gain = 0, sum = 0, product = 0;
        for (std::size_t i = 0; i < 6; ++i) {
            gain += potential[i] * (p[i] - q[i]);
            sum += potential[i];
            for (std::size_t j = 0; j < 6; ++j) product += p[i] * q[j] * std::abs(x[i] - x[j]);
            if (i > 0) {
                EXPECT_LE(std::abs(potential[i] - potential[i - 1]), (x[i] - x[i - 1]) * (1 + 1e-12));
            }
        }
        EXPECT_TRUE(close(gain, cost, {1e-12, 1e-15})) << "the dual's value";
        EXPECT_TRUE(close(sum, 0, {0, 1e-13}));
        EXPECT_LE(cost, product);
        const double tv = math::total_variation(p, q);
        EXPECT_LE(0.25 * tv, cost * (1 + 1e-12)) << "least distance of two places";
        EXPECT_LE(cost, 6 * tv * (1 + 1e-12)) << "their greatest";
        EXPECT_TRUE(close(math::w1_line(q, p, x).cost, cost, {1e-12, 0}));
        // The derivative along a change that keeps the sum.
        const auto moved = [&](double h) {
            Vector r = p;
            r[1] += h, r[4] -= h;
            return math::w1_line(r, q, x).cost;
        };
        const double h = 1e-3 * std::min(p[1], p[4]);
        EXPECT_TRUE(close((moved(h) - moved(-h)) / (2 * h), potential[1] - potential[4], {1e-6, 1e-3})) << s;
    }
}

TEST(TransportOnALine, KnownCases) {
    const auto far = math::w1_line(Vector{1, 0, 0, 0}, Vector{0, 0, 0, 1}, Vector{0, 1, 2, 3});
    EXPECT_TRUE(close(far.cost, 3, {0, 0}));
    EXPECT_TRUE(close(far.potential, Vector{1.5, 0.5, -0.5, -1.5}, {0, 0}));
    for (const double c : {0.5, 3.0})
        EXPECT_TRUE(close(math::w1_line(Vector{0.7, 0.3}, Vector{0.2, 0.8}, Vector{0, c}).cost, 0.5 * c));
    // A shape moved by two places: W1 is the way.
    EXPECT_TRUE(close(
        math::w1_line(Vector{0.2, 0.5, 0.3, 0, 0}, Vector{0, 0, 0.2, 0.5, 0.3}, Vector{0, 1, 2, 3, 4}).cost,
        2));
    const auto same = math::w1_line(Vector{0.1, 0.2, 0.7}, Vector{0.1, 0.2, 0.7}, Vector{0, 1, 2});
    EXPECT_EQ(same.cost, 0);
    EXPECT_TRUE(close(same.potential, Vector(3, 0.0), {0, 0}));
    EXPECT_EQ(math::w1_line(Vector{1}, Vector{1}, Vector{5}).cost, 0);
    EXPECT_THROW((void)math::w1_line(Vector{1, 0}, Vector{0, 1}, Vector{1, 1}), std::invalid_argument);
    EXPECT_THROW((void)math::w1_line(Vector{1, 0}, Vector{0, 1}, Vector{1}), std::invalid_argument);
}

}  // namespace transport_line_test
}  // namespace lossfield::tests
