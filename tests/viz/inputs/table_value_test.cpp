#include "viz/inputs/table_value.hpp"

#include <gtest/gtest.h>

#include "tests/support/specimen.hpp"
#include "viz/inputs/values.hpp"

namespace lossfield::tests {
namespace table_value_test {

using namespace viz;

TableValue table(const std::string& id, const std::string& csv,
                 const std::vector<std::string>& columns = {}) {
    return value_from_table(specimen().parameters[index_of(specimen(), id)], csv, "file.csv", columns);
}

Value read(const std::string& id, const std::string& csv) { return table(id, csv).value; }

std::string refusal(const std::string& id, const std::string& csv) {
    try {
        (void)read(id, csv);
        return {};
    } catch (const InputError& e) {
        return e.what();
    }
}

TEST(ValuesFromCsv, AVectorMayStandInARowOrAColumnWithAnySeparator) {
    for (const auto* csv :
         {"2,0.5,-1\n", "2;0.5;-1", "2\t0.5\t-1\r\n", "2 0.5  -1\n", "2\n0.5\n-1\n", "\n2\r\n\r\n0.5\r-1",
          "\xEF\xBB\xBFlogit\n2\n0.5\n-1\n", "# from elsewhere\nlogit\n2\n0.5\n-1\n"})
        EXPECT_EQ(std::get<Vector>(read("logits", csv)), (Vector{2, 0.5, -1})) << csv;
}

TEST(ValuesFromCsv, PointsHavePerhapsALabel) {
    EXPECT_EQ(std::get<Points>(read("data", "x,y,label\n1,2\n3,4,\"a, b\"\n")),
              (Points{{1, 2, ""}, {3, 4, "a, b"}}));
}

TEST(ValuesFromCsv, AThirdColumnWithoutANameIsSaidToBeTheLabel) {
    EXPECT_EQ(table("data", "1,2,3\n4,5,6\n").said, "file.csv: read 2 rows; label is column 3");
    EXPECT_EQ(table("data", "1,2\n4,5\n").said, "file.csv: read 2 rows");
}

TEST(ValuesFromCsv, AMatrixHasARowALine) {
    EXPECT_EQ(std::get<Matrix>(read("weights", "1 2\n3 4\n")), (Matrix{2, 2, {1, 2, 3, 4}}));
}

TEST(ValuesFromCsv, ARefusalNamesFileAndLine) {
    EXPECT_PRED_FORMAT2(::testing::IsSubstring,
                        "file.csv: line 4, column 1: \"x\" is not a number; logits takes one column or",
                        refusal("logits", "z\n1\n\nx\n"));
    EXPECT_PRED_FORMAT2(::testing::IsSubstring, "file.csv: line 2: 1 column where there are 2",
                        refusal("weights", "1,2\n3\n"));
    EXPECT_PRED_FORMAT2(::testing::IsSubstring, "file.csv: line 1: 1 column; choose two or three",
                        refusal("data", "1\n"));
    EXPECT_PRED_FORMAT2(::testing::IsSubstring, "file.csv: logits: entry 2: 2000 is out of range",
                        refusal("logits", "1,2000\n"));
    EXPECT_PRED_FORMAT2(::testing::IsSubstring, "file.csv: there is nothing in it; logits takes one column",
                        refusal("logits", ""));
    EXPECT_PRED_FORMAT2(::testing::IsSubstring, "file.csv: a header and no row below it; logits takes",
                        refusal("logits", "z\n"));
    EXPECT_PRED_FORMAT2(::testing::IsSubstring, "as in @FILE:1,2; there is 1 \"x|y\"; data takes",
                        refusal("data", "x|y\n1|2\n"));
    // Two columns of decimal commas are not four numbers.
    EXPECT_PRED_FORMAT2(::testing::IsSubstring, "file.csv: 2 rows of 2 columns; choose a column",
                        refusal("logits", "1,5;2,5\n3;4"));
    EXPECT_NE(refusal("name", "x"), "");
}

TEST(ValuesFromCsv, DecimalCommasInAColumnAreOneNumberEach) {
    for (const auto* csv : {"1,5\n0,2\n-1,0\n", "Logit\r\n1,5\r\n0,2\r\n−1,0\r\n", "1,5;0,2;-1,0"}) {
        EXPECT_EQ(std::get<Vector>(read("logits", csv)), (Vector{1.5, 0.2, -1})) << csv;
        EXPECT_NE(table("logits", csv).said.find("read 3 numbers"), std::string::npos);
        EXPECT_NE(table("logits", csv).said.find("decimal comma"), std::string::npos);
    }
}

TEST(ValuesFromCsv, RowsWithoutANumberAreLeftOutAndCounted) {
    const auto read = table("data", "x,y,label\n1,2,a\nNA,4,b\n5,,c\n6,n/a,d\n7,8,\nNaN,1,e\n-,1,f\n");
    EXPECT_EQ(std::get<Points>(read.value), (Points{{1, 2, "a"}, {7, 8, ""}}));
    EXPECT_EQ(
        read.said,
        "file.csv: read 2 rows; x is \"x\", y is \"y\", label is \"label\"; 5 rows left out, where a number "
        "is missing: lines 3, 4, 5, 7, 8");
    // What is missing in a column that was not chosen does not matter.
    EXPECT_EQ(std::get<Points>(table("data", "x,y,z\n1,NA,2\n3,4,5\n", {"x", "z"}).value),
              (Points{{1, 2, ""}, {3, 5, ""}}));
}

TEST(ValuesFromCsv, ColumnsAreChosenByNameOrNumber) {
    const std::string csv = "a,b,\"c, d\"\n1,2,up\n3,4,down\n";
    EXPECT_EQ(std::get<Points>(table("data", csv, {"b", "a", "c, d"}).value),
              (Points{{2, 1, "up"}, {4, 3, "down"}}));
    EXPECT_EQ(std::get<Points>(table("data", csv, {"2", "1"}).value), (Points{{2, 1, ""}, {4, 3, ""}}));
    EXPECT_EQ(std::get<Vector>(table("logits", "a,b\n1,2\n3,1\n2,2\n", {"b"}).value), (Vector{2, 1, 2}));
    EXPECT_EQ(std::get<Vector>(table("logits", "1,5\n0,2\n", {"1"}).value), (Vector{1.5, 0.2}));
    EXPECT_EQ(std::get<Vector>(table("logits", "1,5\n0,2\n", {"2"}).value), (Vector{5, 2}));
    // A name that is a number goes first.
    EXPECT_EQ(std::get<Points>(table("data", "x,\"1\",y\n5,6,7\n", {"1", "x"}).value), (Points{{6, 5, ""}}));
    const auto refused = [&](const std::string& text, const std::vector<std::string>& columns) {
        try {
            (void)table("data", text, columns);
            return std::string();
        } catch (const InputError& e) {
            return std::string(e.what());
        }
    };
    EXPECT_EQ(refused(csv, {"a", "bb"}),
              "file.csv: no column \"bb\" (nearest: b); there are 1 \"a\", 2 \"b\", 3 \"c, d\"");
    EXPECT_EQ(refused("a,a\n1,2\n", {"a", "1"}),
              "file.csv: 2 columns are called \"a\"; choose by number: there are 1 \"a\", 2 \"a\"");
    EXPECT_EQ(refused("1,2\n", {"1", "3"}),
              "file.csv: no column \"3\"; there are 2 columns without names; give numbers from 1");
    EXPECT_PRED_FORMAT2(::testing::IsSubstring, "line 2, column 3: \"up\" is not a number",
                        refused(csv, {"a", "c, d"}));
    EXPECT_PRED_FORMAT2(::testing::IsSubstring, "line 2, column 2: \"2 %\" is not a number",
                        refused("x,y\n1,2 %\n3,4\n", {"x", "y"}));
    EXPECT_PRED_FORMAT2(::testing::IsSubstring,
                        "line 3, column 2: \"1e400\" is a number beyond the range of doubles",
                        refused("x,y\n1,2\n3,1e400\n", {"x", "y"}));
}

TEST(ValuesFromCsv, ANamelessColumnThatCountsTheRowsIsLeftOut) {
    const auto read = table("data", "\"\",\"x\",\"y\"\n\"1\",5,6\n\"2\",7,8\n");
    EXPECT_EQ(std::get<Points>(read.value), (Points{{5, 6, ""}, {7, 8, ""}}));
    EXPECT_NE(read.said.find("column 1 left out, which counts the rows"), std::string::npos);
}

}  // namespace table_value_test
}  // namespace lossfield::tests
