// Commands on the specimen, and a folder for their files.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <string>

#include "app/command/command_line.hpp"
#include "tests/support/specimen.hpp"
#include "viz/text/json.hpp"

namespace lossfield::tests {

struct Outcome {
    int code = 0;
    std::string out;
    std::string err;
};

inline Outcome run(const app::Arguments& arguments) {
    testing::internal::CaptureStdout();
    testing::internal::CaptureStderr();
    Outcome outcome;
    outcome.code = app::run_command_line({specimen()}, arguments);
    outcome.out = testing::internal::GetCapturedStdout();
    outcome.err = testing::internal::GetCapturedStderr();
    return outcome;
}

inline std::string error_of(const app::Arguments& arguments, int code = 2) {
    const Outcome outcome = run(arguments);
    EXPECT_EQ(outcome.code, code);
    EXPECT_EQ(outcome.out, "");
    EXPECT_EQ(std::count(outcome.err.begin(), outcome.err.end(), '\n'), 1) << outcome.err;
    return outcome.err;
}

class CommandLine : public testing::Test {
  protected:
    std::string file(const std::string& name, const std::string& text) {
        const auto path = (folder_ / name).string();
        std::ofstream(path) << text;
        return path;
    }
    void SetUp() override {
        folder_ = std::filesystem::temp_directory_path() /
                  ("lossfield-" + std::string(testing::UnitTest::GetInstance()->current_test_info()->name()));
        std::filesystem::remove_all(folder_);
        std::filesystem::create_directories(folder_);
    }
    void TearDown() override { std::filesystem::remove_all(folder_); }

    std::filesystem::path folder_;
};

}  // namespace lossfield::tests
