#include "tests/contract/well_formed.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <regex>
#include <set>

#include "viz/display/formulas.hpp"
#include "viz/files/report.hpp"

namespace lossfield::tests {

using namespace viz;

namespace {

using Faults = std::vector<std::string>;

void check_ids(const std::string& what, const std::vector<std::string>& ids, Faults& faults) {
    static const std::regex kebab("[a-z][a-z0-9]*(-[a-z0-9]+)*");
    std::set<std::string> seen;
    for (const std::string& id : ids) {
        if (!std::regex_match(id, kebab))
            faults.push_back(fmt::format("{}: '{}' is not kebab-case", what, id));
        if (!seen.insert(id).second) faults.push_back(fmt::format("{}: '{}' comes twice", what, id));
    }
}

template <class List>
std::vector<std::string> ids_of(const List& list) {
    std::vector<std::string> ids;
    for (const auto& item : list) ids.push_back(item.id);
    return ids;
}

// Lists that come once for all or once for each.
struct ListSizes {
    std::string what;
    Faults& faults;

    void expect(const char* list, std::size_t size, std::size_t n, bool one_is_enough) const {
        if (size == 0 || size == n || (one_is_enough && size == 1)) return;
        faults.push_back(fmt::format("{}: {} {} for {} of them", what, size, list, n));
    }
    void operator()(const PointSet& m) const {
        expect("colours", m.colours.size(), m.x.size(), true);
        expect("texts", m.texts.size(), m.x.size(), false);
    }
    void operator()(const Bars& m) const {
        expect("colours", m.colours.size(), m.position.size(), true);
        expect("texts", m.texts.size(), m.position.size(), false);
    }
    void operator()(const Arrows& m) const {
        expect("colours", m.colours.size(), m.x.size(), true);
        expect("texts", m.texts.size(), m.x.size(), false);
    }
    void operator()(const Curve& m) const {
        expect("heights", m.z.size(), m.x.size(), false);
        expect("values", m.values.size(), m.x.size(), false);
    }
    void operator()(const Patch& m) const {
        const std::size_t nodes = m.columns * m.rows;
        if (m.columns < 2 || m.rows < 2 || m.x.size() != nodes)
            faults.push_back(
                fmt::format("{}: {} places on {} x {} nodes", what, m.x.size(), m.columns, m.rows));
        expect("values", m.values.size(), nodes, false);
    }
    void operator()(const Surface& m) const { grid(m.field); }
    void operator()(const Heat& m) const { grid(m.field); }
    void operator()(const Contours& m) const {
        if (const auto* g = std::get_if<GridField>(&m.field)) {
            grid(*g);
        } else {
            const auto& t = std::get<TriangleField>(m.field);
            const std::size_t nodes = (t.subdivisions + 1) * (t.subdivisions + 2) / 2;
            if (t.values.size() != nodes)
                faults.push_back(fmt::format("{}: {} values on {} nodes", what, t.values.size(), nodes));
        }
    }
    void grid(const GridField& g) const {
        if (g.columns < 2 || g.rows < 2 || g.values.size() != g.columns * g.rows)
            faults.push_back(
                fmt::format("{}: {} values on {} x {} nodes", what, g.values.size(), g.columns, g.rows));
    }
    template <class Other>
    void operator()(const Other&) const {}
};

void check_mark(const Lab& lab, const Panel& panel, const Mark& mark, Faults& faults) {
    const std::string what = panel.id + "/" + mark.id();
    std::visit(ListSizes{what, faults}, mark);
    if (const auto* f = std::get_if<FormulaMark>(&mark)) {
        const bool listed =
            f->latex == lab.formula || std::count(lab.formulas.begin(), lab.formulas.end(), f->latex) > 0;
        if (!listed) faults.push_back(what + ": a formula that the lab does not declare");
    }
    const auto columns = columns_of(panel, mark).numbers;
    for (const auto& [name, numbers] : columns)
        if (numbers.size() != columns.front().second.size())
            faults.push_back(fmt::format("{}: column {} has {} rows, column {} has {}", what, name,
                                         numbers.size(), columns.front().first,
                                         columns.front().second.size()));
}

void check_handle(const Lab& lab, const Panel& panel, const Handle& handle, Faults& faults) {
    const std::string what = panel.id + "/" + handle.id;
    if (handle.label.empty()) faults.push_back(what + ": a handle without words");
    const auto known = ids_of(lab.parameters);
    for (const std::string& id : moved_parameters(handle))
        if (std::count(known.begin(), known.end(), id) == 0)
            faults.push_back(fmt::format("{}: moves '{}', which is no parameter", what, id));
}

void check_panel(const Lab& lab, const Panel& panel, Faults& faults) {
    check_ids(
        "marks of " + panel.id,
        [&] {
            std::vector<std::string> ids;
            for (const Mark& m : panel.marks) ids.push_back(m.id());
            if (panel.table) ids.push_back("table");
            return ids;
        }(),
        faults);
    if (panel.kind == PanelKind::Simplex && panel.corners.size() != 2 && panel.corners.size() != 3)
        faults.push_back(fmt::format("{}: a simplex of {} corners", panel.id, panel.corners.size()));
    if ((panel.kind == PanelKind::Matrix) != panel.table.has_value())
        faults.push_back(panel.id + ": a matrix without a table or a table without a matrix");
    if ((panel.kind == PanelKind::Sheet) != !panel.sheets.empty())
        faults.push_back(panel.id + ": a sheet panel without sheets or sheets without their panel");
    const bool space = panel.kind == PanelKind::Space;
    for (const Mark& m : panel.marks) {
        const bool of_space = std::holds_alternative<Surface>(m) || std::holds_alternative<Patch>(m);
        const bool of_both = std::holds_alternative<Curve>(m) || std::holds_alternative<PointSet>(m) ||
                             std::holds_alternative<Arrows>(m) || std::holds_alternative<TextMark>(m);
        if (!of_both && of_space != space)
            faults.push_back(panel.id + "/" + m.id() + ": not a mark of this kind of panel");
    }
    for (const Mark& m : panel.marks) check_mark(lab, panel, m, faults);
    for (const Handle& h : panel.handles) check_handle(lab, panel, h, faults);
}

}  // namespace

std::vector<std::string> lab_faults(const Lab& lab) {
    Faults faults;
    check_ids("lab and topic", {lab.id, lab.topic}, faults);
    check_ids("parameters", ids_of(lab.parameters), faults);
    check_ids("presets", ids_of(lab.presets), faults);
    for (const Parameter& p : lab.parameters) {
        check_ids("choices of " + p.id, ids_of(p.options), faults);
        if (p.label.empty()) faults.push_back(p.id + ": no label");
    }
    for (const Preset& p : lab.presets) {
        if (p.title.empty() || p.sentence.empty()) faults.push_back(p.id + ": no title or sentence");
        if (p.values.size() != lab.parameters.size())
            faults.push_back(
                fmt::format("{}: {} values for {} parameters", p.id, p.values.size(), lab.parameters.size()));
    }
    if (find_formula(lab.formula) == nullptr) faults.push_back("the lab's formula is not set");
    for (const std::string& f : lab.formulas)
        if (find_formula(f) == nullptr) faults.push_back("not set: " + f);
    return faults;
}

std::vector<std::string> figure_faults(const Lab& lab, const Figure& figure) {
    Faults faults;
    check_ids("panels", ids_of(figure.panels), faults);
    check_ids("readouts", ids_of(figure.readouts), faults);
    check_ids("notices", ids_of(figure.notices), faults);
    std::vector<std::string> handles;
    bool shows_loss = false;
    for (const Panel& p : figure.panels) {
        check_panel(lab, p, faults);
        for (const Handle& h : p.handles) handles.push_back(h.id);
        shows_loss = shows_loss || p.id == "loss";
        for (const Mark& m : p.marks) shows_loss = shows_loss || m.id() == "loss";
    }
    check_ids("handles", handles, faults);
    const auto readouts = ids_of(figure.readouts);
    for (const char* id : {"loss", "gradient"})
        if (shows_loss && std::count(readouts.begin(), readouts.end(), id) == 0)
            faults.push_back(fmt::format("a loss is shown, but there is no readout '{}'", id));
    if (figure.caption.empty()) faults.push_back("no caption");
    for (const std::string& f : figure.formulas)
        if (f != lab.formula && std::count(lab.formulas.begin(), lab.formulas.end(), f) == 0)
            faults.push_back("a formula that the lab does not declare: " + f);
    check_ids("jumps", ids_of(figure.jumps), faults);
    for (const std::string& fault : click_faults(lab, figure)) faults.push_back(fault);
    for (const SliderMark& m : figure.slider_marks) {
        const auto known = ids_of(lab.parameters);
        if (std::count(known.begin(), known.end(), m.parameter) == 0)
            faults.push_back(fmt::format("a slider mark for '{}', which is no parameter", m.parameter));
    }
    return faults;
}

}  // namespace lossfield::tests
