// Which cells panels take on pages of different proportions.
#include "viz/layout/arrangement.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/contract/situations.hpp"
#include "tests/support/random_values.hpp"
#include "viz/compose/compose.hpp"

namespace lossfield::tests {
namespace arrangement_test {

using namespace viz;

Panel square(std::string id, Cell cell) {
    Panel p{.id = std::move(id), .cell = cell, .equal_aspect = true};
    p.x.range = p.y.range = Interval{0, 1};
    return p;
}

Panel free_panel(std::string id, Cell cell) {
    Panel p{.id = std::move(id), .cell = cell};
    p.x.range = p.y.range = Interval{0, 1};
    return p;
}

Composition made(const Figure& figure, double width, double height) {
    Page page;
    page.width = width, page.height = height;
    return compose(figure, View{}, page, theme(ThemeId::Light), fonts());
}

const Rect& cell(const Composition& c, const std::string& id) {
    return std::find_if(c.panels.begin(), c.panels.end(), [&](const PanelFrame& p) { return p.id == id; })
        ->cell;
}

Figure map_and_two() {
    Figure f{.lead = "map"};
    f.panels = {square("map", {0, 0, 2, 1}), free_panel("a", {0, 1, 1, 1}), free_panel("b", {1, 1, 1, 1})};
    return f;
}

TEST(Arrangement, AWidePageHasTheLabsCells) {
    const Composition c = made(map_and_two(), 1400, 700);
    EXPECT_GT(cell(c, "a").x, cell(c, "map").right());
    EXPECT_GT(cell(c, "b").x, cell(c, "map").right());
    EXPECT_GT(cell(c, "b").y, cell(c, "a").bottom());
}

// A square beside a column would leave an empty band under it.
TEST(Arrangement, OnAHighPageSomeStandBelowTheLead) {
    const Composition c = made(map_and_two(), 700, 900);
    EXPECT_TRUE(cell(c, "a").y > cell(c, "map").bottom() || cell(c, "b").y > cell(c, "map").bottom());
    double share = 0;
    for (const PanelFrame& p : c.panels) share += p.plot.width * p.plot.height / (700.0 * 900.0);
    EXPECT_GT(share, 0.7);
}

TEST(Arrangement, PanelsOnOneAxisStayOverOneAnother) {
    Figure f{.lead = "map"};
    f.panels = {square("map", {0, 0, 2, 1}), free_panel("a", {0, 1, 1, 1}), free_panel("b", {1, 1, 1, 1})};
    f.panels[1].x.shared = f.panels[2].x.shared = "step";
    for (const double width : {600.0, 800.0, 1000.0, 1500.0}) {
        const Composition c = made(f, width, 900);
        EXPECT_EQ(cell(c, "a").x, cell(c, "b").x) << width;
        EXPECT_GT(cell(c, "b").y, cell(c, "a").bottom()) << width;
    }
}

TEST(Arrangement, WordsKeepTheirPlace) {
    Figure f = map_and_two();
    f.add(
        Panel{.id = "words", .kind = PanelKind::Sheet, .cell = {2, 0, 1, 2}, .sheets = {{"of", {}, {"it"}}}});
    for (const double width : {600.0, 1500.0}) {
        const Composition c = made(f, width, 900);
        for (const char* id : {"map", "a", "b"}) EXPECT_LT(cell(c, id).bottom(), cell(c, "words").y) << id;
        EXPECT_GT(cell(c, "words").width, 0.9 * width);
    }
}

// Cells never share room, and what is drawn does not change them.
TEST(Arrangement, NothingOverlapsAndNoValueMatters) {
    Random random(17);
    for (int trial = 0; trial < 60; ++trial) {
        Figure f;
        const int count = 2 + static_cast<int>(random.below(5));
        for (int i = 0; i < count; ++i) {
            const std::string id(1, static_cast<char>('a' + i));
            f.panels.push_back(random.below(2) == 0 ? square(id, {i / 2, i % 2, 1, 1})
                                                    : free_panel(id, {i / 2, i % 2, 1, 1}));
        }
        f.lead = f.panels[random.below(f.panels.size())].id;
        const double width = random.between(500, 1900), height = random.between(500, 1200);
        const Composition c = made(f, width, height);
        for (std::size_t i = 0; i < c.panels.size(); ++i)
            for (std::size_t k = 0; k < i; ++k)
                EXPECT_FALSE(c.panels[i].cell.overlaps(c.panels[k].cell)) << trial << ": " << i << " " << k;
        for (Panel& p : f.panels) p.x.range = p.y.range = Interval{-3e4, 5e4};
        const Composition other = made(f, width, height);
        for (std::size_t i = 0; i < c.panels.size(); ++i) {
            EXPECT_NEAR(c.panels[i].cell.x, other.panels[i].cell.x, 40) << trial;
            EXPECT_NEAR(c.panels[i].cell.y, other.panels[i].cell.y, 40) << trial;
        }
    }
}

}  // namespace arrangement_test
}  // namespace lossfield::tests
