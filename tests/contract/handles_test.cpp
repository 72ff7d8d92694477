// No handle gets lost: whatever part of its panel is shown, it is drawn and can be taken, and one from beyond the border goes
// where the pointer leads it.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "tests/contract/situations.hpp"
#include "tests/support/random_values.hpp"
#include "viz/draw/handles.hpp"
#include "viz/inputs/resolvable.hpp"

namespace lossfield::tests {
namespace handles_test {

using namespace viz;

class Handles : public ::testing::TestWithParam<const Lab*> {};

// As a wheel and a pan make them: a part of what is shown, or of what lies beside it.
View random_view(const Composition& whole, Random& random) {
    View view;
    for (const PanelFrame& p : whole.panels) {
        view.cameras[p.id] = {random.between(-180, 180), random.between(0, 90), random.between(0.5, 12)};
        const double share = std::pow(10.0, random.between(-3, 0.5));
        const Vec2 corner{p.plot.x + p.plot.width * random.between(-0.5, 1.5),
                          p.plot.y + p.plot.height * random.between(-0.5, 1.5)};
        const Vec2 low = p.to_data(corner);
        const Vec2 high = p.to_data({corner.x + share * p.plot.width, corner.y - share * p.plot.height});
        const Domain range{{low.x, high.x}, {low.y, high.y}};
        if (resolvable(range)) view.ranges[p.id] = range;
    }
    return view;
}

// Whether a closed line of the panel's handles runs through a place.
bool is_drawn(const Composition& c, const HandleFrame& frame) {
    bool here = false;
    for (const Prim& prim : c.list.prims) {
        if (const auto* group = std::get_if<GroupPrim>(&prim)) here = group->id == frame.panel + "/handles";
        const auto* line = std::get_if<StrokePrim>(&prim);
        if (!here || line == nullptr || !line->closed) continue;
        const auto [left, right] = std::minmax_element(line->points.begin(), line->points.end(),
                                                       [](Vec2 a, Vec2 b) { return a.x < b.x; });
        const auto [top, bottom] = std::minmax_element(line->points.begin(), line->points.end(),
                                                       [](Vec2 a, Vec2 b) { return a.y < b.y; });
        const Rect box{left->x - 1, top->y - 1, right->x - left->x + 2, bottom->y - top->y + 2};
        if (box.contains(frame.at)) return true;
    }
    return false;
}

// More than stand side by side.
bool crowded(const Composition& c, const std::string& panel) {
    return std::count_if(c.handles.begin(), c.handles.end(),
                         [&](const HandleFrame& h) { return h.panel == panel && h.beyond(); }) > 12;
}

TEST_P(Handles, AreSeenAndTakenAtAnyZoom) {
    const Lab& lab = *GetParam();
    const Figure figure = figure_of(lab, defaults(lab), Detail::Drag);
    Page page = full_page(lab, 1280, 800);
    page.show_handles = true;
    const Composition whole = compose(figure, View{}, page, theme(ThemeId::Light), fonts());
    Random random(7);
    std::size_t beyond = 0;
    for (int i = 0; i < 12; ++i) {
        const View view = random_view(whole, random);
        const Composition c = compose(figure, view, page, theme(ThemeId::Light), fonts());
        ASSERT_EQ(c.handles.size(), whole.handles.size());
        for (std::size_t k = 0; k < c.handles.size(); ++k) {
            const HandleFrame& h = c.handles[k];
            SCOPED_TRACE(
                fmt::format("{} in view {}: {} of {} at {}, {}", lab.id, i, h.id, h.panel, h.at.x, h.at.y));
            ASSERT_TRUE(h.box.contains(h.at));
            EXPECT_TRUE((Rect{0, 0, page.width, page.height}.contains(h.at)));
            EXPECT_TRUE(is_drawn(c, h));
            beyond += h.beyond() ? 1 : 0;
            // Where two stand at the same place the upper one hides the other.
            const HandleFrame* taken = handle_under(c, h.at);
            ASSERT_NE(taken, nullptr);
            EXPECT_TRUE(taken == &h || std::hypot(taken->at.x - h.at.x, taken->at.y - h.at.y) < 1.5)
                << "covered by " << taken->id;
            EXPECT_TRUE(!h.beyond() || taken == &h || crowded(c, h.panel)) << "covered by " << taken->id;
        }
    }
    EXPECT_TRUE(whole.handles.empty() || beyond > 0);
}

INSTANTIATE_TEST_SUITE_P(Labs, Handles, ::testing::ValuesIn(all_labs()), [](const auto& lab) {
    std::string name = lab.param->id;
    std::erase(name, '-');
    return name;
});

}  // namespace handles_test
}  // namespace lossfield::tests
