#include "math/descent.hpp"

#include <gtest/gtest.h>

#include <limits>

#include "math/landscapes.hpp"
#include "math/steppers.hpp"
#include "tests/support.hpp"

namespace lossfield::tests {
namespace {

using math::PlanePoint;

TEST(Descent, AStepTakesTheGradientAtTheLookAheadPoint) {
    const math::Nesterov stepper{0.1, 0.5};
    const math::Bowl bowl(4, 0);
    math::Walker<math::Nesterov> walker{{1, 2}, {{{0.2}, {-0.6}}}};
    const auto seen = seen_gradient(stepper, bowl, {}, walker, 1);
    EXPECT_TRUE(close(seen.at.x, 1.1));
    EXPECT_TRUE(close(seen.at.y, 1.7));
    EXPECT_TRUE(close(seen.gradient.x, 1.1));
    EXPECT_TRUE(close(seen.gradient.y, 6.8));
    walker = stepped(stepper, bowl, {}, walker, 1);
    EXPECT_TRUE(close(walker.x.x, 1 + 0.1 - 0.11));
    EXPECT_TRUE(close(walker.x.y, 2 - 0.3 - 0.68));
}

TEST(Descent, NoiseIsAFunctionOfItsIndexAndHasTheDeviationAskedFor) {
    const math::GradientNoise noise{2.5, 7, 3};
    double sum = 0;
    double squares = 0;
    double products = 0;
    const int n = 20000;
    for (int t = 1; t <= n; ++t) {
        const auto step = static_cast<std::uint64_t>(t);
        const double a = noise.at(step, 0);
        sum += a / n;
        squares += a * a / n;
        products += a * noise.at(step, 1) / n;
    }
    EXPECT_TRUE(close(sum, 0, {0, 5 * 2.5 / std::sqrt(n)}));
    EXPECT_TRUE(close(squares, 6.25, {0, 5 * 6.25 * std::sqrt(2.0 / n)}));
    EXPECT_TRUE(close(products, 0, {0, 5 * 6.25 / std::sqrt(n)}));
    EXPECT_EQ(noise.at(11, 1), noise.at(11, 1));
    EXPECT_NE(noise.at(11, 1), (math::GradientNoise{2.5, 7, 4}).at(11, 1));
    EXPECT_NE(noise.at(11, 1), (math::GradientNoise{2.5, 8, 3}).at(11, 1));
    EXPECT_EQ((math::GradientNoise{0, 7, 3}).at(11, 1), 0.0);
}

TEST(Descent, NoiseIsAddedToEachCoordinateOfTheGradient) {
    const math::GradientNoise noise{0.5, 1, 0};
    const math::Walker<math::GradientDescent> walker{{3, -2}, {}};
    const auto seen = seen_gradient(math::GradientDescent{}, math::Saddle{}, noise, walker, 9);
    EXPECT_EQ(seen.gradient.x, 3 + noise.at(9, 0));
    EXPECT_EQ(seen.gradient.y, 2 + noise.at(9, 1));
}

TEST(Descent, DivergenceIsSaidOfTheIteratesAlone) {
    const double bound = math::divergence_bound;
    EXPECT_FALSE(math::diverged(PlanePoint{bound, -bound}));
    EXPECT_TRUE(math::diverged(PlanePoint{std::nextafter(bound, 2 * bound), 0}));
    EXPECT_TRUE(math::diverged(PlanePoint{0, -std::nextafter(bound, 2 * bound)}));
    EXPECT_TRUE(math::diverged(PlanePoint{0, std::numeric_limits<double>::quiet_NaN()}));
    EXPECT_TRUE(math::diverged(PlanePoint{std::numeric_limits<double>::infinity(), 0}));
}

// T55: on the ridge the descent ends at the saddle; the least noise leads off it, at the rate e^t.
TEST(Descent, OnlyNoiseLeavesTheRidgeOfTheDoubleWell) {
    const math::GradientDescent stepper{0.1};
    const math::DoubleWell well{0};
    math::Walker<math::GradientDescent> still{{0, 1}, {}};
    math::Walker<math::GradientDescent> shaken = still;
    for (std::uint64_t t = 1; t <= 400; ++t) {
        still = stepped(stepper, well, {}, still, t);
        shaken = stepped(stepper, well, {1e-6, 3, 0}, shaken, t);
    }
    EXPECT_EQ(still.x.x, 0.0);
    EXPECT_LT(std::abs(still.x.y), 1e-15);
    EXPECT_NEAR(std::abs(shaken.x.x), 1, 1e-5);
}

// A start that meets a NaN or a rate beyond all reason stops the walk, it does not hang or wrap around.
TEST(Descent, AnAbsurdRateDivergesAtOnce) {
    const math::Himmelblau himmelblau;
    const auto walker = stepped(math::GradientDescent{1e300}, himmelblau, {},
                                math::Walker<math::GradientDescent>{{-1, 2}, {}}, 1);
    EXPECT_TRUE(math::diverged(walker.x));
}

}  // namespace
}  // namespace lossfield::tests
