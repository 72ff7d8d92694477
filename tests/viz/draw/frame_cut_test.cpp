// What lies far outside of a panel's frame keeps its direction and never becomes a pixel.
#include "viz/draw/frame_cut.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "tests/contract/situations.hpp"
#include "tests/support/random_values.hpp"
#include "viz/export/export.hpp"

namespace lossfield::tests {
namespace frame_cut_test {

using namespace viz;

Panel panel_of(const Domain& range) {
    Panel p{.id = "map"};
    p.x.range = range.x, p.y.range = range.y;
    return p;
}

Composition made(const Panel& panel, const View& view = {}) {
    Figure f;
    f.panels = {panel};
    return compose(f, view, Page{}, theme(ThemeId::Light), fonts());
}

// The prims of one kind that follow the group of a mark.
template <class Wanted>
std::vector<Wanted> prims_of(const Composition& c, const std::string& mark) {
    std::vector<Wanted> all;
    bool here = false;
    for (const Prim& p : c.list.prims) {
        if (const auto* group = std::get_if<GroupPrim>(&p)) here = group->id == "map/" + mark;
        if (const auto* wanted = std::get_if<Wanted>(&p); wanted != nullptr && here) all.push_back(*wanted);
    }
    return all;
}

bool on_page(const Composition& c, Vec2 p) {
    return grown(c.panels[0].plot, frame_margin + 0.01).contains(p);
}

// From the middle, or from near it, to anywhere: where the line leaves the frame it has the slope that it has in the data.
TEST(FrameCut, ALineToAFarPointKeepsItsDirection) {
    Random random(51);
    int far = 0;
    for (int trial = 0; trial < 300; ++trial) {
        const double half = std::pow(10.0, random.between(-9, 9));
        const Domain range{{-half, half}, {-half, half}};
        Panel panel = panel_of(range);
        const Vec2 a{half * random.between(-0.9, 0.9), half * random.between(-0.9, 0.9)};
        const double distance = half * std::pow(10.0, random.between(0, 250)),
                     angle = random.between(0, 6.28);
        const Vec2 b{a.x + distance * std::cos(angle), a.y + distance * std::sin(angle)};
        panel.add(Curve{.id = "path", .x = {a.x, b.x}, .y = {a.y, b.y}});
        panel.add(Arrows{.id = "arrow", .x = {a.x}, .y = {a.y}, .u = {b.x - a.x}, .v = {b.y - a.y}});
        const Composition c = made(panel);
        const PanelFrame& frame = c.panels[0];
        for (const char* mark : {"path", "arrow"}) {
            const auto strokes = prims_of<StrokePrim>(c, mark);
            ASSERT_EQ(strokes.size(), 1U) << mark;
            const Vec2 p = strokes[0].points.front(), q = strokes[0].points.back();
            EXPECT_TRUE(on_page(c, p) && on_page(c, q));
            const Vec2 start = frame.to_pixels(a.x, a.y);
            EXPECT_NEAR(p.x, start.x, 1e-9);
            EXPECT_NEAR(p.y, start.y, 1e-9);
            // Pixels of x and y are of different length here.
            const double x = std::cos(angle) * frame.plot.width, y = -std::sin(angle) * frame.plot.height;
            EXPECT_NEAR(((q.x - p.x) * y - (q.y - p.y) * x) / std::hypot(x, y), 0, 1e-6) << trial;
            EXPECT_GT((q.x - p.x) * x + (q.y - p.y) * y, 0);
            const bool left = !range.x.contains(b.x) || !range.y.contains(b.y);
            far += left ? 1 : 0;
            if (left) {
                EXPECT_FALSE(grown(frame.plot, -0.01).contains(q));
            }
        }
    }
    EXPECT_GT(far, 400);
}

// Both ends far outside, nothing of a vertex in view.
TEST(FrameCut, ASegmentThroughTheFrameIsDrawnThoughBothItsEndsLieOutside) {
    Panel panel = panel_of({{-1, 1}, {-1, 1}});
    panel.add(Curve{.id = "path", .x = {-1e9, 1e9}, .y = {-0.5e9 + 0.25, 0.5e9 + 0.25}});
    panel.add(Curve{.id = "beside", .x = {-5, 5}, .y = {3, 3}});
    const Composition c = made(panel);
    const auto strokes = prims_of<StrokePrim>(c, "path");
    ASSERT_EQ(strokes.size(), 1U);
    const Vec2 p = strokes[0].points[0], q = strokes[0].points[1];
    const double share = (c.panels[0].plot.x - p.x) / (q.x - p.x);
    EXPECT_NEAR(std::lerp(p.y, q.y, share), c.panels[0].to_pixels(-1, -0.25).y, 1e-3);
    EXPECT_TRUE(prims_of<StrokePrim>(c, "beside").empty());
}

TEST(FrameCut, DashesGoOnWhereALineComesIntoView) {
    Panel panel = panel_of({{0, 1}, {0, 1}});
    panel.add(Curve{.id = "path", .x = {-3, 0.3, 0.7}, .y = {0.2, 0.5, 4}, .dash = Dash::Dashed});
    const Composition c = made(panel);
    const auto cut = prims_of<StrokePrim>(c, "path");
    ASSERT_EQ(cut.size(), 1U);
    const Vec2 start = c.panels[0].to_pixels(-3, 0.2), in = cut[0].points.front();
    const double before = std::hypot(in.x - start.x, in.y - start.y),
                 period = cut[0].dash_on + cut[0].dash_off;
    EXPECT_NEAR(cut[0].dash_begun, std::fmod(before, period), 1e-9);
    EXPECT_GT(before, period);
}

// The part in view of a band, of a polygon with a hole, of bars and of level sets covers the same pixels as the whole does.
TEST(FrameCut, RegionsCoverTheSamePixelsNearAndFar) {
    const auto pixels = [&](const Panel& panel) {
        const Composition c = made(panel);
        for (const Prim& prim : c.list.prims)
            if (const auto* fill = std::get_if<FillPrim>(&prim)) {
                for (const Vec2 p : fill->points) EXPECT_TRUE(on_page(c, p) || p.x < c.panels[0].plot.x);
                for (const Vec2 p : fill->triangle_points) EXPECT_TRUE(on_page(c, p));
            }
        const PanelFrame& frame = c.panels[0];
        const Raster r = rasterise(c.list, fonts(), 0.25);
        std::vector<std::uint32_t> inside;
        for (int y = static_cast<int>(frame.plot.y / 4) + 2;
             y < static_cast<int>(frame.plot.bottom() / 4) - 2; ++y)
            for (int x = static_cast<int>(frame.plot.x / 4) + 2;
                 x < static_cast<int>(frame.plot.right() / 4) - 2; ++x)
                inside.push_back(r.pixels[static_cast<std::size_t>(y) * static_cast<std::size_t>(r.width) +
                                          static_cast<std::size_t>(x)]);
        return inside;
    };
    // y = x / 2 + 1/4 and y = x / 2 - 1/4 on either side, as far as `reach`.
    const auto panel = [&](double reach) {
        Panel p = panel_of({{-1, 1}, {-1, 1}});
        p.add(Band{.id = "band",
                   .x = {-reach, reach},
                   .low = {-reach / 2 - 0.25, reach / 2 - 0.25},
                   .high = {-reach / 2 + 0.25, reach / 2 + 0.25}});
        p.add(Polygon{.id = "ring",
                      .x = {{-reach, reach, reach, -reach}, {-0.5, 0.5, 0.5, -0.5}},
                      .y = {{-reach, -reach, reach, reach}, {-0.5, -0.5, 0.5, 0.5}}});
        p.add(Bars{.id = "bars", .position = {0.75}, .base = {-reach}, .value = {0.1}, .width = 0.1});
        return p;
    };
    const auto near = pixels(panel(4)), far = pixels(panel(1e6));
    ASSERT_EQ(near.size(), far.size());
    std::size_t differ = 0, covered = 0;
    for (std::size_t i = 0; i < near.size(); ++i) {
        covered += (near[i] & 0xffffffU) != 0xffffffU ? 1 : 0;
        for (const unsigned shift : {0U, 8U, 16U})
            if (std::abs(static_cast<int>(near[i] >> shift & 0xffU) -
                         static_cast<int>(far[i] >> shift & 0xffU)) > 3) {
                ++differ;
                break;
            }
    }
    EXPECT_EQ(differ, 0U);
    EXPECT_GT(covered, near.size() / 4);
}

// A contour map and a heat map moved so near that a fraction of a cell fills the frame.
TEST(FrameCut, MapsAreDrawnFromAnyNearness) {
    const Domain domain{{-1, 1}, {-1, 1}};
    const GridField field = sample_grid(domain, 21, 21, [](double x, double y) { return 0.3 * x + 0.7 * y; });
    Panel panel = panel_of(domain);
    panel.add(Heat{.id = "heat", .field = field, .smooth = false});
    panel.add(Contours{.id = "height", .field = field, .levels = {LevelRule::Linear, 9, {0.25}}});
    for (const double half : {1.0, 0.3, 1e-2, 1e-6, 1e-11}) {
        View view;
        view.ranges["map"] = {{0.25 - half, 0.25 + half},
                              {0.25 - half, 0.25 + half}};  // 0.3 x + 0.7 y = 1/4 passes its middle
        const Composition c = made(panel, view);
        const auto images = prims_of<ImagePrim>(c, "heat");
        ASSERT_EQ(images.size(), 1U);
        EXPECT_TRUE(on_page(c, {images[0].rect.x, images[0].rect.y}));
        EXPECT_TRUE(on_page(c, {images[0].rect.right(), images[0].rect.bottom()}));
        const auto lines = prims_of<StrokePrim>(c, "height");
        ASSERT_FALSE(lines.empty()) << half;
        const Rect& plot = c.panels[0].plot;
        const Vec2 middle{plot.x + plot.width / 2, plot.y + plot.height / 2};
        double nearest = 1e9;
        for (const StrokePrim& line : lines)
            for (std::size_t i = 1; i < line.points.size(); ++i) {
                const Vec2 a = line.points[i - 1], b = line.points[i];
                EXPECT_TRUE(on_page(c, b));
                const double x = b.x - a.x, y = b.y - a.y,
                             f = std::clamp(((middle.x - a.x) * x + (middle.y - a.y) * y) / (x * x + y * y),
                                            0.0, 1.0);
                nearest = std::min(nearest, std::hypot(a.x + f * x - middle.x, a.y + f * y - middle.y));
            }
        // The label may interrupt it there; what the numbers of the field resolve is some 1e-16.
        EXPECT_LT(nearest, half < 1e-10 ? 30 : 26) << half;
    }
}

// Nodes are drawn where they are, also of a picture made anew: red on the left, blue on the right of a border.
TEST(FrameCut, APictureMadeAnewHasItsCellsInTheirPlaces) {
    const GridField field =
        sample_grid({{0, 3}, {0, 3}}, 4, 4, [](double x, double) { return x < 1.5 ? 0.0 : 1.0; });
    Panel panel = panel_of({{0, 3}, {0, 3}});
    panel.add(
        Heat{.id = "heat", .field = field, .smooth = false, .classes = {{Role::Warning}, {Role::Accent}}});
    View view;
    view.ranges["map"] = {{1.4, 1.6}, {1.2, 1.3}};
    const Composition c = made(panel, view);
    const auto images = prims_of<ImagePrim>(c, "heat");
    ASSERT_EQ(images.size(), 1U);
    const ImagePrim& image = images[0];
    const double border = c.panels[0].to_pixels(1.5, 1.2).x;
    const auto at = [&](double x) {
        const auto column = static_cast<std::size_t>((x - image.rect.x) / image.rect.width * image.width);
        return (*image.rgba)[column];
    };
    EXPECT_NE(at(border - 2), at(border + 2));
    EXPECT_EQ(at(border - 2), at(image.rect.x + 1));
    EXPECT_EQ(at(border + 2), at(image.rect.right() - 2));
}

}  // namespace frame_cut_test
}  // namespace lossfield::tests
