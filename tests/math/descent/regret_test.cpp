#include "math/descent/regret.hpp"

#include <gtest/gtest.h>

#include "tests/math/oracle.hpp"
#include "tests/support/support.hpp"

namespace lossfield::tests {
namespace regret_test {

using Eigen::MatrixXd;
using Eigen::VectorXd;
using math::OnlineSetting;

const OnlineSetting settings[] = {{2, 1, 100}, {3, 2, 50}, {0.5, 10, 1}, {10, 0.5, 10000}};

std::vector<double> inverse_root_rates(double alpha, int rounds) {
    std::vector<double> rates;
    for (int t = 1; t <= rounds; ++t) rates.push_back(alpha / std::sqrt(t));
    return rates;
}

TEST(RegretBounds, TheSpecialRatesAreCasesOfTheGeneralBound) {
    for (const OnlineSetting& s : settings) {
        for (double rate : {0.01, 0.4, 7.0}) {
            const std::vector<double> constant(static_cast<std::size_t>(s.rounds), rate);
            EXPECT_TRUE(close(math::regret_bound(s.diameter, s.gradient_bound, constant),
                              math::regret_bound_constant(s, rate), {1e-12, 0}));
            const double sum = math::inverse_root_sums(s.rounds).back();
            const double exact = math::regret_bound_inverse_root(s, rate, sum);
            EXPECT_TRUE(
                close(math::regret_bound(s.diameter, s.gradient_bound, inverse_root_rates(rate, s.rounds)),
                      exact, {1e-12, 0}));
            EXPECT_LT(exact, math::regret_bound_inverse_root_simple(s, rate));
        }
    }
}

TEST(RegretBounds, TheBestRatesAreMinima) {
    for (const OnlineSetting& s : settings) {
        const auto constant = math::best_constant_rate(s);
        EXPECT_TRUE(close(math::regret_bound_constant(s, constant.rate), constant.bound, {1e-14, 0}));
        const auto root = math::best_inverse_root_rate(s);
        EXPECT_TRUE(close(math::regret_bound_inverse_root_simple(s, root.rate), root.bound, {1e-14, 0}));
        EXPECT_TRUE(close(root.bound / constant.bound, std::sqrt(2.0), {1e-14, 0}));
        for (double factor : {0.1, 0.99, 1.01, 5.0}) {
            EXPECT_GT(math::regret_bound_constant(s, factor * constant.rate), constant.bound);
            EXPECT_GT(math::regret_bound_inverse_root_simple(s, factor * root.rate), root.bound);
        }
    }
}

TEST(RegretBounds, TheSumOfInverseRootsLiesBetweenItsBounds) {
    const auto sums = math::inverse_root_sums(10000);
    for (std::size_t t = 1; t <= sums.size(); ++t) {
        const double root = std::sqrt(static_cast<double>(t));
        EXPECT_GT(sums[t - 1], 2 * root - 2);
        EXPECT_LE(sums[t - 1], 2 * root - 1);
    }
    // 2 sqrt T + zeta(1/2) + 1 / (2 sqrt T) + O(T^-1.5)
    EXPECT_NEAR(sums.back(), 200 - 1.4603545088095868 + 0.005, 1e-7);
}

TEST(RegretBounds, RefuseRisingRatesAndEmptyGames) {
    EXPECT_THROW((void)math::regret_bound(1, 1, std::vector<double>{0.1, 0.2}), std::invalid_argument);
    EXPECT_THROW((void)math::regret_bound(1, 1, std::vector<double>{}), std::invalid_argument);
    EXPECT_THROW((void)math::regret_bound_constant({1, 1, 0}, 0.1), std::invalid_argument);
    EXPECT_THROW((void)math::best_constant_rate({0, 1, 1}), std::invalid_argument);
    EXPECT_THROW((void)math::inverse_root_sums(0), std::invalid_argument);
    const VectorXd origin = VectorXd::Zero(2);
    EXPECT_THROW(
        (void)math::play_on_ball(MatrixXd::Ones(2, 1), std::vector<double>{1}, VectorXd::Ones(2), origin, 1),
        std::invalid_argument);
}

// Losses of a game: of one sign, drifting, or turned against the player's own position.
MatrixXd losses(std::uint64_t sample, Eigen::Index n, int rounds, double bound) {
    MatrixXd g(n, rounds);
    for (Eigen::Index t = 0; t < rounds; ++t) {
        for (Eigen::Index i = 0; i < n; ++i)
            g(i, t) = math::random_normal({.seed = sample,
                                           .step = static_cast<std::uint64_t>(t),
                                           .coordinate = static_cast<std::uint32_t>(i)});
        if (sample % 3 == 1) g(0, t) += 2.0;
        if (sample % 3 == 2) g(0, t) += t % 20 < 10 ? 3.0 : -3.0;
        g.col(t) *= bound / g.col(t).norm();
    }
    return g;
}

TEST(OnlineDescent, NoGameExceedsTheBoundAtAnyTime) {
    const double bound = 1.5;
    const double radius = 0.8;
    const double diameter = 2 * radius;
    const int rounds = 300;
    for (std::uint64_t sample = 0; sample < 30; ++sample) {
        const Eigen::Index n = 1 + static_cast<Eigen::Index>(sample % 4);
        const MatrixXd g = losses(sample, n, rounds, bound);
        const VectorXd centre = VectorXd::Constant(n, 0.3);
        VectorXd start = centre;
        start[0] += radius * (sample % 2 == 0 ? 0.0 : 1.0);
        for (double factor : {0.2, 1.0, 4.0}) {
            const OnlineSetting whole{diameter, bound, rounds};
            const double eta = factor * math::best_constant_rate(whole).rate;
            const double alpha = factor * math::best_inverse_root_rate(whole).rate;
            const auto constant =
                math::play_on_ball(g, std::vector<double>(rounds, eta), start, centre, radius);
            const auto root = math::play_on_ball(g, inverse_root_rates(alpha, rounds), start, centre, radius);
            const auto sums = math::inverse_root_sums(rounds);
            for (int t = 1; t <= rounds; ++t) {
                const auto at = static_cast<std::size_t>(t - 1);
                const OnlineSetting s{diameter, bound, t};
                EXPECT_LE(constant.average[at], math::regret_bound_constant(s, eta));
                EXPECT_LE(root.average[at], math::regret_bound_inverse_root(s, alpha, sums[at]));
                EXPECT_LE((root.iterates.col(t - 1) - centre).norm(), radius * (1 + 1e-14));
            }
        }
    }
}

// Against the definition: losses paid, and the best of many fixed points.
TEST(OnlineDescent, TheAverageRegretIsAgainstTheBestFixedPoint) {
    const MatrixXd g = losses(7, 2, 40, 1);
    const VectorXd centre = VectorXd::Constant(2, 0.5);
    const auto game = math::play_on_ball(g, inverse_root_rates(0.6, 40), centre, centre, 1.2);
    double paid = 0;
    VectorXd sum = VectorXd::Zero(2);
    for (int t = 0; t < 40; ++t) {
        paid += g.col(t).dot(game.iterates.col(t));
        sum += g.col(t);
        double least = INFINITY;
        for (int k = 0; k < 3600; ++k) {
            const double angle = k * 2 * 3.14159265358979323846 / 3600;
            least =
                std::min(least, sum.dot(centre + 1.2 * Eigen::Vector2d(std::cos(angle), std::sin(angle))));
        }
        EXPECT_NEAR(game.average[static_cast<std::size_t>(t)], (paid - least) / (t + 1), 1e-5);
    }
    EXPECT_NEAR((game.best - centre).norm(), 1.2, 1e-14);
    EXPECT_NEAR(game.average.back() * 40, paid - sum.dot(game.best), 1e-12);
}

// The step of the proof: equality where the ball is wide, an inequality where the projection moves.
TEST(OnlineDescent, EveryStepKeepsTheInequalityOfTheProof) {
    const VectorXd centre = VectorXd::Zero(3);
    const MatrixXd g = losses(4, 3, 60, 2);
    for (double radius : {1.0, 1e4}) {
        const auto rates = inverse_root_rates(0.5, 60);
        const auto game = math::play_on_ball(g, rates, centre, centre, radius);
        const VectorXd other = 0.5 * VectorXd::Ones(3);
        bool moved = false;
        for (int t = 0; t + 1 < 60; ++t) {
            const VectorXd now = game.iterates.col(t);
            const VectorXd next = game.iterates.col(t + 1);
            const double rate = rates[static_cast<std::size_t>(t)];
            const double left = (now - other).dot(g.col(t));
            const double right = ((now - other).squaredNorm() - (next - other).squaredNorm()) / (2 * rate) +
                                 rate / 2 * g.col(t).squaredNorm();
            EXPECT_LE(left, right + 1e-12);
            if (radius > 1) {
                EXPECT_NEAR(left, right, 1e-11);
            }
            moved = moved || left < right - 1e-3;
        }
        EXPECT_EQ(moved, radius == 1.0);
    }
}

// A constant loss: the player runs to the best point and stays, so that the regret falls like 1 / T.
TEST(OnlineDescent, AConstantLossIsLearnedOnce) {
    const MatrixXd g = Eigen::Vector2d(1, 0).replicate(1, 200);
    const VectorXd origin = VectorXd::Zero(2);
    const auto game = math::play_on_ball(g, std::vector<double>(200, 0.25), origin, origin, 1);
    // Regrets 1, 3/4, 1/2, 1/4, 0, 0, ...
    EXPECT_NEAR(game.average[0], 1, 1e-15);
    EXPECT_NEAR(game.average[3], 2.5 / 4, 1e-15);
    EXPECT_NEAR(game.average[199], 2.5 / 200, 1e-14);
    EXPECT_EQ(game.iterates.col(199), VectorXd(Eigen::Vector2d(-1, 0)));
}

}  // namespace regret_test
}  // namespace lossfield::tests
