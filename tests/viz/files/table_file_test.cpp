#include "viz/files/table_file.hpp"

#include <gtest/gtest.h>

#include <fstream>

namespace lossfield::tests {
namespace table_file_test {

using namespace viz;
using Names = std::vector<std::string>;

std::string file(const std::string& name) {
    const std::string path = ::testing::TempDir() + name;
    std::ofstream(path) << "x,y\n1,2\n";
    return path;
}

TEST(TableFile, ColumnsStandBehindAColon) {
    const auto path = file("columns.csv");
    EXPECT_EQ(table_place(path).path, path);
    EXPECT_EQ(table_place(path).columns, Names{});
    EXPECT_EQ(table_place(path + ":y,x").path, path);
    EXPECT_EQ(table_place(path + ":y,x").columns, (Names{"y", "x"}));
    EXPECT_EQ(table_place(path + ":\"a, \"\"b\"\": c\",2").columns, (Names{"a, \"b\": c", "2"}));
    EXPECT_THROW((void)table_place(path + ":"), InputError);
}

TEST(TableFile, ANameMayHoldAColon) {
    const auto plain = file("at"), path = file("at:12:30.csv");
    EXPECT_EQ(table_place(path).path, path);
    EXPECT_EQ(table_place(path).columns, Names{});
    EXPECT_EQ(table_place(path + ":x:y").path, path);
    EXPECT_EQ(table_place(path + ":x:y").columns, Names{"x:y"});
    EXPECT_EQ(table_place(plain + ":y").path, plain);
    EXPECT_EQ(table_place("nowhere:1").path, "nowhere:1");
}

}  // namespace table_file_test
}  // namespace lossfield::tests
