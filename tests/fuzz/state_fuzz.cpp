// A state file; what is taken is written and read again.
#include <cstdint>

#include "tests/fuzz/taken_state.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace lossfield;
    try {
        tests::check_state({reinterpret_cast<const char*>(data), size});
    } catch (const viz::InputError& e) {
        tests::check(e);
    }
    return 0;
}
