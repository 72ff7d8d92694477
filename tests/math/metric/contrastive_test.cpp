#include "math/metric/contrastive.hpp"

#include <gtest/gtest.h>

#include "tests/math/oracle.hpp"
#include "tests/support/support.hpp"

namespace lossfield::tests {
namespace contrastive_test {

using math::ContrastiveForm;
using math::ContrastiveLoss;
using Vector = std::vector<double>;

constexpr ContrastiveForm forms[] = {ContrastiveForm::Original, ContrastiveForm::Squared,
                                     ContrastiveForm::DoubleMargin};

// The definitions, written out.
double defined(const ContrastiveLoss& loss, bool similar, const Vector& a, const Vector& b) {
    Real square = 0;
    for (std::size_t i = 0; i < a.size(); ++i)
        square += (static_cast<Real>(a[i]) - b[i]) * (static_cast<Real>(a[i]) - b[i]);
    const auto part = [](Real v) { return std::max<Real>(v, 0); };
    if (loss.form == ContrastiveForm::Original) {
        const Real within = part(loss.margin - std::sqrt(square));
        return static_cast<double>((similar ? square : within * within) / 2);
    }
    const Real m1 = loss.form == ContrastiveForm::DoubleMargin ? loss.similar_margin : 0;
    return static_cast<double>((similar ? part(square - m1) : part(loss.margin - square)) / 2);
}

// Calls check(loss, similar, a, b) at random pairs of one to four coordinates, near, far and very far.
template <typename Check>
void at_pairs(const Check& check) {
    for (std::uint64_t s = 0; s < 240; ++s) {
        const double m1 = uniform_at(31, s, 0), m2 = m1 + 2 * uniform_at(31, s, 1);
        const double range = s % 8 == 7 ? 1000 : s % 8 == 6 ? 1e-3 : 1.2;
        const std::size_t n = 1 + s % 4;
        for (const ContrastiveForm form : forms)
            for (const bool similar : {true, false})
                check(ContrastiveLoss{form, m2, m1}, similar, random_point(s, n, range),
                      random_point(s + 1000, n, range));
    }
}

TEST(Contrastive, ValueAndGradientsAgreeWithTheDefinitionDualNumbersAndDifferences) {
    at_pairs([](const ContrastiveLoss& loss, bool similar, const Vector& a, const Vector& b) {
        const auto pair = math::contrastive_pair(loss, similar, a, b);
        EXPECT_TRUE(close(pair.value, defined(loss, similar, a, b), {1e-12, 1e-14}));
        EXPECT_TRUE(close(math::contrastive_at(loss, similar, pair.distance), pair.value, {1e-12, 1e-13}));
        EXPECT_LT(math::check_contrastive_gradient(loss, similar, a, b).worst, 1e-9);
        for (std::size_t i = 0; i < a.size(); ++i) EXPECT_EQ(pair.by_a[i], -pair.by_b[i]);
        // Away from the kinks, where differences exist.
        const double kink = similar ? math::dead_zone(loss) : math::reach(loss);
        if (std::abs(pair.distance - kink) < 1e-4 || pair.distance > 100) return;
        const Vector d = central_differences(
            [&](std::span<const double> x) {
                return math::contrastive_pair_loss(loss, similar, x, std::span<const double>(b));
            },
            a, 1e-6);
        EXPECT_TRUE(close(pair.by_a, d, {1e-5, 1e-7}));
    });
}

TEST(Contrastive, TheSlopeAlongTheDistanceIsTheLengthOfTheGradient) {
    at_pairs([](const ContrastiveLoss& loss, bool similar, const Vector& a, const Vector& b) {
        const auto pair = math::contrastive_pair(loss, similar, a, b);
        double along = 0;
        for (std::size_t i = 0; i < a.size(); ++i) along += pair.by_a[i] * (a[i] - b[i]) / pair.distance;
        EXPECT_TRUE(close(math::contrastive_slope(loss, similar, pair.distance), along, {1e-9, 1e-9}));
    });
}

TEST(Contrastive, NoForceBeyondTheReachNorInTheDeadZone) {
    const ContrastiveLoss original{ContrastiveForm::Original, 1.5}, squared{ContrastiveForm::Squared, 2.25},
        twice{ContrastiveForm::DoubleMargin, 2.25, 0.25};
    for (const ContrastiveLoss& loss : {original, squared, twice}) {
        EXPECT_EQ(math::reach(loss), 1.5);
        EXPECT_EQ(math::contrastive_slope(loss, false, 1.5), 0);
        EXPECT_EQ(math::contrastive_slope(loss, false, 1e3), 0);
        EXPECT_LT(math::contrastive_slope(loss, false, 1.4), 0);
        EXPECT_EQ(math::contrastive_at(loss, false, 1.5), 0);
    }
    EXPECT_EQ(math::dead_zone(original), 0);
    EXPECT_EQ(math::dead_zone(squared), 0);
    EXPECT_EQ(math::dead_zone(twice), 0.5);
    EXPECT_EQ(math::contrastive_slope(twice, true, 0.5), 0);  // the choice at the kink
    EXPECT_EQ(math::contrastive_slope(twice, true, 0.6), 0.6);
    EXPECT_EQ(math::contrastive_slope(original, true, 1e-9), 1e-9);
}

TEST(Contrastive, CoincidentDissimilarPoints) {
    const Vector here{0.3, -0.4};
    for (const ContrastiveForm form : forms) {
        const auto pair = math::contrastive_pair({form, 1.25, 0}, false, here, here);
        EXPECT_GT(pair.value, 0.6);
        EXPECT_EQ(pair.by_a, (Vector{0, 0}));
        EXPECT_EQ(math::check_contrastive_gradient({form, 1.25, 0}, false, here, here).worst, 0);
    }
    // The slightest distance: the original throws them apart with all of m, the squared form with hardly anything.
    const Vector near{0.3 + 1e-9, -0.4};
    EXPECT_TRUE(close(math::contrastive_pair({ContrastiveForm::Original, 1.25}, false, here, near).by_a[0],
                      1.25, {1e-8, 0}));
    EXPECT_TRUE(close(math::contrastive_pair({ContrastiveForm::Squared, 1.25}, false, here, near).by_a[0],
                      1e-9, {1e-6, 0}));
    EXPECT_EQ(math::contrastive_slope({ContrastiveForm::Original, 1.25}, false, 0), -1.25);
}

// pytorch-metric-learning: [m - D]_+ where the original has half of its square.
TEST(Contrastive, OtherDefinitionsAreNotSquared) {
    const double d = 0.5, m = 1.25, other = m - d;
    EXPECT_EQ(math::contrastive_at({ContrastiveForm::Original, m}, false, d), 0.5 * other * other);
    EXPECT_NE(math::contrastive_at({ContrastiveForm::Original, m}, false, d), other);
}

TEST(ContrastiveBatch, IsTheMeanOverAllPairsWithItsGradient) {
    for (std::uint64_t s = 0; s < 30; ++s) {
        const std::size_t n = 1 + s % 7;
        const Vector points = random_point(s, 2 * n, 1.5);
        std::vector<int> labels;
        for (std::size_t i = 0; i < n; ++i) labels.push_back(static_cast<int>(3 * uniform_at(5, s, i)));
        for (const ContrastiveForm form : forms) {
            const ContrastiveLoss loss{form, 1.3, 0.2};
            double sum = 0;
            Vector expected(2 * n, 0.0), gradient(2 * n, 7.0);
            for (std::size_t i = 0; i < n; ++i)
                for (std::size_t k = 0; k < n; ++k) {
                    if (i == k) continue;
                    const auto pair = math::contrastive_pair(loss, labels[i] == labels[k],
                                                             {&points[2 * i], 2}, {&points[2 * k], 2});
                    sum += pair.value / 2;
                    for (std::size_t c = 0; c < 2; ++c) expected[2 * i + c] += pair.by_a[c];
                }
            const double pairs = std::max(1.0, static_cast<double>(n * (n - 1)) / 2);
            for (double& g : expected) g /= pairs;
            EXPECT_TRUE(
                close(math::contrastive_batch_loss(loss, points, labels), sum / pairs, {1e-12, 1e-15}));
            math::contrastive_batch_gradient(loss, points, labels, gradient);
            EXPECT_TRUE(close(gradient, expected, {1e-11, 1e-14}));
        }
    }
}

// No step is above the parabola of the highest curvature, wherever it leads, from points at one place too; all similar, one direction lies
// on it.
TEST(ContrastiveBatch, NoCurvatureIsHigherThanSaid) {
    for (std::uint64_t s = 0; s < 600; ++s) {
        const std::size_t n = 2 + s % 7;
        Vector points = random_point(s, 2 * n, 1.5),
               way = random_point(s + 5000, 2 * n, s % 3 == 0 ? 0.1 : 3);
        if (s % 5 == 0) points[2] = points[0], points[3] = points[1];
        std::vector<int> labels;
        for (std::size_t i = 0; i < n; ++i) labels.push_back(static_cast<int>(2 * uniform_at(6, s, i)));
        const ContrastiveLoss loss{ContrastiveForm::Original, 0.3 + 2 * uniform_at(7, s, 0)};
        Vector gradient(2 * n), moved = points;
        math::contrastive_batch_gradient(loss, points, labels, gradient);
        double along = 0, square = 0;
        for (std::size_t k = 0; k < 2 * n; ++k)
            along += gradient[k] * way[k], square += way[k] * way[k], moved[k] += way[k];
        const double before = math::contrastive_batch_loss(loss, points, labels),
                     highest = math::highest_contrastive_curvature(n);
        EXPECT_LE(math::contrastive_batch_loss(loss, moved, labels),
                  before + along + 0.5 * highest * square + 1e-12);
        const std::vector<int> alike(n, 1);
        math::contrastive_batch_gradient(loss, points, alike, gradient);
        Vector apart = points;
        apart[0] += static_cast<double>(n) - 1, along = gradient[0] * (static_cast<double>(n) - 1);
        for (std::size_t i = 1; i < n; ++i) apart[2 * i] -= 1, along -= gradient[2 * i];
        square = static_cast<double>(n * (n - 1));
        EXPECT_NEAR(math::contrastive_batch_loss(loss, apart, alike),
                    math::contrastive_batch_loss(loss, points, alike) + along + 0.5 * highest * square,
                    1e-10);
    }
    EXPECT_THROW((void)math::highest_contrastive_curvature(1), std::invalid_argument);
}

TEST(Contrastive, RefusesWhatHasNoMeaning) {
    const Vector two{0, 0}, one{0}, none;
    Vector gradient(2);
    EXPECT_THROW((void)math::contrastive_pair({}, true, two, one), std::invalid_argument);
    EXPECT_THROW((void)math::contrastive_pair({}, true, none, none), std::invalid_argument);
    EXPECT_THROW((void)math::contrastive_slope({ContrastiveForm::Squared, -1}, true, 1),
                 std::invalid_argument);
    EXPECT_THROW((void)math::contrastive_slope({ContrastiveForm::DoubleMargin, 1, -1}, true, 1),
                 std::invalid_argument);
    const std::vector<int> labels{0, 1};
    EXPECT_THROW((void)math::contrastive_batch_loss({}, two, labels), std::invalid_argument);
    EXPECT_THROW(math::contrastive_batch_gradient({}, Vector(4), labels, gradient), std::invalid_argument);
}

}  // namespace contrastive_test
}  // namespace lossfield::tests
