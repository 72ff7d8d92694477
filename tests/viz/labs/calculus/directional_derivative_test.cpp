// The lab directional-derivative: what its picture says against the mathematics, and points without a slope.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <stop_token>

#include "math/landscapes/landscapes.hpp"
#include "tests/contract/situations.hpp"
#include "tests/support/support.hpp"
#include "tests/viz/labs/read_figure.hpp"
#include "viz/lab/catalog.hpp"

namespace lossfield::viz {
namespace directional_derivative_lab_test {

using namespace read_figure;
using tests::close, tests::figure_of;

const Lab& lab() { return find_lab(catalog(), "directional-derivative"); }
Figure figure(std::initializer_list<std::pair<const char*, Value>> given) {
    return figure_of(lab(), with(lab(), given));
}
Figure preset(const char* id) { return figure_of(lab(), find_preset(lab(), id).values); }
double dot(const Vector& a, const Vector& b) { return a[0] * b[0] + a[1] * b[1]; }
bool hidden(const Figure& f, const std::string& id) {
    return std::count(f.hidden.begin(), f.hidden.end(), id) > 0;
}

// T53-2, and T53-1 in all norms, of which (1, 0) has the length 1.
TEST(DirectionalDerivativeLab, SaysTheReferenceCases) {
    const Figure f = preset("valley");
    EXPECT_TRUE(close(number(f, "value"), 4));
    EXPECT_TRUE(close(numbers(f, "gradient"), Vector{-4, 0}));
    EXPECT_TRUE(close(numbers(f, "direction"), Vector{0.6, 0.8}));
    EXPECT_TRUE(close(number(f, "slope"), -2.4));
    EXPECT_TRUE(close(number(f, "alpha"), 2.214297435588181 * 180 / std::numbers::pi));
    for (const char* norm : {"l1", "l2", "linf"}) {
        const Figure first = figure({{"landscape", std::string("rosenbrock")},
                                     {"point", Vector{0, 0}},
                                     {"angle", 0.0},
                                     {"norm", std::string(norm)}});
        EXPECT_EQ(number(first, "slope"), -2);
        EXPECT_EQ(number(first, "alpha"), 180);
    }
}

TEST(DirectionalDerivativeLab, TheSteepestStepOfEveryNormIsItsDualNorm) {
    const char* duals[] = {"norm-inf", "norm-2", "norm-1"};
    const char* norms[] = {"l1", "l2", "linf"};
    for (int k = 0; k < 3; ++k) {
        const Figure f = figure({{"norm", std::string(norms[k])}, {"point", Vector{-0.4, 1.3}}});
        const double least = number(f, "steepest-slope");
        EXPECT_TRUE(close(least, -number(f, duals[k])));
        EXPECT_TRUE(close(dot(numbers(f, "gradient"), numbers(f, "steepest")), least));
        // The curve of the norm reaches it and does not go below.
        const auto* curve = find_mark<Curve>(f, "angle", norms[k]);
        const double lowest = *std::min_element(curve->y.begin(), curve->y.end());
        EXPECT_GE(lowest, least * (1 + 1e-12));
        EXPECT_LE(lowest, 0.97 * least);
        const auto* points = find_mark<PointSet>(f, "angle", "steepest");
        EXPECT_EQ(points->y[static_cast<std::size_t>(k)], least);
        // On the map the arrow ends on the ball's border, of which no point lies beyond the dotted line.
        const auto* arrow = find_mark<Arrows>(f, "map", "steepest");
        const auto* ball = find_mark<Polygon>(f, "map", "ball");
        const Vector g = numbers(f, "gradient");
        const double reached = dot(g, {arrow->u[0], arrow->v[0]});
        for (std::size_t i = 0; i < ball->x[0].size(); ++i) {
            const double there = dot(g, {ball->x[0][i] - arrow->x[0], ball->y[0][i] - arrow->y[0]});
            EXPECT_GE(there, reached * (1 + 1e-12));
        }
        const auto* touching = find_mark<Curve>(f, "map", "touching");
        for (const std::size_t i : {0U, 1U})
            EXPECT_TRUE(close(dot(g, {touching->x[i] - arrow->x[0], touching->y[i] - arrow->y[0]}), reached));
    }
}

// In l2 the curve is the cosine, 0 at both right angles.
TEST(DirectionalDerivativeLab, TheCurveOfTheSlopesIsACosine) {
    const Figure f = figure({{"point", Vector{1, -2}}});
    const Vector g = numbers(f, "gradient");
    const double turn = std::atan2(g[1], g[0]), size = std::hypot(g[0], g[1]);
    const auto* curve = find_mark<Curve>(f, "angle", "l2");
    for (std::size_t i = 0; i < curve->x.size(); ++i)
        EXPECT_TRUE(close(curve->y[i], size * std::cos(curve->x[i] * std::numbers::pi / 180 - turn),
                          {1e-9, 1e-12 * size}));
    const auto* level = find_mark<PointSet>(f, "angle", "right-angles");
    ASSERT_EQ(level->x.size(), 2U);
    for (const double degrees : level->x) {
        EXPECT_LE(std::abs(degrees), 180);
        EXPECT_NEAR(std::cos(degrees * std::numbers::pi / 180 - turn), 0, 1e-12);
    }
}

// The shaded part of the map is where the linear model falls; the point itself lies on its edge.
TEST(DirectionalDerivativeLab, TheHalfPlaneHoldsWhatDescends) {
    for (const Vector& at : {Vector{-0.5, -2.5}, Vector{4, 4}, Vector{-3, 0.2}}) {
        const Figure f = figure({{"point", at}});
        const Vector g = numbers(f, "gradient");
        const auto* half = find_mark<Polygon>(f, "map", "descent");
        ASSERT_NE(half, nullptr);
        double deepest = 0;
        for (std::size_t i = 0; i < half->x[0].size(); ++i) {
            const double rise = dot(g, {half->x[0][i] - at[0], half->y[0][i] - at[1]});
            EXPECT_LE(rise, 1e-10 * std::hypot(g[0], g[1]));
            deepest = std::min(deepest, rise);
        }
        // The corner of the map farthest down is in it.
        EXPECT_TRUE(
            close(deepest, dot(g, {(g[0] > 0 ? -5.5 : 5.5) - at[0], (g[1] > 0 ? -5.5 : 5.5) - at[1]})));
        const auto* edge = find_mark<Curve>(f, "map", "edge");
        EXPECT_NEAR(dot(g, {edge->x[1] - edge->x[0], edge->y[1] - edge->y[0]}), 0,
                    1e-9 * std::hypot(g[0], g[1]));
    }
}

TEST(DirectionalDerivativeLab, TheTangentTouchesTheSlice) {
    const Figure f =
        figure({{"point", Vector{1, 2.5}}, {"angle", 77.0}, {"reach", 0.001}, {"norm", std::string("l1")}});
    const auto* slice = find_mark<Curve>(f, "slice", "slice");
    const auto* tangent = find_mark<Curve>(f, "slice", "tangent");
    const auto* parabola = find_mark<Curve>(f, "slice", "parabola");
    const std::size_t middle = slice->x.size() / 2;
    EXPECT_EQ(slice->x[middle], 0);
    EXPECT_EQ(slice->y[middle], number(f, "value"));
    const double t = slice->x.back();
    EXPECT_TRUE(close((tangent->y[1] - tangent->y[0]) / (2 * t), number(f, "slope")));
    EXPECT_TRUE(close(slice->y.back(), tangent->y[1] + 0.5 * t * t * number(f, "curvature"), {1e-6, 0}));
    EXPECT_TRUE(close(slice->y.back(), parabola->y.back(), {1e-6, 0}));
    EXPECT_TRUE(close(slice->y.back() + slice->y.front() - 2 * slice->y[middle],
                      t * t * number(f, "curvature"), {1e-2, 0}));
}

// A V each: forward 1 : 1, central 2 : 1 on the right side; both best steps near the bottom, the central one lower.
TEST(DirectionalDerivativeLab, ErrorsFormAVEach) {
    const Figure f = figure({{"point", Vector{1.3, -0.8}}});
    const auto* forward = find_mark<PointSet>(f, "error", "forward");
    const auto* central = find_mark<PointSet>(f, "error", "central");
    const auto at = [&](const PointSet& s, double h) {
        for (std::size_t i = 0; i < s.x.size(); ++i)
            if (std::abs(s.x[i] / h - 1) < 1e-6) return s.y[i];
        return -1.0;
    };
    EXPECT_NEAR(at(*forward, 1e-3) / at(*forward, 1e-4), 10, 0.2);
    EXPECT_NEAR(at(*central, 1e-2) / at(*central, 1e-3), 100, 2);
    EXPECT_GT(at(*forward, 1e-14), 1e3 * at(*forward, 1e-8));
    EXPECT_GT(at(*central, 1e-14), 1e5 * at(*central, 1e-5));
    const double best = number(f, "forward-best"), other = number(f, "central-best");
    EXPECT_GT(best, 1e-9);
    EXPECT_LT(best, 1e-6);
    EXPECT_GT(other, 1e-6);
    EXPECT_LT(other, 1e-3);
    const double floor = find_mark<PointSet>(f, "error", "forward-best")->y[0];
    EXPECT_LT(find_mark<PointSet>(f, "error", "central-best")->y[0], 0.1 * floor);
    const auto* expected = find_mark<Curve>(f, "error", "forward-expected");
    EXPECT_GE(*std::min_element(expected->y.begin(), expected->y.end()), floor * (1 - 1e-12));
    EXPECT_LT(number(f, "dual-error"), 1e-14);
    // The quotient at the h chosen, as said and as shown.
    const double slope = number(f, "slope");
    EXPECT_TRUE(close(number(f, "forward-error"), std::abs(number(f, "forward") / slope - 1), {1e-6, 1e-15}));
    EXPECT_EQ(find_mark<PointSet>(f, "error", "at-h")->y[0], number(f, "forward-error"));
    const Figure absolute = figure({{"point", Vector{1.3, -0.8}}, {"error", std::string("absolute")}});
    EXPECT_TRUE(close(number(absolute, "forward-error"), number(f, "forward-error") * std::abs(slope)));
}

TEST(DirectionalDerivativeLab, ATinyStepIsCalledRounding) {
    const Figure f = preset("tiny-step");
    ASSERT_EQ(f.notices.size(), 1U);
    EXPECT_EQ(f.notices[0].id, "rounding");
    EXPECT_GT(number(f, "forward-error"), 1e-4);
    const Values values = find_preset(lab(), "tiny-step").values;
    Values better = values;
    better[index_of(lab(), "h")] = 1e-8;
    EXPECT_TRUE(figure_of(lab(), better).notices.empty());
}

TEST(DirectionalDerivativeLab, TheRightAngleIsNoDescent) {
    const Figure f = preset("right-angle");
    ASSERT_EQ(f.notices.size(), 1U);
    EXPECT_EQ(f.notices[0].id, "right-angle");
    EXPECT_EQ(number(f, "slope"), 0);
    EXPECT_EQ(number(f, "alpha"), 90);
    EXPECT_EQ(number(f, "curvature"), 3);
    // There is no relative error of 0: the absolute one is shown.
    EXPECT_EQ(known_panel(f, "error").y.label, "absolute error");
    EXPECT_EQ(f.inactive, std::vector<std::string>{"error"});
    Values values = find_preset(lab(), "right-angle").values;
    for (const double angle : {89.9, 90.1}) {
        values[index_of(lab(), "angle")] = angle;
        const Figure beside = figure_of(lab(), values);
        EXPECT_TRUE(beside.notices.empty());
        EXPECT_EQ(number(beside, "slope") < 0, angle > 90);
        EXPECT_EQ(beside.caption.find("falls at the rate") != std::string::npos, angle > 90);
    }
}

TEST(DirectionalDerivativeLab, WithoutGradientThereIsNoHalfPlane) {
    const Figure f = preset("stationary");
    ASSERT_EQ(f.notices.size(), 1U);
    EXPECT_EQ(f.notices[0].id, "stationary");
    EXPECT_LT(number(f, "curvature"), 0);
    for (const char* id : {"gradient", "minus-gradient", "steepest"})
        EXPECT_EQ(find_mark<Arrows>(f, "map", id), nullptr) << id;
    EXPECT_EQ(find_mark<Polygon>(f, "map", "descent"), nullptr);
    EXPECT_EQ(find_mark<PointSet>(f, "angle", "steepest"), nullptr);
}

// From (kappa, 1) every step keeps ((kappa - 1) / (kappa + 1))^2 of the height and turns by a right angle.
TEST(DirectionalDerivativeLab, TheWorstZigZagMeetsItsBound) {
    const Figure f = preset("zig-zag");
    EXPECT_EQ(number(f, "line-searches"), 10);
    EXPECT_NEAR(number(f, "worst-ratio"), 0.669421, 5e-7);
    EXPECT_TRUE(close(number(f, "slowest-ratio"), number(f, "worst-ratio")));
    EXPECT_LT(number(f, "right-angle-rest"), 1e-12);
    const auto* way = find_mark<Curve>(f, "map", "zigzag");
    ASSERT_EQ(way->x.size(), 11U);
    for (std::size_t k = 2; k < way->x.size(); ++k) {
        const Vector a{way->x[k - 1] - way->x[k - 2], way->y[k - 1] - way->y[k - 2]};
        const Vector b{way->x[k] - way->x[k - 1], way->y[k] - way->y[k - 1]};
        EXPECT_NEAR(dot(a, b) / std::sqrt(dot(a, a) * dot(b, b)), 0, 1e-12);
    }
    // From elsewhere it is faster; on another landscape the bound is that of its minimum.
    Values values = find_preset(lab(), "zig-zag").values;
    values[index_of(lab(), "point")] = Vector{2, 1.5};
    const Figure other = figure_of(lab(), values);
    EXPECT_LT(number(other, "slowest-ratio"), number(other, "worst-ratio"));
    EXPECT_TRUE(hidden(figure({}), "steps"));
    EXPECT_FALSE(hidden(f, "steps"));
}

TEST(DirectionalDerivativeLab, ALineWithoutMinimumIsSaid) {
    const Figure f =
        figure({{"landscape", std::string("saddle")}, {"point", Vector{0, 1}}, {"zigzag", true}});
    ASSERT_EQ(f.notices.size(), 1U);
    EXPECT_EQ(f.notices[0].id, "no-minimum");
    EXPECT_EQ(number(f, "line-searches"), 0);
}

TEST(DirectionalDerivativeLab, HandlesSetPointDirectionAndStep) {
    for (const char* norm : {"l1", "l2", "linf"}) {
        const Values values = with(lab(), {{"norm", std::string(norm)}});
        const Figure f = figure_of(lab(), values);
        const auto pulled = [&](const char* id, double x, double y) {
            return drag(lab().parameters, values, handle(f, id), x, y);
        };
        // Far away in the direction (-1, -1): the nearest place of all three balls is at -135 degrees.
        const Values turned = pulled("direction", -0.5 - 50, -2.5 - 50);
        EXPECT_NEAR(std::get<double>(turned[index_of(lab(), "angle")]), -135, 1e-6);
        const Values again = pulled("angle", 33, 1e9);
        EXPECT_NEAR(std::get<double>(again[index_of(lab(), "angle")]), 33, 1e-12);
        const Values finer = pulled("h", 1e-9, 1);
        EXPECT_NEAR(std::get<double>(finer[index_of(lab(), "h")]) / 1e-9, 1, 1e-12);
        const Values moved = pulled("point", 2, 3);
        EXPECT_EQ(std::get<Vector>(moved[index_of(lab(), "point")]), (Vector{2, 3}));
    }
}

TEST(DirectionalDerivativeLab, HostileValues) {
    const std::vector<Values> hostile{
        with(lab(), {{"point", Vector{1000, -1000}}, {"h", 1e-16}}),
        with(lab(), {{"point", Vector{3, 2}}, {"zigzag", true}, {"norm", std::string("l1")}}),
        with(lab(), {{"landscape", std::string("rosenbrock")},
                     {"point", Vector{-1000, 1000}},
                     {"zigzag", true},
                     {"steps", 40LL}}),
        with(lab(),
             {{"landscape", std::string("bowl")}, {"kappa", 1.0}, {"point", Vector{1, 0}}, {"zigzag", true}}),
        with(lab(), {{"landscape", std::string("saddle")},
                     {"point", Vector{1, 1}},
                     {"norm", std::string("linf")},
                     {"angle", 45.0}}),
        with(lab(), {{"landscape", std::string("double-well")},
                     {"point", Vector{0, 0}},
                     {"tilt", 0.0},
                     {"reach", 0.001}}),
    };
    for (const Values& values : hostile) {
        const Figure f = figure_of(lab(), values);
        EXPECT_FALSE(f.caption.empty());
        for (const Panel& p : f.panels)
            for (const Handle& h : p.handles) EXPECT_TRUE(std::isfinite(h.x + h.y)) << h.id;
    }
}

TEST(DirectionalDerivativeLab, ProbeTellsTheTrueValues) {
    const Values values = defaults(lab());
    const Result result = lab().compute(values, Detail::Full, std::stop_token());
    EXPECT_EQ(std::get<double>(lab().probe(values, result, {}, "map", 3, 2).at(0).value), 0);
    const Figure f = figure_of(lab(), values);
    const auto slice = lab().probe(values, result, {}, "slice", 0, 0);
    EXPECT_EQ(std::get<double>(slice.at(0).value), number(f, "value"));
    const auto angle = lab().probe(values, result, {}, "angle", 100, 0);
    EXPECT_TRUE(close(std::get<double>(angle.at(0).value), number(f, "slope")));
    const auto error = lab().probe(values, result, {}, "error", 1e-6, 0);
    EXPECT_EQ(std::get<double>(error.at(0).value), number(f, "forward"));
    EXPECT_TRUE(lab().probe(values, result, {}, "error", 0, 0).empty());
}

}  // namespace directional_derivative_lab_test
}  // namespace lossfield::viz
