#include "math/information/information_projection.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "math/information/fisher.hpp"
#include "math/information/information.hpp"
#include "math/simplex/softmax.hpp"
#include "tests/math/oracle.hpp"

namespace lossfield::tests {
namespace information_projection_test {

using Vector = std::vector<double>;

Vector random_distribution(Draws& random, std::size_t n) {
    Vector z(n);
    for (double& v : z) v = random.between(-3, 3);
    return math::softmax(z, 1.0);
}

Vector on_line(const Vector& a, const Vector& b, double s) {
    Vector r(a.size());
    for (std::size_t k = 0; k < a.size(); ++k) r[k] = (1 - s) * a[k] + s * b[k];
    return r;
}

TEST(InformationProjection, ThePythagoreanRelationHoldsForEveryMember) {
    Draws random(11);
    for (int trial = 0; trial < 60; ++trial) {
        const std::size_t n = 3 + trial % 3;
        const Vector p = random_distribution(random, n), a = random_distribution(random, n),
                     b = random_distribution(random, n);
        const auto m = math::m_projection(p, a, b);
        ASSERT_TRUE(m.has_value());
        for (const double s : {-0.7, 0.0, 0.4, 1.0, 2.0}) {
            const Vector r = math::exponential_family(a, b, s);
            EXPECT_NEAR(math::kl(p, r), math::kl(p, m->r) + math::kl(m->r, r), 1e-11) << s;
        }
        const auto e = math::e_projection(p, a, b);
        ASSERT_TRUE(e.has_value());
        const auto range = math::linear_family(a, b);
        for (const double f : {0.05, 0.3, 0.9}) {
            const Vector r = on_line(a, b, std::lerp(range.low, range.high, f));
            EXPECT_NEAR(math::kl(r, p), math::kl(r, e->r) + math::kl(e->r, p), 1e-9) << f;
        }
    }
}

TEST(InformationProjection, NothingInTheFamilyIsNearer) {
    Draws random(12);
    for (int trial = 0; trial < 30; ++trial) {
        const Vector p = random_distribution(random, 3), a = random_distribution(random, 3),
                     b = random_distribution(random, 3);
        const auto m = math::m_projection(p, a, b);
        const auto e = math::e_projection(p, a, b);
        for (const double step : {-0.3, -0.01, 0.01, 0.3}) {
            EXPECT_LE(math::kl(p, m->r), math::kl(p, math::exponential_family(a, b, m->s + step)));
            const auto range = math::linear_family(a, b);
            const double s = std::clamp(e->s + step, range.low, range.high);
            if (s != e->s) {
                Vector r = on_line(a, b, s);
                for (double& v : r) v = std::max(0.0, v);
                EXPECT_LE(math::kl(e->r, p), math::kl(r, p));
            }
        }
    }
}

TEST(InformationProjection, AMemberIsItsOwnProjection) {
    const Vector a{0.2, 0.3, 0.5}, b{0.6, 0.3, 0.1};
    const Vector p = math::exponential_family(a, b, 0.3), q = on_line(a, b, 0.3);
    EXPECT_NEAR(math::m_projection(p, a, b)->s, 0.3, 1e-12);
    EXPECT_NEAR(math::e_projection(q, a, b)->s, 0.3, 1e-12);
}

TEST(InformationProjection, EndsAndWhatHasNone) {
    const Vector a{0.2, 0.3, 0.5}, b{0.6, 0.3, 0.1}, side{0.5, 0.5, 0};
    constexpr double inf = std::numeric_limits<double>::infinity();
    // All of p where log(b / a) is largest: the family's end.
    const auto end = math::m_projection(Vector{1, 0, 0}, a, b);
    ASSERT_TRUE(end.has_value());
    EXPECT_EQ(end->s, inf);
    EXPECT_EQ(end->r, (Vector{1, 0, 0}));
    EXPECT_EQ(math::m_projection(Vector{0, 0, 1}, a, b)->s, -inf);
    EXPECT_FALSE(math::m_projection(a, a, a).has_value());
    EXPECT_FALSE(math::e_projection(a, b, b).has_value());
    EXPECT_FALSE(math::m_projection(a, side, b).has_value());
    EXPECT_FALSE(
        math::e_projection(Vector{0.5, 0, 0.5}, a, b).has_value());  // all members give to the second
    // Only the line's end at the side gives nothing to the third outcome.
    const auto touching = math::e_projection(side, a, b);
    ASSERT_TRUE(touching.has_value());
    EXPECT_NEAR(touching->r[2], 0, 1e-15);
    EXPECT_NEAR(touching->s, 1.25, 1e-12);
    const auto range = math::linear_family(Vector{1, 0, 0}, Vector{0, 1, 0});
    EXPECT_EQ(range.low, 0);
    EXPECT_EQ(range.high, 1);
}

TEST(InformationProjection, FamilyAndDropMeetAtARightAngle) {
    Draws random(14);
    for (int trial = 0; trial < 40; ++trial) {
        const Vector p = random_distribution(random, 3), a = random_distribution(random, 3),
                     b = random_distribution(random, 3);
        const auto m = math::m_projection(p, a, b);
        const auto e = math::e_projection(p, a, b);
        const auto at_m = math::m_right_angle(p, a, b, m->r), at_e = math::e_right_angle(p, a, b, e->r);
        EXPECT_NEAR(math::fisher_inner(m->r, at_m.family, at_m.drop), 0, 1e-11);
        EXPECT_NEAR(math::fisher_inner(e->r, at_e.family, at_e.drop), 0, 1e-9);
        // The drop leads to p.
        const Vector ahead = math::on_path(math::SimplexPath::Exponential, e->r, p, 1e-6);
        for (std::size_t k = 0; k < 3; ++k) {
            EXPECT_NEAR(m->r[k] + at_m.drop[k], p[k], 1e-15);
            EXPECT_NEAR((ahead[k] - e->r[k]) * 1e6, at_e.drop[k], 1e-4);
        }
    }
}

TEST(InformationProjection, BothFamiliesRunFromEndToEnd) {
    const Vector a{0.2, 0.3, 0.5}, b{0.6, 0.3, 0.1};
    const auto line = math::exponential_line(a, b, 10);
    ASSERT_EQ(line.size(), 21u);
    EXPECT_EQ(line.front(), (Vector{0, 0, 1}));
    EXPECT_EQ(line.back(), (Vector{1, 0, 0}));
    const Vector middle = math::exponential_family(a, b, 0.5);
    for (std::size_t k = 0; k < 3; ++k) EXPECT_NEAR(line[10][k], middle[k], 1e-15);
    for (std::size_t i = 1; i < line.size(); ++i) EXPECT_GT(line[i][0], line[i - 1][0]);
    const auto range = math::linear_family(a, b);
    for (const double s : {range.low, 0.0, 0.3, 1.0, range.high}) {
        const Vector r = math::linear_member(a, b, s), expected = on_line(a, b, s);
        for (std::size_t k = 0; k < 3; ++k) {
            EXPECT_GE(r[k], 0);
            EXPECT_NEAR(r[k], expected[k], 1e-15);
        }
    }
}

}  // namespace information_projection_test
}  // namespace lossfield::tests
