// The lab momentum-map: its plane, its roots and its errors against the mathematics, and what its handles do.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <stop_token>

#include "math/descent/momentum_spectrum.hpp"
#include "tests/contract/situations.hpp"
#include "tests/support/support.hpp"
#include "tests/viz/labs/read_figure.hpp"
#include "viz/lab/catalog.hpp"

namespace lossfield::viz {
namespace momentum_map_lab_test {

using namespace read_figure;
using tests::close, tests::figure_of;

const Lab& lab() { return find_lab(catalog(), "momentum-map"); }
Figure figure(std::initializer_list<std::pair<const char*, Value>> given) {
    return figure_of(lab(), with(lab(), given));
}
Figure preset(const char* id) { return figure_of(lab(), find_preset(lab(), id).values); }
double longest(const PointSet& roots) {
    return std::max(std::hypot(roots.x[0], roots.y[0]), std::hypot(roots.x[1], roots.y[1]));
}

// Published: 0.8182 against 0.9802 for the condition number 100.
TEST(MomentumMapLab, PolyaksOptimumIsTheBest) {
    const Figure f = preset("polyak");
    EXPECT_NEAR(number(f, "contraction"), 9.0 / 11, 1e-7);
    EXPECT_TRUE(close(number(f, "best-contraction"), 9.0 / 11));
    EXPECT_TRUE(close(number(f, "descent-contraction"), 99.0 / 101));
    EXPECT_TRUE(close(number(f, "condition"), 100));
    EXPECT_NEAR(std::pow(number(f, "contraction"), number(f, "steps-per-decade")), 0.1, 1e-9);
    const Figure descent = preset("gradient-descent");
    EXPECT_TRUE(close(number(descent, "contraction"), 99.0 / 101));
    EXPECT_TRUE(close(number(descent, "effective-rate"), 2.0 / 101));
}

TEST(MomentumMapLab, NoNodeOfThePlaneIsBetterThanTheOptimum) {
    for (const char* method : {"heavy-ball", "nesterov"})
        for (const double mu : {0.1, 1.0, 10.0}) {
            const Figure f = figure({{"method", std::string(method)}, {"mu", mu}});
            const auto* plane = find_mark<Contours>(f, "map", "contraction");
            const auto& field = std::get<GridField>(plane->field);
            const double best = number(f, "best-contraction");
            const double least = *std::min_element(field.values.begin(), field.values.end());
            EXPECT_GE(least, best - 1e-12);
            EXPECT_LT(least, best + 0.1);
            const auto* optimum = find_mark<PointSet>(f, "map", "optimum");
            EXPECT_TRUE(close(optimum->x[0], number(f, "best-rate")));
            EXPECT_TRUE(close(optimum->y[0], number(f, "best-momentum")));
        }
}

// The two curves of double roots of the heavy ball cross at its optimum: some point of each is near.
TEST(MomentumMapLab, TheCriticalCurvesCrossAtPolyaksOptimum) {
    const Figure f = preset("polyak");
    for (const char* id : {"critical-mu", "critical-largest"}) {
        const auto* curve = find_mark<Curve>(f, "map", id);
        double nearest = 1;
        for (std::size_t i = 0; i < curve->x.size(); ++i)
            nearest = std::min(nearest, std::hypot((curve->x[i] - 4.0 / 121) * 25, curve->y[i] - 81.0 / 121));
        EXPECT_LT(nearest, 0.01) << id;
    }
}

TEST(MomentumMapLab, TheLimitBordersTheDivergence) {
    for (const char* method : {"heavy-ball", "nesterov"}) {
        const Figure f = figure({{"method", std::string(method)}});
        const auto* limit = find_mark<Curve>(f, "map", "limit");
        const auto m = method[0] == 'n' ? math::MomentumMethod::Nesterov : math::MomentumMethod::HeavyBall;
        for (std::size_t i = 0; i < limit->x.size(); i += 20)
            EXPECT_NEAR(math::slowest_contraction(m, limit->x[i], limit->y[i], {1, 100}), 1, 1e-12);
        const auto* region = find_mark<Polygon>(f, "map", "divergence");
        EXPECT_EQ(region->x.at(0).size(), limit->x.size() + 2);
    }
}

TEST(MomentumMapLab, RootsLieWithinTheContraction) {
    for (const char* id : {"polyak", "nesterov", "critical", "gradient-descent", "too-much", "beyond"}) {
        const Figure f = preset(id);
        const double rho = number(f, "contraction");
        for (const char* trail : {"roots-first", "roots-second"}) {
            const auto* curve = find_mark<Curve>(f, "roots", trail);
            for (std::size_t i = 0; i < curve->x.size(); ++i)
                EXPECT_LE(std::hypot(curve->x[i], curve->y[i]), rho + 2e-7) << id;
        }
        double worst = 0;
        for (const char* mode : {"mu", "mode", "largest"})
            worst = std::max(worst, longest(*find_mark<PointSet>(f, "roots", mode)));
        EXPECT_TRUE(close(worst, rho));
        EXPECT_TRUE(close(longest(*find_mark<PointSet>(f, "roots", "mode")), number(f, "mode-contraction")));
    }
}

TEST(MomentumMapLab, ComplexRootsLieOnTheirCircle) {
    for (const char* method : {"heavy-ball", "nesterov"}) {
        const Figure f = figure({{"method", std::string(method)}, {"rate", 0.008}, {"momentum", 0.9}});
        const auto* circle = find_mark<Curve>(f, "roots", "complex-circle");
        const auto* roots = find_mark<PointSet>(f, "roots", "mode");
        ASSERT_GT(roots->y[0], 0.01);
        double nearest = 1;
        for (std::size_t i = 0; i < circle->x.size(); ++i)
            nearest = std::min(nearest, std::hypot(circle->x[i] - roots->x[0], circle->y[i] - roots->y[0]));
        EXPECT_LT(nearest, 0.03) << method;
    }
}

// Published for the condition number 100: after twenty steps 0.0838 and 0.6752.
TEST(MomentumMapLab, ErrorsShowTheHump) {
    const Figure f = preset("polyak");
    const auto* flat = find_mark<Curve>(f, "errors", "mu");
    const auto* steep = find_mark<Curve>(f, "errors", "largest");
    EXPECT_TRUE(close(flat->y[20], 0.08378648600821814));
    EXPECT_TRUE(close(steep->y[20], 0.6752205048897644));
    EXPECT_TRUE(close(number(f, "peak"), steep->y[static_cast<std::size_t>(number(f, "peak-step"))]));
    EXPECT_GT(number(f, "peak"), 3.7);
    const auto* slope = find_mark<Curve>(f, "errors", "slope-largest");
    EXPECT_NEAR(slope->y[20], std::pow(9.0 / 11, 20), 1e-6);
    const Figure worst = figure({{"worst", true}});
    for (const char* id : {"mu", "mode", "largest"}) {
        const auto* error = find_mark<Curve>(worst, "errors", id);
        const auto* norm = find_mark<Curve>(worst, "errors", std::string("worst-") + id);
        for (std::size_t t = 0; t < error->y.size(); ++t)
            EXPECT_LE(error->y[t], std::sqrt(2.0) * norm->y[t] * (1 + 1e-9));
    }
    EXPECT_EQ(find_mark<Curve>(f, "errors", "worst-mu"), nullptr);
}

TEST(MomentumMapLab, BeyondTheLimitIsSaid) {
    const Figure f = preset("beyond");
    ASSERT_EQ(f.notices.size(), 1U);
    EXPECT_EQ(f.notices[0].id, "diverges");
    EXPECT_TRUE(close(number(f, "limit"), 0.03));
    EXPECT_TRUE(std::isinf(number(f, "steps-per-decade")));
    EXPECT_TRUE(figure({{"momentum", 0.5}, {"rate", 0.02999}}).notices.empty());
    EXPECT_EQ(figure({{"momentum", 0.5}, {"rate", 0.03001}}).notices.size(), 1U);
    // Nesterov: 2 (1 + 0.5) / (2 * 100).
    EXPECT_TRUE(
        figure({{"method", std::string("nesterov")}, {"momentum", 0.5}, {"rate", 0.01499}}).notices.empty());
    EXPECT_EQ(
        figure({{"method", std::string("nesterov")}, {"momentum", 0.5}, {"rate", 0.01501}}).notices.size(),
        1U);
}

TEST(MomentumMapLab, SliderMarksAreTheValuesOfTheTheory) {
    const auto marked = [](const Figure& f, const char* parameter, const std::string& label) {
        for (const SliderMark& m : f.slider_marks)
            if (m.parameter == parameter && m.snap.label == label) return m.snap.at;
        throw std::logic_error("no mark " + label);
    };
    const Figure f = figure({{"momentum", 0.5}});
    EXPECT_TRUE(close(marked(f, "rate", "limit"), 0.03));
    EXPECT_TRUE(close(marked(f, "rate", "2/L"), 0.02));
    EXPECT_TRUE(close(marked(f, "rate", "2/(μ + L)"), 2.0 / 101));
    EXPECT_TRUE(close(marked(f, "rate", "Polyak"), 4.0 / 121));
    EXPECT_TRUE(close(marked(f, "momentum", "Polyak"), 81.0 / 121));
    const Figure n = figure({{"method", std::string("nesterov")}});
    EXPECT_TRUE(close(marked(n, "rate", "best"), 4.0 / 301));
}

TEST(MomentumMapLab, HandlesSetTheirValues) {
    const Values values = defaults(lab());
    const Figure f = figure_of(lab(), values);
    const auto pulled = [&](const char* id, double x, double y, const char* parameter) {
        return std::get<double>(
            drag(lab().parameters, values, handle(f, id), x, y)[index_of(lab(), parameter)]);
    };
    EXPECT_EQ(pulled("point", 0.01, 0.3, "rate"), 0.01);
    EXPECT_EQ(pulled("point", 0.01, 0.3, "momentum"), 0.3);
    EXPECT_EQ(pulled("point", -1, 2, "momentum"), 0.999);
    EXPECT_EQ(pulled("mu", 3, 0.7, "mu"), 3);
    EXPECT_EQ(pulled("mu", 300, 0.7, "mu"), 10);
    EXPECT_EQ(pulled("largest", 400, 0, "largest"), 400);
    EXPECT_NEAR(pulled("mode", 100, number(f, "contraction"), "mode"), 1, 1e-9);
}

// The rate's axis has room for the point, wherever it is, in the same multiples of 1/L.
TEST(MomentumMapLab, TheAxisHoldsThePoint) {
    for (const char* method : {"heavy-ball", "nesterov"})
        for (const double rate : {1e-6, 0.001, 0.04, 0.05, 0.4})
            for (const double largest : {10.0, 100.0, 1000.0}) {
                const Figure f =
                    figure({{"method", std::string(method)}, {"rate", rate}, {"largest", largest}});
                const Axis& x = known_panel(f, "map").x;
                EXPECT_GE(x.range->high * (1 + 1e-9), rate);
                EXPECT_LE(x.range->high, std::max(4 / largest, 2 * rate) * (1 + 1e-9));
                ASSERT_GE(x.ticks.size(), 5U);
                EXPECT_LE(x.ticks.size(), 6U);
                EXPECT_LE(x.ticks.back().at, x.range->high * (1 + 1e-9));
            }
}

TEST(MomentumMapLab, HostileValues) {
    const std::vector<Values> hostile{
        with(lab(), {{"mu", 10.0}, {"largest", 10.0}}),
        with(lab(), {{"mu", 10.0}, {"largest", 10.0}, {"rate", 0.1}, {"momentum", 0.0}}),
        with(lab(), {{"rate", 0.4}, {"largest", 1000.0}, {"momentum", 0.999}, {"worst", true}}),
        with(lab(), {{"rate", 1e-6}, {"momentum", 0.0}, {"steps", 10LL}}),
        with(lab(), {{"rate", 0.01}, {"momentum", 0.9}, {"mode", 1.0}, {"method", std::string("nesterov")}}),
    };
    for (const Values& values : hostile) {
        const Figure f = figure_of(lab(), values);
        for (const Panel& p : f.panels) {
            EXPECT_TRUE(std::isfinite(p.x.range->length() + p.y.range->length())) << p.id;
            EXPECT_GT(p.y.range->length(), 0) << p.id;
            for (const Handle& h : p.handles) EXPECT_TRUE(std::isfinite(h.x + h.y)) << h.id;
        }
    }
    EXPECT_EQ(number(figure_of(lab(), hostile[1]), "contraction"), 0);
}

TEST(MomentumMapLab, ProbeTellsTheContraction) {
    const Values values = defaults(lab());
    const Result result = lab().compute(values, Detail::Full, std::stop_token());
    EXPECT_NEAR(std::get<double>(lab().probe(values, result, {}, "map", 4.0 / 121, 81.0 / 121).at(0).value),
                9.0 / 11, 1e-7);
    EXPECT_TRUE(
        close(std::get<double>(lab().probe(values, result, {}, "spectrum", 1, 0.5).at(1).value), 99.0 / 101));
    EXPECT_TRUE(close(std::get<double>(lab().probe(values, result, {}, "roots", 0.3, 0.4).at(0).value), 0.5));
}

}  // namespace momentum_map_lab_test
}  // namespace lossfield::viz
