#include <algorithm>
#include <cmath>
#include <utility>

#include "viz/compose/parts.hpp"
#include "viz/draw/frame_cut.hpp"
#include "viz/draw/handles.hpp"
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

bool has_legend(const Plan& plan) {
    const List<Mark>& marks = plan.panel->marks;
    return plan.legend &&
           std::any_of(marks.begin(), marks.end(), [](const Mark& m) { return !m.label().empty(); });
}

// Where words of a panel may stand.
Domain words_room(const Plan& plan) { return extent(grown(plan.cell, frame_margin)); }

// The boxes that a straight line runs through, as far as words may stand there.
template <class Use>
void along(Vec2 a, Vec2 b, double half, const Domain& room, const Use& use) {
    const auto seen = clip_segment(a, b, room);
    const double length = std::hypot(b.x - a.x, b.y - a.y), box = 2 * half;
    if (!seen || !std::isfinite(length)) return;
    const double first = std::floor(seen->begin * length / box);
    const int steps = static_cast<int>(std::min(length / box, seen->end * length / box + 1) - first);
    for (int i = 0; i <= steps; ++i) {
        const double f = length > 0 ? box * (first + i) / length : 0;
        use(Rect{a.x + f * (b.x - a.x) - half, a.y + f * (b.y - a.y) - half, box, box});
    }
}

// Words are put beside curves rather than on them where they can be.
void reserve_lines(const Plan& plan, const Mark& mark, Canvas& canvas) {
    const Domain room = words_room(plan);
    const auto line = [&](Vec2 a, Vec2 b) {
        along(a, b, 3, room, [&](const Rect& box) { canvas.avoid(box); });
    };
    if (const auto* curve = std::get_if<Curve>(&mark)) {
        const ToPixels at(plan.frame);
        // Points closer than this keep the same boxes free.
        constexpr double apart = 2;
        Vec2 from{std::nan(""), 0};
        for (std::size_t i = 0; i < curve->x.size(); ++i) {
            const Vec2 to = at(curve->x[i], curve->y[i]);
            const Vec2 way{to.x - from.x, to.y - from.y};
            if (way.x * way.x + way.y * way.y < apart * apart && i + 1 < curve->x.size()) continue;
            line(from, to);
            from = to;
        }
    } else if (const auto* rule = std::get_if<Rule>(&mark)) {
        const Domain& d = plan.frame.range;
        if (rule->vertical)
            line(plan.frame.to_pixels(rule->at, d.y.low), plan.frame.to_pixels(rule->at, d.y.high));
        else
            line(plan.frame.to_pixels(d.x.low, rule->at), plan.frame.to_pixels(d.x.high, rule->at));
    }
}

// Words keep off the single arrows of a figure (a field's arrows give way to words instead).
void reserve_arrows(const Plan& plan, const Mark& mark, Canvas& canvas) {
    const auto* arrows = std::get_if<Arrows>(&mark);
    if (arrows == nullptr || arrows->length == ArrowLength::Uniform) return;
    for (std::size_t i = 0; i < arrows->x.size(); ++i) {
        const Vec2 a = plan.frame.to_pixels(arrows->x[i], arrows->y[i]);
        const Vec2 b = plan.frame.to_pixels(arrows->x[i] + arrows->u[i], arrows->y[i] + arrows->v[i]);
        along(a, b, 4, words_room(plan), [&](const Rect& box) { canvas.take(box); });
    }
}

constexpr double title_gap = 24;      // between a title and the legend beside it
constexpr double reserved_left = 40;  // of a live page, for labels such as −0.25 and 10⁻¹²

// "Name: detail" where there is room for both, else the name.
std::string without_detail(const std::string& title, double width, const Canvas& canvas) {
    const auto colon = title.find(": ");
    if (colon == std::string::npos || canvas.text_width(title, type_sizes.panel_title) <= width) return title;
    return title.substr(0, colon);
}

}  // namespace

