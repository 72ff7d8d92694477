#include "math/metric/coupled_clusters.hpp"

#include <gtest/gtest.h>

#include "math/metric/triplet.hpp"
#include "tests/math/oracle.hpp"
#include "tests/support/support.hpp"

namespace lossfield::tests {
namespace coupled_clusters_test {

using math::CentreGradient;
using Vector = std::vector<double>;

template <typename Check>
void at_clusters(const Check& check) {
    for (std::uint64_t s = 0; s < 200; ++s) {
        const std::size_t k = 1 + s % 3, n = 1 + s % 6, m = 1 + s % 4;
        const double range = s % 8 == 7 ? 1000 : 1;
        Vector negatives = random_point(s + 500, k * m, range);
        check(2 * uniform_at(51, s, 0), random_point(s, k * n, range), negatives, k);
    }
}

TEST(CoupledClusters, ValueAndGradientsAgreeWithTheDefinitionDualNumbersAndDifferences) {
    at_clusters([](double margin, const Vector& positives, const Vector& negatives, std::size_t k) {
        const auto r = math::coupled_clusters(margin, positives, negatives, k);
        const std::size_t n = positives.size() / k;
        std::vector<Real> c(k, 0);
        for (std::size_t i = 0; i < positives.size(); ++i) c[i % k] += static_cast<Real>(positives[i]) / n;
        const auto square = [&](const Vector& x, std::size_t i) {
            Real sum = 0;
            for (std::size_t j = 0; j < k; ++j) sum += (x[i * k + j] - c[j]) * (x[i * k + j] - c[j]);
            return sum;
        };
        Real least = square(negatives, 0), sum = 0;
        for (std::size_t i = 1; i < negatives.size() / k; ++i) least = std::min(least, square(negatives, i));
        for (std::size_t i = 0; i < n; ++i)
            sum += std::max<Real>(0, square(positives, i) - least + margin) / 2;
        const double size = 1 + static_cast<double>(least);
        EXPECT_TRUE(close(r.value, static_cast<double>(sum / n), {1e-11, 1e-13 * size}));
        EXPECT_TRUE(close(r.radius_square, static_cast<double>(least - margin), {1e-11, 1e-13 * size}));
        EXPECT_LT(math::check_coupled_gradient(margin, positives, negatives, k).worst, 1e-9);
        // Translation moves nothing.
        for (std::size_t j = 0; j < k; ++j) {
            double all = 0;
            for (std::size_t i = j; i < positives.size(); i += k) all += r.by_positives[i];
            for (std::size_t i = j; i < negatives.size(); i += k) all += r.by_negatives[i];
            EXPECT_NEAR(all, 0, 1e-12 * size);
        }
        if (size > 100) return;
        bool kink = false;
        for (std::size_t i = 0; i < n; ++i) kink |= std::abs(square(positives, i) - least + margin) < 1e-3;
        for (std::size_t i = 0; i < negatives.size() / k; ++i)
            kink |= i != r.nearest && square(negatives, i) - least < 1e-3;
        if (kink) return;
        const Vector d = central_differences(
            [&](std::span<const double> x) {
                return math::coupled_clusters_loss(margin, x, std::span<const double>(negatives), k);
            },
            positives, 1e-6);
        EXPECT_TRUE(close(r.by_positives, d, {1e-5, 1e-7}));
    });
}

TEST(CoupledClusters, TheShortcutDropsTheWayThroughTheCentre) {
    at_clusters([](double margin, const Vector& positives, const Vector& negatives, std::size_t k) {
        const auto r = math::coupled_clusters(margin, positives, negatives, k),
                   cut = math::coupled_clusters(margin, positives, negatives, k, CentreGradient::Constant);
        EXPECT_EQ(cut.value, r.value);
        EXPECT_EQ(cut.by_negatives, r.by_negatives);
        const auto n = static_cast<double>(positives.size() / k);
        for (std::size_t i = 0; i < positives.size(); ++i) {
            const double u = positives[i] - r.centre[i % k];
            EXPECT_TRUE(close(cut.by_positives[i], r.active[i / k] ? u / n : 0, {1e-12, 1e-14}));
            // What it lacks is the same for every positive.
            EXPECT_NEAR(r.by_positives[i] - cut.by_positives[i],
                        r.by_positives[i % k] - cut.by_positives[i % k], 1e-11 * (1 + std::abs(u)));
        }
    });
}

TEST(CoupledClusters, OnePositiveOnlyPushesTheNegative) {
    const Vector positive{0.5, 0}, negative{1, 0};
    const auto r = math::coupled_clusters(1, positive, negative, 2);
    EXPECT_EQ(r.value, 0.5 * (1 - 0.25));
    EXPECT_EQ(r.by_negatives, (Vector{-0.5, 0}));
    EXPECT_EQ(r.by_positives, (Vector{0.5, 0}));
    EXPECT_EQ(math::coupled_clusters(1, positive, negative, 2, CentreGradient::Constant).by_positives,
              (Vector{0, 0}));
}

TEST(CoupledClusters, TheFirstOfEquallyNearNegativesHasTheGradient) {
    const Vector positives{-0.5, 0, 0.5, 0}, negatives{0, 2, 0, 0.25, 0, -0.25};
    const auto r = math::coupled_clusters(0.5, positives, negatives, 2);
    EXPECT_EQ(r.nearest, 1U);
    EXPECT_EQ(r.by_negatives, (Vector{0, 0, 0, -0.25, 0, 0}));
    EXPECT_EQ(math::check_coupled_gradient(0.5, positives, negatives, 2).worst, 0);
}

TEST(CoupledClusters, ActiveAreThoseOutsideOfTheCircleAndNoneOnIt) {
    // |v|^2 = 1.25, circle of radius 1 about 0: both positives lie on it.
    const Vector positives{-1, 0, 1, 0}, negatives{0.5, 1};
    const auto on = math::coupled_clusters(0.25, positives, negatives, 2);
    EXPECT_EQ(on.radius_square, 1);
    EXPECT_EQ(on.active_count(), 0U);
    EXPECT_EQ(on.by_positives, Vector(4, 0.0));
    EXPECT_EQ(math::coupled_clusters(0.26, positives, negatives, 2).active_count(), 2U);
}

// d(n, p) < d(a, p) < d(a, n): with a as the anchor the triplet sees nothing, with p it does; clusters need no anchor.
TEST(CoupledClusters, SeesWhatATripletWithTheWrongAnchorDoesNot) {
    const Vector a{0, 0}, p{1, 0}, n{1.25, 0};
    const math::TripletLoss loss{math::TripletDistance::Squared, 0.5};
    EXPECT_EQ(math::triplet_terms(loss, a, p, n).value, 0);
    EXPECT_GT(math::triplet_terms(loss, p, a, n).value, 1);
    EXPECT_GT(math::coupled_clusters(0.5, Vector{0, 0, 1, 0}, n, 2).value, 0);
    EXPECT_EQ(math::coupled_clusters(0.5, Vector{0, 0, 1, 0}, n, 2).value,
              math::coupled_clusters(0.5, Vector{1, 0, 0, 0}, n, 2).value);
}

TEST(CoupledClusters, RefusesWhatHasNoMeaning) {
    const Vector two{0, 0}, three{0, 0, 0}, none;
    EXPECT_THROW((void)math::coupled_clusters(0.5, none, two, 2), std::invalid_argument);
    EXPECT_THROW((void)math::coupled_clusters(0.5, two, none, 2), std::invalid_argument);
    EXPECT_THROW((void)math::coupled_clusters(0.5, three, two, 2), std::invalid_argument);
    EXPECT_THROW((void)math::coupled_clusters(0.5, two, two, 0), std::invalid_argument);
    EXPECT_THROW((void)math::coupled_clusters(-0.5, two, two, 2), std::invalid_argument);
}

}  // namespace coupled_clusters_test
}  // namespace lossfield::tests
