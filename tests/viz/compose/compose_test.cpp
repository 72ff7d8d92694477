// Places and scales of a composed page.
#include "viz/compose/compose.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "tests/contract/situations.hpp"
#include "viz/geometry/scale.hpp"

namespace lossfield::viz {
namespace compose_test {

using tests::fonts;

Composition made(const Figure& figure, const View& view = {}, Page page = {}) {
    return compose(figure, view, page, theme(ThemeId::Light), fonts());
}

Panel axes(const std::string& id, Cell cell, Domain range) {
    Panel p;
    p.id = id;
    p.cell = cell;
    p.x.range = range.x, p.y.range = range.y;
    return p;
}

const PanelFrame& frame(const Composition& c, const std::string& id) {
    return *std::find_if(c.panels.begin(), c.panels.end(), [&](const PanelFrame& p) { return p.id == id; });
}

std::size_t texts(const Composition& c, const std::string& owner) {
    return static_cast<std::size_t>(
        std::count_if(c.texts.begin(), c.texts.end(), [&](const TextFrame& t) { return t.owner == owner; }));
}

TEST(Compose, PlotsOfAColumnAreAligned) {
    Figure f;
    f.panels = {
        axes("a", {0, 0, 1, 1}, {{0, 1}, {0, 1}}), axes("b", {1, 0, 1, 1}, {{0, 1}, {-1e9, 1e9}}),
        axes("c", {1, 1, 1, 1}, {{0, 1}, {0, 1}}),
        // Beside words all keep their cells.
        Panel{.id = "words", .kind = PanelKind::Sheet, .cell = {0, 1, 1, 1}, .sheets = {{"of", {}, {"it"}}}}};
    f.panels[1].y.label = "a label that takes room";
    f.panels[1].x.label = "below";
    const Composition c = made(f);
    EXPECT_DOUBLE_EQ(frame(c, "a").plot.x, frame(c, "b").plot.x);
    EXPECT_DOUBLE_EQ(frame(c, "a").plot.right(), frame(c, "b").plot.right());
    EXPECT_DOUBLE_EQ(frame(c, "b").plot.y, frame(c, "c").plot.y);
    EXPECT_DOUBLE_EQ(frame(c, "b").plot.bottom(), frame(c, "c").plot.bottom());
    EXPECT_GT(frame(c, "b").plot.y, frame(c, "a").plot.bottom());
}

// Ink on a bar in light, the ground's colour where light ink would fade on a light bar.
TEST(Compose, NumbersOnBarsCanBeRead) {
    Figure f;
    f.panels = {axes("a", {0, 0, 1, 1}, {{0, 10}, {-1, 1}})};
    Bars bars;
    bars.id = "bar";
    bars.position = {0}, bars.base = {0}, bars.value = {9};
    bars.lying = true;
    bars.texts = {"1.23"};
    bars.colours = {{Role::Accent}};
    f.panels[0].marks = {bars};
    for (const ThemeId id : {ThemeId::Light, ThemeId::Dark, ThemeId::Print}) {
        const Composition c = compose(f, View{}, Page{}, theme(id), fonts());
        const auto said = std::find_if(c.list.prims.begin(), c.list.prims.end(), [](const Prim& p) {
            const auto* t = std::get_if<TextPrim>(&p);
            return t != nullptr && t->text == "1.23";
        });
        ASSERT_NE(said, c.list.prims.end());
        const Theme& t = theme(id);
        EXPECT_EQ(std::get<TextPrim>(*said).colour, id == ThemeId::Dark ? t.ground : t.ink) << theme_name(id);
    }
}

// Of a bar that the frame cuts off it stands inside, whoever has room above; of others past the end.
TEST(Compose, NumbersOfBarsThatAreCutOffStandInside) {
    Figure f;
    f.panels = {axes("a", {0, 0, 1, 1}, {{0, 3}, {0, 2}})};
    f.panels[0].title = "room";
    f.panels[0].marks = {Bars{.id = "bars", .position = {1, 2}, .base = {0, 0}, .value = {1e6, 1}}};
    std::get_if<Bars>(&f.panels[0].marks[0])->texts = {"far", "near"};
    const Composition c = made(f);
    const auto height = [&](const char* said) {
        for (const Prim& p : c.list.prims)
            if (const auto* t = std::get_if<TextPrim>(&p); t != nullptr && t->text == said) return t->y;
        return -1.0;
    };
    const Rect& plot = frame(c, "a").plot;
    EXPECT_GT(height("far"), plot.y + 5);
    EXPECT_LT(height("near"), plot.y + plot.height / 2);
}

TEST(Compose, TheLeadIsLargest) {
    Figure f;
    f.panels = {axes("a", {0, 0, 1, 1}, {{0, 1}, {0, 1}}), axes("b", {0, 1, 1, 1}, {{0, 1}, {0, 1}}),
                axes("below", {1, 0, 1, 2}, {{0, 1}, {0, 1}})};
    const auto area = [](const Composition& c, const char* id) {
        const Rect& plot = frame(c, id).plot;
        return plot.width * plot.height;
    };
    const Composition first = made(f);
    EXPECT_GT(area(first, "a"), 1.2 * area(first, "b"));
    f.lead = "b";
    const Composition second = made(f);
    EXPECT_GT(area(second, "b"), 1.2 * area(second, "a"));
}

TEST(Compose, SharedAxesShareRangeAndLabels) {
    Figure f;
    f.panels = {axes("a", {0, 0, 1, 1}, {{0, 2}, {0, 1}}), axes("b", {1, 0, 1, 1}, {{-1, 1}, {0, 1}})};
    for (Panel& p : f.panels) p.x.shared = "time", p.x.label = "t";
    const Composition c = made(f);
    for (const char* id : {"a", "b"}) {
        EXPECT_EQ(frame(c, id).range.x, (Interval{-1, 2})) << id;
        EXPECT_EQ(frame(c, id).range.y, (Interval{0, 1})) << id;
    }
    EXPECT_EQ(texts(c, "a/x-tick") + texts(c, "a/x-label"), 0U);
    EXPECT_GT(texts(c, "b/x-tick"), 1U);
    EXPECT_EQ(texts(c, "b/x-label"), 1U);
    View zoomed;
    zoomed.ranges["a"] = {{0.5, 0.75}, {0, 0.5}};
    const Composition z = made(f, zoomed);
    EXPECT_EQ(frame(z, "b").range.x, (Interval{0.5, 0.75}));
    EXPECT_EQ(frame(z, "b").range.y, (Interval{0, 1}));
}

TEST(Compose, EqualAspect) {
    for (const Domain d : {Domain{{0, 1}, {0, 10}}, Domain{{-300, 300}, {0, 2}}, Domain{{0, 1}, {0, 1}}}) {
        Figure f;
        f.panels = {axes("a", {}, d)};
        f.panels[0].equal_aspect = true;
        const PanelFrame p = made(f).panels[0];
        const double side = 0.1 * std::min(d.x.length(), d.y.length());
        const Vec2 o = p.to_pixels(d.x.low, d.y.low), u = p.to_pixels(d.x.low + side, d.y.low + side);
        EXPECT_NEAR(u.x - o.x, o.y - u.y, 0.5);
        EXPECT_NEAR(p.plot.width / d.x.length(), p.plot.height / d.y.length(),
                    1e-9 * p.plot.height / d.y.length());
    }
}

TEST(Compose, PixelsAndDataInvert) {
    for (const ScaleKind s : {ScaleKind::Linear, ScaleKind::Log, ScaleKind::Symlog}) {
        PanelFrame p;
        p.plot = {40, 30, 500, 200};
        p.range = {{0.01, 500}, {0.2, 90}};
        p.x_scale = s;
        p.y_scale = s == ScaleKind::Linear ? ScaleKind::Log : ScaleKind::Linear;
        for (const Vec2 at : {Vec2{40, 230}, Vec2{540, 30}, Vec2{123.4, 77.7}, Vec2{-50, 400}}) {
            const Vec2 data = p.to_data(at), back = p.to_pixels(data.x, data.y);
            EXPECT_NEAR(back.x, at.x, 1e-6);
            EXPECT_NEAR(back.y, at.y, 1e-6);
        }
        EXPECT_NEAR(p.to_pixels(0.01, 0.2).x, 40, 1e-9);
        EXPECT_NEAR(p.to_pixels(0.01, 0.2).y, 230, 1e-9);
    }
}

TEST(Compose, ZoomThroughTheView) {
    Figure f;
    f.panels = {axes("a", {}, {{0, 1}, {0, 1}})};
    View view;
    view.ranges["a"] = {{0.25, 0.5}, {2, 3}};
    view.ranges["no-such-panel"] = {{0, 1}, {0, 1}};
    const PanelFrame p = made(f, view).panels[0];
    EXPECT_EQ(p.range, view.ranges["a"]);
    EXPECT_NEAR(p.to_pixels(0.5, 3).x, p.plot.right(), 1e-9);
}

TEST(Compose, OnePanelAloneFillsThePage) {
    Figure f;
    f.panels = {axes("a", {0, 0, 1, 1}, {{0, 1}, {0, 1}}), axes("b", {1, 1, 1, 1}, {{0, 1}, {0, 1}})};
    Page page;
    page.panel = "b";
    const Composition c = made(f, {}, page);
    ASSERT_EQ(c.panels.size(), 1U);
    EXPECT_EQ(c.panels[0].id, "b");
    EXPECT_GT(c.panels[0].plot.width, 0.9 * page.width);
    EXPECT_GT(c.panels[0].plot.height, 0.85 * page.height);
}

TEST(Compose, SmallPagesShrinkAsAWhole) {
    Figure f;
    f.panels = {axes("a", {}, {{0, 1}, {0, 1}})};
    Page page;
    page.width = 800, page.height = 600;
    const Composition c = made(f, {}, page);
    EXPECT_DOUBLE_EQ(c.list.width, 800);
    EXPECT_DOUBLE_EQ(c.list.height, 600);
    double smallest = 1e9;
    for (const Prim& p : c.list.prims)
        if (const auto* t = std::get_if<TextPrim>(&p)) smallest = std::min(smallest, t->size);
    EXPECT_GE(smallest, 0.85 * type_sizes.tick - 1e-9);
    EXPECT_LT(smallest, type_sizes.tick);
}

}  // namespace compose_test
}  // namespace lossfield::viz
