#include "viz/compose/heading.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "viz/compose/parts.hpp"

namespace lossfield::viz {
namespace {

constexpr double title_row = 20, legend_row = 16, first_middle = 8;
constexpr double under_title = 4, under_legend = 7;  // a handle may stand on the upper edge of the plot
constexpr double untitled = 8;                       // over a plot without a heading
constexpr double entry_gap = 14;                     // between entries
constexpr double title_gap = 20;                     // between a title and what stands beside it
constexpr double endless = std::numeric_limits<double>::infinity();
constexpr double slope_air = 36;  // of a triangle's side, with its numbers

double entry_width(const Mark& mark, const Canvas& canvas) {
    return legend_key + canvas.steady_width(mark.label(), type_sizes.tick);
}

bool is_listed(const Plan& plan, const Mark& mark) { return plan.legend && !mark.label().empty(); }

// Of the legend in one row.
double legend_width(const Plan& plan, const Canvas& canvas) {
    double width = -entry_gap;
    for (const Mark& m : plan.panel->marks)
        if (is_listed(plan, m)) width += entry_width(m, canvas) + entry_gap;
    return std::max(0.0, width);
}

// The entries in rows: the first row from `first`, the others from `begin`, each up to its end.
struct Rows {
    std::vector<LegendEntry> entries{};
    std::size_t count = 0;
};
template <class End>
Rows in_rows(const Plan& plan, double first, double begin, double right, const End& end,
             const Canvas& canvas) {
    Rows rows;
    double x = first;
    std::size_t row = 0;
    const double head = plan.panel->title.empty() ? legend_row : title_row;
    for (const Mark& m : plan.panel->marks) {
        if (!is_listed(plan, m)) continue;
        const double width = entry_width(m, canvas);
        // A row that ends early, beside a bar, may be too short for any.
        while (x + width > end(row) + 1e-6 && (row == 0 || x > begin || end(row) < right)) ++row, x = begin;
        const double y = first_middle + (row == 0 ? 0 : head + legend_row * static_cast<double>(row - 1));
        const double room = (end(row) > -endless ? end(row) - x : width) - legend_key;
        rows.entries.push_back({&m, canvas.fitted(m.label(), room, type_sizes.tick), {x, plan.cell.y + y}});
        x += width + entry_gap;
        rows.count = row + 1;
    }
    return rows;
}

// Beside the name of a triangle's third corner, where that stands in the title's row.
double title_end(const Plan& plan, double end, const Canvas& canvas) {
    const std::vector<Corner>& corners = plan.panel->corners;
    const Rect& plot = plan.frame.plot;
    const double row = plan.cell.y + type_sizes.panel_title + 4;
    if (corners.size() < 3 || plot.y - 9 - type_sizes.panel_title >= row) return end;
    return std::min(end, plot.x + plot.width / 2 - 10 -
                             canvas.text_width(corners[2].label, type_sizes.panel_title, Style::Strong) / 2);
}

// "Name: detail" where there is room for both, else the name.
std::string without_detail(const std::string& title, double width, const Canvas& canvas) {
    const auto colon = title.find(": ");
    if (colon == std::string::npos || canvas.text_width(title, type_sizes.panel_title) <= width) return title;
    return title.substr(0, colon);
}

}  // namespace

Heading lay_heading(const Plan& plan, double left, double right, const Canvas& canvas) {
    const Panel& panel = *plan.panel;
    const bool titled = !panel.title.empty(), triangle = panel.kind == PanelKind::Simplex;
    // Before the plot there is the name of its axis, or room for what is long.
    const double early = plan.name_above ? left : std::min(left, plan.cell.x);
    const double title = canvas.steady_width(panel.title, type_sizes.panel_title);
    const double name =
        canvas.steady_width(panel.title.substr(0, panel.title.find(": ")), type_sizes.panel_title);
    const double bar = lying_bar_width(plan, canvas);
    const std::size_t bar_row = bar > 0 && titled && early + name + title_gap + bar > right ? 1 : 0;
    // A bar's numbers reach into the row below it.
    const auto end = [&](std::size_t row) {
        return bar > 0 && row >= bar_row && row <= bar_row + 1 ? right - bar - title_gap : right;
    };

    Heading h;
    h.left = left;
    h.title_x = std::clamp(end(0) - title, early, left);
    const double beside = titled ? std::min(h.title_x + title, end(0)) + title_gap : left;
    const double legend = legend_width(plan, canvas);
    Rows rows;
    if (triangle && plan.legend_in_corner) {
        rows = in_rows(
            plan, right, plan.cell.x, -endless, [](std::size_t) { return -endless; }, canvas);
        rows.count = 0;
    } else if (!triangle && titled && beside + legend <= end(0)) {
        rows = in_rows(plan, end(0) - legend, left, right, end, canvas);
    } else {
        // In the title's row, or before the plot, only where that saves a row.
        const double below = titled ? endless : left;
        rows = in_rows(plan, below, left, right, end, canvas);
        const auto rather = [&](double first, double begin) {
            Rows other = in_rows(plan, first, begin, right, end, canvas);
            if (other.count < rows.count) rows = std::move(other);
        };
        if (!triangle) rather(beside, left);
        rather(below, early);
        if (!triangle) rather(beside, early);
    }
    const auto more = static_cast<double>(rows.count > 1 ? rows.count - 1 : 0);
    h.height = titled           ? title_row + more * legend_row
               : rows.count > 0 ? (more + 1) * legend_row
                                : untitled - under_title;
    h.height += rows.count > (titled ? 1U : 0U) ? under_legend : under_title;
    if (bar > 0) {
        const double above = bar_row == 0 ? 0 : title_row - 1;
        h.bar = lying_bar(plan, right, plan.cell.y + above);
        h.height = std::max(h.height, above + lying_bar_height);
    }
    h.legend = std::move(rows.entries);
    double title_room = title_end(plan, end(0), canvas) - h.title_x;
    if (!h.legend.empty() && h.legend.front().left.y < plan.cell.y + title_row)
        title_room = std::min(title_room, h.legend.front().left.x - title_gap / 2 - h.title_x);
    h.title =
        canvas.fitted(without_detail(panel.title, title_room, canvas), title_room, type_sizes.panel_title);
    return h;
}

Heading settled_heading(const Plan& plan, const Canvas& canvas) {
    const Rect &cell = plan.cell, &plot = plan.frame.plot;
    const Heading planned = lay_heading(plan, cell.x + plan.heading_left, cell.right(), canvas);
    if (plan.panel->kind == PanelKind::Simplex) return planned;
    const auto same = [](const LegendEntry& a, const LegendEntry& b) { return a.name == b.name; };
    const double left = std::max(cell.x, plot.x);
    for (const double right : {std::min(plot.right(), cell.right()), cell.right()}) {
        Heading h = lay_heading(plan, left, right, canvas);
        if (h.height <= planned.height && h.title == planned.title &&
            std::equal(h.legend.begin(), h.legend.end(), planned.legend.begin(), planned.legend.end(), same))
            return h;
    }
    return planned;
}

void draw_heading(const Plan& plan, const Heading& heading, Canvas& canvas) {
    const std::string& panel = plan.panel->id;
    canvas.text(heading.title, {heading.title_x, plan.cell.y},
                {type_sizes.panel_title, {Role::Ink}, Style::Regular, AlignX::Left, AlignY::Top},
                panel + "/title");
    for (const LegendEntry& e : heading.legend) {
        // Entries that appear while the plot is held have room up to it.
        if (plan.held != nullptr && !plan.legend_in_corner && e.left.y + legend_row / 2 > plan.frame.plot.y)
            continue;
        draw_legend_key(*e.mark, e.left, canvas);
        canvas.text(e.name, {e.left.x + legend_key, e.left.y},
                    {type_sizes.tick, {Role::Ink}, Style::Regular, AlignX::Left, AlignY::Middle},
                    panel + "/legend");
    }
}

bool fits_corner(const Plan& plan, const Canvas& canvas) {
    const Rect& cell = plan.cell;
    const Insets& in = plan.insets;
    const double width = cell.width - in.left - in.right, height = cell.height - in.top - in.bottom;
    const double slope = std::sqrt(3.0), high = std::min(height, width * slope / 2);
    const double top = cell.y + in.top + (height - high) / 2, middle = cell.x + in.left + width / 2;
    const double apex =
        canvas.text_width(plan.panel->corners.back().label, type_sizes.panel_title, Style::Strong) / 2 + 16;
    double bottom = cell.y + title_row;
    for (const Mark& m : plan.panel->marks) {
        if (!is_listed(plan, m)) continue;
        bottom += legend_row;
        const double end = middle - std::max(apex, (bottom - top) / slope + slope_air);
        if (cell.x + entry_width(m, canvas) > end) return false;
    }
    return true;
}

}  // namespace lossfield::viz
