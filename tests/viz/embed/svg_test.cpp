#include <gtest/gtest.h>

#include "viz/embed/embed.hpp"
#include "viz/text/errors.hpp"

namespace lossfield::tests {
namespace embedded_svg_test {

using viz::embed::text_in_svg;

const std::string state = R"({"lossfield": 1, "lab": "ridge", "name": "a<b & ∇"})";
const std::string escaped = R"({"lossfield": 1, "lab": "ridge", "name": "a&lt;b &amp; ∇"})";

std::string svg(const std::string& inside, const std::string& before = "") {
    return before + R"(<svg xmlns="http://www.w3.org/2000/svg">)" + inside + "</svg>";
}

std::string refusal(const std::string& text) {
    try {
        (void)text_in_svg(text);
        return {};
    } catch (const viz::InputError& e) {
        return e.what();
    }
}

TEST(EmbeddedSvg, IsFoundAsItWasWritten) {
    EXPECT_EQ(text_in_svg(svg("<title>t</title><metadata>" + escaped + "</metadata><rect/>")), state);
    EXPECT_EQ(text_in_svg(svg("<rect/>")), std::nullopt);
    EXPECT_EQ(text_in_svg(svg("<metadata/>")), std::nullopt);
}

TEST(EmbeddedSvg, IsFoundAsOtherProgramsWriteIt) {
    const std::string rdf =
        R"(<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:x>{"lossfield"}</rdf:x></rdf:RDF>)";
    EXPECT_EQ(text_in_svg(svg("<metadata id=\"m\">" + rdf + "</metadata><metadata>" + escaped + "</metadata>",
                              "<?xml version=\"1.0\"?>\n<!DOCTYPE svg>\n<!-- made by hand -->\n")),
              state);
    EXPECT_EQ(text_in_svg(svg("<g><metadata>" + rdf + "\n" + escaped + "</metadata></g>")), "\n" + state);
    EXPECT_EQ(text_in_svg(svg("<metadata><![CDATA[" + state + "]]></metadata>", "\xEF\xBB\xBF")), state);
    EXPECT_EQ(text_in_svg(R"(<s:svg xmlns:s="http://www.w3.org/2000/svg"><s:metadata>)" + escaped +
                          "</s:metadata></s:svg>"),
              state);
    EXPECT_EQ(text_in_svg(svg("<metadata>" + rdf + "</metadata>")), std::nullopt);
}

TEST(EmbeddedSvg, EntitiesAreRefused) {
    const std::string told = "the SVG file declares entities, which no figure of this program does";
    std::string laughs = "<!DOCTYPE svg [<!ENTITY l0 \"ha\">";
    for (int i = 1; i < 12; ++i) {
        laughs += "<!ENTITY l" + std::to_string(i) + " \"";
        for (int k = 0; k < 10; ++k) laughs += "&l" + std::to_string(i - 1) + ";";
        laughs += "\">";
    }
    EXPECT_EQ(refusal(svg("<metadata>{\"lossfield\" &l11;}</metadata>", laughs + "]>")), told);
    EXPECT_EQ(refusal(svg("<metadata>&file;</metadata>",
                          "<!DOCTYPE svg [<!ENTITY file SYSTEM \"file:///etc/hostname\">]>")),
              told);
    EXPECT_EQ(text_in_svg(svg("<metadata>" + escaped + "</metadata>",
                              "<!DOCTYPE svg SYSTEM \"file:///etc/hostname\">")),
              state);
}

TEST(EmbeddedSvg, WhatIsCutShortOrNoSvgIsRefused) {
    const std::string whole = svg("<metadata>" + escaped + "</metadata>");
    for (std::size_t size = 0; size < whole.size(); ++size)
        ASSERT_TRUE(
            refusal(whole.substr(0, size)).starts_with("the SVG file is cut short or damaged (line 1"))
            << size;
    EXPECT_EQ(refusal(svg("<g></svg>")), "the SVG file is cut short or damaged (line 1, column 46)");
    EXPECT_EQ(refusal("<html><body>no</body></html>"), "this is XML, but no SVG file");
    EXPECT_EQ(refusal("<svg><metadata>" + escaped + "</metadata></svg>"), "this is XML, but no SVG file");
}

TEST(EmbeddedSvg, DepthAndLengthDoNoHarm) {
    std::string deep, closed;
    for (int i = 0; i < 100000; ++i) deep += "<g>", closed += "</g>";
    EXPECT_EQ(text_in_svg(svg(deep + "<metadata>" + escaped + "</metadata>" + closed)), state);
    EXPECT_EQ(
        refusal(svg("<metadata>{\"lossfield\": " + std::string(std::size_t{17} << 20, ' ') + "}</metadata>")),
        "its state is longer than the 16 MiB that are read");
}

}  // namespace embedded_svg_test
}  // namespace lossfield::tests
