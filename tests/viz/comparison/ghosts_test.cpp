// Pinned states behind the live one: what has changed is seen, thin, and nothing else.
#include "viz/comparison/ghosts.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/contract/layout_check.hpp"
#include "tests/contract/situations.hpp"
#include "tests/contract/well_formed.hpp"
#include "viz/comparison/ghost_marks.hpp"
#include "viz/figure/field.hpp"
#include "viz/geometry/levels.hpp"
#include "viz/lab/catalog.hpp"
#include "viz/lab/settings.hpp"

namespace lossfield::tests {
namespace ghosts_test {

using namespace viz;

Figure at(const Lab& lab, const std::string& id, const Value& value) {
    Values values = defaults(lab);
    values[index_of(lab, id)] = value;
    return figure_of(lab, values, Detail::Full);
}

bool is_ghost(const Mark& m) { return m.id().find("-pinned-") != std::string::npos; }

const Mark* find_mark_of(const Panel& panel, const std::string& id) {
    for (const Mark& m : panel.marks)
        if (m.id() == id) return &m;
    return nullptr;
}

TEST(Ghosts, OfWhatIsAsItWasThereAreNone) {
    for (const Lab* lab : all_labs()) {
        const Figure live = figure_of(*lab, defaults(*lab));
        const Figure both = with_ghosts(live, {{"then", live}});
        EXPECT_EQ(both.readouts.size(), live.readouts.size()) << lab->id;
        for (std::size_t i = 0; i < live.panels.size(); ++i) {
            // Surfaces and curves with NaN differ from themselves, and may be drawn twice.
            for (const Mark& m : both.panels[i].marks) {
                if (!is_ghost(m)) continue;
                const auto* curve = std::get_if<Curve>(&m);
                const bool gaps = curve != nullptr && std::any_of(curve->y.begin(), curve->y.end(),
                                                                  [](double v) { return std::isnan(v); });
                EXPECT_TRUE(gaps || curve == nullptr) << lab->id << ": " << m.id();
            }
        }
    }
}

TEST(Ghosts, ShowWhatWasPinned) {
    const Lab& lab = find_lab(catalog(), "log-sum-exp");
    const Figure live = figure_of(lab, defaults(lab), Detail::Full), then = at(lab, "tau", 3.0);
    const Figure both = with_ghosts(live, {{"before", then}});
    int curves = 0, contours = 0, named = 0;
    for (const Panel& panel : both.panels) {
        const Panel& pinned = *find_panel(then, panel.id);
        const Panel& alone = *find_panel(live, panel.id);
        std::size_t others = 0;
        for (const Mark& m : panel.marks) {
            if (!is_ghost(m)) {
                ++others;
                continue;
            }
            named += m.label() == "before";
            const Mark& source = *find_mark_of(pinned, m.id().substr(0, m.id().find("-pinned-")));
            if (const auto* c = std::get_if<Curve>(&m)) {
                ++curves;
                EXPECT_EQ(c->x, std::get<Curve>(source).x);
                EXPECT_EQ(c->y, std::get<Curve>(source).y);
                EXPECT_LT(c->width, 1.2);
                EXPECT_LT(c->colour.opacity, 1);
            }
            if (const auto* c = std::get_if<Contours>(&m)) {
                ++contours;
                EXPECT_FALSE(c->filled);
                EXPECT_EQ(values_of(c->field), values_of(std::get<Contours>(source).field));
                const auto& of_live = std::get<Contours>(*find_mark_of(alone, source.id()));
                EXPECT_EQ(c->levels.exactly, choose_levels(of_live.field, of_live.levels));
            }
        }
        EXPECT_EQ(others, alone.marks.size());
    }
    EXPECT_GT(curves, 0);
    EXPECT_GT(contours, 0);
    EXPECT_GT(named, 0);
}

TEST(Ghosts, LieOverTheGroundAndUnderTheRest) {
    for (const Lab& lab : catalog())
        for (const Preset& preset : lab.presets) {
            const Figure live = figure_of(lab, defaults(lab));
            const Figure both = with_ghosts(live, {{"preset", figure_of(lab, preset.values)}});
            for (const Panel& panel : both.panels) {
                bool over = false, ghosts = false;
                for (const Mark& m : panel.marks) {
                    if (is_ghost(m)) ghosts = true;
                    EXPECT_FALSE(ghosts && !is_ghost(m) && is_ground(m)) << lab.id << ' ' << m.id();
                    over = over || (!is_ghost(m) && ghosts);
                    EXPECT_FALSE(over && is_ghost(m)) << lab.id << ' ' << m.id();
                }
            }
        }
}

TEST(Ghosts, DifferencesAreThoseOfTheReadouts) {
    const Lab& lab = find_lab(catalog(), "softmax-cross-entropy");
    const Figure live = figure_of(lab, defaults(lab)), hot = at(lab, "temperature", 2.0),
                 cold = at(lab, "temperature", 0.5);
    const Figure both = with_ghosts(live, {{"hot", hot}, {"cold", cold}});
    const auto value = [](const Figure& f, const std::string& id) {
        for (const Readout& r : f.readouts)
            if (r.id == id) return std::get<double>(r.value);
        return std::nan("");
    };
    EXPECT_DOUBLE_EQ(value(both, "loss-since-1"), value(live, "loss") - value(hot, "loss"));
    EXPECT_DOUBLE_EQ(value(both, "loss-since-2"), value(live, "loss") - value(cold, "loss"));
    EXPECT_GT(both.readouts.size(), live.readouts.size() + 2);
}

TEST(Ghosts, EveryLabWithEveryPresetPinnedIsWellFormedAndCoversNothing) {
    for (const Lab* lab : all_labs()) {
        const Figure live = figure_of(*lab, defaults(*lab));
        std::vector<Pinned> pins;
        for (const Preset& p : lab->presets)
            if (pins.size() < most_pins) pins.push_back({p.title, figure_of(*lab, p.values)});
        const Figure both = with_ghosts(live, pins);
        for (const std::string& fault : figure_faults(*lab, both)) ADD_FAILURE() << lab->id << ": " << fault;
        const Composition c =
            compose(both, View{}, full_page(*lab, 1280, 800), theme(ThemeId::Light), fonts());
        for (const std::string& fault : layout_faults(c)) ADD_FAILURE() << lab->id << ": " << fault;
    }
}

TEST(Beside, IsOnePanelOfEachAtCommonScales) {
    const Lab& lab = find_lab(catalog(), "log-sum-exp");
    const Figure figure =
        beside(figure_of(lab, defaults(lab)), "now", {{"before", at(lab, "tau", 3.0)}}, View{}, {});
    ASSERT_EQ(figure.panels.size(), 2U);
    EXPECT_EQ(figure.panels[0].title, "now");
    EXPECT_EQ(figure.panels[1].title, "before");
    EXPECT_EQ(figure.panels[1].cell.column, 1);
    EXPECT_EQ(figure.panels[0].x.range, figure.panels[1].x.range);
}

}  // namespace ghosts_test
}  // namespace lossfield::tests
