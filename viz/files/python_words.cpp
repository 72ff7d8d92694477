// Panels of words and numbers, in matplotlib.
#include <algorithm>

#include <fmt/format.h>

#include "viz/files/python_parts.hpp"

namespace lossfield::viz {

namespace {

std::string labels_of(const std::vector<std::string>& rich) {
    std::vector<std::string> literals;
    for (const std::string& text : rich) literals.push_back(python_label(text));
    return python_texts(literals);
}

// How numbers of a column are written.
std::string format_of_column(const Table& table, std::size_t column) {
    const TableColumn own = column < table.columns.size() ? table.columns[column] : TableColumn{};
    if (own.whole) return "\"{:.0f}\"";
    if (own.digits) return fmt::format("\"{{:.{}g}}\"", *own.digits);
    return fmt::format("\"{{:.{}f}}\"", own.decimals.value_or(table.digits));
}

}  // namespace

void write_table(const Table& table, PythonWriter& out) {
    if (table.entries.rows == 0 || table.entries.columns == 0) return;
    const std::string entries = out.array(out.panel().id + ".table.entries");
    std::vector<std::string> formats;
    for (std::size_t c = 0; c < table.entries.columns; ++c) formats.push_back(format_of_column(table, c));
    out.line(fmt::format("formats = {}", python_texts(formats)));
    out.line(
        fmt::format("cells = [[form.format(v) for form, v in zip(formats, row)] for row in {}]", entries));
    for (std::size_t i = 0; i < table.texts.size(); ++i)
        if (!table.texts[i].empty())
            out.line(fmt::format("cells[{}][{}] = {}", i / table.entries.columns, i % table.entries.columns,
                                 python_label(table.texts[i])));
    std::string look;
    if (table.row_labels.size() == table.entries.rows) look += ", rowLabels=" + labels_of(table.row_labels);
    if (table.column_labels.size() == table.entries.columns)
        look += ", colLabels=" + labels_of(table.column_labels);
    if (table.shading)
        look += fmt::format(", cellColours={}({}({}))", out.map(*table.shading), out.norm(*table.shading),
                            entries);
    out.line("axes.axis(\"off\")");
    out.line(fmt::format("axes.table(cells, loc=\"upper center\", edges=\"{}\"{})",
                         table.shading ? "closed" : "horizontal", look));
}

void write_sheets(PythonWriter& out) {
    const auto& sheets = out.panel().sheets;
    out.line("axes.axis(\"off\")");
    for (std::size_t k = 0; k < sheets.size(); ++k) {
        const double left = static_cast<double>(k) / static_cast<double>(sheets.size());
        out.line(fmt::format("axes.text({:.4g}, 1, {}, color={}, weight=\"bold\", va=\"top\")", left,
                             python_label(sheets[k].title), out.colour(sheets[k].colour)));
        out.line(fmt::format("for number, words in enumerate({}, 1):", labels_of(sheets[k].lines)));
        out.line(
            fmt::format("    axes.text({:.4g}, 1 - 0.06 * number, words, va=\"top\", fontsize=7)", left));
    }
}

}  // namespace lossfield::viz
