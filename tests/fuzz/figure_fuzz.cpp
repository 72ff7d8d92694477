// A figure. The first byte says what the others are: the file, or what a PNG whose checksums are right or an SVG has inside.
#include <cstdint>

#include "tests/fuzz/taken_state.hpp"
#include "tests/support/png_chunks.hpp"

namespace {

std::string file_of(std::uint8_t kind, const std::string& bytes) {
    switch (kind % 4) {
        case 0:
            return lossfield::tests::png_with(lossfield::tests::png_chunk("iTXt", bytes));
        case 1:
            return lossfield::tests::png_with(lossfield::tests::png_chunk("zTXt", bytes));
        case 2:
            return R"(<svg xmlns="http://www.w3.org/2000/svg"><metadata>)" + bytes + "</metadata></svg>";
        default:
            return bytes;
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace lossfield;
    if (size == 0) return 0;
    try {
        const std::string file = file_of(data[0], {reinterpret_cast<const char*>(data) + 1, size - 1});
        tests::check_state(viz::state_in(file, "file"));
    } catch (const viz::InputError& e) {
        tests::check(e);
    }
    return 0;
}
