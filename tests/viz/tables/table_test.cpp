#include "viz/tables/table.hpp"

#include <gtest/gtest.h>

#include "viz/text/errors.hpp"

namespace lossfield::tests {
namespace table_test {

using namespace viz::tables;
using namespace std::string_literals;
using Rows = std::vector<std::vector<double>>;

Table read(const std::string& bytes, Layout layout = Layout::Columns) {
    return read_table(bytes, "file.csv", layout);
}

Rows numbers(const std::string& bytes, Layout layout = Layout::Columns) {
    const Table table = read(bytes, layout);
    Rows rows(table.rows());
    for (std::size_t i = 0; i < rows.size(); ++i)
        for (const auto& column : table.columns) rows[i].push_back(column.numbers[i]);
    return rows;
}

std::vector<std::string> names(const Table& table) {
    std::vector<std::string> all;
    for (const auto& column : table.columns) all.push_back(column.name);
    return all;
}

std::string refusal(const std::string& bytes, Layout layout = Layout::Columns) {
    try {
        (void)read(bytes, layout);
        return "taken";
    } catch (const viz::InputError& e) {
        return e.what();
    }
}

std::string utf16(const std::u16string& text, bool little) {
    std::string bytes = little ? "\xFF\xFE" : "\xFE\xFF";
    for (const char16_t c : text) {
        const char high = static_cast<char>(c >> 8), low = static_cast<char>(c & 0xFF);
        bytes += little ? low : high;
        bytes += little ? high : low;
    }
    return bytes;
}

TEST(Table, SeparatorsAndDecimalMarks) {
    const Rows expected{{1.5, 0.25}, {-2, 1000}};
    for (const auto& bytes : {
             "1.5,0.25\n-2,1000\n"s,
             "1.5;0.25\r\n-2;1000"s,
             "1,5;0,25\r-2;1000"s,
             "1,5\t0,25\n-2\t1000\n"s,
             "1,5 0,25\n-2   1000\n"s,
             " 1.5\t 0.25 \n-2\t1000\n"s,
             "\"1,5\",\"0,25\"\n\"-2\",1000\n"s,
             "1,5;0,25\n−2;1.000\n"s,
             "1.5;0.25\n−2;1,000\n"s,
             "1.5;0.25\n-2;1 000\n"s,
             "1.5;0.25\n-2;1'000\n"s,
             "1.5;0.25\n-2;1’000\n"s,
             "1,5;0,25\n-2;1\u00A0000,0\n"s,
             "1.5,0.25\n-2,\"1,000\"\n"s,
             "1.5,0.25,\n-2,1e3,\n"s,
             "\xEF\xBB\xBF# from elsewhere\n\n1.5,0.25\n  # more\n-2,1000\n"s,
         })
        EXPECT_EQ(numbers(bytes), expected) << bytes;
}

TEST(Table, ThousandsDoNotBeginWithANought) {
    EXPECT_EQ(numbers("0.125;0.250\n0.375;0.500\n"), (Rows{{0.125, 0.25}, {0.375, 0.5}}));
    EXPECT_EQ(numbers("0,125;0,250\n0,375;0,500\n"), (Rows{{0.125, 0.25}, {0.375, 0.5}}));
}

TEST(Table, ADecimalCommaInAListIsNoSeparator) {
    EXPECT_EQ(numbers("1,5\n0,2\n-1,0\n", Layout::List), (Rows{{1.5}, {0.2}, {-1}}));
    EXPECT_EQ(numbers("Logit\r\n1,5\r\n0,2\r\n-1,0\r\n", Layout::List), (Rows{{1.5}, {0.2}, {-1}}));
    EXPECT_EQ(numbers("Logit\n1,5\n", Layout::List), (Rows{{1.5}}));
    EXPECT_EQ(numbers("1,5;0,2;-1,0", Layout::List), (Rows{{1.5, 0.2, -1}}));
    EXPECT_EQ(numbers("1,5 0,2 -1,0", Layout::List), (Rows{{1.5, 0.2, -1}}));
    EXPECT_EQ(numbers("2\n1,5\n3\n4\n", Layout::List), (Rows{{2}, {1.5}, {3}, {4}}));
    EXPECT_EQ(numbers("1,5", Layout::List), (Rows{{1, 5}}));
    EXPECT_EQ(numbers("a,b\n1,5\n", Layout::List), (Rows{{1, 5}}));
    EXPECT_EQ(numbers("1,5\n0,2\n-1,0\n"), (Rows{{1, 5}, {0, 2}, {-1, 0}}));
    // One row of points, which a header tells from the command line's "1,5;0,2".
    EXPECT_EQ(numbers("x;y\n1,5;0,2\n"), (Rows{{1.5, 0.2}}));
}

TEST(Table, WhatWasDecidedIsSaid) {
    using Said = std::vector<std::string>;
    EXPECT_EQ(read("1.5,2\n").decided, Said{});
    EXPECT_EQ(read("1,5;2\n").decided, Said{"decimal comma"});
    EXPECT_EQ(read("1,5;2.000\n").decided, (Said{"decimal comma", "thousands marks (\"2.000\" is 2000)"}));
    EXPECT_EQ(read("1 000;2\n3;4").decided, Said{"thousands marks (\"1 000\" is 1000)"});
    EXPECT_EQ(read("1,2,M\xFCller\n").decided, Said{"read as Latin-1"});
    EXPECT_EQ(read(utf16(u"1,2\n", true)).decided, Said{"read as UTF-16"});
}

TEST(Table, CommasOfAListInOneRowSeparateAndAreSaidTo) {
    using Said = std::vector<std::string>;
    const auto said = [](const std::string& bytes) { return read(bytes, Layout::List).decided; };
    EXPECT_EQ(said("1,5,2\n"), Said{"commas separate (\"1,5\" is two numbers)"});
    EXPECT_EQ(said("-1,-5,2,0\n"), Said{"commas separate (\"-5,2\" is two numbers)"});
    EXPECT_EQ(numbers("1,5,2\n", Layout::List), (Rows{{1, 5, 2}}));
    for (const auto& clear : {"2,0.5,-1\n", "1,-5\n", "1, x\n", "a,b\n1,5\n", "sep=,\n1,5\n", "1;5;2\n",
                              "1 5 2\n", "\"1\",\"5\"\n", "5\n", "1,\n"})
        EXPECT_EQ(said(clear), Said{}) << clear;
    EXPECT_EQ(read("1,5,2\n").decided, Said{}) << "columns have separators";
}

TEST(Table, BlanksBesideQuotesSeparate) {
    EXPECT_EQ(numbers("\"1\" \"000\"\n"), (Rows{{1, 0}}));
    // What stands within quotes, line ends too, is nowhere in a sentence as it is.
    for (const char* text :
         {"\"\" \" \r 3\"\n\"\" 33,2\n", "\"1.000\n\";2\n", "           \"\n1,520\"\r\n^@A\n"})
        EXPECT_EQ(refusal(text).find_first_of("\r\n"), std::string::npos) << text;
}

TEST(Table, QuotesAsInRfc4180) {
    const Table table = read("1,2,\"say \"\"hi\"\"\"\n3,4,\"a, b\nc\"\n5,6,5\" pipe\n7,8,\"\"\n");
    ASSERT_EQ(table.columns.size(), 3U);
    EXPECT_EQ(table.columns[2].cells, (std::vector<std::string>{"say \"hi\"", "a, b\nc", "5\" pipe", ""}));
    EXPECT_EQ(table.lines, (std::vector<std::size_t>{1, 2, 4, 5}));
    // A separator within quotes decides nothing.
    EXPECT_EQ(numbers("1,2,\"a;b\"\n3,4,\"c;d\"\n").size(), 2U);
    EXPECT_EQ(read("1,2,\"a;b\"\n3,4,\"c;d\"\n").columns.size(), 3U);
}

TEST(Table, CommentsAreNoCells) {
    EXPECT_EQ(numbers("# x,y\n1,2\n"), (Rows{{1, 2}}));
    EXPECT_EQ(names(read("#,x,y\n1,2,3\n")), (std::vector<std::string>{"#", "x", "y"}));
    EXPECT_EQ(read("#N/A,2\n1,2\n").rows(), 2U);
    EXPECT_EQ(read("#DIV/0!;2\n1;2\n").rows(), 2U);
}

TEST(Table, TheFirstLineMayNameTheSeparator) {
    EXPECT_EQ(numbers("sep=;\r\n1,5;2\r\n"), (Rows{{1.5, 2}}));
    EXPECT_EQ(numbers("sep=,\n1,5\n2,7\n", Layout::List), (Rows{{1, 5}, {2, 7}}));
    EXPECT_EQ(read("sep=,\n1,5\n2,7\n").lines, (std::vector<std::size_t>{2, 3}));
}

TEST(Table, AHeaderHoldsTextAndNoNumber) {
    EXPECT_EQ(names(read("x1,2nd\n1,2\n")), (std::vector<std::string>{"x1", "2nd"}));
    EXPECT_EQ(names(read("\"\",\"TV\",\"1990\"\n\"1\",2,3\n")), (std::vector<std::string>{"", "TV", "1990"}));
    EXPECT_EQ(names(read("population (10,000s);profit\n1;2\n")),
              (std::vector<std::string>{"population (10,000s)", "profit"}));
    EXPECT_FALSE(read("1,2,a\n3,4,b\n").header);
    EXPECT_FALSE(read("\"1.5\",\"2\",\"a\"\n\"3\",\"4\",\"b\"\n").header);
    EXPECT_EQ(names(read("x,y,\n1,2,\n")), (std::vector<std::string>{"x", "y"}));
    EXPECT_EQ(names(read("x,y\n1,2,a\n")), (std::vector<std::string>{"x", "y", ""}));
}

TEST(Table, EncodingsGiveTheSameText) {
    const std::u16string text = u"größe,y\n\u22121,2,\U0001D465\n3,4,Ω\n";
    const std::string utf8 = "größe,y\n−1,2,𝑥\n3,4,Ω\n";
    for (const auto& bytes : {utf8, "\xEF\xBB\xBF" + utf8, utf16(text, true), utf16(text, false)}) {
        const Table table = read(bytes);
        EXPECT_EQ(names(table), (std::vector<std::string>{"größe", "y", ""}));
        EXPECT_EQ(table.columns[0].numbers, (std::vector<double>{-1, 3}));
        EXPECT_EQ(table.columns[2].cells, (std::vector<std::string>{"𝑥", "Ω"}));
    }
    EXPECT_EQ(read("1,2,M\xFCller \x80\n").columns[2].cells, (std::vector<std::string>{"Müller €"}));
}

TEST(Table, RefusalsNameLineAndColumn) {
    const std::vector<std::pair<std::string, std::string>> cases = {
        {"1,2\n3,\"4\n", "line 2, column 2: a quote is opened and not closed"},
        {"1,2\n3,\"4\"5\n", "line 2, column 2: text behind a closing quote"},
        {"1;2\n3;1.000\n",
         "line 2, column 2: \"1.000\" may be 1 (decimal point) or 1000 (decimal comma), and no other number "
         "decides; write 1000 or 1.0000"},
        {"1.000;2\n", "line 1, column 1: \"1.000\" may be 1 (decimal point) or 1000 (decimal comma)"},
        {"1,000;2\n", "line 1, column 1: \"1,000\" may be 1000 (decimal point) or 1 (decimal comma)"},
        {"\"1,000\",2\n", "line 1, column 1: \"1,000\" may be 1000 (decimal point) or 1 (decimal comma)"},
        {"1,5;2\n3;0.5\n",
         "line 1, column 1: \"1,5\" has a decimal comma, line 2, column 2: \"0.5\" a decimal"},
        {"1 000\n2 000\n", "line 1: \"1 000\" may be the number 1000 with a thousands mark or 2 numbers"},
        {"1 000,5\n2 000,7\n", "line 2: either commas or blanks may separate"},
        {"1,0;0,1\n", "line 1: this may be one row with decimal commas or 2 rows"},
        {"1,2\n3\n", "line 2: 1 column where there are 2"},
        {"x,y\n1,2,3\n", "line 1: 2 names over 3 columns"},
        {"x,y\n1,2\n3,4,5,6\n", "line 3: 4 columns under 2 names; each column has one name"},
        {"x,y\n1.5,2\n1,5,3\n", "line 3: 3 columns under 2 names; each column has one name"},
        {"my x y\n1 2\n", "line 1: 3 names over 2 columns"},
        {"1,2\n3,\0"s + "4\n", "line 2: a zero byte"},
        {"\xFF\xFE\x31", "line 1: half a character of UTF-16"},
        {"\xFF\xFE\x31\x00\x0A\x00\x3D\xD8"s, "line 2: half a character of UTF-16"},
        {"1,2,ü\n1,2,\xFC\n", "line 2: broken UTF-8"},
        {"1,2\n3,4,\x81\n", "line 2: the byte 81 (hexadecimal) belongs neither to UTF-8 nor to Latin-1"},
    };
    for (const auto& [bytes, said] : cases)
        EXPECT_PRED_FORMAT2(::testing::IsSubstring, "file.csv: " + said, refusal(bytes)) << bytes;
    EXPECT_PRED_FORMAT2(::testing::IsSubstring, "line 1, column 1: \"1,000\" may be 1000",
                        refusal("1,000\n2,000\n", Layout::List));
    EXPECT_PRED_FORMAT2(::testing::IsSubstring, "line 1: \"1 200\" may be the number 1200",
                        refusal("1 200\n3 400\n", Layout::List));
    std::string wide(3000, ',');
    for (int i = 0; i < 2000; ++i) wide += "\n1,1";
    EXPECT_PRED_FORMAT2(::testing::IsSubstring, "2001 rows of 3001 columns are too many", refusal(wide));
}

}  // namespace table_test
}  // namespace lossfield::tests
