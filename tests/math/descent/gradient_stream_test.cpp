#include "math/descent/gradient_stream.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace lossfield::tests {
namespace gradient_stream_test {

using math::gradients_of;
using Doubles = std::vector<double>;

TEST(GradientStream, FollowsItsDefinition) {
    EXPECT_EQ(gradients_of(math::ConstantGradient{-2}, 1, 3), (Doubles{-2, -2, -2}));
    EXPECT_EQ(gradients_of(math::AlternatingGradient{2}, 1, 4), (Doubles{2, -2, 2, -2}));
    EXPECT_EQ(gradients_of(math::GradientSpike{5, 3}, 1, 5), (Doubles{0, 0, 5, 0, 0}));
    EXPECT_EQ(gradients_of(math::GradientChange{1, -4, 3}, 1, 4), (Doubles{1, 1, -4, -4}));
    EXPECT_TRUE(gradients_of(math::ConstantGradient{}, 1, 0).empty());
}

TEST(GradientStream, IsAFunctionOfTheStep) {
    const std::vector<math::GradientStream> all{math::AlternatingGradient{2}, math::GradientSpike{5, 12},
                                                math::GradientChange{1, -4, 12},
                                                math::NoisyGradient{0.5, 2, 9, 1}};
    for (const math::GradientStream& stream : all) {
        const Doubles whole = gradients_of(stream, 1, 20), later = gradients_of(stream, 11, 10);
        EXPECT_EQ(Doubles(whole.begin() + 10, whole.end()), later);
    }
}

TEST(GradientStream, NoiseHasItsMeanAndDeviation) {
    const std::size_t n = 40000;
    const Doubles g = gradients_of(math::NoisyGradient{0.75, 2, 3, 0}, 1, n);
    double mean = 0, square = 0;
    for (const double x : g) mean += x;
    mean /= static_cast<double>(n);
    for (const double x : g) square += (x - mean) * (x - mean);
    // Five standard errors.
    EXPECT_NEAR(mean, 1.5, 5 * 2 / std::sqrt(static_cast<double>(n)));
    EXPECT_NEAR(std::sqrt(square / static_cast<double>(n)), 2,
                5 * 2 / std::sqrt(2.0 * static_cast<double>(n)));
    EXPECT_NE(gradients_of(math::NoisyGradient{0.75, 2, 3, 1}, 1, 5), Doubles(g.begin(), g.begin() + 5));
    EXPECT_NE(gradients_of(math::NoisyGradient{0.75, 2, 4, 0}, 1, 5), Doubles(g.begin(), g.begin() + 5));
    EXPECT_EQ(gradients_of(math::NoisyGradient{0.75, 0, 3, 0}, 1, 2), (Doubles{0, 0}));
}

}  // namespace gradient_stream_test
}  // namespace lossfield::tests
