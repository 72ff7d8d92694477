// Projection, the mesh of a field, lines laid upon it, and the place under a pixel.
#include "viz/space/scene.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>

namespace lossfield::tests {
namespace scene_test {

using namespace viz;

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

// A hilly mesh of a few nodes, so that its triangles are far from the function.
HeightMesh hilly(std::size_t columns = 9, std::size_t rows = 7) {
    HeightMesh m;
    m.columns = columns, m.rows = rows;
    m.x = {-0.5, 0.5}, m.y = {-0.4, 0.4};
    for (std::size_t j = 0; j < rows; ++j)
        for (std::size_t i = 0; i < columns; ++i)
            m.height.push_back(0.25 * std::sin(1.3 * static_cast<double>(i)) *
                               std::cos(1.1 * static_cast<double>(j)));
    return m;
}

Projection seen_from(double azimuth, double elevation) { return {{azimuth, elevation, 1}, {320, 240}, 400}; }

TEST(Projection, ItsDirectionsAreARightHandedFrame) {
    for (double azimuth = -180; azimuth <= 180; azimuth += 37)
        for (double elevation = -90; elevation <= 90; elevation += 22.5) {
            const Projection seen = seen_from(azimuth, elevation);
            const Vec3 r = seen.right(), u = seen.up(), t = seen.towards();
            for (const Vec3& v : {r, u, t}) EXPECT_NEAR(dot(v, v), 1, 1e-12);
            EXPECT_NEAR(dot(r, u), 0, 1e-12);
            EXPECT_NEAR(dot(u, t), 0, 1e-12);
            EXPECT_NEAR(dot(t, r), 0, 1e-12);
            EXPECT_NEAR(r.x * u.y - r.y * u.x, t.z, 1e-12);  // right x up = towards
            EXPECT_EQ(r.z, 0);                               // the horizon is level
            EXPECT_GE(u.z, -1e-12);                          // and up never points down
        }
}

TEST(Projection, XLeadsRightAndYUpFromAboveTheSouth) {
    const Projection seen = seen_from(-90, 90);
    const Vec2 x = seen.to_pixels({0.1, 0, 0}), y = seen.to_pixels({0, 0.1, 0}),
               z = seen.to_pixels({0, 0, 0.1});
    EXPECT_NEAR(x.x, 360, 1e-9);
    EXPECT_NEAR(x.y, 240, 1e-9);
    EXPECT_NEAR(y.x, 320, 1e-9);
    EXPECT_NEAR(y.y, 200, 1e-9);
    EXPECT_NEAR(z.x, 320, 1e-9);
    EXPECT_NEAR(z.y, 240, 1e-9);
    EXPECT_NEAR(seen.depth({0, 0, 0.1}), 0.1, 1e-12);
}

TEST(HeightAt, IsTheNodesHeightAndLinearInTriangles) {
    const HeightMesh m = hilly();
    for (std::size_t j = 0; j < m.rows; ++j)
        for (std::size_t i = 0; i < m.columns; ++i)
            EXPECT_NEAR(
                height_at(m, -0.5 + 0.125 * static_cast<double>(i), -0.4 + 0.8 / 6 * static_cast<double>(j)),
                m.height[j * m.columns + i], 1e-9);
    // Along the diagonal from lower left to upper right, and along the sides.
    const double a = m.height[0], b = m.height[m.columns + 1], c = m.height[1];
    EXPECT_NEAR(height_at(m, -0.5 + 0.125 * 0.3, -0.4 + 0.8 / 6 * 0.3), std::lerp(a, b, 0.3), 1e-12);
    EXPECT_NEAR(height_at(m, -0.5 + 0.125 * 0.3, -0.4), std::lerp(a, c, 0.3), 1e-12);
    EXPECT_TRUE(std::isnan(height_at(m, 0.51, 0)));
    EXPECT_TRUE(std::isnan(height_at(m, 0, -0.41)));
}

// Between consecutive points the line is straight, so it must be on the mesh in the middle as well.
void expect_on(const HeightMesh& m, const std::vector<Vec3>& line, double tolerance = 1e-12) {
    for (std::size_t k = 0; k < line.size(); ++k) {
        if (std::isnan(line[k].z)) continue;
        EXPECT_NEAR(line[k].z, height_at(m, line[k].x, line[k].y), tolerance) << k;
        if (k == 0 || std::isnan(line[k - 1].z)) continue;
        for (const double f : {0.25, 0.5, 0.75}) {
            const double x = std::lerp(line[k - 1].x, line[k].x, f),
                         y = std::lerp(line[k - 1].y, line[k].y, f);
            EXPECT_NEAR(std::lerp(line[k - 1].z, line[k].z, f), height_at(m, x, y), tolerance) << k;
        }
    }
}

TEST(Drape, TheLineRunsWithinTheTriangles) {
    const HeightMesh m = hilly();
    const std::vector<Vec3> line = drape(m, {{-0.47, -0.31},
                                             {0.4, 0.37},
                                             {0.4, -0.4},
                                             {-0.5, 0.4},
                                             {-0.5, -0.4},
                                             {nan, nan},
                                             {0.1, 0.1},
                                             {0.3, 0.1}});
    EXPECT_GT(line.size(), 50u);
    expect_on(m, line);
    EXPECT_EQ(std::count_if(line.begin(), line.end(), [](const Vec3& p) { return std::isnan(p.x); }), 1);
}

TEST(Drape, WhatLeavesTheGroundEndsAtItsBorder) {
    const HeightMesh m = hilly();
    const std::vector<Vec3> line = drape(m, {{0, 0}, {1e6, 2e5}, {0, 0}});
    expect_on(m, line, 1e-9);
    double farthest = 0;
    for (const Vec3& p : line)
        if (!std::isnan(p.z)) farthest = std::max(farthest, p.x);
    EXPECT_NEAR(farthest, 0.5, 1e-9);
    EXPECT_LT(line.size(), 60u);
}

TEST(Drape, BeyondACutItRunsLevel) {
    HeightMesh m = hilly();
    m.kept = {-0.05, 0.05};
    const std::vector<Vec3> line = drape(m, {{-0.47, -0.31}, {0.4, 0.37}, {0.4, -0.4}});
    expect_on(m, line);
    bool high = false, low = false;
    for (const Vec3& p : line) {
        EXPECT_TRUE(m.kept.contains(p.z));
        high = high || p.z == 0.05, low = low || p.z == -0.05;
    }
    EXPECT_TRUE(high && low);
}

TEST(Pick, FindsTheGroundUnderEveryVisiblePixel) {
    HeightMesh m = hilly();
    for (double& h : m.height) h *= 0.4;  // slopes of less than 50 degrees
    for (const double azimuth : {-60.0, 10.0, 135.0})
        for (const double elevation : {15.0, 60.0, 90.0}) {
            const Projection seen = seen_from(azimuth, elevation);
            int same = 0, hidden = 0;
            for (double x = -0.48; x < 0.5; x += 0.06)
                for (double y = -0.38; y < 0.4; y += 0.06) {
                    const Vec3 p{x, y, height_at(m, x, y)};
                    const auto found = pick(m, seen, seen.to_pixels(p));
                    ASSERT_TRUE(found.has_value());
                    const Vec3 q{found->x, found->y, height_at(m, found->x, found->y)};
                    // Whatever is found is seen at that pixel, and nothing is in front of it.
                    EXPECT_NEAR(seen.to_pixels(q).x, seen.to_pixels(p).x, 1e-6);
                    EXPECT_NEAR(seen.to_pixels(q).y, seen.to_pixels(p).y, 1e-6);
                    EXPECT_GE(seen.depth(q), seen.depth(p) - 1e-9);
                    (std::hypot(q.x - x, q.y - y) < 1e-6 ? same : hidden) += 1;
                }
            EXPECT_GT(same, 100);
            EXPECT_EQ(hidden > 0, elevation < 50) << azimuth << ", " << elevation;
            EXPECT_FALSE(pick(m, seen, {5, 5}).has_value());
        }
}

TEST(Pick, LooksThroughHolesAndWhereTheSurfaceIsCutOff) {
    HeightMesh m = hilly();
    const Projection above = seen_from(-90, 90);
    const Vec2 middle = above.to_pixels({0, 0, 0});
    EXPECT_TRUE(pick(m, above, middle).has_value());
    HeightMesh cut = m;
    cut.kept.high = height_at(m, 0, 0) - 0.01;
    EXPECT_FALSE(pick(cut, above, middle).has_value());
    m.height[3 * m.columns + 4] = nan;
    EXPECT_FALSE(pick(m, above, middle).has_value());
}

TEST(DataUnder, IsInUnitsOfTheAxes) {
    Scene scene;
    scene.projection = seen_from(-90, 90);
    scene.ground = {{{0, 10}, {1, 100}}, ScaleKind::Linear, ScaleKind::Log, {1, 0.8}};
    EXPECT_FALSE(data_under(scene, {320, 240}).has_value());
    scene.surfaces.emplace_back();
    scene.surfaces[0].mesh = hilly();
    const auto data = data_under(scene, scene.projection.to_pixels({0.25, 0.2, 0}));
    ASSERT_TRUE(data.has_value());
    EXPECT_NEAR(data->x, 7.5, 1e-9);
    EXPECT_NEAR(data->y, std::pow(10, 1.5), 1e-9);
}

SceneSurface surface_of(const GridField& field) {
    SceneSurface s;
    s.field = field;
    s.mesh.x = {-0.5, 0.5}, s.mesh.y = {-0.5, 0.5};
    s.z = {0, 4};
    s.box_z = {-0.3, 0.3};
    s.cut = 10;
    s.scale.high = 4;
    return s;
}

TEST(MeshOf, ACoarserMeshReadsBetweenTheNodes) {
    const SceneSurface s =
        surface_of(sample_grid({{0, 1}, {0, 1}}, 33, 17, [](double x, double y) { return 1 + x + 2 * y; }));
    for (const std::size_t nodes : {64, 12}) {
        const HeightMesh m = mesh_of(s, nodes);
        EXPECT_EQ(m.columns, std::min<std::size_t>(33, nodes));
        EXPECT_EQ(m.rows, std::min<std::size_t>(17, nodes));
        EXPECT_NEAR(height_at(m, -0.2, 0.1), -0.3 + 0.6 * (1 + 0.3 + 1.2) / 4, 1e-12);
    }
}

TEST(MeshOf, ACutKeepsTheSlopeOfItsRim) {
    SceneSurface s = surface_of(sample_grid({{0, 1}, {0, 1}}, 3, 3, [](double x, double) { return 8 * x; }));
    s.cut = 0;  // half way up the axis: at x = 1/4
    const HeightMesh m = mesh_of(s, 64);
    EXPECT_DOUBLE_EQ(m.kept.high, 0);
    EXPECT_NEAR(height_at(m, -0.5 + 0.25 * 0.9, 0), -0.3 + 0.6 * 0.45, 1e-12);
    EXPECT_DOUBLE_EQ(height_at(m, -0.5 + 0.25 * 1.1, 0), 0);
}

TEST(TexelsOf, LevelsCountLinesAndHolesAreBare) {
    SceneSurface s = surface_of(sample_grid({{0, 1}, {0, 1}}, 5, 5, [](double x, double y) {
        return x == 1 && y == 1 ? std::numeric_limits<double>::infinity() : 4 * x;
    }));
    s.levels = {1, 3, 3.5};
    const SurfaceTexels t = texels_of(s, {}, theme(ThemeId::Light));
    ASSERT_EQ(t.colour.size(), 25u);
    const float expected[] = {-0.5F, 0, 0.5F, 1, 3};  // values 0 1 2 3 4
    for (int i = 0; i < 5; ++i) EXPECT_FLOAT_EQ(t.level[static_cast<std::size_t>(i)], expected[i]) << i;
    for (int n = 0; n < 24; ++n) EXPECT_EQ(t.colour[static_cast<std::size_t>(n)] >> 24, 255u) << n;
    // The hole has no opacity but its neighbours' colour.
    EXPECT_EQ(t.colour[24] >> 24, 0u);
    EXPECT_NE(t.colour[24], 0u);
    EXPECT_GT(t.level[24], 1);
}

TEST(TexelsOf, TheSlopeTowardsTheLightIsTheBrighterOne) {
    SceneSurface s = surface_of(sample_grid(
        {{-1, 1}, {-1, 1}}, 33, 33, [](double x, double y) { return 3 * std::exp(-4 * (x * x + y * y)); }));
    s.colour = Rgba{128, 128, 128, 255};
    const auto brightness = [&](const Camera& camera, std::size_t i, std::size_t j) {
        return texels_of(s, camera, theme(ThemeId::Light)).colour[j * 33 + i] & 255U;
    };
    // Seen from the south the light comes from the south-west; turning the camera turns the light.
    EXPECT_GT(brightness({-90, 30, 1}, 12, 12), brightness({-90, 30, 1}, 20, 20));
    EXPECT_LT(brightness({90, 30, 1}, 12, 12), brightness({90, 30, 1}, 20, 20));
}

}  // namespace scene_test
}  // namespace lossfield::tests
