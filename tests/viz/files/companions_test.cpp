#include "viz/files/companions.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "tests/contract/situations.hpp"
#include "tests/support/specimen.hpp"
#include "viz/files/arrays.hpp"
#include "viz/files/latex_figure.hpp"
#include "viz/files/python.hpp"
#include "viz/files/python_parts.hpp"
#include "viz/inputs/values.hpp"

namespace lossfield::tests {
namespace companions_test {

using namespace viz;

template <class F>
std::string refusal(const F& f) {
    try {
        (void)f();
    } catch (const InputError& e) {
        return e.what();
    }
    return "no refusal";
}

// The names between data[" and "].
std::set<std::string> arrays_in(const std::string& script) {
    std::set<std::string> names;
    for (std::size_t at = script.find("data[\""); at != std::string::npos;
         at = script.find("data[\"", at + 1)) {
        const std::size_t begin = at + 6;
        names.insert(script.substr(begin, script.find('"', begin) - begin));
    }
    return names;
}

TEST(Companions, TheFilesBearThePictureSName) {
    const Lab& lab = specimen();
    const Values values = defaults(lab);
    const Figure figure = figure_of(lab, values);
    std::set<std::string> names;
    Companions all{true, true, true, true, true};
    for (const auto& [path, bytes] : companion_files(all, lab, values, {}, figure, {}, "to/pic.v2.pdf")) {
        EXPECT_TRUE(names.insert(path).second) << path;
        EXPECT_FALSE(bytes.empty()) << path;
        EXPECT_TRUE(path.starts_with("to/pic.v2.")) << path;
    }
    for (const char* name : {"to/pic.v2.json", "to/pic.v2.npz", "to/pic.v2.py", "to/pic.v2.tex",
                             "to/pic.v2.plane.data.csv", "to/pic.v2.readouts.csv"})
        EXPECT_TRUE(names.contains(name)) << name;
    EXPECT_TRUE(companion_files({}, lab, values, {}, figure, {}, "pic.pdf").empty());
}

TEST(Companions, FormatsOfNumbersAreNamed) {
    const Companions some = parse_numbers("npz,csv");
    EXPECT_TRUE(some.csv && some.npz && !some.json && !some.python && !some.latex);
    EXPECT_NE(refusal([] { return parse_numbers("jsn"); }).find("json"), std::string::npos);
    EXPECT_NE(refusal([] { return parse_numbers("csv,"); }), "no refusal");
}

// Every array that a script draws from is there, and a script that holds its numbers itself has each of them.
TEST(Python, EveryPanelOfEveryLabDrawsFromArraysThatThereAre) {
    std::size_t drawn = 0;
    for (const Lab* lab : all_labs()) {
        const Values values = defaults(*lab);
        const Figure figure = figure_of(*lab, values, tried_detail(*lab));
        std::set<std::string> there;
        for (const Array& array : arrays_of(*lab, values, figure)) there.insert(array.name);
        for (const Panel& panel : figure.panels) {
            const std::string script = python_script(*lab, figure, {}, {panel.id, ThemeId::Light, "x.npz"});
            EXPECT_NE(script.find("np.load(Path(__file__).with_name(\"x.npz\"))"), std::string::npos);
            const std::string whole = python_script(*lab, figure, {}, {panel.id, ThemeId::Light, {}});
            EXPECT_EQ(whole.find("np.load"), std::string::npos);
            for (const std::string& name : arrays_in(script)) {
                EXPECT_TRUE(there.contains(name)) << lab->id << ": " << name;
                EXPECT_NE(whole.find("    \"" + name + "\": np.array("), std::string::npos)
                    << lab->id << ": " << name;
                ++drawn;
            }
            EXPECT_EQ(arrays_in(script), arrays_in(whole)) << lab->id << ": " << panel.id;
        }
    }
    EXPECT_GT(drawn, 500u);
}

TEST(Python, ThePanelThatLeadsIsDrawn) {
    const Lab& lab = specimen();
    Figure figure = figure_of(lab, defaults(lab));
    View view;
    figure.lead = figure.panels[1].id;
    EXPECT_EQ(&leading_panel(figure, view), &figure.panels[1]);
    view.lead = figure.panels[2].id;
    EXPECT_EQ(&leading_panel(figure, view), &figure.panels[2]);
    view.lead.clear(), figure.lead.clear();
    EXPECT_EQ(&leading_panel(figure, view), &figure.panels[0]);
    EXPECT_NE(refusal([&] {
                  return python_script(lab, figure, view, {"plan", ThemeId::Light, {}});
              }).find("plane"),
              std::string::npos);
}

TEST(Python, LiteralsReadBack) {
    EXPECT_EQ(python_text("a\"b"), R"("a\"b")");
    EXPECT_EQ(python_text("$\\alpha$"), R"(r"$\alpha$")");
    EXPECT_EQ(python_text("\\"), R"("\\")");
    EXPECT_EQ(python_text("a\n\\b"), R"("a\n\\b")");
    EXPECT_EQ(python_list({0.1, NAN, -INFINITY}), "[0.1, np.nan, -np.inf]");
}

TEST(LatexFigure, IsReadyToPaste) {
    const Lab& lab = specimen();
    Figure figure = figure_of(lab, defaults(lab));
    figure.caption = "50 % of $∂L$.";
    EXPECT_EQ(latex_figure(lab, figure, "plot-1.pdf"),
              "\\begin{figure}\n  \\centering\n  \\includegraphics[width=\\linewidth]{plot-1.pdf}\n"
              "  \\caption{50 \\% of $\\partial L$.}\n  \\label{fig:specimen}\n\\end{figure}\n");
}

TEST(LatexFigure, RefusesWhatLatexWouldNotFind) {
    const Lab& lab = specimen();
    const Figure figure = figure_of(lab, defaults(lab));
    EXPECT_NE(refusal([&] { return latex_figure(lab, figure, "a.svg"); }).find(".pdf"), std::string::npos);
    for (const char* name : {"a b.pdf", "50%.pdf", "a#.png", "{a}.pdf", "ü.pdf"})
        EXPECT_NE(refusal([&] { return latex_figure(lab, figure, name); }).find("letters"), std::string::npos)
            << name;
}

}  // namespace companions_test
}  // namespace lossfield::tests
