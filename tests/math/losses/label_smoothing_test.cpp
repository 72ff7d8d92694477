// Label smoothing along one logit gap, held against the cross-entropy of the whole logit vector.
#include "math/losses/label_smoothing.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <vector>

#include "math/information/information.hpp"
#include "math/losses/logit_losses.hpp"
#include "math/numerics/quadrature.hpp"
#include "math/numerics/random.hpp"

namespace lossfield::tests {
namespace label_smoothing_test {

struct Case {
    std::size_t classes;
    double smoothing, gap;
};

std::vector<Case> cases() {
    std::vector<Case> all;
    for (std::uint64_t i = 0; i < 300; ++i) {
        const auto uniform = [&](std::uint32_t what) { return math::random_uniform({17, 0, i, what}); };
        all.push_back({2 + static_cast<std::size_t>(uniform(0) * 19), i % 5 == 0 ? 0.0 : 0.9 * uniform(1),
                       (i % 7 == 0 ? 1000 : 10) * (2 * uniform(2) - 1)});
    }
    return all;
}

TEST(LabelSmoothing, IsTheCrossEntropyOfTheWholeVector) {
    for (const auto& [classes, smoothing, gap] : cases()) {
        std::vector<double> z(classes, 0.0);
        z[0] = gap;
        const math::LogitLoss loss{.kind = math::LogitLossKind::LabelSmoothed, .smoothing = smoothing};
        const math::LossAndGradient whole = math::logit_loss_and_gradient(loss, z, 1, 0);
        const math::GapLoss along = math::gap_loss(classes, smoothing, gap);
        EXPECT_NEAR(along.value, whole.loss, 1e-13 * (1 + std::abs(whole.loss)))
            << classes << ' ' << smoothing << ' ' << gap;
        EXPECT_NEAR(along.slope, whole.gradient[0], 1e-14) << classes << ' ' << smoothing << ' ' << gap;
        EXPECT_NEAR(along.right + static_cast<double>(classes - 1) * along.other, 1, 1e-14);
    }
}

TEST(LabelSmoothing, SlopeIsThatOfCentralDifferences) {
    for (const Case& c : cases()) {
        if (std::abs(c.gap) > 20) continue;
        const auto value = [&](double g) { return math::gap_loss(c.classes, c.smoothing, g).value; };
        EXPECT_NEAR(math::gap_loss(c.classes, c.smoothing, c.gap).slope,
                    (value(c.gap + 1e-5) - value(c.gap - 1e-5)) / 2e-5, 1e-9);
    }
}

TEST(LabelSmoothing, LeastWhereThePredictionIsTheTarget) {
    for (const auto& [classes, smoothing, gap] : cases()) {
        if (smoothing == 0) {
            EXPECT_EQ(math::optimum_gap(classes, 0), std::numeric_limits<double>::infinity());
            EXPECT_LT(math::gap_loss(classes, 0, gap).slope, gap < 700 ? 0 : 1e-300);
            continue;
        }
        const double best = math::optimum_gap(classes, smoothing);
        const math::GapLoss at = math::gap_loss(classes, smoothing, best);
        EXPECT_NEAR(at.slope, 0, 1e-15);
        EXPECT_NEAR(at.right, math::smoothed_right(classes, smoothing), 1e-15);
        EXPECT_NEAR(at.other, math::smoothed_other(classes, smoothing), 1e-15);
        EXPECT_NEAR(at.value, math::entropy(math::smoothed_target(0, classes, smoothing)), 1e-13);
        EXPECT_NEAR(at.value, math::least_smoothed_loss(classes, smoothing), 1e-13);
        EXPECT_LE(at.value, math::gap_loss(classes, smoothing, gap).value);
    }
    EXPECT_NEAR(math::optimum_gap(10, 0.1), std::log(91.0), 1e-14);
    EXPECT_NEAR(math::least_smoothed_loss(10, 0.1), 0.500288, 5e-7);
}

TEST(LabelSmoothing, FiniteAndSignedFarOut) {
    EXPECT_EQ(math::gap_loss(10, 0.1, 1000).slope, 0.09);
    EXPECT_NEAR(math::gap_loss(10, 0.1, -1000).slope, -0.91, 1e-15);
    EXPECT_NEAR(math::gap_loss(10, 0.1, 1000).value, 90, 1e-10);
    EXPECT_GT(math::gap_loss(10, 0, 30).value, 0);
}

TEST(MixingDensity, IntegratesToOneAndIsSymmetric) {
    for (const double alpha : {1.0, 1.5, 2.0, 7.5}) {
        const double mass =
            math::integrate_adaptively([&](double x) { return math::mixing_density(alpha, x); }, 0, 1);
        EXPECT_NEAR(mass, 1, 1e-6) << alpha;
        EXPECT_NEAR(math::mixing_density(alpha, 0.2), math::mixing_density(alpha, 0.8), 1e-12);
    }
    EXPECT_DOUBLE_EQ(math::mixing_density(1, 0.3), 1);
    EXPECT_NEAR(math::mixing_density(2, 0.5), 1.5, 1e-12);
    EXPECT_EQ(math::mixing_density(0.2, 0), std::numeric_limits<double>::infinity());
    EXPECT_EQ(math::mixing_density(2, 1), 0);
    EXPECT_THROW((void)math::mixing_density(0, 0.5), std::invalid_argument);
    EXPECT_THROW((void)math::gap_loss(1, 0.1, 0), std::invalid_argument);
    EXPECT_THROW((void)math::gap_loss(2, 1, 0), std::invalid_argument);
}

}  // namespace label_smoothing_test
}  // namespace lossfield::tests
