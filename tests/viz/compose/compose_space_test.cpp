// A 3-D panel on the page: its box, its scene, and the contour map that stands in for it.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "tests/viz/fields.hpp"
#include "viz/compose/compose.hpp"
#include "viz/compose/space.hpp"
#include "viz/space/surface_painter.hpp"

namespace lossfield::tests {
namespace compose_space_test {

using namespace viz;

const FontSet& fonts() {
    static const FontSet set;
    return set;
}

Figure bowl(ScaleKind height = ScaleKind::Linear) {
    Surface surface;
    surface.id = "bowl";
    surface.field = sampled({{-2, 2}, {-1, 1}}, 41, 21, [](double x, double y) { return x * x + y * y; });
    Curve path;
    path.id = "path";
    path.x = {-2, 0, 2};
    path.y = {-1, 0, 1};
    Panel panel{.id = "space", .title = "Bowl", .kind = PanelKind::Space};
    panel.z.scale = height;
    panel.marks = {surface, path};
    Figure figure;
    figure.panels = {panel};
    figure.caption = "A bowl.";
    return figure;
}

const Scene& scene_of(const Composition& c) {
    for (const Prim& p : c.list.prims)
        if (const auto* s = std::get_if<ScenePrim>(&p)) return *s->scene;
    throw std::logic_error("no scene");
}

Composition composed(const Figure& figure, const Camera& camera = {}) {
    View view;
    view.cameras["space"] = camera;
    return compose(figure, view, {}, theme(ThemeId::Light), fonts());
}

TEST(ComposeSpace, TheBoxStaysInItsPlotFromEverySide) {
    const Figure figure = bowl();
    for (double azimuth = 0; azimuth < 360; azimuth += 15)
        for (double elevation = -90; elevation <= 90; elevation += 15) {
            const Composition c = composed(figure, {azimuth, elevation, 1});
            const Projection& seen = scene_of(c).projection;
            for (const double x : {-0.5, 0.5})
                for (const double y : {-0.5, 0.5})
                    for (const double z : {-0.3, 0.3})
                        EXPECT_TRUE(c.panels[0].plot.contains(seen.to_pixels({x, y, z})))
                            << azimuth << ", " << elevation;
        }
}

TEST(ComposeSpace, TheBoxKeepsItsSizeWhileItTurns) {
    const Figure figure = bowl();
    const double scale = scene_of(composed(figure, {0, 30, 1})).projection.scale;
    for (double azimuth = 10; azimuth < 360; azimuth += 50)
        EXPECT_DOUBLE_EQ(scene_of(composed(figure, {azimuth, 30, 1})).projection.scale, scale);
    EXPECT_DOUBLE_EQ(scene_of(composed(figure, {0, 30, 2})).projection.scale, 2 * scale);
}

// What has heights of its own runs through space, and ends at the box.
TEST(ComposeSpace, MarksWithHeightsEndAtTheBox) {
    Figure figure = bowl();
    Panel& panel = figure.panels[0];
    panel.x.range = Interval{-2, 2}, panel.y.range = Interval{-1, 1}, panel.z.range = Interval{0, 5};
    panel.add(Curve{.id = "through", .x = {0, 0, 0, 0, 1}, .y = {0, 0, 0, 0, 0}, .z = {-5, 10, 20, 2, 2}});
    panel.add(Curve{.id = "dashed", .x = {0, 0}, .y = {0, 0}, .dash = Dash::Dashed, .z = {1, 50}});
    panel.add(PointSet{.id = "points", .x = {0, 0, 9}, .y = {0, 0, 0}, .z = {2, 6, 2}});
    panel.add(Arrows{.id = "arrows",
                     .x = {0, 0, 5},
                     .y = {0, 0, 0},
                     .u = {1, 0, 1},
                     .v = {0, 0, 0},
                     .z = {1, 1, 1},
                     .w = {0, 40, 0}});
    const Composition c = composed(figure);
    const Scene& scene = scene_of(c);
    EXPECT_EQ(scene.points.size(), 1U);
    ASSERT_EQ(scene.lines.size(), 5U);  // the path, both curves, two arrows
    const Vec3 half{0.5, 0.25, 0.3};
    constexpr double slack = 2e-6;
    double highest = -1, lowest = 1;
    for (const SceneLine& line : scene.lines)
        for (const Vec3& p : line.points) {
            if (std::isnan(p.x)) continue;
            EXPECT_LE(std::abs(p.x), half.x + slack);
            EXPECT_LE(std::abs(p.z), half.z + slack);
            highest = std::max(highest, p.z), lowest = std::min(lowest, p.z);
        }
    EXPECT_NEAR(highest, half.z, slack);
    EXPECT_NEAR(lowest, -half.z, slack);
    // In, out through the lid, and back: two pieces.
    const std::vector<Vec3>& through = scene.lines[1].points;
    EXPECT_EQ(std::count_if(through.begin(), through.end(), [](const Vec3& p) { return std::isnan(p.x); }),
              1);
    // Whole: a shaft and a head; cut: the shaft alone.
    EXPECT_GT(scene.lines[3].points.size(), 2U);
    EXPECT_EQ(scene.lines[4].points.size(), 2U);
}

TEST(ComposeSpace, AMarkWithoutHeightsLiesOnTheSurface) {
    const Composition c = composed(bowl());
    const Scene& scene = scene_of(c);
    ASSERT_EQ(scene.lines.size(), 1u);
    // Straight across the grid: many crossings, each on the mesh, the lowest in the middle.
    EXPECT_GT(scene.lines[0].points.size(), 40u);
    double lowest = 1;
    for (const Vec3& p : scene.lines[0].points) {
        EXPECT_NEAR(p.z, height_at(scene.surfaces[0].mesh, p.x, p.y), 1e-12);
        lowest = std::min(lowest, p.z);
    }
    EXPECT_NEAR(lowest, -0.3, 1e-3);
}

TEST(ComposeSpace, HeightsFollowTheScaleOfTheirAxis) {
    const Scene linear = scene_of(composed(bowl())), log = scene_of(composed(bowl(ScaleKind::Log)));
    const SceneSurface &a = linear.surfaces[0], &b = log.surfaces[0];
    EXPECT_NEAR(BoxHeight(a)(std::lerp(a.z.low, a.z.high, 0.25)), -0.15, 1e-12);
    EXPECT_NEAR(BoxHeight(b)(std::sqrt(b.z.low * b.z.high)), 0, 1e-12);
    EXPECT_DOUBLE_EQ(BoxHeight(b)(0), -0.3);  // too small for any decade
    EXPECT_TRUE(std::isnan(BoxHeight(a)(std::nan(""))));
}

TEST(ComposeSpace, ACutSurfaceEndsBelowItsCut) {
    Figure figure = bowl();
    std::get<Surface>(figure.panels[0].marks[0]).cut = 2.0;
    const Composition c = composed(figure);
    const SceneSurface& s = scene_of(c).surfaces[0];
    EXPECT_DOUBLE_EQ(s.z.high, 2);  // the axis ends there too
    EXPECT_DOUBLE_EQ(s.mesh.kept.high, s.cut);
    for (const auto& [x, y] : {std::pair{0.0, 0.0}, {0.2, 0.1}, {0.5, 0.25}, {0.49, 0.0}})
        EXPECT_LE(height_at(s.mesh, x, y), s.cut);
}

TEST(ComposeSpace, WithoutAPainterItIsAContourMapWithANotice) {
    const Figure flat = flattened(bowl(), "no driver");
    EXPECT_FALSE(has_space(flat));
    ASSERT_EQ(flat.panels[0].marks.size(), 2u);
    EXPECT_TRUE(std::holds_alternative<Contours>(flat.panels[0].marks[0]));
    ASSERT_EQ(flat.notices.size(), 1u);
    EXPECT_NE(flat.notices[0].text.find("no driver"), std::string::npos);
    const Composition c = compose(flat, {}, {}, theme(ThemeId::Light), fonts());
    EXPECT_GT(c.contour_vertices, 0u);
    Figure plain;
    EXPECT_TRUE(flattened(plain, "x").notices.empty());
}

// Without a surface over the ground: what lies in space, seen from where the panel's camera stands.
TEST(ComposeSpace, WithoutAPainterPatchesAreDrawnFlat) {
    Patch patch;
    patch.id = "plane";
    patch.columns = patch.rows = 2;
    patch.x = {0, 1, 0, 1}, patch.y = {0, 0, 1, 1}, patch.z = {0, 0, 0, 1};
    Arrows up;
    up.id = "up";
    up.x = up.y = up.z = up.u = up.v = {0};
    up.w = {1};
    Panel panel{.id = "space", .kind = PanelKind::Space};
    panel.camera = {-90, 0, 1};
    panel.marks = {patch, up};
    Figure figure;
    figure.panels = {panel};
    const Figure flat = flattened(figure, "no driver");
    EXPECT_FALSE(has_space(flat));
    const auto& outline = std::get<Polygon>(flat.panels[0].marks.at(0));
    EXPECT_EQ(outline.x[0].size(), 4u);
    const auto& arrow = std::get<Arrows>(flat.panels[0].marks.at(1));
    EXPECT_NEAR(arrow.u[0], 0, 1e-12);
    EXPECT_NEAR(arrow.v[0], 1, 1e-12);
    // A closed fan by its rim: there is no seam from its middle.
    Patch fan;
    fan.id = "fan";
    fan.rows = 2, fan.columns = 4;
    fan.x = {0, 0, 0, 0, 1, 0, -1, 1}, fan.y = Vector(8, 0.0), fan.z = {0, 0, 0, 0, 0, 1, -1, 0};
    figure.panels[0].marks = {fan};
    const Figure drawn = flattened(figure, "no driver");
    EXPECT_EQ(std::get<Polygon>(drawn.panels[0].marks.at(0)).x[0].size(), 3U);
}

}  // namespace compose_space_test
}  // namespace lossfield::tests
