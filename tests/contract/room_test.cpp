// Plots fill the window's picture, and stay where they are while values change.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <optional>

#include "tests/contract/room.hpp"
#include "tests/contract/situations.hpp"
#include "viz/lab/catalog.hpp"

namespace lossfield::tests {
namespace room_test {

using namespace viz;

// The picture of a window of 1280x800 between both side panels.
constexpr double width = 793, height = 800;

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

class NothingJumps : public ::testing::TestWithParam<const Lab*> {};

TEST_P(NothingJumps, WhileANumberIsDragged) {
    const Lab& lab = *GetParam();
    const Page page = window_page(lab, width, height);
    for (const Sweep& sweep : sweeps(lab)) {
        std::optional<Figure> before;
        Composition page_before;
        for (const Values& values : sweep.frames) {
            Figure figure = figure_of(lab, values, Detail::Drag);
            Composition now = made(figure, page);
            if (before) {
                const Jump jump = jump_between(*before, page_before, figure, now);
                EXPECT_LE(jump.pixels, 1)
                    << lab.id << ", " << sweep.what << ": plot " << jump.panel << " at " << told(lab, values);
            }
            before = std::move(figure), page_before = std::move(now);
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
