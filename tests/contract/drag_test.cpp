// Every handle goes where it is pulled to, or to the bound that it declares, and leaves values that the lab accepts.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>

#include "tests/contract/layout_check.hpp"
#include "tests/contract/pull.hpp"
#include "tests/contract/situations.hpp"
#include "viz/lab/settings.hpp"

namespace lossfield::tests {
namespace drag_test {

using namespace viz;

class Drag : public ::testing::TestWithParam<const Lab*> {};

// Small, middling, and far outside of any panel.
constexpr std::array<Vec2, 8> pulls{
    {{1, -1}, {-7, 12}, {40, 25}, {-90, -60}, {13, -170}, {5000, 3}, {-4000, -4000}, {0, 5000}}};

// What takes long to draw and is no part of where handles are (their panels have ranges of their own).
Figure light(Figure figure) {
    for (Panel& p : figure.panels) {
        Marks kept;
        for (Mark& m : p.marks)
            if (!std::holds_alternative<Contours>(m) && !std::holds_alternative<Heat>(m) &&
                !std::holds_alternative<Surface>(m))
                kept.push_back(std::move(m));
        p.marks = std::move(kept);
    }
    return figure;
}

const HandleFrame* frame_of(const Composition& c, const std::string& id) {
    const auto found =
        std::find_if(c.handles.begin(), c.handles.end(), [&](const HandleFrame& h) { return h.id == id; });
    return found == c.handles.end() ? nullptr : &*found;
}

const PanelFrame& panel_of(const Composition& c, const std::string& id) {
    return *std::find_if(c.panels.begin(), c.panels.end(), [&](const PanelFrame& p) { return p.id == id; });
}

// The points of a list and the entries of a vector are handled alike: the first three stand for all.
bool one_of_many(const Handle& handle) {
    const auto index = [](const auto& move) -> std::size_t {
        if constexpr (requires { move.index; }) return move.index;
        return 0;
    };
    return std::visit(index, static_cast<const AnyMove&>(handle.move)) >= 3;
}

struct Dragging {
    const Lab& lab;
    const Situation& from;
    Page page;
    Composition start;

    Dragging(const Lab& l, const Situation& s, const Figure& figure)
        : lab(l), from(s), page(full_page(l, 1280, 800)) {
        page.show_handles = true;
        start = compose(figure, View{}, page, theme(ThemeId::Light), fonts());
        page.hold = hold_of(start);  // as the window does while a handle is held
    }

    void pull(const Panel& panel, const Handle& handle, Vec2 by) const {
        const std::string where = from.name + ": " + handle.id + " by " + std::to_string(by.x) + "," +
                                  std::to_string(by.y) + "\n  " + told(lab, from.values);
        const PanelFrame& frame = panel_of(start, panel.id);
        const Vec2 at = frame_of(start, handle.id)->at;
        const Vec2 pointer{at.x + by.x, at.y + by.y};
        const Vec3 data = target_of(frame, handle, pointer);
        const Values after = drag(lab.parameters, from.values, handle, data.x, data.y, data.z);
        ASSERT_TRUE(accepts(lab, after)) << where << "\n  became " << told(lab, after);
        View view;
        view.ranges[panel.id] = frame.range;
        const Values shown = with_ranges_of(settled(lab, from.values), after);
        const Composition c =
            compose(light(figure_of(lab, shown, Detail::Drag)), view, page, theme(ThemeId::Light), fonts());
        const HandleFrame* again = frame_of(c, handle.id);
        ASSERT_NE(again, nullptr) << where << ": the handle is gone";
        // From far away to far away curves that a handle moves along are coarse.
        if (!again->beyond() || !frame_of(start, handle.id)->beyond()) {
            const std::string fault = pull_fault({&lab, frame, pointer, again->place, &handle, &after});
            EXPECT_TRUE(fault.empty()) << where << ": " << fault;
        }
        // In the hand it lies over what it passes.
        for (const std::string& f : layout_faults(c))
            if (f.find("handle " + handle.id + " ") == std::string::npos) ADD_FAILURE() << where << ": " << f;
    }
};

TEST_P(Drag, EndsUnderThePointerOrOnItsBound) {
    for (const Situation& s : situations(*GetParam(), 20)) {
        const Figure figure = light(figure_of(*GetParam(), s.values, Detail::Drag));
        const Dragging dragging(*GetParam(), s, figure);
        for (const Panel& panel : figure.panels)
            for (const Handle& handle : panel.handles) {
                if (frame_of(dragging.start, handle.id)->box.width == 0) continue;  // it has no place
                if (one_of_many(handle)) continue;
                for (std::size_t i = 0; i < pulls.size(); i += s.random ? 3 : 1)
                    dragging.pull(panel, handle, pulls[i]);
            }
    }
}

INSTANTIATE_TEST_SUITE_P(Labs, Drag, ::testing::ValuesIn(all_labs()), [](const auto& lab) {
    std::string name = lab.param->id;
    std::erase(name, '-');
    return name;
});

}  // namespace drag_test
}  // namespace lossfield::tests
