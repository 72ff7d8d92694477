#include "math/numerics/random.hpp"

#include <gtest/gtest.h>

#include <set>

#include "tests/support/support.hpp"

namespace lossfield::tests {
namespace random_test {

using math::PhiloxCounter;

// The three vectors that the authors publish with their library (Random123, kat_vectors, philox4x32 10).
TEST(Philox, KnownAnswers) {
    EXPECT_EQ(math::philox4x32_10({0, 0, 0, 0}, {0, 0}),
              (PhiloxCounter{0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}));
    EXPECT_EQ(math::philox4x32_10({0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff}, {0xffffffff, 0xffffffff}),
              (PhiloxCounter{0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd}));
    EXPECT_EQ(math::philox4x32_10({0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344}, {0xa4093822, 0x299f31d0}),
              (PhiloxCounter{0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1}));
}

TEST(Random, EveryPartOfTheIndexMattersAndTheSameIndexGivesTheSameBits) {
    const math::RandomIndex base{.seed = 5, .stream = 1, .step = 2, .coordinate = 3};
    std::set<std::uint64_t> seen;
    for (auto at : {base, math::RandomIndex{6, 1, 2, 3}, math::RandomIndex{5 + (1ull << 32), 1, 2, 3},
                    math::RandomIndex{5, 2, 2, 3}, math::RandomIndex{5, 1, 3, 3},
                    math::RandomIndex{5, 1, 2 + (1ull << 32), 3}, math::RandomIndex{5, 1, 2, 4}}) {
        for (std::uint64_t word : math::random_bits(at)) seen.insert(word);
    }
    EXPECT_EQ(seen.size(), 14u);
    EXPECT_EQ(math::random_bits(base), math::random_bits(base));
}

TEST(Random, UniformStaysStrictlyInsideTheUnitInterval) {
    EXPECT_TRUE(close(math::unit_interval(0), 0x1p-53, {0, 0}));
    EXPECT_TRUE(close(math::unit_interval(~0ull), 1 - 0x1p-53, {0, 0}));
    EXPECT_LT(math::unit_interval(~0ull), 1.0);
}

// Sample moments of n numbers lie within 5 standard errors of the true ones.
TEST(Random, MomentsOfUniformAndNormal) {
    const int n = 40000;
    double uniform = 0, uniform_2 = 0, normal = 0, normal_2 = 0, normal_3 = 0, normal_4 = 0, neighbour = 0,
           last = 0;
    for (int i = 0; i < n; ++i) {
        const math::RandomIndex at{
            .seed = 1, .stream = 0, .step = static_cast<std::uint64_t>(i), .coordinate = 0};
        const double u = math::random_uniform(at) - 0.5;
        const double x = math::random_normal(at);
        uniform += u / n;
        uniform_2 += u * u / n;
        normal += x / n;
        normal_2 += x * x / n;
        normal_3 += x * x * x / n;
        normal_4 += x * x * x * x / n;
        neighbour += x * last / n;
        last = x;
    }
    const double error = 5 / std::sqrt(static_cast<double>(n));
    EXPECT_TRUE(close(uniform, 0, {0, error / std::sqrt(12.0)}));
    EXPECT_TRUE(close(uniform_2, 1.0 / 12, {0, error / std::sqrt(180.0)}));
    EXPECT_TRUE(close(normal, 0, {0, error}));
    EXPECT_TRUE(close(normal_2, 1, {0, error * std::sqrt(2.0)}));
    EXPECT_TRUE(close(normal_3, 0, {0, error * std::sqrt(15.0)}));
    EXPECT_TRUE(close(normal_4, 3, {0, error * std::sqrt(96.0)}));
    EXPECT_TRUE(close(neighbour, 0, {0, error}));
}

TEST(Random, NormalIsTheBoxMullerTransformOfTheTwoWords) {
    const math::RandomIndex at{.seed = 9, .stream = 4, .step = 7, .coordinate = 1};
    const auto bits = math::random_bits(at);
    const double u = math::unit_interval(bits[0]);
    const double angle = 2 * std::acos(-1.0) * math::unit_interval(bits[1]);
    EXPECT_TRUE(close(math::random_normal(at), std::sqrt(-2 * std::log(u)) * std::cos(angle), {1e-14, 0}));
}

}  // namespace random_test
}  // namespace lossfield::tests
