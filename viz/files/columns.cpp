#include <cmath>

#include "viz/files/report.hpp"
#include "viz/text/numbers.hpp"

namespace lossfield::viz {

namespace {

using Named = std::vector<std::pair<std::string, Vector>>;

double node(const Interval& range, std::size_t i, std::size_t count) {
    return count < 2
               ? range.low
               : std::lerp(range.low, range.high, static_cast<double>(i) / static_cast<double>(count - 1));
}

Named nodes_of(const GridField& field) {
    Named columns{{"x", {}}, {"y", {}}, {"value", field.values.all()}};
    for (std::size_t row = 0; row < field.rows; ++row) {
        for (std::size_t column = 0; column < field.columns; ++column) {
            columns[0].second.push_back(node(field.domain.x, column, field.columns));
            columns[1].second.push_back(node(field.domain.y, row, field.rows));
        }
    }
    return columns;
}

Named nodes_of(const TriangleField& field) {
    Named columns{{"x", {}}, {"y", {}}, {"value", field.values}};
    const std::size_t n = field.subdivisions;
    for (std::size_t j = 0; j <= n; ++j) {
        for (std::size_t i = 0; i + j <= n; ++i) {
            const double second = static_cast<double>(i) / static_cast<double>(n);
            const double third = static_cast<double>(j) / static_cast<double>(n);
            columns[0].second.push_back(second + third / 2);
            columns[1].second.push_back(std::sqrt(3.0) / 2 * third);
        }
    }
    return columns;
}

template <class Placed>
Named placed(const Placed& m) {
    Named columns{{"x", m.x}, {"y", m.y}};
    if (!m.z.empty()) columns.emplace_back("z", m.z);
    return columns;
}

struct ColumnsOf {
    bool of_space = false;

    Named operator()(const Curve& m) const {
        Named columns = placed(m);
        if (!m.values.empty()) columns.emplace_back("value", m.values);
        return columns;
    }
    Named operator()(const Band& m) const { return {{"x", m.x}, {"low", m.low}, {"high", m.high}}; }
    Named operator()(const PointSet& m) const { return placed(m); }
    Named operator()(const Bars& m) const {
        return {{"position", m.position}, {"base", m.base}, {"value", m.value}};
    }
    Named operator()(const Arrows& m) const {
        if (!m.z.empty()) return {{"x", m.x}, {"y", m.y}, {"z", m.z}, {"u", m.u}, {"v", m.v}, {"w", m.w}};
        return {{"x", m.x}, {"y", m.y}, {"u", m.u}, {"v", m.v}};
    }
    Named operator()(const Heat& m) const {
        Named columns = nodes_of(m.field);
        if (!m.shade.empty()) columns.emplace_back("shade", m.shade.all());
        return columns;
    }
    Named operator()(const Surface& m) const { return nodes_of(m.field); }
    Named operator()(const Patch& m) const {
        Named columns{{"x", m.x}, {"y", m.y}, {"z", m.z}};
        if (!m.values.empty()) columns.emplace_back("value", m.values.all());
        return columns;
    }
    Named operator()(const Contours& m) const {
        return std::visit([](const auto& field) { return nodes_of(field); }, m.field);
    }
    Named operator()(const Polygon& m) const {
        Named columns{{"ring", {}}, {"x", {}}, {"y", {}}};
        for (std::size_t ring = 0; ring < m.x.size(); ++ring) {
            columns[0].second.insert(columns[0].second.end(), m.x[ring].size(),
                                     static_cast<double>(ring + 1));
            columns[1].second.insert(columns[1].second.end(), m.x[ring].begin(), m.x[ring].end());
            columns[2].second.insert(columns[2].second.end(), m.y[ring].begin(), m.y[ring].end());
        }
        return columns;
    }
    Named operator()(const Rule& m) const { return {{m.vertical ? "x" : "y", {m.at}}}; }
    Named operator()(const TextMark& m) const {
        if (of_space) return {{"x", {m.x}}, {"y", {m.y}}, {"z", {m.z}}};
        return {{"x", {m.x}}, {"y", {m.y}}};
    }
    Named operator()(const FormulaMark& m) const { return {{"x", {m.x}}, {"y", {m.y}}}; }
};

struct KindName {
    const char* operator()(const Curve&) const { return "curve"; }
    const char* operator()(const Band&) const { return "band"; }
    const char* operator()(const PointSet&) const { return "points"; }
    const char* operator()(const Bars&) const { return "bars"; }
    const char* operator()(const Arrows&) const { return "arrows"; }
    const char* operator()(const Heat&) const { return "heat"; }
    const char* operator()(const Contours&) const { return "contours"; }
    const char* operator()(const Surface&) const { return "surface"; }
    const char* operator()(const Patch&) const { return "patch"; }
    const char* operator()(const Polygon&) const { return "polygon"; }
    const char* operator()(const Rule&) const { return "rule"; }
    const char* operator()(const TextMark&) const { return "text"; }
    const char* operator()(const FormulaMark&) const { return "formula"; }
};

void add_shares(Named& columns, std::size_t corners) {
    const Vector* x = nullptr;
    const Vector* y = nullptr;
    for (const auto& [name, numbers] : columns) {
        if (name == "x") x = &numbers;
        if (name == "y") y = &numbers;
    }
    if (x == nullptr || y == nullptr) return;
    std::vector<Vector> shares(corners);
    for (std::size_t i = 0; i < x->size(); ++i) {
        const double third = corners == 3 ? (*y)[i] * 2 / std::sqrt(3.0) : 0;
        const double second = (*x)[i] - third / 2;
        shares[0].push_back(1 - second - third);
        shares[1].push_back(second);
        if (corners == 3) shares[2].push_back(third);
    }
    for (std::size_t k = 0; k < corners; ++k)
        columns.emplace_back("share-" + std::to_string(k + 1), shares[k]);
}

std::string csv_of(const Columns& columns) {
    std::string text;
    for (const auto& [name, numbers] : columns.numbers) text += (text.empty() ? "" : ",") + name;
    text += '\n';
    const std::size_t rows = columns.numbers.empty() ? 0 : columns.numbers.front().second.size();
    for (std::size_t row = 0; row < rows; ++row) {
        for (std::size_t i = 0; i < columns.numbers.size(); ++i)
            text.append(i > 0 ? "," : "").append(shortest(columns.numbers[i].second.at(row)));
        text += '\n';
    }
    return text;
}

}  // namespace

std::string kind_name(const Mark& mark) { return std::visit(KindName{}, mark); }

Columns columns_of(const Panel& panel, const Mark& mark) {
    Columns columns{std::visit(ColumnsOf{panel.kind == PanelKind::Space}, mark)};
    if (panel.kind == PanelKind::Simplex && (panel.corners.size() == 2 || panel.corners.size() == 3))
        add_shares(columns.numbers, panel.corners.size());
    return columns;
}

std::vector<std::pair<std::string, std::string>> csv_files(const Figure& figure) {
    std::vector<std::pair<std::string, std::string>> files;
    for (const auto& panel : figure.panels) {
        if (panel.table) files.emplace_back(panel.id + ".table.csv", table_csv(*panel.table));
        for (const auto& mark : panel.marks)
            files.emplace_back(panel.id + "." + mark.id() + ".csv", csv_of(columns_of(panel, mark)));
    }
    if (!figure.readouts.empty()) files.emplace_back("readouts.csv", readouts_csv(figure));
    return files;
}

}  // namespace lossfield::viz