std::vector<Vec2> simplex_corners(const Panel& panel) {
    std::vector<Vec2> c{{0, 0}, {1, 0}, {0.5, std::sqrt(3.0) / 2}};
    c.resize(std::min<std::size_t>(c.size(), panel.corners.size()));
    return c;
}

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
    in.right += colour_bar_width(plan, canvas);
    if (flat) {
        in.bottom = 6, in.right += 10;
        plan_ticks(plan, canvas, plan.cell.width - 60 - in.right, plan.cell.height - top_before - 40);
        if (panel.y.visible && plan.y_labels) {
            // Rounded up, so that a digit more or less does not move the plot.
            in.left = std::ceil((widest(plan.y_ticks, canvas) + tick_length + 6) / 8) * 8;
            if (plan.live && panel.y.ticks.empty()) in.left = std::max(in.left, reserved_left);
            if (!panel.y.label.empty()) in.left += type_sizes.label + 8;
        }
        if (panel.x.visible && plan.x_labels) {
            in.bottom += tick_length + 4 + type_sizes.tick * 1.2;
            if (!panel.x.label.empty() && !named_in_row(plan)) in.bottom += type_sizes.label + 8;
        }
    }
    in.top = panel.title.empty() ? 8 : 26;
    if (has_legend(plan)) {
        const double title = canvas.steady_width(panel.title, type_sizes.panel_title);
        const bool fits = panel.kind != PanelKind::Simplex && !panel.title.empty() &&
                          in.left + title + title_gap + legend_width(panel, canvas) <= plan.cell.width;
        plan.frame.legend_beside = plan.held != nullptr ? plan.held->legend_beside : fits;
        if (!plan.frame.legend_beside) in.top += legend_height(panel, plan.cell.width, canvas) + 4;
    }
    plan.heading = in.top;
    // Words take what they need, up to a quarter of the page; figures share the rest.
    if (panel.kind == PanelKind::Sheet)
        in.bottom = std::min(sheets_height(panel, plan.cell.width, canvas), 0.25 * canvas.page_height());
    if (panel.kind != PanelKind::Simplex) return;
    // The apex' name stands beside a short title, under a long one.
    const double title_end = canvas.steady_width(panel.title, type_sizes.panel_title) + 12;
    const double apex = panel.corners.size() < 3 ? 0
                                                 : canvas.text_width(panel.corners[2].label,
                                                                     type_sizes.panel_title, Style::Strong);
    const double middle = plan.cell.width / 2 - in.right / 2;
    in.top += has_legend(plan) || title_end > middle - apex / 2 ? 22 : 4;
    in.bottom += 26, in.left += 24, in.right += 24;
}

namespace {

// On a screen axes are sharp there, and every painter cuts marks off at the same pixels.
Rect whole_pixels(const Rect& r) {
    const double x = std::round(r.x), y = std::round(r.y);
    return {x, y, std::round(r.right()) - x, std::round(r.bottom()) - y};
}

}  // namespace

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

void draw_marks(const Plan& plan, Canvas& canvas) {
    for (const Mark& m : plan.panel->marks) {
        canvas.group(plan.panel->id + "/" + m.id());
        canvas.clip(grown(plan.frame.plot, 1));  // room for strokes that run along the edge
        draw_mark(plan, m, canvas);
        canvas.unclip();
    }
    if (plan.panel->kind == PanelKind::Simplex) draw_simplex_outline(plan, canvas);
}

