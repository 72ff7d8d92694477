// Sizes with units, type in points, lines, grounds and words of figures.
#include "viz/files/figure_size.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/contract/layout_check.hpp"
#include "tests/contract/situations.hpp"
#include "viz/files/render.hpp"
#include "viz/files/state.hpp"
#include "viz/lab/catalog.hpp"

namespace lossfield::tests {
namespace figure_size_test {

using namespace viz;

std::string refused(const std::string& text) {
    try {
        (void)parse_figure_size(text);
        return "nothing was thrown";
    } catch (const InputError& e) {
        return e.what();
    }
}

TEST(FigureSize, IsReadInEveryUnit) {
    const auto is = [](const std::string& text, double width, double height) {
        const FigureSize s = parse_figure_size(text);
        EXPECT_NEAR(s.width, width, 1e-9) << text;
        EXPECT_NEAR(s.height, height, 1e-9) << text;
    };
    is("1280x800", 1280, 800);
    is("1280pxx800px", 1280, 800);
    is("1280x800px", 1280, 800);
    is("127mmx63.5mm", 480, 240);
    is("127x63.5mm", 480, 240);
    is("12.7cmx6.35cm", 480, 240);
    is("5inx2.5in", 480, 240);
    is("360ptx180pt", 480, 240);
    is("5inx63.5mm", 480, 240);
    is("5 in x 2.5 in", 480, 240);
}

TEST(FigureSize, WhatIsNoneIsNamed) {
    for (const char* text :
         {"", "x", "800", "800x", "x600", "85mmx60", "85kmx60km", "bigxlarge", "nanxnan", "1e400x1"})
        EXPECT_NE(refused(text).find("is not a size"), std::string::npos) << text << ": " << refused(text);
    for (const char* text : {"10x10", "10mmx60mm", "99999x800", "-800x600"})
        EXPECT_NE(refused(text).find("sides are from 150 to 16384"), std::string::npos)
            << text << ": " << refused(text);
    EXPECT_THROW((void)named_figure_size("one-colum"), InputError);
    for (const std::string& name : figure_size_names()) EXPECT_GT(named_figure_size(name).type, 0) << name;
}

Composition composed(const Lab& lab, const FigureOptions& options) {
    RenderOptions all{options};
    return compose(figure_of(lab, defaults(lab)), View{}, file_page(lab, all), theme(ThemeId::Light),
                   fonts());
}

TEST(FigureType, IsOfItsSizeAtAnyWidth) {
    for (const Lab& lab : catalog())
        for (const auto& [width, height] : {std::pair{321.0, 240.0}, {673.0, 400.0}, {1280.0, 720.0}})
            for (const double type : {6.0, 8.0, 12.0}) {
                FigureOptions options;
                options.width = width, options.height = height, options.type = type;
                const Composition c = composed(lab, options);
                EXPECT_DOUBLE_EQ(c.list.width, width);
                EXPECT_DOUBLE_EQ(c.list.height, height);
                const double wanted = type * 96 / 72 * type_sizes.tick / type_sizes.label;  // of numbers
                bool seen = false;
                for (const Prim& prim : c.list.prims)
                    if (const auto* t = std::get_if<TextPrim>(&prim))
                        seen = seen || std::abs(t->size - wanted) < 1e-9;
                const bool axes = std::any_of(c.texts.begin(), c.texts.end(), [](const TextFrame& t) {
                    return t.owner.ends_with("/x-tick") || t.owner.ends_with("/y-tick");
                });
                EXPECT_TRUE(seen || !axes) << lab.id << " at " << width << ", " << type << " pt";
            }
}

TEST(FigureType, NothingCoversAnythingInAColumn) {
    for (const Lab& lab : catalog())
        for (const std::string& name : figure_size_names()) {
            const FigureSize size = named_figure_size(name);
            FigureOptions options;
            options.width = size.width, options.height = size.height, options.type = size.type;
            for (const std::string& fault : layout_faults(composed(lab, options)))
                ADD_FAILURE() << lab.id << ", " << name << ": " << fault;
        }
}

std::string drawn(const FigureOptions& options, FileFormat format = FileFormat::Svg) {
    const Lab& lab = find_lab(catalog(), "log-sum-exp");
    RenderOptions all{options};
    all.format = format;
    return render(lab, defaults(lab), View{}, all, fonts());
}

std::size_t count(const std::string& text, const std::string& part) {
    std::size_t n = 0;
    for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++n;
    return n;
}

TEST(FigureLook, AGroundIsThereOrNot) {
    FigureOptions options;
    const std::string with = drawn(options);
    options.transparent = true;
    const std::string without = drawn(options);
    EXPECT_EQ(count(with, "<rect width=\"1280\" height=\"800\""), 1U);
    EXPECT_EQ(count(without, "<rect width=\"1280\" height=\"800\""), 0U);
    // Colour type 6 has alpha, 2 has none.
    EXPECT_EQ(drawn(FigureOptions{}, FileFormat::Png)[25], 2);
    EXPECT_EQ(drawn(options, FileFormat::Png)[25], 6);
}

TEST(FigureLook, LinesAreAsManyTimesAsWide) {
    FigureOptions options;
    const std::string usual = drawn(options);
    options.line_weight = 3;
    const std::string wide = drawn(options);
    const std::size_t thin = count(usual, "stroke-width=\"1.1\"");
    EXPECT_GT(thin, 0U);
    EXPECT_EQ(count(wide, "stroke-width=\"3.3\""), thin);
}

TEST(FigureLook, HandlesAreThereIfAsked) {
    const Lab& lab = find_lab(catalog(), "log-sum-exp");
    FigureOptions options;
    const std::size_t without = composed(lab, options).list.prims.size();
    options.handles = true;
    EXPECT_GT(composed(lab, options).list.prims.size(), without);
}

TEST(FigureWords, AreTextOutlinesOrTextWithItsGlyphs) {
    FigureOptions options;
    const std::string text = drawn(options);
    options.text = SvgText::Outlines;
    const std::string outlines = drawn(options);
    options.text = SvgText::Embedded;
    const std::string embedded = drawn(options);
    const std::size_t runs = count(text, "<text");
    EXPECT_GT(runs, 50U);
    EXPECT_EQ(count(outlines, "<text"), 0U);
    EXPECT_EQ(count(outlines, "aria-label=") - count(text, "aria-label="), runs);
    EXPECT_EQ(count(embedded, "<text"), runs);
    EXPECT_GE(count(embedded, "@font-face"), 2U);
    EXPECT_EQ(count(text, "@font-face"), 0U);
    // Cut down: Inter alone has half a megabyte.
    EXPECT_LT(embedded.size(), text.size() + 100'000);
    EXPECT_TRUE(embedded == drawn(options)) << "the same bytes";
}

TEST(FigureLook, TravelsWithTheFigure) {
    const Lab& lab = find_lab(catalog(), "log-sum-exp");
    FigureOptions all;
    all.width = 321.25, all.type = 7.5, all.line_weight = 1.5;
    all.transparent = all.handles = true;
    all.text = SvgText::Outlines;
    all.sweeps = {"tau=1,2"}, all.columns = 2;
    const State state{lab.id, defaults(lab), {}, all, "1", {{"before", lab.presets[0].values, {}}}};
    const ReadState back = read_state(lab, write_state(lab, state), "f", defaults(lab));
    EXPECT_TRUE(back.notes("f").empty());
    EXPECT_TRUE(back.state.figure == all);
    EXPECT_EQ(back.state.pins, state.pins);
}

TEST(FigureLook, DamagedPartsAreNamedAndTheRestIsUsed) {
    const Lab& lab = find_lab(catalog(), "log-sum-exp");
    const std::string json =
        R"({"lossfield": 1, "lab": "log-sum-exp", "figure": {"type": 900, "line-weight": "x",
        "transparent": 1, "text": "runes", "columns": 1.5, "sweeps": [3], "handles": true},
        "pins": [{"name": "a"}, {"name": "", "values": {}}, {"name": "b", "values": {"tau": -1}},
                 {"name": "c", "values": {}}, 7]})";
    const ReadState read = read_state(lab, json, "f", defaults(lab));
    EXPECT_EQ(read.left_out.damaged.size(), 10U);
    EXPECT_TRUE(read.state.figure->handles);
    EXPECT_EQ(read.state.figure->type, 0);
    ASSERT_EQ(read.state.pins.size(), 2U);  // b with the usual tau
    EXPECT_EQ(read.state.pins[0].name, "b");
}

}  // namespace figure_size_test
}  // namespace lossfield::tests
