// Nothing covers anything and nothing leaves the page: at every size, whatever the values and the names.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "tests/contract/layout_check.hpp"
#include "tests/contract/situations.hpp"
#include "tests/support/random_values.hpp"
#include "viz/lab/catalog.hpp"
#include "viz/space/surface_painter.hpp"

namespace lossfield::tests {
namespace layout_test {

using namespace viz;

class Layout : public ::testing::TestWithParam<const Lab*> {
  protected:
    const Lab& lab() const { return *GetParam(); }
};

// 3840x2160 at scale 2 is laid out as 1920x1080.
constexpr std::array<std::array<double, 2>, 3> sizes{{{800, 600}, {1280, 800}, {1920, 1080}}};

std::vector<TextPrim> runs(const Composition& c) {
    std::vector<TextPrim> all;
    for (const Prim& p : c.list.prims)
        if (const auto* t = std::get_if<TextPrim>(&p)) all.push_back(*t);
    return all;
}

void expect_clean(const Figure& figure, const View& view, const Page& page, const std::string& what) {
    const Composition c = compose(figure, view, page, theme(ThemeId::Light), fonts());
    for (const std::string& fault : layout_faults(c))
        ADD_FAILURE() << page.width << "x" << page.height << (page.show_handles ? " with handles: " : ": ")
                      << fault << "\n  " << what;
}

void expect_clean_at_all_sizes(const Lab& lab, const Values& values, const std::string& name) {
    const Figure figure = figure_of(lab, values);
    for (const auto& [width, height] : sizes)
        for (const bool handles : {false, true}) {
            Page page = full_page(lab, width, height);
            page.show_handles = handles;
            expect_clean(figure, View{}, page, name + ": " + told(lab, values));
        }
}

TEST_P(Layout, NothingCoversAnything) {
    for (const Situation& s : situations(lab(), 24)) expect_clean_at_all_sizes(lab(), s.values, s.name);
}

TEST_P(Layout, PanelsAlone) {
    for (const Situation& s : situations(lab(), 4)) {
        const Figure figure = figure_of(lab(), s.values);
        for (const Panel& panel : figure.panels)
            for (const auto& [width, height] : {std::array{400.0, 300.0}, std::array{1280.0, 800.0}}) {
                Page page = full_page(lab(), width, height);
                page.panel = panel.id;
                expect_clean(figure, View{}, page, s.name + ": " + told(lab(), s.values));
            }
    }
}

// What has room is there: every readout with its name, the titles of panels, the caption.
TEST_P(Layout, NothingIsLeftOutWhereThereIsRoom) {
    for (const Situation& s : situations(lab(), 0)) {
        const Figure figure = figure_of(lab(), s.values);
        const Composition c =
            compose(figure, View{}, full_page(lab(), 1280, 800), theme(ThemeId::Light), fonts());
        std::vector<std::string> wanted{"title", "caption"};
        for (const Readout& r : figure.readouts)
            if (!r.aside) wanted.insert(wanted.end(), {"readout/" + r.id, "readout-name/" + r.id});
        for (const Panel& p : figure.panels) wanted.push_back(p.id + "/title");
        for (const Notice& n : figure.notices) wanted.push_back("notice/" + n.id);
        for (const std::string& owner : wanted)
            EXPECT_TRUE(std::any_of(c.texts.begin(), c.texts.end(),
                                    [&](const TextFrame& t) { return t.owner == owner && t.box.width > 3; }))
                << s.name << ": " << owner << " is missing";
        for (const TextPrim& t : runs(c)) EXPECT_EQ(t.text.find("…"), std::string::npos) << t.text;
    }
}

// Zoomed in and out, moved aside: what is out of view covers nothing.
TEST_P(Layout, Zoomed) {
    Random random(11);
    for (const Situation& s : situations(lab(), 12)) {
        const Figure figure = figure_of(lab(), s.values);
        const Page page = full_page(lab(), 1280, 800);
        const Composition whole = compose(figure, View{}, page, theme(ThemeId::Light), fonts());
        for (int i = 0; i < 4; ++i) {
            View view;
            for (const PanelFrame& p : whole.panels) {
                const auto moved = [&](Interval r) {
                    const double length = r.length() * std::pow(10.0, random.between(-2, 1));
                    const double low = r.low + r.length() * random.between(-0.5, 0.5);
                    return Interval{low, low + length};
                };
                view.ranges[p.id] = {moved(p.range.x), moved(p.range.y)};
            }
            Page with_handles = page;
            with_handles.show_handles = true;
            expect_clean(figure, view, with_handles, s.name + ": " + told(lab(), s.values));
        }
    }
}

// A 3-D panel from every side, from the ground and from straight above, near and far; each situation from a third of these cameras.
TEST_P(Layout, Turned) {
    Random random(13);
    int first = 0;
    for (const Situation& s : situations(lab(), 3)) {
        const Figure figure = figure_of(lab(), s.values);
        if (!has_space(figure)) continue;
        for (int i = first++ % 3; i < 40; i += 3) {
            const std::array<double, 4> steep{0, 12, 60, 90};
            const Camera camera{i * 45.0 + (i >= 8 ? random.between(-22, 22) : 0),
                                i < 32 ? steep[static_cast<std::size_t>(i / 8)] : random.between(-90, 90),
                                i < 32 ? 1 : std::pow(10.0, random.between(-0.5, 1))};
            View view;
            for (const Panel& p : figure.panels)
                if (p.kind == PanelKind::Space) view.cameras[p.id] = camera;
            const auto& [width, height] = sizes[static_cast<std::size_t>(i) % sizes.size()];
            expect_clean(figure, view, full_page(lab(), width, height),
                         fmt::format("{} from {}, {} at zoom {}", s.name, camera.azimuth, camera.elevation,
                                     camera.zoom));
        }
    }
}

INSTANTIATE_TEST_SUITE_P(Labs, Layout, ::testing::ValuesIn(all_labs()), [](const auto& lab) {
    std::string name = lab.param->id;
    std::erase(name, '-');
    return name;
});

TEST(LayoutOfNames, AnyNamesOfClasses) {
    const Lab& lab = find_lab(catalog(), "softmax-cross-entropy");
    const std::string forty(40, 'W');
    std::string ten_long, ten_words;
    for (int k = 0; k < 10; ++k) {
        ten_long += forty + ",";
        ten_words += "a rather long name of class number " + std::to_string(k) + ",";
    }
    const std::vector<std::string> names{forty + "," + forty + "," + forty,
                                         ten_long,
                                         ten_words,
                                         "$,$x$,\\$",
                                         "👍👍👍,👩‍👩‍👧 family,e\u0301\u0301\u0301",
                                         ",,",
                                         "  , , ",
                                         "x",
                                         std::string(5000, 'i'),
                                         "$z_1^{2,a_{b"};
    const std::vector<Vector> logits{
        {1, -1}, {2, 0.5, -1}, {3, 1, 0, -1}, {1, 2, 3, 4, 5, -5, -4, -3, -2, -1}};
    for (const std::string& n : names)
        for (const Vector& z : logits) {
            Values values = defaults(lab);
            values[index_of(lab, "names")] = n;
            values[index_of(lab, "logits")] = z;
            expect_clean_at_all_sizes(lab, values, "names");
        }
}

}  // namespace layout_test
}  // namespace lossfield::tests
