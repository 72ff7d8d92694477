// The comparison of flow and steps: on a quadratic against exponentials and powers, its errors' order, its bound.
#include "math/flows/flow_comparison.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <stdexcept>

#include "tests/math/oracle.hpp"
#include "tests/support/support.hpp"

namespace lossfield::tests {
namespace flow_comparison_test {

using math::Bowl, math::DoubleWell, math::FlowComparison, math::FlowSteps, math::PlanePoint;

// f = x^4/4 - x^2/2 + y^2/2: the least curvature is -1, at x = 0; at x = 2 the larger one is 11.
TEST(FlowComparison, SteepAndBentStepsAreFound) {
    const FlowComparison gentle = math::compare_with_flow(DoubleWell{}, {2, 0.5}, 0.15, 0.3, 1);
    EXPECT_FALSE(gentle.steep);
    EXPECT_FALSE(gentle.bent);
    const FlowComparison steep = math::compare_with_flow(DoubleWell{}, {2, 0.5}, 0.2, 0.3, 1);
    ASSERT_TRUE(steep.steep);
    EXPECT_EQ(steep.steep->step, 0U);
    EXPECT_TRUE(close(steep.steep->curvature, 11));
    EXPECT_FALSE(steep.bent);
    for (const double rate : {0.9, 1.1}) {
        const FlowComparison ridge = math::compare_with_flow(DoubleWell{}, {0, 1}, rate, 2, 2);
        EXPECT_EQ(ridge.bent.has_value(), rate > 1) << rate;
        if (ridge.bent) {
            EXPECT_EQ(*ridge.bent, 1U);
        }
    }
    EXPECT_FALSE(math::compare_with_flow(Bowl(10, 0), {1, 1}, 2.5, 3, 3).bent);
}

TEST(FlowComparison, OnAQuadraticAllOfItIsAClosedForm) {
    const FlowComparison r = math::compare_with_flow(Bowl(10, 0), {1, 1}, 0.05, 0.52, 3);
    EXPECT_EQ(r.lowest, 0);
    EXPECT_EQ(r.horizon, 3);
    EXPECT_EQ(r.count, 60U);
    EXPECT_EQ(r.compared, 10U);
    EXPECT_TRUE(close(r.moment, 0.5));
    EXPECT_EQ(r.goal, (PlanePoint{0, 0}));
    EXPECT_TRUE(close(r.largest, 10));
    EXPECT_TRUE(close(r.mu, 1));
    const double x = std::exp(-0.5), y = std::exp(-5);
    EXPECT_TRUE(close(r.way, std::hypot(1 - x, 1 - y), {1e-9, 0}));
    EXPECT_TRUE(close(r.gd.error, std::hypot(x - std::pow(0.95, 10), y - std::pow(0.5, 10)), {1e-7, 0}));
    EXPECT_TRUE(
        close(r.proximal.error, std::hypot(x - std::pow(1.05, -10), y - std::pow(1.5, -10)), {1e-7, 0}));
    const double half = std::hypot(x - std::pow(0.975, 20), y - std::pow(0.75, 20));
    EXPECT_TRUE(close(r.gd.ratio, r.gd.error / half, {1e-6, 0}));
    for (std::size_t k = 0; k <= r.count; ++k) {
        const auto n = static_cast<double>(k);
        EXPECT_TRUE(close(r.gd.heights[k], 0.5 * std::pow(0.95, 2 * n) + 5 * std::pow(0.5, 2 * n)));
    }
    for (std::size_t i = 0; i < r.times.size(); ++i) {
        const double t = r.times[i];
        EXPECT_TRUE(close(r.flow_heights[i], 0.5 * std::exp(-2 * t) + 5 * std::exp(-20 * t), {1e-7, 1e-9}));
    }
}

TEST(FlowComparison, ErrorsAreOfFirstOrder) {
    for (const math::Landscape& f : {math::Landscape(Bowl(20, 40)), math::Landscape(DoubleWell{0.1}),
                                     math::Landscape(math::Rosenbrock{})}) {
        const FlowComparison r = math::compare_with_flow(f, {-1.1, 0.9}, 0.0001, 0.05, 0.2);
        for (const FlowSteps* steps : {&r.gd, &r.proximal}) {
            EXPECT_NEAR(steps->ratio, 2, 0.1);
            ASSERT_EQ(steps->errors.size(), r.rates.size());
            const std::size_t last = r.rates.size() - 1;
            EXPECT_NEAR(steps->errors[last - 3] / steps->errors[last] / (r.rates[last - 3] / r.rates[last]),
                        1, 0.05);
        }
        for (std::size_t i = 1; i < r.rates.size(); ++i) EXPECT_LT(r.rates[i], r.rates[i - 1]);
        // The rate chosen is among them, with its error.
        bool found = false;
        for (std::size_t i = 0; i < r.rates.size(); ++i)
            if (std::abs(r.rates[i] / 0.0001 - 1) < 1e-12) {
                found = true;
                EXPECT_TRUE(close(r.gd.errors[i], r.gd.error, {1e-9, 0}));
            }
        EXPECT_TRUE(found);
    }
}

// Wherever mu is positive the flow stays under its exponential, and never rises anyway.
TEST(FlowComparison, TheFlowStaysUnderItsBound) {
    Draws draws(77);
    int bounds = 0;
    for (int i = 0; i < 12; ++i)
        for (const math::Landscape& f : {math::Landscape(Bowl(30, 10)), math::Landscape(DoubleWell{0.2}),
                                         math::Landscape(math::Himmelblau{})}) {
            const PlanePoint start{draws.between(-3, 3), draws.between(-3, 3)};
            const FlowComparison r = math::compare_with_flow(f, start, 0.01, 0.3, 1);
            bounds += r.mu > 0 ? 1 : 0;
            for (std::size_t k = 1; k < r.times.size(); ++k) {
                EXPECT_LE(r.flow_heights[k], r.flow_heights[k - 1] * (1 + 1e-9) + 1e-12);
                if (r.mu > 0) {
                    EXPECT_LE(r.flow_heights[k],
                              std::exp(-2 * r.mu * r.times[k]) * r.flow_heights[0] * (1 + 1e-6) + 1e-12);
                }
            }
        }
    EXPECT_GT(bounds, 12);
    // The higher of two wells has no bound towards the lowest minimum.
    EXPECT_EQ(math::compare_with_flow(DoubleWell{0.2}, {1, 0}, 0.01, 0.3, 1).mu, 0);
}

TEST(FlowComparison, StepsThatRunOffHaveNoError) {
    const FlowComparison r = math::compare_with_flow(Bowl(10, 0), {1, 1}, 2.0, 40, 60);
    EXPECT_FALSE(r.gd.path.complete);
    EXPECT_FALSE(r.gd.reaches(r.compared));
    EXPECT_TRUE(std::isnan(r.gd.error));
    EXPECT_TRUE(r.proximal.path.complete);
    EXPECT_TRUE(std::isfinite(r.proximal.error));
    // At least one step, and the moment is one of them.
    const FlowComparison one = math::compare_with_flow(Bowl(1, 0), {1, 1}, 2.0, 0, 0.1);
    EXPECT_EQ(one.count, 1U);
    EXPECT_EQ(one.compared, 1U);
    EXPECT_THROW((void)math::compare_with_flow(Bowl(1, 0), {1, 1}, 0, 1, 1), std::invalid_argument);
    EXPECT_THROW((void)math::compare_with_flow(math::Saddle{}, {1, 1}, 0.1, 1, 1), std::invalid_argument);
}

// With l2 steepest steps are explicit ones; with the others each is as long as the dual norm says, in its norm.
TEST(SteepestPath, StepsByTheNorm) {
    const math::Landscape f = math::Himmelblau{};
    const PlanePoint start{-2, 1.3};
    const auto euclid = math::steepest_path(f, start, math::Norm::L2, 0.005, 30);
    const auto plain = math::explicit_path(f, start, 0.005, 30);
    ASSERT_EQ(euclid.points.size(), plain.points.size());
    for (std::size_t k = 0; k < plain.points.size(); ++k)
        EXPECT_LT(math::distance(euclid.points[k], plain.points[k]), 1e-12);
    for (const math::Norm norm : {math::Norm::L1, math::Norm::LInfinity}) {
        const auto path = math::steepest_path(f, start, norm, 0.005, 6);
        ASSERT_EQ(path.points.size(), 7U);
        for (std::size_t k = 1; k < 7; ++k) {
            const PlanePoint &a = path.points[k - 1], &b = path.points[k];
            const double dual = math::norm_of(math::dual_of(norm), math::gradient(f, a));
            EXPECT_TRUE(close(math::norm_of(norm, {b.x - a.x, b.y - a.y}), 0.005 * dual));
            EXPECT_LT(math::value(f, b), math::value(f, a));
        }
    }
    EXPECT_FALSE(math::steepest_path(Bowl(10, 0), {1, 1}, math::Norm::L2, 2, 100).complete);
}

}  // namespace flow_comparison_test
}  // namespace lossfield::tests
