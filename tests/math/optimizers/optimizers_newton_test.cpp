// Laws of the optimizers with curvature: Newton, L-BFGS and their line search.
#include <gtest/gtest.h>

#include <Eigen/Core>
#include <cmath>

#include "math/optimizers/engine.hpp"
#include "tests/math/optimizers/stepper_paths.hpp"
#include "tests/math/oracle.hpp"
#include "tests/support/support.hpp"

namespace lossfield::tests {
namespace optimizers_newton_test {

using math::along;
using math::Coordinates;
using math::dot;
using math::Landscape;
using math::Lbfgs;
using math::Newton;
using math::norm;
using math::Objective;
using math::PlanePoint;
using math::Walk;

std::vector<Landscape> quadratics() {
    std::vector<Landscape> all{math::Bowl(300, 25), math::MatrixRegression(50, -70)};
    for (const Landscape& landscape : every_landscape())
        if (facts(landscape).quadratic) all.push_back(landscape);
    return all;
}

// A quadratic's only stationary point.
Coordinates centre_of(const Objective& objective) {
    const math::StationaryPoints points = math::stationary(objective.landscape());
    return objective.lifted(points.minima.empty() ? points.saddles.at(0) : points.minima.at(0));
}

double distance_between(const Coordinates& a, const Coordinates& b) { return norm(along(a, -1, b)); }

template <typename Stepper>
Coordinates stepped(const Stepper& stepper, const Objective& objective, Coordinates x,
                    math::MemoryOf<Stepper>& memory) {
    stepper.update(objective, x, objective.gradient(x), memory, at_step(stepper, 1));
    return x;
}

TEST(NewtonStepper, LeavesTheShareOneMinusRateOnEveryQuadratic) {
    for (const Landscape& landscape : quadratics()) {
        const Objective objective(landscape);
        const Coordinates centre = centre_of(objective);
        Draws draws(1);
        for (int k = 0; k < 20; ++k) {
            const Coordinates x = random_place(objective, draws);
            math::MemoryOf<Newton> none{};
            for (double rate : {0.25, 1.0, 1.5}) {
                const Coordinates after = stepped(Newton{rate}, objective, x, none);
                const Coordinates expected = along(centre, 1 - rate, along(x, -1, centre));
                EXPECT_LT(distance_between(after, expected), 1e-11 * (1 + distance_between(x, centre)))
                    << facts(landscape).id << ' ' << rate;
            }
        }
    }
}

// Where the first entry of the Hessian is 0 only an exchange of rows finds the step.
TEST(NewtonStepper, SolvesItsEquationWhateverTheFirstEntry) {
    const Landscape himmelblau = math::Himmelblau{};
    const Objective objective(himmelblau);
    ASSERT_EQ(math::hessian(himmelblau, {0, 10.5}).xx, 0);
    for (const PlanePoint& from : {PlanePoint{0, 10.5}, {1e-9, 10.5}, {-1, 4.4}, {3, -7}}) {
        math::MemoryOf<Newton> none{};
        const Coordinates x{from.x, from.y, 0, 0};
        const Coordinates way = along(stepped(Newton{}, objective, x, none), -1, x);
        const math::Symmetric2 h = math::hessian(himmelblau, from);
        const PlanePoint g = math::gradient(himmelblau, from);
        EXPECT_TRUE(close(h.xx * way[0] + h.xy * way[1], -g.x, {1e-9, 1e-9}));
        EXPECT_TRUE(close(h.xy * way[0] + h.yy * way[1], -g.y, {1e-9, 1e-9}));
    }
}

TEST(NewtonStepper, IsAttractedByTheSaddle) {
    for (bool search : {false, true}) {
        Newton newton;
        newton.search = search;
        const Walk walk({math::Saddle{}, newton}, {-1.8, 0.7});
        const auto state = walk.step(walk.start(), 1);
        if (!search) {
            EXPECT_LT(norm(state.x), 1e-14);
        }
        EXPECT_LT(std::abs(state.x[0]), 1.8);
    }
    // From the other side of the double well's ridge too.
    const Walk walk({math::DoubleWell{0}, Newton{}}, {0.3, 0.4});
    auto state = walk.start();
    walk.advance(state, 0, 20);
    EXPECT_LT(std::abs(state.x[0]), 1e-12);
}

// Along an axis of curvature h a damped step leaves damping / (h + damping).
TEST(NewtonStepper, DampingShortensTheStepAlongEachAxis) {
    for (double damping : {0.5, 4.0}) {
        const Walk walk({math::Bowl(20, 0), Newton{1, damping}}, {2, -1});
        const auto state = walk.step(walk.start(), 1);
        EXPECT_TRUE(close(state.x[0], 2 * damping / (1 + damping), {1e-13, 0}));
        EXPECT_TRUE(close(state.x[1], -damping / (20 + damping), {1e-13, 0}));
    }
}

TEST(LineSearch, IsExactOnQuadraticsWhateverIsTriedFirst) {
    for (const Landscape& landscape : quadratics()) {
        const Objective objective(landscape);
        Draws draws(2);
        int tried = 0;
        for (int k = 0; k < 200; ++k) {
            const Coordinates x = random_place(objective, draws);
            Coordinates d{};
            for (std::size_t i = 0; i < objective.dimension(); ++i) d[i] = draws.between(-1, 1);
            const Coordinates g = objective.gradient(x);
            if (dot(g, d) > 0) d = along({}, -1, d);
            const Eigen::Map<const Eigen::Vector4d> v(d.data());
            const double curvature = v.dot(objective.hessian(x) * v);
            if (!(curvature > 1e-3)) continue;
            ++tried;
            for (double first : {1e-3, 1.0, 50.0})
                EXPECT_TRUE(
                    close(line_search(objective, x, g, d, first), -dot(g, d) / curvature, {1e-8, 1e-11}))
                    << facts(landscape).id << ' ' << first;
        }
        EXPECT_GT(tried, 50);
    }
}

TEST(LineSearch, TheValueFallsAsPromisedAndTheSlopeIsFlatter) {
    for (const Landscape& landscape : every_landscape()) {
        const Objective objective(landscape);
        Draws draws(3);
        for (int k = 0; k < 100; ++k) {
            const Coordinates x = random_place(objective, draws);
            const Coordinates g = objective.gradient(x);
            Coordinates d{};
            for (std::size_t i = 0; i < objective.dimension(); ++i) d[i] = draws.between(-1, 1);
            if (std::abs(dot(g, d)) < 1e-3 * norm(g) * norm(d) || norm(g) < 1e-6) continue;
            if (dot(g, d) > 0) d = along({}, -1, d);
            const double first = std::exp(draws.between(-5, 5));
            const double length = line_search(objective, x, g, d, first);
            EXPECT_GT(length, 0) << facts(landscape).id;
            EXPECT_LE(objective.value(along(x, length, d)), objective.value(x) + 1e-4 * length * dot(g, d))
                << facts(landscape).id << " from " << x[0] << ' ' << x[1];
            // No longer steep there, or as far as a search goes.
            EXPECT_TRUE(dot(objective.gradient(along(x, length, d)), d) >= 0.9 * dot(g, d) ||
                        length >= 16 * first)
                << facts(landscape).id << " from " << x[0] << ' ' << x[1] << ' ' << length;
            // Uphill there is nothing to search.
            EXPECT_EQ(line_search(objective, x, g, along({}, -1, d), first), first);
        }
    }
}

TEST(LbfgsStepper, ReachesTheMinimumOfAQuadraticInAsManyStepsAsCoordinates) {
    for (const Landscape& landscape : quadratics()) {
        if (math::stationary(landscape).minima.empty()) continue;
        const Objective objective(landscape);
        const Coordinates centre = centre_of(objective);
        Draws draws(4);
        for (int k = 0; k < 20; ++k) {
            Coordinates x = random_place(objective, draws);
            const double from = distance_between(x, centre);
            math::MemoryOf<Lbfgs> memory{};
            for (std::size_t t = 1; t <= objective.dimension(); ++t) {
                EXPECT_GT(distance_between(x, centre), 1e-9 * from) << facts(landscape).id << ' ' << t;
                x = stepped(Lbfgs{}, objective, x, memory);
                // Two different curvatures: conjugate directions are used up after two steps.
                if (t == 2) break;
            }
            EXPECT_LT(distance_between(x, centre), 1e-9 * from) << facts(landscape).id;
        }
    }
}

TEST(LbfgsStepper, ConvergesInTheValley) {
    for (const PlanePoint& start : {PlanePoint{-1.2, 1}, PlanePoint{0, 0}, PlanePoint{2, -2}}) {
        const Walk walk({math::Rosenbrock{}, Lbfgs{}}, start);
        auto state = walk.start();
        walk.advance(state, 0, 60);
        EXPECT_NEAR(state.x[0], 1, 1e-9);
        EXPECT_NEAR(state.x[1], 1, 1e-9);
    }
}

// Without search the second step knows one curvature: along the gradient it is a secant step.
TEST(LbfgsStepper, WithoutSearchItStartsAsGradientDescentAndGoesOnAsASecant) {
    const Walk walk({math::Bowl(20, 0), Lbfgs{0.01, false}}, {0, 2});
    const auto one = walk.step(walk.start(), 1);
    EXPECT_TRUE(close(one.x[1], 2 * (1 - 0.01 * 20), {1e-15, 0}));
    const auto two = walk.step(one, 2);
    EXPECT_TRUE(close(two.x[1], one.x[1] * (1 - 0.01), {1e-14, 0}));
}

// The two-loop recursion against the matrix it stands for, built from the last pairs, oldest first.
TEST(LbfgsStepper, StepsByTheMatrixOfItsLastFivePairs) {
    using Vector = Eigen::Vector4d;
    for (const Landscape& landscape :
         {Landscape(math::MatrixRegression(8, 30)), Landscape(math::Bowl(20, 25))}) {
        const Objective objective(landscape);
        Draws draws(5);
        Coordinates x = random_place(objective, draws);
        math::MemoryOf<Lbfgs> memory{};
        std::vector<std::pair<Vector, Vector>> pairs;
        for (int t = 0; t < 9; ++t) {
            const Coordinates g = objective.gradient(x);
            Eigen::Matrix4d inverse = Eigen::Matrix4d::Identity();
            if (!pairs.empty())
                inverse *= pairs.back().first.dot(pairs.back().second) / pairs.back().second.squaredNorm();
            for (std::size_t k = pairs.size() > 5 ? pairs.size() - 5 : 0; k < pairs.size(); ++k) {
                const auto& [move, change] = pairs[k];
                const double rho = 1 / move.dot(change);
                const Eigen::Matrix4d left = Eigen::Matrix4d::Identity() - rho * move * change.transpose();
                inverse = (left * inverse * left.transpose() + rho * move * move.transpose()).eval();
            }
            const Coordinates before = x;
            const Lbfgs lbfgs{0.05, false};
            lbfgs.update(objective, x, g, memory, at_step(lbfgs, 1));
            const Vector expected = -0.05 * (inverse * Eigen::Map<const Vector>(g.data()));
            const Coordinates move = along(x, -1, before);
            const Coordinates change = along(objective.gradient(x), -1, g);
            EXPECT_LT((Eigen::Map<const Vector>(move.data()) - expected).norm(), 1e-7 * expected.norm())
                << facts(landscape).id << ' ' << t;
            pairs.emplace_back(Vector(move.data()), Vector(change.data()));
        }
    }
}

// Along y the saddle's curvature is negative: such pairs would lead to the saddle, so they are left out.
TEST(LbfgsStepper, LeavesTheSaddle) {
    const Walk walk({math::Saddle{}, Lbfgs{0.5, false}}, {0, 0.5});
    auto state = walk.start();
    walk.advance(state, 0, 8);
    EXPECT_TRUE(close(state.x[1], 0.5 * std::pow(1.5, 8), {1e-13, 0}));
}

}  // namespace optimizers_newton_test
}  // namespace lossfield::tests
