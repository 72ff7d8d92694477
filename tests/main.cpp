// Test program: GoogleTest's options, and `--cases FILE` to run the reference cases of another file.
#include <cmath>
#include <cstdio>
#include <string_view>

#include "tests/support.hpp"

namespace {

// LOSSFIELD_TEST_DATA: the folder tests/data, given by the build.
std::filesystem::path& chosen_cases() {
    static std::filesystem::path file = std::filesystem::path(LOSSFIELD_TEST_DATA) / "reference_cases.json";
    return file;
}

}  // namespace

namespace lossfield::tests {

const std::filesystem::path& cases_file() { return chosen_cases(); }

::testing::AssertionResult close(double actual, double expected, Tolerance tolerance) {
    const bool same = actual == expected || (std::isnan(actual) && std::isnan(expected));
    const double allowed = std::fmax(tolerance.absolute, tolerance.relative * std::abs(expected));
    const double difference = std::abs(actual - expected);
    if (same || (std::isfinite(expected) && difference <= allowed)) return ::testing::AssertionSuccess();
    char text[160];
    std::snprintf(text, sizeof text, "actual %.17g, expected %.17g, difference %.3g, allowed %.3g", actual, expected,
                  difference, allowed);
    return ::testing::AssertionFailure() << text;
}

::testing::AssertionResult close(std::span<const double> actual, std::span<const double> expected,
                                 Tolerance tolerance) {
    if (actual.size() != expected.size()) {
        return ::testing::AssertionFailure() << "actual size " << actual.size() << ", expected " << expected.size();
    }
    for (std::size_t k = 0; k < actual.size(); ++k) {
        const auto one = close(actual[k], expected[k], tolerance);
        if (!one) return ::testing::AssertionFailure() << "component " << k << ": " << one.message();
    }
    return ::testing::AssertionSuccess();
}

}  // namespace lossfield::tests

int main(int argc, char** argv) {
    ::testing::InitGoogleTest(&argc, argv);
    for (int i = 1; i < argc; ++i) {
        if (std::string_view(argv[i]) == "--cases" && i + 1 < argc) {
            chosen_cases() = argv[++i];
        } else {
            std::fprintf(stderr, "unknown argument '%s', accepted: --cases FILE and GoogleTest's options\n", argv[i]);
            return 2;
        }
    }
    return RUN_ALL_TESTS();
}
