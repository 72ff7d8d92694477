// A state file; what is taken is written and read again.
#include <cstdint>

#include "tests/fuzz/subject.hpp"
#include "viz/files/state.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace lossfield;
    const auto& lab = tests::subject();
    static const viz::Values start = [&] {
        viz::Values values;
        for (const auto& parameter : lab.parameters) values.push_back(parameter.fallback);
        return values;
    }();
    try {
        const auto read =
            viz::read_state(lab, std::string(reinterpret_cast<const char*>(data), size), "file", start);
        for (std::size_t i = 0; i < start.size(); ++i) tests::check(lab.parameters[i], read.state.values[i]);
        const auto again = viz::read_state(lab, viz::write_state(lab, read.state), "file", start);
        tests::demand(again.ignored.empty() && again.state.values == read.state.values &&
                          again.state.view == read.state.view,
                      "a state that is written reads back");
    } catch (const viz::InputError& e) {
        tests::check(e);
    }
    return 0;
}
