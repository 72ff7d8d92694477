#include "app/platform/path_completion.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

namespace lossfield::tests {
namespace path_completion_test {

struct PathCompletion : ::testing::Test {
    std::filesystem::path folder = std::filesystem::path(::testing::TempDir()) / "lossfield-completion";
    void SetUp() override {
        std::filesystem::create_directories(folder / "figures");
        for (const char* name : {"ridge-one.svg", "ridge-two.svg", ".hidden"})
            std::ofstream(folder / name) << "x";
    }
    void TearDown() override { std::filesystem::remove_all(folder); }
    std::string at(const std::string& name) const { return (folder / name).string(); }
};

TEST_F(PathCompletion, GoesAsFarAsAllNamesAgree) {
    EXPECT_EQ(app::completed_path(at("r")), at("ridge-"));
    EXPECT_EQ(app::completed_path(at("ridge-o")), at("ridge-one.svg"));
}

TEST_F(PathCompletion, AFolderEndsWithASlash) { EXPECT_EQ(app::completed_path(at("fi")), at("figures/")); }

TEST_F(PathCompletion, StaysWhereNothingFits) {
    EXPECT_EQ(app::completed_path(at("zebra")), at("zebra"));
    EXPECT_EQ(app::completed_path("/no-such-folder/x"), "/no-such-folder/x");
    EXPECT_EQ(app::completed_path(at("figures/")), at("figures/"));
}

}  // namespace path_completion_test
}  // namespace lossfield::tests
