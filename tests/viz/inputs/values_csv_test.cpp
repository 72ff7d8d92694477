#include <gtest/gtest.h>

#include "tests/support/specimen.hpp"
#include "viz/inputs/values.hpp"

namespace lossfield::tests {
namespace values_csv_test {

using namespace viz;

Value read(const std::string& id, const std::string& csv) {
    return value_from_csv(specimen().parameters[index_of(specimen(), id)], csv, "file.csv");
}

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

TEST(ValuesFromCsv, AMatrixHasARowALine) {
    EXPECT_EQ(std::get<Matrix>(read("weights", "1 2\n3 4\n")), (Matrix{2, 2, {1, 2, 3, 4}}));
}

TEST(ValuesFromCsv, ARefusalNamesFileAndLine) {
    EXPECT_PRED_FORMAT2(::testing::IsSubstring, "file.csv: line 4: \"x\" is not a number;",
                        refusal("logits", "z\n1\n\nx\n"));
    EXPECT_PRED_FORMAT2(::testing::IsSubstring, "file.csv: line 2: 1 columns after 2;",
                        refusal("weights", "1,2\n3\n"));
    EXPECT_PRED_FORMAT2(::testing::IsSubstring, "file.csv: line 1: 1 columns where", refusal("data", "1\n"));
    EXPECT_PRED_FORMAT2(::testing::IsSubstring, "file.csv: logits: entry 2: 2000 is out of range",
                        refusal("logits", "1,2000\n"));
    EXPECT_PRED_FORMAT2(::testing::IsSubstring, "file.csv: logits: too few entries", refusal("logits", ""));
    // A decimal comma is refused, not read as two numbers.
    EXPECT_PRED_FORMAT2(::testing::IsSubstring, "file.csv: line 1: \"1,5\" is not a number; ",
                        refusal("logits", "1,5;2,5\n3;4"));
    EXPECT_NE(refusal("name", "x"), "");
}

}  // namespace values_csv_test
}  // namespace lossfield::tests
