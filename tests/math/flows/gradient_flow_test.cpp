#include "math/flows/gradient_flow.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

#include "math/descent/quadratic_descent.hpp"
#include "tests/math/oracle.hpp"
#include "tests/support/support.hpp"

namespace lossfield::tests {
namespace gradient_flow_test {

using math::Bowl;
using math::DoubleWell;
using math::Landscape;
using math::PlanePoint;

struct Start {
    Landscape landscape;
    PlanePoint at;
};

std::vector<Start> starts() {
    std::vector<Start> all;
    for (std::uint64_t s = 0; s < 6; ++s) {
        const std::vector<double> p = random_point(s, 2, 2.0);
        for (const Landscape& l :
             {Landscape(Bowl(10, 30)), Landscape(Bowl(1000, -20)), Landscape(math::Rosenbrock{}),
              Landscape(math::Himmelblau{}), Landscape(DoubleWell{0}), Landscape(DoubleWell{0.2}),
              Landscape(math::Saddle{})})
            all.push_back({l, {p[0], p[1]}});
    }
    return all;
}

// Where the flow on a bowl is, by its own axes.
PlanePoint bowl_flow(double kappa, double degrees, const PlanePoint& at, double t) {
    const double angle = degrees * std::numbers::pi / 180;
    const double c = std::cos(angle), s = std::sin(angle);
    const double u = math::quadratic_flow(c * at.x + s * at.y, 1, t);
    const double v = math::quadratic_flow(c * at.y - s * at.x, kappa, t);
    return {c * u - s * v, s * u + c * v};
}

// T22-1: curvatures 1 and 10 from (1, 1), at t = 0.5.
TEST(GradientFlow, OnAQuadraticItIsTheExponential) {
    const PlanePoint at = gradient_flow(Bowl(10, 0), {1, 1}, 0.5).at(0.5);
    EXPECT_TRUE(close(at.x, 0.6065306597126334));
    EXPECT_TRUE(close(at.y, 0.006737946999085467, {1e-8, 0}));
    const PlanePoint g = gradient(Bowl(10, 0), at);
    EXPECT_TRUE(close(-(g.x * g.x + g.y * g.y), -0.3724194341476908, {1e-8, 0}));
    EXPECT_TRUE(close(value(Bowl(10, 0), at), 0.1841667202345336, {1e-8, 0}));
    for (const double kappa : {1.0, 10.0, 1000.0}) {
        for (const double degrees : {0.0, 30.0, -75.0}) {
            const auto path = gradient_flow(Bowl(kappa, degrees), {-2, 1.5}, 10);
            EXPECT_EQ(path.reached(), 10);
            for (int i = 0; i <= 300; ++i) {
                const double t = 10 * std::pow(i / 300.0, 3);
                const PlanePoint exact = bowl_flow(kappa, degrees, {-2, 1.5}, t);
                EXPECT_LT(distance(path.at(t), exact), 5e-9) << kappa << ' ' << degrees << ' ' << t;
            }
        }
    }
    const auto saddle = gradient_flow(math::Saddle{}, {1, 0.5}, 3);
    for (const double t : {0.0, 0.7, 1.9, 3.0}) {
        EXPECT_TRUE(close(saddle.at(t).x, std::exp(-t), {1e-9, 1e-9})) << t;
        EXPECT_TRUE(close(saddle.at(t).y, 0.5 * std::exp(t), {1e-9, 0})) << t;
    }
}

// x' = x - x^3: x(t)^-2 = 1 + (x0^-2 - 1) e^(-2t).
TEST(GradientFlow, InTheDoubleWellItIsItsClosedForm) {
    for (const double x0 : {0.01, -0.3, 1.9}) {
        const auto path = gradient_flow(DoubleWell{0}, {x0, -1}, 10);
        for (int i = 0; i <= 100; ++i) {
            const double t = i / 10.0;
            const double exact = std::copysign(1 / std::sqrt(1 + (1 / (x0 * x0) - 1) * std::exp(-2 * t)), x0);
            // A departure from the ridge grows as e^t: so do the errors made there.
            EXPECT_TRUE(close(path.at(t).x, exact, {0, 1e-9 / std::abs(x0)})) << x0 << ' ' << t;
            EXPECT_TRUE(close(path.at(t).y, -std::exp(-t), {0, 1e-9})) << x0 << ' ' << t;
        }
    }
}

TEST(GradientFlow, ItGoesDownTheGradient) {
    for (const Start& s : starts()) {
        const auto path = gradient_flow(s.landscape, s.at, 2);
        ASSERT_EQ(path.reached(), 2);
        double before = value(s.landscape, s.at);
        for (int i = 1; i < 200; ++i) {
            const double t = i / 100.0;
            const PlanePoint at = path.at(t);
            const PlanePoint g = gradient(s.landscape, at);
            const double squared = g.x * g.x + g.y * g.y;
            const double now = value(s.landscape, at);
            EXPECT_LE(now, before + 1e-12 * (1 + std::abs(before))) << facts(s.landscape).id << ' ' << t;
            before = now;
            // Five-point differences of x(t) against -grad f, and of f against -|grad f|^2.
            const auto h = hessian(s.landscape, at);
            const double size = std::abs(h.xx) + std::abs(h.xy) + std::abs(h.yy) + 1;
            const double d = 0.004 / size;
            const auto slope = [&](const auto& f) {
                return (8 * (f(t + d) - f(t - d)) - (f(t + 2 * d) - f(t - 2 * d))) / (12 * d);
            };
            const Tolerance rough{1e-6, 1e-8 * size + 1e-6 * std::sqrt(squared)};
            EXPECT_TRUE(close(slope([&](double u) { return path.at(u).x; }), -g.x, rough))
                << facts(s.landscape).id << ' ' << t;
            EXPECT_TRUE(close(slope([&](double u) { return path.at(u).y; }), -g.y, rough))
                << facts(s.landscape).id << ' ' << t;
            const Tolerance of_value{1e-5, 1e-9 * size * (1 + std::sqrt(squared))};
            EXPECT_TRUE(
                close(slope([&](double u) { return value(s.landscape, path.at(u)); }), -squared, of_value))
                << facts(s.landscape).id << ' ' << t;
        }
    }
}

// The same place whether the way is gone in one piece or in two, or with a hundredth of the tolerance.
TEST(GradientFlow, ItIsAFlow) {
    for (const Start& s : starts()) {
        const auto whole = gradient_flow(s.landscape, s.at, 3);
        const auto first = gradient_flow(s.landscape, s.at, 1.1);
        const auto second = gradient_flow(s.landscape, first.at(1.1), 1.9);
        const auto finer = gradient_flow(s.landscape, s.at, 3, 1e-12);
        // Near a ridge neighbours part, by up to e^t.
        EXPECT_LT(distance(whole.at(3), second.at(1.9)), 1e-7) << facts(s.landscape).id;
        for (const double t : {0.01, 0.37, 1.1, 2.3, 3.0})
            EXPECT_LT(distance(whole.at(t), finer.at(t)), 1e-7) << facts(s.landscape).id << ' ' << t;
        EXPECT_EQ(whole.at(-1), s.at);
        EXPECT_EQ(whole.at(0), s.at);
        EXPECT_EQ(whole.at(99), whole.at(3));
    }
}

// Curvatures up to 40,000 at the outset: no stage may leave the valley's floor.
TEST(GradientFlow, AStiffValleyCostsStepsAndNoAccuracy) {
    const math::Rosenbrock valley;
    for (const PlanePoint at : {PlanePoint{6, -6}, PlanePoint{-5, 5}, PlanePoint{-1.2, 1}}) {
        const auto path = gradient_flow(valley, at, 10);
        ASSERT_EQ(path.reached(), 10);
        const auto finer = gradient_flow(valley, at, 10, 1e-12);
        for (const double t : {1e-4, 0.003, 0.1, 1.0, 4.0, 10.0})
            EXPECT_LT(distance(path.at(t), finer.at(t)), 1e-7) << at.x << ' ' << t;
    }
    EXPECT_LT(gradient_flow(valley, {6, -6}, 10).steps(), math::most_flow_steps / 2);
}

TEST(GradientFlow, CloseToTheOriginItKeepsItsDigits) {
    for (const double size : {1e-3, 1e-9, 1e-30}) {
        const math::PlanePoint end = math::gradient_flow(math::Bowl(10, 0), {size, -size}, 3).at(3);
        EXPECT_TRUE(close(end.x / size, std::exp(-3), {1e-8, 0})) << size;
        EXPECT_NEAR(end.y / size, -std::exp(-30), 1e-9) << size;
    }
}

TEST(GradientFlow, StationaryPointsStay) {
    for (const Landscape& l : {Landscape(math::Rosenbrock{}), Landscape(math::Himmelblau{}),
                               Landscape(DoubleWell{0}), Landscape(math::Saddle{})}) {
        const auto points = stationary(l);
        for (const auto* list : {&points.minima, &points.saddles})
            for (const PlanePoint& p : *list) {
                // Beside the exact saddle by a rounding error, which grows by e^(83 t) at most.
                EXPECT_LT(distance(gradient_flow(l, p, 0.2).at(0.2), p), 1e-8) << facts(l).id;
            }
    }
}

TEST(GradientFlow, WhatRunsOffIsFollowedToTheBound) {
    const auto path = gradient_flow(math::Saddle{}, {0, 1}, 30);
    EXPECT_LT(path.reached(), 30);
    EXPECT_GT(path.reached(), std::log(math::escape_bound));
    EXPECT_TRUE(escaped(path.at(30)));
    EXPECT_FALSE(math::escaped({-math::escape_bound, 0}));
    EXPECT_TRUE(math::escaped({0, std::nan("")}));
    EXPECT_THROW((void)gradient_flow(math::Saddle{}, {0, 1}, 0), std::invalid_argument);
    EXPECT_THROW((void)gradient_flow(math::Saddle{}, {0, 1}, 1, 0), std::invalid_argument);
    EXPECT_THROW((void)gradient_flow(math::Saddle{}, {std::nan(""), 1}, 1), std::invalid_argument);
}

// f - f* <= e^(-2 mu t) (f0 - f*) for the curvature mu of the flattest direction; along it, equality.
TEST(GradientFlow, AStronglyConvexFunctionFallsAtLeastExponentially) {
    for (const double kappa : {1.0, 4.0, 100.0}) {
        const Bowl bowl(kappa, 20);
        for (std::uint64_t s = 0; s < 10; ++s) {
            const std::vector<double> p = random_point(s, 2, 3.0);
            const auto path = gradient_flow(bowl, {p[0], p[1]}, 4);
            for (double t = 0; t <= 4; t += 0.05)
                EXPECT_LE(value(bowl, path.at(t)), (1 + 1e-7) * std::exp(-2 * t) * value(bowl, {p[0], p[1]}))
                    << t;
        }
    }
    const double c = std::cos(std::numbers::pi / 9), s = std::sin(std::numbers::pi / 9);
    const auto flat = gradient_flow(Bowl(50, 20), {2 * c, 2 * s}, 4);
    for (const double t : {0.5, 2.0, 4.0})
        EXPECT_TRUE(close(value(Bowl(50, 20), flat.at(t)), 2 * std::exp(-2 * t), {1e-7, 0}));
}

}  // namespace gradient_flow_test
}  // namespace lossfield::tests
