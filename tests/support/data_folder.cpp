#include "tests/support/data_folder.hpp"

namespace lossfield::tests {

std::filesystem::path data_folder() { return LOSSFIELD_TEST_DATA; }

}  // namespace lossfield::tests
