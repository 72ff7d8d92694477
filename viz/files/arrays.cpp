#include "viz/files/arrays.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "viz/files/report.hpp"
#include "viz/geometry/levels.hpp"
#include "viz/text/rich_text.hpp"

namespace lossfield::viz {

namespace {

using Arrays = std::vector<Array>;
using Texts = std::vector<std::string>;

Vector nodes(const Interval& range, std::size_t count) {
    Vector all;
    for (std::size_t i = 0; i < count; ++i)
        all.push_back(count < 2 ? range.low
                                : std::lerp(range.low, range.high,
                                            static_cast<double>(i) / static_cast<double>(count - 1)));
    return all;
}

Texts plain_texts(const Texts& rich) {
    Texts all;
    for (const std::string& text : rich) all.push_back(plain(text));
    return all;
}

// Between the four nodes around a place, no higher than where the surface is cut off; NaN beside it.
double height_on(const Surface& surface, double x, double y) {
    const GridField& field = surface.field;
    if (!field.domain.x.contains(x) || !field.domain.y.contains(y) || field.columns < 2 || field.rows < 2)
        return std::numeric_limits<double>::quiet_NaN();
    const auto along = [](const Interval& range, std::size_t count, double v) {
        return (v - range.low) / range.length() * static_cast<double>(count - 1);
    };
    const double column = along(field.domain.x, field.columns, x), row = along(field.domain.y, field.rows, y);
    const auto c = std::min(static_cast<std::size_t>(column), field.columns - 2);
    const auto r = std::min(static_cast<std::size_t>(row), field.rows - 2);
    const double right = column - static_cast<double>(c), up = row - static_cast<double>(r);
    const auto at = [&](std::size_t i, std::size_t j) { return field.values[j * field.columns + i]; };
    const double height = std::lerp(std::lerp(at(c, r), at(c + 1, r), right),
                                    std::lerp(at(c, r + 1), at(c + 1, r + 1), right), up);
    return surface.cut && height > *surface.cut ? *surface.cut : height;
}

struct MarkArrays {
    const Panel& panel;
    const std::string& prefix;
    Arrays& out;

    void add(const std::string& column, Vector numbers) const {
        const std::size_t count = numbers.size();
        out.push_back({prefix + column, {count}, std::move(numbers)});
    }
    void add(const std::string& column, Texts texts) const {
        const std::size_t count = texts.size();
        if (count > 0) out.push_back({prefix + column, {count}, std::move(texts)});
    }
    void add(const std::string& column, std::size_t rows, std::size_t columns, const Vector& numbers) const {
        if (!numbers.empty()) out.push_back({prefix + column, {rows, columns}, numbers});
    }
    void add_columns(const Mark& mark) const {
        for (auto& [name, numbers] : columns_of(panel, mark).numbers) add(name, numbers);
    }
    void add_colours(const std::vector<Colour>& colours) const {
        const std::vector<Colour> palette = palette_of(colours);
        if (palette.size() < 2) return;
        Vector which;
        for (const Colour& colour : colours)
            which.push_back(
                static_cast<double>(std::find(palette.begin(), palette.end(), colour) - palette.begin()));
        add("colour", std::move(which));
    }
    void add_field(const GridField& field) const {
        add("x", nodes(field.domain.x, field.columns));
        add("y", nodes(field.domain.y, field.rows));
        add("value", field.rows, field.columns, field.values);
    }
    // The first surface there is, for what has no height of its own.
    template <class Placed>
    [[nodiscard]] const Surface* under(const Placed& m) const {
        if (panel.kind != PanelKind::Space || !m.z.empty()) return nullptr;
        for (const Mark& other : panel.marks)
            if (const auto* surface = std::get_if<Surface>(&other)) return surface;
        return nullptr;
    }
    template <class Placed>
    void add_height(const Placed& m) const {
        const Surface* surface = under(m);
        if (surface == nullptr) return;
        Vector z;
        for (std::size_t i = 0; i < m.x.size(); ++i) z.push_back(height_on(*surface, m.x[i], m.y[i]));
        add("z", std::move(z));
    }

    void operator()(const Curve& m) const { add_height(m); }
    void operator()(const PointSet& m) const {
        add_height(m);
        add_colours(m.colours);
        add("text", plain_texts(m.texts));
    }
    void operator()(const Bars& m) const {
        add_colours(m.colours);
        add("text", plain_texts(m.texts));
    }
    void operator()(const Arrows& m) const {
        if (const Surface* surface = under(m)) {
            add_height(m);
            Vector w;
            for (std::size_t i = 0; i < m.x.size(); ++i)
                w.push_back(height_on(*surface, m.x[i] + m.u[i], m.y[i] + m.v[i]) -
                            height_on(*surface, m.x[i], m.y[i]));
            add("w", std::move(w));
        }
        add_colours(m.colours);
        add("text", plain_texts(m.texts));
    }
    void operator()(const Contours& m) const { add("levels", choose_levels(m.field, m.levels)); }
    void operator()(const Surface& m) const { add("levels", choose_levels(m.field, m.levels)); }
    void operator()(const Patch& m) const {
        if (!m.values.empty())
            add("levels", choose_levels(GridField{{}, m.columns, m.rows, m.values}, m.levels));
    }
    void operator()(const TextMark& m) const { out.push_back({prefix + "text", {}, Texts{plain(m.text)}}); }
    void operator()(const Rule& m) const {
        if (!m.text.empty()) out.push_back({prefix + "text", {}, Texts{plain(m.text)}});
    }
    void operator()(const FormulaMark& m) const { out.push_back({prefix + "latex", {}, Texts{m.latex}}); }
    template <class Other>
    void operator()(const Other& /*all in its columns*/) const {}
};

struct ValueArrays {
    const std::string& name;
    Arrays& out;

