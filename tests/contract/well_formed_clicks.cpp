// What can be clicked or cannot be used: tables' headings, jumps, what is unfit.
#include <fmt/format.h>

#include <algorithm>

#include "tests/contract/well_formed.hpp"
#include "viz/inputs/values.hpp"
#include "viz/lab/catalog.hpp"

namespace lossfield::tests {

using namespace viz;

namespace {

using Faults = std::vector<std::string>;

template <class List>
std::vector<std::string> ids_of(const List& list) {
    std::vector<std::string> ids;
    for (const auto& item : list) ids.push_back(item.id);
    return ids;
}

// What a click sets must be a value that its parameter takes.
void check_settings(const Lab& lab, const std::string& what, const std::vector<Setting>& sets,
                    Faults& faults) {
    const auto known = ids_of(lab.parameters);
    for (const auto& [id, value] : sets) {
        const auto at = std::find(known.begin(), known.end(), id);
        if (at == known.end()) {
            faults.push_back(fmt::format("{}: sets '{}', which is no parameter", what, id));
            continue;
        }
        const auto problem = problem_of(lab.parameters[static_cast<std::size_t>(at - known.begin())], value);
        if (problem) faults.push_back(what + ": " + *problem);
    }
}

void check_table(const Lab& lab, const std::string& panel, const Table& t, Faults& faults) {
    const std::size_t entries = t.entries.rows * t.entries.columns;
    const auto expect = [&](const char* list, std::size_t size, std::size_t n) {
        if (size != 0 && size != n)
            faults.push_back(fmt::format("{}/table: {} {} for {} of them", panel, size, list, n));
    };
    if (t.entries.entries.size() != entries)
        faults.push_back(fmt::format("{}/table: {} entries for {} x {}", panel, t.entries.entries.size(),
                                     t.entries.rows, t.entries.columns));
    expect("row labels", t.row_labels.size(), t.entries.rows);
    expect("row colours", t.row_colours.size(), t.entries.rows);
    expect("column labels", t.column_labels.size(), t.entries.columns);
    expect("columns", t.columns.size(), t.entries.columns);
    expect("texts", t.texts.size(), entries);
    for (const TableColumn& column : t.columns) {
        check_settings(lab, panel + "/table", column.sets, faults);
        if ((column.sorted != Sorted::No || !column.sets.empty()) && t.column_labels.empty())
            faults.push_back(panel + "/table: a column is sorted that has no heading");
    }
}

void check_jumps(const Lab& lab, const Figure& figure, Faults& faults) {
    const auto known = ids_of(lab.parameters);
    for (const Jump& jump : figure.jumps) {
        const std::string what = "jump " + jump.id;
        if (jump.label.empty() || jump.help.empty()) faults.push_back(what + ": no label or sentence");
        if (std::count(known.begin(), known.end(), jump.parameter) == 0)
            faults.push_back(
                fmt::format("{}: stands beside '{}', which is no parameter", what, jump.parameter));
        if (jump.sets.empty()) faults.push_back(what + ": sets nothing");
        check_settings(jump.lab.empty() ? lab : find_lab(catalog(), jump.lab), what, jump.sets, faults);
    }
}

void check_unfit(const Lab& lab, const Figure& figure, Faults& faults) {
    for (const Unfit& u : figure.unfit) {
        const auto parameter = std::find_if(lab.parameters.begin(), lab.parameters.end(),
                                            [&](const Parameter& p) { return p.id == u.parameter; });
        const std::string what = "unfit " + u.parameter + (u.option.empty() ? "" : "=" + u.option);
        if (u.sentence.empty()) faults.push_back(what + ": no sentence");
        if (parameter == lab.parameters.end()) {
            faults.push_back(what + ": no such parameter");
            continue;
        }
        const auto options = ids_of(parameter->options);
        if (!u.option.empty() && std::count(options.begin(), options.end(), u.option) == 0)
            faults.push_back(what + ": no such option");
    }
}

}  // namespace

std::vector<std::string> click_faults(const Lab& lab, const Figure& figure) {
    Faults faults;
    for (const Panel& panel : figure.panels)
        if (panel.table) check_table(lab, panel.id, *panel.table, faults);
    check_jumps(lab, figure, faults);
    check_unfit(lab, figure, faults);
    return faults;
}

}  // namespace lossfield::tests
