// The lab loss-surfaces: its readouts, fields, paths and words against the numeric core and against numbers worked out by
// hand.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <stop_token>

#include "math/losses/logistic.hpp"
#include "math/losses/logit_losses.hpp"
#include "math/losses/residual_losses.hpp"
#include "tests/contract/situations.hpp"
#include "tests/support/support.hpp"
#include "viz/inputs/values.hpp"
#include "viz/lab/catalog.hpp"
#include "viz/lab/settings.hpp"
#include "viz/text/numbers.hpp"

namespace lossfield::viz {
namespace loss_surfaces_lab_test {

using tests::close, tests::figure_of;

const Lab& lab() { return find_lab(catalog(), "loss-surfaces"); }

Values with(std::initializer_list<std::pair<const char*, const char*>> given,
            Values values = defaults(lab())) {
    for (const auto& [id, text] : given) {
        const std::size_t i = index_of(lab(), id);
        values[i] = parse_value(lab().parameters[i], text);
    }
    check_values(lab(), values);
    return values;
}

const Readout* find_readout(const Figure& f, const std::string& id) {
    for (const Readout& r : f.readouts)
        if (r.id == id) return &r;
    return nullptr;
}
double number(const Figure& f, const std::string& id) { return std::get<double>(find_readout(f, id)->value); }
Vector numbers(const Figure& f, const std::string& id) {
    return std::get<Vector>(find_readout(f, id)->value);
}

template <class M>
const M* find_mark(const Figure& f, const std::string& panel, const std::string& id) {
    for (const Mark& m : find_panel(f, panel)->marks)
        if (m.id() == id) return std::get_if<M>(&m);
    return nullptr;
}

bool has_notice(const Figure& f, const std::string& id) {
    return std::any_of(f.notices.begin(), f.notices.end(), [&](const Notice& n) { return n.id == id; });
}

template <class T>
T get(const Values& values, const char* id) {
    return std::get<T>(values[index_of(lab(), id)]);
}

double node(Interval side, std::size_t i, std::size_t n) {
    return side.low + side.length() * (static_cast<double>(i) / static_cast<double>(n - 1));
}

TEST(LossSurfacesLab, ReadoutsOfTheStart) {
    // z = (-4.2, 3.6, 0), target the first class: log(e^-4.2 + e^3.6 + 1) + 4.2.
    const Figure f = figure_of(lab(), defaults(lab()));
    const double sum = std::exp(-4.2) + std::exp(3.6) + 1;
    const double p1 = std::exp(-4.2) / sum, p2 = std::exp(3.6) / sum, p3 = 1 / sum;
    EXPECT_TRUE(close(number(f, "loss"), std::log(sum) + 4.2));
    EXPECT_TRUE(close(numbers(f, "gradient"), Vector{-(p2 + p3), p2}));
    EXPECT_TRUE(close(number(f, "gradient-norm"), std::hypot(p2 + p3, p2)));
    EXPECT_TRUE(close(number(f, "overlay-loss"), 0.5 * ((1 - p1) * (1 - p1) + p2 * p2 + p3 * p3)));
    EXPECT_LT(number(f, "gradient-check"), 1e-12);
    EXPECT_TRUE(f.notices.empty());
    ASSERT_TRUE(f.playhead.has_value());
    EXPECT_EQ(f.playhead->last, 60);
}

TEST(LossSurfacesLab, CurvatureIsTheHessiansLargestEigenvalue) {
    const Figure f = figure_of(lab(), with({{"point", "1,0.5"}}));
    const Vector z{1, 0.5, 0};
    const Vector h = math::cross_entropy_hessian(z, 1, math::one_hot(0, 3));
    const double mean = (h[0] + h[4]) / 2;
    EXPECT_TRUE(close(number(f, "curvature"), mean + std::hypot((h[0] - h[4]) / 2, h[1])));
}

TEST(LossSurfacesLab, FieldsAreTheLossesAtTheirNodes) {
    for (const auto& s : tests::situations(lab(), 60)) {
        const Figure f = figure_of(lab(), s.values);
        const auto over = get<std::string>(s.values, "over");
        const auto* surface = find_mark<Surface>(f, "surface", "loss");
        ASSERT_NE(surface, nullptr) << s.name;
        const GridField& g = surface->field;
        EXPECT_EQ(g.domain, std::get<Domain>(settled(lab(), s.values)[index_of(lab(), "domain")])) << s.name;
        const Result result = lab().compute(s.values, Detail::Full, std::stop_token());
        for (const std::size_t j : {std::size_t{0}, g.rows / 3, g.rows - 1})
            for (const std::size_t i : {std::size_t{0}, 2 * g.columns / 3, g.columns - 1}) {
                const double x = node(g.domain.x, i, g.columns), y = node(g.domain.y, j, g.rows);
                const auto told = lab().probe(s.values, result, {}, "map", x, y);
                EXPECT_TRUE(
                    close(g.values[j * g.columns + i], std::get<double>(told.at(0).value), {1e-9, 1e-11}))
                    << s.name << ", " << over << " at " << x << ", " << y;
            }
        EXPECT_LT(number(f, "gradient-check"), 1e-6) << s.name;
    }
}

TEST(LossSurfacesLab, TheMapIsTheSurfaceSeenFromAbove) {
    const Figure f = figure_of(lab(), defaults(lab()));
    const auto* surface = find_mark<Surface>(f, "surface", "loss");
    const auto* map = find_mark<Contours>(f, "map", "loss");
    EXPECT_TRUE(surface->field.values.same_as(std::get<GridField>(map->field).values));
    EXPECT_EQ(surface->levels.exactly, map->levels.exactly);
    for (const char* id : {"ball", "point"})
        EXPECT_EQ(find_mark<PointSet>(f, "surface", id)->x, find_mark<PointSet>(f, "map", id)->x) << id;
    const auto* above = find_mark<Curve>(f, "map", "path");
    const auto* on = find_mark<Curve>(f, "surface", "path");
    EXPECT_EQ(above->x, on->x);
    EXPECT_EQ(above->y, on->y);
}

TEST(LossSurfacesLab, TheBallFollowsGradientDescent) {
    const Values values = with({{"loss", "focal"}, {"rate", "0.3"}, {"steps", "25"}, {"target", "2"}});
    const Figure f = figure_of(lab(), values);
    Vector z{-4.2, 3.6, 0};
    for (int k = 0; k < 25; ++k) {
        const auto g = math::logit_loss_and_gradient({math::LogitLossKind::Focal}, z, 1, 1).gradient;
        z[0] -= 0.3 * g[0], z[1] -= 0.3 * g[1];
    }
    EXPECT_TRUE(close(numbers(f, "ball-x"), Vector{z[0], z[1]}));
    const auto* path = find_mark<Curve>(f, "map", "path");
    ASSERT_EQ(path->x.size(), 26U);
    EXPECT_TRUE(close(path->x.back(), z[0]));
}

TEST(LossSurfacesLab, ThePlayheadMovesTheBallAndRecomputesNothing) {
    const Values values = defaults(lab());
    const Result result = lab().compute(values, Detail::Full, std::stop_token());
    View at_start, later;
    at_start.step = 0, later.step = 12;
    const Figure a = lab().draw(values, result, at_start), b = lab().draw(values, result, later);
    EXPECT_EQ(numbers(a, "ball-x"), (Vector{-4.2, 3.6}));
    EXPECT_EQ(number(a, "ball-loss"), number(a, "loss"));
    EXPECT_EQ(find_mark<Curve>(b, "map", "path")->x.size(), 13U);
    EXPECT_EQ(find_mark<Curve>(b, "map", "path-ahead")->x.size(), 49U);
    EXPECT_LT(number(b, "ball-loss"), number(a, "ball-loss"));
}

TEST(LossSurfacesLab, SoftmaxMseIsFlatWhereCrossEntropySlopes) {
    const Figure ramp = figure_of(lab(), find_preset(lab(), "ramp").values);
    const Figure plateau = figure_of(lab(), find_preset(lab(), "plateau").values);
    EXPECT_GT(number(ramp, "gradient-norm"), 1);
    EXPECT_LT(number(plateau, "gradient-norm"), 0.01);
    EXPECT_LT(number(ramp, "ball-loss"), 0.1);
    EXPECT_TRUE(has_notice(plateau, "stuck"));
    // Both in one section: the dashed one multiplied so that it can be compared.
    const auto* overlay = find_mark<Curve>(ramp, "section", "overlay");
    ASSERT_NE(overlay, nullptr);
    EXPECT_EQ(overlay->dash, Dash::Dashed);
    EXPECT_NE(overlay->label.find("× 10"), std::string::npos) << overlay->label;
}

TEST(LossSurfacesLab, BrierIsSaidToBeTheSameShape) {
    const Values values = with({{"loss", "brier"}, {"overlay", "softmax-mse"}});
    const Figure f = figure_of(lab(), values);
    EXPECT_TRUE(close(number(f, "loss"), 2 * number(f, "overlay-loss")));
    EXPECT_NE(f.caption.find("one shape"), std::string::npos) << f.caption;
}

TEST(LossSurfacesLab, RobustLossesKeepTheLine) {
    const auto slope = [](const char* preset) {
        return numbers(figure_of(lab(), find_preset(lab(), preset).values), "ball-x")[0];
    };
    const double clean =
        numbers(figure_of(lab(), with({{"over", "line"}, {"rate", "0.1"}, {"steps", "300"}})), "ball-x")[0];
    EXPECT_NEAR(clean, 1.5, 0.1);
    EXPECT_LT(slope("outlier-mse"), clean - 0.4);
    EXPECT_NEAR(slope("outlier-huber"), clean, 0.15);
    EXPECT_NEAR(slope("outlier-student"), clean, 0.05);
}

TEST(LossSurfacesLab, StableJustBelowTwoOverLAndNotJustAbove) {
    const Figure f = figure_of(lab(), with({{"over", "line"}}));
    ASSERT_EQ(f.slider_marks.size(), 1U);
    EXPECT_EQ(f.slider_marks[0].parameter, "rate");
    const double limit = f.slider_marks[0].snap.at;
    EXPECT_TRUE(close(limit, 2 / number(f, "curvature")));
    const auto after = [&](double factor) {
        const std::string rate = shortest(limit * factor);
        return figure_of(lab(), with({{"over", "line"}, {"rate", rate.c_str()}, {"steps", "2000"}}));
    };
    const Figure below = after(0.999), above = after(1.01);
    EXPECT_LT(number(below, "ball-loss"), number(below, "loss"));
    EXPECT_FALSE(has_notice(below, "diverged"));
    EXPECT_TRUE(has_notice(above, "diverged"));
    EXPECT_TRUE(close(number(below, "rate-times-curvature"), 2 * 0.999));
}

TEST(LossSurfacesLab, DivergenceIsMarkedWhereItLeaves) {
    const Figure f = figure_of(lab(), find_preset(lab(), "step-too-large").values);
    ASSERT_TRUE(has_notice(f, "diverged"));
    const auto* leaves = find_mark<PointSet>(f, "map", "leaves");
    ASSERT_NE(leaves, nullptr);
    EXPECT_TRUE(close(std::abs(leaves->x.at(0)), 6));
    const auto* path = find_mark<Curve>(f, "map", "path");
    const auto outside =
        std::find_if(path->x.begin(), path->x.end(), [](double x) { return std::abs(x) > 6; });
    const std::string step = std::to_string(outside - path->x.begin());
    EXPECT_NE(f.notices[0].text.find("leaves the map at step " + step), std::string::npos)
        << f.notices[0].text;
    EXPECT_EQ(f.playhead->last, static_cast<long long>(path->x.size()) - 1);
}

TEST(LossSurfacesLab, SeparableLabelsHaveNoMinimum) {
    const Values values = find_preset(lab(), "separable").values;
    EXPECT_TRUE(has_notice(figure_of(lab(), values), "no-minimum"));
    EXPECT_FALSE(has_notice(figure_of(lab(), with({{"over", "logistic"}})), "no-minimum"));
    double before = 1e300, steepness = 0;
    for (const char* steps : {"100", "500", "2000"}) {
        const Figure f = figure_of(lab(), with({{"steps", steps}}, values));
        EXPECT_LT(number(f, "ball-loss"), before);
        EXPECT_GT(numbers(f, "ball-x")[0], steepness);
        before = number(f, "ball-loss"), steepness = numbers(f, "ball-x")[0];
    }
}

TEST(LossSurfacesLab, MaeHopsAtItsKinksAndMseDoesNot) {
    const Values values = find_preset(lab(), "kink").values;
    EXPECT_TRUE(has_notice(figure_of(lab(), values), "hopping"));
    EXPECT_FALSE(
        has_notice(figure_of(lab(), with({{"line-loss", "mse"}, {"rate", "0.3"}}, values)), "hopping"));
}

TEST(LossSurfacesLab, HeightsAreClippedOrLogarithmicWithTheirColours) {
    const Figure clipped = figure_of(lab(), with({{"height", "clipped"}, {"clip", "3"}}));
    EXPECT_EQ(find_mark<Surface>(clipped, "surface", "loss")->cut, 3);
    EXPECT_EQ(find_panel(clipped, "map")->colour_bar->scale.high, 3);
    EXPECT_TRUE(has_notice(figure_of(lab(), with({{"height", "clipped"}, {"clip", "1e-9"}})), "clip-below"));
    const Figure log = figure_of(lab(), with({{"height", "logarithmic"}}));
    EXPECT_EQ(find_panel(log, "surface")->z.scale, ScaleKind::Log);
    EXPECT_TRUE(find_mark<Surface>(log, "surface", "loss")->scale.logarithmic);
    // Student's loss may be negative: no logarithm.
    const Figure student = figure_of(
        lab(),
        with({{"over", "line"}, {"line-loss", "student-t"}, {"scale", "0.05"}, {"height", "logarithmic"}}));
    EXPECT_NE(find_panel(student, "surface")->z.scale, ScaleKind::Linear);
}

TEST(LossSurfacesLab, LocalModelsTouchTheSurface) {
    for (const char* model : {"tangent-plane", "quadratic-bowl"}) {
        const Figure f = figure_of(lab(), with({{"local-model", model}, {"point", "0.5,-1"}}));
        const auto* patch = find_mark<Surface>(f, "surface", "local-model");
        ASSERT_NE(patch, nullptr);
        const std::size_t middle = patch->field.rows / 2 * patch->field.columns + patch->field.columns / 2;
        EXPECT_TRUE(close(patch->field.values[middle], number(f, "loss")));
        EXPECT_EQ(find_mark<PointSet>(f, "map", "newton") != nullptr, std::string(model) == "quadratic-bowl");
    }
}

// Newton's step on a quadratic ends in its minimum.
TEST(LossSurfacesLab, TheBowlsMinimumIsLeastSquares) {
    const Values values = with({{"over", "line"}, {"local-model", "quadratic-bowl"}});
    const Figure f = figure_of(lab(), values);
    Vector x, y;
    for (const DataPoint& p : get<Points>(values, "data")) x.push_back(p.x), y.push_back(p.y);
    const math::Line best = math::least_squares_line(x, y);
    const auto* newton = find_mark<PointSet>(f, "map", "newton");
    EXPECT_TRUE(close(newton->x, Vector{best.slope}));
    EXPECT_TRUE(close(newton->y, Vector{best.intercept}));
}

TEST(LossSurfacesLab, ThePointerIsCrossedOnAllPanels) {
    const Values values = defaults(lab());
    const Result result = lab().compute(values, Detail::Full, std::stop_token());
    View view;
    view.pointer = {"map", 1, -2};
    const Figure f = lab().draw(values, result, view);
    EXPECT_EQ(find_mark<Rule>(f, "map", "pointer-x")->at, 1);
    EXPECT_EQ(find_mark<Rule>(f, "map", "pointer-y")->at, -2);
    EXPECT_EQ(find_mark<PointSet>(f, "surface", "pointer")->x, Vector{1});
    const double along = find_mark<Rule>(f, "section", "pointer")->at;
    // Back from the section the same way: the foot of the perpendicular.
    view.pointer = {"section", along, 0};
    const Figure back = lab().draw(values, result, view);
    const Vector g = numbers(f, "gradient");
    const double dx = 1 - find_mark<Rule>(back, "map", "pointer-x")->at;
    const double dy = -2 - find_mark<Rule>(back, "map", "pointer-y")->at;
    EXPECT_NEAR(dx * g[0] + dy * g[1], 0, 1e-12);
}

TEST(LossSurfacesLab, DragDetailIsTheSamePictureCoarser) {
    const Values values = with({{"over", "logistic"}});
    const Result drag = lab().compute(values, Detail::Drag, std::stop_token());
    const Result full = lab().compute(values, Detail::Full, std::stop_token());
    const Figure a = lab().draw(values, drag, View{}), b = lab().draw(values, full, View{});
    EXPECT_LT(find_mark<Surface>(a, "surface", "loss")->field.rows,
              find_mark<Surface>(b, "surface", "loss")->field.rows);
    EXPECT_EQ(numbers(a, "ball-x"), numbers(b, "ball-x"));
    EXPECT_EQ(number(a, "loss"), number(b, "loss"));
}

TEST(LossSurfacesLab, OnlyWhatHasAMeaningIsOffered) {
    const auto hidden = [](const Values& values) { return figure_of(lab(), values).hidden; };
    const auto has = [](const std::vector<std::string>& list, const char* id) {
        return std::count(list.begin(), list.end(), id) > 0;
    };
    const auto logits = hidden(defaults(lab()));
    for (const char* id : {"line-loss", "data", "line", "delta", "nu", "gamma", "clip", "labelled-data"})
        EXPECT_TRUE(has(logits, id)) << id;
    for (const char* id : {"loss", "overlay", "temperature", "point", "rate"})
        EXPECT_FALSE(has(logits, id)) << id;
    const auto line = hidden(with({{"over", "line"}, {"line-overlay", "huber"}}));
    EXPECT_FALSE(has(line, "delta"));
    EXPECT_TRUE(has(line, "temperature"));
}

}  // namespace loss_surfaces_lab_test
}  // namespace lossfield::viz
