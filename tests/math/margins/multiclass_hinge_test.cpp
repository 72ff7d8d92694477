// Hinges of many classes: gradients against dual numbers and differences, what they are invariant to, and the minimisers of the
// expected loss against a brute search.
#include "math/margins/multiclass_hinge.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "math/numerics/dual.hpp"
#include "math/numerics/gradient_check.hpp"
#include "math/numerics/random.hpp"

namespace lossfield::tests {
namespace multiclass_hinge_test {

using math::MulticlassHinge;
using enum math::MulticlassHingeKind;
using Vector = std::vector<double>;

std::vector<MulticlassHinge> losses() {
    return {{OneVsRest, 1}, {OneVsRest, 1.5}, {OneVsRest, 2}, {OneVsRest, 3}, {CrammerSinger}};
}

Vector random_scores(std::size_t classes, std::uint64_t i) {
    Vector s;
    for (std::uint32_t k = 0; k < classes; ++k)
        s.push_back((i % 7 == 0 ? 1000 : 3) * (2 * math::random_uniform({11, 0, i, k}) - 1));
    return s;
}

Vector random_probabilities(std::size_t classes, std::uint64_t i) {
    Vector p;
    double sum = 0;
    for (std::uint32_t k = 0; k < classes; ++k)
        p.push_back(std::pow(math::random_uniform({12, 0, i, k}), i % 3 + 0.5)), sum += p.back();
    for (double& q : p) q /= sum;
    return p;
}

TEST(MulticlassHinge, GradientIsThatOfDualNumbersAndDifferences) {
    for (const MulticlassHinge& loss : losses())
        for (std::uint64_t i = 0; i < 200; ++i) {
            const std::size_t classes = 2 + i % 5, target = i % classes;
            const Vector s = random_scores(classes, i);
            const Vector g = math::multiclass_hinge_gradient(loss, s, target);
            const Vector dual = math::dual_gradient(
                [&](std::span<const math::Dual<double>> x) {
                    return math::multiclass_hinge(loss, x, target);
                },
                s);
            for (std::size_t k = 0; k < classes; ++k) {
                EXPECT_NEAR(g[k], dual[k], 1e-12 * (1 + std::abs(g[k])));
                if (i % 7 == 0) continue;
                Vector up = s, down = s;
                up[k] += 1e-6, down[k] -= 1e-6;
                EXPECT_NEAR(
                    g[k],
                    (math::multiclass_hinge(loss, up, target) - math::multiclass_hinge(loss, down, target)) /
                        2e-6,
                    loss.power < 2 && loss.power > 1 ? 1e-2 : 1e-5);
            }
        }
}

TEST(MulticlassHinge, AtKinksNothing) {
    EXPECT_EQ(math::multiclass_hinge_gradient({OneVsRest, 1}, Vector{1, -1, -1}, 0), (Vector{0, 0, 0}));
    EXPECT_EQ(math::multiclass_hinge_gradient({CrammerSinger}, Vector{1, 0, -1}, 0), (Vector{0, 0, 0}));
    EXPECT_EQ(math::multiclass_hinge_gradient({CrammerSinger}, Vector{0, 0.5, 0.5}, 0),
              (Vector{-1, 1, 0}));  // the first rival
}

TEST(MulticlassHinge, OnlyTheGapCountsForCrammerSinger) {
    for (std::uint64_t i = 1; i < 100; ++i) {
        if (i % 7 == 0) continue;
        Vector s = random_scores(4, i), shifted = s;
        for (double& v : shifted) v += 1.7;
        EXPECT_NEAR(math::multiclass_hinge({CrammerSinger}, s, 1),
                    math::multiclass_hinge({CrammerSinger}, shifted, 1), 1e-14);
        EXPECT_NE(math::multiclass_hinge({OneVsRest, 1}, s, 1),
                  math::multiclass_hinge({OneVsRest, 1}, shifted, 1));
        double others = -1e300;
        for (const std::size_t k : {0U, 2U, 3U}) others = std::max(others, s[k]);
        EXPECT_EQ(math::multiclass_hinge({CrammerSinger}, s, 1) == 0, s[1] >= others + 1);
    }
}

// 1 + s_r - s_c rounds away from 0 at many leads of 1 that s_c - s_r gives exactly.
TEST(MulticlassHinge, ALeadOfExactlyOneCostsNothing) {
    const math::MulticlassHinge loss{math::MulticlassHingeKind::CrammerSinger};
    int exact = 0;
    for (int i = -60; i <= 60; ++i) {
        const double s = 0.05 * i;
        const Vector scores{s, s - 1, s - 2};
        if (scores[0] - scores[1] != 1) continue;
        ++exact;
        EXPECT_EQ(math::multiclass_hinge(loss, scores, 0), 0) << s;
        EXPECT_EQ(math::multiclass_hinge_gradient(loss, scores, 0), (Vector{0, 0, 0})) << s;
    }
    EXPECT_GT(exact, 80);
    EXPECT_EQ(math::multiclass_hinge(loss, Vector{0.3, -0.7, -0.7}, 0), 0);
}

// Weston and Watkins' loss counts every rival; PyTorch divides it by the number of classes.
TEST(MulticlassHinge, IsNotPyTorchs) {
    const Vector s{0.5, -0.2, 1.3};
    const double pytorch = ((1 - s[0] + s[1]) + (1 - s[0] + s[2])) / 3;  // MultiMarginLoss: 0.7
    EXPECT_NEAR(pytorch, 0.7, 1e-15);
    EXPECT_NEAR(math::multiclass_hinge({CrammerSinger}, s, 0), 1.8, 1e-15);
    EXPECT_NEAR(math::multiclass_hinge({OneVsRest, 1}, s, 0), 3.6, 1e-15);
}

// The expected loss is convex: pattern search from several starts finds its least value.
double searched(const MulticlassHinge& loss, const Vector& p, Vector& at) {
    double least = math::expected_multiclass_hinge(loss, p, at);
    for (double step = 1; step > 1e-7;) {
        bool better = false;
        // All directions of {-1, 0, 1}^K, so that no edge of the polyhedron traps it.
        const auto count = static_cast<int>(std::pow(3, p.size()));
        for (int code = 0; code < count; ++code) {
            Vector next = at;
            for (std::size_t k = 0, rest = static_cast<std::size_t>(code); k < p.size(); ++k, rest /= 3)
                next[k] += step * (static_cast<double>(rest % 3) - 1);
            const double value = math::expected_multiclass_hinge(loss, p, next);
            if (value < least - 1e-15) least = value, at = next, better = true;
        }
        if (!better) step /= 2;
    }
    return least;
}

TEST(MulticlassHinge, BestScoresAreThoseOfASearch) {
    for (const MulticlassHinge& loss : losses())
        for (std::uint64_t i = 0; i < 60; ++i) {
            const Vector p = random_probabilities(2 + i % 3, i);
            Vector at = random_scores(p.size(), i + 1);
            for (double& v : at) v = std::clamp(v, -3.0, 3.0);
            const double least = searched(loss, p, at);
            EXPECT_NEAR(math::least_expected_loss(loss, p), least, 1e-5);
            const auto decided = math::decided_class(loss, p);
            const double most = *std::max_element(p.begin(), p.end());
            const bool half = loss.kind == CrammerSinger || loss.power == 1;
            EXPECT_EQ(decided.has_value(), !half || most > 0.5);
            std::vector<std::size_t> order{0, 1};
            std::sort(at.begin(), at.end());
            const double lead = at.back() - at[at.size() - 2];
            if (half && std::abs(most - 0.5) > 0.02) {
                EXPECT_EQ(lead > 1e-3, most > 0.5) << most;
            }
            if (decided) {
                EXPECT_EQ(p[*decided], most);
            }
        }
}

TEST(MulticlassHinge, NoClassAboveOneHalfIsATie) {
    const Vector p{0.4, 0.35, 0.25};
    EXPECT_EQ(math::best_scores({OneVsRest, 1}, p), (Vector{-1, -1, -1}));
    EXPECT_EQ(math::best_scores({CrammerSinger}, p), (Vector{0, 0, 0}));
    EXPECT_FALSE(math::decided_class({OneVsRest, 1}, p) || math::decided_class({CrammerSinger}, p));
    EXPECT_EQ(math::decided_class({OneVsRest, 2}, p), 0U);
    EXPECT_NEAR(math::least_expected_loss({CrammerSinger}, p), 1, 1e-15);
    EXPECT_NEAR(math::least_expected_loss({CrammerSinger}, Vector{0.7, 0.2, 0.1}), 0.6, 1e-15);
    EXPECT_NEAR(math::least_expected_loss({OneVsRest, 1}, p), 2, 1e-15);
    const math::BestLead half = math::best_lead(Vector{0.5, 0.3, 0.2});
    for (const double d : {half.low, 0.4, half.high})
        EXPECT_NEAR(math::expected_multiclass_hinge({CrammerSinger}, Vector{0.5, 0.3, 0.2}, Vector{d, 0, 0}),
                    1, 1e-15);
}

TEST(MulticlassHinge, ClassesAloneHaveClosedForms) {
    for (std::uint64_t i = 0; i < 100; ++i) {
        const double p = math::random_uniform({13, 0, i, 0});
        EXPECT_NEAR(math::best_class_scores(2, p).low, 2 * p - 1, 1e-14);
        for (const double q : {1.2, 2.0, 3.5}) {
            const double s = math::best_class_scores(q, p).low;
            if (1 - std::abs(s) < 1e-3) continue;  // the powers below cancel
            EXPECT_NEAR(p * std::pow(1 - s, q - 1), (1 - p) * std::pow(1 + s, q - 1), 1e-12);
        }
        EXPECT_EQ(math::best_class_scores(1, p).low, p > 0.5 ? 1 : -1);
    }
    EXPECT_EQ(math::best_class_scores(2, 0).high, -1);
    EXPECT_THROW((void)math::best_class_scores(0.5, 0.5), std::invalid_argument);
    EXPECT_THROW((void)math::multiclass_hinge({}, Vector{1, 2}, 2), std::invalid_argument);
    EXPECT_THROW((void)math::multiclass_hinge({}, Vector{1}, 0), std::invalid_argument);
}

}  // namespace multiclass_hinge_test
}  // namespace lossfield::tests
