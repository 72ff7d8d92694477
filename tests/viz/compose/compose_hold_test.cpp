// What stands still while a handle is held, and which handles can be taken.
#include <gtest/gtest.h>

#include <cmath>

#include "tests/contract/layout_check.hpp"
#include "tests/contract/situations.hpp"
#include "viz/compose/compose.hpp"
#include "viz/lab/catalog.hpp"

namespace lossfield::viz {
namespace compose_hold_test {

Composition made(const Figure& figure, const Page& page) {
    return compose(figure, View{}, page, theme(ThemeId::Light), tests::fonts());
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

TEST(Compose, HandlesOutOfViewCannotBeGrabbed) {
    Figure f;
    f.panels = {Panel{.id = "a"}};
    f.panels[0].x.range = f.panels[0].y.range = Interval{0, 1};
    f.panels[0].handles = {{"in", "in", 0.5, 0.5, MoveReal{"p", Along::X}},
                           {"out", "out", 2, 0.5, MoveReal{"p", Along::X}}};
    Page page;
    page.show_handles = true;
    Composition c = made(f, page);
    ASSERT_EQ(c.handles.size(), 2U);
    EXPECT_TRUE(c.handles[0].box.contains(c.handles[0].at));
    EXPECT_EQ(c.handles[1].box.width, 0);
    EXPECT_NEAR(c.handles[1].at.x, 2 * c.panels[0].plot.width + c.panels[0].plot.x, 1e-9);
    page.held_handle = "out";
    EXPECT_GT(made(f, page).handles[1].box.width, 0);
}

}  // namespace compose_hold_test
}  // namespace lossfield::viz
