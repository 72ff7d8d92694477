// Patches in space as they are painted.
#include "tests/app/gl/painted_scene.hpp"

namespace lossfield::tests {
namespace patch_gl_test {

class PatchGlPixels : public GlPixels {};

// An upright square across the line of sight, half translucent; a line before it, one behind it, and one beside it.
TEST_F(PatchGlPixels, LinesAreClearBeforeATranslucentPatchAndShineThroughIt) {
    Patch pane;
    pane.id = "pane";
    pane.columns = pane.rows = 2;
    pane.x = {-1, 1, -1, 1}, pane.y = {0, 0, 0, 0}, pane.z = {-1, -1, 1, 1};
    pane.colour = Colour{Role::Warning, 0, 0.5};
    Panel panel{.id = "space", .kind = PanelKind::Space};
    panel.camera = {-90, 0, 1};
    for (Axis* axis : {&panel.x, &panel.y, &panel.z}) axis->range = Interval{-2, 2};
    const auto line = [](const char* id, double y, double z) {
        Curve c;
        c.id = id;
        c.colour = {Role::Ink};
        c.width = 6;
        c.x = {-1.8, 1.8}, c.y = {y, y}, c.z = {z, z};
        return c;
    };
    panel.marks = {pane, line("before", -1, 0.5), line("behind", 1, -0.5)};
    const ScenePrim prim = scene_of(panel);
    const Picture picture = paint(prim);
    const auto at = [&](double x, double z) {
        return picture.at(prim.scene->projection.to_pixels({x / 4, 0, 0.6 * z / 4}));
    };
    const std::uint32_t bare = at(1.5, 0.5), glass = at(0, 0);
    EXPECT_EQ(bare >> 24, 255u);
    EXPECT_NEAR(static_cast<int>(glass >> 24), 128, 3);
    EXPECT_EQ(at(1.5, 0) >> 24, 0u);                // nothing beside the pane
    EXPECT_LT(difference(at(0, 0.5), bare), 3);     // before it: as beside it
    EXPECT_LT(difference(at(1.5, -0.5), bare), 3);  // the other line beside it
    EXPECT_GT(difference(at(0, -0.5), bare), 40);   // behind it: tinted ...
    EXPECT_GT(difference(at(0, -0.5), glass), 40);  // ... but seen
}

TEST_F(PatchGlPixels, APatchIsColouredByItsValues) {
    Patch patch;
    patch.id = "patch";
    patch.columns = patch.rows = 2;
    patch.x = {-1, 1, -1, 1}, patch.y = {-1, -1, 1, 1}, patch.z = {0, 0, 0, 0};
    patch.values = Vector{0, 1, 0, 1};
    patch.lines = false;
    Panel panel{.id = "space", .kind = PanelKind::Space};
    panel.camera = {-90, 90, 1};
    for (Axis* axis : {&panel.x, &panel.y, &panel.z}) axis->range = Interval{-2, 2};
    panel.marks = {patch};
    const ScenePrim prim = scene_of(panel);
    const Picture picture = paint(prim);
    const auto at = [&](double x) { return picture.at(prim.scene->projection.to_pixels({x / 4, 0, 0})); };
    EXPECT_EQ(at(0) >> 24, 255u);
    EXPECT_EQ(at(1.2), 0u);
    EXPECT_GT(difference(at(-0.9), at(0)), 20);
    EXPECT_GT(difference(at(0.9), at(0)), 20);
    EXPECT_LT(difference(picture.at(prim.scene->projection.to_pixels({0, 0.2, 0})), at(0)), 3);
}

}  // namespace patch_gl_test
}  // namespace lossfield::tests
