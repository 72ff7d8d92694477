// Arcs and sectors of the plane, regions of the sphere: where their marks lie.
#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

#include "viz/fragments/circle.hpp"
#include "viz/fragments/sphere.hpp"

namespace lossfield::tests {
namespace circle_sphere_test {

using namespace viz;
constexpr double pi = std::numbers::pi;

TEST(Circle, ArcsAndRaysLieAtTheirAnglesAndEndInGaps) {
    Curve curve;
    add_arc(curve, {0.5, 1.5}, 2);
    EXPECT_TRUE(std::isnan(curve.x.back()));
    for (std::size_t i = 0; i + 1 < curve.x.size(); ++i) {
        EXPECT_NEAR(std::hypot(curve.x[i], curve.y[i]), 2, 1e-14);
        const double angle = std::atan2(curve.y[i], curve.x[i]);
        EXPECT_GE(angle, 0.5 - 1e-12);
        EXPECT_LE(angle, 1.5 + 1e-12);
    }
    EXPECT_NEAR(std::atan2(curve.y[0], curve.x[0]), 0.5, 1e-14);
    EXPECT_NEAR(std::atan2(curve.y[curve.y.size() - 2], curve.x[curve.x.size() - 2]), 1.5, 1e-14);
    Curve ray;
    add_ray(ray, pi / 2, 3);
    ASSERT_EQ(ray.x.size(), 3U);
    EXPECT_EQ(ray.x[0], 0);
    EXPECT_NEAR(ray.y[1], 3, 1e-14);
}

TEST(Circle, SectorsAreClosedRingsAndAFullTurnHasNoMiddle) {
    const Polygon two = sectors("both", {{0, 1}, {2, 2.5}}, 1, {Role::Accent});
    ASSERT_EQ(two.x.size(), 2U);
    for (std::size_t i = 0; i < 2; ++i) {
        EXPECT_EQ(two.x[i].front(), two.x[i].back());
        EXPECT_EQ(std::hypot(two.x[i].front(), two.y[i].front()), 0);
    }
    const Polygon all = sectors("all", {{0, math::full_turn}}, 1, {Role::Accent});
    for (std::size_t i = 0; i < all.x[0].size(); ++i)
        EXPECT_NEAR(std::hypot(all.x[0][i], all.y[0][i]), 1, 1e-14);
}

std::vector<const Patch*> patches_of(const Panel& panel) {
    std::vector<const Patch*> out;
    for (const Mark& m : panel.marks)
        if (const auto* patch = std::get_if<Patch>(&m)) out.push_back(patch);
    return out;
}

// A cap is one closed patch; what lies apart on some azimuths are patches of their own; a single azimuth is none.
TEST(Sphere, RegionsAreCutIntoPatches) {
    const math::SpacePoint pole = math::SpacePoint{1, 2, -0.5}.normalized();
    Panel cap{.id = "cap"};
    add_polar_region(cap, "won", pole, PolarRanges(24, {{0, 0.7}}), series(0), 0.5);
    ASSERT_EQ(patches_of(cap).size(), 1U);
    const Patch& round = *patches_of(cap)[0];
    EXPECT_EQ(round.id, "won");
    EXPECT_EQ(round.columns, 25U);
    for (std::size_t n = 0; n < round.x.size(); ++n) {
        const math::SpacePoint p{round.x[n], round.y[n], round.z[n]};
        EXPECT_NEAR(p.norm(), 1, 0.02);
        EXPECT_LE(std::acos(std::min(1.0, p.dot(pole) / p.norm())), 0.7 + 1e-9);
    }
    for (std::size_t row = 0; row < round.rows; ++row) {
        const std::size_t first = row * round.columns, last = first + round.columns - 1;
        EXPECT_NEAR(round.x[first], round.x[last], 1e-12);
        EXPECT_NEAR(round.y[first], round.y[last], 1e-12);
    }
    PolarRanges parts(24);
    for (std::size_t i = 20; i < 27; ++i) parts[i % 24] = {{0, 0.5}, {1, 1.2}};
    parts[12] = {{0, 0.3}};
    Panel several{.id = "several"};
    add_polar_region(several, "won", pole, parts, series(0), 0.5);
    const auto found = patches_of(several);
    ASSERT_EQ(found.size(), 2U);
    EXPECT_EQ(found[0]->id, "won");
    EXPECT_EQ(found[1]->id, "won-2");
    for (const Patch* patch : found) EXPECT_EQ(patch->columns, 7U);
    Panel none{.id = "none"};
    add_polar_region(none, "won", pole, PolarRanges(24), series(0), 0.5);
    EXPECT_TRUE(none.marks.empty());
}

}  // namespace circle_sphere_test
}  // namespace lossfield::tests
