// A panel's plan: its range, its ticks, what stands around its plot, and the plot's place in its cell.
#include <algorithm>
#include <cmath>

#include "viz/compose/heading.hpp"
#include "viz/compose/parts.hpp"
#include "viz/inputs/resolvable.hpp"

namespace lossfield::viz {
namespace {

double widest(const std::vector<Tick>& ticks, const Canvas& canvas) {
    double w = 0;
    for (const Tick& t : ticks) w = std::max(w, canvas.text_width(t.label, type_sizes.tick));
    return w;
}

// Shrinks the plot until a unit of x is as long as a unit of y; axes stay under their title.
void keep_aspect(Plan& plan) {
    Rect& plot = plan.frame.plot;
    const double sx = plot.width / plan.frame.range.x.length(),
                 sy = plot.height / plan.frame.range.y.length();
    const double s = std::min(sx, sy);
    // Of a range that is a thousand times as wide as it is high there is still a strip.
    const double w = std::max(1.0, s * plan.frame.range.x.length()),
                 h = std::max(1.0, s * plan.frame.range.y.length());
    const double above = plan.panel->kind == PanelKind::Simplex ? (plot.height - h) / 2 : 0;
    plot = {plot.x + (plot.width - w) / 2, plot.y + above, w, h};
}

// Of a live page labels such as −0.25 and 10⁻¹² have room of their own. Longer ones reach into the gap beside the panel, or beside
// the axis' name as far as they do not meet it, before the plot gives way to them.
constexpr double reserved_left = 36, left_step = 24, row_of_name = 20;
constexpr double given_step = 12;                    // labels that a lab gives
constexpr double along_axis = type_sizes.label + 9;  // what a name along an upright axis takes

double labels_width(const Plan& plan, const Canvas& canvas) {
    return widest(plan.y_ticks, canvas) + tick_length + 6;
}

double more_left(const Plan& plan, const Canvas& canvas) {
    const bool along = !plan.panel->y.label.empty() && !plan.name_above;
    const double room = plan.insets.left + (along ? reach_of_labels - along_axis : reach_of_labels);
    return std::max(0.0, std::ceil((labels_width(plan, canvas) - room) / left_step)) * left_step;
}

// Over the axis a name takes no room of its own where the labels below it are as wide, or nearly so.
void name_y_axis(Plan& plan, const Canvas& canvas) {
    const Panel& panel = *plan.panel;
    Insets& in = plan.insets;
    const double name = canvas.text_width(panel.y.label, type_sizes.label) + 10;
    const std::string brief = panel.title.substr(0, panel.title.find(": "));
    const double title = canvas.steady_width(brief, type_sizes.panel_title);
    // A plot that is held may have no room for it there.
    const PanelFrame* held = plan.held;
    const bool has_room = held == nullptr ||
                          (held->plot.y - held->cell.y >= row_of_name && held->plot.x - held->cell.x >= name);
    plan.name_above = has_room && !panel.title.empty() && name <= in.left + 1.3 * along_axis &&
                      std::max(in.left, name) + title <= plan.cell.width;
    in.left = plan.name_above ? std::max(in.left, name) : in.left + along_axis;
}

// On a screen axes are sharp there, and every painter cuts marks off at the same pixels.
Rect whole_pixels(const Rect& r) {
    const double x = std::round(r.x), y = std::round(r.y);
    return {x, y, std::round(r.right()) - x, std::round(r.bottom()) - y};
}

}  // namespace

const Domain* zoomed_range(const View& view, const std::string& panel) {
    const auto found = view.ranges.find(panel);
    return found != view.ranges.end() && resolvable(found->second) ? &found->second : nullptr;
}

void plan_panel(Plan& plan, const View& view, const Canvas& canvas) {
    const Panel& panel = *plan.panel;
    plan.frame.id = panel.id;
    plan.frame.kind = panel.kind;
    const Domain* zoomed = zoomed_range(view, panel.id);
    plan.frame.range = zoomed != nullptr ? *zoomed : fitted_range(panel);
    plan.frame.x_scale = panel.x.scale;
    plan.frame.y_scale = panel.y.scale;
    plan.frame.folded = plan.folded;
    Insets& in = plan.insets;
    const double top_before = in.top;
    in = {};
    if (plan.folded) {
        in = {4, 4, 18, 4};
        return;
    }
    const bool flat = panel.kind == PanelKind::Axes || panel.kind == PanelKind::Bars;
    if (flat) {
        in.bottom = 4, in.right += 7;
        const double width = plan.cell.width - 60 - in.right, height = plan.cell.height - top_before - 40;
        plan_ticks(plan, canvas, width, height);
        plan.name_above = false;
        if (panel.y.visible && plan.y_labels) {
            const bool reserve = plan.live && (panel.y.ticks.empty() || panel.y.scale == ScaleKind::Log);
            in.left =
                reserve ? reserved_left : std::ceil(labels_width(plan, canvas) / given_step) * given_step;
            if (!panel.y.label.empty()) name_y_axis(plan, canvas);
            // Fewer and rounder numbers are shorter.
            for (double high = height / 2; reserve && more_left(plan, canvas) > 0 && high > 30; high /= 2)
                plan_ticks(plan, canvas, width, high);
            if (reserve) in.left += more_left(plan, canvas);
        }
        if (panel.x.visible && plan.x_labels) {
            in.bottom += tick_length + 4 + type_sizes.tick * 1.2;
            if (!panel.x.label.empty() && !named_in_row(plan, canvas)) in.bottom += type_sizes.label + 8;
        }
    }
    const auto heading = [&](double left) {
        return lay_heading(plan, plan.cell.x + left, plan.cell.right(), canvas).height;
    };
    const bool triangle = panel.kind == PanelKind::Simplex;
    plan.legend_in_corner = false;
    plan.heading_left = triangle ? 0 : in.left;
    if (!triangle) plan.heading = in.top = heading(in.left);
    // Words take what they need, up to a fifth of the page; figures share the rest.
    if (panel.kind == PanelKind::Sheet)
        in.bottom =
            std::min(sheets_height(panel, plan.cell.width, plan.live, canvas), 0.2 * canvas.page_height());
    if (!triangle) return;
    // The apex' name stands beside a short title, under a long one.
    const double title_end = canvas.steady_width(panel.title, type_sizes.panel_title) + 12;
    const double apex = panel.corners.size() < 3 ? 0
                                                 : canvas.text_width(panel.corners[2].label,
                                                                     type_sizes.panel_title, Style::Strong);
    const bool below = title_end > plan.cell.width / 2 - apex / 2;
    const Domain all = fitted_range(panel);
    in = {24, 24, 24 + (below ? 22.0 : 4.0), 26};
    plan.legend_in_corner = plan.frame.range == all && panel.corners.size() == 3 && fits_corner(plan, canvas);
    plan.heading = heading(0);
    in.top = plan.heading + (below || plan.heading > 25 ? 22 : 4);
}

void place_panel(Plan& plan, const View& view) {
    const Insets& in = plan.insets;
    plan.frame.cell = plan.cell;
    plan.frame.plot = plan.held != nullptr
                          ? plan.held->plot
                          : whole_pixels({plan.cell.x + in.left, plan.cell.y + in.top,
                                          std::max(20.0, plan.cell.width - in.left - in.right),
                                          std::max(20.0, plan.cell.height - in.top - in.bottom)});
    const bool plane = plan.panel->kind != PanelKind::Space;  // a box keeps its own proportions
    // One that is held shows the same in the same place, even where new values call for other proportions.
    const bool stands = plan.held != nullptr && plan.held->range == plan.frame.range;
    if (!stands && (plan.panel->kind == PanelKind::Simplex || (plan.panel->equal_aspect && plane)))
        keep_aspect(plan);
    if (!plane)
        plan.frame.space = plan.held != nullptr
                               ? plan.held->space
                               : space_frame(*plan.panel, view, plan.frame.plot, !plan.folded);
}

}  // namespace lossfield::viz
