// Lines and points of a scene as quads in pixels.
#include "app/gl/scene_overlay.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace lossfield::tests {
namespace scene_overlay_test {

using app::OverlayVertex;

constexpr double nan = std::numeric_limits<double>::quiet_NaN();
constexpr app::ImagePlace whole{2, 10, 20, 400, 300};  // two pixels a page pixel

viz::Scene scene_with(std::vector<viz::Vec3> points, double width = 3) {
    viz::Scene scene;
    scene.projection = {{-90, 90, 1}, {100, 80}, 100};  // from above: x right, y up
    scene.lines.push_back({std::move(points), {200, 0, 0, 255}, width});
    return scene;
}

std::vector<OverlayVertex> corners_of(const viz::Scene& scene, const app::ImagePlace& place) {
    return app::overlay_of(scene, place).corners;
}

TEST(SceneOverlay, ASegmentIsAQuadOfItsWidth) {
    const auto quad = corners_of(scene_with({{0, 0, 0}, {0.5, 0, 0.1}}), whole);
    ASSERT_EQ(quad.size(), 4u);
    EXPECT_EQ(app::overlay_of(scene_with({{0, 0, 0}, {0.5, 0, 0.1}}), whole).of_lines, 4u);
    // From (200, 160) to (300, 160) less the image's corner, round ends and a soft edge beyond.
    for (const OverlayVertex& v : quad) {
        EXPECT_FLOAT_EQ(v.radius, 3);
        EXPECT_FLOAT_EQ(v.extent, 100);
        EXPECT_FLOAT_EQ(std::abs(v.y - 140), 4);
        EXPECT_FLOAT_EQ(std::min(std::abs(v.x - 186), std::abs(v.x - 294)), 0);
        EXPECT_FLOAT_EQ(v.x - 190, v.along);
        EXPECT_FLOAT_EQ(v.depth, static_cast<float>(app::clip_depth(v.along > 50 ? 0.1 : 0)));
    }
    EXPECT_LT(app::clip_depth(0.1), app::clip_depth(0));  // nearer is less
}

TEST(SceneOverlay, AGentleBendIsCutOnTheBisector) {
    const auto quads = corners_of(scene_with({{-0.3, 0, 0}, {0, 0, 0}, {0.3, 0.1, 0}}), whole);
    ASSERT_EQ(quads.size(), 8u);
    int shared = 0;
    for (std::size_t a = 0; a < 4; ++a)
        for (std::size_t b = 4; b < 8; ++b)
            shared += std::hypot(quads[a].x - quads[b].x, quads[a].y - quads[b].y) < 1e-3 ? 1 : 0;
    EXPECT_EQ(shared, 2);
}

// Stretches of other colours meet as those of one colour do.
TEST(SceneOverlay, EveryStretchOfALineHasItsColour) {
    viz::Scene scene = scene_with({{-0.3, 0, 0}, {0, 0, 0}, {0.3, 0.1, 0}});
    const auto plain = corners_of(scene, whole);
    scene.lines[0].colours = {{1, 2, 3, 255}, {4, 5, 6, 255}, {}};
    const auto coloured = corners_of(scene, whole);
    ASSERT_EQ(coloured.size(), plain.size());
    for (std::size_t k = 0; k < plain.size(); ++k) {
        EXPECT_EQ(coloured[k].x, plain[k].x);
        EXPECT_EQ(coloured[k].y, plain[k].y);
        EXPECT_EQ(coloured[k].colour, k < 4 ? 0xff030201U : 0xff060504U);
    }
}

TEST(SceneOverlay, ASharpBendIsRound) {
    const auto quads = corners_of(scene_with({{-0.3, 0, 0}, {0, 0, 0}, {-0.3, 0.05, 0}}), whole);
    ASSERT_EQ(quads.size(), 8u);
    float right = 0;
    for (std::size_t a = 0; a < 4; ++a) right = std::max(right, quads[a].x);
    EXPECT_FLOAT_EQ(right, 194);
}

TEST(SceneOverlay, GapsPartALineAndWhatIsOutsideIsLeftOut) {
    EXPECT_EQ(
        corners_of(scene_with({{0, 0, 0}, {0.1, 0, 0}, {nan, nan, nan}, {0.2, 0, 0}, {0.3, 0, 0}}), whole)
            .size(),
        8u);
    EXPECT_TRUE(corners_of(scene_with({{5, 0, 0}, {6, 0, 0}}), whole).empty());
    EXPECT_TRUE(corners_of(scene_with({{0, 0, 0}}), whole).empty());
}

TEST(SceneOverlay, ALineThinnerThanAPixelIsPaler) {
    app::ImagePlace half = whole;
    half.scale = 0.25;
    const auto quad = corners_of(scene_with({{0, 0, 0}, {0.5, 0, 0}}, 2), half);
    ASSERT_EQ(quad.size(), 4u);
    EXPECT_FLOAT_EQ(quad[0].radius, 0.5);
    EXPECT_EQ(quad[0].colour >> 24, 128u);
}

TEST(SceneOverlay, APointStandsInFrontOfItsPlaceByItsRadius) {
    viz::Scene scene = scene_with({});
    scene.points.push_back({{0.1, 0.2, 0.05}, viz::PointShape::Disc, 8, {}, {}});
    const auto quad = corners_of(scene, whole);
    ASSERT_EQ(quad.size(), 4u);
    EXPECT_EQ(app::overlay_of(scene, whole).of_lines, 0u);
    EXPECT_FLOAT_EQ((quad[0].x + quad[2].x) / 2, 210);
    EXPECT_FLOAT_EQ((quad[0].y + quad[2].y) / 2, 100);
    EXPECT_FLOAT_EQ(quad[0].depth, static_cast<float>(app::clip_depth(0.05 + 8.0 / 200)));
    EXPECT_FLOAT_EQ(quad[0].radius, 8);
}

}  // namespace scene_overlay_test
}  // namespace lossfield::tests
