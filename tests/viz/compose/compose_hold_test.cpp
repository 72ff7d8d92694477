// What stands still while a handle is held, and which handles can be taken.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "tests/contract/layout_check.hpp"
#include "tests/contract/situations.hpp"
#include "viz/compose/compose.hpp"
#include "viz/draw/handles.hpp"
#include "viz/lab/catalog.hpp"

namespace lossfield::viz {
namespace compose_hold_test {

Composition made(const Figure& figure, const Page& page) {
    return compose(figure, View{}, page, theme(ThemeId::Light), tests::fonts());
}

std::ptrdiff_t words_of(const Composition& c, const std::string& words) {
    return std::count_if(c.list.prims.begin(), c.list.prims.end(), [&](const Prim& p) {
        const auto* text = std::get_if<TextPrim>(&p);
        return text != nullptr && text->text == words;
    });
}

// A caption that grows and a notice that appears while a handle is held move no plot.
TEST(Compose, HoldKeepsEveryPlotInPlace) {
    const Lab& lab = find_lab(catalog(), "softmax-cross-entropy");
    for (const double height : {600.0, 800.0}) {
        Page page = tests::full_page(lab, height * 4 / 3, height);
        const Composition before = made(tests::figure_of(lab, defaults(lab)), page);
        const Figure after = tests::figure_of(lab, find_preset(lab, "overflow").values);
        const Composition moved = made(after, page);
        page.hold = hold_of(before);
        const Composition held = made(after, page);
        EXPECT_GT(moved.footer, before.footer + 10);
        EXPECT_NEAR(held.footer, before.footer, 1e-9);
        for (std::size_t i = 0; i < before.panels.size(); ++i) {
            EXPECT_NEAR(held.panels[i].plot.x, before.panels[i].plot.x, 1e-9) << before.panels[i].id;
            EXPECT_NEAR(held.panels[i].plot.bottom(), before.panels[i].plot.bottom(), 1e-9)
                << before.panels[i].id;
        }
        for (const std::string& fault : tests::layout_faults(held)) ADD_FAILURE() << fault;
    }
}

// Nor does a point that makes of data in one unit data in two, which need no equal sides.
TEST(Compose, HoldKeepsThePlotWhenItsProportionsAreFreed) {
    for (const bool equal : {true, false}) {
        Figure f;
        f.panels = {Panel{.id = "a", .equal_aspect = equal}};
        f.panels[0].x.range = Interval{0, 1}, f.panels[0].y.range = Interval{0, 3};
        Page page;
        const Composition before = made(f, page);
        f.panels[0].equal_aspect = !equal;
        EXPECT_GT(std::abs(made(f, page).panels[0].plot.width - before.panels[0].plot.width), 100);
        page.hold = hold_of(before);
        EXPECT_NEAR(made(f, page).panels[0].plot.width, before.panels[0].plot.width, 1e-9);
        EXPECT_NEAR(made(f, page).panels[0].plot.x, before.panels[0].plot.x, 1e-9);
    }
}

TEST(Compose, AHandleBeyondTheBorderKeepsAHalfMarkerThere) {
    Figure f;
    f.panels = {Panel{.id = "a"}};
    f.panels[0].x.range = Interval{1, 10}, f.panels[0].x.scale = ScaleKind::Log;
    f.panels[0].y.range = Interval{0, 1};
    f.panels[0].handles = {{"in", "in", 5, 0.5, MoveReal{"p", Along::X}},
                           {"right", "right", 100, 0.25, MoveReal{"p", Along::X}},
                           {"left", "left", 0, 0.75, MoveReal{"p", Along::X}},
                           {"above", "above", 5, 1e300, MovePair{"q"}},
                           {"nowhere", "nowhere", 5, std::nan(""), MovePair{"q"}}};
    Page page;
    for (const bool live : {false, true}) {
        page.show_handles = live;
        const Composition c = made(f, page);
        const PanelFrame& frame = c.panels[0];
        ASSERT_EQ(c.handles.size(), 5U);
        const auto handle = [&](std::size_t k) { return c.handles[k]; };
        EXPECT_FALSE(handle(0).beyond());
        EXPECT_EQ(handle(0).at, frame.to_pixels(5, 0.5));
        EXPECT_EQ(handle(1).at, (Vec2{frame.plot.right(), frame.to_pixels(5, 0.25).y}));
        EXPECT_NEAR(handle(1).place.x, frame.plot.x + 2 * frame.plot.width, 1e-9);
        EXPECT_EQ(handle(2).at, (Vec2{frame.plot.x, frame.to_pixels(5, 0.75).y}));
        EXPECT_EQ(handle(3).at, (Vec2{frame.to_pixels(5, 1).x, frame.plot.y}));
        EXPECT_EQ(handle(4).box.width, 0);
        for (const std::size_t k : {1, 2, 3}) {
            EXPECT_TRUE(handle(k).beyond());
            EXPECT_EQ(handle_under(c, handle(k).at)->id, handle(k).id);
            // A title or a tick's label beside the plot stays free.
            EXPECT_TRUE(Rect(frame.plot).contains({handle(k).box.x, handle(k).box.y}));
            EXPECT_TRUE(frame.plot.contains({handle(k).box.right(), handle(k).box.bottom()}));
        }
        for (const std::string id : {"right", "left", "above"})
            EXPECT_EQ(std::count_if(c.texts.begin(), c.texts.end(),
                                    [&](const TextFrame& t) { return t.owner == "a/handle/" + id; }),
                      1)
                << id;
        EXPECT_EQ(words_of(c, "100"), 1);
    }
    // What is held may be pulled out of its plot, but not off its panel.
    page.held_handle = "right";
    EXPECT_TRUE(made(f, page).handles[1].beyond());
    f.panels[0].handles[1].x = 10.2;
    EXPECT_FALSE(made(f, page).handles[1].beyond());
    EXPECT_GT(made(f, page).handles[1].at.x, made(f, page).panels[0].plot.right());
}

TEST(Compose, HalfMarkersStandBesideEachOther) {
    Figure f;
    f.panels = {Panel{.id = "a"}};
    f.panels[0].x.range = f.panels[0].y.range = Interval{0, 1};
    for (int k = 0; k < 9; ++k) f.panels[0].add(Handle{fmt::format("h{}", k), "h", 2, 50, MovePair{"q"}});
    const Composition c = made(f, Page{});
    for (std::size_t k = 0; k < 9; ++k) {
        EXPECT_EQ(handle_under(c, c.handles[k].at), &c.handles[k]);
        EXPECT_EQ(c.handles[k].at.y, c.panels[0].plot.y);
    }
}

}  // namespace compose_hold_test
}  // namespace lossfield::viz
