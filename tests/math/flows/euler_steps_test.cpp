#include "math/flows/euler_steps.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "math/descent/quadratic_descent.hpp"
#include "math/flows/gradient_flow.hpp"
#include "tests/math/oracle.hpp"
#include "tests/support/support.hpp"

namespace lossfield::tests {
namespace euler_steps_test {

using math::Bowl;
using math::DoubleWell;
using math::Landscape;
using math::PlanePoint;

std::vector<Landscape> landscapes() {
    return {Bowl(1, 0),         Bowl(10, 30),  Bowl(1000, -47), math::Rosenbrock{},
            math::Himmelblau{}, DoubleWell{0}, DoubleWell{0.2}, DoubleWell{-0.7}};
}

// T22-1.
TEST(EulerSteps, OnAQuadraticTheyArePowers) {
    const auto forwards = math::explicit_path(Bowl(10, 0), {1, 1}, 0.05, 10);
    const auto backwards = math::implicit_path(Bowl(10, 0), {1, 1}, 0.05, 10);
    ASSERT_EQ(forwards.points.size(), 11u);
    ASSERT_EQ(backwards.points.size(), 11u);
    EXPECT_TRUE(forwards.complete && backwards.complete);
    EXPECT_TRUE(close(forwards.points[10].x, 0.5987369392383789));
    EXPECT_TRUE(close(forwards.points[10].y, 0.0009765625));
    EXPECT_TRUE(close(backwards.points[10].x, 0.6139132535407593));
    EXPECT_TRUE(close(backwards.points[10].y, 0.01734152991583261));
    for (std::size_t k = 0; k <= 10; ++k) {
        const double n = static_cast<double>(k);
        EXPECT_TRUE(close(forwards.points[k].x, std::pow(0.95, n)));
        EXPECT_TRUE(close(backwards.points[k].y, std::pow(1.5, -n)));
    }
}

// T22-3: beyond 2/L descent diverges, the proximal point does not.
TEST(EulerSteps, BeyondTheLimitOnlyTheExplicitOneDiverges) {
    const auto forwards = math::explicit_path(Bowl(1, 0), {1, 0}, 2.1, 4);
    const auto backwards = math::implicit_path(Bowl(1, 0), {1, 0}, 2.1, 4);
    EXPECT_TRUE(close(forwards.points[4].x, 1.4641));
    EXPECT_TRUE(close(backwards.points[4].x, 0.010828124103295972));
    for (const double kappa : {1.0, 7.0, 300.0}) {
        const auto below = math::explicit_path(Bowl(kappa, 15), {1, 1}, 1.99 / kappa, 20000);
        EXPECT_TRUE(below.complete);
        EXPECT_LT(std::hypot(below.points.back().x, below.points.back().y), 1e-6) << kappa;
        const auto above = math::explicit_path(Bowl(kappa, 15), {1, 1}, 2.01 / kappa, 20000);
        EXPECT_FALSE(above.complete);
        EXPECT_TRUE(escaped(above.points.back())) << kappa;
        EXPECT_FALSE(escaped(above.points[above.points.size() - 2])) << kappa;
    }
}

TEST(EulerSteps, TheImplicitStepIsStableForEveryRateOnAConvexQuadratic) {
    for (const double kappa : {1.0, 20.0, 1000.0}) {
        for (const double rate : {1e-6, 1e-3, 0.5, 3.0, 1e3, 1e9}) {
            const auto path = math::implicit_path(Bowl(kappa, 0), {2, -3}, rate, 6);
            ASSERT_TRUE(path.complete) << kappa << ' ' << rate;
            for (std::size_t k = 1; k <= 6; ++k) {
                const PlanePoint from = path.points[k - 1], to = path.points[k];
                const Tolerance rounding{1e-12, 1e-15 * std::hypot(from.x, from.y)};
                EXPECT_TRUE(close(to.x, math::quadratic_proximal_step(from.x, 1, rate), rounding));
                EXPECT_TRUE(close(to.y, math::quadratic_proximal_step(from.y, kappa, rate), rounding));
                EXPECT_LT(std::hypot(to.x, to.y), std::hypot(from.x, from.y)) << kappa << ' ' << rate;
            }
        }
    }
}

// y + rate grad f(y) = x, and f falls by at least |y - x|^2 / (2 rate), convex or not.
TEST(EulerSteps, TheImplicitStepSolvesItsEquationAndGoesDown) {
    for (const Landscape& l : landscapes()) {
        for (std::uint64_t s = 0; s < 40; ++s) {
            const std::vector<double> p = random_point(s, 2, 4.0);
            const PlanePoint from{p[0], p[1]};
            for (const double rate : {1e-4, 0.01, 0.3, 2.5, 40.0}) {
                const auto to = math::implicit_step(l, from, rate);
                ASSERT_TRUE(to.has_value()) << facts(l).id << ' ' << s << ' ' << rate;
                const auto h = hessian(l, *to);
                const double size = 1 + rate * (std::abs(h.xx) + std::abs(h.xy) + std::abs(h.yy));
                EXPECT_LE(math::implicit_residual(l, from, *to, rate),
                          1e-12 * size * (1 + std::hypot(to->x, to->y)))
                    << facts(l).id << " from " << from.x << ' ' << from.y << ", rate " << rate;
                const double before = value(l, from);
                const double d = distance(from, *to);
                EXPECT_LE(value(l, *to) + d * d / (2 * rate), before + 1e-12 * (1 + std::abs(before)))
                    << facts(l).id << ' ' << s << ' ' << rate;
            }
        }
    }
    EXPECT_GT(math::implicit_residual(Bowl(10, 0), {1, 1}, {1, 1}, 0.1), 0.9);
}

// Where it is convex no other point is better: against a fine grid about the answer.
TEST(EulerSteps, TheImplicitStepMinimises) {
    for (const Landscape& l : {Landscape(Bowl(20, 30)), Landscape(DoubleWell{0.2})}) {
        const double rate = 0.9;
        for (std::uint64_t s = 0; s < 20; ++s) {
            const std::vector<double> p = random_point(s, 2, 2.0);
            const PlanePoint from{p[0], p[1]};
            const PlanePoint to = *math::implicit_step(l, from, rate);
            const auto objective = [&](const PlanePoint& y) {
                return std::pow(distance(y, from), 2) / (2 * rate) + value(l, y);
            };
            for (int i = -20; i <= 20; ++i)
                for (int j = -20; j <= 20; ++j)
                    EXPECT_LE(objective(to), objective({to.x + 0.15 * i, to.y + 0.15 * j}) + 1e-12);
        }
    }
}

TEST(EulerSteps, StationaryPointsStay) {
    for (const Landscape& l : landscapes()) {
        const auto points = stationary(l);
        for (const auto* list : {&points.minima, &points.saddles, &points.maxima})
            for (const PlanePoint& p : *list) {
                EXPECT_LT(distance(math::explicit_step(l, p, 0.01), p), 1e-12) << facts(l).id;
                const auto to = math::implicit_step(l, p, 0.01);
                ASSERT_TRUE(to.has_value());
                EXPECT_LT(distance(*to, p), 1e-12) << facts(l).id;
            }
    }
    // Exactly on the ridge, where the objective is not convex: the equation holds, and x stays.
    EXPECT_EQ(math::implicit_step(DoubleWell{0}, {0, 0}, 2.0), (PlanePoint{0, 0}));
}

// Local solutions: from either side of the ridge to its own well, whatever the rate.
TEST(EulerSteps, WithoutConvexityDescentDecidesTheSide) {
    for (const double rate : {1.5, 10.0, 1000.0}) {
        for (const double x : {0.05, 0.4, 1.5}) {
            const auto right = math::implicit_step(DoubleWell{0}, {x, 0.3}, rate);
            const auto left = math::implicit_step(DoubleWell{0}, {-x, 0.3}, rate);
            ASSERT_TRUE(right && left);
            EXPECT_TRUE(close(right->x, -left->x)) << rate << ' ' << x;
            EXPECT_LT(std::abs(math::implicit_residual(DoubleWell{0}, {x, 0.3}, *right, rate)), 1e-12 * rate);
        }
    }
}

TEST(EulerSteps, AFunctionUnboundedBelowHasNoProximalPointBeyondItsCurvature) {
    // f = (x^2 - y^2) / 2: y <- y / (1 - rate) up to the rate 1, none beyond.
    const auto below = math::implicit_step(math::Saddle{}, {1, 1}, 0.5);
    ASSERT_TRUE(below.has_value());
    EXPECT_TRUE(close(below->x, 1 / 1.5));
    EXPECT_TRUE(close(below->y, 2));
    EXPECT_EQ(math::implicit_step(math::Saddle{}, {1, 1}, 1.5), std::nullopt);
    const auto path = math::implicit_path(math::Saddle{}, {1, 1}, 1.5, 5);
    EXPECT_FALSE(path.complete);
    EXPECT_EQ(path.points, (std::vector<PlanePoint>{{1, 1}}));
    EXPECT_THROW((void)math::explicit_step(math::Saddle{}, {1, 1}, 0), std::invalid_argument);
    EXPECT_THROW((void)math::implicit_step(math::Saddle{}, {1, 1}, -1), std::invalid_argument);
    EXPECT_THROW((void)math::explicit_path(math::Saddle{}, {1, 1}, std::nan(""), 1), std::invalid_argument);
    EXPECT_THROW((void)math::implicit_path(math::Saddle{}, {1, 1}, 0, 1), std::invalid_argument);
}

// Both errors are of first order: 2.000 on halving. On a line, ln(1 -+ a) = -+a - a^2/2: they have opposite signs.
TEST(EulerSteps, TheErrorToTheFlowHalvesWithTheStep) {
    struct Case {
        Landscape landscape;
        PlanePoint start;
        double t;
        std::size_t count;
    };
    for (const Case& c :
         {Case{Bowl(10, 30), {1, 1}, 1, 4000}, Case{DoubleWell{0.2}, {0.3, 1.5}, 1, 2000},
          Case{math::Rosenbrock{}, {-0.5, 0.6}, 0.01, 8000}, Case{math::Himmelblau{}, {0, 1}, 0.03, 4000}}) {
        const PlanePoint exact = gradient_flow(c.landscape, c.start, c.t, 1e-12).at(c.t);
        const auto end = [&](const auto& path, std::size_t n) {
            return path(c.landscape, c.start, c.t / static_cast<double>(n), n).points.back();
        };
        const PlanePoint ahead = end(math::explicit_path, c.count);
        const PlanePoint behind = end(math::implicit_path, c.count);
        const double forwards = distance(ahead, exact);
        const double backwards = distance(behind, exact);
        EXPECT_NEAR(forwards / distance(end(math::explicit_path, 2 * c.count), exact), 2, 0.01)
            << facts(c.landscape).id;
        EXPECT_NEAR(backwards / distance(end(math::implicit_path, 2 * c.count), exact), 2, 0.01)
            << facts(c.landscape).id;
        const PlanePoint middle{0.5 * (ahead.x + behind.x), 0.5 * (ahead.y + behind.y)};
        EXPECT_LT(distance(middle, exact), 0.02 * forwards) << facts(c.landscape).id;
    }
}

}  // namespace euler_steps_test
}  // namespace lossfield::tests