    void operator()(double v) const { out.push_back({name, {}, Vector{v}}); }
    void operator()(long long v) const { (*this)(static_cast<double>(v)); }
    void operator()(bool v) const { (*this)(v ? 1.0 : 0.0); }
    void operator()(const std::string& text) const { out.push_back({name, {}, Texts{text}}); }
    void operator()(const Automatic& /*the lab's own*/) const { (*this)(std::string("auto")); }
    void operator()(const Vector& v) const { out.push_back({name, {v.size()}, v}); }
    void operator()(const Matrix& m) const { out.push_back({name, {m.rows, m.columns}, m.entries}); }
    void operator()(const Domain& d) const { (*this)(Vector{d.x.low, d.x.high, d.y.low, d.y.high}); }
    void operator()(const Points& points) const {
        Vector places;
        Texts labels;
        for (const DataPoint& p : points) {
            places.insert(places.end(), {p.x, p.y});
            labels.push_back(p.label);
        }
        out.push_back({name, {points.size(), 2}, std::move(places)});
        if (std::any_of(labels.begin(), labels.end(), [](const auto& label) { return !label.empty(); }))
            out.push_back({name + ".labels", {points.size()}, std::move(labels)});
    }
};

void add_table(const std::string& prefix, const Table& table, Arrays& out) {
    const std::size_t rows = table.entries.rows, columns = table.entries.columns;
    out.push_back({prefix + "entries", {rows, columns}, table.entries.entries});
    const Texts row_names = plain_texts(table.row_labels), column_names = plain_texts(table.column_labels);
    if (!row_names.empty()) out.push_back({prefix + "rows", {row_names.size()}, row_names});
    if (!column_names.empty()) out.push_back({prefix + "columns", {column_names.size()}, column_names});
    if (table.texts.size() == rows * columns && !table.texts.empty())
        out.push_back({prefix + "texts", {rows, columns}, plain_texts(table.texts)});
}

}  // namespace

std::vector<Colour> palette_of(const std::vector<Colour>& colours) {
    std::vector<Colour> palette;
    for (const Colour& colour : colours)
        if (std::find(palette.begin(), palette.end(), colour) == palette.end()) palette.push_back(colour);
    return palette;
}

std::vector<Array> arrays_of(const Panel& panel, const Mark& mark) {
    Arrays out;
    const std::string prefix = panel.id + "." + mark.id() + ".";
    const MarkArrays add{panel, prefix, out};
    if (const auto* heat = std::get_if<Heat>(&mark)) {
        add.add_field(heat->field);
        add.add("shade", heat->field.rows, heat->field.columns, heat->shade);
    } else if (const auto* surface = std::get_if<Surface>(&mark)) {
        add.add_field(surface->field);
    } else if (const auto* patch = std::get_if<Patch>(&mark)) {
        add.add("x", patch->rows, patch->columns, patch->x);
        add.add("y", patch->rows, patch->columns, patch->y);
        add.add("z", patch->rows, patch->columns, patch->z);
        add.add("value", patch->rows, patch->columns, patch->values);
    } else if (const auto* contours = std::get_if<Contours>(&mark);
               contours != nullptr && std::holds_alternative<GridField>(contours->field)) {
        add.add_field(std::get<GridField>(contours->field));
    } else {
        add.add_columns(mark);
    }
    std::visit(add, static_cast<const AnyMark&>(mark));
    return out;
}

std::vector<Array> arrays_of(const Panel& panel) {
    Arrays out;
    if (panel.table) add_table(panel.id + ".table.", *panel.table, out);
    for (std::size_t k = 0; k < panel.sheets.size(); ++k) {
        const std::string prefix = panel.id + ".sheet-" + std::to_string(k + 1) + ".";
        out.push_back({prefix + "title", {}, Texts{plain(panel.sheets[k].title)}});
        const Texts lines = plain_texts(panel.sheets[k].lines);
        out.push_back({prefix + "lines", {lines.size()}, lines});
    }
    for (const Mark& mark : panel.marks)
        for (Array& array : arrays_of(panel, mark)) out.push_back(std::move(array));
    return out;
}

std::vector<Array> arrays_of(const Lab& lab, const Values& values, const Figure& figure) {
    Arrays out;
    for (std::size_t i = 0; i < lab.parameters.size(); ++i) {
        const std::string name = "parameters." + lab.parameters[i].id;
        std::visit(ValueArrays{name, out}, static_cast<const AnyValue&>(values[i]));
    }
    for (const Readout& readout : figure.readouts) {
        const std::string name = "readouts." + readout.id;
        std::visit(ValueArrays{name, out}, static_cast<const AnyReadout&>(readout.value));
    }
    for (const Panel& panel : figure.panels)
        for (Array& array : arrays_of(panel)) out.push_back(std::move(array));
    return out;
}

}  // namespace lossfield::viz