void draw_panel(const Plan& plan, const Page& page, Canvas& canvas) {
    const Panel& panel = *plan.panel;
    const Rect& plot = plan.frame.plot;
    canvas.group(panel.id);
    if (plan.folded) return draw_folded(plan, page, canvas);
    if (!panel.title.empty()) {
        // Over the plot, unless a legend stands at the end of the line.
        const double legend = plan.frame.legend_beside ? legend_width(panel, canvas) + title_gap : 0;
        double end = plan.cell.right() - legend;
        // A triangle's apex has its name beside the title where there is no line of its own for it.
        if (panel.corners.size() == 3 &&
            plot.y - 9 - type_sizes.panel_title < plan.cell.y + type_sizes.panel_title + 4)
            end = plot.x + plot.width / 2 - 10 -
                  canvas.text_width(panel.corners[2].label, type_sizes.panel_title, Style::Strong) / 2;
        const double need = canvas.text_width(panel.title, type_sizes.panel_title);
        const double x = panel.kind == PanelKind::Simplex
                             ? plan.cell.x
                             : std::clamp(end - need, plan.cell.x, std::max(plan.cell.x, plot.x));
        const std::string title = without_detail(panel.title, end - x, canvas);
        canvas.text(canvas.fitted(title, end - x, type_sizes.panel_title), {x, plan.cell.y},
                    {type_sizes.panel_title, {Role::Ink}, Style::Regular, AlignX::Left, AlignY::Top},
                    panel.id + "/title");
    }
    if (plan.frame.legend_beside) {
        const double width = legend_width(panel, canvas);
        draw_legend(panel, {plan.cell.right() - width, plan.cell.y - 1}, width + 1, canvas);
    } else if (has_legend(plan)) {
        // Beginning at the plot, unless that takes more rows than were planned.
        const double beside = plan.cell.right() - plot.x;
        const bool narrow =
            legend_height(panel, beside, canvas) > legend_height(panel, plan.cell.width, canvas);
        const double x = panel.kind == PanelKind::Simplex || narrow ? plan.cell.x : plot.x;
        draw_legend(panel, {x, plan.cell.y + (panel.title.empty() ? 2 : 22)}, plan.cell.right() - x, canvas);
    }
    if (panel.kind == PanelKind::Matrix) {
        draw_table(plan, canvas);
        return;
    }
    if (panel.kind == PanelKind::Sheet) {
        draw_sheets(plan, canvas);
        return;
    }
    // Labels keep clear of handles, so their places are taken first.
    std::vector<PlacedHandle> handles = place_handles(plan, page.held_handle, canvas);
    if (panel.kind == PanelKind::Space) {
        reserve_colour_bar(plan, canvas);
        place_values(plan, handles, canvas);
        draw_space(plan, page, canvas);
        draw_colour_bar(plan, canvas);
        draw_handles(plan, handles, page.held_handle, page.show_handles, canvas);
        return;
    }
    Plan drawn = plan;
    settle_ticks(drawn, canvas);
    reserve_colour_bar(drawn, canvas);
    if (panel.kind == PanelKind::Simplex)
        draw_simplex_frame(drawn, canvas);
    else
        draw_axes(drawn, canvas);
    place_values(plan, handles, canvas);
    for (const Mark& m : panel.marks) reserve_arrows(drawn, m, canvas), reserve_lines(drawn, m, canvas);
    const std::vector<Vec2> corners = simplex_corners(panel);
    for (std::size_t k = 0; k < corners.size(); ++k) {
        const Vec2 a = corners[k], b = corners[(k + 1) % corners.size()];
        along(plan.frame.to_pixels(a.x, a.y), plan.frame.to_pixels(b.x, b.y), 2, words_room(plan),
              [&](const Rect& box) { canvas.avoid(box); });
    }
    // Words take their places first, so that labels and arrows give way to them, but lie on top.
    std::vector<Prim> beneath = std::exchange(canvas.out().list.prims, {});
    for (const Mark& m : panel.marks) draw_mark_texts(drawn, m, canvas);
    std::vector<Prim> words = std::exchange(canvas.out().list.prims, std::move(beneath));
    draw_marks(drawn, canvas);
    canvas.group(panel.id + "/words");
    for (Prim& w : words) canvas.add(std::move(w));
    draw_colour_bar(drawn, canvas);
    draw_handles(plan, handles, page.held_handle, page.show_handles, canvas);
}

}  // namespace lossfield::viz
