// Whatever is coloured by value has a labelled colour bar: on its own panel, or on another one of the figure that shows the
// same colours for the same values.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "tests/contract/situations.hpp"
#include "viz/compose/parts.hpp"

namespace lossfield::tests {
namespace colour_bars_test {

using namespace viz;

bool same(const ColourKey& a, const ColourKey& b) {
    return a.scale == b.scale && a.bounds == b.bounds && a.shades == b.shades;
}

// What a labelled bar of this panel shows.
std::optional<ColourKey> labelled_key(const Panel& panel) {
    return panel.colour_bar && !panel.colour_bar->label.empty() ? bar_key(panel) : std::nullopt;
}

// Of classes shaded by a number the bar tells the number.
bool explained(const Mark& mark, const ColourKey& key, const Panel& panel, const Figure& figure) {
    if (key.shades) return panel.colour_bar && panel.colour_bar->mark == mark.id();
    return std::any_of(figure.panels.begin(), figure.panels.end(), [&](const Panel& p) {
        const auto bar = labelled_key(p);
        return bar && same(*bar, key);
    });
}

TEST(ColourBars, StandForEverythingThatIsColouredByValue) {
    std::size_t coloured = 0;
    std::set<std::string> told;
    for (const Lab* lab : all_labs()) {
        if (lab->topic == "specimen" || lab->id.find("specimen") != std::string::npos) continue;
        for (const Situation& s : situations(*lab, 2)) {
            const Figure figure = figure_of(*lab, s.values);
            for (const Panel& panel : figure.panels)
                for (const Mark& mark : panel.marks) {
                    const auto key = colour_key(mark);
                    // Classes that are all shaded alike tell no number.
                    if (!key || (key->shades && !panel.colour_bar)) continue;
                    ++coloured;
                    if (explained(mark, *key, panel, figure)) continue;
                    if (told.insert(lab->id + panel.id + mark.id()).second)
                        ADD_FAILURE() << fmt::format("{} ({}): {}/{} has no labelled bar", lab->id, s.name,
                                                     panel.id, mark.id());
                }
        }
    }
    EXPECT_GT(coloured, 100U);
}

TEST(ColourBars, NameAMarkThatIsColouredByValue) {
    for (const Lab* lab : all_labs())
        for (const Situation& s : situations(*lab, 2))
            for (const Panel& panel : figure_of(*lab, s.values).panels)
                if (panel.colour_bar && !panel.colour_bar->mark.empty()) {
                    const bool there =
                        std::any_of(panel.marks.begin(), panel.marks.end(),
                                    [&](const Mark& m) { return m.id() == panel.colour_bar->mark; });
                    EXPECT_TRUE(there) << lab->id << " (" << s.name << "), panel " << panel.id << ": no mark "
                                       << panel.colour_bar->mark;
                }
}

// Where a figure has its usual size the bar is there, also beside a triangle.
TEST(ColourBars, AreDrawnWhereTheFigureHasTheirRoom) {
    for (const Lab* lab : all_labs()) {
        const Figure figure = figure_of(*lab, defaults(*lab));
        const Composition page =
            compose(figure, {}, full_page(*lab, 1280, 800), theme(ThemeId::Light), fonts());
        for (const Panel& panel : figure.panels) {
            if (!bar_key(panel)) continue;
            const auto frame = std::find_if(page.panels.begin(), page.panels.end(),
                                            [&](const PanelFrame& f) { return f.id == panel.id; });
            ASSERT_NE(frame, page.panels.end());
            const double room = panel.kind == PanelKind::Simplex ? 230 : 150;
            if (std::min(frame->cell.width, frame->cell.height) < room) continue;
            const bool drawn = std::any_of(page.texts.begin(), page.texts.end(), [&](const TextFrame& t) {
                return t.owner == panel.id + "/bar-tick";
            });
            EXPECT_TRUE(drawn) << lab->id << ", panel " << panel.id;
        }
    }
}

// A field of one value: map, surface and bar give it one colour, and no axis a range that nobody computed.
TEST(ColourBars, OneValueHasOneColour) {
    Contours flat{.id = "flat", .field = GridField{{{0, 1}, {0, 1}}, 3, 3, Vector(9, 2.5)}};
    const auto key = colour_key(Mark(flat));
    ASSERT_TRUE(key);
    EXPECT_EQ(key->values, Vector{2.5});
    Panel panel{.id = "map", .x = {.range = Interval{0, 1}}, .y = {.range = Interval{0, 1}}};
    panel.colour_bar = ColourBar{.label = "value", .mark = "flat"};
    panel.add(std::move(flat));
    Figure figure;
    figure.add(std::move(panel));
    Page page;
    page.width = 500, page.height = 400;
    const Composition out = compose(figure, {}, page, theme(ThemeId::Light), fonts());
    const Rgba middle = colour_at(theme(ThemeId::Light), ColourMapKind::Sequential, 0.5);
    std::size_t fills = 0, ticks = 0;
    for (const Prim& p : out.list.prims)
        if (const auto* fill = std::get_if<FillPrim>(&p); fill != nullptr && fill->colour == middle) ++fills;
    for (const TextFrame& t : out.texts) ticks += t.owner == "map/bar-tick" ? 1 : 0;
    EXPECT_EQ(fills, 1U);
    EXPECT_EQ(ticks, 1U);
}

}  // namespace colour_bars_test
}  // namespace lossfield::tests
