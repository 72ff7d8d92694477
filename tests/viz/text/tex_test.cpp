#include "viz/text/tex.hpp"

#include <gtest/gtest.h>

#include <set>

#include "tests/contract/situations.hpp"
#include "viz/lab/lab.hpp"

namespace lossfield::tests {
namespace tex_test {

using namespace viz;

TEST(Tex, WordsAreEscapedAndSymbolsAreMathematics) {
    EXPECT_EQ(latex("50 % of a_b & #3"), R"(50 \% of a\_b \& \#3)");
    EXPECT_EQ(latex("a~b^c{d}\\$"), R"(a\textasciitilde{}b\textasciicircum{}c\{d\}\$)");
    EXPECT_EQ(latex("the loss $L_{i-1}^2$"), R"(the loss $L_{i-1}^{2}$)");
    EXPECT_EQ(latex("$∂L/∂z_k$ ≤ 1"), R"($\partial L/\partial z_{k}$ $\leq $ 1)");
    EXPECT_EQ(latex("$L_\\text{half-width}$"), R"($L_{\mathrm{half\mbox{-}width}}$)");
    EXPECT_EQ(latex("2–3 … — “x”"), R"(2--3 \ldots{} --- ``x'')");
    EXPECT_EQ(latex("$ŷ$ and $p\u0302$"), R"($\hat{y}$ and $\hat{p}$)");
    EXPECT_EQ(latex("−0.5 at 10$^{−3}$"), R"($-$0.5 at 10${}^{-3}$)");
}

TEST(Tex, TwoScriptsNeverStandAtOneBase) {
    EXPECT_EQ(latex("$x_1_2$"), "$x_{1}{}_{2}$");
    EXPECT_EQ(latex("$x²^3$"), "$x{}^{2}{}^{3}$");
    EXPECT_EQ(latex("$_1$"), "${}_{1}$");
}

TEST(Tex, MathtextLeavesWordsAndKnowsNoPackages) {
    EXPECT_EQ(mathtext("50 % of a_b"), "50 % of a_b");
    EXPECT_EQ(mathtext("\\$5 for $λ_1$"), R"(\$5 for $\lambda _{1}$)");
    EXPECT_EQ(mathtext("$√2$"), "$√2$");
    EXPECT_EQ(latex("$√2$"), R"($\surd 2$)");
}

// What LaTeX would stop at: a brace without its partner, a sign of its own outside of mathematics, an empty or a doubled dollar sign.
std::string fault_of(const std::string& tex) {
    int depth = 0;
    bool math = false;
    for (std::size_t i = 0; i < tex.size(); ++i) {
        const char c = tex[i];
        if (c == '\\') {
            ++i;
            if (i == tex.size()) return "ends with a backslash";
            continue;
        }
        if (c == '{') ++depth;
        if (c == '}' && --depth < 0) return "closes a brace too many";
        if (c == '$') {
            if (i + 1 < tex.size() && tex[i + 1] == '$') return "opens a display";
            if (math && depth != 0) return "ends mathematics within braces";
            math = !math;
        }
        if (std::string("&%#").find(c) != std::string::npos) return std::string("bare ") + c;
        if (!math && (c == '_' || c == '^')) return std::string("script outside of mathematics: ") + c;
        // Of two bytes and more: letters with accents alone (up to U+024F), the rest has a command.
        if (static_cast<unsigned char>(c) > 0xc9) return "a sign without a command";
    }
    return depth != 0 ? "leaves a brace open" : math ? "leaves mathematics open" : "";
}

std::vector<std::string> words_of(const Figure& figure) {
    std::vector<std::string> all{figure.caption};
    for (const Readout& readout : figure.readouts)
        all.insert(all.end(), {readout.label, readout.symbol, readout.unit});
    for (const Panel& panel : figure.panels) {
        all.insert(all.end(), {panel.title, panel.x.label, panel.y.label, panel.z.label});
        for (const Mark& mark : panel.marks) all.push_back(mark.label());
    }
    return all;
}

TEST(Tex, LatexStopsAtNoWordsOfAnyLab) {
    std::size_t told = 0;
    for (const Lab* lab : all_labs()) {
        if (lab->id == "specimen") continue;
        for (const Situation& s : situations(*lab, 0))
            for (const std::string& rich : words_of(figure_of(*lab, s.values, Detail::Drag))) {
                const std::string tex = latex(rich);
                EXPECT_EQ(fault_of(tex), "") << lab->id << ", " << s.name << ": " << rich << "\n" << tex;
                ++told;
            }
    }
    EXPECT_GT(told, 1000u);
}

TEST(Tex, TheLawsFindWhatTheyLookFor) {
    for (const char* tex : {"a_b", "50 %", "$a", "{", "}", "$$a$$", "a & b", "${a$}", "√", "a\\"})
        EXPECT_NE(fault_of(tex), "") << tex;
}

}  // namespace tex_test
}  // namespace lossfield::tests
