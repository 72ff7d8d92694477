// Axes: ticks as many as have room, their labels, the axes' names.
#include <algorithm>
#include <cmath>

#include "viz/compose/parts.hpp"

namespace lossfield::viz {
namespace {

constexpr double share_of_row = 0.6;  // that the name of an axis takes of its labels' row
const TextLook tick_look{type_sizes.tick, {Role::Muted}};
constexpr double overhang =
    13;  // how far a label may reach out of its cell: less than the gaps between cells

// Those that are in view; a logarithmic axis that was moved below 0 has no place for any.
std::vector<Tick> inside(const Axis& axis, Interval range) {
    std::vector<Tick> out;
    for (const Tick& t : axis.ticks)
        if (range.contains(t.at) && std::isfinite(fraction(axis.scale, range, t.at))) out.push_back(t);
    return out;
}

std::vector<Tick> ticks_for(const Axis& axis, Interval range, double pixels, double per_tick) {
    if (!axis.visible) return {};
    if (!axis.ticks.empty()) return inside(axis, range);
    return choose_ticks(axis.scale, range, static_cast<int>(std::clamp(pixels / per_tick, 2.0, 12.0)));
}

// Leaves out every second label (third, ...) until neighbours keep apart. `length`: of a label along the axis.
template <class Length>
std::vector<Tick> thin_out(std::vector<Tick> ticks, const Axis& axis, Interval range, double pixels,
                           double gap, const Length& length) {
    std::sort(ticks.begin(), ticks.end(), [](const Tick& a, const Tick& b) { return a.at < b.at; });
    for (std::size_t stride = 1; stride < ticks.size(); ++stride) {
        std::vector<Tick> kept;
        for (std::size_t i = 0; i < ticks.size(); i += stride) kept.push_back(ticks[i]);
        double last = -1e300;
        bool clear = true;
        for (const Tick& t : kept) {
            const double half = length(t) / 2;
            const double at = pixels * fraction(axis.scale, range, t.at);
            clear = clear && at - half > last + gap;
            last = at + half;
        }
        if (clear) return kept;
    }
    if (ticks.size() > 1) ticks.resize(1);
    return ticks;
}

void draw_x_axis(const Plan& plan, Canvas& canvas) {
    const Panel& panel = *plan.panel;
    const Rect& plot = plan.frame.plot;
    const Interval& y_range = plan.frame.range.y;
    canvas.line({plot.x, plot.bottom()}, {plot.right(), plot.bottom()}, {Role::Muted}, 1);
    if (panel.kind == PanelKind::Bars && y_range.low < 0 && y_range.high > 0) {
        const double zero = plan.frame.to_pixels(plan.frame.range.x.low, 0).y;
        if (std::isfinite(zero)) canvas.line({plot.x, zero}, {plot.right(), zero}, {Role::Muted}, 1);
    }
    const bool named = plan.x_labels && !panel.x.label.empty(), in_row = named && named_in_row(plan, canvas);
    const double row = plot.bottom() + tick_length + 4;
    const std::string label =
        canvas.fitted(panel.x.label, in_row ? plot.width : plan.cell.width, type_sizes.label);
    const double half = canvas.text_width(label, type_sizes.label) / 2;
    const double x = std::clamp(plot.x + plot.width / 2, plan.cell.x + half, plan.cell.right() - half);
    const Vec2 name_at = in_row ? Vec2{plot.right(), row + 0.05} : Vec2{x, row + type_sizes.tick * 1.2 + 2};
    const TextLook name_look{
        type_sizes.label, {Role::Ink}, Style::Regular, in_row ? AlignX::Right : AlignX::Centre, AlignY::Top};
    Rect name_box = canvas.measure(label, name_at, name_look);
    name_box.x -= 8, name_box.width += 16;
    for (const Tick& t : plan.x_ticks) {
        const double at = plan.frame.to_pixels(t.at, y_range.low).x;
        canvas.line({at, plot.bottom()}, {at, plot.bottom() + tick_length}, {Role::Muted}, 1);
        if (!plan.x_labels) continue;
        TextLook look = tick_look;
        look.colour = t.colour;
        look.align_x = AlignX::Centre, look.align_y = AlignY::Top;
        if (in_row && canvas.measure(t.label, {at, row}, look).overlaps(name_box)) continue;
        canvas.text(t.label, {at, row}, look, panel.id + "/x-tick");
    }
    if (named) canvas.text(label, name_at, name_look, panel.id + "/x-label");
}

void draw_y_axis(const Plan& plan, Canvas& canvas) {
    const Panel& panel = *plan.panel;
    const Rect& plot = plan.frame.plot;
    canvas.line({plot.x, plot.y}, {plot.x, plot.bottom()}, {Role::Muted}, 1);
    const bool named = plan.y_labels && !panel.y.label.empty();
    const double height = plot.bottom() - plan.cell.y;
    const std::string label = named ? canvas.fitted(panel.y.label, height, type_sizes.label) : "";
    const double half = canvas.text_width(label, type_sizes.label) / 2;
    // A plot that stands still while values are dragged may have too little room for longer numbers: those that would
    // meet the axis' name are left out.
    const double left = std::max(plot.x - plan.insets.left, plan.cell.x);
    Vec2 name_at{left + type_sizes.label - 2, std::clamp(plot.y + plot.height / 2, plan.cell.y + half,
                                                         std::max(plan.cell.y + half, plot.bottom() - half))};
    TextLook name_look{type_sizes.label, {Role::Ink}, Style::Regular, AlignX::Centre, AlignY::Baseline, 90};
    if (plan.name_above) {
        // In one line with the title.
        name_at = {plan.name_x, plot.y - std::max(13.0, std::min(plan.heading, plot.y - plan.cell.y) - 12.4)};
        name_look.align_x = AlignX::Left, name_look.angle = 0;
        name_look.colour = {Role::Muted};  // no part of the title
    }
    const Rect name_box = canvas.measure(label, name_at, name_look);
    for (const Tick& t : plan.y_ticks) {
        const double y = plan.frame.to_pixels(plan.frame.range.x.low, t.at).y;
        canvas.line({plot.x - tick_length, y}, {plot.x, y}, {Role::Muted}, 1);
        if (!plan.y_labels) continue;
        TextLook look = tick_look;
        look.colour = t.colour;
        look.align_x = AlignX::Right, look.align_y = AlignY::Middle;
        const Vec2 at{plot.x - tick_length - 4, y};
        const Rect box = canvas.measure(t.label, at, look);
        if ((named && box.overlaps(name_box)) || box.x < std::max(0.0, plan.cell.x - reach_of_labels))
            continue;
        canvas.text(t.label, at, look, panel.id + "/y-tick");
    }
    if (named) canvas.text(label, name_at, name_look, panel.id + "/y-label");
}

}  // namespace

bool named_in_row(const Plan& plan, const Canvas& canvas) {
    const Axis& x = plan.panel->x;
    return plan.compact && x.ticks.empty() &&
           canvas.text_width(x.label, type_sizes.label) <= share_of_row * (plan.cell.width - 60);
}

namespace {

// Numbers stand closer in a row that the axis' name shares: two or three are seen beside it.
double free_of_name(const Plan& plan, const Canvas& canvas, double width) {
    if (!plan.x_labels || plan.panel->x.label.empty() || !named_in_row(plan, canvas)) return 1;
    return std::max(0.5, 1 - 1.5 * canvas.text_width(plan.panel->x.label, type_sizes.label) / width);
}

}  // namespace

void plan_ticks(Plan& plan, const Canvas& canvas, double width, double height) {
    const Panel& panel = *plan.panel;
    plan.y_ticks = ticks_for(panel.y, plan.frame.range.y, height, 38);
    plan.x_ticks = ticks_for(panel.x, plan.frame.range.x, width, 76 * free_of_name(plan, canvas, width));
    for (Tick& t : plan.y_ticks) t.label = canvas.fitted(t.label, plan.cell.width / 3, type_sizes.tick);
}

void settle_ticks(Plan& plan, const Canvas& canvas) {
    const Panel& panel = *plan.panel;
    const Rect &plot = plan.frame.plot, &cell = plan.cell;
    for (Tick& t : plan.x_ticks) {
        const double x = plan.frame.to_pixels(t.at, plan.frame.range.y.low).x;
        const double reach = std::min(x - cell.x, cell.right() - x) + overhang;
        t.label = canvas.fitted(t.label, 2 * reach, type_sizes.tick);
    }
    plan.x_ticks = thin_out(std::move(plan.x_ticks), panel.x, plan.frame.range.x, plot.width, 4,
                            [&](const Tick& t) { return canvas.text_width(t.label, type_sizes.tick); });
    // Labels of so low a plot would meet those of the panel below.
    if (plot.height < 2 * type_sizes.tick) plan.y_ticks.clear();
    plan.y_ticks = thin_out(std::move(plan.y_ticks), panel.y, plan.frame.range.y, plot.height, 1,
                            [](const Tick&) { return type_sizes.tick; });
}

void draw_axes(const Plan& plan, Canvas& canvas) {
    if (plan.panel->x.visible) draw_x_axis(plan, canvas);
    if (plan.panel->y.visible) draw_y_axis(plan, canvas);
}

}  // namespace lossfield::viz
