// Plots fill the window's picture, and stay where they are while values change.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <optional>

#include "tests/contract/layout_check.hpp"
#include "tests/contract/room.hpp"
#include "tests/contract/situations.hpp"
#include "viz/lab/catalog.hpp"

namespace lossfield::tests {
namespace room_test {

using namespace viz;

// The picture of a window of 1280x800 between both side panels.
constexpr double width = 793, height = 800;
constexpr double least_type = 7;

Composition made(const Figure& figure, const Page& page) {
    return compose(figure, View{}, page, theme(ThemeId::Light), fonts());
}

double median(std::vector<double> all) {
    std::sort(all.begin(), all.end());
    return (all[(all.size() - 1) / 2] + all[all.size() / 2]) / 2;
}

TEST(Room, PlotsFillThePicture) {
    std::vector<double> plots, leads;
    for (const Lab& lab : catalog()) {
        const Figure figure = figure_of(lab, defaults(lab));
        const Shares s = shares(figure, made(figure, window_page(lab, width, height)));
        fmt::print("{:<24} plots {:.3f}  leading {:.3f}\n", lab.id, s.plots, s.lead);
        plots.push_back(s.plots), leads.push_back(s.lead);
    }
    fmt::print("medians: plots {:.3f}, leading {:.3f}; least: {:.3f}, {:.3f}\n", median(plots), median(leads),
               *std::min_element(plots.begin(), plots.end()), *std::min_element(leads.begin(), leads.end()));
    EXPECT_GE(median(plots), 0.50);
    EXPECT_GE(median(leads), 0.22);
}

// Words leave first, then the panels beside the leading one become small pictures.
TEST(Room, SmallPagesArePlots) {
    for (const Lab& lab : catalog()) {
        const Figure figure = figure_of(lab, defaults(lab));
        for (const auto& [across, down] :
             {std::array{800.0, 500.0}, {640.0, 400.0}, {480.0, 360.0}, {336.0, 240.0}})
            for (const bool live : {true, false}) {
                const Page page = live ? window_page(lab, across, down) : full_page(lab, across, down);
                const Composition c = made(figure, page);
                const std::string where = fmt::format("{} at {}x{}", lab.id, across, down);
                for (const std::string& fault : layout_faults(c)) ADD_FAILURE() << where << ": " << fault;
                double low = down, high = 0, least = 1e9;
                for (const PanelFrame& p : c.panels) {
                    low = std::min(low, p.cell.y), high = std::max(high, p.cell.bottom());
                    if (p.id == figure.lead) least = std::min(p.plot.width, p.plot.height);
                }
                EXPECT_GE((high - low) / down, 0.6) << where;
                if (across == 640) {
                    EXPECT_GE(least, 200) << where;
                }
                for (const Prim& p : c.list.prims)
                    if (const auto* t = std::get_if<TextPrim>(&p)) {
                        EXPECT_GE(t->size, least_type) << where << ": " << t->text;
                    }
            }
    }
}

// Words of the window's picture are whole, at defaults and presets.
TEST(Room, NoWordsAreCutInTheWindow) {
    for (const Lab* lab : all_labs())
        for (const Situation& s : situations(*lab, 0)) {
            const Figure figure = figure_of(*lab, s.values, Detail::Full);
            for (const double across : {793.0, 1233.0}) {
                const Composition c = made(figure, window_page(*lab, across, across < 1000 ? 800 : 1000));
                bool footer = false;
                std::string shown;
                for (const Prim& p : c.list.prims) {
                    if (const auto* g = std::get_if<GroupPrim>(&p)) footer = g->id == "footer";
                    if (const auto* t = std::get_if<TextPrim>(&p); t != nullptr && footer) shown += t->text;
                }
                EXPECT_EQ(shown.find("…"), std::string::npos) << lab->id << ' ' << s.name << ": " << shown;
            }
        }
}

// Shapes in its groups beside the frame around it.
std::size_t shapes_of(const Composition& c, const std::string& panel) {
    std::size_t count = 0;
    bool within = false;
    for (const Prim& p : c.list.prims) {
        if (const auto* g = std::get_if<GroupPrim>(&p))
            within = g->id == panel || g->id.starts_with(panel + "/");
        if (within)
            count += std::holds_alternative<StrokePrim>(p) || std::holds_alternative<FillPrim>(p) ||
                     std::holds_alternative<ImagePrim>(p) || std::holds_alternative<ScenePrim>(p);
    }
    return count - 1;
}

TEST(Room, SmallPicturesShowTheirPanels) {
    for (const Lab* lab : all_labs()) {
        const Figure figure = figure_of(*lab, defaults(*lab));
        for (const Panel& lead : figure.panels) {
            View view;
            view.lead = lead.id;
            const Composition c =
                compose(figure, view, full_page(*lab, 1280, 800), theme(ThemeId::Light), fonts());
            for (const PanelFrame& p : c.panels) {
                EXPECT_EQ(p.folded, p.id != lead.id) << lab->id;
                if (p.id == lead.id) continue;
                EXPECT_GT(shapes_of(c, p.id), 0U) << lab->id << ": " << p.id << " beside " << lead.id;
            }
        }
    }
}

class NothingJumps : public ::testing::TestWithParam<const Lab*> {};

TEST_P(NothingJumps, WhileANumberIsDragged) {
    const Lab& lab = *GetParam();
    const Page page = window_page(lab, width, height);
    for (const Sweep& sweep : sweeps(lab)) {
        std::optional<Figure> before;
        Composition pages_before[2];
        Page pages[2] = {page, page};  // as a sweep plays, and under a hand
        for (const Values& values : sweep.frames) {
            Figure figure = figure_of(lab, values, Detail::Drag);
            for (const bool held : {false, true}) {
                Composition now = made(figure, pages[held]);
                if (before) {
                    const Jump jump = jump_between(*before, pages_before[held], figure, now, held);
                    EXPECT_LE(jump.pixels, 1) << lab.id << ", " << sweep.what << (held ? ", held" : "")
                                              << ": plot " << jump.panel << " at " << told(lab, values);
                }
                pages_before[held] = std::move(now);
            }
            pages[1].hold = Hold{{}, pages_before[1].footer};
            before = std::move(figure);
        }
    }
}

INSTANTIATE_TEST_SUITE_P(Labs, NothingJumps, ::testing::ValuesIn(all_labs()), [](const auto& lab) {
    std::string name = lab.param->id;
    std::erase(name, '-');
    return name;
});

}  // namespace room_test
}  // namespace lossfield::tests
