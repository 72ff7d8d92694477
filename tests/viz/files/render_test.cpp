#include "viz/files/render.hpp"

#include <gtest/gtest.h>

#include "tests/support/specimen.hpp"
#include "viz/inputs/values.hpp"

namespace lossfield::tests {
namespace render_test {

using namespace viz;

TEST(Render, TheExtensionSaysTheFormat) {
    EXPECT_EQ(format_of("a.b/figure.svg"), FileFormat::Svg);
    EXPECT_EQ(format_of("FIGURE.PDF"), FileFormat::Pdf);
    EXPECT_EQ(format_of("x.png"), FileFormat::Png);
    for (const auto* path : {"figure", "folder.svg/figure", "figure.jpg", "", "svg"})
        EXPECT_THROW((void)format_of(path), InputError) << path;
}

TEST(Render, AFileShowsEverythingButControls) {
    RenderOptions options;
    options.panel = "plane";
    const Page page = file_page(specimen(), options);
    EXPECT_EQ(page.title, "One of everything");
    EXPECT_EQ(page.formula, specimen().formula);
    EXPECT_EQ(page.panel, "plane");
    EXPECT_FALSE(page.without.caption || page.without.numbers);
    EXPECT_FALSE(page.show_handles);
}

TEST(Render, TheCommandLeavesOutWhatIsUsual) {
    EXPECT_EQ(render_command(specimen(), defaults(specimen()), {}, {}, "a.svg"),
              "lossfield render specimen -o a.svg");
}

TEST(Render, TheCommandHoldsWhatDiffersQuotedForAShell) {
    const auto& lab = specimen();
    Values values = defaults(lab);
    values[index_of(lab, "logits")] = Vector{1, -0.5};
    values[index_of(lab, "name")] = std::string("it's $x$");
    View view;
    view.step = 3;
    view.ranges["plane"] = {{-1, 1}, {0, 2.5}};
    view.cameras["surface"] = {-60, 30};
    view.pointer = Pointer{"plane", 0.5, -1};
    RenderOptions options;
    options.width = 800;
    options.height = 600;
    options.scale = 2;
    options.theme = ThemeId::Print;
    options.panel = "plane";
    view.lead = "bars";
    options.without.caption = options.without.numbers = true;
    EXPECT_EQ(render_command(lab, values, view, options, "my figures/a.svg"),
              "lossfield render specimen --set 'name=it'\\''s $x$' --set logits=1,-0.5 --at 3 --view "
              "plane=-1,1,0,2.5 --camera surface=-60,30 --lead bars --pointer plane=0.5,-1 --size 800x600 "
              "--scale 2 --theme "
              "print --panel plane --without caption,numbers -o 'my figures/a.svg'");
    EXPECT_EQ(render_command(lab, defaults(lab), {}, {}, "-a.svg"), "lossfield render specimen -o ./-a.svg");
}

TEST(Render, EveryFormatIsTheSameTwice) {
    const FontSet fonts;
    const Values values = defaults(specimen());
    RenderOptions options;
    for (const auto& [format, magic] :
         {std::pair{FileFormat::Svg, "<svg "}, {FileFormat::Pdf, "%PDF-"}, {FileFormat::Png, "\x89PNG"}}) {
        options.format = format;
        const auto bytes = render(specimen(), values, {}, options, fonts);
        EXPECT_TRUE(bytes.starts_with(magic)) << bytes.substr(0, 20);
        EXPECT_TRUE(bytes == render(specimen(), values, {}, options, fonts));
    }
}

TEST(Render, OmissionsAreReadAsTheyAreNamed) {
    EXPECT_EQ(omission_names(parse_omissions("numbers,title")),
              (std::vector<std::string>{"title", "numbers"}));
    EXPECT_EQ(parse_omissions("none"), Omissions());
    EXPECT_THROW((void)parse_omissions("none,title"), InputError);
}

TEST(Render, AnUnknownPanelIsNamed) {
    RenderOptions options;
    options.panel = "plain";
    try {
        (void)render(specimen(), defaults(specimen()), {}, options, FontSet());
        FAIL() << "rendered a panel that is not there";
    } catch (const InputError& e) {
        EXPECT_STREQ(
            e.what(),
            "unknown panel \"plain\" (nearest: plane); give plane, bars, simplex, table, space or sheet");
    }
}

}  // namespace render_test
}  // namespace lossfield::tests
