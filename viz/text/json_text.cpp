#include "viz/text/json_text.hpp"

#include <algorithm>
#include <cmath>

#include "viz/text/numbers.hpp"

namespace lossfield::viz {

namespace {

void append(std::string& text, const Json& json, std::size_t indent);

// Members or entries between brackets, each on its own line unless `flat`.
template <class Append>
void append_block(std::string& text, char open, char close, std::size_t count, bool flat, std::size_t indent,
                  Append append_entry) {
    text += open;
    for (std::size_t i = 0; i < count; ++i) {
        if (i > 0) text += flat ? ", " : ",";
        if (!flat) text.append(1, '\n').append(indent + 1, ' ');
        append_entry(i);
    }
    if (!flat && count > 0) text.append(1, '\n').append(indent, ' ');
    text += close;
}

void append(std::string& text, const Json& json, std::size_t indent) {
    const auto entry = [&](std::size_t i) { append(text, json[i], indent + 1); };
    if (json.is_number_float()) {
        const double v = json.get<double>();
        // "-0" is an integer to many readers and would lose its sign.
        text += v == 0 && std::signbit(v) ? "-0.0" : shortest(v);
    } else if (json.is_array()) {
        const bool flat =
            std::none_of(json.begin(), json.end(), [](const auto& e) { return e.is_structured(); });
        append_block(text, '[', ']', json.size(), flat, indent, entry);
    } else if (json.is_object()) {
        append_block(text, '{', '}', json.size(), false, indent, [&](std::size_t i) {
            text += json_quoted(json.items()[i].key) + ": ";
            append(text, json.items()[i].value, indent + 1);
        });
    } else {
        text += json.dump();
    }
}

}  // namespace

std::string json_text(const Json& json) {
    std::string text;
    append(text, json, 0);
    return text;
}

}  // namespace lossfield::viz
