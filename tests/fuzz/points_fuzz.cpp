// Pasted points.
#include <cstdint>

#include "tests/fuzz/subject.hpp"
#include "viz/inputs/table_value.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace lossfield;
    static const auto& parameter =
        tests::subject().parameters[viz::index_of(tests::subject().parameters, "points")];
    try {
        const auto read = viz::value_from_table(
            parameter, std::string_view(reinterpret_cast<const char*>(data), size), "the clipboard");
        tests::check(parameter, read.value);
        tests::demand(viz::is_plain_line(read.said), "what is said is one line of text");
    } catch (const viz::InputError& e) {
        tests::check(e);
    }
    return 0;
}
