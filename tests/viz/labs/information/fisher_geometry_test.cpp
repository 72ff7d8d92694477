// The lab fisher-geometry: both panels show the same things, numbers agree with the core, and what does not exist is said.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numbers>

#include "math/information/divergences.hpp"
#include "math/information/fisher.hpp"
#include "math/information/information.hpp"
#include "tests/viz/labs/softmax.hpp"
#include "viz/labs/information/fisher_geometry/fisher_geometry.hpp"

namespace lossfield::viz {
namespace fisher_geometry_lab_test {

using softmax_lab::find_mark, softmax_lab::number, softmax_lab::numbers;

const Lab& lab() { return find_lab(catalog(), "fisher-geometry"); }

Values with(std::initializer_list<std::pair<const char*, Value>> given) {
    Values values = defaults(lab());
    for (const auto& [id, value] : given) values[index_of(lab(), id)] = value;
    check_values(lab(), values);
    return values;
}

Figure figure_of(const Values& values) {
    return lab().draw(values, lab().compute(values, Detail::Full, std::stop_token()), View{});
}

bool says(const Figure& f, const std::string& id) {
    return std::any_of(f.notices.begin(), f.notices.end(), [&](const Notice& n) { return n.id == id; });
}

TEST(LabFisherGeometry, TheSphereShowsWhatTheTriangleShows) {
    for (const char* view : {"paths", "flows", "projections", "triangle"}) {
        const Figure f = figure_of(with({{"view", std::string(view)}, {"p", Vector{0.2, 0.3, 0.5}}}));
        int shared = 0;
        for (const Mark& m : find_panel(f, "triangle")->marks) {
            const auto* flat = std::get_if<Curve>(&m);
            if (flat == nullptr) continue;
            const auto* round = find_mark<Curve>(f, "sphere", flat->id);
            ASSERT_NE(round, nullptr) << view << ' ' << flat->id;
            ASSERT_EQ(round->x.size(), flat->x.size());
            for (std::size_t i = 0; i < flat->x.size(); ++i) {
                const auto b = math::to_barycentric({flat->x[i], flat->y[i]});
                EXPECT_NEAR(round->x[i] * round->x[i] / 4, b[0], 1e-12);
                EXPECT_NEAR(round->z[i] * round->z[i] / 4, b[2], 1e-12);
                EXPECT_NEAR(std::hypot(round->x[i], round->y[i], round->z[i]), 2, 1e-12);
            }
            ++shared;
        }
        EXPECT_GE(shared, 2) << view;
        EXPECT_EQ(find_panel(f, "triangle")->handles.size(), find_panel(f, "sphere")->handles.size());
    }
}

TEST(LabFisherGeometry, TheGeodesicIsTheShortest) {
    const Figure f = figure_of(defaults(lab()));
    EXPECT_NEAR(number(f, "geodesic-length"), number(f, "distance"), 1e-15);
    EXPECT_GT(number(f, "mixture-length"), number(f, "geodesic-length"));
    EXPECT_GT(number(f, "exponential-length"), number(f, "geodesic-length"));
}

TEST(LabFisherGeometry, DivergencesAddUpAndTheSquareIsRightOnTheSphere) {
    const Figure f = figure_of(find_preset(lab(), "projections").values);
    for (const char* id : {"m-q-error", "m-a-error", "e-q-error", "e-a-error"})
        EXPECT_NEAR(number(f, id), 0, 1e-13) << id;
    for (const char* id : {"m-corner", "e-corner"}) {
        const auto* corner = find_mark<Curve>(f, "sphere", id);
        ASSERT_NE(corner, nullptr);
        const auto side = [&](std::size_t a, std::size_t b) {
            return math::SpacePoint{corner->x[b] - corner->x[a], corner->y[b] - corner->y[a],
                                    corner->z[b] - corner->z[a]};
        };
        const auto u = side(0, 1), v = side(1, 2);
        const double cosine = (u[0] * v[0] + u[1] * v[1] + u[2] * v[2]) /
                              (std::hypot(u[0], u[1], u[2]) * std::hypot(v[0], v[1], v[2]));
        EXPECT_NEAR(cosine, 0, 0.005) << id;  // flattened onto the sphere
    }
}

TEST(LabFisherGeometry, TheExcessIsAQuarterOfTheArea) {
    const Figure f = figure_of(find_preset(lab(), "triangle").values);
    EXPECT_NEAR(number(f, "curvature"), 0.25, 1e-12);
    EXPECT_GT(number(f, "area"), 1);
    const auto angles = numbers(f, "angles");
    EXPECT_NEAR(angles[0] + angles[1] + angles[2] - std::numbers::pi, number(f, "excess"), 1e-14);
    const Figure none = figure_of(with(
        {{"view", std::string("triangle")}, {"p", Vector{0.2, 0.3, 0.5}}, {"q", Vector{0.2, 0.3, 0.5}}}));
    EXPECT_TRUE(says(none, "no-triangle"));
}

TEST(LabFisherGeometry, BothFlowsComeDownAndTheNaturalOneFaster) {
    for (const char* objective : {"from-target", "to-target"}) {
        const Figure f =
            figure_of(with({{"view", std::string("flows")}, {"objective", std::string(objective)}}));
        const auto* natural = find_mark<Curve>(f, "flows", "natural");
        const auto* plain = find_mark<Curve>(f, "flows", "plain");
        ASSERT_NE(natural, nullptr);
        EXPECT_EQ(natural->y.front(), plain->y.front());
        EXPECT_LT(number(f, "natural-loss"), number(f, "plain-loss"));
        EXPECT_LT(number(f, "plain-loss"), number(f, "objective"));
    }
}

TEST(LabFisherGeometry, WhatDoesNotExistIsSaid) {
    const Vector corner{1}, side{0.4, 0.6, 0}, inside{0.2, 0.3, 0.5};
    const auto view = [&](const char* name, const Vector& p, const Vector& q, const Vector& a) {
        return figure_of(with({{"view", std::string(name)}, {"p", p}, {"q", q}, {"a", a}}));
    };
    EXPECT_TRUE(says(view("paths", corner, inside, inside), "no-exponential-path"));
    EXPECT_FALSE(says(view("paths", inside, inside, inside), "no-exponential-path"));
    EXPECT_TRUE(says(view("flows", side, inside, inside), "infinite"));
    EXPECT_TRUE(says(view("projections", inside, inside, inside), "no-family"));
    EXPECT_TRUE(says(view("projections", inside, side, {0.5, 0.25, 0.25}), "no-m-projection"));
    EXPECT_TRUE(says(view("projections", side, inside, {0.5, 0, 0.5}), "no-e-projection"));
}

TEST(LabFisherGeometry, AnInfiniteRelationIsSaidNotSubtracted) {
    const Figure f = figure_of(with({{"view", std::string("projections")},
                                     {"p", Vector{0, 0.58, 0.42}},
                                     {"q", Vector{0.27, 0.49, 0.24}},
                                     {"a", Vector{0.43, 0.44, 0.13}}}));
    EXPECT_TRUE(says(f, "infinite-relation"));
    for (const Readout& r : f.readouts) {
        const auto* v = std::get_if<double>(&r.value);
        EXPECT_FALSE(v != nullptr && std::isnan(*v)) << r.id;
    }
    const auto* whole = find_mark<Bars>(f, "pythagoras", "whole");
    ASSERT_NE(whole, nullptr);
    EXPECT_EQ(std::count(whole->texts.begin(), whole->texts.end(), "∞"), 2);
}

TEST(LabFisherGeometry, TheFieldIsTheDistanceOnBothPanels) {
    const Figure f = figure_of(with({{"field", std::string("distance")}, {"p", Vector{0.2, 0.3, 0.5}}}));
    const auto* octant = find_mark<Patch>(f, "sphere", "octant");
    ASSERT_NE(octant, nullptr);
    for (std::size_t n = 0; n < octant->x.size(); n += 97) {
        const Vector b{octant->x[n] * octant->x[n] / 4, octant->y[n] * octant->y[n] / 4,
                       octant->z[n] * octant->z[n] / 4};
        EXPECT_NEAR(octant->values[n], math::fisher_rao_distance(Vector{0.2, 0.3, 0.5}, b), 1e-12);
    }
    EXPECT_NE(find_mark<Contours>(f, "triangle", "field"), nullptr);
}

}  // namespace fisher_geometry_lab_test
}  // namespace lossfield::viz
