// Tables on the page: sizes that can be read, what is marked, headings that are buttons.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "tests/contract/layout_check.hpp"
#include "tests/contract/situations.hpp"
#include "viz/compose/compose.hpp"

namespace lossfield::tests {
namespace compose_table_test {

using namespace viz;

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

Table table_of(std::size_t rows, std::size_t columns) {
    Table t;
    t.entries.rows = rows, t.entries.columns = columns;
    for (std::size_t r = 0; r < rows; ++r) {
        t.row_labels.push_back(fmt::format("optimizer {}", r + 1));
        t.row_colours.push_back(series(static_cast<int>(r)));
        for (std::size_t c = 0; c < columns; ++c)
            t.entries.entries.push_back(std::sin(static_cast<double>(r * columns + c)));
    }
    for (std::size_t c = 0; c < columns; ++c) t.column_labels.push_back(fmt::format("column {}", c + 1));
    return t;
}

Figure figure_with(Table table) {
    Panel panel{.id = "table", .title = "Table", .kind = PanelKind::Matrix};
    panel.table = std::move(table);
    Figure figure;
    figure.panels = {std::move(panel)};
    return figure;
}

Composition composed(const Table& table, double width, double height) {
    Page page;
    page.width = width, page.height = height;
    return compose(figure_with(table), {}, page, theme(ThemeId::Light), fonts());
}

std::vector<TextPrim> runs(const Composition& c) {
    std::vector<TextPrim> all;
    for (const Prim& p : c.list.prims)
        if (const auto* t = std::get_if<TextPrim>(&p)) all.push_back(*t);
    return all;
}

std::size_t texts(const Composition& c, const std::string& owner) {
    return static_cast<std::size_t>(
        std::count_if(c.texts.begin(), c.texts.end(), [&](const TextFrame& t) { return t.owner == owner; }));
}

bool says(const Composition& c, const std::string& words) {
    const auto all = runs(c);
    return std::any_of(all.begin(), all.end(), [&](const TextPrim& t) { return t.text == words; });
}

// A third of a window of 1280 x 800, beside the sides and between title and readouts.
TEST(ComposeTable, TwentyRowsInAThirdOfAWindowCanAllBeRead) {
    for (const std::size_t columns : {2u, 4u, 6u}) {
        const Composition c = composed(table_of(20, columns), 790, 230);
        EXPECT_EQ(texts(c, "table/row"), 20u) << columns;
        EXPECT_EQ(texts(c, "table/entry"), 20 * columns);
        for (const TextPrim& t : runs(c)) EXPECT_GE(t.size, 10 - 1e-9) << t.text;
        EXPECT_TRUE(layout_faults(c).empty()) << layout_faults(c).front();
    }
}

TEST(ComposeTable, NothingMeetsWhateverItsSize) {
    for (const std::size_t rows : {1u, 3u, 9u, 20u, 47u})
        for (const std::size_t columns : {1u, 4u, 9u})
            for (const double width : {300.0, 640.0, 1280.0})
                for (const double height : {120.0, 300.0, 800.0}) {
                    const Composition c = composed(table_of(rows, columns), width, height);
                    const auto faults = layout_faults(c);
                    EXPECT_TRUE(faults.empty()) << rows << " x " << columns << " in " << width << " x "
                                                << height << ": " << faults[0];
                    // What is not there is counted.
                    const std::size_t shown = texts(c, "table/row");
                    EXPECT_EQ(texts(c, "table/more"), shown < rows ? 1u : 0u);
                    EXPECT_EQ(says(c, fmt::format("and {} more", rows - shown)), shown < rows);
                }
}

TEST(ComposeTable, AColumnHasItsOwnDigits) {
    Table t;
    t.entries = {1, 5, {12, 0.123456, 3.2e-9, 1.5, nan}};
    t.column_labels = {"steps", "rate", "loss", "usual", "none"};
    t.columns.resize(5);
    t.columns[0].whole = true;
    t.columns[1].decimals = 2;
    t.columns[2].digits = 2;
    t.gaps = true;
    const Composition c = composed(t, 900, 400);
    for (const char* words : {"12", "0.12", "1.500", "–"}) EXPECT_TRUE(says(c, words)) << words;
    EXPECT_TRUE(says(c, "3.2·"));  // the power of ten is another run
    t.gaps = false;
    EXPECT_TRUE(says(composed(t, 900, 400), "NaN"));
    t.texts = {"", "", "", "", "never"};
    EXPECT_TRUE(says(composed(t, 900, 400), "never"));
}

// The filled rectangles behind the cells.
std::size_t marked(const Composition& c) {
    const Rgba wanted = colour_of(theme(ThemeId::Light), {Role::Accent, 0, 0.16});
    return static_cast<std::size_t>(
        std::count_if(c.list.prims.begin(), c.list.prims.end(), [&](const Prim& p) {
            const auto* f = std::get_if<FillPrim>(&p);
            return f != nullptr && f->colour == wanted;
        }));
}

TEST(ComposeTable, TheBestOfAColumnIsMarkedAndSoAreItsEquals) {
    Table t = table_of(4, 2);
    t.columns.resize(2);
    EXPECT_EQ(marked(composed(t, 900, 400)), 0u);
    t.columns[0].best = Best::Lowest;
    EXPECT_EQ(marked(composed(t, 900, 400)), 1u);
    t.entries.entries = {1, 5, 1, 5, 2, 9, nan, 7};
    EXPECT_EQ(marked(composed(t, 900, 400)), 2u);
    t.columns[1].best = Best::Highest;
    EXPECT_EQ(marked(composed(t, 900, 400)), 3u);
    t.texts.assign(8, "");
    t.texts[5] = "diverged";  // no number stands in the table there
    EXPECT_EQ(marked(composed(t, 900, 400)), 3u);
    t.texts[7] = "diverged";
    EXPECT_EQ(marked(composed(t, 900, 400)), 4u);  // both fives
}

TEST(ComposeTable, AHeadingThatSetsSomethingIsAPlaceToClick) {
    Table t = table_of(20, 3);
    t.columns.resize(3);
    t.columns[1].sets = {{"sorted", std::string("loss")}};
    t.columns[1].sorted = Sorted::Descending;
    const Composition c = composed(t, 1280, 800);
    ASSERT_EQ(c.headings.size(), 1u);
    EXPECT_EQ(c.headings[0].panel, "table");
    EXPECT_EQ(c.headings[0].column, 1u);
    bool named = false;
    for (const TextFrame& text : c.texts)
        named = named || (text.owner == "table/column" && c.headings[0].box.overlaps(text.box));
    EXPECT_TRUE(named);
    // In blocks every block has it, and small pages shrink it with all else.
    const Composition low = composed(t, 790, 230);
    ASSERT_GE(low.headings.size(), 2u);
    for (const HeadingFrame& h : low.headings) {
        EXPECT_EQ(h.column, 1u);
        EXPECT_TRUE(low.panels[0].plot.contains({h.box.x + 1, h.box.y + 1}));
        EXPECT_LE(h.box.right(), low.panels[0].plot.right() + 1e-6);
    }
}

TEST(ComposeTable, TheArrowPointsTheWayTheRowsGo) {
    // The middle of the arrow's points lies nearer to its base.
    const auto tip = [](Sorted sorted) {
        Table t = table_of(3, 1);
        t.columns.resize(1);
        t.columns[0].sorted = sorted;
        for (const Prim& p : composed(t, 900, 400).list.prims)
            if (const auto* f = std::get_if<FillPrim>(&p); f != nullptr && f->points.size() == 3)
                return f->points[2].y - f->points[0].y;
        return 0.0;
    };
    EXPECT_LT(tip(Sorted::Ascending), -2);
    EXPECT_GT(tip(Sorted::Descending), 2);
    EXPECT_EQ(tip(Sorted::No), 0);
}

}  // namespace compose_table_test
}  // namespace lossfield::tests
