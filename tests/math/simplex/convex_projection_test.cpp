#include "math/simplex/convex_projection.hpp"

#include <gtest/gtest.h>

#include "tests/math/oracle.hpp"
#include "tests/support/support.hpp"

namespace lossfield::tests {
namespace convex_projection_test {

using Eigen::VectorXd;

VectorXd random_vector(std::uint64_t sample, Eigen::Index n, double range) {
    const auto v = random_point(sample, static_cast<std::size_t>(n), range);
    return Eigen::Map<const VectorXd>(v.data(), n);
}

struct Set {
    const char* name;
    std::function<VectorXd(const VectorXd&)> nearest;
    std::function<bool(const VectorXd&)> holds;
};

constexpr Eigen::Index size = 4;

std::vector<Set> sets() {
    const VectorXd centre = VectorXd::LinSpaced(size, -0.4, 0.5);
    const VectorXd low = VectorXd::LinSpaced(size, -1, -0.1);
    const VectorXd high = VectorXd::LinSpaced(size, 0.2, 0.9);
    return {
        {"ball", [=](const VectorXd& x) { return math::project_onto_ball(x, centre, 0.9); },
         [=](const VectorXd& x) { return (x - centre).norm() <= 0.9 + 1e-12; }},
        {"box", [=](const VectorXd& x) { return math::project_onto_box(x, low, high); },
         [=](const VectorXd& x) { return (x.array() >= low.array() && x.array() <= high.array()).all(); }},
        {"simplex",
         [](const VectorXd& x) {
             const auto p = math::project_onto_simplex({x.data(), static_cast<std::size_t>(x.size())});
             return VectorXd(Eigen::Map<const VectorXd>(p.data(), x.size()));
         },
         [](const VectorXd& x) { return x.minCoeff() >= 0 && std::abs(x.sum() - 1) < 1e-12; }},
        {"diamond", [=](const VectorXd& x) { return math::project_onto_diamond(x, centre, 0.7); },
         [=](const VectorXd& x) { return (x - centre).lpNorm<1>() <= 0.7 + 1e-12; }},
    };
}

// Obtuse angle, contraction, Pythagoras as an inequality, and that a second projection moves nothing.
TEST(ConvexProjection, KeepsTheLawsOfEveryConvexSet) {
    for (const Set& set : sets()) {
        for (std::uint64_t s = 0; s < 300; ++s) {
            const VectorXd x = random_vector(s, size, s % 3 == 0 ? 0.5 : 3);
            const VectorXd y = random_vector(5000 + s, size, 2);
            const VectorXd px = set.nearest(x);
            const VectorXd member = set.nearest(y);
            ASSERT_TRUE(set.holds(px)) << set.name << ' ' << s;
            EXPECT_LE((x - px).dot(member - px), 1e-12) << set.name;
            EXPECT_LE((px - member).norm(), (x - y).norm() + 1e-12) << set.name;
            EXPECT_GE((x - member).squaredNorm() + 1e-12,
                      (px - member).squaredNorm() + (x - px).squaredNorm())
                << set.name;
            EXPECT_LT((set.nearest(px) - px).norm(), 1e-15) << set.name;
        }
    }
}

TEST(ConvexProjection, TheRestIsTheGradientOfHalfTheSquaredDistance) {
    for (const Set& set : sets()) {
        for (std::uint64_t s = 0; s < 20; ++s) {
            const auto point = random_point(s, size, 2);
            const auto half_square = [&](std::span<const double> at) {
                const VectorXd x = Eigen::Map<const VectorXd>(at.data(), size);
                return 0.5 * (x - set.nearest(x)).squaredNorm();
            };
            const auto numeric = central_differences(half_square, point, 1e-6);
            const VectorXd x = Eigen::Map<const VectorXd>(point.data(), size);
            const VectorXd rest = x - set.nearest(x);
            for (Eigen::Index i = 0; i < size; ++i)
                EXPECT_NEAR(numeric[static_cast<std::size_t>(i)], rest[i], 1e-6) << set.name;
        }
    }
}

TEST(ConvexProjection, TheDiamondMeetsItsCornersFacesAndInside) {
    const VectorXd origin = VectorXd::Zero(2);
    const auto nearest = [&](double x, double y) {
        return math::project_onto_diamond(Eigen::Vector2d(x, y), origin, 2);
    };
    EXPECT_LT((nearest(5, 0.5) - VectorXd(Eigen::Vector2d(2, 0))).norm(), 1e-15);
    EXPECT_LT((nearest(2, -2) - VectorXd(Eigen::Vector2d(1, -1))).norm(), 1e-15);
    EXPECT_LT((nearest(-2, 1) - VectorXd(Eigen::Vector2d(-1.5, 0.5))).norm(), 1e-15);
    EXPECT_EQ(nearest(-0.5, 1), VectorXd(Eigen::Vector2d(-0.5, 1)));
    EXPECT_EQ(math::project_onto_diamond(Eigen::Vector2d(1, 1), origin, 0), origin);
    EXPECT_THROW((void)math::project_onto_diamond(origin, origin, -1), std::invalid_argument);
    EXPECT_THROW((void)math::project_onto_diamond(VectorXd::Zero(3), origin, 1), std::invalid_argument);
}

// x = prox of a norm + projection onto the ball of its dual norm.
TEST(ProximalMap, MoreausPartsAddUp) {
    for (std::uint64_t s = 0; s < 100; ++s) {
        const VectorXd x = random_vector(s, size, 2);
        const double t = 0.02 * static_cast<double>(s);
        const VectorXd edge = VectorXd::Constant(size, t);
        const VectorXd origin = VectorXd::Zero(size);
        EXPECT_LT((math::soft_threshold(x, t) + math::project_onto_box(x, -edge, edge) - x).norm(), 1e-15);
        EXPECT_LT((math::shrink_length(x, t) + math::project_onto_ball(x, origin, t) - x).norm(), 1e-15);
    }
    EXPECT_EQ(math::shrink_length(VectorXd::Zero(2), 0), VectorXd::Zero(2));
    EXPECT_THROW((void)math::soft_threshold(VectorXd::Zero(2), -1), std::invalid_argument);
    EXPECT_THROW((void)math::shrink_length(VectorXd::Zero(2), -1), std::invalid_argument);
}

TEST(ProximalMap, IsTheMinimiserOfItsDefinition) {
    for (std::uint64_t s = 0; s < 50; ++s) {
        const VectorXd x = random_vector(s, size, 2);
        for (double t : {0.1, 0.8, 3.0}) {
            const auto sum_norm = [&](const VectorXd& v) {
                return t * v.lpNorm<1>() + 0.5 * (v - x).squaredNorm();
            };
            const auto length = [&](const VectorXd& v) { return t * v.norm() + 0.5 * (v - x).squaredNorm(); };
            const VectorXd soft = math::soft_threshold(x, t);
            const VectorXd shrunk = math::shrink_length(x, t);
            for (std::uint64_t m = 0; m < 20; ++m) {
                const VectorXd change = random_vector(100 * s + m, size, m % 2 == 0 ? 0.01 : 1);
                EXPECT_GT(sum_norm(soft + change), sum_norm(soft));
                EXPECT_GT(length(shrunk + change), length(shrunk));
            }
        }
    }
}

}  // namespace convex_projection_test
}  // namespace lossfield::tests
