// Where the tests' data are: tests/data of the sources, given by the build to one unit alone, so that all others are the same in every clone.
#pragma once

#include <filesystem>

namespace lossfield::tests {

[[nodiscard]] std::filesystem::path data_folder();

}  // namespace lossfield::tests
