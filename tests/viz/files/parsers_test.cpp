// Whatever bytes come in, a parser gives a value that passes its own check or throws InputError with a sentence.
#include <gtest/gtest.h>

#include "tests/support/random_values.hpp"
#include "tests/support/specimen.hpp"
#include "viz/files/state.hpp"
#include "viz/inputs/table_value.hpp"
#include "viz/inputs/values.hpp"

namespace lossfield::tests {
namespace parsers_test {

using namespace viz;

std::string random_bytes(Random& random) {
    std::string text;
    for (std::size_t n = random.below(40); n > 0; --n) text += static_cast<char>(random.below(256));
    return text;
}

// Letters that mean something to the parsers, so that deeper branches are reached.
std::string random_fragments(Random& random) {
    static const std::vector<std::string> pieces = {"1",    "-",
                                                    ".",    ",",
                                                    ";",    "\n",
                                                    "\r",   "\"",
                                                    "[",    "]",
                                                    "{",    "}",
                                                    ":",    "e9",
                                                    "e999", "nan",
                                                    "null", "true",
                                                    "0.5",  " ",
                                                    "\t",   "on",
                                                    "\xC3", "\"x\"",
                                                    "#",    "9999999999999999999"};
    std::string text;
    for (std::size_t n = random.below(20); n > 0; --n) text += pieces[random.below(pieces.size())];
    return text;
}

// A right text with a few bytes changed, taken out or put in.
std::string damaged(std::string text, Random& random) {
    for (std::size_t n = 1 + random.below(4); n > 0 && !text.empty(); --n) {
        const std::size_t at = random.below(text.size());
        switch (random.below(3)) {
            case 0:
                text[at] = static_cast<char>(random.below(256));
                break;
            case 1:
                text.erase(at, 1 + random.below(3));
                break;
            default:
                text.insert(at, random_fragments(random));
                break;
        }
    }
    return text;
}

template <class Read>
void expect_value_or_sentence(Read read, const std::string& text) {
    try {
        read(text);
    } catch (const InputError& e) {
        EXPECT_FALSE(std::string(e.what()).empty());
    } catch (const std::exception& e) {
        FAIL() << "not an InputError: " << e.what() << " for " << in_quotes(text);
    }
}

TEST(Parsers, TakeOrRefuseAnyValueText) {
    Random random(5);
    for (int round = 0; round < 2000; ++round) {
        for (const auto& p : specimen().parameters) {
            const auto value = format_value(p, random_value(p, random));
            for (const auto& text :
                 {random_bytes(random), random_fragments(random), damaged(value, random)}) {
                expect_value_or_sentence(
                    [&](const std::string& t) { ASSERT_FALSE(problem_of(p, parse_value(p, t))) << t; }, text);
                expect_value_or_sentence(
                    [&](const std::string& t) {
                        ASSERT_FALSE(problem_of(p, value_from_table(p, t, "f").value)) << t;
                    },
                    text);
            }
        }
    }
}

TEST(Parsers, TakeOrRefuseAnyState) {
    Random random(6);
    const auto& lab = specimen();
    for (int round = 0; round < 3000; ++round) {
        const auto right = write_state(
            lab, {lab.id, random_values(lab, random), {3, {{"plane", {{0, 1}, {0, 1}}}}, {}, {}, {}}});
        for (const auto& text : {random_bytes(random), random_fragments(random), damaged(right, random)}) {
            expect_value_or_sentence(
                [&](const std::string& t) {
                    const auto read = read_state(lab, t, "f", defaults(lab));
                    for (std::size_t i = 0; i < lab.parameters.size(); ++i)
                        ASSERT_FALSE(problem_of(lab.parameters[i], read.state.values[i])) << t;
                    (void)write_state(lab, read.state);
                },
                text);
            expect_value_or_sentence([](const std::string& t) { (void)lab_of_state(t, "f"); }, text);
        }
    }
}

TEST(Parsers, SurviveDeepNesting) {
    const std::string deep = std::string(100000, '[') + std::string(100000, ']');
    expect_value_or_sentence(
        [](const std::string& t) { (void)read_state(specimen(), t, "f", defaults(specimen())); },
        R"({"lossfield": 1, "lab": "specimen", "values": {"logits": )" + deep + "}}");
}

}  // namespace parsers_test
}  // namespace lossfield::tests
