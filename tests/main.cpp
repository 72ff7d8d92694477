// Test program: GoogleTest's options, and `--cases FILE` to run the reference cases of another file.
#include <cstdio>
#include <string_view>

#include "tests/support/data_folder.hpp"
#include "tests/support/support.hpp"

namespace {

std::filesystem::path& chosen_cases() {
    static std::filesystem::path file = lossfield::tests::data_folder() / "reference_cases.json";
    return file;
}

}  // namespace

namespace lossfield::tests {

const std::filesystem::path& cases_file() { return chosen_cases(); }

}  // namespace lossfield::tests

int main(int argc, char** argv) {
    ::testing::InitGoogleTest(&argc, argv);
    for (int i = 1; i < argc; ++i) {
        if (std::string_view(argv[i]) == "--cases" && i + 1 < argc) {
            chosen_cases() = argv[++i];
        } else {
            std::fprintf(stderr, "unknown argument '%s', accepted: --cases FILE and GoogleTest's options\n",
                         argv[i]);
            return 2;
        }
    }
    return RUN_ALL_TESTS();
}
