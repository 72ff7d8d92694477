// A table as text: for tables elsewhere, as it is read, its numbers in full.
#include <algorithm>

#include "viz/display/font_set.hpp"
#include "viz/files/report.hpp"
#include "viz/inputs/values.hpp"
#include "viz/text/numbers.hpp"
#include "viz/text/rich_text.hpp"

namespace lossfield::viz {

namespace {

// "row", then the words of the headings, numbers where there are none; no two are alike.
std::vector<std::string> names_of(const Table& table) {
    std::vector<std::string> names{"row"};
    for (std::size_t c = 0; c < table.entries.columns; ++c) {
        const std::string words = c < table.column_labels.size() ? plain(table.column_labels[c]) : "";
        const std::string wanted = words.empty() ? std::to_string(c + 1) : words;
        std::string name = wanted;
        for (int n = 2; std::find(names.begin(), names.end(), name) != names.end(); ++n)
            name = wanted + " (" + std::to_string(n) + ")";
        names.push_back(name);
    }
    return names;
}

std::string label_of(const Table& table, std::size_t row) {
    return row < table.row_labels.size() ? plain(table.row_labels[row]) : std::to_string(row + 1);
}

// The words of an entry; empty where it is a number.
std::string words_of(const Table& table, std::size_t entry) {
    return entry < table.texts.size() ? plain(table.texts[entry]) : std::string();
}

// Quoted where a reader would take a sign for the end of the field. [RFC 4180]
std::string csv_field(const std::string& text) {
    if (text.find_first_of(",\"\n\r") == std::string::npos) return text;
    std::string quoted = "\"";
    for (const char c : text) quoted.append(c == '"' ? 2 : 1, c);
    return quoted + '"';
}

// A tab or an end of line would be one of the table's own.
std::string tsv_field(std::string text) {
    std::replace_if(
        text.begin(), text.end(), [](char c) { return c == '\t' || c == '\n' || c == '\r'; }, ' ');
    return text;
}

template <class Field>
std::string rows_of(const Table& table, char between, const Field& field) {
    std::string text;
    for (const std::string& name : names_of(table)) {
        if (!text.empty()) text += between;
        text += field(name);
    }
    text += '\n';
    for (std::size_t r = 0; r < table.entries.rows; ++r) {
        text += field(label_of(table, r));
        for (std::size_t c = 0; c < table.entries.columns; ++c) {
            const std::string words = words_of(table, r * table.entries.columns + c);
            text += between;
            text += words.empty() ? shortest(table.entries.at(r, c)) : field(words);
        }
        text += '\n';
    }
    return text;
}

struct ReadoutRows {
    const Readout& readout;
    std::string& text;

    void row(const std::string& entry, const std::string& value) const {
        for (const std::string& field : {readout.id, readout.label, readout.unit, entry})
            text += csv_field(field) + ',';
        text += value + '\n';
    }
    void operator()(double v) const { row("", shortest(v)); }
    void operator()(const std::string& words) const { row("", csv_field(words)); }
    void operator()(const Vector& v) const {
        for (std::size_t i = 0; i < v.size(); ++i) row(std::to_string(i + 1), shortest(v[i]));
    }
};

}  // namespace

std::string readouts_csv(const Figure& figure) {
    std::string text = "id,label,unit,entry,value\n";
    for (const Readout& readout : figure.readouts)
        std::visit(ReadoutRows{readout, text}, static_cast<const AnyReadout&>(readout.value));
    return text;
}

Json table_json(const Table& table) {
    const std::vector<std::string> names = names_of(table);
    Json columns = Json::object();
    columns[names[0]] = Json::array();
    for (std::size_t r = 0; r < table.entries.rows; ++r) columns[names[0]].push_back(label_of(table, r));
    for (std::size_t c = 0; c < table.entries.columns; ++c) {
        Json& column = columns[names[c + 1]] = Json::array();
        for (std::size_t r = 0; r < table.entries.rows; ++r) {
            const std::string words = words_of(table, r * table.entries.columns + c);
            column.push_back(words.empty() ? number_json(table.entries.at(r, c)) : Json(words));
        }
    }
    return columns;
}

std::string table_csv(const Table& table) { return rows_of(table, ',', csv_field); }
std::string table_tsv(const Table& table) { return rows_of(table, '\t', tsv_field); }

}  // namespace lossfield::viz
