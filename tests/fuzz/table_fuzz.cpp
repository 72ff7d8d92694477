// Any bytes as a table, in either layout, and with columns chosen: the first byte says which.
#include <cstdint>

#include "tests/fuzz/subject.hpp"
#include "viz/inputs/table_value.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace lossfield;
    if (size == 0) return 0;
    const std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
    const auto layout = data[0] % 2 == 0 ? viz::tables::Layout::Columns : viz::tables::Layout::List;
    try {
        const auto table = viz::tables::read_table(bytes, "file", layout);
        for (const auto& column : table.columns)
            tests::demand(column.cells.size() == table.rows() && column.numbers.size() == table.rows(),
                          "columns are equally long");
        for (const auto& said : table.decided)
            tests::demand(viz::is_plain_line(said), "what is said is one line of text");
        for (const char* id : {"vector", "matrix"}) {
            const auto& parameter =
                tests::subject().parameters[viz::index_of(tests::subject().parameters, id)];
            try {
                const auto columns =
                    data[0] % 4 < 2 ? std::vector<std::string>{} : std::vector<std::string>{"1"};
                tests::check(parameter, viz::value_from_table(parameter, table, "file", columns).value);
            } catch (const viz::InputError& e) {
                tests::check(e);
            }
        }
    } catch (const viz::InputError& e) {
        tests::check(e);
    }
    return 0;
}
