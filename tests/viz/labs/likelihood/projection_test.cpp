// The lab projection: what lies in space against what the numbers say, and data that span no plane.
#include <gtest/gtest.h>

#include <cmath>
#include <numeric>
#include <stop_token>

#include "tests/contract/situations.hpp"
#include "tests/support/support.hpp"
#include "tests/viz/labs/read_figure.hpp"
#include "viz/lab/catalog.hpp"

namespace lossfield::viz {
namespace projection_lab_test {

using namespace read_figure;
using tests::close, tests::figure_of;

const Lab& lab() { return find_lab(catalog(), "projection"); }
Figure figure(std::initializer_list<std::pair<const char*, Value>> given) {
    return figure_of(lab(), with(lab(), given));
}

struct Tip {
    double x, y, z;
};
double dot(const Tip& a, const Tip& b) { return a.x * b.x + a.y * b.y + a.z * b.z; }
Tip minus(const Tip& a, const Tip& b) { return {a.x - b.x, a.y - b.y, a.z - b.z}; }
Tip tip_of(const Arrows& a, std::size_t i = 0) { return {a.x[i] + a.u[i], a.y[i] + a.v[i], a.z[i] + a.w[i]}; }
Tip tip_of(const Figure& f, const char* arrow) { return tip_of(*find_mark<Arrows>(f, "space", arrow)); }
Tip place_of(const Figure& f, const char* point) {
    const auto* p = find_mark<PointSet>(f, "space", point);
    return {p->x[0], p->y[0], p->z[0]};
}

TEST(ProjectionLab, NumbersOfThreeObservations) {
    const Figure f = figure({{"x", Vector{0, 1, 2}}, {"y", Vector{1, 2, 2}}});
    EXPECT_TRUE(close(numbers(f, "weights"), Vector{7.0 / 6, 0.5}));
    EXPECT_TRUE(close(number(f, "rest"), 1.0 / 6));
    EXPECT_TRUE(close(number(f, "whole"), number(f, "fit") + number(f, "rest")));
    EXPECT_TRUE(close(number(f, "trace"), 2));
    EXPECT_LT(number(f, "idempotent"), 1e-15);
    EXPECT_LT(number(f, "symmetric"), 1e-15);
    EXPECT_TRUE(close(number(f, "r-squared"), 0.75));
    EXPECT_TRUE(close(number(f, "cosine"), 0.75));
    for (const double v : numbers(f, "normal-equations")) EXPECT_NEAR(v, 0, 1e-13);
    EXPECT_TRUE(close(number(f, "angle"), 90));
    const auto* p = find_panel(f, "hat-matrix");
    ASSERT_TRUE(p->table);
    EXPECT_TRUE(
        close(p->table->entries.entries,
              Vector{5.0 / 6, 1.0 / 3, -1.0 / 6, 1.0 / 3, 1.0 / 3, 1.0 / 3, -1.0 / 6, 1.0 / 3, 5.0 / 6},
              {1e-12, 1e-12}));
}

TEST(ProjectionLab, ThreeHeightsAreThePointInSpace) {
    const Figure f = figure_of(lab(), defaults(lab()));
    const Tip y = tip_of(f, "y"), fit = tip_of(f, "fit");
    EXPECT_TRUE(close(Vector{y.x, y.y, y.z}, Vector{1, 3, 2}));
    EXPECT_TRUE(close(Vector{fit.x, fit.y, fit.z}, Vector{1.5, 2, 2.5}));
    const Tip one = tip_of(*find_mark<Arrows>(f, "space", "columns"), 0);
    const Tip x = tip_of(*find_mark<Arrows>(f, "space", "columns"), 1);
    EXPECT_NEAR(dot(minus(y, fit), one), 0, 1e-13);
    EXPECT_NEAR(dot(minus(y, fit), x), 0, 1e-13);
    // Dragged in space, the data follow.
    const Values values = defaults(lab());
    const Values after = drag(lab().parameters, values, handle(f, "y"), 0.5, 1, 3);
    EXPECT_EQ(std::get<Vector>(after[index_of(lab(), "y")]), (Vector{0.5, 1, 3}));
    EXPECT_EQ(find_mark<PointSet>(figure_of(lab(), after), "data", "data")->y, (Vector{0.5, 1, 3}));
}

// All of the plane's outline is at right angles to the rest, and in the box.
TEST(ProjectionLab, PlaneIsCutOutOfTheBox) {
    for (const char* preset : {"angle", "ten-points", "no-slope"}) {
        const Figure f = figure_of(lab(), find_preset(lab(), preset).values);
        const auto* edge = find_mark<Curve>(f, "space", "plane-edge");
        ASSERT_NE(edge, nullptr) << preset;
        EXPECT_GE(edge->x.size(), 4U) << preset;
        const Tip rest = minus(tip_of(f, "y"), tip_of(f, "fit"));
        const Panel& p = known_panel(f, "space");
        const auto within = [](const Interval& side, double v) {
            return v >= side.low - 1e-6 && v <= side.high + 1e-6;
        };
        for (std::size_t i = 0; i < edge->x.size(); ++i) {
            const Tip at{edge->x[i], edge->y[i], edge->z[i]};
            EXPECT_NEAR(dot(rest, at), 0, 1e-6) << preset;
            EXPECT_TRUE(within(*p.x.range, at.x) && within(*p.y.range, at.y) && within(*p.z.range, at.z))
                << preset;
        }
    }
}

// Lengths and angles of ten dimensions are those of the three that are shown.
TEST(ProjectionLab, ManyObservationsKeepTheirGeometry) {
    const Figure f = figure_of(lab(), find_preset(lab(), "ten-points").values);
    const Tip y = tip_of(f, "y"), fit = tip_of(f, "fit"), s = place_of(f, "inside");
    EXPECT_TRUE(close(dot(y, y), number(f, "whole")));
    EXPECT_TRUE(close(dot(fit, fit), number(f, "fit")));
    EXPECT_TRUE(close(dot(minus(y, fit), minus(y, fit)), number(f, "rest")));
    EXPECT_NEAR(dot(minus(y, fit), minus(s, fit)), 0, 1e-12);
    EXPECT_NEAR(fit.z, 0, 1e-12);
    EXPECT_GT(y.z, 0);
    // 1 is as long as it is in ten dimensions, and its way is along the first axis.
    const Tip one = tip_of(*find_mark<Arrows>(f, "space", "columns"), 0);
    EXPECT_TRUE(close(one.x, std::sqrt(10.0)));
    EXPECT_NE(find_mark<Heat>(f, "hat-matrix", "hat-matrix"), nullptr);
    EXPECT_EQ(f.inactive, std::vector<std::string>{"axes"});
    for (const Handle& h : known_panel(f, "space").handles) EXPECT_NE(h.id, "y");
    // The same coordinates can be asked for with three observations.
    const Figure three = figure({{"axes", "orthonormal"}});
    EXPECT_TRUE(close(tip_of(three, "y").z, std::sqrt(1.5)));
}

TEST(ProjectionLab, OntoTheDiscTheAngleIsObtuse) {
    const Figure f = figure_of(lab(), find_preset(lab(), "disc").values);
    const Tip fit = tip_of(f, "fit");
    EXPECT_TRUE(close(dot(fit, fit), 2.2 * 2.2));
    EXPECT_LT(number(f, "product"), -0.1);
    EXPECT_GT(number(f, "angle"), 90);
    const Tip y = tip_of(f, "y"), s = place_of(f, "inside");
    EXPECT_TRUE(close(number(f, "product"), dot(minus(y, fit), minus(s, fit))));
    // |y|^2 is more than the two squares, by twice the mixed product.
    const auto* parts = find_mark<Bars>(f, "squares", "squares");
    ASSERT_EQ(parts->value.size(), 4U);
    EXPECT_TRUE(close(parts->value[3], 14));
    EXPECT_GT(parts->value[3], parts->value[2]);
    // Whatever point of the disc: never acute.
    for (double angle = 0; angle < 6.3; angle += 0.3)
        for (const double radius : {0.2, 1.5, 2.2}) {
            const Figure other = figure(
                {{"set", "disc"}, {"inside", Vector{radius * std::cos(angle), radius * std::sin(angle)}}});
            EXPECT_LE(number(other, "product"), 1e-12) << angle;
        }
    // A disc that holds the foot of the perpendicular is as good as the plane.
    EXPECT_NEAR(number(figure({{"set", "disc"}, {"radius", 5.0}}), "product"), 0, 1e-12);
    EXPECT_EQ(figure({{"set", "disc"}, {"inside", Vector{3, 3}}}).notices.at(0).id, "outside");
}

TEST(ProjectionLab, TheSetsPointIsDraggedInThePlane) {
    const Values values = defaults(lab());
    const Figure f = figure_of(lab(), values);
    // 1 has the coordinates (sqrt 3, 0) in the plane.
    const Values after = drag(lab().parameters, values, handle(f, "inside"), 1, 1, 1);
    const Vector inside = std::get<Vector>(after[index_of(lab(), "inside")]);
    EXPECT_TRUE(close(inside, Vector{std::sqrt(3.0), 0}, {1e-12, 1e-12}));
}

TEST(ProjectionLab, EqualPlacesFallBackToThePseudoInverse) {
    const Figure f = figure_of(lab(), find_preset(lab(), "same-x").values);
    ASSERT_EQ(f.notices.size(), 1U);
    EXPECT_EQ(f.notices[0].id, "rank");
    EXPECT_TRUE(close(number(f, "trace"), 1));
    const Vector w = numbers(f, "weights");
    EXPECT_TRUE(close(w[0] + 1.5 * w[1], 2));
    EXPECT_TRUE(close(w[1] / w[0], 1.5));  // the shortest: along (1, x)
    const Tip fit = tip_of(f, "fit");
    EXPECT_TRUE(close(Vector{fit.x, fit.y, fit.z}, Vector{2, 2, 2}));
    EXPECT_EQ(find_mark<Patch>(f, "space", "plane"), nullptr);
    EXPECT_NE(find_mark<Curve>(f, "space", "line"), nullptr);
}

// A level line has no direction from the mean: rounding is not shown as an angle.
TEST(ProjectionLab, ALevelLineHasNoCentredAngle) {
    for (const Vector& x : {Vector(7, 0.0), Vector{-3, -2, -1, 0, 1, 2, 3}}) {
        const Figure f = figure(
            {{"x", x}, {"y", Vector{489.4, -0.7, 799.5, -1.7, 799.5, -0.7, 489.4}}, {"centred", true}});
        EXPECT_GE(number(f, "r-squared"), 0);
        EXPECT_NEAR(number(f, "r-squared"), 0, 1e-15);
        EXPECT_TRUE(std::none_of(f.readouts.begin(), f.readouts.end(),
                                 [](const Readout& r) { return r.id == "cosine"; }));
    }
}

// The inequality of the set is not claimed of a point outside of it.
TEST(ProjectionLab, WhatHoldsForTheSetIsNotSaidOfOthers) {
    const auto caption = [](Vector inside) {
        return figure({{"set", "disc"}, {"radius", 1.0}, {"inside", inside}}).caption;
    };
    EXPECT_NE(caption({-0.5, 0.2}).find("⟩$ < 0, here −"), std::string::npos) << caption({-0.5, 0.2});
    EXPECT_NE(caption({5, 3}).find("⟩$ < 0."), std::string::npos) << caption({5, 3});
}

TEST(ProjectionLab, HostileData) {
    for (const Vector& y : {Vector{0, 0, 0}, Vector{2, 2, 2}, Vector{1000, -1000, 1000}, Vector{1e-9, 0, 0}})
        for (const Vector& x : {Vector{0, 1, 2}, Vector{0, 0, 0}, Vector{1000, 1000, -1000}, Vector{1, 1, 1}})
            for (const char* set : {"plane", "disc"})
                for (const char* axes : {"observations", "orthonormal"}) {
                    const Figure f =
                        figure({{"x", x}, {"y", y}, {"set", set}, {"axes", axes}, {"centred", true}});
                    for (const double v : numbers(f, "weights")) EXPECT_TRUE(std::isfinite(v));
                    for (const Mark& m : known_panel(f, "space").marks)
                        if (const auto* a = std::get_if<Arrows>(&m)) {
                            for (std::size_t i = 0; i < a->x.size(); ++i)
                                EXPECT_TRUE(std::isfinite(dot(tip_of(*a, i), tip_of(*a, i)))) << a->id;
                        }
                }
    // No spread to explain: said in words.
    const Figure flat = figure({{"y", Vector{2, 2, 2}}});
    EXPECT_EQ(std::get<std::string>(readout(flat, "r-squared").value), "none: no spread");
}

TEST(ProjectionLab, ProbeTellsTheEntryUnderThePointer) {
    const Values values = find_preset(lab(), "ten-points").values;
    const Result result = lab().compute(values, Detail::Full, std::stop_token());
    // Rows are counted from above.
    const auto told = lab().probe(values, result, {}, "hat-matrix", 1.2, 10.3);
    ASSERT_EQ(told.size(), 1U);
    EXPECT_EQ(told[0].symbol, "$P_{1,1}$");
    const Vector x = std::get<Vector>(values[index_of(lab(), "x")]);
    const double mean = std::accumulate(x.begin(), x.end(), 0.0) / 10;
    double spread = 0;
    for (const double v : x) spread += (v - mean) * (v - mean);
    EXPECT_TRUE(close(std::get<double>(told[0].value), 0.1 + (x[0] - mean) * (x[0] - mean) / spread));
    EXPECT_TRUE(lab().probe(values, result, {}, "hat-matrix", 0.2, 3).empty());
}

}  // namespace projection_lab_test
}  // namespace lossfield::viz
