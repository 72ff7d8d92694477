#include <gtest/gtest.h>

#include "tests/support/png_chunks.hpp"
#include "viz/embed/embed.hpp"
#include "viz/text/errors.hpp"

namespace lossfield::tests {
namespace embedded_png_test {

using viz::embed::text_in_png;

const std::string state = R"({"lossfield": 1, "lab": "ridge", "name": "größer ∇"})";

std::string refusal(const std::string& png) {
    try {
        (void)text_in_png(png);
        return {};
    } catch (const viz::InputError& e) {
        return e.what();
    }
}

TEST(EmbeddedPng, IsFoundInEveryKindOfTextChunk) {
    for (const auto& chunk : {itxt(state), packed_itxt(state), ztxt(state), text_chunk(state)})
        EXPECT_EQ(text_in_png(png_with(chunk)), state);
}

TEST(EmbeddedPng, IsFoundBehindOtherTextsAndBehindThePixels) {
    const std::string other = png_chunk("tEXt", std::string("Title\0Ridge", 11)) +
                              png_chunk("iTXt", std::string("Lossfield statement\0\0\0\0\0{}", 26));
    EXPECT_EQ(text_in_png(png_with(other + itxt(state))), state);
    std::string behind = png_with("");
    behind.insert(behind.size() - 12, packed_itxt(state));
    EXPECT_EQ(text_in_png(behind), state);
    EXPECT_EQ(text_in_png(png_with(other)), std::nullopt);
    EXPECT_EQ(text_in_png(png_with(itxt(state)) + "what follows the end"), state);
}

TEST(EmbeddedPng, Latin1IsReadAsSuchAndUtf8AsItIs) {
    EXPECT_EQ(text_in_png(png_with(text_chunk("{\"name\": \"gr\xF6\xDF"
                                              "er\"}"))),
              "{\"name\": \"größer\"}");
    EXPECT_EQ(text_in_png(png_with(ztxt("{\"name\": \"gr\xF6\xDF"
                                        "er\"}"))),
              "{\"name\": \"größer\"}");
}

TEST(EmbeddedPng, WhatIsCutShortIsRefusedWhereverTheCutIs) {
    const std::string whole = png_with(packed_itxt(state));
    for (std::size_t size = png_signature.size(); size < whole.size(); ++size)
        ASSERT_EQ(refusal(whole.substr(0, size)), "the PNG file is cut short or damaged") << size;
    EXPECT_EQ(refusal(png_signature + "\xff\xff\xff\xffIDAT and no more"),
              "the PNG file is cut short or damaged");
}

TEST(EmbeddedPng, ADamagedChunkIsRefused) {
    std::string wrong_sum = png_with(itxt(state));
    wrong_sum[wrong_sum.find("ridge")] = 'b';
    EXPECT_EQ(refusal(wrong_sum), "the chunk of its state is damaged");
    const std::string head("Lossfield state\0", 16);
    for (const auto& [type, data] : {std::pair<std::string, std::string>{"iTXt", ""},
                                     {"iTXt", std::string("\1", 1)},
                                     {"iTXt", std::string("\1\7\0\0", 4)},
                                     {"iTXt", std::string("\0\0en", 4)},
                                     {"iTXt", std::string("\0\0en\0state", 10)},
                                     {"iTXt", std::string("\1\0\0\0not deflated", 16)},
                                     {"zTXt", ""},
                                     {"zTXt", std::string("\0", 1)},
                                     {"zTXt", '\0' + deflated(state).substr(0, 20)}})
        EXPECT_EQ(refusal(png_with(png_chunk(type, head + data))), "the chunk of its state is damaged")
            << type;
}

TEST(EmbeddedPng, AChunkThatUnpacksWithoutEndIsRefused) {
    const std::string zeros(std::size_t{64} << 20, ' ');
    const std::string bomb = png_with(packed_itxt(zeros));
    EXPECT_LT(bomb.size(), 200000U);
    EXPECT_EQ(refusal(bomb), "its state is longer than the 16 MiB that are read");
    EXPECT_EQ(refusal(png_with(ztxt(zeros))), "its state is longer than the 16 MiB that are read");
}

}  // namespace embedded_png_test
}  // namespace lossfield::tests
