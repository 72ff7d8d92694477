// The lab ridge: what its picture says against the mathematics, and data that have no solution of their own.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <stop_token>

#include "tests/contract/situations.hpp"
#include "tests/support/support.hpp"
#include "tests/viz/labs/read_figure.hpp"
#include "viz/lab/catalog.hpp"

namespace lossfield::viz {
namespace ridge_lab_test {

using namespace read_figure;
using tests::close, tests::figure_of;

const Lab& lab() { return find_lab(catalog(), "ridge"); }
Figure figure(std::initializer_list<std::pair<const char*, Value>> given) {
    return figure_of(lab(), with(lab(), given));
}
double length(const Vector& v) { return std::hypot(v[0], v[1]); }

// n (1 + rho) and n (1 - rho) are the squares of the singular values, whatever the sample.
TEST(RidgeLab, SharesFreedomAndConditionFollowFromTheCollinearity) {
    for (const double rho : {0.0, 0.5, 0.99})
        for (const double lambda : {0.01, 3.0, 500.0}) {
            const Figure f = figure({{"collinearity", rho}, {"lambda", lambda}, {"sample", 7LL}});
            const double high = 20 * (1 + rho), low = 20 * (1 - rho);
            const auto* kept = find_mark<Bars>(f, "shares", "kept");
            EXPECT_TRUE(close(kept->value[0], high / (high + lambda)));
            EXPECT_TRUE(close(kept->value[1], low / (low + lambda)));
            EXPECT_TRUE(
                close(number(f, "degrees-of-freedom"), high / (high + lambda) + low / (low + lambda)));
            EXPECT_TRUE(close(number(f, "condition-plain"), high / low));
            EXPECT_TRUE(close(number(f, "condition"), (high + lambda) / (low + lambda)));
            EXPECT_TRUE(close(number(f, "prior-deviation"), 1.5 / std::sqrt(lambda)));
            EXPECT_LT(number(f, "gradient-rest"), 1e-13);
        }
}

TEST(RidgeLab, WithoutNoiseTheDirectionsOfTheTruthShrink) {
    const Figure f =
        figure({{"collinearity", 0.8}, {"lambda", 4.0}, {"noise", 0.0}, {"truth", Vector{3, 1}}});
    EXPECT_TRUE(close(numbers(f, "least-squares"), Vector{3, 1}));
    // (3, 1) = 2 (1, 1) + (1, -1) with shares 36 / 40 and 4 / 8.
    EXPECT_TRUE(close(numbers(f, "ridge"), Vector{1.8 + 0.5, 1.8 - 0.5}));
    // The loss with 2/n before the squares: n lambda / 4 = 20, shares 36 / 56 and 4 / 24.
    EXPECT_TRUE(close(numbers(f, "other-objective"), Vector{72.0 / 56 + 4.0 / 24, 72.0 / 56 - 4.0 / 24}));
    EXPECT_EQ(find_mark<Curve>(f, "map", "prior-1"), nullptr);
}

// Along both curves through the solution; the two touch: no point of the ellipse lies inside of the circle.
TEST(RidgeLab, EllipseAndCircleTouchAtTheSolution) {
    const Figure f = figure_of(lab(), defaults(lab()));
    const Vector w = numbers(f, "ridge");
    const auto* ellipse = find_mark<Curve>(f, "map", "ellipse");
    const auto* circle = find_mark<Curve>(f, "map", "circle");
    double nearest = 1e9, least = 1e9;
    for (std::size_t i = 0; i < ellipse->x.size(); ++i) {
        nearest = std::min(nearest, std::hypot(ellipse->x[i] - w[0], ellipse->y[i] - w[1]));
        least = std::min(least, std::hypot(ellipse->x[i], ellipse->y[i]));
    }
    EXPECT_LT(nearest, 0.05);
    EXPECT_GE(least, length(w) * (1 - 1e-9));
    EXPECT_TRUE(close(std::hypot(circle->x[3], circle->y[3]), length(w)));
}

TEST(RidgeLab, PathRunsFromNothingToLeastSquares) {
    const Figure f = figure_of(lab(), defaults(lab()));
    const auto* path = find_mark<Curve>(f, "map", "path");
    EXPECT_EQ(path->x.front(), 0);
    EXPECT_TRUE(close(path->x.back(), numbers(f, "least-squares")[0]));
    for (std::size_t i = 1; i < path->x.size(); ++i)
        EXPECT_GE(std::hypot(path->x[i], path->y[i]), std::hypot(path->x[i - 1], path->y[i - 1]) - 1e-12);
}

TEST(RidgeLab, HandlesSetThePenaltyAndTheCollinearity) {
    const Values values = defaults(lab());
    const Figure f = figure_of(lab(), values);
    const auto pulled = [&](const char* id, double x, double y, const char* parameter) {
        return std::get<double>(
            drag(lab().parameters, values, handle(f, id), x, y)[index_of(lab(), parameter)]);
    };
    const Figure other = figure({{"lambda", 0.3}});
    const Vector w = numbers(other, "ridge");
    EXPECT_NEAR(pulled("lambda", w[0], w[1], "lambda") / 0.3, 1, 0.01);
    EXPECT_NEAR(pulled("share-2", 1.8, 0.5, "lambda"), 2, 0.02);  // as large as sigma_2^2
    EXPECT_NEAR(pulled("lambda-axis", 17, 0, "lambda"), 17, 1e-12);
    EXPECT_NEAR(pulled("collinearity", -std::sqrt(0.5), std::sqrt(0.5), "collinearity"), 0.75, 0.001);
}

// Many small steps go where the flow goes, with the share 1 - e^(-sigma^2 / lambda).
TEST(RidgeLab, EarlyStoppingStandsBesideIt) {
    const Figure f = figure({{"collinearity", 0.9}, {"rate", 1e-4}, {"lambda", 2.0}});
    EXPECT_EQ(number(f, "steps"), 5000);
    const auto* stopped = find_mark<Bars>(f, "shares", "kept-by-stopping");
    EXPECT_NEAR(stopped->value[0], 1 - std::exp(-19.0), 1e-3);
    EXPECT_NEAR(stopped->value[1], 1 - std::exp(-1.0), 1e-3);
    const auto* mark = find_mark<PointSet>(f, "map", "stopped");
    EXPECT_TRUE(close(Vector{mark->x[0], mark->y[0]}, numbers(f, "stopped")));
    const Figure without = figure({{"stopping", false}});
    EXPECT_EQ(find_mark<PointSet>(without, "map", "stopped"), nullptr);
    EXPECT_EQ(without.inactive, std::vector<std::string>{"rate"});
}

TEST(RidgeLab, StepsBeyondTheLimitAreCalledDiverging) {
    const Figure f = figure_of(lab(), find_preset(lab(), "steps-too-large").values);
    ASSERT_EQ(f.notices.size(), 1U);
    EXPECT_EQ(f.notices[0].id, "steps-diverge");
    ASSERT_EQ(f.slider_marks.size(), 1U);
    EXPECT_TRUE(close(f.slider_marks[0].snap.at, 2.0 / 38));
    EXPECT_TRUE(figure({{"rate", 0.0526}}).notices.empty());
    EXPECT_EQ(figure({{"rate", 0.0527}}).notices.size(), 1U);
}

TEST(RidgeLab, TheSameFeatureTwiceGivesTheShortestSolution) {
    const Figure f = figure_of(lab(), find_preset(lab(), "same-twice").values);
    ASSERT_EQ(f.notices.size(), 1U);
    EXPECT_EQ(f.notices[0].id, "collinear");
    const Vector full = numbers(f, "least-squares");
    EXPECT_TRUE(close(full[0], full[1]));
    EXPECT_TRUE(std::isinf(number(f, "condition-plain")));
    EXPECT_EQ(find_mark<Curve>(f, "map", "ellipse"), nullptr);
}

TEST(RidgeLab, HostileValues) {
    const std::vector<Values> hostile{
        with(lab(), {{"observations", 3LL}, {"collinearity", 1.0}}),
        with(lab(), {{"truth", Vector{0, 0}}, {"noise", 0.0}}),
        with(lab(), {{"truth", Vector{1000, -1000}}, {"lambda", 1e-4}, {"collinearity", 0.999999}}),
        with(lab(), {{"rate", 10.0}, {"lambda", 1e-4}}),
        with(lab(), {{"rate", 1e-6}, {"lambda", 1e3}}),
    };
    for (const Values& values : hostile) {
        const Figure f = figure_of(lab(), values);
        for (const char* id : {"ridge", "least-squares"})
            for (const double v : numbers(f, id)) EXPECT_TRUE(std::isfinite(v)) << id;
        for (const Panel& p : f.panels)
            for (const Handle& h : p.handles) EXPECT_TRUE(std::isfinite(h.x + h.y)) << h.id;
    }
}

TEST(RidgeLab, ProbeTellsTheObjective) {
    const Values values = with(lab(), {{"noise", 0.0}, {"truth", Vector{1, 0}}, {"lambda", 2.0}});
    const Result result = lab().compute(values, Detail::Full, std::stop_token());
    const auto told = lab().probe(values, result, {}, "map", 0, 0);
    EXPECT_TRUE(close(std::get<double>(told.at(0).value), 10));  // half of n |x_1|^2
    const auto there = lab().probe(values, result, {}, "map", 1, 0);
    EXPECT_TRUE(close(std::get<double>(there.at(2).value), 1, {1e-9, 1e-9}));
}

}  // namespace ridge_lab_test
}  // namespace lossfield::viz
