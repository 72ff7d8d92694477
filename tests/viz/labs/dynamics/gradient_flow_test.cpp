// The lab gradient-flow: its places against closed forms, its errors against each other, its limits, notices and norms.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <stop_token>

#include "math/descent/quadratic_descent.hpp"
#include "tests/support/support.hpp"
#include "tests/viz/labs/read_figure.hpp"
#include "viz/lab/catalog.hpp"
#include "viz/labs/dynamics/gradient_flow/gradient_flow.hpp"

namespace lossfield::viz {
namespace gradient_flow_lab_test {

using read_figure::find_mark, read_figure::handle, read_figure::number, read_figure::numbers;
using tests::close, tests::Tolerance;

const Lab& lab() { return find_lab(catalog(), "gradient-flow"); }

Figure figure_of(const Values& values) {
    return lab().draw(values, lab().compute(values, Detail::Full, std::stop_token()), View{});
}
Figure with(std::initializer_list<std::pair<const char*, Value>> given) {
    return figure_of(read_figure::with(lab(), given));
}
Figure preset(const char* id) { return figure_of(find_preset(lab(), id).values); }
bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }
Value id(const char* choice) { return std::string(choice); }

// T22-1 and T22-3 as the lab shows them.
TEST(GradientFlowLab, PlacesOnABowlAreThoseOfTheClosedForms) {
    const Figure f =
        with({{"kappa", 10.0}, {"rotation", 0.0}, {"start", Vector{1, 1}}, {"alpha", 0.05}, {"time", 0.5}});
    EXPECT_EQ(number(f, "steps"), 10);
    EXPECT_TRUE(close(number(f, "moment"), 0.5));
    EXPECT_TRUE(close(numbers(f, "flow"), Vector{0.6065306597126334, 0.006737946999085467}, {1e-7, 0}));
    EXPECT_TRUE(close(numbers(f, "gd"), Vector{0.5987369392383789, 0.0009765625}));
    EXPECT_TRUE(close(numbers(f, "proximal"), Vector{0.6139132535407593, 0.01734152991583261}));
    EXPECT_TRUE(close(number(f, "fall"), -0.3724194341476908, {1e-7, 0}));
    EXPECT_TRUE(close(number(f, "largest"), 10));
    EXPECT_TRUE(close(number(f, "mu"), 1));
    EXPECT_LT(number(f, "proximal-residual"), 1e-14);
    EXPECT_LT(number(f, "gradient-check"), 1e-12);
    const Figure line =
        with({{"kappa", 1.0}, {"rotation", 0.0}, {"start", Vector{1, 0}}, {"alpha", 2.1}, {"time", 8.4}});
    EXPECT_EQ(number(line, "steps"), 4);
    EXPECT_TRUE(close(numbers(line, "gd")[0], 1.4641));
    EXPECT_TRUE(close(numbers(line, "proximal")[0], 0.010828124103295972));
    EXPECT_EQ(line.notices.at(0).id, "gd-diverges");
}

TEST(GradientFlowLab, WhatIsComparedBelongsToOneTime) {
    for (const double time : {0.0, 0.31, 1.0, 2.9, 7.0}) {
        const Figure f = with({{"alpha", 0.07}, {"time", time}});
        const double k = number(f, "steps"), t = number(f, "moment");
        EXPECT_EQ(k, std::max(1.0, std::round(time / 0.07)));
        EXPECT_TRUE(close(t, k * 0.07));
        const Vector x = numbers(f, "flow"), gd = numbers(f, "gd"), proximal = numbers(f, "proximal");
        EXPECT_TRUE(close(number(f, "gd-error"), std::hypot(x[0] - gd[0], x[1] - gd[1])));
        EXPECT_TRUE(close(number(f, "proximal-error"), std::hypot(x[0] - proximal[0], x[1] - proximal[1])));
        const auto* rings = find_mark<PointSet>(f, "map", "moment");
        EXPECT_EQ(rings->x, (Vector{x[0], gd[0], proximal[0]}));
        EXPECT_EQ(find_mark<Rule>(f, "value", "moment")->at, t);
        // The handles are where the slider says, at most half a step away.
        EXPECT_EQ(handle(f, "moment-axis").x, time);
        // The current step lies on the curve of the errors.
        const auto* errors = find_mark<Curve>(f, "error", "gd");
        const auto* here = find_mark<PointSet>(f, "error", "gd-here");
        const auto at = std::find_if(errors->x.begin(), errors->x.end(),
                                     [](double a) { return std::abs(a - 0.07) < 1e-12; });
        ASSERT_NE(at, errors->x.end());
        EXPECT_EQ(errors->y[static_cast<std::size_t>(at - errors->x.begin())], here->y[0]);
    }
}

// Both curves of errors end in slope 1, and half the step halves the error.
TEST(GradientFlowLab, ErrorsAreOfFirstOrder) {
    for (const char* landscape : {"bowl", "double-well", "himmelblau"}) {
        const double time = landscape == std::string("himmelblau") ? 0.1 : 1.0;
        const Figure f = with(
            {{"landscape", id(landscape)}, {"alpha", 0.001}, {"time", time}, {"start", Vector{1.5, 0.7}}});
        EXPECT_NEAR(number(f, "gd-ratio"), 2, 0.06) << landscape;
        EXPECT_NEAR(number(f, "proximal-ratio"), 2, 0.06) << landscape;
        for (const char* kind : {"gd", "proximal"}) {
            const auto* curve = find_mark<Curve>(f, "error", kind);
            const std::size_t n = curve->x.size();
            const double slope =
                std::log(curve->y[n - 1] / curve->y[n - 6]) / std::log(curve->x[n - 1] / curve->x[n - 6]);
            EXPECT_NEAR(slope, 1, 0.05) << landscape << ' ' << kind;
        }
    }
}

TEST(GradientFlowLab, TheFlowStaysUnderItsBoundAndNeverRises) {
    for (const char* landscape : {"bowl", "double-well", "rosenbrock", "himmelblau"}) {
        for (const Vector& start : {Vector{1.2, 1.1}, Vector{-2, 1}, Vector{0.3, -1.5}}) {
            const Figure f = with({{"landscape", id(landscape)}, {"start", start}, {"alpha", 0.01}});
            const auto* flow = find_mark<Curve>(f, "value", "flow");
            for (std::size_t i = 1; i < flow->y.size(); ++i)
                EXPECT_LE(flow->y[i], flow->y[i - 1] * (1 + 1e-9) + 1e-13) << landscape;
            const auto* bound = find_mark<Curve>(f, "value", "bound");
            if (bound == nullptr) {
                EXPECT_STRNE(landscape, "bowl");
                continue;
            }
            for (std::size_t i = 0; i < flow->y.size(); ++i)
                EXPECT_LE(flow->y[i], bound->y[i] * (1 + 1e-6)) << landscape << ' ' << flow->x[i];
        }
    }
    // From the far side of Rosenbrock's bend the way to the minimum leads over ground that is not convex.
    const Figure bend =
        with({{"landscape", id("rosenbrock")}, {"start", Vector{-1.2, 1.8}}, {"alpha", 0.001}});
    EXPECT_EQ(find_mark<Curve>(bend, "value", "bound"), nullptr);
}

TEST(GradientFlowLab, LimitsStandOnSliderAndPanel) {
    const Figure bowl = with({{"kappa", 40.0}});
    ASSERT_EQ(bowl.slider_marks.size(), 2u);
    EXPECT_TRUE(close(bowl.slider_marks[0].snap.at, 1 / 40.0));
    EXPECT_TRUE(close(bowl.slider_marks[1].snap.at, 2 / 40.0));
    EXPECT_TRUE(bowl.slider_marks[1].snap.limit);
    EXPECT_EQ(bowl.slider_marks[1].snap.label, "2/L");
    EXPECT_TRUE(close(find_mark<Rule>(bowl, "error", "limit")->at, 2 / 40.0));
    const Figure well = with({{"landscape", id("double-well")}});
    EXPECT_EQ(well.slider_marks[1].snap.label, "2/L (local)");
    EXPECT_TRUE(close(well.slider_marks[1].snap.at, 1));
}

TEST(GradientFlowLab, BeyondTheLimitDescentRunsOffAndTheProximalPointStays) {
    for (const double kappa : {5.0, 30.0, 200.0}) {
        for (const double times : {1.95, 2.05, 2.4}) {
            const Figure f = with({{"kappa", kappa}, {"alpha", times / kappa}, {"until", 10.0}});
            const bool diverges = times > 2;
            EXPECT_EQ(!f.notices.empty(), diverges) << kappa << ' ' << times;
            const auto* gd = find_mark<Curve>(f, "value", "gd");
            const auto* proximal = find_mark<Curve>(f, "value", "proximal");
            EXPECT_EQ(gd->y.back() > gd->y.front(), diverges) << kappa << ' ' << times;
            for (std::size_t i = 1; i < proximal->y.size(); ++i)
                EXPECT_LE(proximal->y[i], proximal->y[i - 1]);
            for (const Notice& n : f.notices) EXPECT_TRUE(has(n.text, "is above 2/L")) << n.text;
        }
    }
    const Figure stopped = with({{"kappa", 200.0}, {"alpha", 0.0125}, {"until", 10.0}});
    EXPECT_TRUE(has(stopped.notices.at(0).text, "stopped at step")) << stopped.notices[0].text;
}

TEST(GradientFlowLab, FirstStepsFollowTheNorm) {
    const Values values = read_figure::with(lab(), {{"start", Vector{-2, 1.3}}, {"alpha", 0.05}});
    const auto path = [&](const char* norm) {
        Values changed = values;
        changed[index_of(lab(), "norm")] = id(norm);
        const Figure f = figure_of(changed);
        const Vector g = numbers(f, "gradient");
        const Vector d = numbers(f, "direction");
        const auto* steps = find_mark<Curve>(f, "map", "steepest");
        // The first step is alpha |g|_* d, on the border of the ball drawn.
        EXPECT_TRUE(close(steps->x[1], -2 + 0.05 * number(f, "dual-norm") * d[0])) << norm;
        EXPECT_TRUE(close(steps->y[1], 1.3 + 0.05 * number(f, "dual-norm") * d[1])) << norm;
        EXPECT_TRUE(close(g[0] * d[0] + g[1] * d[1], -number(f, "dual-norm"))) << norm;
        const auto* ball = find_mark<Polygon>(f, "map", "first-steps");
        double nearest = 1e9;
        for (std::size_t i = 0; i < ball->x[0].size(); ++i)
            nearest = std::min(nearest, std::hypot(ball->x[0][i] - steps->x[1], ball->y[0][i] - steps->y[1]));
        EXPECT_LT(nearest, norm == std::string("l2") ? 0.04 : 1e-12) << norm;
        return *steps;
    };
    const Curve l1 = path("l1"), l2 = path("l2"), largest = path("linf");
    for (std::size_t k = 1; k < l1.x.size(); ++k) {
        EXPECT_TRUE(l1.x[k] == l1.x[k - 1] || l1.y[k] == l1.y[k - 1]) << "one coordinate, step " << k;
        EXPECT_TRUE(
            close(std::abs(largest.x[k] - largest.x[k - 1]), std::abs(largest.y[k] - largest.y[k - 1])))
            << k;
    }
    const Figure f = figure_of(values);
    const auto* gd = find_mark<Curve>(f, "map", "gd");
    for (std::size_t k = 0; k < l2.x.size(); ++k) {
        EXPECT_TRUE(close(l2.x[k], gd->x[k])) << k;
        EXPECT_TRUE(close(l2.y[k], gd->y[k])) << k;
    }
}

TEST(GradientFlowLab, TheTouchingLineTouchesTheUnitBall) {
    for (const char* norm : {"l1", "l2", "linf"}) {
        const Figure f = with({{"norm", id(norm)}, {"start", Vector{1.1, -2}}});
        const auto* line = find_mark<Curve>(f, "norm", "touching");
        const auto* ball = find_mark<Polygon>(f, "norm", "ball");
        const Vector g = numbers(f, "gradient");
        const double level = g[0] * line->x[0] + g[1] * line->y[0];
        EXPECT_TRUE(close(level, g[0] * line->x[1] + g[1] * line->y[1]));
        EXPECT_TRUE(close(level, -number(f, "dual-norm")));
        double lowest = 0;
        for (std::size_t i = 0; i < ball->x[0].size(); ++i)
            lowest = std::min(lowest, g[0] * ball->x[0][i] + g[1] * ball->y[0][i]);
        EXPECT_TRUE(close(lowest, level, {2e-3, 0})) << norm;
    }
}

TEST(GradientFlowLab, PresetsShowWhatTheySay) {
    // At 1/L the first step reaches the floor of the valley: no component along the steep axis is left.
    const Figure floor = preset("no-overshoot");
    const auto* gd = find_mark<Curve>(floor, "map", "gd");
    const double angle = std::numbers::pi / 6;
    EXPECT_NEAR(std::cos(angle) * gd->y[1] - std::sin(angle) * gd->x[1], 0, 1e-12);
    const Figure wells = preset("two-wells");
    EXPECT_LT(numbers(wells, "gd")[0] * numbers(wells, "flow")[0], 0);
    EXPECT_GT(numbers(wells, "proximal")[0] * numbers(wells, "flow")[0], 0);
    EXPECT_TRUE(has(wells.caption, "another minimum")) << wells.caption;
    EXPECT_TRUE(has(preset("zigzag").caption, "crosses the valley")) << preset("zigzag").caption;
}

TEST(GradientFlowLab, AStartAtTheMinimumStays) {
    const Figure f = with({{"start", Vector{0, 0}}});
    EXPECT_EQ(numbers(f, "flow"), (Vector{0, 0}));
    EXPECT_EQ(numbers(f, "proximal"), (Vector{0, 0}));
    EXPECT_EQ(number(f, "gd-error"), 0);
    EXPECT_EQ(numbers(f, "direction"), (Vector{0, 0}));
    EXPECT_EQ(find_mark<Arrows>(f, "norm", "directions"), nullptr);
}

TEST(GradientFlowLab, ProbeTellsTheTrueValues) {
    const Values values = read_figure::with(
        lab(), {{"kappa", 10.0}, {"rotation", 0.0}, {"alpha", 0.1}, {"start", Vector{2, 0}}});
    const Result result = lab().compute(values, Detail::Full, std::stop_token());
    const auto on_map = lab().probe(values, result, {}, "map", 1, 2);
    EXPECT_TRUE(close(std::get<double>(on_map.at(0).value), 20.5));
    EXPECT_EQ(std::get<Vector>(on_map.at(1).value), (Vector{1, 20}));
    const auto on_curve = lab().probe(values, result, {}, "value", 1.01, 0.5);
    EXPECT_TRUE(close(std::get<double>(on_curve.at(1).value), 2 * std::exp(-2.02), {1e-7, 0}));
    EXPECT_TRUE(close(std::get<double>(on_curve.at(2).value), 2 * std::pow(0.9, 20)));
    EXPECT_TRUE(close(std::get<double>(on_curve.at(3).value), 2 * std::pow(1.1, -20)));
    EXPECT_TRUE(lab().probe(values, result, {}, "value", -1, 0.5).empty());
}

}  // namespace gradient_flow_lab_test
}  // namespace lossfield::viz
