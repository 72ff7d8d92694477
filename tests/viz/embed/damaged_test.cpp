// Figures with bytes changed, taken out, put in or cut off: each gives a state or one sentence.
#include <gtest/gtest.h>

#include "tests/support/png_chunks.hpp"
#include "tests/support/random_values.hpp"
#include "tests/support/specimen.hpp"
#include "viz/embed/embed.hpp"
#include "viz/files/state.hpp"
#include "viz/text/words.hpp"

namespace lossfield::tests {
namespace damaged_figures_test {

using namespace viz;

#ifdef LOSSFIELD_FEW_RANDOM_VALUES
constexpr int rounds = 500;
#else
constexpr int rounds = 20000;
#endif

void damage(std::string& bytes, Random& random) {
    static const std::vector<std::string> pieces{"<metadata>", "</metadata>", "<!ENTITY a \"b\">",
                                                 "&a;",        "{",           "[",
                                                 "\"",         "null",        "1e999",
                                                 "NaN",        "-1",          "]]>",
                                                 "stream",     "endobj",      "<<",
                                                 "/Kids",      "1 0 R",       std::string(1, '\0')};
    for (std::size_t n = 1 + random.below(4); n > 0 && !bytes.empty(); --n) {
        const std::size_t at = random.below(bytes.size());
        switch (random.below(5)) {
            case 0:
                bytes[at] = static_cast<char>(random.below(256));
                break;
            case 1:
                bytes.erase(at, 1 + random.below(8));
                break;
            case 2:
                bytes.insert(at, pieces[random.below(pieces.size())]);
                break;
            case 3:
                bytes.insert(at, bytes.substr(random.below(bytes.size()), random.below(60)));
                break;
            default:
                if (random.below(8) == 0) bytes.resize(at);
                break;
        }
    }
}

// The checksum is made right again after the damage, so that what lies behind it is reached.
std::string damaged_png(const std::string& state, Random& random) {
    std::string text = state, packed = deflated(state);
    damage(random.below(2) == 0 ? text : packed, random);
    const std::string head = std::string("Lossfield state\0", 16);
    std::string data = random.below(2) == 0 ? head + std::string("\1\0\0\0", 4) + packed
                                            : head + std::string("\0\0\0\0", 4) + text;
    if (random.below(4) == 0) damage(data, random);
    std::string png = png_with(png_chunk(random.below(8) == 0 ? "zTXt" : "iTXt", data));
    if (random.below(4) == 0) damage(png, random);
    return png;
}

TEST(DamagedFigures, GiveAStateOrASentence) {
    Random random(17);
    const Values start = defaults(specimen());
    const std::string blank_pdf =
        "%PDF-1.4\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type/Pages/Kids[]/Count "
        "0>>\nendobj\n"
        "xref\n0 3\n0000000000 65535 f \n0000000009 00000 n \n0000000054 00000 n \ntrailer\n<</Size 3/Root 1 "
        "0 R>>\n"
        "startxref\n100\n%%EOF\n";
    const State made{
        "specimen", start, {3, {{"plane", {{0, 1}, {0, 1}}}}, {}, {}, {}}, FigureOptions(), "0.1.0"};
    const std::string state = write_state(specimen(), made);
    std::string escaped;
    for (const char c : state) escaped += c == '<' ? "&lt;" : c == '&' ? "&amp;" : std::string(1, c);
    const std::string svg =
        R"(<svg xmlns="http://www.w3.org/2000/svg"><metadata>)" + escaped + "</metadata></svg>";
    const std::string pdf = embed::with_attachment(blank_pdf, state);
    int taken[4] = {}, refused[4] = {};  // of each kind of file
    for (int round = 0; round < rounds; ++round) {
        std::string bytes = round % 4 == 0 ? svg : round % 4 == 1 ? pdf : state;
        if (round % 4 == 2)
            bytes = damaged_png(state, random);
        else
            damage(bytes, random);
        try {
            const auto read = read_state(specimen(), state_in(bytes, "f"), "f", start);
            for (const auto& note : read.notes("f")) ASSERT_TRUE(is_plain_line(note)) << note;
            ++taken[round % 4];
        } catch (const InputError& e) {
            ASSERT_TRUE(is_plain_line(e.what()) && *e.what() != 0) << e.what();
            ++refused[round % 4];
        }
    }
    for (int kind = 0; kind < 4; ++kind) {
        EXPECT_GT(taken[kind], rounds / 200) << kind;
        EXPECT_GT(refused[kind], rounds / 200) << kind;
    }
}

}  // namespace damaged_figures_test
}  // namespace lossfield::tests
