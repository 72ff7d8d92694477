// The simplex panel of softmax-cross-entropy: two, three and more classes, its field, its arrows, its point.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <string>
#include <utility>

#include "math/simplex/simplex.hpp"
#include "math/simplex/softmax.hpp"
#include "tests/math/oracle.hpp"
#include "tests/support/random_values.hpp"
#include "tests/support/support.hpp"
#include "tests/viz/labs/softmax.hpp"
#include "viz/files/report.hpp"
#include "viz/text/numbers.hpp"

namespace lossfield::viz {
namespace softmax_simplex_lab_test {

using namespace softmax_lab;
using tests::close, tests::figure_of;

TEST(SoftmaxSimplex, TwoClassesAreASegment) {
    const Figure f = figure_of(lab(), with({{"logits", Vector{1, -1}}, {"target", Vector{2}}}));
    const Panel* p = find_panel(f, "simplex");
    ASSERT_NE(p, nullptr);
    EXPECT_EQ(p->kind, PanelKind::Axes);
    EXPECT_TRUE(close(handle(f, "point").x, 1 / (1 + std::exp(2.0))));
    EXPECT_TRUE(close(number(f, "loss"), 2 + std::log1p(std::exp(-2.0))));
    const auto* curve = find_mark<Curve>(f, "simplex", "loss");
    ASSERT_NE(curve, nullptr);
    ASSERT_GT(curve->x.size(), 100U);
    for (std::size_t i = 0; i < curve->x.size(); ++i)
        EXPECT_TRUE(close(curve->y[i], -std::log(curve->x[i]), {1e-9, 1e-12})) << curve->x[i];
    // Both ends of a soft target's curve leave the panel at its top.
    const Figure soft = figure_of(lab(), with({{"logits", Vector{1, -1}}, {"target", Vector{0.001, 0.999}}}));
    const auto* ends = find_mark<Curve>(soft, "simplex", "loss");
    for (const double end : {ends->y.front(), ends->y.back()})
        EXPECT_GT(end, find_panel(soft, "simplex")->y.range->high);
}

TEST(SoftmaxSimplex, TenClassesShowThreeAndHoldTheOthers) {
    const Vector z{1, 2, 3, 4, 5, -5, -4, -3, -2, -1};
    const Values values = with({{"logits", z}, {"target", Vector{5}}, {"triangle", Vector{2, 5, 7}}});
    const Figure f = figure_of(lab(), values);
    const Vector p = math::softmax(z, 1);
    const double share = p[1] + p[4] + p[6];
    const Panel& simplex = *find_panel(f, "simplex");
    EXPECT_NE(simplex.title.find(readable(1 - share, 3)), std::string::npos) << simplex.title;
    EXPECT_NE(simplex.corners[1].label.find("class 5"), std::string::npos) << simplex.corners[1].label;
    const math::PlanePoint at = math::to_plane({p[1] / share, p[4] / share, p[6] / share});
    EXPECT_TRUE(close(handle(f, "point").x, at.x));
    EXPECT_TRUE(close(handle(f, "point").y, at.y));
    // A pull on the triangle keeps the others' probabilities.
    const Values after = drag(lab().parameters, values, handle(f, "point"), 0.5, 0.3);
    const Vector q = math::softmax(std::get<Vector>(after[0]), 1);
    for (const std::size_t k : {0U, 2U, 3U, 5U, 7U, 8U, 9U}) EXPECT_TRUE(close(q[k], p[k])) << k;
    EXPECT_TRUE(close(handle(figure_of(lab(), after), "point").y, 0.3));
}

TEST(SoftmaxSimplex, PullingThePointKeepsTheMeanOfTheLogits) {
    tests::Random random(32);
    for (int i = 0; i < 50; ++i) {
        const double t = std::exp(random.between(-1, 2));
        const Values values =
            with({{"temperature", t},
                  {"logits", Vector{random.between(-5, 5), random.between(-5, 5), random.between(-5, 5)}}});
        const auto mean = [](const Values& v) {
            const auto& z = std::get<Vector>(v[0]);
            return std::accumulate(z.begin(), z.end(), 0.0) / 3;
        };
        const Handle point = handle(figure_of(lab(), values), "point");
        const double x = random.between(0.3, 0.7), y = random.between(0.1, 0.3);
        const Values after = drag(lab().parameters, values, point, x, y);
        EXPECT_TRUE(close(mean(after), mean(values), {1e-9, 1e-9}));
        const Handle again = handle(figure_of(lab(), after), "point");
        EXPECT_TRUE(close(again.x, x)) << again.y;
        EXPECT_TRUE(close(again.y, y)) << again.x;
    }
}

TEST(SoftmaxSimplex, FieldIsTheLossAtItsNodes) {
    const Vector y{0.2, 0.65, 0.15};
    const Figure f = figure_of(lab(), with({{"target", y}}));
    const auto* c = find_mark<Contours>(f, "simplex", "loss");
    ASSERT_NE(c, nullptr);
    const auto columns = columns_of(*find_panel(f, "simplex"), Mark(*c)).numbers;
    const auto column = [&](const std::string& name) -> const Vector& {
        return std::find_if(columns.begin(), columns.end(), [&](const auto& n) { return n.first == name; })
            ->second;
    };
    const Vector &value = column("value"), &b0 = column("share-1"), &b1 = column("share-2"),
                 &b2 = column("share-3");
    ASSERT_EQ(value.size(), 5151U);
    for (std::size_t i = 0; i < value.size(); i += 7) {
        if (std::min({b0[i], b1[i], b2[i]}) < 1e-9) continue;  // a corner or a side: +inf
        const double expected = -y[0] * std::log(b0[i]) - y[1] * std::log(b1[i]) - y[2] * std::log(b2[i]);
        EXPECT_TRUE(close(value[i], expected, {1e-9, 1e-9})) << i;
    }
    EXPECT_EQ(value[0], std::numeric_limits<double>::infinity());
}

TEST(SoftmaxSimplex, ArrowsFollowTheFlowOfTheLogits) {
    const Values values = with({{"temperature", 2.0}, {"target", Vector{0.2, 0.65, 0.15}}});
    const Figure f = figure_of(lab(), values);
    const Vector y{0.2, 0.65, 0.15};
    const auto* field = find_mark<Arrows>(f, "simplex", "field");
    const auto* arrow = find_mark<Arrows>(f, "simplex", "direction");
    ASSERT_NE(field, nullptr);
    ASSERT_NE(arrow, nullptr);
    EXPECT_EQ(field->x.size(), 136U);
    for (std::size_t i = 0; i < field->x.size(); ++i) {
        const auto b = math::to_barycentric({field->x[i], field->y[i]});
        const Vector flow = math::logit_flow(Vector{b[0], b[1], b[2]}, 2, y);
        const math::PlanePoint v = math::to_plane({flow[0], flow[1], flow[2]});
        EXPECT_TRUE(close(field->u[i], v.x, {1e-9, 1e-12})) << i;
        EXPECT_TRUE(close(field->v[i], v.y, {1e-9, 1e-12})) << i;
    }
    const Vector p = math::softmax(std::get<Vector>(values[0]), 2);
    const Vector flow = math::logit_flow(p, 2, y);
    const math::PlanePoint v = math::to_plane({flow[0], flow[1], flow[2]});
    ASSERT_EQ(arrow->u.size(), 1U);
    EXPECT_TRUE(close(std::atan2(arrow->v[0], arrow->u[0]), std::atan2(v.y, v.x), {1e-9, 1e-12}));
    const Figure all = figure_of(lab(), with({{"direction", std::string("all")}}));
    for (const std::string d : {"logit-flow", "difference", "steepest"}) {
        const auto* named = find_mark<Arrows>(all, "simplex", "direction-" + d);
        EXPECT_EQ(named->u.size(), 1U) << d;
        EXPECT_FALSE(named->label.empty()) << d;
    }
}

// By what a small step of each kind changes in the second probability; steepest in p: -dL/dp without its mean.
TEST(SoftmaxSimplex, TheArrowOfTwoClassesPointsAndGrowsAsTheStepDoes) {
    tests::Draws draws(31);
    for (int i = 0; i < 300; ++i) {
        const Vector z{draws.between(-3, 3), draws.between(-3, 3)};
        const double t = draws.between(0.3, 3), right = draws.between(0.05, 0.95);
        const Vector p = math::softmax(z, t);
        const double g = (p[1] - right) / t, small = 1e-5;
        const auto after = [&](double step) {
            return math::softmax(Vector{z[0] + step * g, z[1] - step * g}, t)[1];
        };
        const double flow = (after(small) - after(-small)) / (2 * small);
        const double steepest = (right / p[1] - (1 - right) / p[0]) / 2;
        for (const auto& [kind, speed] :
             {std::pair{"logit-flow", flow}, std::pair{"difference", right - p[1]},
              std::pair{"steepest", steepest}, std::pair{"all", flow}}) {
            const Figure f = figure_of(lab(), with({{"logits", z},
                                                    {"temperature", t},
                                                    {"target", Vector{1 - right, right}},
                                                    {"direction", std::string(kind)}}));
            const auto* arrow = find_mark<Arrows>(f, "simplex", "direction");
            ASSERT_NE(arrow, nullptr) << kind;
            EXPECT_TRUE(close(arrow->x[0], p[1]));
            EXPECT_EQ(arrow->v[0], 0);
            const double size = std::abs(speed);
            EXPECT_TRUE(close(arrow->u[0], std::copysign(0.3 * size / (size + 0.12), speed), {1e-6, 1e-9}))
                << kind << " " << p[1] << " " << right;
        }
    }
}

}  // namespace softmax_simplex_lab_test
}  // namespace lossfield::viz
