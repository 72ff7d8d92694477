// One panel at several values: what each cell shows is the lab's own at these values, and all of them are drawn to one scale.
#include "viz/comparison/multiples.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "tests/contract/layout_check.hpp"
#include "tests/contract/situations.hpp"
#include "viz/figure/field.hpp"
#include "viz/files/render.hpp"
#include "viz/files/report.hpp"
#include "viz/lab/catalog.hpp"
#include "viz/lab/settings.hpp"
#include "viz/text/json_text.hpp"

namespace lossfield::tests {
namespace multiples_test {

using namespace viz;

Figure made(const Lab& lab, const std::vector<std::string>& texts, const std::string& panel = {},
            int columns = 0) {
    Multiples wanted{{}, panel, columns};
    for (const std::string& t : texts) wanted.repeats.push_back(parse_repeat(lab, defaults(lab), t));
    return multiples(lab, defaults(lab), View{}, wanted);
}

std::string refused(const std::string& lab, const std::vector<std::string>& texts,
                    const std::string& panel = {}) {
    try {
        (void)made(find_lab(catalog(), lab), texts, panel);
        return "nothing was thrown";
    } catch (const InputError& e) {
        return e.what();
    }
}

std::vector<std::string> titles(const Figure& figure) {
    std::vector<std::string> all;
    for (const Panel& p : figure.panels) all.push_back(p.title);
    return all;
}

TEST(Repeated, ReadsWhatItWrites) {
    const Lab& lab = find_lab(catalog(), "softmax-cross-entropy");
    for (const std::string text : {"temperature=0.2,1,5", "logits[2]=-1,0.5", "step=0,7"})
        EXPECT_EQ(repeat_text(lab, parse_repeat(lab, defaults(lab), text)), text);
    const Lab& race = find_lab(catalog(), "race");
    EXPECT_EQ(repeat_text(race, parse_repeat(race, defaults(race), "landscape=bowl,rosenbrock")),
              "landscape=bowl,rosenbrock");
}

TEST(Repeated, WhatCannotBeTakenIsNamed) {
    const char* const lab = "softmax-cross-entropy";
    EXPECT_NE(refused(lab, {"temperatur=1,2"}).find("nearest: temperature"), std::string::npos);
    EXPECT_NE(refused(lab, {"temperature"}).find("not of the form ID=V1,V2"), std::string::npos);
    EXPECT_NE(refused(lab, {"temperature=1,,2"}).find("temperature"), std::string::npos);
    EXPECT_NE(refused(lab, {"temperature=1,-2"}).find("from"), std::string::npos);
    EXPECT_NE(refused(lab, {"logits=1,2"}).find("logits[k]"), std::string::npos);
    EXPECT_NE(refused(lab, {"logits[4]=1,2"}).find("from [1] to [3]"), std::string::npos);
    EXPECT_NE(refused(lab, {"logits[1]=1,x"}).find("\"x\" is not a number"), std::string::npos);
    EXPECT_NE(refused(lab, {"step=0,1"}).find("no simulation"), std::string::npos);
    EXPECT_NE(refused("race", {"step=0,1.5"}).find("\"1.5\" is not a whole number"), std::string::npos);
    EXPECT_NE(refused("race", {"step=0,100000000"}).find("the last step is"), std::string::npos);
    EXPECT_NE(refused(lab, {"temperature=1,2"}, "nowhere").find("nowhere"), std::string::npos);
    EXPECT_NE(refused(lab, {"temperature=1", "logits[1]=1", "logits[2]=1"}).find("one or two"),
              std::string::npos);
    std::string many = "temperature=1";
    for (int i = 0; i < 24; ++i) many += ",1";
    EXPECT_NE(refused(lab, {many}).find("at most 24"), std::string::npos);
    EXPECT_NE(refused("triplet", {"show=one,batch"}, "surface").find("there is no panel"), std::string::npos);
}

TEST(Multiples, StandInReadingOrderEachTitledByItsValue) {
    const Lab& lab = find_lab(catalog(), "softmax-descent");
    const Figure one = made(lab, {"temperature=0.2,0.5,1,2"});
    EXPECT_EQ(titles(one), (std::vector<std::string>{"$T$ = 0.2", "$T$ = 0.5", "$T$ = 1", "$T$ = 2"}));
    EXPECT_EQ(one.panels[3].cell.row, 1);
    EXPECT_EQ(one.panels[3].cell.column, 1);
    const Figure row = made(lab, {"temperature=0.2,0.5,1,2"}, {}, 4);
    EXPECT_EQ(row.panels[3].cell.column, 3);
    const Figure two = made(lab, {"temperature=0.5,1", "margin=0,0.2,0.4"});
    ASSERT_EQ(two.panels.size(), 6U);
    EXPECT_EQ(two.panels[3].title, "$T$ = 1, $m$ = 0.2");
    EXPECT_EQ(two.panels[3].cell.row, 1);
    EXPECT_EQ(two.panels[3].cell.column, 1);
    EXPECT_EQ(
        two.caption,
        "From left to right $T$ = 0.5 and 1, from top to bottom $m$ = 0, 0.2 and 0.4; all else is the same.");
}

// The numbers of each mark, which scales and levels are no part of.
std::string numbers(const Panel& panel) {
    std::string all;
    for (const Mark& mark : panel.marks)
        for (const auto& [name, column] : columns_of(panel, mark).numbers) {
            all += mark.id() + name;
            all.append(reinterpret_cast<const char*>(column.data()), column.size() * sizeof(double));
        }
    return all;
}

TEST(Multiples, ACellShowsWhatTheLabShowsAtItsValues) {
    const Lab& lab = find_lab(catalog(), "softmax-descent");
    const Figure figure = made(lab, {"temperature=0.2,0.5,2"});
    Values values = defaults(lab);
    const std::size_t t = index_of(lab, "temperature");
    const Values held = settled(lab, values);
    for (std::size_t i = 0; i < 3; ++i) {
        values[t] = std::vector<double>{0.2, 0.5, 2}[i];
        const Figure own = figure_of(lab, with_ranges_of(settled(lab, values), values), Detail::Full);
        const Panel& panel = own.lead.empty() ? own.panels[0] : *find_panel(own, own.lead);
        ASSERT_EQ(settled(lab, values), with_ranges_of(held, values)) << "its range follows no temperature";
        EXPECT_TRUE(numbers(figure.panels[i]) == numbers(panel)) << i;
    }
}

const ColourScale* scale_of(const Mark& mark) {
    if (const auto* m = std::get_if<Contours>(&mark)) return &m->scale;
    if (const auto* m = std::get_if<Heat>(&mark)) return m->classes.empty() ? &m->scale : nullptr;
    if (const auto* m = std::get_if<Surface>(&mark)) return &m->scale;
    return nullptr;
}

const Levels* levels_of(const Mark& mark) {
    if (const auto* m = std::get_if<Contours>(&mark)) return &m->levels;
    if (const auto* m = std::get_if<Surface>(&mark)) return &m->levels;
    return nullptr;
}

// Whether the lab names the heights of its lines itself.
bool own_levels(const Lab& lab, const std::string& mark) {
    const Figure figure = figure_of(lab, defaults(lab));
    for (const Panel& p : figure.panels)
        for (const Mark& m : p.marks)
            if (const Levels* levels = levels_of(m); levels != nullptr && m.id() == mark)
                return !levels->exactly.empty();
    return false;
}

// Its first number, small and large; nothing where the lab has none.
std::string usual_repeat(const Lab& lab) {
    const Figure figure = figure_of(lab, defaults(lab));
    for (const Parameter& p : lab.parameters) {
        if (p.kind != Kind::Real || !has_effect(figure, p.id)) continue;
        const auto at = [&](double f) {
            return std::clamp(std::lerp(p.soft.low, p.soft.high, f), p.hard.low, p.hard.high);
        };
        const Repeat repeat{index_of(lab, p.id), {}, {at(0.2), at(0.5), at(0.7), at(0.9)}};
        Values values = defaults(lab);
        View view;
        bool all = true;
        for (std::size_t i = 0; i < repeat.values.size(); ++i) {
            set_repeated(repeat, i, values, view);
            all = all && accepts(lab, values);
        }
        if (all) return repeat_text(lab, repeat);
    }
    return {};
}

TEST(Multiples, AreDrawnToOneScaleWithOneLegendAndOneBar) {
    for (const Lab* lab : all_labs()) {
        const std::string text = usual_repeat(*lab);
        if (text.empty()) continue;
        const Figure figure = made(*lab, {text});
        SCOPED_TRACE(lab->id + ": " + text);
        ASSERT_EQ(figure.panels.size(), 4U);
        std::set<std::string> ids;
        int legends = 0, bars = 0;
        for (const Panel& p : figure.panels) {
            ids.insert(p.id);
            legends += p.legend, bars += p.colour_bar.has_value();
            EXPECT_EQ(p.x.range, figure.panels[0].x.range);
            EXPECT_EQ(p.y.range, figure.panels[0].y.range);
            EXPECT_EQ(p.z.range, figure.panels[0].z.range);
            EXPECT_EQ(p.handles.size(), 0U);
            for (const Mark& mark : p.marks)
                for (const Mark& first : figure.panels[0].marks) {
                    if (first.id() != mark.id() || first.index() != mark.index()) continue;
                    if (const ColourScale* scale = scale_of(mark)) {
                        EXPECT_EQ(*scale, *scale_of(first)) << mark.id();
                    }
                    if (const Levels* levels = levels_of(mark);
                        levels != nullptr && !own_levels(*lab, mark.id())) {
                        EXPECT_EQ(levels->exactly, levels_of(first)->exactly) << mark.id();
                    }
                }
        }
        EXPECT_EQ(ids.size(), 4U);
        EXPECT_LE(legends, 1);
        EXPECT_LE(bars, 1);
    }
}

TEST(Multiples, ACommonScaleHoldsAllValues) {
    const Figure figure = made(find_lab(catalog(), "softmax-descent"), {"temperature=0.2,1,5"});
    double lowest = 1e300, highest = -1e300;
    const ColourScale* scale = nullptr;
    for (const Panel& p : figure.panels)
        for (const Mark& mark : p.marks)
            if (const auto* m = std::get_if<Contours>(&mark); m != nullptr && m->filled) {
                const Interval range = finite_range(values_of(m->field));
                lowest = std::min(lowest, range.low), highest = std::max(highest, range.high);
                scale = &m->scale;
            }
    ASSERT_NE(scale, nullptr);
    EXPECT_LE(scale->low, lowest);
    EXPECT_GE(scale->high, highest);
}

// Bands are coloured by their middles, also the outermost one of a field that ends far below the common scale.
TEST(Multiples, TheLastBandOfASmallFieldHasItsColour) {
    const Figure figure = made(find_lab(catalog(), "softmax-descent"), {"temperature=0.2,0.5,1,2"});
    int contours = 0;
    for (const Panel& p : figure.panels)
        for (const Mark& mark : p.marks) {
            const auto* m = std::get_if<Contours>(&mark);
            if (m == nullptr || !m->filled) continue;
            ++contours;
            const double highest = finite_range(values_of(m->field)).high;
            const Vector& levels = m->levels.exactly;
            ASSERT_FALSE(levels.empty());
            // The band of the highest value lies between two levels, or ends where the scale does.
            const auto above = std::upper_bound(levels.begin(), levels.end(), highest);
            if (above == levels.end()) {
                EXPECT_EQ(m->scale.high, highest) << p.title;
            } else {
                ASSERT_NE(above, levels.begin());
                EXPECT_LT(*above - *(above - 1), 0.35 * (highest - levels.front())) << p.title;
            }
        }
    EXPECT_EQ(contours, 4);
}

TEST(Multiples, NothingCoversAnythingAndAllPlotsAreAlike) {
    for (const Lab* lab : all_labs()) {
        const std::string text = usual_repeat(*lab);
        if (text.empty()) continue;
        const Figure figure = made(*lab, {text});
        for (const auto& [width, height] : {std::pair{1280.0, 800.0}, {800.0, 600.0}}) {
            RenderOptions options;
            options.width = width, options.height = height;
            options.sweeps = {text};
            const Composition c =
                compose(figure, View{}, file_page(*lab, options), theme(ThemeId::Light), fonts());
            for (const std::string& fault : layout_faults(c)) ADD_FAILURE() << lab->id << ": " << fault;
            ASSERT_EQ(c.panels.size(), 4U) << lab->id;
            if (c.panels[0].kind == PanelKind::Matrix || c.panels[0].kind == PanelKind::Sheet) continue;
            for (const PanelFrame& p : c.panels) {
                EXPECT_FALSE(p.folded) << lab->id;
                EXPECT_NEAR(p.plot.width, c.panels[0].plot.width, 0.2 * c.panels[0].plot.width) << lab->id;
                EXPECT_NEAR(p.plot.height, c.panels[0].plot.height, 0.2 * c.panels[0].plot.height) << lab->id;
            }
        }
    }
}

TEST(Multiples, NoticesSayAtWhichValues) {
    const Figure figure = made(find_lab(catalog(), "pair-ranking"), {"gd-rate=0.001,100"});
    ASSERT_EQ(figure.notices.size(), 1U);
    EXPECT_TRUE(figure.notices[0].text.starts_with("$η$ = 100: ")) << figure.notices[0].text;
}

TEST(Multiples, AreWrittenInEveryFormatAndAgainByTheCommandThatIsTold) {
    const Lab& lab = find_lab(catalog(), "softmax-descent");
    RenderOptions options;
    options.sweeps = {"temperature=0.5,2"};
    options.columns = 1;
    const std::string once = render(lab, defaults(lab), View{}, options, fonts());
    EXPECT_TRUE(once == render(lab, defaults(lab), View{}, options, fonts()));
    EXPECT_NE(render_command(lab, defaults(lab), View{}, options, "a.svg")
                  .find("--sweep temperature=0.5,2 --columns 1 -o a.svg"),
              std::string::npos);
}

}  // namespace multiples_test
}  // namespace lossfield::tests
