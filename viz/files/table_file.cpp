#include "viz/files/table_file.hpp"

#include <filesystem>
#include <system_error>

#include <fmt/format.h>

#include "viz/files/text_file.hpp"
#include "viz/inputs/values.hpp"
#include "viz/text/errors.hpp"

namespace lossfield::viz {

TablePlace table_place(const std::string& text) {
    const auto exists = [](const std::string& path) {
        std::error_code code;
        return std::filesystem::exists(path, code);
    };
    if (exists(text)) return {text, {}};
    for (auto colon = text.rfind(':'); colon != std::string::npos && colon > 0;
         colon = text.rfind(':', colon - 1)) {
        const std::string path = text.substr(0, colon);
        if (!exists(path)) continue;
        auto columns = column_list(std::string_view(text).substr(colon + 1), path + ": the columns");
        if (columns.empty())
            throw InputError(path + ": no columns behind the colon; give names or numbers, as in " + path +
                             ":1,2");
        return {path, std::move(columns)};
    }
    return {text, {}};
}

TableValue value_from_file(const Parameter& parameter, const std::string& text) {
    if (text.empty())
        throw InputError(fmt::format("{}: no file is named behind @; give @FILE or {}", parameter.id,
                                     accepted(parameter)));
    const TablePlace place = table_place(text);
    return value_from_table(parameter, read_text_file(place.path), place.path, place.columns);
}

}  // namespace lossfield::viz
