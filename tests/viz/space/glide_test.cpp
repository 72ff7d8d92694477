// Handles in space: where a pointer leads them, whatever the camera and the axes.
#include <gtest/gtest.h>

#include <cmath>

#include "tests/support/random_values.hpp"
#include "viz/compose/compose.hpp"

namespace lossfield::tests {
namespace glide_test {

using namespace viz;

SpaceFrame frame_of(const Camera& camera) {
    SpaceFrame f;
    f.ground = {{-1, 3}, {0, 2}};
    f.z = {-4, 4};
    f.side = {1, 0.5, 0.7};
    f.projection = {camera, {400, 300}, 250};
    return f;
}

PanelFrame panel_of(const SpaceFrame& space) {
    PanelFrame panel;
    panel.kind = PanelKind::Space;
    panel.space = space;
    return panel;
}

Handle handle_at(double x, double y, double z, Glide glide, Place axis) {
    Handle h;
    h.x = x, h.y = y, h.z = z;
    h.glide = glide;
    h.axis = axis;
    return h;
}

bool edge_on(const PanelFrame& panel, const Place& normal) {
    const SpaceFrame& f = *panel.space;
    const Vec3 n{normal[0] * 4 / f.side.x, normal[1] * 2 / f.side.y, normal[2] * 8 / f.side.z};
    const Vec3 to = f.projection.towards();
    return std::abs(n.x * to.x + n.y * to.y + n.z * to.z) < 0.06 * std::hypot(n.x, n.y, n.z);
}

TEST(Glide, DataAndBoxAreInverse) {
    const SpaceFrame f = frame_of({});
    const Vec3 back = f.to_data(f.to_box(0.3, 1.7, -2.5));
    EXPECT_NEAR(back.x, 0.3, 1e-14);
    EXPECT_NEAR(back.y, 1.7, 1e-14);
    EXPECT_NEAR(back.z, -2.5, 1e-14);
}

TEST(Glide, ThePlaceStandsUnderThePointerAndInItsPlane) {
    Random random(7);
    for (int trial = 0; trial < 200; ++trial) {
        const Camera camera{random.between(-180, 180), random.between(5, 85), 1};
        const PanelFrame panel = panel_of(frame_of(camera));
        const Place normal{random.between(-1, 1), random.between(-1, 1), 1.5};
        for (const Glide glide : {Glide::Facing, Glide::Plane}) {
            const Handle h = handle_at(0.5, 1, 0.25, glide, normal);
            const Vec2 from = place_of(panel, h);
            const Vec2 pointer{from.x + random.between(-60, 60), from.y + random.between(-60, 60)};
            const Vec3 to = target_of(panel, h, pointer);
            Handle moved = h;
            moved.x = to.x, moved.y = to.y, moved.z = to.z;
            const Vec2 there = place_of(panel, moved);
            const double off = normal[0] * (to.x - h.x) + normal[1] * (to.y - h.y) + normal[2] * (to.z - h.z);
            EXPECT_NEAR(glide == Glide::Plane ? off : 0, 0, 1e-9) << trial;
            // A plane seen edge on keeps the place within it, not under the pointer.
            if (glide == Glide::Plane && edge_on(panel, normal)) continue;
            EXPECT_NEAR(there.x, pointer.x, 1e-6) << trial;
            EXPECT_NEAR(there.y, pointer.y, 1e-6) << trial;
        }
    }
}

TEST(Glide, APlaneFromAboveFollowsThePointer) {
    const PanelFrame panel = panel_of(frame_of({-60, 40, 1}));
    const Handle h = handle_at(0.5, 1, 0.25, Glide::Plane, {0, 0, 1});
    const Vec2 from = place_of(panel, h);
    Handle moved = h;
    const Vec3 to = target_of(panel, h, {from.x + 20, from.y - 10});
    moved.x = to.x, moved.y = to.y, moved.z = to.z;
    EXPECT_NEAR(place_of(panel, moved).x, from.x + 20, 1e-9);
    EXPECT_NEAR(place_of(panel, moved).y, from.y - 10, 1e-9);
    EXPECT_NEAR(to.z, 0.25, 1e-12);
}

TEST(Glide, ASphereIsKeptToOnItsOwnSideAndAtItsOutline) {
    SpaceFrame f = frame_of({35, 25, 1});
    f.ground = {{-2, 2}, {-2, 2}}, f.z = {-2, 2}, f.side = {1, 1, 1};
    const PanelFrame panel = panel_of(f);
    for (const double side : {1.0, -1.0}) {
        const Handle h = handle_at(side * 1.2, side * 1.2, side * std::sqrt(4 - 2 * 1.44), Glide::Sphere, {});
        const Vec2 from = place_of(panel, h);
        for (const Vec2 by : {Vec2{0, 0}, Vec2{15, -20}, Vec2{-30, 4}, Vec2{900, 100}, Vec2{-20, 2000}}) {
            const Vec3 to = target_of(panel, h, {from.x + by.x, from.y + by.y});
            EXPECT_NEAR(std::hypot(to.x, to.y, to.z), 2, 1e-9);
            const double depth = f.projection.depth(f.to_box(to.x, to.y, to.z));
            Handle moved = h;
            moved.x = to.x, moved.y = to.y, moved.z = to.z;
            const Vec2 there = place_of(panel, moved);
            if (std::hypot(by.x, by.y) < 100) {
                EXPECT_NEAR(there.x, from.x + by.x, 1e-9);
                EXPECT_NEAR(there.y, from.y + by.y, 1e-9);
                EXPECT_GT(side * depth, 0);
            } else {
                EXPECT_NEAR(depth, 0, 1e-9);  // on the outline, in the pointer's direction
                const Vec2 centre = f.to_pixels(0, 0, 0),
                           p{from.x + by.x - centre.x, from.y + by.y - centre.y},
                           q{there.x - centre.x, there.y - centre.y};
                EXPECT_NEAR((p.x * q.y - p.y * q.x) / (std::hypot(p.x, p.y) * std::hypot(q.x, q.y)), 0, 1e-9);
            }
        }
    }
}

}  // namespace glide_test
}  // namespace lossfield::tests
