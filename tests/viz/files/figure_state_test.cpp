// What a figure's state says beside values and view, and what is done with one that is damaged.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include "tests/support/png_chunks.hpp"
#include "tests/support/random_values.hpp"
#include "tests/support/specimen.hpp"
#include "viz/files/render.hpp"
#include "viz/files/state.hpp"
#include "viz/files/version.hpp"
#include "viz/inputs/values.hpp"
#include "viz/text/words.hpp"

namespace lossfield::tests {
namespace figure_state_test {

using namespace viz;

const std::string head = R"({"lossfield": 1, "lab": "specimen", )";

ReadState read(const std::string& json) {
    return read_state(specimen(), json, "a.png", defaults(specimen()));
}

std::string refusal(const std::string& bytes) {
    try {
        (void)state_in(bytes, "a.png");
        return {};
    } catch (const InputError& e) {
        return e.what();
    }
}

TEST(FigureState, RandomFiguresReadBack) {
    Random random(11);
    for (int round = 0; round < 200; ++round) {
        FigureOptions options;
        options.width = static_cast<double>(200 + random.below(900));
        options.height = static_cast<double>(200 + random.below(900));
        options.scale = random.between(0.1, 14);
        options.theme = static_cast<ThemeId>(random.below(3));
        if (random.below(2) == 0) options.panel = "surface \"3-D\"";
        for (bool Omissions::*one : {&Omissions::title, &Omissions::caption, &Omissions::formulas,
                                     &Omissions::numbers, &Omissions::legend, &Omissions::colour_bar})
            options.without.*one = random.below(2) == 0;
        View view;
        view.pointer = Pointer{"plane", random.between(-1, 1), 1e-300};
        const State state{"specimen", random_values(specimen(), random), view, options, "9.9.9"};
        const ReadState back = read(write_state(specimen(), state));
        ASSERT_EQ(back.state.figure, options);
        ASSERT_EQ(back.state.view, view);
        ASSERT_EQ(back.state.values, state.values);
        ASSERT_EQ(back.state.program, "9.9.9");
        ASSERT_TRUE(back.notes("a.png").empty());
    }
}

TEST(FigureState, AStateOfAnEarlierVersionHasNoFigure) {
    const auto back =
        read(R"({"lossfield": 1, "lab": "specimen", "values": {"count": 7}, "view": {"step": 2}})");
    EXPECT_FALSE(back.state.figure);
    EXPECT_EQ(back.state.view.step, 2);
    EXPECT_TRUE(back.notes("a.png").empty());
}

TEST(FigureState, DamagedPartsAreNamedAndTheRestIsUsed) {
    const auto back =
        read(head + R"("program": 7, "values": {"count": 8, "rate": "fast"}, "view": {"step": 4, "lead": 1},
        "figure": {"width": -3, "height": 600, "scale": "2", "theme": "drak", "panel": ["a"], "depth": 1,
                   "without": ["caption", "captain", 3]}})");
    EXPECT_EQ(back.state.figure->height, 600);
    EXPECT_EQ(back.state.figure->width, FigureOptions().width);
    EXPECT_EQ(back.state.figure->scale, 1);
    EXPECT_EQ(back.state.figure->theme, ThemeId::Light);
    EXPECT_TRUE(back.state.figure->panel.empty());
    EXPECT_TRUE(back.state.figure->without.caption);
    EXPECT_EQ(back.state.view.step, 4);
    EXPECT_EQ(back.state.values[index_of(specimen(), "count")], Value(8LL));
    EXPECT_EQ(back.state.values[index_of(specimen(), "rate")],
              specimen().parameters[index_of(specimen(), "rate")].fallback);
    const auto notes = back.notes("a.png");
    const std::vector<std::string> expected{
        "a.png: unknown \"figure.depth\" is left out",
        "a.png: left out: rate: \"fast\" is not a number from 0 to 1000",
        "a.png: left out: view: lead is not the name of a panel",
        "a.png: left out: figure.width: -3 is not a number from 150 to 16384",
        "a.png: left out: figure.scale: \"2\" is not a number from 0.1 to 16",
        "a.png: left out: figure.theme: unknown theme \"drak\" (nearest: dark); give light, dark or print",
        "a.png: left out: figure.panel: [\"a\"] is not a name",
        "a.png: left out: figure.without: \"captain\" is none of title, caption, formulas, numbers, legend, "
        "colour-bar (nearest: caption)",
        "a.png: left out: \"program\" is not a version"};
    EXPECT_EQ(notes, expected);
}

TEST(FigureState, WrongKindsOfThePartsAreNamed) {
    for (const std::string part : {"values", "view", "figure"})
        for (const std::string json : {"[1]", "null", "7", "\"x\"", "true"})
            EXPECT_EQ(read(head + "\"" + part + "\": " + json + "}").notes("f"),
                      (std::vector<std::string>{"f: left out: \"" + part + "\" is not an object"}));
}

TEST(FigureState, AScaleBeyondTheLargestPictureIsLeftOut) {
    const auto back = read(head + R"("figure": {"width": 16384, "height": 300, "scale": 1.5}})");
    EXPECT_EQ(back.state.figure->scale, 1);
    EXPECT_EQ(back.notes("f"),
              (std::vector<std::string>{"f: left out: figure.scale: 1.5 makes a side of 24576 pixels"}));
}

TEST(FigureState, ManyNotesAreCounted) {
    std::string json = head + R"("values": {)";
    for (int i = 0; i < 100000; ++i) json += fmt::format("\"x{}\": 1, ", i);
    const auto notes = read(json + R"("count": 7}})").notes("f");
    ASSERT_EQ(notes.size(), 13U);
    EXPECT_EQ(notes.back(), "f: 99988 more left out");
}

TEST(StateIn, AFileIsWhatItsContentSays) {
    const FontSet fonts;
    RenderOptions options;
    options.width = 700;
    options.theme = ThemeId::Print;
    options.without.legend = true;
    const State made{"specimen", defaults(specimen()), {}, options, program_version()};
    const std::string json = write_state(specimen(), made);
    EXPECT_EQ(state_in(json, "a.png"), json);
    for (const auto format : {FileFormat::Png, FileFormat::Svg, FileFormat::Pdf}) {
        options.format = format;
        EXPECT_EQ(state_in(render(specimen(), made.values, {}, options, fonts), "a.json"), json);
    }
}

TEST(StateIn, OnlyWhatTheFigureShowsOfAViewIsKept) {
    View view;
    view.step = 99;
    view.ranges = {{"plane", {{0, 1}, {0, 1}}}, {"gone", {{0, 1}, {0, 1}}}, {"space", {{0, 1}, {0, 1}}}};
    view.cameras = {{"space", {20, 30}}, {"plane", {20, 30}}, {"gone", {20, 30}}};
    view.lead = "gone";
    view.pointer = Pointer{"space", 0, 0};
    const std::string svg = render(specimen(), defaults(specimen()), view, RenderOptions(), FontSet());
    const View kept = read(state_in(svg, "f")).state.view;
    View expected;
    expected.step = 3;
    expected.ranges = {{"plane", {{0, 1}, {0, 1}}}};
    expected.cameras = {{"space", {20, 30}}};
    EXPECT_EQ(kept, expected);
    EXPECT_TRUE(render(specimen(), defaults(specimen()), kept, RenderOptions(), FontSet()) == svg);
}

TEST(StateIn, NamesWithEverySignTravelInEveryFormat) {
    Values values = defaults(specimen());
    values[index_of(specimen(), "name")] = std::string("\xEF\xBF\xBF \xEF\xBF\xBE \xC2\x85 <&>\" \\ ∇ 😀");
    RenderOptions options;
    for (const auto format : {FileFormat::Png, FileFormat::Svg, FileFormat::Pdf}) {
        options.format = format;
        const auto back = read(state_in(render(specimen(), values, {}, options, FontSet()), "f"));
        EXPECT_EQ(back.state.values, values);
        EXPECT_TRUE(back.notes("f").empty());
    }
}

TEST(StateIn, WhatHasNoStateIsRefusedInOneSentence) {
    const std::string stripped =
        "a.png: no state is inside; this is no figure of Lossfield, or a program has taken it out";
    EXPECT_EQ(refusal(png_with("")), stripped);
    EXPECT_EQ(refusal(R"(<svg xmlns="http://www.w3.org/2000/svg"/>)"), stripped);
    EXPECT_EQ(refusal("<html></html>"), "a.png: this is XML, but no SVG file");
    EXPECT_EQ(refusal(std::string("\xFF\xD8\xFF\xE0\0\x10JFIF", 10)),
              "a.png: neither a figure (PNG, SVG, PDF) nor a saved state (JSON)");
    EXPECT_EQ(refusal(png_with("").substr(0, 60)), "a.png: the PNG file is cut short or damaged");
    EXPECT_EQ(refusal("%PDF-1.7\nnothing"), "a.png: the PDF file is cut short or damaged");
}

TEST(StateIn, DeepJsonAndNumbersThatAreNoneAreRefused) {
    const auto told = [](const std::string& json) {
        try {
            (void)read(state_in(png_with(packed_itxt(json)), "a.png"));
            return std::string();
        } catch (const InputError& e) {
            return std::string(e.what());
        }
    };
    std::string deep = head + "\"values\": ";
    for (int i = 0; i < 1000000; ++i) deep += '[';
    EXPECT_EQ(told(deep), "a.png: nested too deeply to be a Lossfield state");
    EXPECT_EQ(told(head + R"("values": {"rate": NaN}})"), "a.png: line 1, column 56: this is not JSON");
    EXPECT_EQ(told(head + R"("values": {"rate": 1e999}})"), "a.png: a number is too large");
    EXPECT_EQ(told("{}"), R"(a.png: not a Lossfield state; it begins with {"lossfield": 1, "lab": ...})");
    EXPECT_EQ(told(R"({"lossfield": 1, "lab": 3})"),
              R"(a.png: not a Lossfield state; it begins with {"lossfield": 1, "lab": ...})");
}

}  // namespace figure_state_test
}  // namespace lossfield::tests
