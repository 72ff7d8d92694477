// A value on the command line: the first byte chooses the parameter.
#include <cstdint>

#include "tests/fuzz/subject.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace lossfield;
    if (size == 0) return 0;
    const auto& parameters = tests::subject().parameters;
    const auto& parameter = parameters[data[0] % parameters.size()];
    try {
        tests::check(parameter,
                     viz::parse_value(parameter, {reinterpret_cast<const char*>(data) + 1, size - 1}));
    } catch (const viz::InputError& e) {
        tests::check(e);
    }
    return 0;
}
