#include "math/likelihood/least_squares.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "math/simplex/convex_projection.hpp"
#include "tests/math/dense.hpp"
#include "tests/math/oracle.hpp"
#include "tests/support/support.hpp"

namespace lossfield::tests {
namespace least_squares_test {

using Eigen::MatrixXd;
using Eigen::VectorXd;

VectorXd random_vector(std::uint64_t s, Eigen::Index n, double range) {
    const std::vector<double> v = random_point(s, static_cast<std::size_t>(n), range);
    return Eigen::Map<const VectorXd>(v.data(), n);
}

struct Problem {
    MatrixXd x;
    VectorXd y;
};

// 3 to 12 rows, 1 to 4 columns; every third nearly collinear.
Problem problem_at(std::uint64_t s) {
    const Eigen::Index d = 1 + static_cast<Eigen::Index>(s % 4), n = d + 2 + static_cast<Eigen::Index>(s % 7);
    Problem p{MatrixXd(n, d), random_vector(1000 + s, n, 3)};
    for (Eigen::Index c = 0; c < d; ++c)
        p.x.col(c) = random_vector(2000 + 10 * s + static_cast<std::uint64_t>(c), n, 2);
    if (s % 3 == 2 && d > 1) p.x.col(1) = p.x.col(0) + 1e-3 * p.x.col(1);
    return p;
}

::testing::AssertionResult near(const MatrixXd& a, const MatrixXd& b, double tolerance) {
    const double error = (a - b).cwiseAbs().maxCoeff();
    if (error <= tolerance) return ::testing::AssertionSuccess();
    return ::testing::AssertionFailure() << "differ by " << error << ":\n" << a << "\nand\n" << b;
}

TEST(LeastSquares, HatMatrixIsAnOrthogonalProjection) {
    for (std::uint64_t s = 0; s < 80; ++s) {
        const auto [x, y] = problem_at(s);
        const auto system = math::singular_system(x);
        const MatrixXd p = math::hat_matrix(system);
        EXPECT_TRUE(near(p * p, p, 1e-13));
        EXPECT_TRUE(near(p.transpose(), p, 1e-15));
        EXPECT_NEAR(p.trace(), static_cast<double>(system.rank), 1e-12);
        EXPECT_TRUE(near(p * x, x, 1e-12));
        const VectorXd fitted = p * y;
        EXPECT_TRUE(near(x.transpose() * (y - fitted), VectorXd::Zero(x.cols()), 1e-11));
        EXPECT_NEAR(y.squaredNorm(), fitted.squaredNorm() + (y - fitted).squaredNorm(),
                    1e-12 * y.squaredNorm());
        EXPECT_TRUE(near(x * math::ridge(system, y, 0), fitted, 1e-10));
    }
}

TEST(LeastSquares, RSquaredIsTheSquaredCosineOfTheCentredAngle) {
    for (std::uint64_t s = 0; s < 40; ++s) {
        Problem p = problem_at(s);
        p.x.col(0).setOnes();
        const VectorXd fitted = math::hat_matrix(math::singular_system(p.x)) * p.y;
        const VectorXd a = p.y.array() - p.y.mean(), b = fitted.array() - p.y.mean();
        if (b.norm() < 1e-9) continue;  // the constant alone
        EXPECT_NEAR(math::r_squared(p.y, fitted), std::pow(a.dot(b) / (a.norm() * b.norm()), 2), 1e-12);
    }
    EXPECT_TRUE(std::isnan(math::r_squared(VectorXd::Ones(4), VectorXd::Ones(4))));
}

TEST(LeastSquares, OfALowRankTheShortestSolution) {
    MatrixXd x(4, 2);
    x << 1, 2, 1, 2, 1, 2, 1, 2;  // all points at x = 2
    const VectorXd y = (VectorXd(4) << 1, 2, 3, 6).finished();
    const auto s = math::singular_system(x);
    EXPECT_EQ(s.rank, 1);
    // The mean 3 along (1, 2) / 5.
    EXPECT_TRUE(near(math::ridge(s, y, 0), Eigen::Vector2d(0.6, 1.2), 1e-14));
    EXPECT_TRUE(near(math::hat_matrix(s), MatrixXd::Constant(4, 4, 0.25), 1e-15));
    EXPECT_TRUE(std::isinf(math::condition_number(s, 0)));
    EXPECT_EQ(math::kept_shares(s, 0)[1], 0);
    const auto nothing = math::singular_system(MatrixXd::Zero(3, 2));
    EXPECT_EQ(nothing.rank, 0);
    EXPECT_TRUE(near(math::ridge(nothing, VectorXd::Ones(3), 0), Eigen::Vector2d(0, 0), 0));
    EXPECT_EQ(math::condition_number(nothing, 2), 1);
    EXPECT_TRUE(std::isinf(math::condition_number(nothing, 0)));
    // More columns than rows: the fit is exact.
    const MatrixXd wide = (MatrixXd(1, 3) << 1, 2, 2).finished();
    EXPECT_TRUE(near(math::ridge(math::singular_system(wide), VectorXd::Constant(1, 9), 0),
                     Eigen::Vector3d(1, 2, 2), 1e-14));
}

TEST(Ridge, SolvesTheNormalEquations) {
    for (std::uint64_t s = 0; s < 80; ++s) {
        const auto [x, y] = problem_at(s);
        const auto system = math::singular_system(x);
        for (const double lambda : {1e-4, 0.1, 1.0, 1000.0}) {
            const VectorXd w = math::ridge(system, y, lambda);
            const MatrixXd normal = x.transpose() * x + lambda * MatrixXd::Identity(x.cols(), x.cols());
            const double scale = normal.norm() * w.norm() + (x.transpose() * y).norm();
            EXPECT_LE((normal * w - x.transpose() * y).norm(), 1e-13 * scale);
            EXPECT_LE(math::ridge_gradient(x, y, w, lambda).norm(), 1e-13 * scale);
            // Nothing around it is lower.
            for (std::uint64_t k = 0; k < 5; ++k) {
                const VectorXd other = w + random_vector(7 * s + k, x.cols(), 0.3);
                EXPECT_GT(math::ridge_objective(x, y, other, lambda), math::ridge_objective(x, y, w, lambda));
            }
        }
    }
}

TEST(Ridge, GradientAgreesWithDifferences) {
    for (std::uint64_t s = 0; s < 40; ++s) {
        const auto [x, y] = problem_at(s);
        const VectorXd at = random_vector(s, x.cols(), 4);
        const std::vector<double> point(at.begin(), at.end());
        const auto objective = [&, &data = x, &seen = y](std::span<const double> w) {
            return math::ridge_objective(
                data, seen, Eigen::Map<const VectorXd>(w.data(), static_cast<Eigen::Index>(w.size())), 0.7);
        };
        const VectorXd gradient = math::ridge_gradient(x, y, at, 0.7);
        EXPECT_TRUE(close(std::vector<double>(gradient.begin(), gradient.end()),
                          central_differences(objective, point, 1e-4), {1e-7, 1e-7}))
            << s;
    }
}

TEST(Ridge, ShrinksAlongTheSingularDirections) {
    const auto [x, y] = problem_at(3);
    const auto s = math::singular_system(x);
    const VectorXd full = math::ridge(s, y, 0);
    double norm_before = full.norm(), freedom_before = static_cast<double>(s.rank);
    for (double lambda = 1e-4; lambda < 2e3; lambda *= 3) {
        const VectorXd w = math::ridge(s, y, lambda), kept = math::kept_shares(s, lambda);
        for (Eigen::Index i = 0; i < s.rank; ++i)
            EXPECT_NEAR(s.v.col(i).dot(w), kept[i] * s.v.col(i).dot(full), 1e-12);
        const double freedom = math::degrees_of_freedom(s, lambda);
        const MatrixXd normal = x.transpose() * x + lambda * MatrixXd::Identity(x.cols(), x.cols());
        EXPECT_NEAR(freedom, (x * inverse(normal) * x.transpose()).trace(), 1e-10);
        EXPECT_LT(freedom, freedom_before);
        EXPECT_LT(w.norm(), norm_before);
        const VectorXd values = s.sigma;
        EXPECT_NEAR(math::condition_number(s, lambda),
                    (std::pow(values[0], 2) + lambda) / (std::pow(values[values.size() - 1], 2) + lambda),
                    1e-9);
        norm_before = w.norm(), freedom_before = freedom;
    }
}

// With a factor a before the squares: the solution of lambda / (2 a).
TEST(Ridge, AnotherFactorMovesLambda) {
    const auto [x, y] = problem_at(5);
    const double n = static_cast<double>(y.size()), a = 2 / n, lambda = 0.8;
    const VectorXd w = math::ridge(math::singular_system(x), y, n * lambda / 4);
    EXPECT_LT((2 * a * x.transpose() * (x * w - y) + lambda * w).norm(), 1e-12);
}

TEST(Ridge, TendsToTheShortestSolutionAndToNothing) {
    MatrixXd x(3, 2);
    x << 1, 1, 2, 2, -1, -1;
    const VectorXd y = Eigen::Vector3d(1, 3, 0);
    const auto s = math::singular_system(x);
    EXPECT_TRUE(near(math::ridge(s, y, 1e-12), math::ridge(s, y, 0), 1e-12));
    EXPECT_LT(math::ridge(s, y, 1e12).norm(), 1e-10);
}

TEST(Ridge, StepsFromZeroFollowTheClosedForm) {
    const auto [x, y] = problem_at(5);
    const auto s = math::singular_system(x);
    const double rate = 0.9 / std::pow(s.sigma[0], 2);
    VectorXd w = VectorXd::Zero(x.cols());
    for (int t = 0; t < 50; ++t) {
        EXPECT_TRUE(near(math::after_steps(s, y, rate, t), w, 1e-12)) << t;
        const VectorXd shares = math::stopped_shares(s, rate, t), full = math::ridge(s, y, 0);
        for (Eigen::Index i = 0; i < s.rank; ++i)
            EXPECT_NEAR(s.v.col(i).dot(w), shares[i] * s.v.col(i).dot(full), 1e-11) << t;
        w -= rate * math::ridge_gradient(x, y, w, 0);
    }
    EXPECT_TRUE(near(math::after_steps(s, y, 1.8 / std::pow(s.sigma[0], 2), 1),
                     2 * math::after_steps(s, y, rate, 1), 1e-12));
    // A slow direction keeps the share sigma^2 eta t, as ridge with lambda = 1 / (eta t) does.
    const MatrixXd thin = MatrixXd::Constant(1, 1, 1e-6);
    const auto slow = math::singular_system(thin);
    const double ridge = math::ridge(slow, VectorXd::Ones(1), 1 / (0.5 * 100))[0];
    EXPECT_NEAR(math::after_steps(slow, VectorXd::Ones(1), 0.5, 100)[0] / ridge, 1, 1e-9);
}

TEST(LeastSquares, RefusesWhatHasNoMeaning) {
    const auto s = math::singular_system(MatrixXd::Ones(2, 1));
    EXPECT_THROW((void)math::singular_system(MatrixXd(0, 2)), std::invalid_argument);
    EXPECT_THROW((void)math::singular_system(MatrixXd(2, 0)), std::invalid_argument);
    EXPECT_THROW((void)math::ridge(s, VectorXd::Ones(3), 1), std::invalid_argument);
    for (const double bad : {-1.0, std::nan(""), std::numeric_limits<double>::infinity()})
        EXPECT_THROW((void)math::ridge(s, VectorXd::Ones(2), bad), std::invalid_argument) << bad;
}

TEST(ConvexProjection, KnownPoints) {
    EXPECT_TRUE(near(math::project_onto_ball(Eigen::Vector2d(3, 4), Eigen::Vector2d(0, 0), 1),
                     Eigen::Vector2d(0.6, 0.8), 1e-15));
    // The box example: y - yhat = (0, 1), s - yhat = (-1, -1.5) give -1.5.
    const VectorXd y = Eigen::Vector2d(1, 2), low = Eigen::Vector2d(0, -0.5), high = Eigen::Vector2d(2, 1);
    const VectorXd fitted = math::project_onto_box(y, low, high);
    EXPECT_TRUE(near(fitted, Eigen::Vector2d(1, 1), 0));
    EXPECT_EQ((y - fitted).dot(low - fitted), -1.5);
    EXPECT_THROW((void)math::project_onto_ball(y, low, -1), std::invalid_argument);
    EXPECT_THROW((void)math::project_onto_box(y, high, low), std::invalid_argument);
    EXPECT_THROW((void)math::project_onto_disc(y, low, MatrixXd::Identity(3, 2), 1), std::invalid_argument);
}

// Obtuse angle, contraction, Pythagoras' inequality, and once is enough; for ball, box and a disc of a plane.
TEST(ConvexProjection, LawsOfTheNearestPoint) {
    MatrixXd columns(4, 2);
    columns << 1, 0, 1, 1, 1, 2, 1, 3;
    const MatrixXd basis = math::singular_system(columns).u;
    const VectorXd centre = basis * Eigen::Vector2d(0.4, -0.3);
    const VectorXd low = VectorXd::Constant(4, -0.5), high = VectorXd::LinSpaced(4, 0, 1);
    const auto project = [&](int set, const VectorXd& x) -> VectorXd {
        if (set == 0) return math::project_onto_ball(x, centre, 1.2);
        if (set == 1) return math::project_onto_box(x, low, high);
        return math::project_onto_disc(x, centre, basis, 0.8);
    };
    for (int set = 0; set < 3; ++set)
        for (std::uint64_t s = 0; s < 100; ++s) {
            const VectorXd x = random_vector(3 * s, 4, 3), other = random_vector(3 * s + 1, 4, 3);
            const VectorXd at = project(set, x), at_other = project(set, other);
            const VectorXd inside = project(set, random_vector(3 * s + 2, 4, 1));
            EXPECT_LE((x - at).dot(inside - at), 1e-13) << set;
            EXPECT_LE((at - at_other).norm(), (x - other).norm() * (1 + 1e-14)) << set;
            EXPECT_GE((x - inside).squaredNorm() + 1e-12,
                      (at - inside).squaredNorm() + (x - at).squaredNorm());
            EXPECT_TRUE(near(project(set, at), at, 1e-15)) << set;
        }
}

}  // namespace least_squares_test
}  // namespace lossfield::tests
