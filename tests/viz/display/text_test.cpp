#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>

#include "viz/display/font_set.hpp"
#include "viz/text/errors.hpp"
#include "viz/text/rich_text.hpp"
#include "viz/text/utf8.hpp"

namespace lossfield::viz {
namespace text_test {

constexpr double close = 1e-9;

const FontSet& fonts() {
    static const FontSet set;
    return set;
}

double width(const std::string& rich, double size = 16, Style style = Style::Regular) {
    return fonts().line(rich, size, style).width;
}

std::u32string letters_of(const std::vector<RichPiece>& pieces) {
    std::u32string out;
    for (const RichPiece& piece : pieces) out += piece.text + letters_of(piece.inside);
    return out;
}

TEST(Utf8, GoesThereAndBack) {
    const std::string text = "aé∇𝔼";
    EXPECT_EQ(from_utf8(text), U"aé∇𝔼");
    EXPECT_EQ(to_utf8(from_utf8(text)), text);
}

TEST(Utf8, BrokenBytesBecomeTheReplacementSign) {
    EXPECT_EQ(from_utf8("a\xffz"), U"a\uFFFDz");
    EXPECT_EQ(from_utf8("\xc0\xaf"), U"\uFFFD\uFFFD");                // overlong '/'
    EXPECT_EQ(from_utf8("\xed\xa0\x80"), U"\uFFFD\uFFFD\uFFFD");      // a surrogate
    EXPECT_EQ(from_utf8("\xe2\x88"), U"\uFFFD\uFFFD");                // ∇ cut short
    EXPECT_EQ(from_utf8("\xf4\x90\x80\x80").size(), std::size_t{4});  // beyond U+10FFFF
}

TEST(FontSet, EveryFaceIsOpenAndNamed) {
    ASSERT_GE(fonts().faces().size(), std::size_t{5});
    for (std::size_t i = 0; i < fonts().faces().size(); ++i) {
        const FaceInfo& face = fonts().faces()[i];
        EXPECT_FALSE(face.family.empty());
        EXPECT_FALSE(face.file.empty());
        EXPECT_NEAR(face.line_height, face.ascent + face.descent, close) << face.family;
        EXPECT_NE(fonts().freetype_face(static_cast<int>(i)), nullptr);
    }
    EXPECT_TRUE(fonts().faces()[2].italic) << "symbols are italic";
    EXPECT_GT(fonts().faces()[1].weight, fonts().faces()[0].weight);
}

TEST(FontSet, WidthIsTheSumOfAdvances) {
    for (const char* rich : {"Gradient of the loss", "AVAVAV Ty", "0.75 of 1,000", "∇∈⟨ᵀℝ and L"}) {
        double sum = 0;
        for (const char32_t c : from_utf8(rich)) sum += width(to_utf8({&c, 1}));
        EXPECT_NEAR(width(rich), sum, close) << rich;
        EXPECT_NEAR(width(rich, 32), 2 * sum, close) << rich;
    }
}

TEST(FontSet, RunsFollowEachOtherAndCarryTheirWidths) {
    const TextLine line = fonts().line("loss $L = a$, ∇ and 12", 13);
    ASSERT_GE(line.runs.size(), std::size_t{5});
    double x = 0;
    for (const TextPrim& run : line.runs) {
        EXPECT_NEAR(run.x, x, close) << run.text;
        x += run.width;
    }
    EXPECT_NEAR(line.width, x, close);
}

TEST(FontSet, DigitsAreEquallyWide) {
    for (const Style style : {Style::Regular, Style::Strong}) {
        const double zero = width("0", 16, style);
        EXPECT_GT(zero, 0);
        for (char digit = '1'; digit <= '9'; ++digit) {
            EXPECT_NEAR(width(std::string(1, digit), 16, style), zero, close) << digit;
        }
        EXPECT_NEAR(width("1111", 16, style), width("8888", 16, style), close);
    }
}

TEST(FontSet, NarrowDigitsStandInTheMiddleOfTheirPlace) {
    const TextPrim run = fonts().line("11", 16).runs.at(0);
    const std::vector<double> offsets = fonts().offsets(run);
    ASSERT_EQ(offsets.size(), std::size_t{2});
    EXPECT_GE(offsets[0], 0);
    EXPECT_NEAR(offsets[1] - offsets[0], run.width / 2, close);
}

TEST(FontSet, OffsetsAndGlyphsAreOnePerCharacter) {
    for (const TextPrim& run : fonts().line("né ∇θ 𝔼 ∈ $x_1$", 12).runs) {
        const std::size_t characters = from_utf8(run.text).size();
        EXPECT_EQ(fonts().offsets(run).size(), characters);
        EXPECT_EQ(fonts().glyphs(run).size(), characters);
    }
}

TEST(FontSet, CharactersComeFromAFaceThatHasThem) {
    const std::string rare = "∇∈⟨ᵀℝ";
    std::string shown;
    for (const TextPrim& run : fonts().line("a" + rare, 12).runs) {
        shown += run.text;
        for (const unsigned glyph : fonts().glyphs(run)) EXPECT_NE(glyph, 0U) << run.text;
    }
    EXPECT_EQ(shown, "a" + rare);
}

TEST(FontSet, CharacterOfNoFaceIsTheReplacementSign) {
    const TextLine line = fonts().line("a\U000F0000b", 12);  // a private-use character
    std::string shown;
    for (const TextPrim& run : line.runs) shown += run.text;
    EXPECT_EQ(shown, "a\uFFFDb");
}

TEST(FontSet, SymbolsAreItalicSignsUprightWordsSans) {
    const auto faces = [](const std::string& rich) {
        std::vector<int> out;
        for (const TextPrim& run : fonts().line(rich, 12).runs) out.push_back(run.face);
        return out;
    };
    EXPECT_EQ(faces("L"), std::vector<int>{0});
    EXPECT_EQ(faces("$Lλ$"), std::vector<int>{2});
    EXPECT_EQ(faces("$2Σ($"), std::vector<int>{3});
    EXPECT_EQ(faces("$L=\\text{loss}$"), (std::vector<int>{2, 3, 0}));
    EXPECT_EQ(fonts().line("L", 12, Style::Strong).runs.at(0).face, 1);
}

TEST(FontSet, ScriptsAreSmallerShiftedAndStacked) {
    const TextLine line = fonts().line("$x_i^2y$", 20);
    ASSERT_EQ(line.runs.size(), std::size_t{4});
    const TextPrim &x = line.runs[0], &sub = line.runs[1], &super = line.runs[2], &y = line.runs[3];
    EXPECT_NEAR(sub.size, 0.72 * x.size, close);
    EXPECT_NEAR(sub.y, 4, close);
    EXPECT_NEAR(super.y, -7, close);
    EXPECT_NEAR(sub.x, x.width, close);
    EXPECT_NEAR(super.x, sub.x, close);
    EXPECT_NEAR(y.x, sub.x + std::max(sub.width, super.width), close);
    EXPECT_GT(line.ascent, fonts().line("x", 20).ascent);
    EXPECT_GT(line.descent, fonts().line("x", 20).descent);
    // Small ones are kept readable, and never larger than what carries them.
    for (const double size : {10.0, 8.0, 5.0}) {
        const TextLine small = fonts().line("$x_{i_j}$", size);
        for (const std::size_t k : {1U, 2U})
            EXPECT_NEAR(small.runs.at(k).size / small.runs.at(0).size, std::min(1.0, 8.3 / size), close);
    }
}

TEST(FontSet, AccentStandsOverItsSymbol) {
    const TextLine line = fonts().line("$p̂$", 10);
    ASSERT_EQ(line.runs.size(), std::size_t{2});
    const TextPrim &letter = line.runs[0], &accent = line.runs[1];
    EXPECT_EQ(accent.text, "ˆ");
    EXPECT_NEAR(accent.x + accent.width / 2, letter.x + letter.width / 2, close);
    EXPECT_NEAR(line.width, letter.width, close);
    EXPECT_LT(fonts().line("$θ̂$", 10).runs.at(1).y, accent.y) << "higher over a tall letter";
}

TEST(FontSet, WrapsAtSpacesButNotInsideSymbols) {
    const std::string rich = "the loss $a + b$ falls quickly towards zero";
    const std::vector<std::string> lines = fonts().wrap(rich, 12, 90);
    ASSERT_GT(lines.size(), std::size_t{2});
    std::string joined;
    for (const std::string& line : lines) {
        EXPECT_LE(width(line, 12), 90) << line;
        joined += (joined.empty() ? "" : " ") + line;
    }
    EXPECT_EQ(joined, rich);
    EXPECT_EQ(fonts().wrap("unbreakable", 12, 5), std::vector<std::string>{"unbreakable"});
    EXPECT_TRUE(fonts().wrap("", 12, 90).empty());
}

TEST(FontSet, UnusableFontFileIsNamed) {
    for (const std::string path : {"/nowhere/font.otf", "/dev/null"}) {
        try {
            const FontSet set(path);
            ADD_FAILURE() << path << " was taken for a font";
        } catch (const InputError& error) {
            EXPECT_NE(std::string(error.what()).find(path), std::string::npos) << error.what();
        }
    }
}

TEST(FontSet, GivenFontReplacesTheSansFaces) {
    const std::string serif = fonts().faces()[3].file;
    const FontSet set(serif);
    EXPECT_EQ(set.faces()[0].file, serif);
    EXPECT_EQ(set.faces()[1].file, serif);
    EXPECT_EQ(set.faces()[2].file, fonts().faces()[2].file);
}

TEST(RichText, MinusIsTrueOnlyBetweenDollarSigns) {
    EXPECT_EQ(plain("cross-entropy $a-b$"), "cross-entropy a−b");
}

TEST(RichText, PlainUsesUnicodeScriptsWhereThereAreSome) {
    EXPECT_EQ(plain("$z_1$"), "z₁");
    EXPECT_EQ(plain("$10^{-3}$"), "10⁻³");
    EXPECT_EQ(plain("$L_{ij}^2$"), "Lᵢⱼ²");
    EXPECT_EQ(plain("$e^{z_j/T}$"), "e^(zⱼ/T)");
    EXPECT_EQ(plain("$x_∞$"), "x_∞");
    EXPECT_EQ(plain("costs \\$5, $\\text{loss}_k$"), "costs $5, lossₖ");
}

TEST(RichText, MarkUpWithoutItsPartnerStandsForItself) {
    EXPECT_EQ(plain("a $b_1"), "a $b_1");
    EXPECT_EQ(plain("$a}b$"), "a}b");
    EXPECT_EQ(plain("$a_{b$ c}"), "a_{b c}");
    EXPECT_EQ(plain("$a_$ $^$"), "a_ ^");
    EXPECT_EQ(plain("$\\text{ab$"), "\\text{ab");
    EXPECT_EQ(plain("$\\foo$"), "\\foo");
    EXPECT_EQ(plain("$\\{a\\}\\_\\\\$"), "{a}_\\");
    EXPECT_EQ(plain("$$"), "");
}

TEST(RichText, NoLetterIsEverLost) {
    std::mt19937 random(7);
    const std::u32string alphabet = U"aZθ1∇${}_^\\ -";
    for (int round = 0; round < 5000; ++round) {
        std::u32string text;
        for (int n = static_cast<int>(random() % 24); n > 0; --n)
            text += alphabet[random() % alphabet.size()];
        const std::u32string shown = letters_of(parse_rich(to_utf8(text)));
        for (const char32_t letter : std::u32string_view(U"aZθ1∇")) {
            EXPECT_EQ(std::count(shown.begin(), shown.end(), letter),
                      std::count(text.begin(), text.end(), letter))
                << to_utf8(text);
        }
        EXPECT_GE(fonts().line(to_utf8(text), 12).width, 0);
    }
}

TEST(RichText, DeepNestingEnds) {
    std::string deep = "$";
    for (int i = 0; i < 2000; ++i) deep += "x_{";
    deep += "y" + std::string(2000, '}') + "$";
    const std::u32string shown = letters_of(parse_rich(deep));
    EXPECT_EQ(std::count(shown.begin(), shown.end(), U'x'), 2000);
    EXPECT_EQ(std::count(shown.begin(), shown.end(), U'y'), 1);
}

}  // namespace text_test
}  // namespace lossfield::viz
