#include "viz/figure/figure.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "viz/figure/field.hpp"
#include "viz/text/words.hpp"

namespace lossfield::viz {

namespace {

// What is wrong with the columns of a mark: all that are not empty have as many entries as the first.
class Columns {
  public:
    Columns(const std::string& id, std::size_t rows) : id_(id), rows_(rows) {}

    void check(const char* column, std::size_t found) const {
        if (found != rows_)
            throw std::invalid_argument(id_ + ": " + column + " has " + std::to_string(found) +
                                        " entries, required: " + std::to_string(rows_));
    }
    void optional(const char* column, std::size_t found) const {
        if (found != 0) check(column, found);
    }
    void at_most_one_or_each(const char* column, std::size_t found) const {
        if (found > 1) check(column, found);
    }

  private:
    const std::string& id_;
    std::size_t rows_;
};

struct CheckColumns {
    void operator()(const Curve& m) const {
        const Columns columns(m.id, m.x.size());
        columns.check("y", m.y.size());
        columns.optional("z", m.z.size());
        columns.optional("values", m.values.size());
    }
    void operator()(const Band& m) const {
        const Columns columns(m.id, m.x.size());
        columns.check("low", m.low.size());
        columns.check("high", m.high.size());
    }
    void operator()(const PointSet& m) const {
        const Columns columns(m.id, m.x.size());
        columns.check("y", m.y.size());
        columns.at_most_one_or_each("colours", m.colours.size());
        columns.optional("texts", m.texts.size());
        columns.optional("z", m.z.size());
        columns.optional("shapes", m.shapes.size());
    }
    void operator()(const Bars& m) const {
        const Columns columns(m.id, m.position.size());
        columns.check("base", m.base.size());
        columns.check("value", m.value.size());
        columns.at_most_one_or_each("colours", m.colours.size());
        columns.optional("texts", m.texts.size());
    }
    void operator()(const Arrows& m) const {
        const Columns columns(m.id, m.x.size());
        columns.check("y", m.y.size());
        columns.check("u", m.u.size());
        columns.check("v", m.v.size());
        columns.at_most_one_or_each("colours", m.colours.size());
        columns.optional("texts", m.texts.size());
        columns.optional("z", m.z.size());
        columns.optional("w", m.w.size());
    }
    void operator()(const Patch& m) const {
        const Columns columns(m.id, m.rows * m.columns);
        columns.check("x", m.x.size());
        columns.check("y", m.y.size());
        columns.check("z", m.z.size());
        columns.optional("values", m.values.size());
    }
    void operator()(const Polygon& m) const { Columns(m.id, m.x.size()).check("y", m.y.size()); }
    void operator()(const Heat& m) const {
        grid(m.id, m.field);
        Columns(m.id, m.field.values.size()).optional("shade", m.shade.size());
    }
    void operator()(const Surface& m) const { grid(m.id, m.field); }
    void operator()(const Contours& m) const {
        if (const auto* field = std::get_if<GridField>(&m.field)) return grid(m.id, *field);
        const auto& field = std::get<TriangleField>(m.field);
        const std::size_t n = field.subdivisions;
        if (!field.values.empty()) Columns(m.id, (n + 1) * (n + 2) / 2).check("values", field.values.size());
    }
    void operator()(const Rule&) const {}
    void operator()(const TextMark&) const {}
    void operator()(const FormulaMark&) const {}

  private:
    static void grid(const std::string& id, const GridField& field) {
        Columns(id, field.columns * field.rows).check("values", field.values.size());
    }
};

}  // namespace

void Panel::add(Mark mark) {
    std::visit(CheckColumns{}, mark);
    marks.push_back(std::move(mark));
}

void Panel::add(Handle handle) { handles.push_back(std::move(handle)); }

void Figure::add(Panel panel) { panels.push_back(std::move(panel)); }

const Panel* find_panel(const Figure& figure, const std::string& id) {
    const auto found =
        std::find_if(figure.panels.begin(), figure.panels.end(), [&](const Panel& p) { return p.id == id; });
    return found == figure.panels.end() ? nullptr : &*found;
}

const Panel& known_panel(const Figure& figure, const std::string& id) {
    if (const Panel* panel = find_panel(figure, id)) return *panel;
    std::vector<std::string> known;
    for (const auto& panel : figure.panels) known.push_back(panel.id);
    throw InputError("unknown panel " + in_quotes(id) + nearest(id, known) + "; give " + one_of(known));
}

bool has_range(const Panel& panel) {
    return panel.kind != PanelKind::Space && panel.kind != PanelKind::Sheet;
}
bool is_in_space(const Panel& panel) { return panel.kind == PanelKind::Space; }

bool has_effect(const Figure& figure, const std::string& parameter) {
    const auto lists = [&](const std::vector<std::string>& ids) {
        return std::find(ids.begin(), ids.end(), parameter) != ids.end();
    };
    return !lists(figure.hidden) && !lists(figure.inactive) && why_unfit(figure, parameter).empty();
}

std::string why_unfit(const Figure& figure, const std::string& parameter, const std::string& option) {
    for (const Unfit& u : figure.unfit)
        if (u.parameter == parameter && u.option == option) return u.sentence;
    return {};
}

void notice_empty_level_sets(Figure& figure) {
    for (const Panel& panel : figure.panels)
        for (const Mark& mark : panel.marks) {
            const auto* contours = std::get_if<Contours>(&mark);
            if (contours == nullptr) continue;
            const Interval range = finite_range(values_of(contours->field));
            if (range.low < range.high) continue;
            const bool empty = std::isnan(range.low);
            figure.notices.push_back(
                {panel.id + "-" + contours->id + "-flat", Severity::Info,
                 empty
                     ? "There is no finite value to draw level lines of (" + panel.id + ")."
                     : "The value is the same everywhere, so there are no level lines (" + panel.id + ")."});
        }
}

}  // namespace lossfield::viz
