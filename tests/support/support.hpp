// What all tests share: the file of reference cases, and a comparison that prints both operands in full.
#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <span>

namespace lossfield::tests {

struct Tolerance {
    double relative = 1e-9;
    double absolute = 1e-12;
};

// The file given by `--cases FILE`, else the bundled tests/data/reference_cases.json.
[[nodiscard]] const std::filesystem::path& cases_file();

// |actual - expected| <= max(absolute, relative |expected|); equal infinities and two NaNs agree.
[[nodiscard]] ::testing::AssertionResult close(double actual, double expected, Tolerance tolerance = {});
// The same for every component; the first that differs is named.
[[nodiscard]] ::testing::AssertionResult close(std::span<const double> actual,
                                               std::span<const double> expected, Tolerance tolerance = {});

}  // namespace lossfield::tests
