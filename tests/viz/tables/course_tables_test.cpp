// Tables shaped like those that courses use; tests/data/make_course_tables.py writes them.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "tests/support/data_folder.hpp"
#include "viz/files/table_file.hpp"

namespace lossfield::tests {
namespace course_tables_test {

using namespace viz;

TableValue points(const std::string& name) {
    Traits traits;
    traits.hard = {-1e6, 1e6};
    traits.max_length = 1000;
    const Parameter parameter = complete("data", Kind::Points, {}, traits);
    return value_from_file(parameter, (data_folder() / "tables" / name).string());
}

const Points& of(const TableValue& read) { return std::get<Points>(read.value); }

bool within(const Points& points, Interval x, Interval y) {
    return std::all_of(points.begin(), points.end(),
                       [&](const DataPoint& p) { return x.contains(p.x) && y.contains(p.y); });
}

TEST(CourseTables, AHundredRowsWithoutAHeader) {
    const auto read = points("study_hours.csv");
    EXPECT_EQ(of(read).size(), 100U);
    EXPECT_TRUE(within(of(read), {25, 70}, {30, 125}));
    EXPECT_EQ(of(read)[0].x, 48.12415351625532);
    EXPECT_NE(read.said.find("study_hours.csv: read 100 rows"), std::string::npos) << read.said;
}

TEST(CourseTables, NinetySevenRowsBelowAHeader) {
    const auto read = points("profits.csv");
    EXPECT_EQ(of(read).size(), 97U);
    EXPECT_EQ(of(read)[0], (DataPoint{5.4854, 5.242, ""}));
    EXPECT_NE(read.said.find("read 97 rows; x is \"population\", y is \"profit\""), std::string::npos)
        << read.said;
}

TEST(CourseTables, YearsAgainstASalary) {
    const auto read = points("salaries.csv");
    EXPECT_EQ(of(read).size(), 30U);
    EXPECT_TRUE(within(of(read), {1, 11}, {30000, 130000}));
    EXPECT_EQ(of(read)[1], (DataPoint{1.4, 37383.99, ""}));
}

TEST(CourseTables, FiveColumnsAreChosenFrom) {
    for (const auto* columns : {":TV,sales", ":2,5", ":TV,5", ":2,\"sales\""}) {
        const auto read = points("advertising.csv" + std::string(columns));
        EXPECT_EQ(of(read).size(), 200U);
        EXPECT_EQ(of(read)[0], (DataPoint{17.1, 9.2, ""})) << columns;
        EXPECT_NE(read.said.find("x is \"TV\", y is \"sales\""), std::string::npos) << read.said;
    }
    EXPECT_EQ(of(points("advertising.csv:sales,radio,1"))[1], (DataPoint{9.0, 6.8, "2"}));
    for (const auto* wrong : {"", ":TV,sale", ":6,1", ":TV"}) {
        try {
            (void)points("advertising.csv" + std::string(wrong));
            ADD_FAILURE() << wrong;
        } catch (const InputError& e) {
            EXPECT_PRED_FORMAT2(::testing::IsSubstring,
                                "1 \"\", 2 \"TV\", 3 \"radio\", 4 \"newspaper\", 5 \"sales\"",
                                std::string(e.what()));
        }
    }
}

}  // namespace course_tables_test
}  // namespace lossfield::tests
